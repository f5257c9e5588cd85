"""What a store holds, as one short number for each measure and area: what changed between two builds is seen by it."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis.catalogue.observation import FRAMES
from analysis.store.files import hash_of, path_of, read_frame, write_frames
from analysis.store.reads import ALL, WHICH, Reads

NAME = "contents"
Figures = tuple[str, str]  # a measure and an area


@dataclass(frozen=True)
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

    @cached_property
    def _digests(self) -> dict[Figures, int]:
        """The hash of each measure and area."""
        columns = (self.table[name].tolist() for name in ("measure", "area", "digest"))
        return {(measure, area): digest for measure, area, digest in zip(*columns, strict=True)}

    @cached_property
    def _groups(self) -> dict[Figures, str]:
        """One hash of all areas of a measure, of all measures of an area, of everything, and of which areas there are.

        Each by what a notebook notes of it: two words, of which `*` and `?` stand for many.
        """
        members: defaultdict[Figures, list[object]] = defaultdict(list)
        for (measure, area), digest in self._digests.items():
            for group in ((measure, ALL), (ALL, area), (ALL, ALL)):
                members[group].append((measure, area, digest))
        areas = {area: None for _, area in self._digests}
        return {group: _digest(found) for group, found in members.items()} | {(ALL, WHICH): _digest(list(areas))}

    def digest(self, read: Reads) -> str:
        """Return a hash of the figures and frames that somebody read."""
        told: list[object] = [(kind, self.beside.get(kind)) for kind in sorted(read.frames)]
        told += [(figures, self._of(figures)) for figures in sorted(set(read.figures))]
        return _digest(told)

    def _of(self, figures: Figures) -> int | str | None:
        """Return the hash of what two words stand for; null where nothing is held of it."""
        measure, area = figures
        if area == WHICH:
            return self._groups[ALL, WHICH]
        return (self._groups if ALL in figures else self._digests).get((measure, area))


def _digest(told: object) -> str:
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
