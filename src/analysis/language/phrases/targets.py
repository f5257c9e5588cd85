"""Targets as a reader meets them: with their unit, their date, and what a range in one cell means."""

import re
from collections.abc import Iterable, Mapping, Sequence

from analysis.catalogue.measure import measures
from analysis.catalogue.observation import Unit
from analysis.catalogue.unit import units
from analysis.language.numbers import number
from analysis.language.sentence_context import listed
from analysis.questions.report_card.aims import Aimed, Kind

LEVELS: Mapping[Kind, str] = {"minimum": "minimum ", "upper": "upper "}
WHOLE = 100.0
BY = " by "
_OR_MORE = re.compile(r"^[\d.,]+\s*\+\s*(month)?$")


def in_unit(value: float, unit: Unit) -> str:
    """Return a figure with its unit: whole where it is whole, else with one decimal."""
    return f"{number(value, unit, 0 if value == round(value) else 1)}{units()[unit].spaced('in_cell')}"


def targets_in_words(targets: Iterable[Aimed], polarity: str = "neutral") -> str:
    """Return every target: `79% by December 2012; 88% by July 2013`, `5% to 10%`.

    A minimum and an upper target are told by what they rate, where the polarity says which is the better one: `green
    at 95% or more, red below 85%`. So is an upper one alone. Others are told as the paper prints them: `minimum 90%`.
    """
    targets = tuple(targets)
    if polarity != "neutral" and sorted(target.kind for target in targets) == ["minimum", "upper"]:
        return _by_colour(targets, high_is_good=polarity == "high_is_good")
    if polarity == "high_is_good" and [target.kind for target in targets] == ["upper"]:
        return _green(targets[0], high_is_good=True)
    dated: dict[str, list[str]] = {}
    for target in targets:
        dated.setdefault(f"{LEVELS.get(target.kind, '')}{_amount(target)}", []).append(_when(target))
    return "; ".join(f"{amount}{_dates(when)}" for amount, when in dated.items())


def polarity_of(measure: str) -> str:
    """Return which direction is better for a measure; neutral for one that the catalogue does not know."""
    return measures()[measure].polarity if measure in measures() else "neutral"


def _by_colour(targets: tuple[Aimed, ...], *, high_is_good: bool) -> str:
    worse, better = sorted(targets, key=lambda target: target.value if high_is_good else -target.value)
    beyond = "below" if high_is_good else "above"
    return f"{_green(better, high_is_good=high_is_good)}, red {beyond} {in_unit(worse.value, worse.unit)}{_when(worse)}"


def _green(better: Aimed, *, high_is_good: bool) -> str:
    or_beyond = "or more" if high_is_good else f"or {units()[better.unit].fewer}"
    green = f"green at {in_unit(better.value, better.unit)}{units()[better.unit].spaced('after_target')}"
    nothing_beyond = better.value == 0 if not high_is_good else better.unit == "percent" and better.value == WHOLE
    if not nothing_beyond:
        green = f"{green} {or_beyond}"
    return f"{green}{_when(better)}"


def _amount(target: Aimed) -> str:
    if target.kind == "band":
        return f"{in_unit(target.value, target.unit)} to {in_unit(target.top, target.unit)}"
    more = _OR_MORE.match(target.as_printed)
    if more:
        return f"{in_unit(target.value, target.unit)} or more{' a month' if more[1] else ''}"
    return f"{in_unit(target.value, target.unit)}{units()[target.unit].spaced('after_target')}"


def _dates(when: Sequence[str]) -> str:
    """Return every date of one amount: ` by December 2012 and July 2013`; nothing of one without a date."""
    known = [date.removeprefix(BY) for date in dict.fromkeys(when) if date]
    return f"{BY}{listed(known)}" if known else ""


def _when(target: Aimed) -> str:
    return "" if target.due_on is None else f"{BY}{target.due_on:%B %Y}"
