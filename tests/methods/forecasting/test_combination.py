"""Combinations of candidates: what each repeats, and which parts are mixed in which shares."""

import numpy as np
import pandas as pd
import pytest

from analysis.methods.forecasting import candidates, combination
from analysis.methods.forecasting import combination as mixed
from analysis.methods.forecasting.combination import (
    combinations,
    last_value,
    level,
    parts_from,
    seasonal_naive,
    seasonal_parts,
    trend_combination,
)
from analysis.methods.forecasting.scale import WorkingScale, working_scale
from method_records import MONTHS, held_to_its_method_record

YEARS = np.array([80.0, 85.0, 83.0, 90.0, 94.0, 92.0, 99.0, 103.0])
RATE = working_scale(YEARS, "rate")


@pytest.fixture(scope="module")
def months():
    generator = np.random.default_rng(8)
    return 5 + 0.4 * np.sin(np.arange(60) * np.pi / 6) + generator.normal(0, 0.05, 60)


def test_naive_ones_repeat_the_last_value_or_the_last_season():
    values = np.arange(1.0, 8.0)
    assert last_value(values, 2, 1, RATE).tolist() == [7, 7]
    assert seasonal_naive(values, 5, 4, RATE).tolist() == [4, 5, 6, 7, 4]
    assert seasonal_naive(values, 2, 7, RATE).tolist() == [1, 2]
    assert seasonal_naive(values, 2, 8, RATE).tolist() == [7, 7]  # not a whole season yet


def test_the_level_is_that_of_pandas():
    expected = pd.Series(YEARS).ewm(alpha=0.7, adjust=True).mean().iloc[-1]
    assert level(YEARS, 3, 1, RATE) == pytest.approx([expected] * 3)


def test_trends_are_the_median_of_four_on_the_scale_of_the_measure():
    working = RATE.into(YEARS)
    parts = [candidates.drift, candidates.theta, candidates.damped_trend, candidates.relative_trend]
    expected = np.median([part(YEARS, 3) for part in parts], axis=0)
    assert RATE.back(trend_combination(working, 3, 1, RATE)) == pytest.approx(expected)


def test_a_falling_line_stops_at_a_tenth_of_the_lowest_value_and_a_percentage_at_100():
    falling = np.array([90.0, 70.0, 50.0, 30.0, 10.0, 2.0])
    rate = working_scale(falling, "rate")
    assert rate.back(trend_combination(rate.into(falling), 6, 1, rate)).min() == pytest.approx(0.2, abs=0.001)
    rising = np.array([50.0, 60.0, 70.0, 80.0, 90.0, 98.0])
    percent = working_scale(rising, "percent")
    ahead = percent.back(trend_combination(percent.into(rising), 4, 1, percent))
    assert ahead.max() == pytest.approx(100, abs=0.5)
    free = working_scale(rising, "rate")
    assert free.back(trend_combination(free.into(rising), 4, 1, free)).max() > 110


def test_a_season_is_forecast_by_four_parts_each_of_every_step(months):
    scale = working_scale(np.exp(months), "count")
    parts = seasonal_parts(months, 12, 12, scale)
    assert parts.shape == (4, 12)
    truth = 5 + 0.4 * np.sin(np.arange(60, 72) * np.pi / 6)
    assert np.abs(parts - truth).mean(axis=1).max() < 0.25
    assert parts[3] == pytest.approx(candidates.long_autoregression(months, 12, 12))


def test_the_airline_model_needs_two_seasons_and_a_half(months):
    scale = working_scale(np.exp(months), "count")
    short = months[:29]
    assert seasonal_parts(short, 12, 12, scale)[2] == pytest.approx(seasonal_naive(short, 12, 12, scale))
    enough = months[:30]
    assert not np.allclose(seasonal_parts(enough, 12, 12, scale)[2], seasonal_naive(enough, 12, 12, scale))


def test_parts_of_a_shorter_series_do_not_know_what_follows(months):
    scale = working_scale(np.exp(months), "count")
    short, longer = parts_from(months, [36, 48], 3, 12, scale)
    assert short == pytest.approx(seasonal_parts(months[:36], 3, 12, scale))
    assert longer == pytest.approx(seasonal_parts(months[:48], 3, 12, scale), abs=0.02)  # another start, one optimum


PARTS = np.array([[1.0, 2.0], [3.0, 6.0], [8.0, 1.0]])
NAIVE = np.array([0.0, 10.0])


def test_the_mean_of_all_comes_first_then_the_best_by_their_losses_then_shares_of_naive():
    found = combinations(PARTS, NAIVE, np.array([2.0, 1.0, 3.0]), ("mix", "naive"))
    assert list(found)[:3] == ["mix", "mix (best 2 of 3)", "mix (best 1 of 3)"]
    assert list(found)[3:] == [f"mix with {share}% of naive" for share in (10, 20, 30, 40, 50, 60, 70, 80, 90)]
    assert found["mix"] == pytest.approx([4, 3])
    assert found["mix (best 2 of 3)"] == pytest.approx([2, 4])
    assert found["mix (best 1 of 3)"] == pytest.approx([3, 6])
    assert found["mix with 10% of naive"] == pytest.approx([3.6, 3.7])
    assert found["mix with 90% of naive"] == pytest.approx([0.4, 9.3])


def test_equal_losses_keep_the_order_of_the_parts():
    found = combinations(PARTS, NAIVE, np.array([1.0, 1.0, 1.0]), ("mix", "naive"))
    assert found["mix (best 1 of 3)"] == pytest.approx([1, 2])
    assert combination.LOWEST_SHARE == 0.1


def test_what_it_gives_is_what_its_record_says():
    counts, shares = WorkingScale("count", 0.5), WorkingScale("percent", 5.0)
    logs, months = counts.into(YEARS), counts.into(np.array(MONTHS))
    parts, naive = np.arange(12, dtype=float).reshape(3, 4) ** 2, np.full(4, 7.0)
    falling = counts.into(np.array([90.0, 60, 40, 25, 12, 6, 3]))
    rising = shares.into(np.array([50.0, 58, 67, 74, 83, 90, 97]))
    cases = {
        "the last value": lambda: mixed.last_value(logs, 2, 1, counts),
        "the last season": lambda: [mixed.seasonal_naive(months[:many], 14, 12, counts) for many in (40, 12, 11)],
        "a level": lambda: mixed.level(logs, 2, 1, counts),
        "trends": lambda: mixed.trend_combination(logs, 3, 1, counts).round(3),
        "a trend to nought": lambda: mixed.trend_combination(falling, 4, 1, counts).round(3),
        "a trend beyond all": lambda: mixed.trend_combination(rising, 6, 1, shares).round(3),
        "parts": lambda: mixed.seasonal_parts(months, 2, 12, counts).round(2),
        "parts of two seasons": lambda: mixed.seasonal_parts(months[:29], 2, 12, counts)[2:].round(3),
        "parts of two and a half": lambda: mixed.seasonal_parts(months[:30], 2, 12, counts)[2:].round(2),
        "mixtures": lambda: mixed.combinations(parts, naive, np.array([3.0, 1, 2]), ("mean", "naive")),
    }
    held_to_its_method_record("forecasting_combination", cases)
