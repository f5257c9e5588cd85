"""Only here? The same change among neighbours, in the region and in England, and the difference from them."""

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy

from analysis.catalogue.area import areas
from analysis.catalogue.unit import places_beside_others
from analysis.methods.rates import printed_difference
from analysis.questions.comparators import UNROUNDED, Comparators, middle
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.signs import Direction
from analysis.questions.why.window import Window

CONFIDENCE = 0.95
NOTEWORTHY = 0.03  # England's and the neighbours' own noise is small: 3% is a change worth a word


@dataclass(frozen=True, slots=True)
class Difference:
    """How far the area's change is from the mean change of its neighbours.

    lower, upper: where a single further neighbour's difference would lie 95 times in 100 (t distribution), the area's
    own chance allowed for; NaN below three neighbours. changes: the neighbours' own changes.
    """

    value: float
    lower: float
    upper: float
    changes: tuple[float, ...]

    @property
    def stands_out(self) -> bool:
        """Whether the area changed differently from its neighbours."""
        return self.lower > 0 or self.upper < 0


def series_table(figures: SeriesReader, measure: str, chosen: Comparators, *, yearly: bool = True) -> pd.DataFrame:
    """Return the measure over time for the area, the median of its neighbours, its region and England.

    yearly: only figures of the same time of year.

    Columns: measure, kind (area | neighbours | region | england), period_end, value, and members:
    how many the median is of.
    """
    read = SeriesReader.yearly if yearly else SeriesReader.values
    own = _rows("area", read(figures, measure))
    members = pd.DataFrame({code: read(figures.of(code), measure) for code in chosen.members})
    around = [own]
    if len(chosen.members):
        median = pd.Series(
            [middle(list(row), UNROUNDED) for row in members.to_numpy()], index=members.index, dtype="float64"
        )
        held = members.notna().sum(axis=1)
        around.append(_rows("neighbours", median).assign(members=held.to_list()))
    for kind, code in (("region", chosen.region), ("england", chosen.england)):
        if code is not None:
            around.append(_rows(kind, read(figures.of(code), measure)))
    found = pd.concat(around, ignore_index=True).assign(measure=measure)
    return found.reindex(columns=["measure", "kind", "period_end", "value", "members"])


def change_table(figures: SeriesReader, measure: str, chosen: Comparators, window: Window) -> pd.DataFrame:
    """Return the measure before and after for the area, each neighbour, the region and England.

    Columns: kind, area, name, before, after, change (between the two as they are printed, so that who rose and by how
    much is what a reader of the table counts); neighbours from largest rise to largest fall.
    """
    wanted = [("area", figures.area), *(("neighbour", code) for code in chosen.members)]
    above = (("region", chosen.region), ("england", chosen.england))
    wanted += [(kind, code) for kind, code in above if code and code != figures.area]
    rows = [
        {
            "kind": kind,
            "area": code,
            "name": areas()[code].name,
            "before": figures.of(code).at(measure, window.before).number,
            "after": figures.of(code).at(measure, window.after).number,
        }
        for kind, code in wanted
    ]
    found = pd.DataFrame(rows, columns=["kind", "area", "name", "before", "after"])
    places = places_beside_others(figures.at(measure, window.after).unit)
    pairs = zip(found["before"], found["after"], strict=True)
    found["change"] = [printed_difference(before, after, places) for before, after in pairs]
    order = {"area": 0, "neighbour": 1, "region": 2, "england": 3}
    ranked = found.assign(order=found["kind"].map(order)).sort_values(
        ["order", "change"], ascending=[True, False], kind="stable"
    )
    return ranked.drop(columns="order").reset_index(drop=True)


def difference(changes: pd.DataFrame, chance: float = 0.0) -> Difference:
    """Set the area's change against the mean change of its neighbours (difference in differences).

    changes: as `change_table` returns it. chance: standard error of the area's own change by chance alone, in the unit
    of the measure: a small area moves more than its neighbours for no reason.
    """
    own = changes.loc[changes["kind"] == "area", "change"].to_numpy(dtype=float)
    others = changes.loc[changes["kind"] == "neighbour", "change"].dropna().to_numpy(dtype=float)
    if not own.size or others.size < 3:
        return Difference(math.nan, math.nan, math.nan, tuple(others))
    value = float(own[0] - others.mean())
    error = math.sqrt(others.var(ddof=1) * (1 + 1 / others.size) + chance**2)
    reach = scipy.special.stdtrit(others.size - 1, (1 + CONFIDENCE) / 2) * error
    return Difference(value, value - reach, value + reach, tuple(others))


@dataclass(frozen=True, slots=True)
class Paired:
    """The neighbours' own changes, each from its own figure before to its own after, beside that of the area.

    own: the area's change. middle: the median of the neighbours' changes, NaN of fewer than three. alike: how many of
    `compared` went the area's way; as_far: how many of them as far as it, or further. share: how much of the area's
    change the middle one makes, in per cent; negative where it went the other way, NaN where the area did not change.
    """

    own: float
    middle: float
    alike: int
    as_far: int
    compared: int

    @property
    def share(self) -> float:
        """How much of the area's change the middle change of its neighbours makes, in per cent."""
        return self.middle / self.own * 100 if self.own else math.nan


def paired(changes: pd.DataFrame) -> Paired | None:
    """Set the neighbours' changes in pairs beside the area's; null where either is not held.

    changes: as `change_table` returns it. Medians of two dates are no pairs: they can differ although most neighbours
    went the other way, or because other neighbours are held.
    """
    own = changes.loc[changes["kind"] == "area", "change"].to_numpy(dtype=float)
    others = changes.loc[changes["kind"] == "neighbour", "change"].dropna().to_numpy(dtype=float)
    if not own.size or math.isnan(own[0]) or not others.size:
        return None
    alike = others[others * own[0] > 0]
    as_far = int((np.abs(alike) >= abs(own[0])).sum())
    return Paired(float(own[0]), middle(others, UNROUNDED), int(alike.size), as_far, int(others.size))


def direction_of(before: float, after: float) -> Direction:
    """Return which way a figure of many authorities went: level within 3%, unknown where one is NaN or the first 0."""
    if math.isnan(before) or math.isnan(after) or before == 0:
        return "unknown"
    change = after / before - 1
    if abs(change) < NOTEWORTHY:
        return "level"
    return "up" if change > 0 else "down"


def _rows(kind: str, values: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"kind": kind, "period_end": list(values.index), "value": values.to_numpy()})
