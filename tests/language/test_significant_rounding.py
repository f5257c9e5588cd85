"""Forecast numbers that would claim more than their range supports."""

import pytest

from analysis.language.significant_rounding import is_nought, rough, rough_change
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


def test_what_rounds_to_nothing_is_nothing():
    assert is_nought(0.3, -1, 2)
    assert is_nought(4, -60, 70)
    assert not is_nought(21, 18, 24)


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed()
