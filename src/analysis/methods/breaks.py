"""Structural breaks: when the level (or trend) of a series changed, how many times, and how sure the dates are.

The best dates for each number of breaks come from dynamic programming over all segmentations (Bai & Perron 2003), their
number from BIC. References: Bai (1997) for the intervals of Gaussian breaks; Eo & Morley (2015) for the
likelihood-ratio sets used with counts. Expected answers: R's strucchange on the Nile.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd
import scipy

from analysis.methods.inputs import Floats, ImpossibleInputError, Numbers, TooFewPointsError, complete_series

Model = Literal["level", "trend"]
Family = Literal["gaussian", "poisson"]

MOST_UNEQUAL = 1e12  # ratio of variances beyond which the smaller counts as this much smaller: no date moves by it
NEARLY_NO_STEP = 1e-8  # below it a difference of two error functions is taken from their slope


@dataclass(frozen=True, slots=True)
class StructuralBreaks:
    """Breaks found: `positions` are 1-based last observations of each segment but the last; empty where none.

    intervals: (lower, upper) of each position, same counting. labels: index labels of the positions. bic, cost: by
    number of breaks from 0 (cost is the residual sum of squares, or the Poisson deviance divided by `dispersion`).
    segments: start, end (1-based), level (mean), and for trends the slope per period (Poisson: on the log scale).
    """

    positions: tuple[int, ...]
    intervals: tuple[tuple[int, int], ...]
    labels: tuple[object, ...]
    bic: tuple[float, ...]
    cost: tuple[float, ...]
    segments: pd.DataFrame
    dispersion: float
    confidence: float
    min_segment: int  # no change nearer than this to either end can be seen


@dataclass(frozen=True, slots=True)
class BreakTest:
    """A test that nothing changed. statistic: F (Chow) or the greatest excursion (CUSUM)."""

    statistic: float
    p_value: float
    method: str


def structural_breaks(
    values: Numbers,
    max_breaks: int = 5,
    min_segment: int | None = None,
    *,
    model: Model = "level",
    family: Family = "gaussian",
    confidence: float = 0.95,
) -> StructuralBreaks:
    """Find the breaks of a series: as many as BIC asks for, at most `max_breaks`.

    values: one number per period, in order; counts of 0 or more for Poisson. min_segment: least periods in a segment,
    15% of the series unless given. model: breaks of the level, or of a straight-line (Poisson: log-linear) trend.
    Poisson costs are divided by the dispersion of the richest model where that is above 1, since counts of real
    services vary more than chance and would otherwise break everywhere.
    Raises MissingValuesError, TooFewPointsError where two segments do not fit, ImpossibleInputError on negative counts.
    Season and autocorrelation look like breaks: take the season out of monthly figures first.

    >>> found = structural_breaks([50, 52, 49, 51, 50, 53, 80, 82, 79, 81, 83, 80], max_breaks=2, min_segment=3)
    >>> found.positions, found.segments["level"].round(1).to_list()
    ((6,), [50.8, 80.8])
    """
    coefficients = 1 if model == "level" else 2
    series = complete_series(values, "values", at_least=2 * (coefficients + 1))
    least = _least_segment(min_segment, series.size, coefficients)
    if family == "poisson" and (series < 0).any():
        raise ImpossibleInputError("A Poisson series is of counts: none may be negative.")
    most = min(max_breaks, series.size // least - 1)
    costs = _segment_costs(series, least, model, family)
    splits = [_best_split(costs, number) for number in range(most + 1)]
    dispersion = _dispersion(series, splits[-1][1], model) if family == "poisson" else 1.0
    totals = [total / dispersion for total, _ in splits]
    bic = [_bic(total, series.size, coefficients, number, family) for number, total in enumerate(totals)]
    ends = splits[int(np.argmin(bic))][1]
    intervals = (
        _bai_intervals(series, ends, model, confidence)
        if family == "gaussian"
        else _likelihood_intervals(costs, ends, least, dispersion, confidence)
    )
    labels = values.index if isinstance(values, pd.Series) else range(1, series.size + 1)
    return StructuralBreaks(
        positions=ends,
        intervals=intervals,
        labels=tuple(labels[end - 1] for end in ends),
        bic=tuple(bic),
        cost=tuple(totals),
        segments=_segments(series, ends, model, family),
        dispersion=dispersion,
        confidence=confidence,
        min_segment=least,
    )


def chow(values: Numbers, position: int) -> BreakTest:
    """F-test that the level is the same up to and after `position` (1-based), a date chosen without looking.

    A date that was found in the data needs another critical value: use `cusum` or the interval of the break.
    Raises ImpossibleInputError where either side has no two points. Source: Chow (1960).

    >>> chow([50, 52, 49, 51, 80, 82, 79, 81], 4).p_value < 0.001
    True
    """
    series = complete_series(values, "values", at_least=4)
    if not 2 <= position <= series.size - 2:
        raise ImpossibleInputError(f"Position {position} leaves fewer than two points on a side.")
    whole, parts = _squares(series), _squares(series[:position]) + _squares(series[position:])
    statistic = (whole - parts) / (parts / (series.size - 2))
    return BreakTest(
        float(statistic), float(scipy.stats.f.sf(statistic, 1, series.size - 2)), "Chow F-test of one level"
    )


def cusum(values: Numbers) -> BreakTest:
    """OLS-CUSUM test that the level never changed, whatever the date.

    Source: Ploberger & Kraemer (1992); p-value of the supremum of a Brownian bridge.

    >>> cusum([50, 52, 49, 51, 50, 53, 80, 82, 79, 81, 83, 80]).p_value < 0.05
    True
    """
    series = complete_series(values, "values", at_least=4)
    residuals = series - series.mean()
    scale = residuals.std(ddof=1) * np.sqrt(series.size)
    statistic = float(np.abs(residuals.cumsum()).max() / scale) if scale > 0 else 0.0
    return BreakTest(statistic, float(scipy.stats.kstwobign.sf(statistic)), "OLS-CUSUM test of one level")


def _least_segment(min_segment: int | None, size: int, coefficients: int) -> int:
    least = max(coefficients + 1, int(0.15 * size)) if min_segment is None else min_segment
    if least <= coefficients:
        raise ImpossibleInputError(f"A segment of {least} cannot be fitted; give {coefficients + 1} or more.")
    if 2 * least > size:
        raise TooFewPointsError(f"{size} points do not hold two segments of {least}.")
    return least


def _design(size: int, model: Model, start: int = 0) -> Floats:
    ones = np.ones(size)
    return ones[:, None] if model == "level" else np.column_stack([ones, np.arange(start + 1, start + size + 1)])


def _squares(values: Floats) -> float:
    return float(((values - values.mean()) ** 2).sum())


def _segment_costs(series: Floats, least: int, model: Model, family: Family) -> Floats:
    """Cost of each segment [start, end), infinite where it is shorter than `least`."""
    costs = np.full((series.size + 1, series.size + 1), np.inf)
    cost = _level_costs if model == "level" else _trend_costs
    for start in range(series.size - least + 1):
        costs[start, start + least :] = cost(series[start:], least, family)
    return costs


def _level_costs(values: Floats, least: int, family: Family) -> Floats:
    """Cost of one level from the first value to each end, at least `least` on."""
    number = np.arange(1, values.size + 1)
    if family == "gaussian":
        centred = values - values.mean()  # keeps the difference of two sums of squares exact
        costs = np.cumsum(centred**2) - np.cumsum(centred) ** 2 / number
    else:
        total = np.cumsum(values)
        costs = 2 * (np.cumsum(scipy.special.xlogy(values, values)) - scipy.special.xlogy(total, total / number))
    return np.maximum(0.0, costs[least - 1 :])


def _trend_costs(values: Floats, least: int, family: Family) -> Floats:
    """Cost of one straight (Poisson: log-linear) line from the first value to each end, at least `least` on."""
    parts = (values[:end] for end in range(least, values.size + 1))
    if family == "poisson":
        return np.array([_deviance(part, _poisson_means(part, "trend")) for part in parts])
    return np.array([_squares_about_line(part) for part in parts])


def _squares_about_line(values: Floats) -> float:
    time = np.arange(values.size) - (values.size - 1) / 2
    return max(0.0, _squares(values) - float(time @ values) ** 2 / float(time @ time))


def _poisson_means(counts: Floats, model: Model) -> Floats:
    """Fit the mean of counts: their average, or a log-linear trend by iteratively reweighted least squares."""
    means = np.full(counts.size, counts.mean())
    if model == "level" or not counts.any():
        return means
    design = _design(counts.size, "trend")
    means = (counts + counts.mean()) / 2
    for _ in range(50):
        weighted = design * means[:, None]
        working = np.log(means) + (counts - means) / means
        before, beta = means, np.linalg.lstsq(weighted.T @ design, weighted.T @ working)[0]
        means = np.exp(np.clip(design @ beta, -30, 30))
        if np.allclose(before, means, rtol=1e-10):
            break
    return np.asarray(means)


def _deviance(counts: Floats, means: Floats) -> float:
    some = counts > 0
    return 2 * float((counts[some] * np.log(counts[some] / means[some])).sum() - (counts - means).sum())


def _best_split(costs: Floats, number: int) -> tuple[float, tuple[int, ...]]:
    """Cheapest split into `number` + 1 segments: its cost and the segments' ends without the last."""
    size = costs.shape[0] - 1
    best, origin = costs[0].copy(), []
    for _ in range(number):
        through = best[:, None] + costs
        origin.append(through.argmin(axis=0))
        best = through.min(axis=0)
    ends, end = [], size
    for sources in reversed(origin):
        end = int(sources[end])
        ends.append(end)
    return float(best[size]), tuple(reversed(ends))


def _bic(total: float, size: int, coefficients: int, breaks: int, family: Family) -> float:
    regression = coefficients * (breaks + 1) + breaks
    if family == "poisson":
        return float(total + np.log(size) * regression)
    variance = max(total / size, np.finfo(float).tiny)
    return float(size * (np.log(variance) + 1 + np.log(2 * np.pi)) + np.log(size) * (regression + 1))


def _dispersion(series: Floats, ends: tuple[int, ...], model: Model) -> float:
    parts = np.split(series, ends)
    means = np.concatenate([_poisson_means(part, model) for part in parts])
    freedom = series.size - len(parts) * (1 if model == "level" else 2)
    pearson = float(((series - means) ** 2 / np.where(means > 0, means, 1.0)).sum())
    return max(1.0, pearson / freedom) if freedom > 0 else 1.0


def _segments(series: Floats, ends: tuple[int, ...], model: Model, family: Family) -> pd.DataFrame:
    bounds = [0, *ends, series.size]
    rows = []
    for start, end in pairwise(bounds):
        part = series[start:end]
        row = {"start": start + 1, "end": end, "level": float(part.mean())}
        if model == "trend":
            means = _poisson_means(part, model) if family == "poisson" else part
            scale = np.log(np.where(means > 0, means, 1e-300)) if family == "poisson" else part
            row["slope"] = float(np.polyfit(np.arange(part.size), scale, 1)[0])
        rows.append(row)
    return pd.DataFrame(rows)


def _bai_intervals(
    series: Floats, ends: tuple[int, ...], model: Model, confidence: float
) -> tuple[tuple[int, int], ...]:
    """Return intervals of break dates that let regressors and errors differ between segments (Bai 1997)."""
    bounds = [0, *ends, series.size]
    fits = [_segment_fit(series[a:b], _design(b - a, model, a)) for a, b in pairwise(bounds)]
    tail = (1 - confidence) / 2
    found = []
    for end, (beta1, moment1, variance1), (beta2, moment2, variance2) in zip(ends, fits, fits[1:], strict=False):
        if min(variance1, variance2) <= 0:
            found.append((end, end))
            continue
        delta = beta2 - beta1
        ratio = float(np.clip(variance1 / variance2, 1 / MOST_UNEQUAL, MOST_UNEQUAL))
        later = _periods(_reach(tail, ratio), variance1, float(delta @ moment1 @ delta))
        earlier = _periods(_reach(tail, 1 / ratio), variance2, float(delta @ moment2 @ delta))
        found.append((max(1, int(np.floor(end - min(earlier, end)))), int(np.ceil(min(end + later, series.size - 1)))))
    return tuple(found)


def _periods(reach: float, variance: float, signal: float) -> float:
    """Return a reach in periods: none where the argmax cannot lie there, without end where there is no signal."""
    if reach == 0:
        return 0.0
    return reach * variance / signal if signal > 0 else np.inf


def _segment_fit(values: Floats, design: Floats) -> tuple[Floats, Floats, float]:
    beta = np.linalg.lstsq(design, values)[0]
    residuals = values - design @ beta
    return np.asarray(beta, dtype=float), design.T @ design / values.size, float((residuals**2).mean())


def _reach(tail: float, ratio: float) -> float:
    """How far from the break the argmax lies at most, on one side, but for a mass of `tail`; 0 where less lies there.

    In units of the side's own noise over signal. ratio: of this side's variance to the other's.
    """
    if tail >= ratio / (1 + ratio):  # all of this side's mass
        return 0.0
    far = 1.0
    while _mass_beyond(far, ratio) > tail:
        far *= 2
    return float(scipy.optimize.brentq(lambda distance: _mass_beyond(distance, ratio) - tail, 0.0, far))


def _mass_beyond(distance: float, ratio: float) -> float:
    """Probability that the argmax of a two-sided Brownian motion with drift lies beyond `distance` on one side.

    Bai (1997), appendix B, in scaled complementary error functions: its products of exponentials and normal tails
    overflow where one side of a break is nearly constant, and these do not.
    """
    root = np.sqrt(distance)
    near, far = root / np.sqrt(8), (0.5 + ratio) * root / np.sqrt(2)
    step = ratio * root / np.sqrt(2)  # from near to far
    if step < NEARLY_NO_STEP:
        between = step * (2 / np.sqrt(np.pi) - 2 * near * scipy.special.erfcx(near))
    else:
        between = scipy.special.erfcx(near) - scipy.special.erfcx(far)
    other = (1 + 2 * ratio) / (ratio * (1 + ratio)) * between
    own = (distance / 2 + 2 * ratio / (1 + ratio)) * scipy.special.erfcx(near)
    return float(np.exp(-distance / 8) * ((other + own) / 2 - root / np.sqrt(2 * np.pi)))


def _likelihood_intervals(
    costs: Floats, ends: tuple[int, ...], least: int, dispersion: float, confidence: float
) -> tuple[tuple[int, int], ...]:
    """Dates whose deviance is near the best, the other breaks held (critical value of Eo & Morley 2015)."""
    critical = -2 * np.log(1 - np.sqrt(confidence))
    bounds = [0, *ends, costs.shape[0] - 1]
    found = []
    for before, end, after in zip(bounds, bounds[1:], bounds[2:], strict=False):
        dates = np.arange(before + least, after - least + 1)
        loss = (costs[before, dates] + costs[dates, after] - costs[before, end] - costs[end, after]) / dispersion
        near = dates[loss <= critical]
        found.append((int(near.min()), int(near.max())))
    return tuple(found)
