"""Targets as a reader meets them: with their unit, their date, and what a range in one cell means."""

import re
from collections.abc import Iterable, Mapping

from analysis.catalogue.observation import Unit
from analysis.present.numbers import number
from analysis.questions.report_card.aims import Aimed, Kind

AFTER: Mapping[Unit, str] = {"days": " days", "weeks": " weeks"}
AFTER_TARGET: Mapping[Unit, str] = {"cases_per_fte": " cases a worker"}  # a figure's own name says it already
LEVELS: Mapping[Kind, str] = {"minimum": "minimum ", "upper": "upper "}
_OR_MORE = re.compile(r"^[\d.,]+\s*\+\s*(month)?$")


def in_unit(value: float, unit: Unit) -> str:
    """Return a figure with its unit: whole where it is whole, else with one decimal."""
    return f"{number(value, unit, 0 if value == round(value) else 1)}{AFTER.get(unit, '')}"


def targets_in_words(targets: Iterable[Aimed]) -> str:
    """Return every target: `79% by December 2012; 88% by July 2013`, `minimum 90%; upper 100%`, `5% to 10%`."""
    told = [f"{LEVELS.get(target.kind, '')}{_amount(target)}{_when(target)}" for target in targets]
    return "; ".join(dict.fromkeys(told))


def _amount(target: Aimed) -> str:
    if target.kind == "band":
        return f"{in_unit(target.value, target.unit)} to {in_unit(target.top, target.unit)}"
    more = _OR_MORE.match(target.as_printed)
    if more:
        return f"{in_unit(target.value, target.unit)} or more{' a month' if more[1] else ''}"
    return f"{in_unit(target.value, target.unit)}{AFTER_TARGET.get(target.unit, '')}"


def _when(target: Aimed) -> str:
    return "" if target.due_on is None else f" by {target.due_on:%B %Y}"
