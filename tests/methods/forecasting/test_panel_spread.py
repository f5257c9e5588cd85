import numpy as np
import pytest
from scipy import stats

from analysis.methods.forecasting import panel_spread as spread
from analysis.methods.forecasting.panel_spread import SMALLEST_VARIANCE, TYPICAL_YEARS, half_widths, volatility
from method_records import areas, held_to_its_method_record


def test_few_errors_do_not_make_the_wide_range_as_narrow_as_the_narrow_one():
    errors = np.full((1, 3, 15), np.nan)
    errors[0, 0] = np.linspace(0.5, 2.5, 15)  # of which the 95% quantile cannot be told, and the 80% one is large
    widths = half_widths(errors, np.ones((1, 15)), np.ones(15), (80, 95))
    assert (widths[95] > 1.05 * widths[80]).all()
    assert (np.diff(widths[80][:, 0]) > 0).all()


def test_many_errors_speak_for_themselves():
    errors = np.random.default_rng(1).normal(0, 0.5, (40, 1, 30))
    widths = half_widths(errors, np.ones((40, 30)), np.ones(30), (80, 95))
    for level in (80, 95):
        assert widths[level][0, 0] == pytest.approx(0.5 * stats.norm.ppf(0.5 + level / 200), rel=0.08)


def test_without_any_error_the_volatility_is_that_of_a_random_walk():
    widths = half_widths(np.full((1, 2, 9), np.nan), np.ones((1, 9)), np.full(9, 0.2), (80,))
    assert widths[80][:, 0] == pytest.approx(0.2 * stats.norm.ppf(0.9) * np.sqrt([1, 2]))


def test_an_area_without_years_of_its_own_has_what_its_size_predicts():
    """Changes of +-0.2 everywhere, so that a constant explains them: a variance of 0.04 for whoever has none."""
    swings = np.where(np.arange(12) % 2, 0.1, -0.1)[:, None] * np.where(np.arange(21) % 2, 1, -1)
    logs = 8.0 + swings
    logs[:-1, 0] = np.nan
    found = volatility(logs, 1)
    assert found == pytest.approx(np.full(21, 0.2), abs=0.005)


def test_the_movement_of_all_areas_is_nobodys_own():
    common = np.cumsum(np.full(10, 0.5))[:, None] + np.zeros((10, 9)) + np.linspace(4, 6, 9)
    assert volatility(common, 1) == pytest.approx(np.full(9, np.sqrt(SMALLEST_VARIANCE)))


def test_a_wild_area_keeps_more_than_others_but_is_averaged_with_them():
    generator = np.random.default_rng(4)
    logs = 6 + generator.normal(0, 0.05, (13, 40))
    logs[:, 0] = 6 + np.where(np.arange(13) % 2, 0.3, -0.3)
    found = volatility(logs, 1)
    assert 0.6 * np.sqrt(12 / (12 + TYPICAL_YEARS)) * 0.95 < found[0] < 0.6
    assert np.median(found[1:]) < 0.12


def test_overlapping_changes_of_months_count_as_one_year_a_season():
    generator = np.random.default_rng(5)
    months = 6 + generator.normal(0, 0.1, (48, 30))
    assert volatility(months, 12) == pytest.approx(np.full(30, 0.1 * np.sqrt(2)), rel=0.25)


def test_where_no_area_has_a_change_there_is_nothing_but_the_smallest_spread():
    assert volatility(np.full((1, 9), 5.0), 1) == pytest.approx(np.full(9, np.sqrt(SMALLEST_VARIANCE)))


def test_what_it_gives_is_what_its_record_says():
    logs, wild = areas(12), areas(12)
    wild[6, 2] += 3
    rng = np.random.default_rng(5)
    errors, scales, here = (
        rng.normal(size=(8, 3, 12)),
        np.abs(rng.normal(size=(8, 12))) + 0.1,
        np.linspace(0.05, 0.6, 12),
    )
    cases = {
        "volatility": lambda: [spread.volatility(values, 1) for values in (logs, wild, logs[:3])],
        "volatility of months": lambda: spread.volatility(areas(40, season=12), 12),
        "volatility of what never changes": lambda: spread.volatility(np.ones((6, 9)), 1),
        "half-widths": lambda: spread.half_widths(errors, scales, here, (80, 95)),
        "half-widths of few": lambda: spread.half_widths(errors[:1, :, :5], scales[:1, :5], here[:5], (80, 95)),
    }
    held_to_its_method_record("forecasting_panel_spread", cases)
