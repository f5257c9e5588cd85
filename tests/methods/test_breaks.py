import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods import breaks
from analysis.methods.inputs import ImpossibleInputError, MissingValuesError, TooFewPointsError


@pytest.fixture(scope="module")
def nile(root):
    return json.loads((root / "tests/reference/structural_breaks.json").read_text(encoding="utf-8"))


def test_the_nile_breaks_where_the_reference_says(nile):
    found = breaks.structural_breaks(nile["y"], max_breaks=5, min_segment=15)
    assert found.positions == (nile["breakpoints_obs"],)
    lower, position, upper = nile["confint95"]
    assert (*found.intervals, found.positions[0]) == ((lower, upper), position)
    assert found.bic == pytest.approx(nile["BIC_by_m0to5"], abs=1e-6)
    assert found.cost == pytest.approx(nile["RSS_by_m0to5"], abs=1e-6)
    assert found.segments["level"].tolist() == pytest.approx(nile["means"], abs=1e-9)


def test_tests_of_no_break_are_those_of_the_reference(nile):
    chow = breaks.chow(nile["y"], 28)
    assert chow.statistic == pytest.approx(nile["chow_1898_F"], abs=1e-6)
    assert chow.p_value == pytest.approx(nile["chow_p"], rel=1e-3)
    cusum = breaks.cusum(nile["y"])
    assert cusum.statistic == pytest.approx(nile["ols_cusum"], abs=1e-9)
    assert cusum.p_value == pytest.approx(nile["ols_cusum_p"], rel=1e-6)


def test_a_series_of_dates_names_its_breaks_by_date(nile):
    years = pd.Series(nile["y"], index=range(nile["start"], nile["start"] + 100))
    assert breaks.structural_breaks(years).labels == (nile["breakdate"],)


def test_counts_break_where_their_level_does_and_overdispersion_alone_is_no_break():
    rng = np.random.default_rng(4)
    right = 0
    for _ in range(20):
        shifted = np.concatenate([rng.poisson(60, 30), rng.poisson(90, 30)])
        found = breaks.structural_breaks(shifted, max_breaks=2, family="poisson")
        right += len(found.positions) == 1 and abs(found.positions[0] - 30) <= 2
        assert all(low <= at <= high for at, (low, high) in zip(found.positions, found.intervals, strict=True))
    assert right >= 16
    spread = rng.negative_binomial(4, 4 / (4 + 150), 60)  # variance forty times the mean, one level
    assert breaks.structural_breaks(spread, max_breaks=3, family="poisson").positions == ()


def test_a_steady_rise_is_one_trend_and_no_break():
    rising = np.arange(40) * 2.0 + np.random.default_rng(1).normal(0, 1, 40)
    assert breaks.structural_breaks(rising, model="trend").positions == ()
    assert breaks.structural_breaks(rising, model="level").positions != ()


def test_a_trend_that_turns_is_found_for_numbers_and_for_counts():
    time = np.arange(40)
    path = np.where(time < 20, 100 + 3 * time, 160 - 3 * (time - 20))
    found = breaks.structural_breaks(path + np.random.default_rng(2).normal(0, 2, 40), 2, 8, model="trend")
    assert len(found.positions) == 1
    assert abs(found.positions[0] - 20) <= 2
    assert found.segments["slope"].tolist() == pytest.approx([3, -3], abs=0.5)
    counts = np.random.default_rng(2).poisson(path * 5)
    turned = breaks.structural_breaks(counts, 2, 8, model="trend", family="poisson")
    assert abs(turned.positions[0] - 20) <= 2


def test_a_noiseless_step_has_a_date_and_not_an_interval():
    found = breaks.structural_breaks([5.0] * 10 + [9.0] * 10, max_breaks=1)
    assert found.positions == (10,)
    assert found.intervals == ((10, 10),)


@given(st.floats(0.1, 10), st.floats(0.1, 10))
def test_the_distribution_of_a_break_date_is_one(xi, phi):
    grid = np.array([-60.0, -5, -1, -0.1, -1e-9, 0, 1e-9, 0.1, 1, 5, 60]) * max(1, 1 / xi, phi / xi**2)
    heights = np.array([breaks._argmax_cdf(place, xi, phi) for place in grid])
    assert (np.diff(heights) >= -1e-7).all()
    assert heights[4] == pytest.approx(heights[6], abs=1e-4)
    assert -1e-7 <= heights[0] <= heights[-1] <= 1 + 1e-7


def test_the_interval_holds_the_true_date_about_as_often_as_it_says():
    rng = np.random.default_rng(8)
    held = 0
    for _ in range(120):
        values = np.concatenate([rng.normal(0, 1, 25), rng.normal(1.5, 2, 35)])
        ends = breaks._best_split(breaks._segment_costs(values, 9, "level", "gaussian"), 1)[1]
        (lower, upper), *_ = breaks._bai_intervals(values, ends, "level", 0.9)
        held += lower <= 25 <= upper
    assert held / 120 > 0.75  # asymptotic; small samples fall short of 0.90


@pytest.mark.parametrize(
    ("call", "error", "what"),
    [
        (lambda: breaks.structural_breaks([1, np.nan, 3, 4]), MissingValuesError, "position 1"),
        (lambda: breaks.structural_breaks([1, 2, 3]), TooFewPointsError, "needs 4"),
        (lambda: breaks.structural_breaks(range(10), min_segment=6), TooFewPointsError, "two segments of 6"),
        (lambda: breaks.structural_breaks(range(10), min_segment=1), ImpossibleInputError, "segment of 1"),
        (lambda: breaks.structural_breaks([-1, 2, 3, 4, 5], family="poisson"), ImpossibleInputError, "negative"),
        (lambda: breaks.chow([1, 2, 3, 4], 1), ImpossibleInputError, "fewer than two points"),
    ],
)
def test_series_that_cannot_break_are_refused(call, error, what):
    with pytest.raises(error, match=what):
        call()


def test_a_constant_series_has_no_break():
    assert breaks.structural_breaks([4.0] * 12).positions == ()
    assert breaks.cusum([4.0] * 12).p_value == 1
    assert breaks.structural_breaks([0] * 12, family="poisson").positions == ()
