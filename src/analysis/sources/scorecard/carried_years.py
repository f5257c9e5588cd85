"""Months and quarters without a year, beside dated ones that they follow: "Q1 24/25 | Q2 | Q3 | Q4 | Q1 25/26 | Q2"."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from analysis.sources.scorecard.period_words import PeriodKind, PeriodWords

IN_A_YEAR: Mapping[PeriodKind, int] = {"month": 12, "quarter": 4}


def with_carried_years(periods: Mapping[int, PeriodWords]) -> dict[int, PeriodWords]:
    """Return periods, each without a year in that of the dated one of its kind which it follows.

    periods: by column or row, in their order. One that is not the next, or would be of two years by those on either
    side, stays without.
    """
    carried = dict(periods)
    for kind in IN_A_YEAR:
        places = [place for place, period in periods.items() if period.kind == kind]
        after = _carried([periods[place] for place in places])
        before = list(reversed(_carried([periods[place] for place in reversed(places)])))
        for place, one, other in zip(places, after, before, strict=True):
            if one == other or None in (one.year, other.year):
                carried[place] = one if one.year is not None else other
    return carried


def dated_kinds(periods: Iterable[PeriodWords]) -> set[PeriodKind]:
    """Return the kinds of which at least one says its year."""
    return {period.kind for period in periods if period.year is not None}


def _carried(periods: list[PeriodWords]) -> list[PeriodWords]:
    """Give each period without a year that of the one before it, where it is the next or the last but this."""
    found: list[PeriodWords] = []
    for period in periods:
        before = found[-1] if found else None
        follows = before is not None and before.year is not None and period.year is None
        found.append(_beside(before, period) if follows and before is not None else period)
    return found


def _beside(dated: PeriodWords, period: PeriodWords) -> PeriodWords:
    """Return a period in the year in which it stands next to a dated one; unchanged where it does not."""
    many = IN_A_YEAR[period.kind]
    place = (dated.year or 0) * many + (dated.number or 1) - 1
    nearest = next((one for one in (place + 1, place - 1) if one % many + 1 == period.number), None)
    return period if nearest is None else replace(period, year=nearest // many)
