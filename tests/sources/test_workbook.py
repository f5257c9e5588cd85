"""Workbooks: what a person sees in the cell is what is read."""

import datetime as dt

import openpyxl
import pytest

from analysis.catalogue.errors import SourceError
from analysis.sources.table_file import open_table
from analysis.sources.workbook import read_workbook, shown

APRIL = dt.datetime.fromisoformat("2011-04-01")  # as a workbook gives it: without a zone


@pytest.fixture
def book(tmp_path):
    """Return a function that saves rows of (value, number format) as a workbook."""

    def save(rows, merge=None, more_sheets=()):
        workbook = openpyxl.Workbook()
        sheet = workbook.active
        sheet.title = "July"
        for r, cells in enumerate(rows, start=1):
            for c, cell in enumerate(cells, start=1):
                value, form = cell if isinstance(cell, tuple) else (cell, "General")
                sheet.cell(r, c, value).number_format = form
        if merge:
            sheet.merge_cells(merge)
        for title in more_sheets:
            workbook.create_sheet(title).append(["a", "b"])
        path = tmp_path / "card.xlsx"
        workbook.save(path)
        return path

    return save


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (0.731, "0.0%", "73.1%"),
        (0.28600000000000003, "0%", "28.6%"),
        (2238.0, "General", "2238"),
        (12.5, "0.0", "12.5"),
        (12779, "£#,##0", "£12779"),
        (12779, '"£"#,##0', "£12779"),
        (12779, "[$£-809]#,##0", "£12779"),
        (5, '0"%"', "5"),
        (True, "General", "True"),
        (None, "General", ""),
        (APRIL, "mmm-yy", "2011-04-01"),
        ("TBC 11/20", "General", "TBC 11/20"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(value, form, text):
    assert shown(value, form) == text


def test_percentages_and_places_survive_the_workbook(book):
    path = book([["Measure", "Apr"], ["Core assessments", (0.731, "0.0%")]])
    table = read_workbook(path, "council/card.xlsx")
    assert list(table.rows.loc[2]) == ["Core assessments", "73.1%"]
    assert table.locate(2, "Apr") == "council/card.xlsx#July!B2"


def test_a_date_in_the_header_is_a_date(book):
    table = read_workbook(book([["Measure", (APRIL, "mmm-yy")], ["A", 1]]), "card.xlsx")
    assert table.columns == ["Measure", "2011-04-01"]


def test_merged_cells_and_other_sheets_are_said(book):
    path = book([["Measure", "Apr", "May"], ["Theme", None, None], ["A", 1, 2]], "A2:C2", ["Notes"])
    table = read_workbook(path, "card.xlsx")
    assert {issue.check for issue in table.issues} == {"cells_merged", "sheet_passed_over", "row_merged"}
    assert list(table.rows.index) == [3]


def test_a_sheet_that_is_not_there_is_met_with_those_that_are(book):
    with pytest.raises(SourceError, match="July"):
        read_workbook(book([["A", "B"], [1, 2]]), "card.xlsx", sheet="June")


def test_a_damaged_workbook_says_so(tmp_path):
    path = tmp_path / "card.xlsx"
    path.write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(SourceError, match="cannot be opened"):
        open_table(path, "card.xlsx")


def test_a_workbook_without_cells_says_so(book):
    with pytest.raises(SourceError, match=r"no cells|header"):
        read_workbook(book([]), "card.xlsx")


def test_a_workbook_without_any_sheet_of_cells_is_refused_in_words(tmp_path, monkeypatch):
    path = tmp_path / "card.xlsx"
    book = openpyxl.Workbook()
    book.save(path)
    monkeypatch.setattr(openpyxl.Workbook, "worksheets", property(lambda _: []))
    with pytest.raises(SourceError, match="no sheet of cells"):
        read_workbook(path, "card.xlsx")
