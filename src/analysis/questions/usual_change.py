"""How far two months of one series usually lie apart: is a change between them more than its own ups and downs?"""

import datetime as dt
import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
import scipy

from analysis.catalogue.measure import measures
from analysis.methods import rates
from analysis.methods.inputs import Floats
from analysis.questions.own_months import OwnMonths

MOVING_RANGE = 1.128  # mean range of two normal values in standard deviations (Shewhart's d2)
TOP = 0.975  # of 100 changes 95 lie within
YEAR = 12  # months
SEASONAL = 0.8  # of the spread of months in a row: below it the same months of two years are plainly more alike
MOVING_RANGES_COUNT_FOR = 0.6  # of a degree of freedom each, as they overlap (Wheeler 1995, table of effective degrees)
ENOUGH = 12  # months: Making Data Count; from fewer nobody can say what is usual
CHANCE = 0.05

OwnCase = Literal["beyond own months", "within own months", "within chance", "too few to say", "no change"]


@dataclass(frozen=True, slots=True)
class UsualChange:
    """What a change between two months is beside what is usual.

    reach: how far two months so far apart lie from each other in 95 of 100 cases, by the ups and downs of the series;
    NaN where too few months are held. chance: the probability that two equal counts differ as much by chance alone
    (exact Poisson: the least there is); NaN of what counts nobody. case: as the phrase book has it: the months
    are asked first, as their ups and downs hold all that chance does, and chance where they are few or quieter.
    """

    reach: float
    chance: float
    case: OwnCase


def usual_change(months: OwnMonths, before: dt.date, after: dt.date) -> UsualChange:
    """Hold the change from `before` to `after` against the ups and downs of the months.

    Months of a flow are taken as independent: a single one has the standard deviation of the mean moving range over
    1.128 (Shewhart), two of them differ by the square root of two times that (`flow_reach`). A stock is the month
    before and a step, of which what turns round at once does not add up (`stock_reach`).
    """
    change = float(months.observed[after] - months.observed[before])
    reach = _reach(months, before, after)
    chance = _chance(months, before, after)
    if change == 0:
        return UsualChange(reach, chance, "no change")
    if math.isnan(reach):
        return UsualChange(reach, chance, "within chance" if chance >= CHANCE else "too few to say")
    if abs(change) <= reach:
        return UsualChange(reach, chance, "within own months")
    return UsualChange(reach, chance, "within chance" if chance >= CHANCE else "beyond own months")


def _reach(months: OwnMonths, before: dt.date, after: dt.date) -> float:
    ends = np.array([day.year * 12 + day.month for day in months.observed.index])
    whole = np.full((ends[-1] - ends[0]) // months.step + 1, np.nan)
    whole[(ends - ends[0]) // months.step] = months.observed.to_numpy(dtype=float)
    if np.isfinite(np.diff(whole)).sum() + 1 < ENOUGH:
        return math.nan
    apart = ((after.year - before.year) * 12 + after.month - before.month) // months.step
    year = YEAR // months.step
    return stock_reach(whole, apart) if months.carried else flow_reach(whole, year if apart % year == 0 else None)


def stock_reach(values: Floats, apart: int) -> float:
    """Return how far two values of a stock, `apart` steps from each other, lie from one another in 95 of 100 cases.

    values: in order, NaN where one is missing; the result is in their unit. A stock is a random walk seen with noise:
    what a month-end has too much, it gives back in the next step, so that steps that turn round at once are noise and
    do not add up. q is the variance of a step of the walk, s of the noise: Var(k steps) = k q + 2 s, with s told from
    the covariance of neighbouring steps (Harvey 1989, the local level model).

    >>> walk, ups_and_downs = [100, 105, 110, 105, 100, 105, 110, 115, 110, 105, 110, 115, 120], [100, 105] * 7
    >>> [round(stock_reach(np.array(values, dtype=float), 12)) for values in (walk, ups_and_downs)]
    [38, 12]
    """
    steps = np.diff(values)
    seen = steps[np.isfinite(steps)]
    variance, turning = float(np.mean(seen**2)), steps[1:] * steps[:-1]
    turned = turning[np.isfinite(turning)]
    noise = min(max(-float(np.mean(turned)), 0.0), variance / 2) if turned.size else 0.0
    spread = math.sqrt(apart * (variance - 2 * noise) + 2 * noise)
    known = seen.size - 1 if noise == 0 else seen.size / 2  # two variances are told from the same steps
    return float(scipy.stats.t.ppf(TOP, known)) * spread


def flow_reach(values: Floats, season: int | None = None) -> float:
    """Return how far two months of a flow lie from one another in 95 of 100 cases, in the unit of the values.

    values: in order, NaN where one is missing. season: how many values make a year, where the two are of one time of
    year: what August always does is then no part of their change, and is left out where a second year shows it.

    >>> round(flow_reach(np.array([100.0, 120.0] * 12))), round(flow_reach(np.array([100.0, 120.0] * 12), season=12))
    (52, 0)
    """
    steps = np.abs(np.diff(values))
    plain = math.sqrt(2) * float(np.nanmean(steps)) / MOVING_RANGE
    apart = np.diff(values[season:] - values[:-season]) if season else steps[:0]
    apart = np.abs(apart[np.isfinite(apart)])
    if apart.size + 1 < ENOUGH or float(apart.mean()) / MOVING_RANGE >= SEASONAL * plain:
        return float(scipy.stats.t.ppf(TOP, np.isfinite(steps).sum() - 1)) * plain
    known = MOVING_RANGES_COUNT_FOR * apart.size
    return float(scipy.stats.t.ppf(TOP, known)) * float(apart.mean()) / MOVING_RANGE


def _chance(months: OwnMonths, before: dt.date, after: dt.date) -> float:
    """Return the exact test of two equal counts; NaN for anything that is not a whole number of something."""
    entry = measures()[months.measure]
    ends = [float(months.observed[day]) for day in (before, after)]
    if not entry.is_counted or any(value % 1 or value < 0 for value in ends) or not sum(ends):
        return math.nan
    return rates.compare(round(ends[0]), round(ends[1])).p_value
