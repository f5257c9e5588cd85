"""The pieces of a release: figures of one area whose measures some identity ties. No piece bears on another."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.catalogue.pathway import POPULATION
from analysis.present.disclosure.cells import Mask
from analysis.present.disclosure.knowledge import Knowledge, tied_measures


def pieces(frame: pd.DataFrame, ours: Mask, known: Knowledge) -> Iterator[npt.NDArray[np.int64]]:
    """Yield the places of the rows of each piece that has something of ours, with the area's population.

    frame: observations. ours: which of them can be hidden. A measure under a second name is in the piece of its first.
    """
    areas = frame["area"].to_numpy()
    measure = frame["measure"]
    for area in pd.unique(areas[ours]):
        here = areas == area
        held = set(measure[here])
        tied = tied_measures(known, held | {known.name(name) for name in held})
        piece = {name: _piece_of(name, known, tied) for name in held}
        of_row = np.where(here, measure.map(piece).to_numpy(dtype=object), None)
        for head in pd.unique(of_row[ours & here]):
            yield np.flatnonzero((of_row == head) | (here & measure.eq(POPULATION).to_numpy()))


def _piece_of(name: str, known: Knowledge, tied: dict[str, str]) -> str:
    first = known.name(name)
    return tied.get(first, tied.get(name, first))
