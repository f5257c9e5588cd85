"""The table of checks: a row for each, in their order, as `make reference` writes it."""

import re

import pytest

from analysis.audit.check import Check
from analysis.audit.check_table import BEGIN, END, HEAD, check_table, pages, read_lines, with_table
from analysis.audit.checks import CHECKS
from analysis.catalogue.errors import SourceError

LINE = {"finds": "It is so.", "how": "a | b", "example": "Six of five.", "wrong": "Never."}


def check(name, *, own_page=False):
    return Check(name, "A fault", "note", lambda _: [], own_page)


def test_the_page_is_what_make_reference_writes(root):
    for path, text in pages(root / "docs"):
        assert path.read_text(encoding="utf-8") == text, "run `make reference`"


def test_every_check_has_a_row_in_the_order_in_which_checks_are_shown(root):
    rows = re.findall(r"^\| (?:\[)?([\w-]+)(?:\].*?)? \|.* \| (\w+) \|$", check_page(root), re.MULTILINE)
    assert rows == [(each.name, each.worst) for each in CHECKS]


def check_page(root):
    text = next(text for _, text in pages(root / "docs"))
    return text[text.index(HEAD[-1]) : text.index(END)]


def test_a_check_with_a_page_is_linked_and_another_says_how_it_finds_what_it_finds():
    *_, linked, said = check_table([check("one", own_page=True), check("two")], {"two": LINE})
    assert linked.startswith("| [one](one.md) | A fault |")
    assert said == "| two | A fault: it is so. | a / b | Six of five. | Never. | note |"


@pytest.mark.parametrize(
    ("lines", "said"), [({}, "no line for: two; a line too many for: none"), ({"two": LINE, "x": LINE}, "for: x")]
)
def test_a_line_that_lacks_or_belongs_to_no_check_is_named(lines, said):
    with pytest.raises(SourceError, match=said):
        check_table([check("two")], lines)


def test_what_stands_around_the_table_stays():
    page = with_table(f"before\n{BEGIN}\nold\n{END}\nafter\n", ["| a |"])
    assert page == f"before\n{BEGIN}\n\n| a |\n\n{END}\nafter\n"


def test_the_lines_are_read_by_the_name_of_their_check(tmp_path):
    path = tmp_path / "checks.yml"
    path.write_text("- {check: one, finds: A., how: B., example: C., wrong: D.}\n", encoding="utf-8")
    assert read_lines(path)["one"]["wrong"] == "D."
