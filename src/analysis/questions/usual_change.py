"""How far two months of one series usually lie apart: is a change between them more than its own ups and downs?"""

import datetime as dt
import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analysis.catalogue.measure import measures
from analysis.methods import rates
from analysis.questions.own_months import OwnMonths

MOVING_RANGE = 1.128  # mean range of two normal values in standard deviations (Shewhart's d2)
IN_95_OF_100 = 1.96
ENOUGH = 12  # months: Making Data Count; from fewer nobody can say what is usual
CHANCE = 0.05

OwnCase = Literal["beyond own months", "within chance", "too few to say", "no change"]


@dataclass(frozen=True, slots=True)
class UsualChange:
    """What a change between two months is beside what is usual.

    reach: how far two months so far apart lie from each other in 95 of 100 cases, by the ups and downs of the series;
    NaN where too few months are held. chance: the probability that two equal counts differ as much by chance alone
    (exact Poisson: the least there is); NaN of what counts nobody. case: as the phrase book has it.
    """

    reach: float
    chance: float
    case: OwnCase


def usual_change(months: OwnMonths, before: dt.date, after: dt.date) -> UsualChange:
    """Hold the change from `before` to `after` against the ups and downs of the months.

    Months of a flow are taken as independent: a single one has the standard deviation of the mean moving range over
    1.128 (Shewhart), two of them differ by the square root of two times that. A stock is the month before and a step:
    so many steps differ by the root of their number (a random walk; its steps without a common direction).
    """
    change = float(months.observed[after] - months.observed[before])
    reach = _reach(months, before, after)
    chance = _chance(months, before, after)
    if change == 0:
        return UsualChange(reach, chance, "no change")
    if math.isnan(reach):
        return UsualChange(reach, chance, "within chance" if chance >= CHANCE else "too few to say")
    inside = abs(change) <= reach or chance >= CHANCE
    return UsualChange(reach, chance, "within chance" if inside else "beyond own months")


def _reach(months: OwnMonths, before: dt.date, after: dt.date) -> float:
    ends = np.array([day.year * 12 + day.month for day in months.observed.index])
    together = np.diff(ends) == months.step
    steps = np.diff(months.observed.to_numpy(dtype=float))[together]
    if len(steps) + 1 < ENOUGH:
        return math.nan
    if months.carried:
        apart = (after.year - before.year) * 12 + after.month - before.month
        return IN_95_OF_100 * float(np.sqrt(np.mean(steps**2))) * math.sqrt(apart / months.step)
    return IN_95_OF_100 * math.sqrt(2) * float(np.abs(steps).mean()) / MOVING_RANGE


def _chance(months: OwnMonths, before: dt.date, after: dt.date) -> float:
    """Return the exact test of two equal counts; NaN for anything that is not a whole number of something."""
    entry = measures()[months.measure]
    ends = [float(months.observed[day]) for day in (before, after)]
    if not entry.is_counted or any(value % 1 or value < 0 for value in ends) or not sum(ends):
        return math.nan
    return rates.compare(round(ends[0]), round(ends[1])).p_value
