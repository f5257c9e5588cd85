"""The shape of a received table: what is wrong with it is said, and only whole rows are kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sources.table import build_table, column_letters


def made(*lines, **more):
    return build_table("card.csv", list(enumerate(lines, start=1)), **more)


def said(table):
    return {issue.check: issue for issue in table.issues}


def test_a_header_that_stands_twice_is_read_neither_time():
    table = made(["Measure", "Apr", "Apr"], ["A", "1", "2"])
    assert table.columns == ["Measure"]
    assert said(table)["column_repeated"].severity == "error"


def test_a_merged_heading_inside_the_table_is_no_row():
    table = made(["Measure", "Apr", "May"], ["Theme 1", "", ""], ["A", "1", "2"])
    assert list(table.rows.index) == [3]
    assert "Theme 1" in said(table)["row_merged"].message


def test_blank_rows_inside_are_counted_and_those_at_the_end_are_not():
    table = made(["Measure", "Apr"], ["A", "1"], ["", ""], ["B", "2"], ["", ""])
    assert list(table.rows.index) == [2, 4]
    assert said(table)["row_blank"].evidence == {"rows": [3]}


def test_a_row_with_more_cells_than_columns_is_kept_out():
    table = made(["Measure", "Apr"], ["A", "1", "2"], ["B", "3", ""])
    assert list(table.rows.index) == [3]
    assert said(table)["row_incomplete"].source == "card.csv#row 2"


def test_a_column_without_a_name_is_kept_out_where_it_has_cells():
    table = made(["Measure", "", "Apr"], ["A", "x", "1"])
    assert table.columns == ["Measure", "Apr"]
    assert said(table)["column_unnamed"].severity == "warning"


@pytest.mark.parametrize("lines", [[], [["", ""]], [["Measure", "Apr"]]])
def test_a_table_without_header_or_rows_is_an_error(lines):
    assert said(made(*lines))["file_empty"].severity == "error"


def test_titles_above_the_header_are_passed_over_where_the_layout_says_so():
    table = made(["Card of July", ""], ["Measure", "Apr"], ["A", "1"], header_row=2)
    assert (table.columns, list(table.rows.index)) == (["Measure", "Apr"], [3])


def test_places_are_rows_of_a_file_and_cells_of_a_sheet():
    plain, sheet = made(["A", "", "C"], ["1", "", "3"]), made(["A", "", "C"], ["1", "", "3"], sheet="July")
    assert plain.locate(2, "C") == "card.csv#row 2, column C"
    assert sheet.locate(2, "C") == "card.csv#July!C2"
    assert list(sheet.locate_all(sheet.rows.index, "C")) == ["card.csv#July!C2"]


@pytest.mark.parametrize(("position", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_a_spreadsheets_letters(position, letters):
    assert column_letters(position) == letters


@given(st.lists(st.lists(st.text(alphabet="ab ,\n1", max_size=3), max_size=4), max_size=6))
def test_no_shape_makes_the_reader_crash_and_every_row_is_kept_or_named(lines):
    table = made(*lines)
    named = {issue.source for issue in table.issues}
    for number, cells in list(enumerate(lines, start=1))[1:]:
        if table.columns and any(cell.strip() for cell in cells):
            assert number in table.rows.index or f"card.csv#row {number}" in named
