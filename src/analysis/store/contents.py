"""What a store holds, as one short number for each measure and area: what changed between two builds is seen by it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.catalogue.observation import FRAMES
from analysis.store.files import hash_of, path_of, read_frame, write_frames
from analysis.store.reads import ALL, WHICH, Reads

NAME = "contents"


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of a written store.

    table: one row a measure and area, with `digest`, a hash of its observations in their order. beside: by kind, hashes
    of the frames of what was printed beside the observations.
    """

    table: pd.DataFrame
    beside: Mapping[str, str]

    @classmethod
    def read(cls, folder: Path) -> "Contents":
        """Read the contents of a store that `build_store` wrote into `folder`."""
        beside = {kind: hash_of(path_of(folder, kind)) for kind in FRAMES if kind != "observations"}
        return cls(read_frame(path_of(folder, NAME)), beside)

    def digest(self, read: Reads) -> str:
        """Return a hash of the figures and frames that somebody read."""
        by_measure: dict[str, pd.DataFrame] = dict(list(self.table.groupby("measure", sort=False)))
        by_area: dict[str, pd.DataFrame] = dict(list(self.table.groupby("area", sort=False)))
        told: list[object] = [(kind, self.beside.get(kind)) for kind in sorted(read.frames)]
        for measure, area in sorted(set(read.figures)):
            rows = self.table if measure == ALL else by_measure.get(measure, self.table.iloc[:0])
            if area not in (ALL, WHICH):
                rows = by_area.get(area, self.table.iloc[:0]) if measure == ALL else rows[rows["area"] == area]
            if area == WHICH:
                rows = self.table[["area"]].drop_duplicates()
            told.append((measure, area, rows.to_csv(index=False)))
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def contents_of(observations: pd.DataFrame) -> pd.DataFrame:
    """Return one row a measure and area: measure, area, digest."""
    keys = [observations["measure"], observations["area"]]
    placed = observations.assign(place=observations.groupby(["measure", "area"], sort=False).cumcount())
    digests = pd.util.hash_pandas_object(placed, index=False)
    return digests.groupby(keys).sum().rename("digest").reset_index()


def write_contents(observations: pd.DataFrame, folder: Path) -> dict[str, str]:
    """Write the contents beside a store and return the hash of the file."""
    return write_frames({NAME: contents_of(observations)}, folder)
