"""A scenario: what is supposed to change, by how much, from when, and what a child's week costs."""

import datetime as dt
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from analysis.catalogue.errors import UnknownNameError, WorkbenchError
from analysis.catalogue.validation import wrong_entries
from analysis.catalogue.yaml_reader import parse_yaml

Yardstick = Literal["neighbours", "region", "england", "own_average"]


EXAMPLES = "`workbench list scenarios` lists those there are; copy one of data/scenarios and change it."


class Assumption(BaseModel):
    """One step changed: multiplied, added to, or set to a value or to what others have.

    step: as the pathway names it (`icpc_per_s47`, `referral_rate`, `population`), or `exit_share`: the share of
    children there at the start or starting in the year who leave within it. since: the day it changes; where left
    out, the first day after the newest year with figures, whatever the month of the run.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    step: str
    since: dt.date | None = Field(default=None, alias="from")
    multiply: float | None = Field(default=None, gt=0)
    add: float | None = None
    set_to: float | Yardstick | None = Field(default=None, alias="set")

    @model_validator(mode="after")
    def _one_verb(self) -> Self:
        given = [verb for verb in (self.multiply, self.add, self.set_to) if verb is not None]
        if len(given) != 1:
            message = f"{self.step}: give exactly one of multiply, add and set"
            raise ValueError(message)
        return self

    def applied_to(self, now: float) -> float | Yardstick:
        """Return what a step that is `now` would be, in its own unit; whose figure it would be, where others set it."""
        if self.multiply is not None:
            return now * self.multiply
        if self.add is not None:
            return now + self.add
        return "own_average" if self.set_to is None else self.set_to


class Cost(BaseModel):
    """What one child costs for a week, in the prices of the first year, with yearly inflation in percent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pounds_per_week: float = Field(gt=0)
    inflation_percent: float = 0.0
    source: str


class Scenario(BaseModel):
    """A question of the form "what if": one measure, a few assumptions, some years."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    measure: str = "cp_rate"
    years: int = Field(default=3, ge=1, le=6)
    assumptions: tuple[Assumption, ...] = Field(min_length=1)
    cost: Cost | None = None
    why: str = ""


def read_scenario(path: Path) -> Scenario:
    """Read a scenario from YAML. Raises WorkbenchError with everything that is wrong in it."""
    place = str(path.resolve())
    if not path.exists():
        raise WorkbenchError("There is no such scenario.", where=place, hint=EXAMPLES)
    if path.is_dir():
        raise WorkbenchError("This is a folder, and a scenario is one file of it.", where=place, hint=EXAMPLES)
    said = parse_yaml(path.read_bytes(), place)
    if said is None:
        raise WorkbenchError("The file is empty.", where=place, hint=EXAMPLES)
    try:
        return Scenario.model_validate(said)
    except ValidationError as error:
        listed = "\n".join(f"  - {problem}" for problem in wrong_entries(error, "the scenario"))
        raise WorkbenchError(f"The scenario cannot be used:\n{listed}", where=place, hint=EXAMPLES) from None


def find_scenario(name: str, *folders: Path) -> Scenario:
    """Return the scenario called `name` (a file stem) in the first of `folders` with it, or at that path.

    Raises UnknownNameError, with near matches, where there is none; WorkbenchError where the file is no scenario.
    """
    as_path = Path(name)
    if as_path.suffix in {".yml", ".yaml"} or as_path.is_dir():
        return read_scenario(as_path)
    known = {path.stem: path for folder in reversed(folders) for path in sorted(folder.glob("*.yml"))}
    if name not in known:
        raise UnknownNameError.from_name_and_known("scenario", name, known)
    return read_scenario(known[name])
