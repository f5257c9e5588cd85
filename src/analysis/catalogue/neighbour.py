"""Statistical neighbours: the authorities most like one another, by the model that named them."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from analysis.catalogue.area import areas
from analysis.catalogue.errors import WorkbenchError

Model = Literal["2025", "2021", "2011"]
MODELS: tuple[Model, ...] = get_args(Model)


@dataclass(frozen=True, slots=True)
class NeighbourGroup:
    """The neighbours of one authority under one model, nearest first; the authority is not its own neighbour.

    code: what the group is called as an area (`SN2025-E06000027`); empty for one of the council's own choice, which has
    no model either. members: canonical ONS codes.
    closeness: in the model's own words, one per member, empty where the source does not say.
    """

    code: str
    name: str
    model: Model | None
    members: tuple[str, ...]
    closeness: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The members' names."""
        return tuple(areas()[member].name for member in self.members)


def neighbours(area_code: str, model: Model = "2025") -> NeighbourGroup:
    """Return the neighbours of an authority.

    2025, 2021: the Department for Education's models. 2011: as Torbay's paper of October 2011 lists them.
    Raises WorkbenchError where the model has no group for the authority (it had closed, or had not opened).
    """
    area = areas()[area_code]
    groups = _groups(model)
    if area_code not in groups:
        held = [other for other in MODELS if area_code in _groups(other)]
        raise WorkbenchError(
            f"The {model} model has no statistical neighbours for {area.name}.",
            hint=f"Its groups of {' and '.join(held)} are held." if held else "Compare it with its region or England.",
        )
    code = f"SN{model}-{area_code}"
    members = groups[area_code]
    return NeighbourGroup(code, areas()[code].name, model, tuple(members), tuple(members.values()))


def own_choice(area_code: str, members: Sequence[str]) -> NeighbourGroup:
    """Return the authorities that a council sets itself beside, as council.yml names them, in its order.

    members: ONS codes; a second naming, and the area itself, are left out. Raises UnknownNameError for an unknown area.
    """
    others = tuple(code for code in dict.fromkeys(members) if code != area_code)
    return NeighbourGroup(
        "", f"the authorities that {areas()[area_code].name} chose", None, others, ("",) * len(others)
    )


@cache
def _groups(model: Model) -> Mapping[str, Mapping[str, str]]:
    text = files("analysis.catalogue").joinpath("neighbours", f"{model}.csv").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    for row in csv.DictReader(text.splitlines()):  # the file is in order of rank
        found.setdefault(row["area"], {})[row["neighbour"]] = row["closeness"]
    return found
