"""Funnel plots: who differs from the rest by more than the differences that are usual among them.

Rates of English local authorities differ far more than chance allows, so that against Poisson limits nearly everyone
is an outlier. The usual spread is estimated from the authorities themselves (additive random effects) and the limits
are widened by it. References: Spiegelhalter (2005a, 2005b); NHS Digital, *SHMI methodology*; CQC. The expected answers
come from FunnelPlotR.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
import scipy

from analysis.methods.inputs import Floats, ImpossibleInputError, Numbers, TooFewPointsError

Kind = Literal["rate", "proportion", "ratio"]
Method = Literal["cqc", "shmi"]

LIMITS = {"95": 0.95, "998": 0.998}
SMALL = 1e-9  # so that a tenth of 20 units is two, however the machine writes a tenth
WORDS = ["", "above 99.8", "above 95", "below 99.8", "below 95"]


@dataclass(frozen=True, slots=True)
class Funnel:
    """A funnel: `points` has one row per unit, in the order given.

    Columns: numerator, denominator, value, z (against chance), z_adjusted (against chance and the usual spread),
    z_winsorised, standard_error (transformed scale), lower_95, upper_95, lower_998, upper_998 (the limits in force) and
    outside (`above 99.8`, `above 95`, `within`, `below 95`, `below 99.8`). phi: winsorised overdispersion ratio (1 is
    chance alone). tau2: variance between units on the transformed scale. left_out: units with a missing figure.
    """

    points: pd.DataFrame
    target: float
    phi: float
    tau2: float
    overdispersion: bool
    kind: Kind
    method: Method
    left_out: int


class _Scale(NamedTuple):
    """Where the figures are about normal: the figures, target and standard errors there, and the way back."""

    figures: Floats
    target: float
    standard_error: Floats


def funnel(  # noqa: PLR0913 -- the plot's own choices, each with a default
    numerator: Numbers,
    denominator: Numbers,
    target: float | None = None,
    kind: Kind = "rate",
    method: Method = "cqc",
    trim: float = 0.1,
    *,
    overdispersion: bool = True,
    exact: bool = False,
    per: float = 1.0,
) -> Funnel:
    """Compare units (authorities) with one target, widened by the spread that is usual among them.

    numerator: events; denominator: people (rate), cases (proportion) or expected events (ratio). target: the whole
    group's value unless given, 1 for ratios; in units of numerator per denominator. kind: `rate` works on square roots,
    `proportion` on arcsine roots, `ratio` on square roots (method `cqc`) or logarithms (`shmi`). trim: share of
    z-scores at each end that do not count fully towards the spread: pulled in (winsorised); under `shmi`, left out.
    exact: no limit of a rate is closer than what chance alone gives, exactly (Poisson), and `outside` goes by the
    limits: where few events are expected square roots are far from normal, and would call no events at all a sign.
    per: multiplies values, target and limits of the result, such as 10,000.

    Limits of `cqc` ratios with overdispersion are those FunnelPlotR draws, which it does not square back, so that they
    are narrower than its own z-scores imply; `outside` goes by z. Prefer `shmi` for ratios. Units with a missing figure
    stay in `points` with missing results. Raises ImpossibleInputError on a negative numerator, a denominator not above
    0, a proportion above 1 or a zero count under `shmi`; TooFewPointsError below 3 units.

    >>> plans = funnel([148, 90, 260, 120, 75], [25_000, 24_000, 30_000, 26_000, 20_000], per=10_000)
    >>> round(plans.target, 1), round(plans.phi, 1), plans.points["outside"].to_list()
    (55.4, 10.4, ['within', 'within', 'within', 'within', 'within'])
    """
    events, sizes = _checked(numerator, denominator, kind, method)
    known = ~(np.isnan(events) | np.isnan(sizes))
    if known.sum() < 3:
        raise TooFewPointsError(f"A funnel needs three units or more with figures; there are {int(known.sum())}.")
    aim = target if target is not None else _pooled(events[known], sizes[known], kind)
    scale = _scale(events, sizes, aim, kind, method)
    z = (scale.figures - scale.target) / scale.standard_error
    shmi = kind == "ratio" and method == "shmi"
    counted = _trimmed(z, trim, truncate=shmi)
    phi, tau2 = _spread(counted, scale.standard_error)
    between = tau2 if overdispersion else 0.0
    spread = np.sqrt(scale.standard_error**2 + between)
    z_adjusted = (scale.figures - scale.target) / spread
    points = pd.DataFrame(
        {
            "numerator": events,
            "denominator": sizes,
            "value": events / sizes * per,
            "z": z,
            "z_adjusted": z_adjusted,
            "z_winsorised": counted,
            "standard_error": scale.standard_error,
        },
        index=numerator.index if isinstance(numerator, pd.Series) else None,
    )
    for name, confidence in LIMITS.items():
        lower, upper = (
            _widened(scale.target, spread, confidence, kind, method, aim)
            if overdispersion or kind == "proportion"
            else poisson_limits(sizes if kind == "ratio" else aim * sizes, confidence, aim)
        )
        if exact and kind == "rate":
            fewest, most = scipy.stats.poisson.interval(confidence, aim * sizes)
            lower, upper = np.minimum(lower, fewest / sizes), np.maximum(upper, most / sizes)
        points[f"lower_{name}"], points[f"upper_{name}"] = lower * per, upper * per
    points["outside"] = _outside_limits(points) if exact and kind == "rate" else _outside(z_adjusted)
    return Funnel(points, aim * per, phi, tau2, overdispersion, kind, method, int((~known).sum()))


def poisson_limits(expected: Numbers, confidence: float = 0.95, target: float = 1.0) -> tuple[Floats, Floats]:
    """Limits of chance alone for a ratio of observed to `expected` events, times `target`.

    Source: exact Poisson limits by the chi-squared distribution, as FunnelPlotR draws them.

    >>> lower, upper = poisson_limits([15, 20])
    >>> lower.round(4).tolist(), upper.round(4).tolist()
    ([0.5597, 0.6108], [1.6493, 1.5444])
    """
    events = np.asarray(expected, dtype=float)
    tail = (1 - confidence) / 2
    lower = scipy.stats.chi2.ppf(tail, 2 * events) / 2 / events
    upper = scipy.stats.chi2.isf(tail, 2 * (events + 1)) / 2 / events
    return lower * target, upper * target


def _checked(numerator: Numbers, denominator: Numbers, kind: Kind, method: Method) -> tuple[Floats, Floats]:
    if kind not in ("rate", "proportion", "ratio") or method not in ("cqc", "shmi"):
        raise ImpossibleInputError('kind is "rate", "proportion" or "ratio", and method "cqc" or "shmi".')
    events, sizes = np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float)
    if events.ndim != 1 or events.shape != sizes.shape:
        raise ImpossibleInputError("numerator and denominator must have one number per unit.")
    problems = {
        "a negative numerator": events < 0,
        "a denominator that is not above 0": sizes <= 0,
        "a numerator above its denominator": (kind == "proportion") & (events > sizes),
        'no events, which have no logarithm (use method="cqc")': (kind == "ratio") & (method == "shmi") & (events == 0),
    }
    for what, wrong in problems.items():
        if wrong.any():
            raise ImpossibleInputError(f"The unit at position {int(np.flatnonzero(wrong)[0])} has {what}.")
    return events, sizes


def _pooled(events: Floats, sizes: Floats, kind: Kind) -> float:
    return 1.0 if kind == "ratio" else float(events.sum() / sizes.sum())


def _scale(events: Floats, sizes: Floats, target: float, kind: Kind, method: Method) -> _Scale:
    shares = events / sizes
    root = 1 / (2 * np.sqrt(sizes))
    if kind == "rate":
        return _Scale(np.sqrt(shares), float(np.sqrt(target)), root)
    if kind == "proportion":
        return _Scale(np.arcsin(np.sqrt(shares)), float(np.arcsin(np.sqrt(target))), root)
    if method == "cqc":
        return _Scale(np.sqrt(shares / target), 1.0, root / np.sqrt(target))
    return _Scale(np.log(shares / target), 0.0, 1 / np.sqrt(sizes * target))


def _trimmed(z: Floats, trim: float, *, truncate: bool) -> Floats:
    if not 0 <= trim < 0.5:
        raise ImpossibleInputError(f"trim is {trim}; it is the share at each end, from 0 to below 0.5.")
    if truncate:
        return _without_ends(z, trim)
    low, high = np.nanquantile(z, [trim, 1 - trim])
    return np.clip(z, low, high)


def _without_ends(z: Floats, trim: float) -> Floats:
    """Leave out the lowest and the highest by rank: the whole number of units in `trim` of those known, at each end."""
    order = np.argsort(z)[: np.count_nonzero(~np.isnan(z))]  # missing ones come last
    number = int(trim * order.size + SMALL)
    found = z.copy()
    found[order[:number]] = found[order[order.size - number :]] = np.nan
    return found


def _spread(counted: Floats, standard_error: Floats) -> tuple[float, float]:
    """Return phi and the moment estimate of tau squared (DerSimonian & Laird) from the z-scores that count."""
    used = ~np.isnan(counted)
    number = int(used.sum())
    weights = 1 / standard_error[used] ** 2
    phi = float((counted[used] ** 2).sum() / number)
    tau2 = (number * phi - (number - 1)) / (weights.sum() - (weights**2).sum() / weights.sum())
    return phi, max(0.0, float(tau2))


def _widened(
    centre: float, spread: Floats, confidence: float, kind: Kind, method: Method, target: float
) -> tuple[Floats, Floats]:
    reach = scipy.stats.norm.isf((1 - confidence) / 2) * spread
    low, high = centre - reach, centre + reach
    if kind == "rate":
        return np.maximum(low, 0) ** 2, high**2
    if kind == "proportion":
        return np.sin(np.maximum(low, 0)) ** 2, np.sin(np.minimum(high, np.pi / 2)) ** 2
    if method == "cqc":
        return np.maximum(low, 0) * target, high * target
    return np.exp(low) * target, np.exp(high) * target


def _outside_limits(points: pd.DataFrame) -> np.ndarray:
    """Place each value against the limits themselves."""
    value = points["value"]
    cases = [
        value.isna(),
        value > points["upper_998"],
        value > points["upper_95"],
        value < points["lower_998"],
        value < points["lower_95"],
    ]
    found = np.select(cases, WORDS, "within").astype(object)
    found[value.isna()] = None
    return found


def _outside(z: Floats) -> np.ndarray:
    near, far = (scipy.stats.norm.isf((1 - confidence) / 2) for confidence in LIMITS.values())
    cases = [np.isnan(z), z > far, z > near, z < -far, z < -near]
    found = np.select(cases, WORDS, "within").astype(object)
    found[np.isnan(z)] = None
    return found
