"""Sheets as the guidance on statistics in spreadsheets wants them."""

import io

import openpyxl
import xlsxwriter

from analysis.present.accessible_spreadsheet import OPTIONS, Looks, WorkbookSheet, headers, write_cover, write_table
from analysis.present.workbook_cells import Data


def written():
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, OPTIONS) as book:
        looks = Looks.of(book)
        write_cover(looks, "Cover", ["A title", "A line", "=1+1"])
        data = Data(("Year", "Rate"), (("2021", "82.9%"), ("2022", "suppressed"), ("=2+2", None)))
        write_table(WorkbookSheet("Rates", "Rates rose", data), looks)
        assert looks.number("0.0") is looks.number("0.0")
    return openpyxl.load_workbook(held)


def test_a_table_needs_headers_that_are_neither_empty_nor_twice():
    assert headers(["Value", "", "Value"]) == ["Value", "Column 2", "Value (3)"]


def test_a_cover_is_words_its_title_first():
    assert [row[0] for row in written()["Cover"].values] == ["A title", "A line", "=1+1"]
    assert written()["Cover"]["A1"].font.bold


def test_a_table_has_its_message_above_and_numbers_that_are_numbers():
    page = written()["Rates"]
    assert page["A1"].value == "Rates rose"
    assert (page["B3"].value, page["B3"].number_format) == (0.829, "#,##0.0%")
    assert page["B4"].value == "suppressed"
    assert page["B5"].value is None
    assert list(page.tables) == ["Rates"]


def test_text_of_a_source_is_never_a_formula():
    assert all(cell.data_type != "f" for page in written() for row in page.iter_rows() for cell in row)
