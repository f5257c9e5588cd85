"""One seasonal shape and many levels: against statsmodels' decomposition, and on panels whose future is known."""

import numpy as np
import pytest
from statsmodels.tsa.seasonal import seasonal_decompose

from analysis.methods.forecasting import pooled_months as pool
from analysis.methods.forecasting.pooled_months import pooled_months, pooled_season
from method_records import areas, held_to_its_method_record

SHAPE = np.array([0.1, 0.0, -0.1, 0.05, -0.4, 0.1, 0.1, 0.05, -0.1, 0.1, 0.0, 0.1])
SHAPE = SHAPE - SHAPE.mean()
MONTHS = 48


def panel(areas=6, months=MONTHS, slope=0.0, noise=0.0, seed=3):
    generator = np.random.default_rng(seed)
    levels = np.linspace(4, 6, areas)
    season = SHAPE[np.arange(months) % 12][:, None]
    return levels + season + slope * np.arange(months)[:, None] + generator.normal(0, noise, (months, areas))


def test_the_shape_is_that_of_a_classical_decomposition():
    values = panel(areas=1, noise=0.05)
    expected = seasonal_decompose(values[:, 0], period=12, model="additive").seasonal[:12]
    # three seasons of each month: own means weigh 3 in 33, the rest is the median of the panel, here of itself
    own = pooled_season(values, 12)[:, 0]
    assert np.abs(own - expected).max() < 0.04
    assert own.sum() == pytest.approx(0, abs=1e-9)


def test_an_exact_season_is_found_exactly_and_a_straight_slope_is_none():
    assert pooled_season(panel(), 12) == pytest.approx(np.repeat(SHAPE[:, None], 6, axis=1))
    assert pooled_season(panel(slope=0.02), 12) == pytest.approx(np.repeat(SHAPE[:, None], 6, axis=1))
    quarters = np.tile([0.3, -0.1, -0.1, -0.1], 5)[:, None] + np.zeros((20, 3))
    assert pooled_season(quarters, 4)[:, 0] == pytest.approx([0.3, -0.1, -0.1, -0.1])
    odd = np.tile([0.2, 0.0, -0.2], 6)[:, None] + np.zeros((18, 2))
    assert pooled_season(odd, 3)[:, 0] == pytest.approx([0.2, 0.0, -0.2])


def test_an_area_of_its_own_shape_moves_a_little_towards_it():
    """Of three seasons a month its own shape weighs 3 in 33; the others keep the panel's."""
    values = panel(areas=7)
    values[:, 0] -= 2 * SHAPE[np.arange(MONTHS) % 12]  # turned round
    shape = pooled_season(values, 12)
    assert shape[:, 1] == pytest.approx(SHAPE)
    assert shape[:, 0] == pytest.approx(SHAPE + 3 / 33 * (-SHAPE - SHAPE))


def test_a_missing_month_leaves_the_shape_of_the_others():
    values = panel()
    values[20, 2] = np.nan
    assert pooled_season(values, 12)[:, [0, 1, 3, 4, 5]] == pytest.approx(np.repeat(SHAPE[:, None], 5, axis=1))


def test_a_level_series_goes_on_with_its_season():
    ahead = pooled_months(panel(), 14, 12)
    expected = np.linspace(4, 6, 6) + SHAPE[(MONTHS + np.arange(14)) % 12][:, None]
    assert ahead == pytest.approx(expected)


def test_the_season_of_the_first_month_ahead_follows_that_of_the_last_row():
    ahead = pooled_months(panel(months=43), 2, 12)
    assert ahead[:, 0] == pytest.approx(4 + SHAPE[[43 % 12, 44 % 12]])


def test_a_quarter_of_the_movement_of_a_year_goes_on():
    """Every year lies 0.12 above the one before: a quarter of that a year, month by month where one sum is shared."""
    ahead = pooled_months(panel(slope=0.01), 12, 12)[:, 0] - 4 - SHAPE
    assert np.diff(ahead)[[0, 1, 3, 4, 6, 7, 9, 10]] == pytest.approx(0.25 * 0.12 / 12)
    assert ahead[0] < 0.01 * MONTHS  # levels lag behind a line, and no line is continued


def test_an_area_without_values_stays_missing():
    values = panel()
    values[:, 4] = np.nan
    ahead = pooled_months(values, 3, 12)
    assert np.isnan(ahead[:, 4]).all()
    assert ahead[:, 0] == pytest.approx(4 + SHAPE[[0, 1, 2]])


def test_a_single_odd_month_is_not_taken_for_a_new_level():
    """Levels differ by noise from month to month alone: the forecast is nearer to them than the last month is."""
    values = panel(areas=40, months=72, noise=0.2)
    levels = np.linspace(4, 6, 40)
    last = np.abs(values[-1] - SHAPE[71 % 12] - levels).mean()
    assert np.abs(pooled_months(values, 1, 12)[0] - SHAPE[0] - levels).mean() < 0.6 * last


def test_what_follows_the_last_row_is_not_known_to_it():
    values = panel(areas=10, months=60, noise=0.1)
    assert pooled_months(values[:48], 3, 12) == pytest.approx(pooled_months(values[:48].copy(), 3, 12))
    with pytest.raises(AssertionError):
        assert pooled_months(values, 3, 12) == pytest.approx(pooled_months(values[:48], 3, 12))


def test_what_it_gives_is_what_its_record_says():
    months, quarters = areas(40, season=12), areas(21, season=4)
    none = months.copy()
    none[:, 5] = np.nan
    cases = {
        "a season": lambda: pool.pooled_season(months, 12),
        "a season of quarters": lambda: pool.pooled_season(quarters, 4),
        "an odd season": lambda: pool.pooled_season(areas(20, season=5), 5),
        "forecasts": lambda: pool.pooled_months(months, 5, 12),
        "forecasts of quarters": lambda: pool.pooled_months(quarters, 7, 4),
        "two seasons": lambda: pool.pooled_months(months[:24], 2, 12),
        "an area without a figure": lambda: pool.pooled_months(none, 1, 12),
    }
    held_to_its_method_record("forecasting_pooled_months", cases)
