"""Targets: what a paper says a figure should reach, by when, and what reaching it means."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.measure import Polarity, measures
from analysis.catalogue.observation import Unit
from analysis.catalogue.period import Basis
from analysis.catalogue.validation import wrong_entries
from analysis.catalogue.yaml_reader import load_yaml

Level = Literal["minimum", "upper", "target"]


class Target(BaseModel):
    """One dated target of one measure.

    basis: how the figures it is for are counted, where the paper says so. due_on: the last day of the period in which
    it must be met. value: in `unit`. as_printed: the paper's own text. source: document and line.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    area: str
    measure: str
    level: Level = "target"
    basis: Basis | None = None
    due_on: dt.date
    value: float
    unit: Unit
    as_printed: str
    source: str

    def is_met_by(self, value: float) -> bool | None:
        """Whether `value` reaches the target, or None where neither direction is good."""
        return reaches(value, self.value, measures()[self.measure].polarity)


def reaches(value: float, limit: float, polarity: Polarity) -> bool | None:
    """Whether `value` is at `limit` or on the good side of it; None for a neutral measure."""
    if polarity == "neutral":
        return None
    return value >= limit if polarity == "high_is_good" else value <= limit


@cache
def targets() -> tuple[Target, ...]:
    """Read the dated targets of every paper, in order of file, measure and date.

    Raises WorkbenchError naming every entry that is wrong.
    """
    found: list[Target] = []
    problems: list[str] = []
    for file in sorted(files("analysis.catalogue").joinpath("targets").iterdir(), key=lambda path: path.name):
        if not file.name.endswith(".yml"):
            continue
        for position, entry in enumerate(load_yaml(file.read_text(encoding="utf-8")) or [], start=1):
            try:
                found.append(Target.model_validate(entry))
            except ValidationError as error:
                problems += [f"{file.name}, entry {position}: {problem}" for problem in wrong_entries(error)]
    problems += [f"{target.measure} is not in the catalogue" for target in found if target.measure not in measures()]
    if problems:
        raise WorkbenchError("The catalogue of targets is wrong:\n" + "\n".join(problems), hint="Correct the entries.")
    return tuple(found)


def targets_of(measure: str, area: str, on: dt.date | None = None) -> Sequence[Target]:
    """Return the targets of a measure, earliest first; with `on`, the first date on or after it and all due then."""
    every = sorted((t for t in targets() if (t.measure, t.area) == (measure, area)), key=lambda target: target.due_on)
    if on is None:
        return every
    to_come = [target for target in every if target.due_on >= on]
    return [target for target in to_come if target.due_on == to_come[0].due_on] if to_come else []
