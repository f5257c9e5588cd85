"""The ledger of releases: what was published of unpublished figures, and to whom. What was once seen is seen for ever.

One CSV file a release, written when a pack is published and never changed. A figure that was visible stands in it as it
was seen; of one that was hidden it says that it was, and nothing else.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.catalogue.durability import flush_to_disk
from analysis.catalogue.observation import OBSERVATION_TYPES, empty, shape

Mask = npt.NDArray[np.bool_]

KEY = ["area", "measure", "basis", "period_start", "period_end", "unit", "published_on", "source"]
NUMBERS = ["value", "numerator", "denominator"]
COLUMNS = ["state", "pack", *OBSERVATION_TYPES]
VISIBLE, HIDDEN = "visible", "hidden"


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """What some audiences have had. entries: one row for each figure of each release, with its state and its pack."""

    entries: pd.DataFrame

    @classmethod
    def read(cls, folder: Path, audiences: Sequence[str], *, besides: str | None = None) -> "Ledger":
        """Read the releases to some audiences; besides: a pack whose own releases do not count."""
        paths = [path for name in audiences for path in sorted((folder / name).glob("*.csv"))]
        frames = [pd.read_csv(path, dtype={"as_printed": "str", "missing": "str"}) for path in paths]
        entries = pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=COLUMNS)
        kept = entries[entries["pack"] != besides].reset_index(drop=True)
        figures = shape("observations", kept[list(OBSERVATION_TYPES)]) if len(kept) else empty("observations")
        return cls(figures.assign(state=kept["state"], pack=kept["pack"]))

    @property
    def visible(self) -> pd.DataFrame:
        """Every figure that was seen, once: a row each, with the columns of `entries`."""
        return self.entries[self.entries["state"] == VISIBLE].drop_duplicates([*KEY, *NUMBERS])

    @property
    def digest(self) -> str:
        """A hash of what was seen."""
        told = self.visible[[*KEY, *NUMBERS]].astype(str).sort_values(KEY).to_csv(index=False)
        return hashlib.sha256(told.encode()).hexdigest()[:16] if len(self.visible) else ""

    @property
    def figures(self) -> frozenset[str]:
        """What makes each figure that was seen the same figure, its number among it."""
        return frozenset(_ids(self.visible)) if len(self.visible) else frozenset()

    def only(self, figures: frozenset[str]) -> "Ledger":
        """Return the entries of some figures that were seen, by `figures`, and of those that were hidden."""
        if self.entries.empty:
            return self
        kept = self.entries["state"].eq(HIDDEN) | _ids(self.entries).isin(figures)
        return Ledger(self.entries[kept].reset_index(drop=True))

    def seen(self, frame: pd.DataFrame) -> Mask:
        """Return which observations were seen as they are."""
        if self.entries.empty:
            return np.zeros(len(frame), dtype=bool)
        return np.asarray(_ids(frame).isin(set(_ids(self.visible))), dtype=bool)

    def gone(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return figures that were seen and are not in `frame` any more, or are others now: rows of observations."""
        visible = self.visible
        if visible.empty:
            return visible[list(OBSERVATION_TYPES)]
        left = visible[~_ids(visible).isin(set(_ids(frame)))]
        return left[list(OBSERVATION_TYPES)].reset_index(drop=True)

    def enter(self, folder: Path, audience: str, pack: str, day: str, released: pd.DataFrame) -> Path | None:
        """Write down a release: what is not in the ledger yet. Returns the file, or None where there is nothing new.

        released: the unpublished observations of the pack as they were shown.
        """
        state = np.where(released["value"].notna(), VISIBLE, HIDDEN)
        entries = released.assign(state=state, pack=pack)[COLUMNS]
        known = set(zip(_ids(self.entries), self.entries["state"], strict=True))
        new = [pair not in known for pair in zip(_ids(entries), entries["state"], strict=True)]
        if not any(new):
            return None
        target = folder / audience
        target.mkdir(parents=True, exist_ok=True)
        path = _free_name(target, f"{day}-{pack}")
        beside = path.with_suffix(f".{os.getpid()}")
        entries[new].to_csv(beside, index=False)
        flush_to_disk(beside)
        beside.replace(path)
        return path


def shown_figures(observations: pd.DataFrame) -> frozenset[str]:
    """Return what makes each observation with a value the same figure, as `Ledger.figures` has it."""
    return frozenset(_ids(observations[observations["value"].notna()]))


def _ids(frame: pd.DataFrame) -> pd.Series:
    """Return what makes a figure the same figure: what it is of, where and when it was said, and its number."""
    dates = frame[KEY].select_dtypes("datetime").columns
    columns = [frame[name].dt.strftime("%Y-%m-%d") if name in dates else frame[name] for name in KEY]
    numbers = [frame[name] for name in NUMBERS]
    told = [
        "|".join([*map(str, key), *("" if pd.isna(number) else f"{number:.10g}" for number in values)])
        for key, values in zip(zip(*columns, strict=True), zip(*numbers, strict=True), strict=True)
    ]
    return pd.Series(told, index=frame.index, dtype="str")


def _free_name(folder: Path, name: str) -> Path:
    path, number = folder / f"{name}.csv", 2
    while path.exists():
        path, number = folder / f"{name}-{number}.csv", number + 1
    return path
