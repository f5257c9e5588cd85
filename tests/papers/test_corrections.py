import datetime as dt
from dataclasses import replace

import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.papers.corrections import (
    Correction,
    corrections_path,
    notices,
    problems_of_words,
    read_corrections,
    write_corrections,
)

FOUND = Correction("abc", "The rate was 82.9.", "A row was read twice.", dt.date(2021, 6, 10), dt.date(2021, 7, 1))


def test_what_was_written_is_read_again(tmp_path):
    path = tmp_path / "torbay" / "corrections.json"
    write_corrections(path, (FOUND, FOUND))
    assert read_corrections(path) == (FOUND, FOUND)
    assert read_corrections(tmp_path / "none.json") == ()


@pytest.mark.parametrize("text", ["{", "[1]", '[{"pack": "a"}]', '{"a": 1}', "null"])
def test_a_file_that_is_no_list_of_corrections_is_named(tmp_path, text):
    path = tmp_path / "corrections.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WorkbenchError, match="no list of corrections"):
        read_corrections(path)


def test_a_notice_says_what_why_and_since_when():
    assert FOUND.notice == (
        "**Correction of 1 July 2021.** Pack abc, which could be read from 10 June 2021, was wrong: The rate was 82.9. "
        "The reason: A row was read twice."
    )


def test_words_of_a_person_are_words_and_no_markup():
    wrong = Correction("abc", "See [x](http://y) {{< include z >}}", "*", dt.date(2021, 6, 10), dt.date(2021, 7, 1))
    told = notices((wrong,))
    assert r"\[x\]\(http\:" in told
    assert "{{<" not in told
    assert notices(()) == ""


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("what", "a\u202eb", "entry 2, what: it holds a character that shows nothing"),
        ("why", "a\n\n# b", "entry 2, why: it has more than one line"),
        ("pack", "x" * 400, "entry 2, pack: it has 400 characters"),
        ("what", " ", "entry 2, what: it says nothing"),
    ],
)
def test_words_that_were_put_into_the_file_by_hand_are_looked_at(tmp_path, name, text, said):
    path = tmp_path / "corrections.json"
    write_corrections(path, (FOUND, replace(FOUND, **{name: text})))
    with pytest.raises(WorkbenchError, match=said):
        read_corrections(path)


def test_what_fits_the_head_of_a_paper_has_no_problems():
    assert problems_of_words("The rate was 82.9.") == []


def test_corrections_stand_beside_the_commentary_of_their_month(tmp_path):
    place = corrections_path(Workspace(tmp_path, tmp_path), areas().find("Torbay"), Month(2021, 5))
    assert place.parts[-4:-1] == ("commentary", "torbay", "2021-05")
