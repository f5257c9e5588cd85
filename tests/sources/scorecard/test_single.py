"""Sheets of one period each."""

from analysis.sources.scorecard.period_words import PeriodWords
from analysis.sources.scorecard.single import NO_PERIOD, heading_of_roles, read_single

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
