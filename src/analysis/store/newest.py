"""Where each area and each measure stands in the observations, and the newest vintage of each figure.

Looked up once for a store and its vintage: after that a question takes out the few rows it asks for, and no question
about one area passes over the rows of all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.catalogue.vintage import KEY, reach

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


@dataclass(frozen=True, slots=True)
class Order:
    """What decides in which order the rows of a frame stand, the newest vintage of a figure first; a number a row.

    keys: which figure it is: its measure, area, basis and period end. age: the lower, the later it was published.
    """

    frame: pd.DataFrame
    keys: tuple[npt.NDArray[np.int64], ...]
    age: npt.NDArray[np.int64]
    gap: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, frame: pd.DataFrame) -> "Order":
        """Look at every row of a frame once."""
        names = (_ranks(frame[name]) for name in ("measure", "area", "basis"))
        ends, published = (frame[name].to_numpy().astype("int64") for name in ("period_end", "published_on"))
        return cls(frame, (*names, ends), -published, frame["value"].isna().to_numpy())

    def newest(self, places: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        """Return, of some rows, those of each figure's newest vintage among them, figure by figure."""
        keys = [key[places] for key in self.keys]
        age, gap = self.age[places], self.gap[places]
        order, same = _sorted(keys, gap, age)
        if (same & (np.diff(age[order]) == 0)).any():  # papers of one day give a figure twice
            order, same = _sorted(keys, gap, -reach(self.frame.take(places)), age)
        kept: npt.NDArray[np.intp] = places[order[np.concatenate([[True], ~same])[: len(order)]]]
        return kept


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

    @cached_property
    def _order(self) -> Order:
        return Order.of(self._observations)

    def look_up_all(self) -> None:
        """Look up the newest figures of the measures in one go, for many who will ask for some of them.

        Measures with a figure that papers of one day give twice are left until they are asked for: of these the whole
        of the measure decides.
        """
        frame = self._observations
        twice = frame.loc[frame.duplicated([*KEY, "published_on"], keep=False), "measure"].unique()
        once = np.flatnonzero(~frame["measure"].isin(twice).to_numpy())
        found = frame.take(self._order.newest(once))
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
            frame = self._observations.take(self._order.newest(self.measures[measure])).reset_index(drop=True)
            self._newest[measure] = NewestOfMeasure(frame, _places(frame, "area"))
        return self._newest[measure]


def newest(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep the newest vintage of each figure (area, measure, basis, period end), sorted by measure, area and so on.

    Where one vintage says a figure twice, a value goes before a gap and then the first printed counts; of two papers of
    one day, that whose months reach furthest.
    """
    return frame.take(Order.of(frame).newest(np.arange(len(frame)))).reset_index(drop=True)


def _sorted(
    keys: Sequence[npt.NDArray[np.int64]], *within: npt.NDArray[np.generic]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
    """Return the order of rows by their keys, and whether each but the first is of the same figure as the one before.

    within: what orders the rows of one figure, what counts most last.
    """
    order = np.lexsort((*within, *reversed(keys)))
    return order, np.logical_and.reduce([np.diff(key[order]) == 0 for key in keys])


def _ranks(names: pd.Series) -> npt.NDArray[np.int64]:
    """Return the place of each name among the different ones, in their order."""
    ranks: npt.NDArray[np.int64] = pd.factorize(names, sort=True)[0].astype(np.int64)
    return ranks


def _places(frame: pd.DataFrame, column: str) -> Places:
    places: Places = frame.groupby(column, sort=False).indices
    return places
