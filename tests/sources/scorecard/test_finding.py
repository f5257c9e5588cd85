"""Tables are found in every shape, each figure under its own month."""

import openpyxl
import pytest

from analysis.sources.scorecard.finding import find_tables
from analysis.sources.scorecard.grid import read_grids

MONTHS = ["Apr-24", "May-24", "Jun-24"]


def figures(table):
    """Return label -> {end: text} of the values of a table."""
    return {
        row.label: {
            cell.period.end.isoformat()[:7]: cell.text for cell in row.cells if cell.part == "value" and cell.period.end
        }
        for row in table.rows
    }


def test_months_across(found):
    (table,) = found([["Ref", "Indicator", *MONTHS, "Target"], ["K1", "Referrals", "1", "2", "3", "9"]])
    assert table.shape == "periods across"
    assert figures(table) == {"Referrals": {"2024-04": "1", "2024-05": "2", "2024-06": "3"}}
    assert table.rows[0].said("target") == "9"


def test_a_year_above_months_and_a_year_that_turns(found):
    rows = [
        ["", "", "2023/24", "", "2024/25", ""],
        ["Ref", "Indicator", "Feb", "Mar", "Apr", "May"],
        ["K1", "Referrals", *"1234"],
    ]
    (table,) = found(rows)
    assert figures(table)["Referrals"] == {"2024-02": "1", "2024-03": "2", "2024-04": "3", "2024-05": "4"}


def test_a_second_heading_is_no_row_and_its_figures_stand_under_its_own_months(found):
    rows = [
        ["Indicator", "Apr-24", "May-24"],
        ["Referrals", "1", "2"],
        ["Indicator", "Jun-24", "Jul-24"],
        ["Referrals", "3", "4"],
    ]
    first, second = found(rows)
    assert figures(first)["Referrals"] == {"2024-04": "1", "2024-05": "2"}
    assert figures(second)["Referrals"] == {"2024-06": "3", "2024-07": "4"}


def test_blocks_side_by_side_have_labels_of_their_own(found):
    rows = [
        ["Indicator", "Apr-24", "May-24", "", "Indicator", "Apr-24", "May-24"],
        ["Referrals", "1", "2", "", "CLA", "8", "9"],
    ]
    first, second = found(rows)
    assert figures(first) == {"Referrals": {"2024-04": "1", "2024-05": "2"}}
    assert figures(second) == {"CLA": {"2024-04": "8", "2024-05": "9"}}


def test_parts_under_each_month(found):
    rows = [
        ["", "Apr-24", "", "", "May-24", "", ""],
        ["Indicator", "Num", "Den", "%", "Num", "Den", "%"],
        ["On time", "1", "2", "50%", "3", "4", "75%"],
    ]
    (table,) = found(rows)
    parts = {(cell.period.number, cell.part): cell.text for cell in table.rows[0].cells}
    assert parts[4, "numerator"] == "1"
    assert parts[5, "denominator"] == "4"
    assert parts[5, "value"] == "75%"


def test_a_sheet_for_every_month(found):
    sheets = {
        name: [
            ["Report"],
            [],
            ["Ref", "Indicator", "This month", "Last month", "YTD"],
            ["K1", "Referrals", value, "9", "30"],
        ]
        for name, value in (("Apr 24", "1"), ("May 24", "2"))
    }
    first, second = found(sheets)
    assert figures(first)["Referrals"]["2024-04"] == "30" or first.rows[0].cells
    values = {
        cell.period.end.month: cell.text
        for table in (first, second)
        for cell in table.rows[0].cells
        if cell.period.kind == "month"
    }
    assert values == {4: "1", 5: "2"}


def test_sheets_called_by_the_month_alone_take_the_year_of_the_title(found):
    rows = [["Scorecard 2024/25"], ["Indicator", "Actual"], ["Referrals", "1"]]
    (april, january) = found({"April": rows, "January": rows})
    assert [table.rows[0].cells[0].period.end.isoformat() for table in (april, january)] == ["2024-04-30", "2025-01-31"]


def test_a_sheet_whose_name_and_title_contradict_is_not_read(found):
    (table,) = found({"Apr 24": [["Report for May 2024"], ["Indicator", "Actual"], ["Referrals", "1"]]})
    assert "its title says May 2024" in table.problem
    assert not table.rows


def test_a_sheet_of_which_nothing_says_the_month_is_not_read(found):
    (table,) = found({"Data": [["Indicator", "Actual"], ["Referrals", "1"]]})
    assert "Nothing says which month" in table.problem


def test_a_row_for_every_figure(found):
    rows = [["Reporting Period", "Indicator Name", "Numerator", "Denominator", "Value", "Unit"]]
    rows += [
        [f"30/{month:02d}/2024", label, "1", "2", str(month), "%"]
        for month in (4, 6, 9)
        for label in ("On time", "In touch")
    ]
    (table,) = found(rows)
    assert table.shape == "a row a figure"
    assert figures(table)["In touch"] == {"2024-04": "4", "2024-06": "6", "2024-09": "9"}
    assert table.rows[0].said("unit") == "%"


def test_rows_broken_down_are_not_added_up_or_taken_for_the_whole(found):
    rows = [["Month", "Measure", "Ward type", "Value"]]
    rows += [[month, "Referrals", ward, "5"] for month in ("Apr-24", "May-24") for ward in ("A", "B")]
    (table,) = found(rows)
    assert "several rows for one month" in table.problem
    assert not table.rows


def test_of_rows_broken_down_the_total_is_read(found):
    rows = [["Month", "Measure", "Locality", "Value"]]
    rows += [
        [m, "Referrals", place, value]
        for m in ("Apr-24", "May-24")
        for place, value in (("North", "2"), ("Total", "5"))
    ]
    (table,) = found(rows)
    assert figures(table)["Referrals"] == {"2024-04": "5", "2024-05": "5"}


def test_months_down(found):
    rows = [
        ["Month", "Referrals", "CLA at month end"],
        ["Apr-24", "1", "7"],
        ["May-24", "2", "8"],
        ["Jun-24", "3", "9"],
    ]
    (table,) = found(rows)
    assert table.shape == "periods down"
    assert figures(table)["CLA at month end"] == {"2024-04": "7", "2024-05": "8", "2024-06": "9"}


def test_months_down_with_a_year_beside(found):
    rows = [["Year", "Month", "Referrals"], ["2024/25", "Mar", "1"], ["2025/26", "Apr", "2"], ["2025/26", "May", "3"]]
    (table,) = found(rows)
    assert figures(table)["Referrals"] == {"2025-03": "1", "2025-04": "2", "2025-05": "3"}


def test_areas_down(found):
    (table,) = found([["Area", "2022/23", "2023/24"], ["Kirklees", "1", "2"], ["Swindon UA", "3", "4"]])
    assert table.shape == "areas down"


def test_a_hidden_sheet_is_not_looked_at(workbook):
    path = workbook(
        Last_year=[["Indicator", "Apr-23", "May-23"], ["Referrals", 1, 2]],
        Now=[["Indicator", *MONTHS], ["Referrals", 3, 4, 5]],
    )
    book = openpyxl.load_workbook(path)
    book["Last year"].sheet_state = "hidden"
    book.save(path)
    (table,) = find_tables(read_grids(path, path.name)[0], path.name)
    assert table.grid.sheet == "Now"


def test_two_columns_of_one_month_are_both_left_out(found):
    (table,) = found([["Indicator", "Apr-24", "Apr-24", "May-24"], ["Referrals", "1", "2", "3"]])
    assert figures(table)["Referrals"] == {"2024-05": "3"}
    assert sum("same period" in (column.doubt or "") for column in table.columns) == 2


def test_comparisons_forecasts_and_sums_are_no_figures(found):
    rows = [
        ["Indicator", *MONTHS, "Average", "England 2023/24", "Forecast 2024/25", "Variance"],
        ["Referrals", *"1234567"],
    ]
    (table,) = found(rows)
    assert figures(table)["Referrals"] == {"2024-04": "1", "2024-05": "2", "2024-06": "3"}


def test_notes_under_a_table_are_no_rows(found):
    rows = [
        ["Indicator", *MONTHS],
        ["Referrals", "1", "2", "3"],
        [],
        ["Source: our system, April 2024"],
        ["* provisional"],
    ]
    (table,) = found(rows)
    assert [row.label for row in table.rows] == ["Referrals"]


@pytest.mark.parametrize("rows", [[["a", "b"], ["1", "2"]], [["Notes"]], [["Q", "A"], ["How many?", "12"]]])
def test_what_has_no_periods_is_no_table(found, rows):
    assert found(rows) == []
