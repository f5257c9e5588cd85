"""A change from before a reorganisation to after it: no authority has it, and the same land may have both figures."""

import datetime as dt
import math
from collections.abc import Sequence

from analysis.catalogue.area import Area, areas
from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import Pathway
from analysis.catalogue.period import Month
from analysis.catalogue.unit import units
from analysis.methods.rates import round_half_up
from analysis.questions.reorganisation import SameLand
from analysis.questions.series_reader import SeriesReader


def across_reorganisation(figures: SeriesReader, pathway: Pathway, between: Sequence[str]) -> NoFiguresError | None:
    """Return the error that says who was there when, with the figures of the same land where they can be added up.

    Null where both months are of one side of the reorganisation, or the area was never reorganised.
    """
    area, land = areas()[figures.area], SameLand.around(figures.area)
    try:
        days = [Month.parse(month).last_day for month in between]
    except ValueError:
        return None
    if land is None or len(days) != len(("before", "after")) or all(area.existed_on(day) for day in days):
        return None
    boundary = f"ended on {_day(area.closed)}" if area.closed else f"began on {_day(area.opened)}"
    what = f"{area.name} {boundary}, so that no figure of its own spans {_span(days)}."
    added = _same_land(figures, pathway, land, days)
    others = _listed(land.after if area.closed else land.before)
    first, then = (area.in_sentence, others) if area.closed else (others, area.in_sentence)
    sides = f"Ask for a change on one side of it: of {first} before, or of {then} after."
    hint = sides if added else f"No sum over the same area is held. {sides}"
    return NoFiguresError(f"{what} {added}".strip(), hint=hint)


def _same_land(figures: SeriesReader, pathway: Pathway, land: SameLand, days: Sequence[dt.date]) -> str:
    """Say what the land had on both days; empty where that is not held or cannot be added."""
    shown = pathway.rate or pathway.count
    held = SeriesReader.from_store(figures.shelf.store, figures.area, max(days))
    values = [land.value(held, shown, day) for day in days]
    if any(math.isnan(value) for value in values):
        return ""
    unit = measures()[shown].unit
    places = units()[unit].decimals
    parts = [
        f"{round_half_up(value, places):,.{places}f} in {Month.of(day).words} ({_listed(land.there_on(day))})"
        for value, day in zip(values, days, strict=True)
    ]
    return f"{measures()[shown].label} of the same area: {parts[0]}; {parts[1]}."


def _listed(found: Sequence[Area]) -> str:
    """Names one after the other, set apart so that an "and" in one of them joins nothing."""
    return "; ".join(area.in_sentence for area in found)


def _span(days: Sequence[dt.date]) -> str:
    return f"{Month.of(days[0]).words} to {Month.of(days[1]).words}"


def _day(day: dt.date | None) -> str:
    return "" if day is None else f"{day.day} {day:%B %Y}"
