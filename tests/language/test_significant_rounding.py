"""Forecast numbers that would claim more than their range supports."""

import random

import pytest

from analysis.language.significant_rounding import course_ranges, is_nought, rough, rough_change, rounded_courses
from printed_record import held_as_printed


@pytest.mark.parametrize(
    ("value", "lower", "upper", "unit", "text"),
    [
        (1_993_716, 1_700_000, 2_300_000, "pounds", "£2.0 million"),
        (1_993_716, 1_990_000, 1_998_000, "pounds", "£1.994 million"),
        (412_345, 300_000, 520_000, "pounds", "£410,000"),
        (-1_993_716, -2_300_000, -1_700_000, "pounds", "\N{MINUS SIGN}£2.0 million"),
        (2_168, 1_597, 3_179, "count", "2,200"),
        (233, 117, 479, "count", "230"),
        (21, 18, 24, "count", "21"),
        (21, 21, 21, "count", "21"),
        (0.4, 0, 1, "count", "0"),
    ],
)
def test_a_number_has_no_more_digits_than_its_range_supports(value, lower, upper, unit, text):
    assert rough(value, lower, upper, unit) == text


def test_a_change_keeps_its_sign():
    assert rough_change(217, 160, 318) == "+220"
    assert rough_change(-21, -24, -18) == "\N{MINUS SIGN}21"


def test_courses_are_as_far_apart_as_their_difference_is_printed():
    draw = random.Random(20261130)  # noqa: S311 - made-up courses, no secret
    for _ in range(2_000):
        now, change = 10 ** draw.uniform(0, 4), draw.uniform(-1, 1) * 10 ** draw.uniform(0, 3)
        spread, doubt = now * draw.uniform(0, 1), abs(change) * draw.uniform(0, 2)
        difference = (change, change - doubt, change + doubt)
        year = {"as_now": now, "as_now_lower": now - spread, "as_now_upper": now + spread}
        year |= dict(zip(("difference", "difference_lower", "difference_upper"), difference, strict=True))
        printed = [int(text.replace(",", "").replace("\N{MINUS SIGN}", "-")) for text in rounded_courses(year)]
        assert printed[1] - printed[0] == int(rough_change(*difference).replace(",", "").replace("\N{MINUS SIGN}", "-"))
        assert abs(printed[0] - now) <= spread / 4 + 0.5  # no rougher than what the range supports


def test_both_courses_have_ranges_rounded_to_what_the_present_one_supports():
    year = {"as_now": 243, "as_now_lower": 127, "as_now_upper": 441}
    year |= {"scenario": 262, "scenario_lower": 146, "scenario_upper": 468}
    year |= {"difference": 19, "difference_lower": 11, "difference_upper": 37}
    assert course_ranges(year) == ("243 (130 to 440)", "262 (150 to 470)")


def test_what_rounds_to_nothing_is_nothing():
    assert is_nought(0.3, -1, 2)
    assert is_nought(4, -60, 70)
    assert not is_nought(21, 18, 24)


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed()
