"""The parts of a table that was found on a sheet."""

import datetime as dt

from analysis.sources.scorecard.period_words import PeriodWords
from analysis.sources.scorecard.tables import Beside, FoundCell, FoundColumn, FoundRow, FoundTable, latest_end

APRIL, MAY = PeriodWords("month", 2025, 4), PeriodWords("month", 2025, 5)


def cell(period, text):
    return FoundCell(period, 1, 2, text)


def test_a_row_says_what_stands_beside_it_and_passes_over_blanks():
    beside = (Beside("target", None, "", 1, 4), Beside("target", None, "90%", 1, 5), Beside("rag", None, "Red", 1, 6))
    row = FoundRow("Referrals", "K1", None, 1, 1, (), beside)
    assert row.said("target") == "90%"
    assert row.said("rag") == "Red"
    assert row.said("remark") is None


def test_a_table_is_named_by_its_sheet_and_its_row_as_people_count(grid):
    assert FoundTable(grid([["a"]], "Card"), "periods across", 2, (), ()).place == "sheet Card, row 3"
    assert FoundTable(grid([["a"]]), "periods across", 0, (), ()).place == "row 1"


def test_other_rows_leave_the_rest_of_the_table(grid):
    column = FoundColumn(1, "Apr-25", None, APRIL)
    table = FoundTable(grid([["a"]]), "periods across", 0, (column,), (), title="Card")
    row = FoundRow("Referrals", None, None, 1, 1, ())
    assert table.with_rows([row]).rows == (row,)
    assert (table.with_rows([row]).title, table.with_rows([row]).columns) == ("Card", (column,))
    assert table.rows == ()


def test_the_latest_end_is_that_of_the_last_period_with_anything_in_its_cell():
    assert latest_end([cell(APRIL, "1"), cell(MAY, "  ")]) == dt.date(2025, 4, 30)
    assert latest_end([cell(MAY, "n/a"), cell(APRIL, "1")]) == dt.date(2025, 5, 31)
    assert latest_end([cell(PeriodWords("month", None, 4), "1")]) is None
