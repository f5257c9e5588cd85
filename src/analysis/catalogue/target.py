"""Targets: what a paper says a figure should reach, by when, and what reaching it means."""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from analysis.catalogue.area_code import AreaCode
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.measure import Polarity, measures
from analysis.catalogue.observation import Unit
from analysis.catalogue.own import OwnCatalogue, in_use, read_entries
from analysis.catalogue.period import Basis

Level = Literal["minimum", "upper", "target"]


class Target(BaseModel):
    """One dated target of one measure.

    basis: how the figures it is for are counted, where the paper says so. due_on: the last day of the period in which
    it must be met. value: in `unit`. as_printed: the paper's own text. source: document and line.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    area: AreaCode
    measure: str
    level: Level = "target"
    basis: Basis | None = None
    due_on: dt.date
    value: float
    unit: Unit
    as_printed: str
    source: str


def reaches(value: float, limit: float, polarity: Polarity) -> bool | None:
    """Whether `value` is at `limit` or on the good side of it; None for a neutral measure."""
    if polarity == "neutral":
        return None
    return value >= limit if polarity == "high_is_good" else value <= limit


def targets() -> tuple[Target, ...]:
    """Return the dated targets of the workspace in use, in order of file and entry.

    Raises WorkbenchError naming every entry that is wrong.
    """
    return _targets(in_use())


@lru_cache(maxsize=8)
def _targets(own: OwnCatalogue) -> tuple[Target, ...]:
    found, problems = read_entries(own, "targets", Target)
    unknown = sorted({target.measure for target in found if target.measure not in measures()})
    problems += [f"{measure} is a measure of no catalogue; {own.file_for('measures')} takes it" for measure in unknown]
    if problems:
        raise WorkbenchError("The targets are wrong:\n" + "\n".join(problems), hint="Correct the entries.")
    return tuple(found)


def targets_of(measure: str, area: str, on: dt.date | None = None) -> Sequence[Target]:
    """Return the targets of a measure, earliest first; with `on`, the first date on or after it and all due then."""
    every = sorted((t for t in targets() if (t.measure, t.area) == (measure, area)), key=lambda target: target.due_on)
    if on is None:
        return every
    to_come = [target for target in every if target.due_on >= on]
    return [target for target in to_come if target.due_on == to_come[0].due_on] if to_come else []
