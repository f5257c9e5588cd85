"""Rows that say something of the measure beside them."""

import pytest

from analysis.sources.scorecard.companion_rows import join_companions

MONTHS = ["Apr-25", "May-25", "Jun-25"]


@pytest.fixture
def joined(found):
    """Return a function that gives the rows of a card after those around them were joined to them."""

    def join(*rows):
        (table,) = found([["Measure", "", *MONTHS], *rows])
        assert join_companions(table.rows) == table.rows  # joining twice changes nothing
        return table.rows

    return join


def parts(row):
    return {(cell.part, cell.text) for cell in row.cells if cell.period.number == 4}


@pytest.mark.parametrize(
    "order",
    [
        [("Numerator", "18"), ("Denominator", "20"), ("%", "90%")],
        [("%", "90%"), ("Numerator", "18"), ("Denominator", "20")],
        [("Number in timescale", "18"), ("Out of", "20"), ("Percentage", "90%")],
        [("No.", "18"), ("Total", "20"), ("%", "90%")],
        [("Total", "20"), ("No.", "18"), ("%", "90%")],
    ],
)
def test_three_rows_of_one_measure_are_its_percentage_and_parts_in_any_order_and_words(joined, order):
    rows = [["Reviews on time" if at == 0 else "", words, *[value] * 3] for at, (words, value) in enumerate(order)]
    (row,) = joined(["Referrals", "Number", "7", "8", "9"], *rows)[1:]
    assert row.label == "Reviews on time"
    assert parts(row) == {("value", "90%"), ("numerator", "18"), ("denominator", "20")}


def test_parts_printed_before_a_percentage_never_go_to_the_measure_before(joined):
    rows = joined(
        ["Visits on time", "%", "50%", "50%", "50%"],
        ["Reviews on time", "Numerator", "18", "18", "18"],
        ["", "Denominator", "20", "20", "20"],
        ["", "%", "90%", "90%", "90%"],
    )
    assert [row.label for row in rows] == ["Visits on time, %", "Reviews on time"]
    assert {part for part, _ in parts(rows[0])} == {"value"}


def test_three_rows_whose_figures_do_not_give_each_other_stay_three(joined):
    rows = joined(["Visits", "No.", "18", "19", "17"], ["", "Total", "20", "20", "20"], ["", "%", "40%", "40%", "40%"])
    assert len(rows) == 3


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Target", "target"),
        ("Target 2025/26", "target"),
        ("England average 2023/24", "benchmark"),
        ("Statistical neighbours", "benchmark"),
        ("RAG rating", "rag"),
        ("Direction of travel", "direction"),
        ("Same month last year", "previous"),
        ("Variance to target", "change"),
    ],
)
def test_a_row_called_for_what_it_says_belongs_to_the_measure_above(joined, label, role):
    rows = joined(["Visits on time", "", "80%", "81%", "82%"], [label, "", "90%", "90%", "90%"])
    assert [row.label for row in rows] == ["Visits on time"]
    assert {one.role for one in rows[0].beside} == {role}
    assert {one.heading for one in rows[0].beside} == {label}


@pytest.mark.parametrize("label", ["Target families worked with", "National transfer scheme arrivals", "Total"])
def test_a_measure_with_such_a_word_in_its_name_stays_a_measure(joined, label):
    rows = joined(["Visits on time", "", "80%", "81%", "82%"], [label, "", "4", "5", "6"])
    assert [row.label for row in rows] == ["Visits on time", label]


def test_a_target_that_is_the_same_every_month_is_said_once_and_one_that_moves_month_by_month(joined):
    same, moving = (
        joined(["Visits on time", "", "80%", "81%", "82%"], ["Target", "", *targets])[0]
        for targets in (["90%"] * 3, ["85%", "87%", "90%"])
    )
    assert [(one.again, one.period) for one in same.beside] == [(True, None), (True, None), (False, None)]
    assert [one.period.number for one in moving.beside] == [4, 5, 6]
    assert not any(one.again for one in moving.beside)


def test_actual_and_target_under_one_name_are_one_measure(joined):
    (row,) = joined(["Visits on time", "Actual", "80%", "81%", "82%"], ["", "Target", "90%", "90%", "90%"])
    assert row.label == "Visits on time"
    assert row.said("target") == "90%"


def test_of_teams_the_whole_is_read_and_the_others_stand_beside_it(joined):
    rows = joined(
        ["Referrals", "North", "3", "4", "5"],
        ["Referrals", "South", "5", "5", "5"],
        ["Referrals", "Borough total", "8", "9", "10"],
        ["Contacts", "North", "30", "40", "50"],
        ["Contacts", "South", "50", "50", "50"],
        ["Contacts", "Borough total", "80", "90", "100"],
    )
    assert [(row.label, [cell.text for cell in row.cells]) for row in rows] == [
        ("Referrals", ["8", "9", "10"]),
        ("Contacts", ["80", "90", "100"]),
    ]
    assert {one.role for row in rows for one in row.beside} == {"breakdown"}


def test_teams_without_a_whole_stay_apart(joined):
    rows = joined(["Referrals", "North", "3", "4", "5"], ["Referrals", "South", "5", "5", "5"])
    assert [row.label for row in rows] == ["Referrals, North", "Referrals, South"]


def test_the_grand_total_of_a_pivot_table_is_no_measure(joined):
    rows = joined(["Referrals", "", "3", "4", "5"], ["Plans", "", "1", "1", "1"], ["Grand Total", "", "4", "5", "6"])
    assert [row.label for row in rows] == ["Referrals", "Plans"]


def test_rows_of_which_are_parts_of_the_row_above_them(joined):
    rows = joined(
        ["Plans", "", "8", "9", "10"],
        ["of which North", "", "3", "4", "5"],
        ["of which: South", "", "5", "5", "5"],
        ["In care", "", "80", "90", "100"],
        ["of which North", "", "30", "40", "50"],
    )
    assert [row.label for row in rows] == ["Plans", "In care"]
    assert [[one.text for one in row.beside] for row in rows] == [["3", "4", "5", "5", "5", "5"], ["30", "40", "50"]]


def test_a_part_that_is_a_measure_stays_one_under_its_own_name(joined):
    rows = joined(["In care", "", "80", "90", "100"], ["of which UASC", "", "3", "4", "5"])
    assert [row.label for row in rows] == ["In care", "UASC"]


@pytest.mark.parametrize(
    "order",
    [
        [("Actual", "90%"), ("Target", "95%"), ("Numerator", "18"), ("Denominator", "20")],
        [("Target", "95%"), ("Actual", "90%"), ("Numerator", "18"), ("Denominator", "20")],
        [("Numerator", "18"), ("Denominator", "20"), ("Target", "95%"), ("Actual", "90%")],
        [("Actual", "90%"), ("Numerator", "18"), ("Target", "95%"), ("Denominator", "20")],
    ],
)
def test_a_measures_parts_are_its_own_where_its_target_stands_between_them(joined, order):
    rows = [["Reviews on time" if at == 0 else "", words, *[value] * 3] for at, (words, value) in enumerate(order)]
    _, row = joined(["Visits", "Actual", "7", "8", "9"], *rows)
    assert row.label == "Reviews on time"
    assert parts(row) == {("value", "90%"), ("numerator", "18"), ("denominator", "20")}
    assert row.said("target") == "95%"


def test_the_word_actual_is_no_part_of_a_name_but_where_it_tells_rows_apart(joined):
    rows = joined(
        ["Referrals", "Actual", "7", "8", "9"],
        ["Plans", "Actual", "7", "8", "9"],
        ["Plans", "Rate", "7.1", "8.2", "9.1"],
    )
    assert [row.label for row in rows] == ["Referrals", "Plans, Actual", "Plans, Rate"]
