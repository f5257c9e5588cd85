"""How wide the intervals of a panel are: quantiles of its own backtest errors, in units of each area's volatility."""

import numpy as np
import scipy

from analysis.methods.forecasting.pooled import carried_forward, without_period
from analysis.methods.forecasting.predictive import conformal_quantile
from analysis.methods.inputs import Floats

TYPICAL_YEARS = 6.0  # years that the volatility expected from an area's size counts for beside its own
WILDEST_CHANGE = 1.0  # a yearly change beyond e1 is a recording fault, not volatility
SMALLEST_VARIANCE = 1e-6
FEWEST_ERRORS = 24


def volatility(logs: Floats, season_length: int) -> Floats:
    """Return each area's typical change over a year (periods x areas in), the panel's own movement taken out.

    An area's own few changes are averaged with what its size predicts (a constant plus the noise of counting), as if
    that were 6 further years. Overlapping yearly changes of months count as one year a season.
    """
    changes = without_period(logs[season_length:] - logs[:-season_length])
    squares = np.clip(changes, -WILDEST_CHANGE, WILDEST_CHANGE) ** 2
    seen = np.isfinite(squares)
    years = seen.sum(axis=0) / season_length
    own = np.where(seen, squares, 0).sum(axis=0) / season_length
    counting = np.exp(-np.nan_to_num(carried_forward(logs)[-1]))
    fit = years > 0
    features = np.column_stack([np.ones(fit.sum()), counting[fit]])
    constant, noise = scipy.optimize.nnls(features, own[fit] / years[fit])[0] if fit.any() else (0.0, 0.0)
    expected = constant + noise * counting
    typical: Floats = np.sqrt((TYPICAL_YEARS * expected + own) / (TYPICAL_YEARS + years) + SMALLEST_VARIANCE)
    return typical


def half_widths(errors: Floats, scales: Floats, here: Floats, levels: tuple[int, ...]) -> dict[int, Floats]:
    """Return the half-width of each interval on the working scale: by level, steps x areas, never narrowing ahead.

    errors: origin x step x area; scales: origin x area, the volatility known there; here: the volatility now.
    """
    scores = np.abs(errors) / scales[:, None, :]
    steps = range(errors.shape[1])
    return {
        level: np.maximum.accumulate([_quantile(scores, step, level) for step in steps])[:, None] * here
        for level in levels
    }


def _quantile(scores: Floats, step: int, level: int) -> float:
    """Return the quantile at a step; where nothing was that far ahead yet, the last one, growing as a random walk.

    A handful of errors promises nothing at 95%, so below 24 they are joined by 24 that a random walk of the
    volatility would have made.
    """
    seen = scores[:, step][np.isfinite(scores[:, step])]
    if 0 < seen.size < FEWEST_ERRORS:
        shares = (np.arange(FEWEST_ERRORS) + 0.5) / FEWEST_ERRORS
        seen = np.concatenate([seen, scipy.stats.norm.ppf(0.5 + shares / 2) * np.sqrt(step + 1)])
    quantile = conformal_quantile(seen, level)
    if np.isfinite(quantile):
        return quantile
    normal = float(scipy.stats.norm.ppf(0.5 + level / 200))
    return normal if step == 0 else _quantile(scores, step - 1, level) * float(np.sqrt((step + 1) / step))
