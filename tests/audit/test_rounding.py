import pandas as pd
import pytest

from analysis.audit import rounding


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [("73.1%", 73.1, 1), ("6.0 %", 6.0, 1), ("57.00", 57.0, 2), ("2238 / 876*", 2238, 0), ("12,779", 12779, 0),
     ("28.6/76", 76, 0), ("49.35/551", 49.35, 2), ("", 14.25, 2), ("range 1.25 to 3", 3, 0),
     ("0.208", 20.8, 1), ("0.21", 21.0, 0), ("0.9", 90.0, 0), ("0.20833", 20.833, 3), ("0.21", 0.21, 2),
     ("0.00", 0, 2)],
)  # fmt: skip
def test_decimals_are_those_of_the_figure_itself(text, value, decimals):
    found = rounding.decimals_printed(pd.Series([text]), pd.Series([float(value)]))
    assert found.tolist() == [decimals]


def test_a_whole_count_is_exact_and_a_whole_percentage_is_not():
    slack = rounding.half_unit(pd.Series([0, 0, 1]), pd.Series(["count", "percent", "percent"]))
    assert slack.tolist() == [0.0, 0.5, 0.05]


@pytest.mark.parametrize("text", ["over 250", "nearly 290", "almost 1100", "50+", "at or around 250"])
def test_words_that_make_a_figure_rough(text):
    assert rounding.is_rough(pd.Series([text])).all()


def test_a_plain_figure_is_not_rough():
    assert not rounding.is_rough(pd.Series(["250", "46/97", "80 (from May 2020 only)", None])).any()


@pytest.mark.parametrize(
    ("low", "high", "whole", "possible"),
    [(8.5, 9.5, 6, ()), (8.5, 9.5, 11, (1,)), (16.5, 17.5, 6, (1,)), (99.5, 100.5, 7, (7,)), (0.0, 0.5, 3, (0,))],
)
def test_which_numbers_of_cases_give_a_percentage(low, high, whole, possible):
    assert rounding.shares_possible(low, high, whole) == possible


def test_only_a_regional_multiple_of_ten_or_a_decimal_may_lie_off_the_true_count():
    rows = pd.DataFrame(
        {"area": ["E12000009", "E12000009", "E06000027", "E06000027"], "value": [120.0, 121.0, 120.0, 12.5]}
    )
    assert list(rounding.grain(rows)) == [5.0, 0.0, 0.0, 0.05]


def test_figures_differ_beyond_the_slack_and_a_missing_one_from_nothing():
    first, second = pd.Series([10.0, 10.0, 10.0, None]), pd.Series([12.0, 12.1, 7.9, 1.0])
    assert list(rounding.differ(first, second, 2.0)) == [False, True, True, False]
