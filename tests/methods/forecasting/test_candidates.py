import numpy as np
import pytest

from analysis.methods.forecasting import candidates
from analysis.methods.forecasting.combination import seasonal_naive
from analysis.methods.forecasting.scale import working_scale


@pytest.fixture(scope="module")
def nile(reference):
    return np.array(reference["series"]["Nile"], dtype=float)


@pytest.fixture(scope="module")
def passengers(reference):
    return np.array(reference["series"]["AirPassengers"], dtype=float)


def test_simple_smoothing_is_that_of_r(nile, reference):
    assert candidates.smoothing(nile, 3) == pytest.approx(reference["ets_ann_nile"], rel=1e-3)


def test_the_airline_model_is_that_of_r(passengers, reference):
    assert candidates.airline(np.log(passengers), 12, 12) == pytest.approx(
        reference["airline_log_airpassengers"], abs=1e-5
    )


def test_drift_is_that_of_r(nile, reference):
    assert candidates.drift(nile, 12) == pytest.approx(reference["drift_nile"], rel=1e-12)


def test_the_seasonal_naive_is_that_of_r(passengers, reference):
    scale = working_scale(passengers, "count")
    again = scale.back(seasonal_naive(scale.into(passengers), 12, 12, scale))
    assert again == pytest.approx(reference["snaive_airpassengers"], rel=1e-12)


def test_theta_has_the_slope_of_r_and_nearly_its_level(nile, reference):
    ours, theirs = candidates.theta(nile, 12), np.array(reference["theta_nile"])
    assert np.diff(ours) == pytest.approx(np.diff(theirs), rel=1e-6)
    assert ours == pytest.approx(theirs, rel=0.02)  # R smooths the series itself, this the line of twice the bend


def test_the_local_level_ends_where_r_says(nile, reference):
    weight_of_level = reference["local_level_nile"]
    ratio = weight_of_level["level"] / weight_of_level["epsilon"]
    gain = (-ratio + np.sqrt(ratio**2 + 4 * ratio)) / 2  # steady state of the local level model, Harvey 1989
    level = nile[0]
    for value in nile[1:]:
        level += gain * (value - level)
    assert candidates.local_level(nile, 2) == pytest.approx([level, level], rel=1e-2)


def test_a_fit_that_cannot_be_made_gives_the_last_value():
    flat, short = np.repeat(4.0, 30), np.array([1.0, 3.0, 2.0])
    for model in (candidates.smoothing, candidates.damped_trend, candidates.arima, candidates.local_level):
        assert model(flat, 3) == pytest.approx([4, 4, 4])
        assert model(short, 2) == pytest.approx([2, 2])
    assert candidates.relative_trend(np.array([0.0, 1, 2, 3, 4, 5, 6]), 2) == pytest.approx([6, 6])


def test_whole_seasons_are_followed_to_the_middle_of_the_next_ones():
    years = np.array([10.0, 20, 30, 40, 50, 60, 70])
    ahead = candidates.theta_of_seasons(np.repeat(years, 12), 18, 12)
    half_way = (ahead[5] + ahead[6]) / 2  # the middle of a year of months is between its sixth and seventh
    expected = candidates.theta(years, 2)
    assert half_way == pytest.approx(expected[0])
    assert ahead[17] < expected[1]
    assert (np.diff(ahead) > 0).all()


def test_few_whole_seasons_go_on_at_their_last_mean():
    assert candidates.theta_of_seasons(np.arange(24.0), 3, 12) == pytest.approx([17.5] * 3)
    assert candidates.theta_of_seasons(np.arange(5.0), 2, 12) == pytest.approx([4, 4])
