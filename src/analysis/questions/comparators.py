"""Whom an authority is compared with: its statistical neighbours under the model in force, its region, England."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.catalogue.area import ENGLAND, areas
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.neighbour import Model, NeighbourGroup, neighbours
from analysis.catalogue.period import Month
from analysis.methods import summaries
from analysis.questions.series_reader import SeriesReader

NEW_MODEL_FROM = Month(2025, 4)  # DfE's 2025 groups replace those of April 2021
EARLIER_MODELS_END = Month(2021, 4)  # membership before is not held
FEWEST_COMPARABLE = 5
FEWEST_WITH_A_MIDDLE = 3  # figures of one or two areas are theirs, and no middle of those that are alike
UNROUNDED = 9  # decimals of a middle that is reckoned with or drawn, and rounded where it is printed
ABOUT = 0.1  # of a median: nearer than this is "about the same as", where no interval says more


@dataclass(frozen=True, slots=True)
class Comparators:
    """The areas to compare with that have figures here.

    group: null where no model has the authority. members: neighbours with figures of the measure asked about.
    in_force: whether the group was the one in force in the report month.
    """

    group: NeighbourGroup | None
    members: tuple[str, ...]
    region: str | None
    england: str
    in_force: bool


def comparators(figures: SeriesReader, measure: str, month: Month) -> Comparators:
    """Return whom the area of `figures` is compared with on `measure` in a report of `month`."""
    group = group_in_force(figures.area, month)
    members = tuple(code for code in group.members if figures.of(code).days(measure)) if group else ()
    return Comparators(group, members, areas()[figures.area].region, ENGLAND, month >= EARLIER_MODELS_END)


def group_in_force(area: str, month: Month) -> NeighbourGroup | None:
    """Return the neighbours in force in `month`, the nearest model held where that one has none, or nothing."""
    wanted: tuple[Model, ...] = ("2025", "2021") if month >= NEW_MODEL_FROM else ("2021", "2025")
    for model in wanted:
        try:
            return neighbours(area, model)
        except WorkbenchError:
            continue
    return None


def middle(values: Sequence[float], decimals: int = 1) -> float:
    """Return the median of what similar areas have, rounded half up; NaN where fewer than three have a figure."""
    known = [value for value in values if not math.isnan(value)]
    return summaries.median(known, decimals).value if len(known) >= FEWEST_WITH_A_MIDDLE else math.nan


def comparable(figures: SeriesReader, measure: str, chosen: Comparators) -> tuple[str, ...]:
    """Return the authorities whose changes show how much is usual: the neighbours, or all where they are too few."""
    return chosen.members if len(chosen.members) >= FEWEST_COMPARABLE else others_held(figures, measure)


def others_held(figures: SeriesReader, measure: str) -> tuple[str, ...]:
    """Return every other authority with figures of a measure."""
    with_figures = set(figures.areas_with(measure))
    return tuple(area.code for area in areas().authorities() if area.code in with_figures and area.code != figures.area)
