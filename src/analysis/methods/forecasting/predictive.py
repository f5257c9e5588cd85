"""Intervals around a centre on the working scale, and the negative binomial where counts are small."""

import numpy as np
import scipy

from analysis.methods.forecasting.scale import WorkingScale
from analysis.methods.inputs import Floats

SMALL_COUNT = 30.0  # below it whole numbers and skewness matter more than the shape of the errors


def conformal_quantile(scores: Floats, level: int) -> float:
    """Return the size of error that a share `level` per cent of new errors will not pass.

    scores: absolute standardised errors of backtests; missing ones are left out. The share asked for is widened by
    (n + 1) / n, which is what makes the promise hold in finite samples (Lei et al. 2018, split conformal).
    Infinite where n is too small for the level.
    """
    seen = np.sort(scores[np.isfinite(scores)])
    place = int(np.ceil((seen.size + 1) * level / 100))
    return float(seen[place - 1]) if place <= seen.size else np.inf


def bounds(
    centre: Floats, half_width: Floats, level: int, scale: WorkingScale, *, skew: float = 1.0
) -> tuple[Floats, Floats]:
    """Return lower and upper bounds in the unit of the series, for a centre and half-width on the working scale.

    skew: 1 for an interval symmetric on the working scale, 0 for one symmetric in the unit of the series (within the
    bounds of its kind), which does not explode upwards where it is wide; between them, a mixture of the two.

    A count whose centre is small gets the quantiles of a negative binomial of the same relative spread, so that its
    bounds are whole numbers, skewed as counts are.
    """
    width = scale.slope(centre) * half_width
    highest = 100.0 if scale.kind == "percent" else np.inf
    middle = scale.back(centre)
    lower = skew * scale.back(centre - half_width) + (1 - skew) * np.maximum(middle - width, 0)
    upper = skew * scale.back(centre + half_width) + (1 - skew) * np.minimum(middle + width, highest)
    if scale.kind != "count":
        return lower, upper
    small = middle < SMALL_COUNT
    tail = (1 - level / 100) / 2
    spread = half_width / scipy.stats.norm.ppf(1 - tail)
    below, above = _negative_binomial(np.maximum(middle, 0.05), spread, tail)
    return np.where(small, np.minimum(below, lower), lower), np.where(small, np.maximum(above, upper), upper)


def _negative_binomial(middle: Floats, spread: Floats, tail: float) -> tuple[Floats, Floats]:
    """Return the two tail quantiles of a count with this middle and this standard deviation of its logarithm."""
    variance = np.maximum(middle**2 * np.expm1(np.minimum(spread, 2.0) ** 2), middle * 1.001)
    size = middle**2 / (variance - middle)
    share = middle / variance
    return (
        scipy.stats.nbinom.ppf(tail, size, share).astype(float),
        scipy.stats.nbinom.ppf(1 - tail, size, share).astype(float),
    )
