import numpy as np
import pytest

from analysis.methods.forecasting import predictive as ahead
from analysis.methods.forecasting.predictive import bounds, conformal_quantile
from analysis.methods.forecasting.scale import KINDS, working_scale
from method_records import held_to_its_method_record


def test_a_level_that_few_errors_cannot_promise_is_infinite():
    assert conformal_quantile(np.array([1.0, 2, 3]), 95) == np.inf
    assert conformal_quantile(np.arange(1.0, 20), 95) == 19


def test_new_errors_stay_within_the_quantile_as_often_as_promised():
    generator = np.random.default_rng(3)
    kept = [conformal_quantile(draw[:30], 80) >= draw[30] for draw in generator.exponential(size=(4000, 31))]
    assert np.mean(kept) == pytest.approx(0.8, abs=0.02)  # 25 of 31: exchangeability gives 0.806


def test_bounds_of_a_small_count_reach_at_least_to_the_quantiles_of_chance():
    scale = working_scale(np.array([2.0, 3.0]), "count")
    lower, upper = bounds(scale.into(np.array([3.0])), np.array([0.01]), 95, scale)
    assert lower[0] <= 0
    assert upper[0] >= 7  # 97.5% point of a Poisson count with mean 3


def test_percentages_come_back_within_their_bounds():
    scale = working_scale(np.array([0.0, 100.0]), "percent")
    assert scale.back(scale.into(np.array([0.0, 50.0, 100.0]))) == pytest.approx([0, 50, 100])
    assert scale.back(np.array([-50.0, 50.0])) == pytest.approx([0, 100])


def test_a_zero_rate_does_not_become_minus_infinity():
    scale = working_scale(np.array([0.0, 4.0, 9.0]), "rate")
    assert np.isfinite(scale.into(np.array([0.0]))).all()
    assert scale.back(scale.into(np.array([0.0, 9.0]))) == pytest.approx([0, 9])


def test_a_small_percentage_is_not_thought_wilder_than_a_large_one():
    scale = working_scale(np.array([1.0, 40.0]), "percent")
    small, large = (np.ptp(scale.into(np.array(pair))) for pair in ([1.0, 2.0], [33.0, 50.0]))
    assert small < large / 3


def test_skew_lies_between_the_working_scale_and_the_unit_of_the_series():
    scale = working_scale(np.array([100.0, 200.0]), "rate")
    centre, width = scale.into(np.array([100.0])), np.array([0.5])
    above = [bounds(centre, width, 95, scale, skew=skew)[1][0] for skew in (0.0, 0.5, 1.0)]
    assert above[0] == pytest.approx(150)
    assert above[2] == pytest.approx(100 * np.exp(0.5))
    assert above[1] == pytest.approx((above[0] + above[2]) / 2)


def test_what_it_gives_is_what_its_record_says():
    values = np.array([0.0, 1, 4, 29, 30, 31, 90])
    half = np.full(7, 0.4)

    def bounds_of(kind, level=80, **named):
        scale = working_scale(values, kind)
        return ahead.bounds(scale.into(values), half, level, scale, **named)

    scores = np.array([1.0, 3, 2, np.nan, 5, 4, 7, 6, 9, 8])
    cases = {
        **{kind: lambda kind=kind: bounds_of(kind) for kind in KINDS},
        "surer": lambda: bounds_of("count", 95),
        "skewed less": lambda: [bounds_of(kind, skew=skew) for kind in ("rate", "percent") for skew in (0.0, 0.5)],
        "quantiles": lambda: [ahead.conformal_quantile(scores, level) for level in (1, 50, 80, 89, 90, 91)],
        "quantile of none": lambda: ahead.conformal_quantile(scores[:0], 50),
    }
    held_to_its_method_record("forecasting_predictive", cases)
