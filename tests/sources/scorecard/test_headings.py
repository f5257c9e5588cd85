"""Rows that are headings of periods, wherever they stand."""

from dataclasses import replace

import pytest

from analysis.sources.scorecard.headings import heading_rows, period_cells, year_above


def only(grid):
    (heading,) = heading_rows(grid)
    return heading


def ends(heading):
    return {column: str(period.end) for column, period in heading.periods.items()}


def test_a_row_of_months_is_a_heading_and_says_what_its_other_columns_are(grid):
    heading = only(grid([["Ref", "Indicator", "Apr-25", "May-25", "Target"], ["K1", "Referrals", "1", "2", "3"]]))
    assert (heading.top, heading.row, heading.bottom) == (0, 0, 0)
    assert ends(heading) == {2: "2025-04-30", 3: "2025-05-31"}
    assert (heading.roles[0], heading.roles[1], heading.roles[4]) == ("ref", "label", "target")


def test_months_stand_in_the_year_above_them_which_reaches_as_far_as_the_next(grid):
    rows = [["", "2024/25", "", "2025/26"], ["Indicator", "Feb", "Mar", "Apr"], ["Referrals", "1", "2", "3"]]
    heading = only(grid(rows))
    assert (heading.top, heading.row) == (0, 1)
    assert ends(heading) == {1: "2025-02-28", 2: "2025-03-31", 3: "2025-04-30"}


YEARS_TO_DATE = [
    (["", "2024/25", "", "2025/26"], ["Indicator", "Feb", "Mar", "Apr", "YTD"], [2025]),
    (["", "2025/26", "2024/25", ""], ["Indicator", "Apr", "Mar", "Feb", "YTD"], [None]),
    (["", "2024/25", "", "2025/26"], ["Indicator", "Feb", "Mar", "Apr", "Comments", "YTD"], [None]),
    (["", "2025/26", "", "2024/25", ""], ["Indicator", "Apr", "YTD", "Mar", "YTD"], [2025, 2024]),
]


@pytest.mark.parametrize(("years", "months", "meant"), YEARS_TO_DATE)
def test_what_is_counted_since_april_is_of_the_year_above_only_where_that_is_sure(grid, years, months, meant):
    heading = only(grid([years, months, ["Referrals", *(str(at) for at in range(1, len(months)))]]))
    assert [period.year for period in heading.periods.values() if period.kind == "to_date"] == meant


def test_months_without_a_year_take_that_of_a_title_above(grid):
    heading = only(grid([["Scorecard 2023/24"], ["Indicator", "Apr", "May"], ["Referrals", "1", "2"]]))
    assert ends(heading) == {1: "2023-04-30", 2: "2023-05-31"}


def test_months_that_nothing_dates_have_no_end(grid):
    heading = only(grid([["Indicator", "Apr", "May"], ["Referrals", "1", "2"]]))
    assert {period.end for period in heading.periods.values()} == {None}


def test_a_row_of_parts_below_belongs_to_the_heading(grid):
    rows = [
        ["Indicator", "Apr-25", "", "May-25", ""],
        ["", "Numerator", "Denominator", "Numerator", "Denominator"],
        ["Reviews on time", "9", "10", "8", "10"],
    ]
    heading = only(grid(rows))
    assert heading.bottom == 1
    assert (heading.roles[1], heading.roles[2]) == ("numerator", "denominator")
    assert ends(heading)[2] == "2025-04-30"
    assert ends(heading)[4] == "2025-05-31"


def test_a_row_of_figures_is_no_heading_even_where_they_look_like_years(grid):
    table = grid([["Indicator", "2023", "2024"], ["Referrals", "2019", "3"], ["Plans", "2020", "2030"]])
    assert period_cells(table, 1) == {}
    assert [heading.row for heading in heading_rows(table)] == [0]


@pytest.mark.parametrize("row", [["Referrals", "250", "251"], ["Note: April and May", "", ""], ["", "", ""]])
def test_rows_of_figures_notes_and_blanks_name_no_periods(grid, row):
    assert period_cells(grid([row]), 0) == {}


def test_two_tables_below_each_other_have_a_heading_each(grid):
    rows = [
        ["Indicator", "Apr-25", "May-25"],
        ["Referrals", "1", "2"],
        [""],
        ["Indicator", "Jun-25", "Jul-25"],
        ["Plans", "3", "4"],
    ]
    assert [heading.row for heading in heading_rows(grid(rows))] == [0, 3]


def test_a_bare_year_among_months_is_a_heading_of_its_own(grid):
    heading = only(grid([["Indicator", "2023", "Apr-25", "May-25", "Jun-25", "Jul-25"], ["Referrals", *"12345"]]))
    assert [period.kind for period in heading.periods.values()] == ["bare_year", *["month"] * 4]


def test_figures_beside_one_date_are_no_heading(grid):
    assert period_cells(grid([["Apr-25", "2019", "2045"]]), 0) == {}


def test_quarters_above_months_give_them_their_year_and_stay_quarters_where_they_head_a_total(grid):
    rows = [
        ["Indicator", "Q4 2024/25", "", "", "", "Q1 2025/26", "", "", ""],
        ["", "Jan", "Feb", "Mar", "Q4", "Apr", "May", "Jun", "Q1"],
        ["Referrals", *"12345678"],
    ]
    heading = only(grid(rows))
    assert [str(heading.periods[at].end) for at in (1, 3, 4, 5, 8)] == [
        "2025-01-31",
        "2025-03-31",
        "2025-03-31",
        "2025-04-30",
        "2025-06-30",
    ]
    assert [heading.periods[at].kind for at in (3, 4)] == ["month", "quarter"]


def test_a_sheet_called_for_a_quarter_says_the_year_of_its_months(grid):
    heading = only(grid([["Indicator", "January", "February", "March"], ["Referrals", *"123"]], "Q4 2024-25"))
    assert ends(heading) == {1: "2025-01-31", 2: "2025-02-28", 3: "2025-03-31"}


def test_localities_under_each_month_are_part_of_the_heading(grid):
    rows = [
        ["Indicator", "April 2025", "", "", "May 2025", "", ""],
        ["", "North", "South", "Total", "North", "South", "Total"],
        ["Referrals", *"123123"],
    ]
    heading = only(grid(rows))
    assert heading.bottom == 1
    assert heading.texts[6] == "May 2025 Total"


def test_words_that_a_pivot_table_writes_above_its_columns_say_nothing_of_them(grid):
    rows = [["Sum of Value", "Column Labels"], ["Row Labels", "2025-04", "2025-05"], ["Referrals", "1", "2"]]
    heading = only(grid(rows))
    assert heading.texts == {0: "Row Labels", 1: "2025-04", 2: "2025-05"}


@pytest.mark.parametrize(
    ("title", "sheet", "year"),
    [("Scorecard 2023/24", "Data", 2023), ("Scorecard", "2024-25", 2024), ("Scorecard", "Data", None)],
)
def test_the_year_of_a_table_stands_in_a_title_above_it_or_in_the_sheets_name(grid, title, sheet, year):
    found = year_above(replace(grid([[title], ["Indicator", "Apr"]]), sheet=sheet), 1)
    assert (found and found.year) == year


def test_quarters_of_several_years_are_not_all_put_into_the_year_of_the_title(grid):
    rows = [["Return for Quarter 2 2025/26"], ["Measure", "Q3 24/25", "Q4", "Q1 25/26", "Q2"], ["CLA", 1, 2, 3, 4]]
    (heading,) = heading_rows(grid(rows))
    ends = [period.end.isoformat() for period in heading.periods.values()]
    assert ends == ["2024-12-31", "2025-03-31", "2025-06-30", "2025-09-30"]
