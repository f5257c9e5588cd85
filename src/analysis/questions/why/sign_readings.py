"""What a sign is counted from, read alike in the area itself, its neighbours and every other authority."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from analysis.catalogue.pathway import POPULATION
from analysis.catalogue.period import Basis
from analysis.catalogue.sign import SignEntry
from analysis.questions.series_reader import Figure, SeriesReader, Shelf, previous_mid_year
from analysis.questions.why.window import Window, same_day

Readings = Mapping[dt.date, "Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A sign on one day. above: what is counted; below: what it is divided by, null for a number.

    shown: the figure that tables show for it, where that is another one, with its unit. figures: what it rests on.
    """

    above: float
    below: float | None
    figures: tuple[Figure, ...]
    shown: Figure | None = None

    @property
    def number(self) -> float:
        """The number, or the ratio; NaN over nought, which is a ratio of nothing."""
        if self.below is None:
            return self.above
        return self.above / self.below if self.below else math.nan


@dataclass(frozen=True, slots=True)
class Change:
    """How far a sign went over one window: a log change, or points of a share, with its variance by chance."""

    value: float
    variance: float
    before: Reading
    after: Reading

    @property
    def difference(self) -> float:
        """How far it went in its own unit."""
        return self.after.number - self.before.number

    def by_chance(self, limit: float) -> bool:
        """Whether chance alone (Poisson) explains it: within so many standard errors."""
        return self.variance > 0 and abs(self.value) <= limit * math.sqrt(self.variance)

    def on_scale(self, extra: float) -> float:
        """The change in units of its noise, with `extra` variance beyond chance; infinite where none is usual."""
        if self.value == 0:
            return 0.0
        scale = math.sqrt(self.variance + extra)
        return self.value / scale if scale else math.copysign(math.inf, self.value)


def readings(figures: SeriesReader, sign: SignEntry) -> Readings:
    """Return the readings of a sign in the area of `figures` by period end, complete ones only.

    A population below the line is that of the previous mid-year; one that is the sign itself stands at its own day.
    Figures that nobody published and that follow from others are left out: no other authority has them.
    """
    return _readings(figures.shelf, figures.area, tuple(figures.bases.items()), figures.season, sign)


@cache  # one object for each: what is looked up by a sign is found without comparing its parts
def counted(above: str, below: str | None = None) -> SignEntry:
    """Return a count, or a ratio of two counts, as a sign."""
    return SignEntry(sign=above, above=(above,), below=below)


def change_over(held: Readings, sign: SignEntry, window: Window) -> Change | None:
    """Return the change over a window among the readings of one area; null where one end is not held.

    A sign that is read in another year than the window's has none where the window is longer than a year.
    """
    if sign.later and not window.one_year:
        return None
    moved = window.shifted(sign.later) if sign.later else window
    before, after = (reading_on(held, sign, day) for day in (moved.before, moved.after))
    if before is None or after is None or min(before.above, after.above) < sign.fewest:
        return None
    return _change(sign, before, after)


def every_change(held: Readings, sign: SignEntry, years: int) -> list[Change]:
    """Return every change of one area over so many years, oldest first."""
    pairs = [(held[day], held[same_day(day, years)]) for day in held if same_day(day, years) in held]
    return [_change(sign, before, after) for before, after in pairs]


def _change(sign: SignEntry, before: Reading, after: Reading) -> Change:
    """A count of none is taken as a half, so that its logarithm exists."""
    if sign.points:
        return Change(after.above - before.above, 0.0, before, after)
    pairs = [(before.above or 0.5, after.above or 0.5)]
    if before.below is not None and after.below is not None:
        pairs.append((before.below or 0.5, after.below or 0.5))
    logs = [math.log(other / one) for one, other in pairs]
    value = logs[0] - logs[1] if len(logs) > 1 else logs[0]
    sampled = zip(sign.is_sampled, pairs, strict=False)
    return Change(value, sum(1 / one + 1 / other for counts, (one, other) in sampled if counts), before, after)


def reading_on(held: Readings, sign: SignEntry, day: dt.date) -> Reading | None:
    """Return the reading for a day: of staff that of the year that ends on it, of the population its mid-year's."""
    if sign.above == (POPULATION,):
        return held.get(previous_mid_year(day))
    if not sign.staff:
        return held.get(day)
    inside = [end for end in held if 0 <= (day - end).days < 365]  # workforce figures are of 30 September
    return held[max(inside)] if inside else None


@lru_cache(maxsize=20_000)  # the same signs of some 150 authorities are looked at for every explanation
def _readings(
    shelf: Shelf, area: str, bases: tuple[tuple[str, Basis], ...], season: int | None, sign: SignEntry
) -> Readings:
    figures = SeriesReader(shelf, area, dict(bases), season=season)
    found = {day: _reading(figures, sign, day) for day in _days(figures, sign)}
    return {day: reading for day, reading in found.items() if reading is not None}


def _days(figures: SeriesReader, sign: SignEntry) -> list[dt.date]:
    """The days on which there may be a reading."""
    hidden = sign.where_hidden.above[:1] if sign.where_hidden else ()
    beside = (sign.printed_beside,) if sign.printed_beside else ()
    days = {day for measure in (*sign.above[:1], *hidden, *beside) for day in figures.days(measure)}
    if sign.staff:  # like with like: a council's own figures of other days stay out
        days &= set(figures.yearly(sign.above[0]).index)
    return sorted(days)


def _reading(figures: SeriesReader, sign: SignEntry, day: dt.date) -> Reading | None:
    counts = _above(figures, sign, day)
    if counts is None or not _is_whole(figures, sign, day, counts[0]):
        return None
    above, rests_on = counts
    below: float | None = None
    if sign.below is not None:
        under = [figures.volume(sign.below, each) for each in ((same_day(day, -1), day) if sign.average else (day,))]
        if any(figure.value is None for figure in under):
            return None
        below = sum(figure.number for figure in under) / len(under)
        rests_on = (*rests_on, *under)
    shown = figures.at(sign.shown_as, day) if sign.shown_as else None
    return Reading(above, below, rests_on, shown)


def _above(figures: SeriesReader, sign: SignEntry, day: dt.date) -> tuple[float, tuple[Figure, ...]] | None:
    """What is counted, and the figures it rests on; None where one of them is missing."""
    if sign.printed_beside is not None:
        share = figures.at(sign.printed_beside, day)
        if share.denominator is not None:
            return share.denominator, (share,)
    added = [figures.at(measure, day) for measure in sign.above]
    taken = [figures.at(measure, day) for measure in sign.less]
    if sign.where_hidden is not None and all(figure.value is None for figure in added):
        added = [figures.at(measure, day) for measure in sign.where_hidden.above]
        taken = [figures.at(measure, day) for measure in sign.where_hidden.less]
    if not added or any(figure.value is None for figure in (*added, *taken)):
        return None
    return sum(figure.number for figure in added) - sum(figure.number for figure in taken), (*added, *taken)


def _is_whole(figures: SeriesReader, sign: SignEntry, day: dt.date, above: float) -> bool:
    """Whether what must be held beside it is held, and it is no larger than its whole and no less than none."""
    beside: Sequence[str] = (*sign.needs, *((sign.within,) if sign.within else ()))
    if any(figures.at(measure, day).value is None for measure in beside):
        return False
    return sign.within is None or 0 <= above <= figures.at(sign.within, day).number
