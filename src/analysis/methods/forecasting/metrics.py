"""How far a forecast was out, and whether it was further out than another by more than chance.

Formulas are those of the M competitions (Makridakis & Hibon 2000; Makridakis et al. 2020) and of Hyndman & Koehler
(2006). Every function takes arrays of one shape and leaves out the places where the actual value is missing.
"""

from collections.abc import Mapping

import numpy as np
import scipy

from analysis.methods.inputs import Floats, ImpossibleInputError


def mae(actual: Floats, forecast: Floats) -> float:
    """Mean absolute error, in the unit of the series."""
    return _mean(np.abs(actual - forecast))


def smape(actual: Floats, forecast: Floats) -> float:
    """Symmetric mean absolute percentage error, 0 to 200; two zeros are no error."""
    size = np.abs(actual) + np.abs(forecast)
    return _mean(200 * np.divide(np.abs(actual - forecast), size, out=np.zeros_like(size), where=size != 0))


def wape(actual: Floats, forecast: Floats) -> float:
    """Sum of absolute errors as a share of the sum of what happened: 0.18 is 18%."""
    seen = np.isfinite(actual)
    return float(np.abs(actual - forecast)[seen].sum() / np.abs(actual[seen]).sum())


def naive_scale(history: Floats, season_length: int) -> float:
    """Mean absolute change over one season in the history: the unit of MASE and MSIS.

    Raises ImpossibleInputError for a history that never changes.
    """
    changes = np.abs(history[season_length:] - history[:-season_length])
    scale = float(np.nanmean(changes)) if np.isfinite(changes).any() else 0.0
    if scale == 0:
        raise ImpossibleInputError("A history that never changes over a season gives no scale for MASE.")
    return scale


def mase(actual: Floats, forecast: Floats, history: Floats, season_length: int) -> float:
    """Mean absolute error in units of the naive change of the history (Hyndman & Koehler 2006)."""
    return mae(actual, forecast) / naive_scale(history, season_length)


def coverage(actual: Floats, lower: Floats, upper: Floats) -> float:
    """Share of what happened that lies within the bounds."""
    seen = np.isfinite(actual)
    return float(np.mean((actual >= lower)[seen] & (actual <= upper)[seen])) if seen.any() else float("nan")


def interval_score(actual: Floats, lower: Floats, upper: Floats, level: int) -> float:
    """Mean width plus a penalty for each miss (Gneiting & Raftery 2007); MSIS once divided by `naive_scale`."""
    penalty = 2 / (1 - level / 100)
    below, above = np.maximum(lower - actual, 0), np.maximum(actual - upper, 0)
    return _mean(upper - lower + penalty * (below + above))


def pinball(actual: Floats, quantile: Floats, share: float) -> float:
    """Quantile loss of a forecast that a share of outcomes should stay below."""
    error = actual - quantile
    return _mean(np.maximum(share * error, (share - 1) * error))


def crps(actual: Floats, quantiles: Mapping[float, Floats]) -> float:
    """Approximate the continuous ranked probability score by twice the mean pinball loss of the quantiles given."""
    return 2 * float(np.mean([pinball(actual, values, share) for share, values in quantiles.items()]))


def difference_test(losses: Floats, naive_losses: Floats, overlap: int) -> float | None:
    """P-value that two forecasts are as good as each other, from losses by origin.

    overlap: how many origins' horizons overlap each other. Diebold & Mariano (1995) with Bartlett weights, referred
    to t. None below 4 origins, or where the losses do not differ.
    """
    difference = naive_losses - losses
    difference = difference[np.isfinite(difference)]
    count = len(difference)
    if count < 4:
        return None
    centred = difference - difference.mean()
    lags = range(1, min(overlap, count - 1) + 1)
    variance = centred @ centred + 2 * sum(
        (1 - lag / (len(lags) + 1)) * (centred[lag:] @ centred[:-lag]) for lag in lags
    )
    if variance <= 0:
        return None
    statistic = difference.mean() / np.sqrt(variance / count**2)
    return float(2 * scipy.stats.t.sf(abs(statistic), count - 1))


def _mean(values: Floats) -> float:
    seen = values[np.isfinite(values)]
    return float(seen.mean()) if seen.size else float("nan")
