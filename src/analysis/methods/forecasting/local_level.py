"""Months that are too few to show a season: a level that walks, seen with noise.

How far the level walks and how much is noise are told from the steps between months: what a month has too much it gives
back in the next, so that steps that turn round at once are noise (Harvey 1989, the local level model; moments, as in
`questions.usual_change.stock_reach`). The level itself is what the Kalman filter makes of the months.
"""

from typing import Literal

import numpy as np
import pandas as pd
import scipy

from analysis.methods.forecasting.predictive import bounds
from analysis.methods.forecasting.result import Forecast, Why, forecast_frame
from analysis.methods.forecasting.scale import WorkingScale
from analysis.methods.inputs import Floats

Walk = Literal["stock", "flow"]
NAME = "local level"
LAST_VALUE = "the last value"
# Of the noise that steps show: a stock is mostly what it was the month before, and always walks a little. Chosen on
# made-up stocks of 18 and 23 months (seed 992): ranges of 80% held .71 to .79 of months with all of it, .79 to .87 so.
NOISE: dict[Walk, float] = {"stock": 0.85, "flow": 1.0}
SKEW = 0.5


def forecast_walk(working: Floats, horizon: int, levels: tuple[int, ...], scale: WorkingScale, walk: Walk) -> Forecast:
    """Forecast a complete series of months given on the working scale; the labels are positions.

    walk: `stock` where each month is mostly the one before, `flow` where each is counted anew. Needs 3 months.
    """
    centre, spread = level_ahead(working, horizon, NOISE[walk])
    known = len(working) - 2  # a mean square of steps
    halves = {level: float(scipy.stats.t.ppf(0.5 + level / 200, known)) * spread for level in levels}
    limits = {level: bounds(centre, half, level, scale, skew=SKEW) for level, half in halves.items()}
    why = Why(NAME, LAST_VALUE, "in advance", None, None, 0, 1, 0)
    return Forecast(forecast_frame(scale.back(centre), limits, pd.RangeIndex(horizon)), NAME, why)


def level_ahead(working: Floats, horizon: int, noise_share: float) -> tuple[Floats, Floats]:
    """Return the level of each step ahead and the standard deviation of what will be seen there.

    Var(k steps ahead) = P + k q + s: what is not known of the level, k steps of the walk, and noise.

    >>> centre, spread = level_ahead(np.array([5.0, 6.0, 5.0, 6.0, 5.0, 6.0]), 2, 1.0)
    >>> centre.round(1).tolist(), spread.round(2).tolist()
    ([5.5, 5.5], [0.76, 0.76])
    """
    steps = np.diff(working)
    variance = float(np.mean(steps**2))
    turning = -float(np.mean(steps[1:] * steps[:-1]))
    noise = noise_share * min(max(turning, 0.0), variance / 2)
    walked = variance - 2 * noise
    level, unsure = float(working[0]), noise
    for value in working[1:]:
        unsure += walked
        gain = unsure / (unsure + noise) if unsure + noise > 0 else 1.0
        level += gain * (float(value) - level)
        unsure *= 1 - gain
    ahead = np.arange(1, horizon + 1)
    return np.full(horizon, level), np.sqrt(unsure + ahead * walked + noise)
