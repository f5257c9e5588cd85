"""Tables with periods down, wide and long."""

import datetime as dt
from itertools import product

from analysis.sources.scorecard.down import period_column, period_columns, read_down
from analysis.sources.scorecard.grid import read_grids

MONTHS = ["Apr-25", "May-25", "Jun-25"]


def read(grid):
    axis = period_column(grid, 0, len(grid.rows) - 1)
    return axis, read_down(grid, axis)


def figures(row):
    return {str(cell.period.end): cell.text for cell in row.cells if cell.part == "value"}


def test_a_column_of_months_is_found_with_the_heading_above_it(grid):
    axis = period_column(grid([["Month", "Referrals"], *([month, "1"] for month in MONTHS)]), 0, 3)
    assert (axis.column, axis.header) == (0, 0)
    assert [str(period.end) for period in axis.periods.values()] == ["2025-04-30", "2025-05-31", "2025-06-30"]


def test_without_words_above_it_a_column_of_months_heads_nothing(grid):
    assert period_column(grid([["Apr-25", "1"], ["May-25", "2"]]), 0, 1) is None


def test_figures_that_look_like_years_are_no_periods(grid):
    table = grid([["Measure", "Value"], ["Referrals", "2019"], ["Plans", "2045"], ["Reviews", "2031"]])
    assert period_column(table, 0, 3) is None


def test_months_go_before_years(grid):
    rows = [["Year", "Month", "Referrals"], *(["2025/26", month, "1"] for month in ("April", "May", "June"))]
    axis, _ = read(grid(rows))
    assert axis.column == 1
    assert [str(period.end) for period in axis.periods.values()] == ["2025-04-30", "2025-05-31", "2025-06-30"]


def test_a_column_for_each_measure_becomes_a_row_for_each(grid):
    rows = [["Month", "Referrals", "Plans"], *([month, str(at), str(at + 10)] for at, month in enumerate(MONTHS))]
    _, table = read(grid(rows))
    assert table.shape == "periods down"
    assert [row.label for row in table.rows] == ["Referrals", "Plans"]
    assert figures(table.rows[1]) == {"2025-04-30": "10", "2025-05-31": "11", "2025-06-30": "12"}


def test_a_row_for_each_figure_is_gathered_by_measure(grid):
    rows = [["Measure", "Month", "Value"]]
    rows += [[measure, month, f"{at}"] for measure in ("Referrals", "Plans") for at, month in enumerate(MONTHS)]
    _, table = read(grid(rows))
    assert table.shape == "a row a figure"
    assert [row.label for row in table.rows] == ["Referrals", "Plans"]
    assert figures(table.rows[0]) == {"2025-04-30": "0", "2025-05-31": "1", "2025-06-30": "2"}


def test_the_number_of_an_item_is_no_ref_of_its_measure(grid):
    figures_of = enumerate(product(MONTHS, ("Referrals", "Plans")), start=9000)
    items = [[str(number), measure, month, "5"] for number, (month, measure) in figures_of]
    _, table = read(grid([["ID", "Measure", "Month", "Value"], *items]))
    assert [(row.label, row.ref) for row in table.rows] == [("Referrals", None), ("Plans", None)]


def test_figures_by_the_week_say_that_they_are(workbook):
    weeks = [dt.date(2025, 6, 30) + dt.timedelta(days=7 * at) for at in range(9)]
    (grid,), _ = read_grids(workbook(Weekly=[["Week", "Referrals"], *([day, 4] for day in weeks)]), "weekly.xlsx")
    _, table = read(grid)
    assert table.rows == ()
    assert "by the week or the day are not read" in table.problem


BLOCKS = [
    ["Month", "Referrals", "", "Month", "In care"],
    ["Apr-23", "10", "", "Jun-25", "400"],
    ["May-23", "11", "", "Jul-25", "410"],
    ["Jun-23", "12", "", "Aug-25", "420"],
]


def read_all(grid):
    return [read_down(grid, axis) for axis in period_columns(grid, 0, len(grid.rows) - 1)]


def test_each_of_two_tables_side_by_side_has_the_months_beside_its_own_figures(grid):
    left, right = read_all(grid(BLOCKS))
    assert figures(left.rows[0]) == {"2023-04-30": "10", "2023-05-31": "11", "2023-06-30": "12"}
    assert [row.label for row in right.rows] == ["In care"]
    assert figures(right.rows[0]) == {"2025-06-30": "400", "2025-07-31": "410", "2025-08-31": "420"}


def test_a_second_column_of_the_same_months_begins_no_table(grid):
    rows = [["Month", "Referrals", "Reported in", "Plans"], *([month, "1", month, "2"] for month in MONTHS)]
    (table,) = read_all(grid(rows))
    assert [row.label for row in table.rows] == ["Referrals", "Plans"]


def test_a_day_of_extraction_behind_the_figures_begins_no_table(grid):
    rows = [["Month", "Measure", "Value", "Extracted"]]
    rows += [[month, measure, "3", "05/10/2025"] for month in MONTHS for measure in ("Referrals", "Plans")]
    (table,) = read_all(grid(rows))
    assert table.shape == "a row a figure"


def test_headings_further_down_name_the_columns_below_them(grid):
    rows = [["Month", "Referrals", "Plans"], ["Apr-24", "1", "2"], ["May-24", "3", "4"], ["", "", ""]]
    rows += [["Month", "Plans", "Referrals"], ["Apr-25", "5", "6"], ["May-25", "7", "8"]]
    first, second = read_all(grid(rows))
    assert {row.label: figures(row) for row in first.rows}["Plans"] == {"2024-04-30": "2", "2024-05-31": "4"}
    assert {row.label: figures(row) for row in second.rows} == {
        "Plans": {"2025-04-30": "5", "2025-05-31": "7"},
        "Referrals": {"2025-04-30": "6", "2025-05-31": "8"},
    }


def test_a_row_of_totals_between_months_heads_nothing(grid):
    rows = [["Month", "Referrals", "Plans"], *([month, "1", "2"] for month in ("Jan-24", "Feb-24", "Mar-24"))]
    rows += [["Total 2023/24", "12", "20"], *([month, "3", "4"] for month in ("Apr-24", "May-24"))]
    (table,) = read_all(grid(rows))
    assert list(figures(table.rows[1]).values()) == ["2", "2", "2", "4", "4"]


def test_one_large_number_under_a_year_makes_no_column_of_periods(grid):
    table = grid([["Measure", "2024/25"], ["Contacts", "37200"], ["Referrals", "10800"]])
    assert period_columns(table, 0, 2) == []


def test_parts_of_a_long_table_stand_beside_the_whole_that_is_read(grid):
    rows = [["Snapshot date", "Locality", "KPI Name", "KPI Value"]]
    rows += [[m, place, "Referrals", "9"] for m in MONTHS for place in ("East", "West", "All Kirklees")]
    (table,) = read_all(grid(rows))
    assert len(table.rows[0].cells) == len(MONTHS)
    assert [(one.role, one.text) for one in table.rows[0].beside] == [("breakdown", "9")] * 6


def test_a_column_called_contacts_is_of_persons_where_it_names_them_and_else_of_contacts(grid):
    months = ["Apr-24", "May-24", "Jun-24"]
    counted = grid([["Month", "Contacts", "Referrals"], *[[month, "812", "201"] for month in months]])
    named = grid([["Month", "Contact", "Referrals"], *[[month, "J. Smith", "201"] for month in months]])
    remarks = grid([["Month", "Comments", "Referrals"], *[[month, "up by 3", "201"] for month in months]])
    assert [row.label for row in read(counted)[1].rows] == ["Contacts", "Referrals"]
    assert [row.label for row in read(named)[1].rows] == ["Referrals"]
    assert [row.label for row in read(remarks)[1].rows] == ["Referrals"]
