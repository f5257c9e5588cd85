"""Names that a person or a file gives: none leads out of data/raw, and none is copied and then never read."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sources.names import LONGEST_NAME, full_path, is_within, problem_of_name, problem_of_path

PARTS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["..", ".", "/", "\\", "C:", "con", "nul.csv", "LPT1", "a/b", "../x", "~", "x.", " x", "\0", "é"]),
)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../../x", "is a path"),
        ("/etc/x", "is a path"),
        ("..\\x", "is a path"),
        ("a/b", "is a path"),
        ("..", "begins with a dot"),
        (".x", "begins with a dot"),
        ("", "is empty"),
        ("  ", "is empty"),
        ("con", "calls a device"),
        ("Con.csv", "calls a device"),
        ("lpt9.tar.gz", "calls a device"),
        ("x" * 300, "more than 120 characters"),
        ("C:x", "cannot have"),
        ("a\nb", "cannot have"),
        ("cod\u202eexe.csv", "cannot have"),
        ("card.", "ends with a dot"),
        ("card ", "ends with a dot"),
    ],
)
def test_a_name_that_leads_elsewhere_or_cannot_be_had_everywhere_is_refused(name, why):
    assert why in (problem_of_name(name) or "")


@pytest.mark.parametrize("name", ["report_card.csv", "Children's services (2).xlsx", "données.csv", "console"])
def test_a_name_that_a_council_would_give_is_taken(name):
    assert problem_of_name(name) is None


def test_a_long_name_is_not_repeated_whole():
    assert len(problem_of_name("y" * 5_000) or "") < 2 * LONGEST_NAME


def test_every_part_of_a_path_is_looked_at():
    assert problem_of_path("vintage-2024/c1.csv") is None
    assert "begins with a dot" in (problem_of_path("vintage-2024/../../c1.csv") or "")
    assert "is empty" in (problem_of_path("/etc/passwd") or "")


@given(st.lists(PARTS, max_size=4).map("".join))
def test_a_name_that_is_taken_is_one_part_of_a_path_and_stays_inside(tmp_path_factory, name):
    if problem_of_name(name) is None:
        folder = tmp_path_factory.getbasetemp()
        path = folder / name
        assert path.parent == folder
        assert is_within(path, folder)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right that few have on Windows")
def test_a_link_is_followed_before_it_is_judged(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in" / "link").symlink_to(tmp_path / "out")
    assert not is_within(tmp_path / "in" / "link" / "x.csv", tmp_path / "in")


@pytest.mark.skipif(sys.platform == "win32", reason="links want a right there")
def test_a_link_is_followed_and_one_to_itself_is_no_file(tmp_path):
    (tmp_path / "a").write_text("", encoding="utf-8")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "c").symlink_to(tmp_path / "c")
    assert full_path(tmp_path / "b") == (tmp_path / "a").resolve()
    assert not full_path(tmp_path / "c").is_file()
