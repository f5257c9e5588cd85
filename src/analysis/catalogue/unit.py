"""What figures are counted in and how each is written, from units.yml."""

import re
from functools import cache
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from analysis.catalogue.observation import Unit
from analysis.catalogue.package_file import read_package_file, repeated, wrong_file

FILE = "units.yml"
WrittenUnit = Unit | Literal["text", "ratio", "probability"]
WRITTEN: tuple[str, ...] = (*get_args(Unit), "text", "ratio", "probability")


class UnitEntry(BaseModel):
    """One entry of units.yml, as its head describes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    unit: WrittenUnit
    words: str
    decimals: int
    after: str = ""
    in_cell: str = ""
    after_target: str = ""
    in_issue: str = ""
    of: str = ""
    unless: tuple[str, ...] = ()
    compared_as: str | None = None
    fewer: Literal["fewer", "less"]

    def spaced(self, where: Literal["after", "in_cell", "after_target", "in_issue"]) -> str:
        """Return what stands after a figure, with the space before it; a per cent sign has none."""
        words = str(getattr(self, where))
        return words if words in ("", "%") else f" {words}"

    def named(self, name: str) -> str:
        """Return a measure's name with what it is of: `share of referrals`, `rate of contacts`, `the audit score`."""
        says_it = any(re.search(rf"\b{word}s?\b", name) for word in self.unless)
        return name if says_it or not self.of else f"{self.of} {name}"


@cache
def units() -> dict[str, UnitEntry]:
    """Return every unit by its name. Raises WorkbenchError with everything that is wrong, or has no entry."""
    found = read_package_file(FILE, tuple[UnitEntry, ...])
    problems = list(repeated("the units", [(entry.unit,) for entry in found]))
    known = {str(entry.unit): entry for entry in found}
    problems += [f"the unit {unit} has no entry" for unit in WRITTEN if unit not in known]
    if problems:
        raise wrong_file(FILE, problems)
    return known


def places_beside_others(unit: str) -> int:
    """Return the decimals of a figure that stands beside others, in a column or a comparison: a percentage has one."""
    return 1 if unit == "percent" else units()[unit].decimals
