"""Where each area and each measure stands in the observations, and the newest vintage of each figure.

Looked up once for a store and its vintage: after that a question takes out the few rows it asks for, and no question
about one area passes over the rows of all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.catalogue.vintage import KEY, newest_first

__all__ = ["KEY", "Index", "NewestOfMeasure", "Places", "newest"]

Places = Mapping[str, npt.NDArray[np.intp]]


@dataclass(frozen=True, slots=True)
class NewestOfMeasure:
    """The newest vintage of every figure of one measure, by area, basis and period. places: of each area's rows."""

    frame: pd.DataFrame
    places: Places

    def of(self, areas: Iterable[str]) -> pd.DataFrame:
        """Return the rows of some areas, in the order of the areas' codes."""
        found = [self.places[area] for area in sorted(set(areas)) if area in self.places]
        return self.frame.take(np.concatenate(found)) if found else self.frame.iloc[:0]


class Index:
    """Looks up rows of one frame of observations, and keeps what it found. The frame must not change."""

    def __init__(self, observations: pd.DataFrame) -> None:
        self._observations = observations
        self._newest: dict[str, NewestOfMeasure] = {}

    @cached_property
    def areas(self) -> Places:
        """Where the rows of each area stand, in their order."""
        return _places(self._observations, "area")

    @cached_property
    def measures(self) -> Places:
        """Where the rows of each measure stand, in their order."""
        return _places(self._observations, "measure")

    def look_up_all(self) -> None:
        """Look up the newest figures of the measures in one go, for many who will ask for some of them.

        Measures with a figure that papers of one day give twice are left until they are asked for: of these the whole
        of the measure decides.
        """
        frame = self._observations
        twice = frame.loc[frame.duplicated([*KEY, "published_on"], keep=False), "measure"].unique()
        found = newest(frame[~frame["measure"].isin(twice)])
        for measure, places in _places(found, "measure").items():
            rows = found.take(places).reset_index(drop=True)
            self._newest.setdefault(measure, NewestOfMeasure(rows, _places(rows, "area")))

    def of_areas(self, areas: Iterable[str]) -> pd.DataFrame:
        """Return the rows of some areas in the order in which they were read."""
        found = [self.areas[area] for area in dict.fromkeys(areas) if area in self.areas]
        return self._observations.take(np.sort(np.concatenate(found)) if found else [])

    def newest(self, measure: str) -> NewestOfMeasure | None:
        """Return the newest figures of a measure, nothing where it has none."""
        if measure not in self._newest:
            if measure not in self.measures:
                return None
            frame = newest(self._observations.take(self.measures[measure]))
            self._newest[measure] = NewestOfMeasure(frame, _places(frame, "area"))
        return self._newest[measure]


def newest(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep the newest vintage of each figure (area, measure, basis, period end), sorted by measure, area and so on.

    Where one vintage says a figure twice, a value goes before a gap and then the first printed counts; of two papers of
    one day, that whose months reach furthest.
    """
    order = newest_first(frame)
    keys = frame[KEY].take(order)
    keys.index = pd.Index(order)
    kept = keys.drop_duplicates().sort_values(["measure", "area", "basis", "period_end"], kind="stable").index
    return frame.take(kept.to_numpy()).reset_index(drop=True)


def _places(frame: pd.DataFrame, column: str) -> Places:
    places: Places = frame.groupby(column, sort=False).indices
    return places
