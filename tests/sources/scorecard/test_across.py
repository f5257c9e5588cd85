"""Tables with periods across."""

from analysis.sources.scorecard.across import PARTS, PASSED_OVER, read_across
from analysis.sources.scorecard.headings import heading_rows

HEAD = ["Ref", "Indicator", "Apr-25", "May-25"]


def tables(grid):
    (heading,) = heading_rows(grid)
    return read_across(grid, heading, len(grid.rows) - 1)


def figures(row):
    return [(str(cell.period.end), cell.part, cell.text) for cell in row.cells]


def test_each_row_with_figures_is_a_measure_under_the_section_above_it(grid):
    (table,) = tables(
        grid([HEAD, ["Front door"], ["K1", "Referrals", "12", "14"], ["Care"], ["K2", "In care", "3", "4"]])
    )
    assert table.shape == "periods across"
    assert [(row.ref, row.label, row.section) for row in table.rows] == [
        ("K1", "Referrals", "Front door"),
        ("K2", "In care", "Care"),
    ]
    assert figures(table.rows[0]) == [("2025-04-30", "value", "12"), ("2025-05-31", "value", "14")]


def test_a_note_below_the_table_is_no_section(grid):
    (table,) = tables(
        grid([HEAD, ["K1", "Referrals", "12", "14"], ["Source: the case system"], ["K2", "Plans", "3", "4"]])
    )
    assert [row.section for row in table.rows] == [None, None]


def test_numerator_and_denominator_belong_to_the_period_above_them(grid):
    rows = [
        ["Indicator", "Apr-25", "", "May-25", ""],
        ["", "Numerator", "Denominator", "Numerator", "Denominator"],
        ["Reviews on time", "9", "10", "8", "11"],
    ]
    (table,) = tables(grid(rows))
    assert figures(table.rows[0]) == [
        ("2025-04-30", "numerator", "9"),
        ("2025-04-30", "denominator", "10"),
        ("2025-05-31", "numerator", "8"),
        ("2025-05-31", "denominator", "11"),
    ]


def test_columns_of_the_same_period_are_both_left_and_told(grid):
    (table,) = tables(grid([[*HEAD, "May 2025"], ["K1", "Referrals", "12", "14", "15"]]))
    assert [str(cell.period.end) for cell in table.rows[0].cells] == ["2025-04-30"]
    assert [column.doubt for column in table.columns if column.period and not column.read] == [
        "another column stands for the same period"
    ] * 2


def test_targets_and_ratings_stand_beside_and_are_no_figures(grid):
    (table,) = tables(grid([[*HEAD, "Target", "RAG"], ["K1", "Referrals", "12", "14", "10", "Red"]]))
    row = table.rows[0]
    assert row.said("target") == "10"
    assert row.said("rag") == "Red"
    assert [cell.text for cell in row.cells] == ["12", "14"]


def test_rows_of_one_label_are_told_apart_by_the_column_that_does_so(grid):
    rows = [
        ["Indicator", "Kind", "Apr-25", "May-25"],
        ["Referrals", "Number", "1", "2"],
        ["", "Rate", "3", "4"],
        ["Plans", "Number", "5", "6"],
        ["", "Rate", "7", "8"],
    ]
    (table,) = tables(grid(rows))
    assert [row.label for row in table.rows] == ["Referrals, Number", "Referrals, Rate", "Plans, Number", "Plans, Rate"]


def test_blocks_side_by_side_are_tables_of_their_own(grid):
    rows = [
        ["Indicator", "Apr-25", "May-25", "Indicator", "Apr-25", "May-25"],
        ["Referrals", "1", "2", "Plans", "3", "4"],
    ]
    left, right = tables(grid(rows))
    assert [row.label for row in (*left.rows, *right.rows)] == ["Referrals", "Plans"]
    assert [cell.text for cell in right.rows[0].cells] == ["3", "4"]


def test_rows_named_for_authorities_are_areas(grid):
    (table,) = tables(grid([["Authority", "Apr-25", "May-25"], ["Leeds", "1", "2"], ["Kirklees", "3", "4"]]))
    assert table.shape == "areas down"


def test_figures_without_words_are_not_read_and_it_says_what_to_do(grid):
    (table,) = tables(grid([["Apr-25", "May-25"], ["1", "2"]]))
    assert table.rows == ()
    assert "give each row a name" in table.problem


def test_no_column_is_read_as_figures_and_passed_over_at_once():
    assert not set(PARTS) & set(PASSED_OVER)


SPLIT = ["Indicator", "April 2025", "", "", "May 2025", "", ""]


def test_of_localities_under_each_month_the_total_is_read(grid):
    under = ["", "North", "South", "Total", "North", "South", "Total"]
    (table,) = tables(grid([SPLIT, under, ["Referrals", "3", "4", "7", "5", "4", "9"]]))
    assert figures(table.rows[0]) == [("2025-04-30", "value", "7"), ("2025-05-31", "value", "9")]
    assert {one.doubt for one in table.columns if one.heading.endswith("North")} == {"a part of the council"}


def test_localities_without_a_total_are_not_read_and_the_table_says_so(grid):
    under = ["", "North", "Mid", "South", "North", "Mid", "South"]
    (table,) = tables(grid([SPLIT, under, ["Referrals", *"345544"]]))
    assert table.rows == ()
    assert table.problem == "A part of the council, and no column is called Total."


def test_weeks_are_no_months_not_even_the_week_that_stands_alone_in_its_month(grid):
    days = ["30/06/2025", *(f"{day:02d}/07/2025" for day in (7, 14, 21, 28)), "04/08/2025", "11/08/2025", "18/08/2025"]
    (table,) = tables(grid([["Indicator", *days], ["Referrals", *"12345678"]]))
    assert table.rows == ()
    assert "by the week or the day are not read" in table.problem


def test_the_one_row_of_a_pivot_table_is_no_sum_of_its_grand_total(grid):
    rows = [["Row Labels", "2025-04", "2025-05"], ["Contacts", "20", "25"], ["Grand Total", "20", "25"]]
    (table,) = tables(grid(rows))
    assert table.rows[0].label == "Contacts"


def test_sums_of_a_pivot_table_head_the_rows_that_they_add_up(grid):
    rows = [["Row Labels", "2025-04", "2025-05"]]
    rows += [["Front door", "30", "40"], ["Contacts", "20", "25"], ["Referrals", "10", "15"]]
    rows += [["Care", "7", "8"], ["In care", "7", "8"], ["Grand Total", "37", "48"]]
    (table,) = tables(grid(rows))
    assert [(row.label, row.section) for row in table.rows[:3]] == [
        ("Contacts", "Front door"),
        ("Referrals", "Front door"),
        ("In care", "Care"),
    ]


def test_a_table_beside_another_with_labels_under_another_word_is_read_by_itself(grid):
    rows = [["Indicator", "Apr-25", "May-25", "", "Volume", "Apr-25", "May-25"]]
    rows += [["Re-referrals", "20%", "21%", "", "Contacts", "800", "810"]]
    first, second = tables(grid(rows))
    assert figures(first.rows[0]) == [("2025-04-30", "value", "20%"), ("2025-05-31", "value", "21%")]
    assert second.rows[0].label == "Contacts"
    assert figures(second.rows[0]) == [("2025-04-30", "value", "800"), ("2025-05-31", "value", "810")]


def test_remarks_between_months_begin_no_table(grid):
    rows = [["Indicator", "Apr-25", "Cause", "May-25"], ["Referrals", "3", "Easter holidays", "4"]]
    (table,) = tables(grid(rows))
    assert [end for end, _, _ in figures(table.rows[0])] == ["2025-04-30", "2025-05-31"]


def test_a_rating_after_each_month_is_of_that_month_and_one_alone_of_none(grid):
    rows = [["Indicator", "Apr-25", "RAG", "May-25", "RAG", "DoT"], ["Referrals", "3", "R", "4", "G", "up"]]
    (table,) = tables(grid(rows))
    said = [(one.role, one.text, one.period and str(one.period.end)) for one in table.rows[0].beside]
    assert said == [("rag", "R", "2025-04-30"), ("rag", "G", "2025-05-31"), ("direction", "up", None)]


def test_a_theme_in_a_merged_cell_is_of_every_row_beside_it(found):
    (table,) = found(
        [
            ["Theme", "Measure", "Apr-25", "May-25"],
            ["Front door", "Contacts", "1", "2"],
            ["", "Referrals", "1", "2"],
            ["Care", "Entrants", "1", "2"],
        ]
    )
    assert [row.section for row in table.rows] == ["Front door", "Front door", "Care"]


def test_rows_called_by_codes_of_several_nations_are_areas_and_no_measures(grid):
    codes = ["E06000027", "E06000026", "W06000015", "S12000049", "N09000003"]
    for head in ("Code", "Area code", "GSS code"):
        (table,) = tables(grid([[head, "Apr-25", "May-25"], *([code, "88", "91"] for code in codes)]))
        assert table.shape == "areas down", head
