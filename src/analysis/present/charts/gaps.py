"""Breaks in a line where no figures are held: nothing is drawn through years or months that lack."""

import datetime as dt
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median_low
from typing import TYPE_CHECKING, Any

from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import listed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LONG = 1.5  # times the usual step, from which on a figure lacks


def stretches(places: Sequence[Any]) -> list[int]:
    """Return the number of the unbroken stretch of each place, from 0.

    places: numbers or times, in order. A stretch ends where the next place is over one and a half usual steps away: the
    usual one is the lower median.
    """
    steps = [after - before for before, after in pairwise(places)]
    longest = LONG * median_low(steps) if steps else None
    numbers = [0]
    for step in steps:
        numbers.append(numbers[-1] + (step > longest))
    return numbers[: len(places)]


def draw_broken(axes: "Axes", places: Sequence[Any], values: Sequence[float], **look: object) -> None:
    """Draw a line with breaks where figures lack; a figure alone between two breaks is a dot."""
    numbers = stretches(places)
    for number in dict.fromkeys(numbers):
        at = [place for place, own in enumerate(numbers) if own == number]
        alone = {} if len(at) > 1 or "marker" in look else {"marker": "."}
        axes.plot([places[place] for place in at], [values[place] for place in at], **(look | alone))  # type: ignore[arg-type]


def gap_key(days: Sequence[dt.date]) -> str:
    """Return what a break is, where the line of these days has one; else nothing."""
    return phrase("chart_gap", "key") if _between(days) else ""


def gaps_told(days: Sequence[dt.date], when: Callable[[dt.date], str]) -> str:
    """Return between which figures others lack, for who does not see it; nothing where none do. when: names a day."""
    between = [phrase("chart_gap", "between", before=when(one), after=when(other)) for one, other in _between(days)]
    return phrase("chart_gap", "told", between=listed(between)) if between else ""


def _between(days: Sequence[dt.date]) -> list[tuple[dt.date, dt.date]]:
    """Return the two days on either side of each break."""
    ordered = sorted(set(days))
    numbers = stretches([day.toordinal() for day in ordered])
    pairs = zip(ordered, ordered[1:], numbers, numbers[1:], strict=False)
    return [(one, other) for one, other, before, after in pairs if before != after]
