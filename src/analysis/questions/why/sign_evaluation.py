"""Which way a sign went, and how far out of the ordinary: one rule for the area and for every other authority."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import replace

from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import POPULATION
from analysis.catalogue.sign import ELSEWHERE, SignEntry, sign_of
from analysis.methods import rates
from analysis.questions.answer import EvidenceUnit
from analysis.questions.series_reader import Figure, SeriesReader
from analysis.questions.why.inquiry import Inquiry
from analysis.questions.why.sign_readings import Change, change_over, readings
from analysis.questions.why.signs import CHANCE, Below, Direction, Share, Sign, Signs, below_of
from analysis.questions.why.signs_elsewhere import sign_elsewhere
from analysis.questions.why.steps import PER, PER_CENT
from analysis.questions.why.window import Window
from analysis.questions.why.year_to_year_variation import BEYOND_CHANCE, usual_sign


def evaluate(
    figures: SeriesReader, others: tuple[str, ...], sign: SignEntry, window: Window, *, clear: bool = True
) -> Sign:
    """Return a sign of the area of `figures` over a window; unknown where one end is not held.

    others: the authorities whose changes show what is usual, this one not among them. clear: whether it is asked if
    the change is out of the ordinary, which takes the figures of all of them.
    """
    change = change_over(readings(figures, sign), sign, window)
    if change is None:
        return Sign.unknown(sign.sign)
    way = direction_of(change, sign)
    scale = PER if sign.below == POPULATION else PER_CENT if sign.is_share else 1
    before, after = (_known(reading.number * scale) for reading in (change.before, change.after))
    return Sign(
        sign.sign,
        way,
        before,
        after,
        unit_of(sign),
        clear=clear and _is_clear(figures, others, sign, change, way, window),
        figures=_in_turn(change),
        made_below=_made_below(change, sign),
    )


def _made_below(change: Change, sign: SignEntry) -> Below | None:
    """Return the count below the line where it made most of the change; none of a population or a stock."""
    if not sign.is_sampled[1] or sign.below is None or change.before.below is None or change.after.below is None:
        return None
    above = (change.before.above, change.after.above)
    return below_of(sign.below, above, (change.before.below, change.after.below))


def direction_of(change: Change, sign: SignEntry) -> Direction:
    """Return which way a change went: level where chance alone explains it, or where it is less than the sign's own."""
    if sign.below is None and sign.level_within is None and not sign.points:  # a count, judged as sentences judge it
        before, after = round(change.before.above), round(change.after.above)
        level = rates.chance_of_difference(before, after) >= CHANCE
    elif sign.level_within is None:
        level = change.value == 0 or change.by_chance(BEYOND_CHANCE)
    else:
        least = max(sign.level_within.units, sign.level_within.part * change.before.number)
        level = abs(change.difference) < least or change.difference == 0
    if level:
        return "level"
    return "up" if change.value > 0 else "down"


def unit_of(sign: SignEntry) -> EvidenceUnit:
    """Return the unit in which a sign is told."""
    if sign.below is not None:
        return "per_10000" if sign.below == POPULATION else "percent" if sign.is_share else "ratio"
    return measures()[sign.above[0]].unit if sign.above else "count"


def look(
    inquiry: Inquiry, names: Iterable[str], found: Iterable[Sign] = (), shares: Mapping[str, Share] | None = None
) -> Signs:
    """Return the signs by these names, with those already `found`; one that this data cannot show is unknown.

    shares: how much of the whole change some of them make up.
    """
    known = {sign.name: sign for sign in found}
    for name in names:
        if name not in known:
            known[name] = sign_here(inquiry, name)
    return Signs({name: replace(sign, share=(shares or {}).get(name)) for name, sign in known.items()})


def sign_here(inquiry: Inquiry, name: str) -> Sign:
    """Return one sign of the inquiry's area and window, or of its neighbours and England where the name says so."""
    place, dot, own = name.partition(".")
    elsewhere = bool(dot) and place in ELSEWHERE
    sign = sign_of(own if elsewhere else name, inquiry.pathway)
    if sign is None:
        return Sign.unknown(name)
    if elsewhere:
        england = () if inquiry.figures.area == inquiry.chosen.england else (inquiry.chosen.england,)
        codes = inquiry.chosen.members if place == "neighbours" else england
        return sign_elsewhere(inquiry.figures, codes, sign, inquiry.window, name, unit_of(sign))
    return evaluate(inquiry.figures, inquiry.areas, sign, inquiry.window)


def _is_clear(
    figures: SeriesReader, others: tuple[str, ...], sign: SignEntry, change: Change, way: Direction, window: Window
) -> bool:
    """Whether a change is out of the ordinary, by the years that its sentences are set beside.

    Where too few others are held to say, whether it went anywhere.
    """
    if sign.clear_from is not None:
        return abs(change.difference) >= sign.clear_from
    if sign.clear == "moved":
        return way != "level"
    usual = usual_sign(figures, others, window, sign)
    return usual.unusual if usual.known else way != "level"


def _known(value: float) -> float | None:
    return None if math.isnan(value) else value


def _in_turn(change: Change) -> tuple[Figure, ...]:
    """Every figure of both ends, each beside its own before."""
    pairs = zip(change.before.figures, change.after.figures, strict=False)
    return tuple(figure for pair in pairs for figure in pair)
