"""Was the figure at the start itself out of the ordinary? What comes down from a spike has not fallen from a level.

A figure of a single month is set beside the months around it, and one of a year beside the year before. Only what the
change itself undoes is told: a spike that it falls from, a trough that it rises from.
"""

import datetime as dt
import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.methods import rates
from analysis.questions.answer import Finding
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.inquiry import Inquiry, Part
from analysis.questions.why.signs import CHANCE, HALF
from analysis.questions.why.window import Window, same_day

AROUND = 12  # months either side
ENOUGH = 6  # of them, on each side: fewer do not say what was usual
# The median range of two normal values in standard deviations (Wheeler's d4): a second odd month does not widen it.
TYPICAL_RANGE = 0.954
LIMITS = 3  # standard deviations, as on a control chart


def from_spike(inquiry: Inquiry) -> Part:
    """Say that the figure at the start was out of the ordinary, where the change mostly undoes that."""
    figures, measure = inquiry.figures, inquiry.pathway.count
    if not measures()[measure].is_counted:
        return Part()
    told = None
    if figures.season is not None:
        told = spike_of_month(inquiry.ledger, figures, measure, figures.values(measure, "month"), inquiry.window)
    told = told or spike_of_year(inquiry.ledger, figures, measure, inquiry.window)
    return Part() if told is None else Part(findings={"from_spike": told})


def spike_of_month(
    ledger: Ledger, figures: SeriesReader, measure: str, months: pd.Series, window: Window
) -> Finding | None:
    """Return what is said of a month that lies outside the limits of the months before it, and of those after.

    months: counts by month. None where it does not, and where too few are held on either side.
    """
    start = months.get(window.before)
    before, after = (_beside(months, window.before, way) for way in (-1, 1))
    if start is None or min(len(before), len(after)) < ENOUGH:
        return None
    around = pd.concat([before, after])
    level = float(around.median())
    spread = _spread([before, after])
    change = float(months[window.after]) - start
    outside = all(abs(start - float(side.median())) > LIMITS * spread for side in (before, after))
    same_way = (start - float(before.median())) * (start - float(after.median())) > 0
    if not (outside and same_way and _undone(start - level, change) and _beyond_chance(level, start)):
        return None
    used = [figures.at(measure, day, "month") for day in around.index]
    ledger.computed("start_around", level, "count", f"median of {len(around)} months around it", used, decimals=0)
    about = ledger.about(count="count_before", month="month_before", around="start_around")
    return Finding("from_spike", about, {"case": "months"})


def spike_of_year(ledger: Ledger, figures: SeriesReader, measure: str, window: Window) -> Finding | None:
    """Return what is said of a figure at the start that had just moved by most of what the change undoes."""
    start, end = (figures.at(measure, day) for day in (window.before, window.after))
    prior = figures.at(measure, same_day(window.before, -1))
    if prior.value is None or start.value is None or end.value is None:
        return None
    moved, change = start.value - prior.value, end.value - start.value
    if not (_undone(moved, change) and _beyond_chance(prior.value, start.value)):
        return None
    ledger.observed("count_prior", prior)
    about = ledger.about(count="count_before", month="month_before", prior="count_prior")
    return Finding("from_spike", about, {"case": "years", "moved": "risen" if moved > 0 else "fallen"})


def _undone(out_of_way: float, change: float) -> bool:
    """Whether a change goes back on how far a figure was out of the way, and is mostly that."""
    return out_of_way * change < 0 and abs(out_of_way) >= HALF * abs(change)


def _beyond_chance(usual: float, figure: float) -> bool:
    return rates.chance_of_difference(round(usual), round(figure)) < CHANCE


def _beside(months: pd.Series, day: dt.date, way: int) -> pd.Series:
    """The months of the year on one side of a day."""
    wanted = [Month.of(day).plus(way * step).last_day for step in range(1, AROUND + 1)]
    return months[[each in set(wanted) for each in months.index]]


def _spread(sides: Sequence[pd.Series]) -> float:
    """The standard deviation of a month by the typical moving range on either side of it, its own not among them."""
    ranges = np.concatenate([np.abs(np.diff(side.to_numpy(dtype=float))) for side in sides])
    return float(np.median(ranges)) / TYPICAL_RANGE if ranges.size else math.inf
