"""Each rule on plain vectors, and the order in which they name a point."""

import numpy as np
import pytest

from analysis.methods import run_rules
from analysis.methods import run_rules as rules
from analysis.methods.run_rules import side
from method_records import held_to_its_method_record


def vector(*values):
    return np.array(values, dtype=float)


def test_a_point_on_a_limit_is_inside_it():
    found = run_rules.outside(vector(5, 4.99, 15, 15.01), np.full(4, 5.0), np.full(4, 15.0))
    assert found.tolist() == [False, True, False, True]


def test_close_is_the_outer_third_on_either_side_and_not_beyond():
    values = vector(10, 13.3, 13.4, 15, 15.1, 6.7, 6.6)
    found = run_rules.close_to_limits(values, np.full(7, 10.0), np.full(7, 5.0), np.full(7, 15.0))
    assert found.tolist() == [False, False, True, True, False, False, True]


@pytest.mark.parametrize("sign", [1, -1])
def test_six_on_one_side_are_no_run_and_seven_are(sign):
    assert not run_rules.ends_shift(sign * np.array([1, 1, 1, 1, 1, 1, -1])).any()
    assert run_rules.ends_shift(sign * np.array([-1, 1, 1, 1, 1, 1, 1, 1])).tolist() == [0] * 7 + [sign]


def test_a_point_on_the_mean_breaks_a_run():
    assert not run_rules.ends_shift(np.array([1, 1, 1, 0, 1, 1, 1, 1])).any()


@pytest.mark.parametrize("sign", [1, -1])
def test_seven_rising_or_falling_points_are_a_trend_and_equal_ones_break_it(sign):
    assert run_rules.ends_trend(sign * vector(1, 2, 3, 4, 5, 6, 7)).tolist() == [0] * 6 + [sign]
    assert not run_rules.ends_trend(sign * vector(1, 2, 3, 4, 4, 5, 6)).any()
    assert not run_rules.ends_trend(sign * vector(1, 2, 3, 4, 5, 6)).any()


def test_all_seven_points_of_a_run_are_marked_and_no_other():
    ends = np.array([0, 0, 0, 0, 0, 0, 0, -1, 0])
    assert run_rules.whole_run(ends).tolist() == [0, -1, -1, -1, -1, -1, -1, -1, 0]


def test_two_in_three_need_one_side():
    close = np.array([True, False, True])
    assert run_rules.two_in_three(close, np.array([1, 1, 1])).all()
    assert not run_rules.two_in_three(close, np.array([1, 1, -1])).any()
    assert not run_rules.two_in_three(np.array([True, False, False]), np.array([1, 1, 1])).any()


def test_a_point_is_named_by_the_first_rule_that_holds():
    values = vector(11, 11, 11, 11, 11, 11, 16, 14, 14.5, 9)
    names, directions = run_rules.signals(values, np.full(10, 10.0), np.full(10, 5.0), np.full(10, 15.0))
    assert names.tolist() == ["shift"] * 6 + ["outside", "two_in_three", "two_in_three", "none"]
    assert directions.tolist() == [1] * 9 + [0]


def test_two_in_three_can_be_left_out_where_a_limit_is_the_end_of_what_is_possible():
    values = vector(10, 14, 14.5, 9)
    limits = (np.full(4, 10.0), np.full(4, 5.0), np.full(4, 15.0))
    assert run_rules.signals(values, *limits)[0].tolist() == ["none", "none", "none", "none"]
    values = vector(11, 14, 14.5, 9)
    assert run_rules.signals(values, *limits)[0].tolist() == ["none", "two_in_three", "two_in_three", "none"]
    assert run_rules.signals(values, *limits, near_limits=False)[0].tolist() == ["none"] * 4


def test_a_point_on_the_mean_is_on_neither_side():
    assert side(np.array([9.0, 10.0, 12.0]), np.array([10.0, 10.0, 11.0])).tolist() == [-1, 0, 1]


def test_what_it_gives_is_what_its_record_says():
    def floats(*values):
        return np.array(values, dtype=float)

    mean, lower, upper = (np.full(12, float(value)) for value in (10, 4, 16))
    rows = {
        "level": floats(*[10] * 12),
        "six above": floats(11, 11, 12, 11, 12, 11, 9, 9, 10, 9, 9, 11),
        "seven above": floats(11, 11, 12, 11, 12, 11, 12, 9, 10, 9, 9, 11),
        "nine below": floats(11, 9, 9, 8, 9, 8, 9, 8, 9, 9, 11, 10),
        "six rising": floats(7, 8, 9, 10, 11, 12, 9, 10, 9, 11, 9, 10),
        "seven rising": floats(7, 8, 9, 10, 11, 12, 13, 10, 9, 11, 9, 10),
        "nine falling": floats(10, 14, 13, 12, 11, 10, 9, 8, 7, 6, 11, 10),
        "a trend with two alike": floats(7, 8, 9, 9, 11, 12, 13, 10, 9, 11, 9, 10),
        "outside": floats(10, 16.1, 16, 4, 3.9, 10, 11, 9, 10, 11, 9, 10),
        "two of three close": floats(10, 14.5, 14.5, 9, 10, 5.5, 11, 5.5, 10, 5.5, 9, 5.5),
        "two of three on both sides": floats(10, 14.5, 11, 14.5, 10, 14.5, 5.5, 11, 9, 10, 14, 14),
    }
    cases = {
        name: lambda values=values: [
            rules.signals(values, mean, lower, upper),
            rules.signals(values, mean, lower, upper, near_limits=False)[0],
            rules.side(values, mean),
            rules.outside(values, lower, upper),
            rules.close_to_limits(values, mean, lower, upper),
            rules.ends_shift(rules.side(values, mean)),
            rules.ends_trend(values),
            rules.whole_run(rules.ends_trend(values)),
            rules.two_in_three(rules.close_to_limits(values, mean, lower, upper), rules.side(values, mean)),
        ]
        for name, values in rows.items()
    }
    cases |= {f"{many} points": lambda many=many: rules.ends_trend(rows["seven rising"][:many]) for many in (1, 6, 7)}
    held_to_its_method_record("run_rules", cases)
