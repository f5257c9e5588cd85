"""Where the limits of a control chart start anew, because somebody knows a reason: kept for every later paper."""

import json
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator

from analysis.catalogue.area_code import AreaCode
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.measure import measures
from analysis.catalogue.own import OwnCatalogue, in_use, read_entries
from analysis.catalogue.period import Month
from analysis.catalogue.yaml_reader import parse_yaml

KIND = "chart-steps"
ABOUT = """# Where the limits of a control chart start anew, and why: docs/methods/control_charts.md.
# `ask.trend(..., rebase={"2021-06": "new case system"}, keep=True)` adds an entry, or you do by hand.
"""


class ChartStep(BaseModel):
    """One month from which the chart of a measure in an area has limits of its own.

    month: YYYY-MM. reason: as it stands on the chart. baseline: how many first periods of each stretch fix its limits;
    all of them where left out.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    area: AreaCode
    measure: str
    month: str
    reason: str = Field(min_length=3)
    baseline: int | None = Field(default=None, ge=2)

    @field_validator("month")
    @classmethod
    def _is_a_month(cls, text: str) -> str:
        return str(Month.parse(text))


def chart_steps() -> tuple[ChartStep, ...]:
    """Return the steps of the workspace in use. Raises WorkbenchError naming every entry that is wrong."""
    return _chart_steps(in_use())


@lru_cache(maxsize=8)
def _chart_steps(own: OwnCatalogue) -> tuple[ChartStep, ...]:
    found, problems = read_entries(own, KIND, ChartStep)
    unknown = sorted({step.measure for step in found if step.measure not in measures()})
    problems += [f"{measure} is a measure of no catalogue" for measure in unknown]
    if problems:
        raise WorkbenchError(
            "The steps of control charts are wrong:\n" + "\n".join(problems), hint=f"Correct {own.file_for(KIND)}."
        )
    return tuple(found)


def steps_of(measure: str, area: str) -> tuple[ChartStep, ...]:
    """Return the steps of one chart, oldest first."""
    found = [step for step in chart_steps() if (step.measure, step.area) == (measure, area)]
    return tuple(sorted(found, key=lambda step: step.month))


def keep_steps(folder: Path, steps: Iterable[ChartStep]) -> Path:
    """Add steps to `chart-steps.yml` of a catalogue folder, and return the file; one that is there is not added again.

    The file is written beside and then renamed, so that nobody reads half of it.
    """
    path = folder / f"{KIND}.yml"
    before = path.read_text(encoding="utf-8") if path.is_file() else ABOUT
    there = parse_yaml(before.encode(), str(path)) or []
    known = {ChartStep.model_validate(entry) for entry in there} if isinstance(there, list) else set()
    lines = [line for line in before.splitlines() if line.strip() != "[]"]
    for step in steps:
        if step not in known:
            lines += _lines(step)
    folder.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".yml.new")
    beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
    beside.replace(path)
    return path


def _lines(step: ChartStep) -> list[str]:
    said = [f"{name}: {json.dumps(value)}" for name, value in step.model_dump(exclude_none=True).items()]
    return [f"- {said[0]}", *(f"  {line}" for line in said[1:])]
