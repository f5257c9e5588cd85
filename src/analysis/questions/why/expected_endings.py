"""Endings beside those that the plans there were let expect: a change of pace that neither number shows by itself.

How many plans end in a year follows how many were open at its start and how many started in it, of which the first had
all the year to end. Over the published years of English authorities these two carry most of it
(`pathways.yml`, `end_within_year`: weighted least squares), so that endings beside what they let expect vary less from
year to year than endings for each plan open on average: a standard deviation of 0.12 on the log scale, not 0.19. The
yardstick is the mean of the years before, five at most and two at least: one year alone would double the noise.
"""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from analysis.catalogue.pathway import Stock
from analysis.questions.series_reader import SeriesReader, Shelf
from analysis.questions.why.inquiry import Inquiry, Part
from analysis.questions.why.signs import Sign
from analysis.questions.why.stock_flow import year_to
from analysis.questions.why.window import same_day
from analysis.questions.why.year_to_year_variation import BEYOND_CHANCE, ENOUGH_CHANGES, UNUSUAL

YEARS_BEFORE = 5  # at most: further back other people and rules closed plans
FEWEST_YEARS = 2
# Of the variance that endings would have were all plans alike: those of one age end alike, which leaves less to chance.
# In made-up worlds whose speed of exits is known (seeds 730001 on) it is .72 to .85 of it.
LEFT_TO_CHANCE = 0.75
FEWEST = 5  # endings: below this nothing is said of their pace


@dataclass(frozen=True, slots=True)
class Pace:
    """Endings of a year for each one that was expected, as a logarithm, and its variance: each plan ends or not.

    years: of a change, how many years before it is a change from.
    """

    value: float
    variance: float
    years: int = 0


def expected_endings(inquiry: Inquiry, stock: Stock) -> Part:
    """Return the sign that more or fewer ended than expected; unknown where fewer than two years before are held."""
    if stock.end_within_year is None:
        return Part()
    name, window = f"{stock.ended}_as_before", inquiry.window
    found = changes_of_pace(inquiry.figures, stock).get(window.after) if window.one_year else None
    if found is None:
        return Part(signs=(Sign.unknown(name),))
    years = [year_to(inquiry.figures, stock, same_day(window.after, -back)) for back in range(found.years + 1)]
    by_chance = abs(found.value) <= BEYOND_CHANCE * math.sqrt(found.variance)
    sign = Sign(
        name,
        "level" if by_chance else "up" if found.value > 0 else "down",
        years[0].ended.number / math.exp(found.value),
        years[0].ended.number,
        clear=not by_chance and _is_rare(inquiry, stock, found),
        figures=tuple(figure for year in years for figure in (year.ended, year.at_start, year.started)),
    )
    return Part(signs=(sign,))


def changes_of_pace(figures: SeriesReader, stock: Stock) -> Mapping[dt.date, Pace]:
    """Return by day how the pace of endings in the year to it differs from the mean of the years before it."""
    return _changes(figures.shelf, figures.area, stock)


@lru_cache(maxsize=1_000)  # an authority is one of the others for all the others
def _changes(shelf: Shelf, area: str, stock: Stock) -> Mapping[dt.date, Pace]:
    figures = SeriesReader(shelf, area)
    open_, started, ended = (figures.yearly(measure) for measure in (stock.at_end, stock.started, stock.ended))
    paces = {
        day: pace
        for day in ended.index
        if same_day(day, -1) in open_ and day in started
        if (pace := pace_of(stock, open_[same_day(day, -1)], started[day], ended[day])) is not None
    }
    found = {}
    for day, pace in paces.items():
        days = takewhile(paces.__contains__, (same_day(day, -back) for back in range(1, YEARS_BEFORE + 1)))
        before = [paces[each] for each in days]
        if len(before) >= FEWEST_YEARS:
            usual = sum(each.value for each in before) / len(before)
            variance = pace.variance + sum(each.variance for each in before) / len(before) ** 2
            found[day] = Pace(pace.value - usual, variance, len(before))
    return found


def pace_of(stock: Stock, at_start: float, started: float, ended: float) -> Pace | None:
    """Return the pace of a year; null of fewer than five endings, or where more ended than there were."""
    weights = stock.end_within_year
    if weights is None or ended < FEWEST or ended > at_start + started:
        return None
    expected = weights.open * at_start + weights.started * started
    return Pace(math.log(ended / expected), LEFT_TO_CHANCE * (1 - ended / (at_start + started)) / ended)


def _is_rare(inquiry: Inquiry, stock: Stock, found: Pace) -> bool:
    """Whether fewer than 1 in 20 changes of other authorities up to the same day were as large, up or down."""
    others = [
        abs(change.value)
        for code in inquiry.areas
        for day, change in _changes(inquiry.figures.shelf, code, stock).items()
        if day <= inquiry.window.after
    ]
    as_large = sum(size >= abs(found.value) for size in others)
    return len(others) >= ENOUGH_CHANGES and (as_large + 1) / (len(others) + 1) < UNUSUAL
