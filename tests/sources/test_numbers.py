"""The number in a cell and what is printed around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sources.numbers import Number, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", Number(12.0)),
        ("1,234", Number(1234.0)),
        ("-3.5", Number(-3.5)),
        ("85%", Number(85.0, unit="percent")),
        ("85 per cent", Number(85.0, unit="percent")),
        ("12 working days", Number(12.0, unit="days")),
        ("54.1 per 10,000 children", Number(54.1, unit="per_10000")),
        ("54.1 per 10k", Number(54.1, unit="per_10000")),
        ("3.2 per 100,000", Number(3.2, unit="per_100000")),
        ("£1,200", Number(1200.0, unit="pounds")),
        ("16.4 fte", Number(16.4, unit="fte")),
        ("17*", Number(17.0, qualifiers=("footnote",), footnote="*")),
        ("17 (1)", Number(17.0, qualifiers=("footnote",), footnote="(1)")),
        ("over 20", Number(20.0, qualifiers=("over",))),
        ("<= 5 days", Number(5.0, unit="days", qualifiers=("under",))),
        ("circa 40", Number(40.0, qualifiers=("approximate",))),
        ("20+", Number(20.0, qualifiers=("over",))),
        ("nil", Number(0.0, understood="nil as 0")),
        ("17.4 cases", Number(17.4, note="cases")),
        ("12 children", Number(12.0, note="children")),
        ("£1.2m", Number(1_200_000.0, unit="pounds", understood="£1.2m as £1,200,000")),
        ("£14k", Number(14_000.0, unit="pounds", understood="£14k as £14,000")),
        ("1, 234", Number(1234.0, understood="1, 234 as 1,234")),
    ],
)
def test_a_number_is_read_with_what_stands_around_it(text, number):
    assert parse_number(text) == number


def test_a_share_in_words_is_a_rough_percentage():
    found = parse_number("two thirds")
    assert found.value == pytest.approx(200 / 3)
    assert (found.unit, found.qualifiers) == ("percent", ("approximate",))


@pytest.mark.parametrize("text", ["12 of 48", "12/48", "12 out of 48"])
def test_two_numbers_are_a_figure_and_what_it_is_of(text):
    found = parse_number(text)
    assert (found.value, found.second) == (12.0, 48.0)


def test_a_rank_is_told_from_a_figure():
    assert parse_number("joint 3rd of 152") == Number(
        3.0, second=152.0, qualifiers=("rank",), understood="joint 3rd of 152 as a rank"
    )


def test_a_range_is_not_one_figure():
    found = parse_number("10 to 15%")
    assert (found.value, found.span, found.unit) == (None, (10.0, 15.0), "percent")
    assert found.problem == "is a range, not one figure"


@pytest.mark.parametrize("text", ["banana", "1,23,456", "--4", "£", "%", "1.2.3"])
def test_what_is_no_number_says_so_and_has_no_value(text):
    found = parse_number(text)
    assert found.value is None
    assert found.problem is not None


@given(st.floats(-1e9, 1e9, allow_nan=False).map(lambda value: round(value, 2)))
def test_printed_numbers_are_read_exactly(value):
    assert parse_number(f"{value:,.2f}").value == value


@given(st.text(max_size=40))
def test_nothing_that_is_written_raises(text):
    found = parse_number(text)
    assert (found.value is None) == (found.problem is not None)
