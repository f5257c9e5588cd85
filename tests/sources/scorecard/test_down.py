"""Tables with periods down, wide and long."""

import datetime as dt
from itertools import product

from analysis.sources.scorecard.down import period_column, read_down
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
