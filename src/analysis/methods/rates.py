"""Rates and proportions with their intervals, and the exact comparison of two rates.

A missing count or population gives a missing interval, as the reference does; impossible input is refused.
References: PHE, *Technical guide: confidence intervals* (2018); Byar's approximation in Breslow & Day (1987), p. 69;
Wilson (1927); Newcombe (1998). Expected answers: the test workbooks of PHEindicatormethods.
"""

import math
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Literal, TypeAlias

import numpy as np
import pandas as pd
import scipy

from analysis.methods.inputs import Floats, ImpossibleInputError, Numbers

Method = Literal["auto", "exact", "byar"]
Result: TypeAlias = Any  # a number, an array or a Series, as the input was

EXACT_BELOW = 10  # PHE technical guide: exact Poisson limits below 10, Byar's approximation from 10
EQUALLY_UNLIKELY = 1e-7  # of logarithms that rounding alone keeps apart, as scipy has it
SIGNIFICANT_DIGITS = 12  # a mean of printed figures such as 2.35 must round as it reads, not as binary stores it


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with its confidence limits; each field has the shape of the input.

    method: `exact`, `byar` or `wilson`, one for each estimate; null where the estimate is missing.
    """

    value: Result
    lower: Result
    upper: Result
    method: str | np.ndarray | None
    confidence: float


@dataclass(frozen=True, slots=True)
class RateComparison:
    """Two rates of events, the second over the first, with the exact conditional test that they are equal.

    ratio: null where the first count is 0. p_value: two-sided. It knows only the noise of pure chance (Poisson), so
    that it is the least that should be asked of a difference, not proof of one.
    """

    ratio: float
    lower: float
    upper: float
    p_value: float
    confidence: float
    method: str = "exact conditional (binomial) test of two Poisson rates"


def rate_interval(
    count: Numbers, population: Numbers, per: float = 10_000, confidence: float = 0.95, method: Method = "auto"
) -> Interval:
    """Rate of events with confidence limits: exact Poisson below 10 events, Byar's approximation from 10.

    count, population: numbers, arrays or Series that broadcast; missing (NaN) in gives missing out. The result is in
    events per `per` people. With `method="byar"` and very few events the lower limit does not exist and is missing.
    Raises ImpossibleInputError on a negative count, a population that is not above 0, or an unknown method.
    Source: PHE technical guide, formulas for directly observed counts.

    >>> found = rate_interval(119, 25_427)
    >>> round(found.value, 1), round(found.lower, 1), round(found.upper, 1), found.method
    (46.8, 38.8, 56.0, 'byar')
    """
    _require_confidence(confidence)
    counts, populations = _paired(count, population)
    _refuse(counts < 0, "a negative count")
    _refuse(populations <= 0, "a population that is not above 0")
    if method not in ("auto", "exact", "byar"):
        raise ImpossibleInputError(f'There is no method "{method}"; choose "auto", "exact" or "byar".')
    exact = np.full(counts.shape, method == "exact") | ((method == "auto") & (counts < EXACT_BELOW))
    exact_lower, exact_upper = _exact_poisson(counts, confidence)
    byar_lower, byar_upper = _byar(counts, confidence)
    used = _named(np.where(exact, "exact", "byar"), counts)
    scale = per / populations
    return _interval(
        (
            counts * scale,
            np.where(exact, exact_lower, byar_lower) * scale,
            np.where(exact, exact_upper, byar_upper) * scale,
        ),
        used,
        confidence,
        (count, population),
    )


def proportion_interval(numerator: Numbers, denominator: Numbers, confidence: float = 0.95) -> Interval:
    """Proportion (0 to 1) with Wilson score limits.

    Raises ImpossibleInputError on a numerator above its denominator, a negative one, or a denominator not above 0.
    Source: Wilson (1927), as in the PHE technical guide.

    >>> found = proportion_interval(46, 97)
    >>> round(found.value, 3), round(found.lower, 3), round(found.upper, 3)
    (0.474, 0.378, 0.573)
    """
    _require_confidence(confidence)
    events, trials = _paired(numerator, denominator)
    _refuse(events < 0, "a negative numerator")
    _refuse(trials <= 0, "a denominator that is not above 0")
    _refuse(events > trials, "a numerator above its denominator")
    z = -scipy.special.ndtri((1 - confidence) / 2)
    share = events / trials
    centre = 2 * events + z**2
    spread = z * np.sqrt(z**2 + 4 * events * (1 - share))
    span = 2 * (trials + z**2)
    used = _named(np.full(share.shape, "wilson"), share)
    lower = np.where(events == 0, 0.0 * share, (centre - spread) / span)
    upper = np.where(events == trials, share, (centre + spread) / span)
    return _interval((share, lower, upper), used, confidence, (numerator, denominator))


def published_rate(count: Numbers, population_previous_mid_year: Numbers, decimals: int = 1) -> Result:
    """Rate per 10,000 children as the Department for Education prints it: rounded half up, exactly.

    count: children in year T. population_previous_mid_year: children 0-17 in the middle of year T-1. decimals: 1; CLA
    rates use 0. Missing in gives missing out. Raises ImpossibleInputError as `rate_interval` does.

    >>> published_rate(216, 25_182)
    85.8
    """
    counts, populations = _paired(count, population_previous_mid_year)
    _refuse(counts < 0, "a negative count")
    _refuse(populations <= 0, "a population that is not above 0")
    printed = [
        _printed(events, people, decimals) for events, people in zip(counts.ravel(), populations.ravel(), strict=True)
    ]
    return _like(np.array(printed, dtype=float).reshape(counts.shape), (count, population_previous_mid_year))


def round_half_up(value: float, decimals: int = 0) -> float:
    """Round a figure half away from zero, as publishers do: 2.25 becomes 2.3, not the 2.2 of Python's `round`.

    >>> round_half_up(2.25, 1), round_half_up(0.5), round_half_up(-2.5)
    (2.3, 1.0, -3.0)
    """
    if not np.isfinite(value):
        return float(value)
    read = Decimal(f"{value:.{SIGNIFICANT_DIGITS}g}")
    return float(read.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP))


def printed_difference(before: float, after: float, decimals: int) -> float:
    """Return a change as a reader reckons it: between two figures rounded as they are printed.

    >>> round(882.54 - 729.66, 1), printed_difference(729.66, 882.54, 1)
    (152.9, 152.8)
    """
    return round_half_up(round_half_up(after, decimals) - round_half_up(before, decimals), decimals)


def compare(
    count_before: float,
    count_after: float,
    population_before: float = 1.0,
    population_after: float = 1.0,
    confidence: float = 0.95,
) -> RateComparison:
    """Exact test that two rates are equal, given the events of both (binomial), and the interval of their ratio.

    Counts are whole numbers of events; populations are the people (or time) they arose from, equal unless given.
    Raises ImpossibleInputError on negative, missing or fractional counts and on a population not above 0.
    Source: Przyborowski & Wilenski (1940); interval by Clopper & Pearson (1934). Agrees with R's `poisson.test`.

    >>> found = compare(292, 217)
    >>> round(found.ratio, 3), round(found.p_value, 3)
    (0.743, 0.001)
    """
    _require_confidence(confidence)
    for count in (count_before, count_after):
        if not np.isfinite(count) or count < 0 or count != int(count):
            raise ImpossibleInputError(f"{count} is not a number of events: it must be whole and 0 or more.")
    if not (population_before > 0 and population_after > 0):
        raise ImpossibleInputError("Both populations must be above 0.")
    before, after = int(count_before), int(count_after)
    exposure = population_after / population_before
    if before + after == 0:
        return RateComparison(float("nan"), 0.0, float("inf"), 1.0, confidence)
    expected_share = exposure / (1 + exposure)
    lowest, highest = _exact_share(after, before + after, confidence)
    return RateComparison(
        ratio=after / before / exposure if before else float("nan"),
        lower=_odds(lowest) / exposure,
        upper=_odds(highest) / exposure,
        p_value=_binomial_p_value(after, before + after, expected_share),
        confidence=confidence,
    )


def chance_of_difference(count_before: int, count_after: int) -> float:
    """Return the p-value of `compare` for two counts of one population: how often chance alone sets them so far apart.

    Each event falls before or after with a share of one half, so that the two-sided test is twice the smaller tail.
    Raises ImpossibleInputError on negative counts.

    >>> round(chance_of_difference(292, 217), 3)
    0.001
    """
    if min(count_before, count_after) < 0:
        raise ImpossibleInputError(f"{min(count_before, count_after)} is not a number of events: it must be 0 or more.")
    both = count_before + count_after
    return min(1.0, 2 * float(scipy.special.bdtr(min(count_before, count_after), both, 0.5))) if both else 1.0


def _binomial_p_value(events: int, trials: int, share: float) -> float:
    """Two-sided exact p-value of a binomial: the chance of every number of events as unlikely as this one, or more so.

    Fisher's rule, as in R's `binom.test` and `scipy.stats.binomtest`; by special functions, since scipy.stats takes
    longer to load than most answers take.
    """
    every = np.arange(trials + 1)
    ways = scipy.special.gammaln(trials + 1) - scipy.special.gammaln([every + 1, trials - every + 1]).sum(axis=0)
    logs = ways + scipy.special.xlogy(every, share) + scipy.special.xlog1py(trials - every, -share)
    as_unlikely = logs <= logs[events] + EQUALLY_UNLIKELY
    return min(1.0, float(np.exp(logs[as_unlikely]).sum()))


def _exact_share(events: int, trials: int, confidence: float) -> tuple[float, float]:
    """Limits of a share, 0 to 1 (Clopper & Pearson 1934)."""
    tail = (1 - confidence) / 2
    lower = scipy.special.betaincinv(events, trials - events + 1, tail) if events else 0.0
    upper = scipy.special.betainccinv(events + 1, trials - events, tail) if events < trials else 1.0
    return float(lower), float(upper)


def _odds(share: float) -> float:
    return math.inf if share >= 1 else share / (1 - share)


def _exact_poisson(counts: Floats, confidence: float) -> tuple[Floats, Floats]:
    tail = (1 - confidence) / 2
    lower = np.where(counts == 0, 0.0, scipy.special.gammaincinv(counts, tail))
    return lower, scipy.special.gammainccinv(counts + 1, tail)


def _byar(counts: Floats, confidence: float) -> tuple[Floats, Floats]:
    z = -scipy.special.ndtri((1 - confidence) / 2)
    above = counts + 1
    some = np.where(counts > 0, counts, 1.0)
    base = 1 - 1 / (9 * some) - z / (3 * np.sqrt(some))
    lower = np.where(np.isnan(counts) | (base < 0) | (counts == 0), np.nan, counts * base**3)
    return lower, above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3


def _printed(count: float, population: float, decimals: int) -> float:
    if np.isnan(count) or np.isnan(population):
        return float("nan")
    scaled = Fraction(count) * 10_000 * 10**decimals / Fraction(population)
    return float(math.floor(scaled + Fraction(1, 2)) / 10**decimals)


def _paired(first: Numbers, second: Numbers) -> tuple[Floats, Floats]:
    if isinstance(first, pd.Series) and isinstance(second, pd.Series) and not first.index.equals(second.index):
        raise ImpossibleInputError("The two Series have different indexes: align them first.")
    one, other = np.broadcast_arrays(np.asarray(first, dtype=float), np.asarray(second, dtype=float))
    return one, other


def _interval(
    estimates: tuple[Floats, Floats, Floats], used: np.ndarray, confidence: float, inputs: tuple[Numbers, Numbers]
) -> Interval:
    value, lower, upper = (_like(np.asarray(estimate), inputs) for estimate in estimates)
    return Interval(value, lower, upper, used.item() if used.ndim == 0 else used, confidence)


def _like(found: Floats, inputs: tuple[Numbers, Numbers]) -> Result:
    """Give a result the shape its inputs had: a number, an array, or a Series with the same index."""
    if found.ndim == 0:
        return float(found)
    series = [given for given in inputs if isinstance(given, pd.Series)]
    return pd.Series(found, index=series[0].index) if series else found


def _named(methods: np.ndarray, estimates: Floats) -> np.ndarray:
    """Return the method of each estimate, null where the estimate is missing."""
    names = methods.astype(object)
    names[np.isnan(estimates)] = None
    return names


def _refuse(wrong: np.ndarray, what: str) -> None:
    if wrong.any():
        places = np.flatnonzero(np.atleast_1d(wrong))
        raise ImpossibleInputError(f"There is {what}, first at position {places[0]} ({places.size} in all).")


def _require_confidence(confidence: float) -> None:
    if not 0 < confidence < 1:
        raise ImpossibleInputError(f"confidence is {confidence}; it must lie between 0 and 1, such as 0.95.")
