"""The tidy table: written once by `sources build`, read as it was known on any date."""

import datetime as dt
import hashlib
import json
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
from pyarrow import parquet

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.observation import FRAMES, SixFrames, empty, shape
from analysis.catalogue.workspace import Workspace
from analysis.sources.build_report import BuildReport, SourceReport
from analysis.sources.raw import Progress, fingerprint, read_raw
from analysis.sources.reading import Reading

STAMP = "built-from.json"  # hashes of what the store was built from; written last, removed first
WRITTEN = "(store)"  # in the stamp: hashes of the files of the store itself
TRIES = 10  # times that a store is built or read before another process is said to be in the way
KEY = ["area", "measure", "basis", "period_end"]


@dataclass(frozen=True, slots=True, eq=False)
class Store(SixFrames):
    """All observations and what was printed beside them, cut at a vintage.

    frames: one frame per kind of FRAMES; nobody changes them. known_at: nothing published after it is visible; None is
    now. Two stores are the same only where they are one object: questions keep what they looked up by it.
    """

    frames: Mapping[str, pd.DataFrame] = field(repr=False)
    known_at: dt.date | None = None
    _places: dict[str, npt.NDArray[np.intp]] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def open(cls, folder: Path, known_at: dt.date | None = None) -> "Store":
        """Open what `workbench sources build` wrote into `folder`. Raises WorkbenchError where there is none."""
        if not (folder / "observations.parquet").is_file():
            raise WorkbenchError(
                "There is no store here yet.", where=str(folder), hint="Run `workbench sources build` first."
            )
        frames = {
            kind: shape(kind, _read(path)) if (path := folder / f"{kind}.parquet").is_file() else empty(kind)
            for kind in FRAMES
        }
        return cls(frames).as_known_at(known_at)

    def write(self, folder: Path) -> dict[str, str]:
        """Write every frame into `folder`, all of them beside first and then each into its place; return their hashes.

        Each file is there whole or not at all, and only for a moment are some of them new and some old.
        """
        folder.mkdir(parents=True, exist_ok=True)
        beside = {folder / f"{kind}.parquet": folder / f".{kind}.{os.getpid()}.parquet" for kind in self.frames}
        try:
            for frame, written in zip(self.frames.values(), beside.values(), strict=True):
                frame.to_parquet(written, index=False)
            hashes = {path.name: _hash(written) for path, written in beside.items()}
            for path, written in beside.items():
                written.replace(path)
        finally:
            for written in beside.values():
                written.unlink(missing_ok=True)
        return hashes

    def as_known_at(self, known_at: dt.date | None) -> "Store":
        """Return the store without anything published after `known_at`."""
        if known_at is None:
            return self
        seen = {
            kind: frame[frame["published_on"] <= pd.Timestamp(known_at)].reset_index(drop=True)
            if "published_on" in frame
            else frame
            for kind, frame in self.frames.items()
        }
        return replace(self, frames=seen, known_at=known_at)

    def select(
        self,
        measures: str | Iterable[str],
        areas: str | Iterable[str] | None = None,
        *,
        basis: str | Sequence[str] | None = None,
        since: dt.date | None = None,
        until: dt.date | None = None,
    ) -> pd.DataFrame:
        """Return the newest visible vintage of each figure, sorted by measure, area, basis and period.

        until: no period that ends after it. Missing figures stay in, with their reason. Where one vintage says a
        figure twice, a value goes before a gap and then the first printed counts.
        """
        frame = self._of_measures([measures] if isinstance(measures, str) else list(measures))
        keep = pd.Series(True, index=frame.index)
        if areas is not None:
            keep &= frame["area"].isin([areas] if isinstance(areas, str) else list(areas))
        if basis is not None:
            keep &= frame["basis"].isin([basis] if isinstance(basis, str) else list(basis))
        if since is not None:
            keep &= frame["period_end"] >= pd.Timestamp(since)
        if until is not None:
            keep &= frame["period_end"] <= pd.Timestamp(until)
        return newest(frame[keep])

    def _of_measures(self, wanted: Sequence[str]) -> pd.DataFrame:
        """Return the observations of some measures in their order; where each measure stands is looked up once."""
        if not self._places:
            self._places.update(self.observations.groupby("measure", sort=False).indices)
        found = [self._places[measure] for measure in dict.fromkeys(wanted) if measure in self._places]
        return self.observations.take(np.sort(np.concatenate(found)) if found else [])

    def first_published_after(self, day: dt.date, area: str, *, until: dt.date) -> int:
        """Return how many figures of an area, for periods up to `until`, are held only as published after `day`."""
        frame = self.observations
        frame = frame[(frame["area"] == area) & (frame["period_end"] <= pd.Timestamp(until))]
        first = frame.dropna(subset=["value"]).groupby(KEY)["published_on"].min()
        return int((first > pd.Timestamp(day)).sum())

    def revisions(self, measure: str, area: str | None = None) -> pd.DataFrame:
        """Return figures that one vintage gives differently from the one before it.

        Columns: area, basis, period_end, value_before, value_after, change, published_before, published_after,
        source_before, source_after. A figure that became missing, or ceased to be, counts as revised.
        """
        frame = self.observations
        keep = frame["measure"] == measure
        if area is not None:
            keep &= frame["area"] == area
        dated = frame[keep].assign(gap=frame["value"].isna()).sort_values(["published_on", "gap"], kind="stable")
        dated = dated.drop_duplicates([*KEY, "published_on"]).drop(columns="gap")
        before = dated.groupby(KEY, sort=False)[["value", "published_on", "source"]].shift()
        pairs = pd.DataFrame(
            {
                "area": dated["area"],
                "basis": dated["basis"],
                "period_end": dated["period_end"],
                "value_before": before["value"],
                "value_after": dated["value"],
                "change": dated["value"] - before["value"],
                "published_before": before["published_on"],
                "published_after": dated["published_on"],
                "source_before": before["source"],
                "source_after": dated["source"],
            }
        )
        both_missing = pairs["value_before"].isna() & pairs["value_after"].isna()
        revised = (pairs["value_before"] != pairs["value_after"]) & ~both_missing & pairs["source_before"].notna()
        return pairs[revised].sort_values(["area", "basis", "period_end"], kind="stable").reset_index(drop=True)


def build_store(workspace: Workspace, progress: Progress | None = None) -> BuildReport:
    """Read everything in data/raw and write data/processed. Files that cannot be read become issues, not errors.

    Raises WorkbenchError where there is no data/raw, or data/processed cannot be written.
    """
    began = time.monotonic()
    if not workspace.raw.is_dir():
        raise WorkbenchError(
            "There is no folder of received files.", where=str(workspace.raw), hint=_remedy_without_raw(workspace.data)
        )
    hashes = fingerprint(workspace.raw)
    readings = read_raw(workspace.raw, progress)
    store = Store(Reading.combine(readings.values()).frames)
    stamp = workspace.processed / STAMP
    try:
        stamp.unlink(missing_ok=True)
        written = store.write(workspace.processed)
        beside = stamp.with_name(f".{STAMP}.{os.getpid()}")
        beside.write_text(json.dumps({**hashes, WRITTEN: written}, indent=1), encoding="utf-8")
        beside.replace(stamp)
    except OSError as error:
        raise WorkbenchError(
            f"The store cannot be written: {error.strerror}.",
            where=str(workspace.processed),
            hint="data/raw may be read-only; data/processed must be writable.",
        ) from error
    reports = tuple(SourceReport.of(name, reading) for name, reading in readings.items())
    return BuildReport(reports, time.monotonic() - began)


def _remedy_without_raw(data: Path) -> str:
    if any(data.glob("*/SOURCE.md")):
        return f"This looks like the folder raw itself: name the one above it, {data.parent}."
    return f"Name a data folder with raw in it, or make one: `workbench --data {data} sources add FILE...`."


def is_fresh(workspace: Workspace) -> bool:
    """Whether data/processed was built from exactly what is in data/raw, by exactly these readers, in one go.

    Where two versions of the workbench built at once, files of both may lie side by side: that is no store of either.
    """
    stamp = workspace.processed / STAMP
    if not stamp.is_file():
        return False
    try:
        built_from = json.loads(stamp.read_text(encoding="utf-8"))
    except (ValueError, OSError):  # cut off, not ours, or taken away by a build that has just begun: build again
        return False
    if not isinstance(built_from, dict):
        return False
    written = built_from.pop(WRITTEN, {})
    whole = all(_hash(workspace.processed / name) == digest for name, digest in written.items())
    return whole and bool(built_from == fingerprint(workspace.raw))


def open_store(workspace: Workspace, known_at: dt.date | None = None) -> Store:
    """Open the store as known at a date, building it first where it is not fresh.

    What was opened last is kept, so that the questions of one notebook share it, and so that two versions of the
    workbench on one data folder do not build it anew for each other's questions without end. Raises WorkbenchError
    where others keep on building.
    """
    received = json.dumps(fingerprint(workspace.raw)) if workspace.raw.is_dir() else ""
    return _opened(workspace, received, known_at)


@lru_cache(maxsize=2)
def _opened(workspace: Workspace, _received: str, known_at: dt.date | None) -> Store:
    """Read a store that nobody wrote into meanwhile: it is the same for the same received files and readers."""
    for _ in range(TRIES):
        written = _written(workspace.processed)
        if not is_fresh(workspace):
            build_store(workspace)
            continue
        store = Store.open(workspace.processed, known_at)
        if _written(workspace.processed) == written:
            return store
    raise WorkbenchError(
        "Another process builds this store again and again.",
        where=str(workspace.processed),
        hint="Where two versions of the workbench are at work, give each a data folder of its own with --data.",
    )


def _written(folder: Path) -> tuple[int, ...]:
    """Return when each frame was written: another process may be building."""
    files = (folder / f"{kind}.parquet" for kind in FRAMES)
    return tuple(path.stat().st_mtime_ns if path.is_file() else 0 for path in files)


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _read(path: Path) -> pd.DataFrame:
    """Read a frame with each column in one piece: rows are taken out of it six times as fast as from several."""
    return parquet.read_table(path).combine_chunks().to_pandas()


def newest(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep the newest vintage of each figure (area, measure, basis, period end)."""
    age = -frame["published_on"].to_numpy().astype("int64")
    order = np.lexsort((frame["value"].isna().to_numpy(), age))  # stable: of equals the first printed comes first
    keys = frame[KEY].take(order)
    keys.index = pd.Index(order)
    kept = keys.drop_duplicates().sort_values(["measure", "area", "basis", "period_end"], kind="stable").index
    return frame.take(kept.to_numpy()).reset_index(drop=True)
