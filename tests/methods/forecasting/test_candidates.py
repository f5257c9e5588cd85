import numpy as np
import pytest

from analysis.methods.forecasting import candidates
from analysis.methods.forecasting import candidates as of
from analysis.methods.forecasting.candidates import last_value
from analysis.methods.forecasting.combination import seasonal_naive
from analysis.methods.forecasting.scale import working_scale
from method_records import MONTHS, YEARS, held_to_its_method_record


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


def test_the_long_autoregression_follows_a_season_as_it_comes():
    season = np.array([0.0, 3, 1, 5, 2, 8, 4, 9, 3, 6, 1, 2])
    ahead = candidates.long_autoregression(np.tile(season, 8), 18, 12)
    assert np.corrcoef(ahead, np.tile(season, 2)[:18])[0, 1] > 0.99


def test_a_short_series_repeats_its_last_season():
    values = np.arange(30.0)
    assert candidates.long_autoregression(values, 14, 12) == pytest.approx([*range(18, 30), 18, 19])


def test_the_long_autoregression_is_ridge_regression_on_the_changes():
    values = np.cumsum(np.random.default_rng(4).normal(size=60))
    changes = np.diff(values)
    rows = np.array([changes[place - 5 : place][::-1] for place in range(5, 59)])
    weight = 0.03 * np.mean(changes**2) * len(rows)
    stacked = np.vstack([rows, np.sqrt(weight) * np.eye(5)])  # ridge as least squares with rows added
    shares = np.linalg.lstsq(stacked, np.concatenate([changes[5:], np.zeros(5)]), rcond=None)[0]
    expected = values[-1] + shares @ changes[:-6:-1]
    assert candidates.long_autoregression(values, 1, 4)[0] == pytest.approx(expected)


def test_a_search_that_begins_where_the_last_one_ended_ends_in_the_same_place():
    values = np.cumsum(np.random.default_rng(9).normal(size=100)) + 50
    starts: dict[str, np.ndarray] = {}
    candidates.arima(values[:97], 3, starts)
    assert len(starts) == 1
    assert candidates.arima(values, 6, starts) == pytest.approx(candidates.arima(values, 6), abs=0.05)


def test_the_last_value_is_repeated_for_every_step():
    assert last_value(np.array([1.0, 4.0, 2.0]), 3).tolist() == [2, 2, 2]


def test_what_it_gives_is_what_its_record_says():
    years, logs = np.array(YEARS), np.log(np.array(MONTHS))
    short = years[:5]
    cases = {
        "the last value": lambda: of.last_value(years, 3),
        "drift": lambda: [of.drift(years, 3), of.drift(years[:2], 2), of.drift(years[:1], 2)],
        "smoothing": lambda: [of.smoothing(values, 2).round(1) for values in (years, short)],
        "a damped trend": lambda: [of.damped_trend(values, 2).round() for values in (years, short, years[:6])],
        "a relative trend": lambda: [of.relative_trend(values, 2).round() for values in (years, short, years[:6])],
        "a relative trend with a nought": lambda: of.relative_trend(np.array([0.0, *YEARS]), 2).round(),
        "theta": lambda: [of.theta(values, 3).round(1) for values in (years, short, years[:3])],
        "theta of what never changes": lambda: of.theta(np.full(8, 5.0), 2),
        "ARIMA": lambda: [of.arima(values, 2).round(2) for values in (logs, logs[:5])],
        "the airline model": lambda: of.airline(logs, 2, 12).round(2),
        "a long autoregression": lambda: of.long_autoregression(logs, 3, 12),
        "a long autoregression of two seasons": lambda: of.long_autoregression(logs[:24], 3, 12),
        "a local level": lambda: [of.local_level(values, 2).round(1) for values in (years, short)],
    }
    held_to_its_method_record("forecasting_candidates", cases)
