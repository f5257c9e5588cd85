"""What two packs print differently, as text and as a page."""

import json
from dataclasses import replace

import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.packs.difference import PackDifference, compare_packs, write_page
from analysis.papers.changes import Change

ROSE = "The rate rose from 75.0 to 89.0 in the year to March 2021."
FELL = "The rate fell from 75.0 to 61.0 in the year to March 2021."
ALONE = "Nothing else was asked of anyone here."


@pytest.fixture
def pack(tmp_path):
    """Return a function that writes a pack of one notebook."""

    def write(name, rate="75.0", says=ROSE, rating="Amber", block="", month="2021-05", audience="board"):
        folder = tmp_path / name
        (folder / "evidence").mkdir(parents=True)
        saved = {
            "evidence": [{"name": "cp.rate_now", "text": rate}],
            "variables": {"cp": {"rate_now": rate, "headline": says, "answer": says}},
            "blocks": {"board-asks": block},
            "captions": {},
            "data": {
                "tbl-board-drivers": {"columns": ["Driver", "Now"], "rows": [["CP rate", rate]]},
                "tbl-card-measures": {"columns": ["Measure", "Rating"], "rows": [["Visits", rating]]},
            },
        }
        made = {"area": {"name": "Torbay"}, "disclosure": {"audience": audience}}
        (folder / "evidence" / "04_child_protection.json").write_text(json.dumps(saved), "utf-8")
        (folder / "manifest.json").write_text(json.dumps(made | {"month": month}), "utf-8")
        return folder

    return write


def test_each_kind_of_difference_is_told_with_what_it_was(pack):
    found = compare_packs(pack("a", month="2021-04"), pack("b", "89.0", FELL, "Red"))
    assert found.title == "Torbay, May 2021 beside Torbay, April 2021"
    assert [str(change) for change in found.drivers] == ["CP rate: 89.0, was 75.0"]
    assert [str(change) for change in found.ratings] == ["Visits: Red, was Amber"]
    assert [str(change) for change in found.figures] == ["Child protection: cp, rate now: 89.0, was 75.0"]
    assert found.sentences == (Change("Child protection", ROSE, FELL),)


def test_a_sentence_that_only_one_pack_says_has_nothing_on_the_other_side(pack):
    found = compare_packs(pack("a", says=ALONE), pack("b", says=ROSE, block=r"- **Note** one change \(CP\)."))
    assert {(change.before, change.after) for change in found.sentences} == {
        (ALONE, ""),
        ("", ROSE),
        ("", "Note one change (CP)."),
    }


def test_the_same_pack_twice_prints_the_same(pack):
    found = compare_packs(pack("a"), pack("b"))
    assert found == PackDifference("Torbay, May 2021", "Torbay, May 2021")
    assert found.as_text().endswith("The two packs print the same.")
    assert "<p>The two packs print the same.</p>" in found.as_page()


def test_a_notebook_that_only_one_pack_has_is_told_whole(pack):
    after = pack("b")
    saved = after / "evidence" / "04_child_protection.json"
    saved.rename(saved.with_name("06_workforce.json"))
    found = compare_packs(pack("a"), after)
    assert [str(change) for change in found.figures] == [
        "Child protection: cp, rate now: not there, was 75.0",
        "Workforce: cp, rate now: 75.0, was not there",
    ]
    assert set(found.sentences) == {Change("Child protection", ROSE, ""), Change("Workforce", "", ROSE)}


def test_the_terminal_shows_what_went_and_what_came(pack):
    told = compare_packs(pack("a"), pack("b", says=FELL)).as_text().splitlines()
    assert told[-4:] == ["Sentences (1)", "  Child protection", f"  - {ROSE}", f"  + {FELL}"]


def test_the_page_marks_the_words_that_differ_and_nothing_in_it_is_live(pack):
    page = compare_packs(pack("a"), pack("b", says=FELL.replace("rate", "<b>rate"))).as_page()
    assert "<del>rose</del>" in page
    assert "<ins>fell</ins>" in page
    assert "<b>" not in page
    assert '<th scope="row">Child protection</th>' in page


@pytest.mark.parametrize(
    "text", ["", "not JSON", "[]", '{"evidence": []}', '{"evidence": [], "variables": {"cp": "x"}}']
)
def test_an_evidence_file_that_is_none_is_named(pack, text):
    wrong = pack("b")
    (wrong / "evidence" / "04_child_protection.json").write_text(text, "utf-8")
    with pytest.raises(WorkbenchError, match=r"cannot be read as evidence"):
        compare_packs(pack("a"), wrong)


@pytest.mark.parametrize("manifest", [None, "", "[]", '{"area": "Torbay"}', '{"area": {"name": "A"}, "month": "May"}'])
def test_a_pack_without_a_whole_manifest_is_called_by_its_folder(pack, manifest):
    bare = pack("bare")
    if manifest is None:
        (bare / "manifest.json").unlink()
    else:
        (bare / "manifest.json").write_text(manifest, "utf-8")
    assert compare_packs(bare, pack("b")).before == "bare"


@pytest.mark.parametrize("name", ["missing", "file", "empty"])
def test_what_is_no_pack_is_refused(pack, tmp_path, name):
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    with pytest.raises(WorkbenchError, match="no pack"):
        compare_packs(tmp_path / name, pack("b"))


def test_a_page_that_cannot_be_written_is_said(pack, tmp_path):
    found = replace(compare_packs(pack("a"), pack("b")), before="x")
    write_page(found, tmp_path / "new" / "page.html")
    assert "x" in (tmp_path / "new" / "page.html").read_text("utf-8")
    with pytest.raises(WorkbenchError, match="cannot be written"):
        write_page(found, tmp_path)


def test_a_program_can_read_it(pack):
    found = compare_packs(pack("a"), pack("b", "89.0")).as_data()
    assert json.loads(json.dumps(found))["drivers"] == [{"what": "CP rate", "before": "75.0", "after": "89.0"}]
    assert list(found) == ["before", "after", "drivers", "ratings", "figures", "sentences"]


@pytest.mark.parametrize("sides", [("team", "board"), ("board", "team")])
def test_what_has_a_pack_for_the_councils_staff_in_it_says_so_first(pack, sides):
    found = compare_packs(pack("a", audience=sides[0]), pack("b", "89.0", audience=sides[1]))
    assert "STAFF ONLY" in found.as_text().splitlines()[0]
    assert "STAFF ONLY" in found.as_page()
    assert "STAFF ONLY" in str(found.as_data()["readers"])
    assert "STAFF ONLY" not in compare_packs(pack("c"), pack("d", "89.0", audience="public")).as_text()
