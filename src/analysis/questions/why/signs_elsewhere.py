"""What the signs did among statistical neighbours and in England.

Of neighbours it is their median, as in tables and charts. All of them together may have gone the other way, since large
authorities then count for more: where the two do so, nobody can say which way neighbours went. And a median of ten
moves by itself: it went somewhere only where it moved by more than the spread of their changes allows.
"""

import datetime as dt
import math
from collections.abc import Sequence

import numpy as np

from analysis.catalogue.pathway import POPULATION
from analysis.catalogue.sign import SignEntry
from analysis.questions.answer import EvidenceUnit
from analysis.questions.series_reader import Figure, SeriesReader
from analysis.questions.why.elsewhere import direction_of
from analysis.questions.why.sign_readings import Reading, reading_on, readings
from analysis.questions.why.signs import HALF, Direction, Sign
from analysis.questions.why.steps import PER, PER_CENT
from analysis.questions.why.window import Window
from analysis.questions.why.year_to_year_variation import BEYOND_CHANCE

MEDIAN_OVER_MEAN = math.sqrt(math.pi / 2)  # standard error of a median over that of a mean
FEWEST = 3  # changes: below this their spread is not known
OPPOSITE: frozenset[Direction] = frozenset({"up", "down"})


def sign_elsewhere(
    figures: SeriesReader, codes: Sequence[str], sign: SignEntry, window: Window, name: str, unit: EvidenceUnit
) -> Sign:
    """Return the median of a sign in some areas, and which way they went; unknown where it is not held in any."""
    pairs = [_pair(figures.of(code), sign, window) for code in codes]
    ends = [
        [_shown(figures.of(code), sign, pair[end], day) for code, pair in zip(codes, pairs, strict=True)]
        for end, day in enumerate((window.before, window.after))
    ]
    before, after = _medians(ends)
    way = direction_of(before, after)
    if len(codes) > 1 and way in OPPOSITE and not _in_common(ends, before, after):
        way = "level"
    if way == "unknown":
        return Sign.unknown(name)
    torn = {way, direction_of(*_together(pairs))} == OPPOSITE
    shown = figures.at(sign.shown_as, window.after).unit if sign.shown_as else unit
    return Sign(
        name,
        "unknown" if torn else way,
        before,
        after,
        shown,
        clear=not torn and way != "level",
        figures=_counted(pairs),
        torn=torn,
    )


Pair = tuple[Reading | None, Reading | None]


def _pair(figures: SeriesReader, sign: SignEntry, window: Window) -> Pair:
    held = readings(figures, sign)
    return reading_on(held, sign, window.before), reading_on(held, sign, window.after)


def _shown(figures: SeriesReader, sign: SignEntry, reading: Reading | None, day: dt.date) -> float:
    """The figure that tables and charts show; NaN where there is none."""
    if sign.shown_as is not None:
        return figures.at(sign.shown_as, day).number
    scale = PER if sign.below == POPULATION else PER_CENT if sign.is_share else 1
    return math.nan if reading is None else reading.number * scale


def _together(pairs: Sequence[Pair]) -> tuple[float, float]:
    """The sign before and after over several areas together, of those that have it at both ends; NaN where none has."""
    held = [(before, after) for before, after in pairs if before is not None and after is not None]
    if not held:
        return math.nan, math.nan
    above = np.sum([[reading.above for reading in pair] for pair in held], axis=0)
    below = np.sum([[1.0 if reading.below is None else reading.below for reading in pair] for pair in held], axis=0)
    return float(above[0] / below[0]), float(above[1] / below[1])


def _in_common(ends: Sequence[Sequence[float]], before: float, after: float) -> bool:
    """Whether areas moved as their median did: most of them, the middle one of their changes, and beyond its error.

    Of n changes with standard deviation s the median has about 1.2533 s / sqrt(n) (normal: sqrt(pi / 2)). Medians of
    two dates can differ although most areas went the other way, or because other areas are held.
    """
    first, last = (np.array(values) for values in ends)
    changes = last / np.where(first == 0, math.nan, first) - 1
    known = changes[~np.isnan(changes)]
    if known.size < FEWEST:
        return False
    way = math.copysign(1, after - before)
    together = float(np.median(known)) * way > 0 and (known * way > 0).mean() > HALF
    error = MEDIAN_OVER_MEAN * known.std(ddof=1) / math.sqrt(known.size)
    return bool(together and abs(after / before - 1) > BEYOND_CHANCE * error)


def _medians(ends: Sequence[Sequence[float]]) -> tuple[float, float]:
    known = [[value for value in values if not math.isnan(value)] for values in ends]
    before, after = (float(np.median(values)) if values else math.nan for values in known)
    return before, after


def _counted(pairs: Sequence[Pair]) -> tuple[Figure, ...]:
    """What is counted above the line, in every area and at both ends."""
    return tuple(reading.figures[0] for pair in pairs for reading in pair if reading is not None)
