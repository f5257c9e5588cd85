import pytest

from analysis.sources.sheet_blocks import blocks_of, is_header, is_words, names_period

CARD = [["Ref", "Measure", "Apr-24", "May-24"], *([f"K{at}", f"Measure {at}", "20", "30"] for at in range(1, 5))]
LIST = [["Millbrook", "7", "Anxiety", ""], ["Northgate", "9", "Unwell", ""], ["Saltmarsh", "4", "Anxiety", ""]]


def places(rows):
    return [(block.above, block.left, block.last, bool(block.header)) for block in blocks_of(rows)]


def test_a_table_is_one_block_under_its_title():
    assert places([["Scorecard", "", "", ""], *CARD]) == [(0, 0, 0, False), (1, 0, 5, True)]


def test_an_empty_row_or_column_parts_blocks():
    assert places([*CARD, [], ["Area", "Since"], ["x", "y"]]) == [(0, 0, 4, True), (6, 0, 7, True)]
    beside = [[*row, "", one] for row, one in zip(CARD, ["Area", "a", "b", "", ""], strict=True)]
    assert places(beside) == [(0, 0, 4, True), (0, 5, 2, True)]


def test_columns_behind_an_empty_one_go_on_with_the_table_of_the_same_rows():
    assert places([[*CARD[0], "", "To date"], *([*row, "", "9"] for row in CARD[1:])]) == [(0, 0, 4, True)]


def test_rows_of_another_form_are_cut_off_without_a_gap():
    assert places([*CARD, *LIST]) == [(0, 0, 4, True), (5, 0, 7, False)]
    assert places([*CARD, ["Area", "Yr", "Why", ""], *LIST]) == [(0, 0, 4, True), (5, 0, 8, True)]


def test_one_or_two_rows_of_another_form_stand_by_themselves():
    assert places([*CARD, *LIST[:2]]) == [(0, 0, 4, True), (5, 0, 6, False)]
    within = list(blocks_of([*CARD[:3], LIST[0], *CARD[3:]]))
    assert [(block.above, block.last, block.is_part) for block in within] == [(3, 3, True), (0, 5, False)]


def test_a_line_or_number_within_a_table_stands_by_itself_and_a_sum_without_a_name_does_not():
    rows = [*CARD, ["", "204431", "", ""], ["", "", "80", ""]]
    assert places(rows) == [(5, 0, 5, False), (0, 0, 6, True)]


def test_a_row_with_a_word_among_its_figures_is_one_of_the_table():
    months = [f"{month}-24" for month in ("Apr", "May", "Jun", "Jul", "Aug")]
    card = [["Measure", *months], *([f"Measure {at}", *["20"] * 5] for at in range(4))]
    assert places([*card, ["Measure 5", "(12)", "n/a", "see note", "1.234,5", "7"]]) == [(0, 0, 5, True)]


def test_columns_of_months_that_end_early_are_no_list():
    assert places([*CARD, ["K5", "Measure 5", "20", ""]]) == [(0, 0, 5, True)]


def test_a_row_that_heads_parts_of_months_is_part_of_the_header():
    rows = [["Measure", "Apr-24", "", "May-24", ""], ["", "Num", "Den", "Num", "Den"], ["", "Theme", "", "", ""]]
    table = [block for block in blocks_of([*rows, *(["Visits", "3", "4", "5", "6"] for _ in range(4))]) if block.header]
    assert table[0].header == ("Measure", "Apr-24", "Den", "May-24", "Den")


def test_months_down_head_no_columns():
    (block,) = blocks_of([["Date", "By"], ["31/01/2024", "A"], ["29/02/2024", "B"], ["31/03/2024", "A"]])
    assert block.header == ("Date", "By")


def test_words_alone_are_a_block_though_they_head_nothing():
    assert places([*CARD, [], ["Neglect", "Oldgate", "Closed"]]) == [(0, 0, 4, True), (6, 0, 6, False)]


def test_more_rows_of_a_table_behind_a_gap_are_no_block_of_their_own():
    assert places([*CARD, [], *CARD[1:]]) == [(0, 0, 4, True)]


def test_the_row_of_months_heads_the_table_below_years_and_notes():
    rows = [["Scorecard", "as seen", "", ""], ["", "", "2024", ""], *CARD]
    *_, block = blocks_of(rows)
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
