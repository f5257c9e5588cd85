"""Forecasts of one series on the working scale: naive ones, a level, and combinations of candidates.

A combination is better than choosing: on short series the choice between models is mostly noise. Parts and the way
to combine them were chosen on one half of the M3 development series; benchmarks/results/forecasting_m3.md has both.
"""

from collections.abc import Callable

import numpy as np

from analysis.methods.forecasting import candidates
from analysis.methods.forecasting.pooled import exponential_level
from analysis.methods.forecasting.scale import WorkingScale
from analysis.methods.forecasting.season import is_seasonal, season_ahead, seasonal_pattern
from analysis.methods.inputs import Floats

SeriesModel = Callable[[Floats, int, int, WorkingScale], Floats]  # working values, horizon, season length, scale

LEVEL_WEIGHT = 0.7  # of the newest year: the best of .5 to .9 on authorities, origins to 2018
AIRLINE_SEASONS = 2.5
LOWEST_SHARE = 0.1  # a falling line stops at a tenth of the lowest value ever seen


def last_value(working: Floats, horizon: int, _season_length: int, _scale: WorkingScale) -> Floats:
    """Repeat the last value."""
    return candidates.last_value(working, horizon)


def seasonal_naive(working: Floats, horizon: int, season_length: int, _scale: WorkingScale) -> Floats:
    """Repeat the last season; the last value where there is not a whole season yet."""
    if len(working) < season_length:
        return candidates.last_value(working, horizon)
    return season_ahead(working[-season_length:], 0, horizon)


def level(working: Floats, horizon: int, _season_length: int, _scale: WorkingScale) -> Floats:
    """Repeat the exponentially weighted level."""
    return np.repeat(exponential_level(working[:, None], LEVEL_WEIGHT)[-1, 0], horizon)


def trend_combination(working: Floats, horizon: int, _season_length: int, scale: WorkingScale) -> Floats:
    """Take the median of drift, Theta, a damped trend and a relative trend, on the measure's own scale."""
    values = scale.back(working)
    parts = [
        candidates.drift(values, horizon),
        candidates.theta(values, horizon),
        candidates.damped_trend(values, horizon),
        candidates.relative_trend(values, horizon),
    ]
    ahead = np.median(parts, axis=0)
    bounded = np.clip(ahead, LOWEST_SHARE * values.min(), 100 if scale.kind == "percent" else np.inf)
    return scale.into(bounded)


def seasonal_combination(working: Floats, horizon: int, season_length: int, scale: WorkingScale) -> Floats:
    """Take the mean of Theta and two ARIMA models, seasonally adjusted, and the airline model, which adjusts itself.

    Without two seasons and a half the airline model cannot be fitted, and the last season takes its place.
    """
    seasonal = is_seasonal(working, season_length)
    pattern = seasonal_pattern(working, season_length) if seasonal else np.zeros(season_length)
    adjusted = working - pattern[np.arange(len(working)) % season_length]
    season = season_ahead(pattern, len(working), horizon)
    parts = [
        candidates.theta(adjusted, horizon) + season,
        candidates.arima(adjusted, horizon) + season,
        candidates.seasonal_arima(adjusted, horizon, season_length) + season,
        candidates.airline(working, horizon, season_length)
        if len(working) >= AIRLINE_SEASONS * season_length
        else seasonal_naive(working, horizon, season_length, scale),
    ]
    combined: Floats = np.mean(parts, axis=0)
    return combined
