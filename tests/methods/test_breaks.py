import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.methods import breaks
from analysis.methods.inputs import ImpossibleInputError, MissingValuesError, TooFewPointsError
from method_records import MONTHS, SMALL, STEP, YEARS, held_to_its_method_record


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


@pytest.mark.parametrize(("confidence", "reach"), [(0.90, 7.7), (0.95, 11.0)])
def test_dates_reach_as_far_as_the_published_critical_values(confidence, reach):
    # Bai (1997), section 3: with equal noise on both sides the 90% and 95% intervals are 7.7 and 11.0 noise over signal
    assert breaks._reach((1 - confidence) / 2, 1.0) == pytest.approx(reach, abs=0.05)


@given(st.floats(-26, 26), st.floats(0.001, 0.4))
def test_the_mass_on_both_sides_of_a_break_is_one_and_falls_with_distance(log_ratio, tail):
    ratio = float(np.exp(log_ratio))
    assert breaks._mass_beyond(0.0, ratio) + breaks._mass_beyond(0.0, 1 / ratio) == pytest.approx(1)
    mass = np.array([breaks._mass_beyond(distance, ratio) for distance in np.linspace(0, 60, 121)])
    assert (np.diff(mass) <= 1e-6).all()
    reach = breaks._reach(tail, ratio)
    assert breaks._mass_beyond(reach, ratio) == pytest.approx(min(tail, ratio / (1 + ratio)), abs=1e-7)


@given(
    st.lists(st.floats(0, 1), min_size=6, max_size=15),
    st.lists(st.floats(0, 1), min_size=6, max_size=15),
    st.floats(0, 1e6),
    st.floats(1e-9, 1e3),
    st.floats(1e-9, 1e3),
)
def test_a_series_that_hardly_moves_on_one_side_of_its_break_has_dates(first, second, level, wobble, noise):
    series = np.array([*(wobble * value for value in first), *(level + noise * value for value in second)])
    for model in ("level", "trend"):
        found = breaks.structural_breaks(series, max_breaks=2, min_segment=5, model=model)
        size = series.size
        for position, (low, high) in zip(found.positions, found.intervals, strict=True):
            assert 1 <= low <= position <= high <= size - 1


@pytest.mark.parametrize("model", ["level", "trend"])
def test_a_level_that_was_constant_but_for_rounding_does_not_stop_the_answer(model):
    # with the products of exponentials of Bai's appendix this overflowed
    rng = np.random.default_rng(0)
    series = np.concatenate([rng.normal(0, 1e-7, 10), 50 + rng.normal(0, 2.6, 10)])
    found = breaks.structural_breaks(series, max_breaks=1, min_segment=5, model=model)
    assert found.positions == (10,)
    assert found.intervals[0][0] <= 10 <= found.intervals[0][1]


def test_what_it_gives_is_what_its_record_says():
    steady, rising = [7.0] * 12, [float(at) for at in range(1, 13)]
    cases = {
        "a step": lambda: breaks.structural_breaks(STEP, 3, 3),
        "a step, surer": lambda: breaks.structural_breaks(STEP, 3, 3, confidence=0.99),
        "a step, the shortest stretch": lambda: breaks.structural_breaks(STEP),
        "a step of counts": lambda: breaks.structural_breaks(STEP, 2, 3, family="poisson"),
        "small counts": lambda: breaks.structural_breaks(SMALL, 2, 3, family="poisson"),
        "a trend that bends": lambda: breaks.structural_breaks(
            [at + at % 3 / 4 for at in [*rising, *rising[::-1]]], 2, 4, model="trend"
        ),
        "a trend with noise": lambda: breaks.structural_breaks(YEARS, 2, 4, model="trend"),
        "a trend of counts": lambda: breaks.structural_breaks(YEARS, 2, 4, model="trend", family="poisson"),
        "a step of very unequal noise": lambda: breaks.structural_breaks([7.0, 7.0001, 7.0, 6.9999, *STEP[7:]], 1, 4),
        "two steps": lambda: breaks.structural_breaks([*STEP, *STEP[:7]], 3, 5),
        "months": lambda: breaks.structural_breaks(MONTHS, 3, 8),
        "never another figure": lambda: breaks.structural_breaks(steady, 2, 3),
        "nothing but noughts": lambda: breaks.structural_breaks([0.0] * 12, 2, 3, family="poisson"),
        "a negative count": lambda: breaks.structural_breaks([-1.0, *STEP], family="poisson"),
        "a stretch of one": lambda: breaks.structural_breaks(STEP, 2, 1),
        "a stretch of two for a trend": lambda: breaks.structural_breaks(STEP, 2, 2, model="trend"),
        "stretches that just fit": lambda: breaks.structural_breaks(STEP, 2, 8).positions,
        "stretches that do not fit": lambda: breaks.structural_breaks(STEP, 2, 9),
        "four points": lambda: breaks.structural_breaks(STEP[:4]).positions,
        "three points": lambda: breaks.structural_breaks(STEP[:3]),
        "Chow": lambda: [breaks.chow(STEP, place) for place in (2, 7, 14)],
        "Chow, too near the start": lambda: breaks.chow(STEP, 1),
        "Chow, too near the end": lambda: breaks.chow(STEP, 15),
        "CUSUM": lambda: [breaks.cusum(values) for values in (STEP, YEARS, steady)],
        "CUSUM of three points": lambda: breaks.cusum(STEP[:3]),
    }
    held_to_its_method_record("breaks", cases)
