"""Cells in the unit of their row: what cannot be such a figure comes back with its problem."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sources.scorecard.period_words import PeriodWords
from analysis.sources.scorecard.row_figures import (
    RowUnit,
    look_like_fractions,
    parse_figure,
    read_figure,
    row_unit,
    signed_percent,
    target_limits,
    unit_beside,
    unit_said,
    usual_values,
    values_of,
    within_one,
)
from analysis.sources.scorecard.tables import FoundCell, FoundRow

COUNT = RowUnit("count", fractions=False, usual=400.0)
PERCENT = RowUnit("percent", fractions=False, usual=85.0)
FRACTIONS = RowUnit("percent", fractions=True, usual=85.0)


def read(text, about):
    cell = read_figure(FoundCell(PeriodWords("month", 2024, 4), 1, 1, text), about)
    return cell.value if cell.problem is None else cell.problem


@pytest.mark.parametrize(
    ("text", "about", "value"),
    [
        ("1,234", COUNT, 1234),
        ("1 234", COUNT, 1234),
        ("0", COUNT, 0),
        ("85.2%", PERCENT, 85.2),
        ("85.2", PERCENT, 85.2),
        ("0.852", FRACTIONS, 85.2),
        ("1", FRACTIONS, 100),
        ("85.2%", FRACTIONS, 85.2),
        ("45/60", PERCENT, 75),
        ("0%", PERCENT, 0),
    ],
)
def test_a_figure_is_read_in_the_unit_of_its_row(text, about, value):
    assert read(text, about) == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "about", "problem"),
    [
        ("-3", COUNT, "below 0"),
        ("(12)", COUNT, "brackets"),
        ("12 (3%)", COUNT, "two figures"),
        ("45/60", COUNT, "two figures"),
        ("20%", COUNT, "is a percentage"),
        ("12.5", COUNT, "no whole number"),
        ("#DIV/0!", COUNT, "spreadsheet error"),
        ("1.234,5", COUNT, "not a figure"),
        ("120%", PERCENT, "over 100"),
        ("8500", FRACTIONS, "over 100"),
        ("0.85", PERCENT, "may be 85%"),
        ("-1%", PERCENT, "below 0"),
    ],
)
def test_what_cannot_be_such_a_figure_is_said(text, about, problem):
    assert problem in read(text, about)


@pytest.mark.parametrize("text", ["c", "*", "<5", "x", "z", "n/a", "[c]", "suppressed", "TBC", "..", "-"])
def test_a_reason_for_no_figure_is_no_figure(text):
    assert parse_figure(text).missing is not None


@given(st.lists(st.floats(0.001, 0.999), min_size=2, max_size=20))
def test_shares_below_one_look_like_fractions_and_percentages_do_not(shares):
    assert look_like_fractions(shares)
    assert not look_like_fractions([*shares, 56.7])


def test_whole_numbers_never_look_like_fractions():
    assert not look_like_fractions([0, 1, 1, 0])


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("%", "percent"),
        ("Number", "count"),
        ("Rate per 10,000", "per_10000"),
        ("Days", "days"),
        ("FTE", "fte"),
        ("", None),
    ],
)
def test_a_column_of_units_is_understood(text, unit):
    assert unit_said(text) == unit


def test_a_few_mistakes_do_not_decide_what_a_row_is():
    assert usual_values([10, 12, -3, 11, 14], percent=False) == [10, 12, 11, 14]
    assert usual_values([80, 90, 850, 85, 70], percent=True) == [80, 90, 85, 70]


def test_a_bare_one_among_percentages_with_signs_may_be_all_of_them():
    texts = ["19%", "21%", "22%", "1"]
    cells = [FoundCell(PeriodWords("month", 2025, at), 0, at, text) for at, text in enumerate(texts, start=4)]
    about = row_unit(FoundRow("Share", None, None, 0, 0, tuple(cells)), "percent", fractions=False)
    assert about.signed
    read = read_figure(cells[-1], about)
    assert read.value is None
    assert read.problem.startswith("may be 1% or, as a share of 1, 100%")
    assert read_figure(replace(cells[-1], text="1%"), about).value == 1
    assert read_figure(replace(cells[-1], text="0"), about).value == 0
    assert read_figure(cells[-1], replace(about, signed=False)).value == 1


@pytest.mark.parametrize(
    ("text", "about", "limits"),
    [
        (">= 90%", PERCENT, [("target", 90, None)]),
        ("85-90", PERCENT, [("minimum", 85, None), ("upper", 90, None)]),
        ("0.85", FRACTIONS, [("target", 85, None)]),
        ("0.85-0.9", FRACTIONS, [("minimum", 85, None), ("upper", 90, None)]),
        ("85", FRACTIONS, [("target", 85, None)]),
        ("tbc", PERCENT, [("target", None, "not_yet_set")]),
        ("n/a", PERCENT, []),
        ("as good as the best", PERCENT, []),
    ],
)
def test_a_target_is_a_limit_a_range_or_still_to_come(text, about, limits):
    assert target_limits(text, about) == limits


def row_of(*texts):
    """A row with these cells, a month each from January 2025."""
    return SimpleNamespace(
        cells=[
            SimpleNamespace(
                text=text,
                part="value",
                outturn=False,
                period=SimpleNamespace(kind="month", year=2025, number=1 + place),
            )
            for place, text in enumerate(texts)
        ]
    )


def test_the_newest_figures_of_a_row_are_read_in_order_of_time():
    row = row_of("10", "20", "", "30")
    assert values_of(row) == [10, 20, 30]
    assert values_of(row, most=2) == [20, 30]
    row.cells[3].outturn = True
    row.cells[0].part = "numerator"
    assert values_of(row) == [20]


def test_a_row_is_in_per_cent_where_most_of_its_figures_carry_the_sign():
    assert signed_percent(row_of("10%", "20%", "30"))
    assert not signed_percent(row_of("10%", "20"))
    assert not signed_percent(row_of())


def test_a_row_within_one_is_of_fractions_where_others_are():
    assert [within_one(values) for values in ((0.945, 1, 0), (0.9, 1.1), (-0.1, 0.5), ())] == [
        True,
        False,
        False,
        False,
    ]
    assert row_unit(row_of("0.9", "0.8", "1"), "percent", fractions=True).usual == 90
    assert row_unit(row_of("90%", "80%"), "percent", fractions=True).usual == 85
    assert row_unit(row_of("", ""), "count", fractions=False).usual is None


@pytest.mark.parametrize(
    ("said", "values", "unit"),
    [
        ("%", (12.5, 13.0), "percent"),
        ("Number", (12.0, 13.0), "count"),
        ("Number", (12.5, 13.5, 14.0), None),
        ("Number", (12.5, 13.0), "count"),
        ("", (12.0,), None),
    ],
)
def test_a_number_most_of_whose_figures_are_not_whole_is_no_count(said, values, unit):
    row = SimpleNamespace(said=lambda role: said if role == "unit" else "")
    assert unit_beside(row, values) == unit
