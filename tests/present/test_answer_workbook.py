"""An answer in Excel: numbers that add up, words that say what they are, and nothing that is hidden elsewhere."""

import datetime as dt

import openpyxl
import pytest

from analysis import ask
from analysis.catalogue.errors import WorkbenchError
from analysis.present import answer_workbook
from analysis.present.answer_workbook import footer, write_workbook


@pytest.fixture(scope="module")
def answer():
    return ask.why("cp_rate", area="Torbay", between="largest", month="2021-05")


@pytest.fixture(scope="module")
def book(answer, tmp_path_factory):
    return openpyxl.load_workbook(answer.to_excel(tmp_path_factory.mktemp("excel") / "answer.xlsx"))


def test_the_first_sheet_says_what_the_answer_says(book, answer):
    said = [row[0] for row in book["Answer"].values]
    assert said[0] == answer.text("headline")
    assert answer.text("evidence") in said
    assert said[-1] == "Torbay, May 2021."


def test_every_table_and_every_figure_has_a_sheet(book, answer):
    assert book.sheetnames == [
        "Answer",
        *(name.replace("_", " ").capitalize() for name in answer.tables),
        *(f"Chart {name.replace('_', ' ')}" for name in answer.figures),
    ]


def test_numbers_can_be_reckoned_with(book):
    rows = list(book["Stock and flow"].values)
    started = rows[1].index("Started")
    assert [row[started] for row in rows[2:]] == [268, 297]


def test_a_picture_lies_beside_its_data_and_says_what_it_shows(book):
    page = book["Chart rate"]
    assert len(page._images) == 1
    assert page._images[0].anchor._from.col == page.max_column + 1
    assert page["A1"].value.startswith("The child protection (CP) rate in Torbay rose from 51.1")


def test_the_same_answer_is_the_same_file(answer, tmp_path):
    first, second = (
        write_workbook(answer.answer, tmp_path / "a.xlsx"),
        write_workbook(answer.answer, tmp_path / "b.xlsx"),
    )
    assert first.read_bytes() == second.read_bytes()
    assert openpyxl.load_workbook(first).properties.created == dt.datetime(2021, 5, 31)  # noqa: DTZ001 - as Excel has it


def test_another_ending_is_refused_with_the_right_one(answer, tmp_path):
    with pytest.raises(WorkbenchError, match=r"answer\.xlsx"):
        answer.to_excel(tmp_path / "answer.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_replaced_is_left_whole(answer, tmp_path):
    (tmp_path / "answer.xlsx").mkdir()
    with pytest.raises(WorkbenchError, match="open in Excel"):
        answer.to_excel(tmp_path / "answer.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["answer.xlsx"]


def test_whose_figures_and_by_which_rule_is_told(monkeypatch):
    monkeypatch.setattr(answer_workbook, "told", lambda _space, audience: f"Rule for {audience}.")
    shown = ask.trend("referrals", area="Torbay", month="2021-05", known_at="2025-12-31", audience="team")
    assert footer(shown.answer) == "Torbay, May 2021 (as known by 31 December 2025). Rule for team."
