"""The years of other authorities: what a quantity did there, and how far it usually goes."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.questions.why.inquiry import Inquiry
from analysis.questions.why.quantities import Change, Quantity, change_of, held_figures
from analysis.questions.why.signs import Direction, Sign
from analysis.questions.why.window import Window, same_day
from analysis.questions.why.year_to_year_variation import BEYOND_CHANCE, ENOUGH_CHANGES, UNUSUAL, extra_variance

Place = tuple[str, Window]


@dataclass(frozen=True, slots=True)
class Scale:
    """How far one quantity usually goes: its variance beyond chance, and the size that only 1 in 20 changes reach."""

    extra: float
    limit: float

    def sign(self, name: str, change: Change | None) -> Sign:
        """Return the change as a sign: its direction beyond chance, and whether it is out of the ordinary."""
        if change is None:
            return Sign.unknown(name)
        size = change.on_scale(self.extra)
        way: Direction = "up" if change.value > 0 else "down"
        level = change.value == 0 or change.by_chance(BEYOND_CHANCE)
        return Sign(name, "level" if level else way, clear=abs(size) >= self.limit)


def places_of(inquiry: Inquiry) -> list[Place]:
    """Every year (or as many years as the window has) of every other authority for which the measure is held."""
    years = inquiry.window.years
    held = {area: inquiry.figures.of(area).days(inquiry.pathway.count) for area in inquiry.areas}
    return [
        (area, Window(day, same_day(day, years)))
        for area, days in held.items()
        for day in days
        if same_day(day, years) in days
    ]


def changes_at(inquiry: Inquiry, quantity: Quantity, places: Sequence[Place]) -> dict[Place, Change]:
    """Return how far a quantity went in each place that has it at both ends."""
    held = {area: held_figures(inquiry.figures.of(area), quantity) for area in inquiry.areas}
    found = ((place, change_of(held[place[0]], quantity, place[1])) for place in places)
    return {place: change for place, change in found if change is not None}


def scale_of(changes: Mapping[Place, Change]) -> Scale:
    """Return how far the changes of a quantity usually go; with too few of them nothing is out of the ordinary."""
    values = np.array([change.value for change in changes.values()])
    extra = extra_variance(values, np.array([change.variance for change in changes.values()]))
    sizes = [abs(change.on_scale(extra)) for change in changes.values()]
    return Scale(
        extra, float(np.quantile(sizes, 1 - UNUSUAL, method="higher")) if len(sizes) >= ENOUGH_CHANGES else math.inf
    )
