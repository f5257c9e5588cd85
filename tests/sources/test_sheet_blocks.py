import pytest

from analysis.sources.sheet_blocks import blocks_of, is_header, is_words, names_period

CARD = [["Ref", "Measure", "Apr-24", "May-24"], *([f"K{at}", f"Measure {at}", "20", "30"] for at in range(1, 5))]
LIST = [["Millbrook", "7", "Anxiety", ""], ["Northgate", "9", "Unwell", ""], ["Saltmarsh", "4", "Anxiety", ""]]


def places(rows):
    return [(block.above, block.left, block.last, bool(block.header)) for block in blocks_of(rows)]


def test_a_table_is_one_block_under_its_title():
    assert places([["Scorecard", "", "", ""], *CARD]) == [(1, 0, 5, True)]


def test_an_empty_row_or_column_parts_blocks():
    assert places([*CARD, [], ["Area", "Since"], ["x", "y"]]) == [(0, 0, 4, True), (6, 0, 7, True)]
    beside = [[*row, "", one] for row, one in zip(CARD, ["Area", "a", "b", "", ""], strict=True)]
    assert places(beside) == [(0, 0, 4, True), (0, 5, 2, True)]


def test_columns_behind_an_empty_one_go_on_with_the_table_of_the_same_rows():
    assert places([[*CARD[0], "", "To date"], *([*row, "", "9"] for row in CARD[1:])]) == [(0, 0, 4, True)]


def test_rows_of_another_form_are_cut_off_without_a_gap():
    assert places([*CARD, *LIST]) == [(0, 0, 4, True), (5, 0, 7, False)]
    assert places([*CARD, ["Area", "Yr", "Why", ""], *LIST]) == [(0, 0, 4, True), (5, 0, 8, True)]


def test_two_rows_of_another_form_are_too_few():
    assert places([*CARD, *LIST[:2]]) == [(0, 0, 6, True)]


def test_more_rows_of_a_table_behind_a_gap_are_no_block_of_their_own():
    assert places([*CARD, [], *CARD[1:]]) == [(0, 0, 4, True)]


def test_the_row_of_months_heads_the_table_below_years_and_notes():
    rows = [["Scorecard", "as seen", "", ""], ["", "", "2024", ""], *CARD]
    (block,) = blocks_of(rows)
    assert block.header[2].endswith("Apr-24")


def test_a_block_can_be_laid_on_its_side():
    (block,) = blocks_of([["", "a", "b"], ["Area", "x", "y"], ["Since", "1", "2"]])
    assert block.on_its_side.rows[0] == ("a", "x", "1")


@pytest.mark.parametrize("cell", ["Apr-24", "Q1 2024/25", "202404", "202324", "2024", "2024-04-30"])
def test_periods_are_named(cell):
    assert names_period(cell)


@pytest.mark.parametrize("cell", ["202499", "45", "2024-04-11", "Referrals"])
def test_figures_days_and_words_name_no_period(cell):
    assert not names_period(cell)


def test_weeks_in_order_head_columns_and_single_days_do_not():
    assert is_header(["Team", "03/06/2024", "10/06/2024", "17/06/2024"])
    assert not is_header(["Millbrook", "17/06/2024", "CP"])
    assert not is_header(["Millbrook", "17"])


def test_lengths_addresses_and_times_are_no_words():
    assert is_words("Neglect")
    assert not any(map(is_words, ["34 weeks", "12 Mill Road", "23:40", "12/03/2024", "7", ""]))
