import numpy as np
import pytest

from analysis.methods.forecasting import seasonal_factors as shapes
from analysis.methods.forecasting.seasonal_factors import is_seasonal, season_ahead, seasonal_pattern, shrunken_pattern
from method_records import MONTHS, YEARS, held_to_its_method_record

SEASON = np.array([-0.4, 0.1, 0.1, 0.0, 0.1, 0.0, 0.1, 0.0, -0.1, 0.1, 0.0, 0.0])


def test_a_season_of_noise_is_pulled_nearly_to_none():
    generator = np.random.default_rng(5)
    kept = [
        np.abs(shrunken_pattern(noise, 12)).sum() / np.abs(seasonal_pattern(noise, 12)).sum()
        for noise in generator.normal(0, 0.1, (200, 84))
    ]
    assert np.mean(kept) < 0.4


def test_a_season_that_repeats_is_kept():
    generator = np.random.default_rng(6)
    working = np.tile(SEASON, 7) + generator.normal(0, 0.02, 84)
    assert shrunken_pattern(working, 12) == pytest.approx(SEASON - SEASON.mean(), abs=0.03)


def test_below_three_seasons_the_test_decides():
    short = np.tile(SEASON, 2)
    assert shrunken_pattern(short, 12) == pytest.approx(seasonal_pattern(short, 12))
    assert shrunken_pattern(np.arange(24.0), 12) == pytest.approx(np.zeros(12))


def test_a_flat_series_has_no_season():
    assert shrunken_pattern(np.ones(60), 12) == pytest.approx(np.zeros(12))


def test_a_season_goes_on_from_where_the_series_ends():
    assert season_ahead(np.array([1.0, 2.0, 3.0]), 4, 5).tolist() == [2, 3, 1, 2, 3]


def test_a_season_must_be_stronger_than_the_shorter_lags_explain():
    waves = np.sin(np.arange(48) * np.pi / 6)
    assert is_seasonal(waves, 12)
    assert not is_seasonal(np.arange(48.0), 12)  # a line has every lag
    assert not is_seasonal(np.random.default_rng(2).normal(0, 1, 48), 12)
    assert not is_seasonal(waves, 1)
    spikes = np.tile(np.eye(12)[4], 2)
    assert is_seasonal(spikes, 12)
    assert not is_seasonal(spikes[:23], 12)  # two seasons are needed
    assert not is_seasonal(np.ones(48), 12)


def test_what_it_gives_is_what_its_record_says():
    logs, noise = np.log(np.array(MONTHS)), np.array([float(at * 7 % 11) for at in range(40)])
    cases = {
        "seasonal": lambda: [
            shapes.is_seasonal(values, 12) for values in (logs, noise, logs[:24], logs[:23], np.ones(40))
        ],
        "no season": lambda: shapes.is_seasonal(np.array(YEARS), 1),
        "patterns": lambda: [shapes.seasonal_pattern(logs[:many], 12) for many in (40, 24, 23)],
        "patterns of quarters and of five": lambda: [shapes.seasonal_pattern(noise, length) for length in (4, 5)],
        "shrunken": lambda: [shapes.shrunken_pattern(logs[:many], 12) for many in (40, 36, 35, 24)],
        "shrunken noise": lambda: shapes.shrunken_pattern(noise, 12),
        "ahead": lambda: shapes.season_ahead(np.arange(4.0), 6, 5),
    }
    held_to_its_method_record("forecasting_seasonal_factors", cases)
