"""A few years of one area with no panel to learn from: a level, and an interval that admits how little is known."""

import numpy as np
import pandas as pd
from scipy import stats

from analysis.methods.forecasting.pooled import exponential_level
from analysis.methods.forecasting.predictive import bounds
from analysis.methods.forecasting.result import Forecast, Why, forecast_frame
from analysis.methods.forecasting.scale import WorkingScale
from analysis.methods.inputs import Floats

LEVEL_WEIGHT = 0.7  # of the newest year: the best of .5 to .9 on authorities, origins to 2018
LEVEL = "level"
LAST_YEAR = "last year's value"


def level_errors(working: Floats, horizon: int) -> tuple[Floats, Floats]:
    """Return backtest errors of the level and of the last value: origin x step, missing past the end."""
    levels = exponential_level(working[:, None], LEVEL_WEIGHT)[:, 0]
    origins = len(working) - 1
    model, naive = np.full((origins, horizon), np.nan), np.full((origins, horizon), np.nan)
    for step in range(1, horizon + 1):
        rows = len(working) - step
        if rows > 0:
            model[:rows, step - 1] = working[step:] - levels[:-step]
            naive[:rows, step - 1] = working[step:] - working[:-step]
    return model, naive


def forecast_short(
    working: Floats, horizon: int, levels: tuple[int, ...], scale: WorkingScale, labels: pd.Index, filled: int
) -> Forecast:
    """Forecast a short annual series by its recent level, or by its last value where that came closer."""
    model, naive = level_errors(working, horizon)
    both = np.isfinite(model)
    improvement = float(1 - np.abs(model[both]).mean() / max(np.abs(naive[both]).mean(), 1e-12))
    use_level = improvement > 0
    why = Why(
        LEVEL if use_level else LAST_YEAR,
        LAST_YEAR,
        "in advance" if use_level else "by its own backtest",
        improvement if use_level else 0.0,
        None,
        int(both.sum()),
        1,
        filled,
    )
    weight = LEVEL_WEIGHT if use_level else 1.0
    one_step = (model if use_level else naive)[:, 0]
    deviation = np.sqrt(np.mean(one_step**2)) * np.sqrt(1 + weight**2 * np.arange(horizon))
    last = exponential_level(working[:, None], LEVEL_WEIGHT)[-1, 0] if use_level else working[-1]
    centre = np.full(horizon, last)
    limits = {
        level: bounds(centre, deviation * stats.t.ppf(0.5 + level / 200, len(one_step)), level, scale)
        for level in levels
    }
    return Forecast(forecast_frame(scale.back(centre), limits, labels), why.model, why)
