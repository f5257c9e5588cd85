"""Sheets of one period each."""

import pytest

from analysis.sources.scorecard.period_words import PeriodWords
from analysis.sources.scorecard.single import NO_PERIOD, heading_of_roles, read_single, with_earlier_months

HEAD = ["Ref", "Indicator", "Actual", "Target"]
ROW = ["K1", "Referrals", "12", "10"]
APRIL = PeriodWords("year", 2024)


def test_the_row_that_names_labels_and_values_is_the_heading(grid):
    assert heading_of_roles(grid([["April 2025"], HEAD, ROW]), 0, 2) == 1
    assert heading_of_roles(grid([["April 2025"], ROW]), 0, 1) is None


def test_figures_are_of_the_month_that_the_sheet_is_called(grid):
    (table,) = read_single(grid([HEAD, ROW], "Apr 2025"), 0, 1, None)
    assert table.shape == "a period a sheet"
    assert [(str(cell.period.end), cell.text) for cell in table.rows[0].cells] == [("2025-04-30", "12")]
    assert table.rows[0].said("target") == "10"


def test_a_sheet_called_by_its_month_alone_is_in_the_year_of_the_workbook(grid):
    (table,) = read_single(grid([HEAD, ROW], "February"), 0, 1, APRIL)
    assert str(table.rows[0].cells[0].period.end) == "2025-02-28"


def test_the_title_above_dates_a_sheet_of_another_name(grid):
    (table,) = read_single(grid([["Performance report May 2025"], HEAD, ROW], "Sheet1"), 1, 2, None)
    assert str(table.rows[0].cells[0].period.end) == "2025-05-31"


def test_a_name_and_a_title_that_contradict_each_other_are_said_and_nothing_is_read(grid):
    (table,) = read_single(grid([["June 2025"], HEAD, ROW], "May 2025"), 1, 2, None)
    assert table.rows == ()
    assert (
        table.problem == 'The sheet is called "May 2025", and its title says June 2025. Correct the one that is wrong.'
    )


def test_a_sheet_that_nothing_dates_says_where_to_write_the_month(grid):
    (table,) = read_single(grid([HEAD, ROW], "Sheet1"), 0, 1, None)
    assert (table.rows, table.problem) == ((), NO_PERIOD)


def test_what_was_counted_since_april_ends_with_the_sheets_month(grid):
    (table,) = read_single(grid([[*HEAD, "YTD"], [*ROW, "60"]], "Sep 2025"), 0, 1, None)
    ends = {cell.period.basis: str(cell.period.end) for cell in table.rows[0].cells}
    assert ends == {"month": "2025-09-30", "year_to_date": "2025-09-30"}


ONE_MONTH = [
    ["Front door: September 2025"],
    ["Measure", "This month", "Last month", "Same month last year", "England 2023/24", "Target"],
    ["Referrals", "10", "11", "12", "13", "14"],
]


def said(table):
    return {str(cell.period.end): cell.text for cell in table.rows[0].cells}


def test_a_report_of_one_month_has_its_earlier_months_read(grid):
    (table,) = with_earlier_months(read_single(grid(ONE_MONTH), 1, 2, None))
    assert said(table) == {"2025-09-30": "10", "2025-08-31": "11", "2024-09-30": "12"}


def test_of_a_sheet_for_each_month_the_earlier_figures_stand_in_their_own(grid):
    heads = ["Measure", "This month", "Last month"]
    sheets = [grid([[f"{month} 2025"], heads, ["Referrals", "10", "9"]]) for month in ("August", "September")]
    tables = [table for sheet in sheets for table in read_single(sheet, 1, 2, None)]
    assert [said(table) for table in with_earlier_months(tables)] == [{"2025-08-31": "10"}, {"2025-09-30": "10"}]


def test_what_is_compared_with_keeps_the_year_of_its_heading(grid):
    (table,) = read_single(grid(ONE_MONTH), 1, 2, None)
    assert [str(one.period.end) for one in table.rows[0].beside if one.role == "benchmark"] == ["2024-03-31"]


@pytest.mark.parametrize("whole", ["Countywide", "Total", "All localities", "Borough"])
def test_of_localities_across_a_sheet_of_one_month_the_whole_is_read(found, whole):
    sheets = {
        name: [["Indicator", "North", "South", "Rural", whole], ["Referrals", "1", "2", "3", value]]
        for name, value in (("May 2025", "6"), ("June 2025", "7"))
    }
    tables = found(sheets)
    assert [[(cell.period.number, cell.text) for cell in row.cells] for table in tables for row in table.rows] == [
        [(5, "6")],
        [(6, "7")],
    ]


def test_localities_without_their_whole_are_not_read_as_the_council(found):
    assert found({"May 2025": [["Indicator", "North", "South", "Rural"], ["Referrals", "1", "2", "3"]]}) == []
