import numpy as np
import pytest

from analysis.methods.forecasting.seasonal_factors import seasonal_pattern, shrunken_pattern

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
