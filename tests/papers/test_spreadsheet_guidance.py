"""The workbook keeps the checklist of the Analysis Function's *Releasing statistics in spreadsheets*, rule by rule.

Source: https://analysisfunction.civilservice.gov.uk/policy-store/releasing-statistics-in-spreadsheets/
"""

import datetime as dt
import re
import zipfile

import openpyxl
import pytest

from analysis.packs.plan import plan_pack
from analysis.papers.data_pack import write_data_pack
from analysis.papers.notebook_evidence import Caption, NotebookEvidence
from analysis.present.workbook_cells import Data
from small_pack import make_workspace

TABLE = Data(
    ("Month", "Latest", "Said", "", "Said"),
    (("2021-04", "39%", "=cmd()", "a", 1.23456), ("May 2021", "297 days", "+x", "", 20), ("", "", "@x", "-", None)),
)
NOTES = {"Cover", "Contents"}


@pytest.fixture(scope="module")
def path(tmp_path_factory, root):
    folder = tmp_path_factory.mktemp("guidance")
    plan = plan_pack(make_workspace(folder / "space", root), area="Torbay", month="2021-05")
    (folder / "paper.qmd").write_text(plan.papers[0].read_text(encoding="utf-8"), encoding="utf-8")
    captions = {"fig-line": Caption("A line that rises", "A line.")}
    evidence = [NotebookEvidence("01_numbers", (), {}, captions, {"fig-line": TABLE})]
    return write_data_pack(folder, plan, evidence, "all", {})[0]


@pytest.fixture(scope="module")
def book(path):
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def tables(book):
    return [sheet for sheet in book if sheet.title not in NOTES]


def test_the_first_sheet_is_a_cover_and_the_second_lists_the_others(book):
    assert book.sheetnames[:2] == ["Cover", "Contents"]
    listed = [row[0].value for row in book["Contents"].iter_rows(min_row=3)]
    assert listed == book.sheetnames[2:]


def test_each_sheet_has_one_marked_table_that_begins_in_column_a(tables):
    for sheet in tables:
        assert len(sheet.tables) == 1
        assert next(iter(sheet.tables.values())).ref.startswith("A3:")


def test_each_sheet_says_in_its_first_cell_what_it_shows(book):
    assert all(isinstance(sheet["A1"].value, str) and sheet["A1"].value for sheet in book)


def test_no_cells_are_merged_and_nothing_is_hidden(book):
    for sheet in book:
        assert not sheet.merged_cells.ranges
        assert sheet.sheet_state == "visible"
        assert not [name for name, column in sheet.column_dimensions.items() if column.hidden]
        assert not [number for number, row in sheet.row_dimensions.items() if row.hidden]


def test_every_column_has_a_heading_of_its_own(tables):
    for sheet in tables:
        heads = [cell.value for cell in sheet[3]]
        assert all(heads)
        assert len(set(heads)) == len(heads)


def test_no_row_within_a_table_is_empty(tables):
    for sheet in tables:
        assert all(any(cell is not None for cell in row) for row in sheet.iter_rows(min_row=4, values_only=True))


def test_a_column_of_numbers_has_one_unit_or_a_column_that_says_which(book):
    heads = [cell.value for cell in book["Figure 1"][3]]
    rows = list(book["Figure 1"].iter_rows(min_row=4, values_only=True))
    assert [row[heads.index("Latest")] for row in rows] == [39, 297, None]
    assert [row[heads.index("Latest: unit")] for row in rows] == ["per cent", "days", None]


def test_months_are_dates_and_numbers_are_numbers_rounded_as_shown_with_all_of_them_beside(book):
    heads = [cell.value for cell in book["Figure 1"][3]]
    rows = list(book["Figure 1"].iter_rows(min_row=4, values_only=True))
    months = [dt.datetime(2021, 4, 1), dt.datetime(2021, 5, 1), None]  # noqa: DTZ001 - what openpyxl gives
    assert [row[heads.index("Month")] for row in rows] == months
    said = next(place for place, head in enumerate(heads) if head.startswith("Said (") and "unrounded" not in head)
    assert [row[said] for row in rows] == [1.2, 20, None]
    assert [row[said + 1] for row in rows] == [1.23456, 20, None]


def test_no_text_is_taken_for_a_formula(path):
    with zipfile.ZipFile(path) as parts:
        sheets = [parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/")]
    assert sheets
    assert not [sheet for sheet in sheets if re.search(r"<f[ >]", sheet)]


def test_nothing_is_said_by_colour_alone(book):
    filled = [cell.coordinate for sheet in book for row in sheet.iter_rows() for cell in row if cell.fill.fill_type]
    assert filled == []


def test_links_lead_to_sheets_that_are_there(book):
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink and cell.hyperlink.location and not cell.hyperlink.target:
                    assert cell.hyperlink.location.split("!")[0].strip("'") in book.sheetnames


def test_it_has_a_title_among_its_properties(book):
    assert book.properties.title == "Data pack: Torbay, May 2021"
