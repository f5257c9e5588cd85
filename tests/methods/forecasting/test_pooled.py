"""Levels, pulls and movements of a panel, against pandas, statsmodels and sums that can be done by hand."""

import numpy as np
import pandas as pd
import pytest
from statsmodels.regression.quantile_regression import QuantReg

from analysis.methods.forecasting import pooled as pool
from analysis.methods.forecasting.pooled import (
    HELD_TOWARDS,
    absolute_regression,
    carried_forward,
    exponential_level,
    pooled_forecast,
    without_period,
)
from method_records import areas, held_to_its_method_record

NAN = np.nan
GENERATOR = np.random.default_rng(11)


@pytest.mark.parametrize("weight", [0.5, 0.7, 0.12])
def test_the_exponential_level_is_that_of_pandas(weight):
    values = GENERATOR.normal(5, 1, (9, 3))
    expected = pd.DataFrame(values).ewm(alpha=weight, adjust=True).mean().to_numpy()
    assert exponential_level(values, weight) == pytest.approx(expected)


def test_a_missing_year_repeats_the_level_and_what_was_never_seen_has_none():
    values = np.array([[4.0, NAN], [NAN, NAN], [6.0, 2.0]])
    levels = exponential_level(values, 0.5)
    assert levels[:, 0] == pytest.approx([4, 4, (0.25 * 4 + 6) / 1.25])
    assert np.isnan(levels[:2, 1]).all()
    assert levels[2, 1] == 2


def test_the_last_known_value_is_carried_through_missing_years_of_its_own_area():
    values = np.array([[1.0, NAN], [NAN, 5.0], [NAN, NAN], [4.0, NAN]])
    carried = carried_forward(values)
    assert carried[:, 0].tolist() == [1, 1, 1, 4]
    assert np.isnan(carried[0, 1])
    assert carried[1:, 1].tolist() == [5, 5, 5]
    assert np.isnan(values[1, 0])  # what was given is left as it was


def test_the_median_of_each_period_is_taken_out():
    found = without_period(np.array([[1.0, 2.0, 9.0], [NAN, 4.0, 6.0], [NAN, NAN, NAN]]))
    assert found[0].tolist() == [-1, 0, 7]
    assert found[1, 1:].tolist() == [-1, 1]
    assert np.isnan(found[1, 0])
    assert np.isnan(found[2]).all()


def test_absolute_regression_is_median_regression_where_nothing_holds_it():
    features = GENERATOR.normal(0, 1, (400, 3))
    change = features @ np.array([0.5, -0.3, 0.1]) + GENERATOR.laplace(0, 0.5, 400)
    expected = QuantReg(change, features).fit(q=0.5).params
    assert absolute_regression(change, features, np.zeros(3), 0.0) == pytest.approx(expected, abs=0.03)


def test_a_few_wild_points_do_not_move_it():
    features = GENERATOR.normal(0, 1, (200, 1))
    change = 0.5 * features[:, 0] + GENERATOR.normal(0, 0.05, 200)
    change[:10] += 40
    assert absolute_regression(change, features, np.zeros(1), 0.0) == pytest.approx([0.5], abs=0.03)


def test_it_is_held_towards_the_prior_by_as_many_points_as_said():
    """A hundred points that all say 1, beside a hundred that say 0."""
    features, change = np.ones((100, 1)), np.ones(100)
    assert absolute_regression(change, features, np.zeros(1), 100.0) == pytest.approx([0.5], abs=1e-4)
    assert absolute_regression(change, features, np.zeros(1), 300.0) == pytest.approx([0.25], abs=1e-4)
    assert absolute_regression(change, 2 * features, np.array([0.3]), 1e9) == pytest.approx([0.3], abs=1e-4)


def test_below_fifty_points_the_prior_is_returned_and_points_with_gaps_are_none():
    features = np.ones((50, 1))
    change = 1 + GENERATOR.normal(0, 0.1, 50)
    prior = np.array([-0.5])
    assert absolute_regression(change, features, prior, 1.0) == pytest.approx([1.0], abs=0.1)
    assert absolute_regression(change[:49], features[:49], prior, 1.0) is prior
    nought = np.vstack([features[:49], np.zeros((30, 1))])  # a point without any standing tells nothing
    assert absolute_regression(np.ones(79), nought, prior, 1.0) is prior
    change[0] = NAN
    assert absolute_regression(change, features, prior, 1.0) is prior


def level_panel(values):
    """Areas all alike in movement, too few years for a regression: the prior and a quarter of the movement are left."""
    return np.array(values, dtype=float)


def test_with_little_data_half_the_distance_from_the_recent_level_is_taken_back():
    """Two areas, three years: standings are weighed by the prior alone."""
    logs = level_panel([[0.0, 0.0], [0.0, 0.0], [0.4, 0.0]])
    known = logs[-1]
    recent = exponential_level(logs, 0.5)[-1]
    apart = (known - recent) - np.median(known - recent)
    movement = 0.25 * np.mean([0.0, np.median([0.4, 0.0])])
    expected = known + HELD_TOWARDS[0] * apart + movement
    assert pooled_forecast(logs, 1)[0] == pytest.approx(expected)


def test_a_quarter_of_the_common_movement_of_the_last_three_years_goes_on_each_year():
    steps = np.array([0.0, 9.0, 9.1, 9.3, 9.6])  # the jump of 9 lies before the last three changes
    logs = np.repeat(steps[:, None], 4, axis=1)
    ahead = pooled_forecast(logs, 2)
    assert ahead[0] == pytest.approx(9.6 + 0.25 * 0.2)
    assert ahead[1] == pytest.approx(9.6 + 0.5 * 0.2)


def test_an_area_without_a_value_stays_missing_and_one_with_a_gap_goes_on():
    logs = np.array([[1.0, NAN, 1.0], [1.0, NAN, NAN], [1.0, NAN, NAN]])
    ahead = pooled_forecast(logs, 1)[0]
    assert ahead[[0, 2]] == pytest.approx([1, 1])
    assert np.isnan(ahead[1])


def test_a_jump_of_which_half_is_always_gone_the_year_after_is_pulled_back():
    """Thirty years of sixty areas around levels of their own: the last jump has no future."""
    levels = GENERATOR.normal(5, 0.5, 60)
    logs = levels + GENERATOR.normal(0, 0.1, (30, 60))
    error_of_last = np.abs(logs[-1] - levels).mean()
    assert np.abs(pooled_forecast(logs, 1)[0] - levels).mean() < 0.5 * error_of_last


def test_what_it_gives_is_what_its_record_says():
    logs = areas(12)
    none = logs.copy()
    none[:, 5] = np.nan
    features = np.column_stack([np.sin(np.arange(60.0)), np.cos(np.arange(60.0) * 2)])
    change, towards = features @ np.array([0.7, -0.3]) + np.arange(60) % 5 / 50, np.array([0.5, 0.0])
    gaps = np.where(np.arange(60) % 9 == 0, np.nan, change)
    cases = {
        "levels": lambda: pool.exponential_level(logs, 0.5),
        "carried forward": lambda: pool.carried_forward(none)[[0, 2, 3, 6]],
        "forecasts": lambda: pool.pooled_forecast(logs, 3),
        "forecasts of few years": lambda: [pool.pooled_forecast(logs[:many], 2) for many in (1, 2, 3)],
        "an area without a figure": lambda: pool.pooled_forecast(none, 1),
        "regression": lambda: [pool.absolute_regression(values, features, towards, 100.0) for values in (change, gaps)],
        "regression of few": lambda: [
            pool.absolute_regression(change[:many], features[:many], towards, 9.0) for many in (49, 50)
        ],
        "without the period": lambda: pool.without_period(none)[:4],
    }
    held_to_its_method_record("forecasting_pooled", cases)
