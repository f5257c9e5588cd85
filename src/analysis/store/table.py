"""The tidy table: every observation, read as it was known on any date."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pandas as pd

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.observation import SixFrames
from analysis.catalogue.vintage import KEY, newest_first, paper_of
from analysis.store import reads
from analysis.store.files import path_of, read_frames, write_frames
from analysis.store.newest import Index
from analysis.store.origin import Origin


@dataclass(frozen=True, slots=True, eq=False)
class Store(SixFrames):
    """All observations and what was printed beside them, cut at a vintage.

    frames: one frame per kind of FRAMES; nobody changes them. known_at: nothing published after it is visible; None is
    now. origin: which written store it is and what was taken away from it, null where that is not known. Two stores are
    the same only where they are one object: questions keep what they looked up by it.
    """

    frames: Mapping[str, pd.DataFrame] = field(repr=False)
    known_at: dt.date | None = None
    origin: Origin | None = field(default=None, init=False)
    _kept: list[Index] = field(default_factory=list, init=False, repr=False)

    @classmethod
    def open(cls, folder: Path, known_at: dt.date | None = None, stamp: str | None = None) -> "Store":
        """Open what `workbench sources build` wrote into `folder`. Raises WorkbenchError where there is none.

        stamp: what it was built from, by which results may be kept beside it.
        """
        if not path_of(folder, "observations").is_file():
            raise WorkbenchError(
                "There is no store here yet.", where=str(folder), hint="Run `workbench sources build` first."
            )
        whole = cls(reads.noted(read_frames(folder)))
        return whole.of_origin(None if stamp is None else Origin(folder, stamp)).as_known_at(known_at)

    def write(self, folder: Path) -> dict[str, str]:
        """Write every frame into `folder`, each whole or not at all; return the hashes of the files."""
        return write_frames(self.frames, folder)

    @property
    def index(self) -> Index:
        """Where each area and measure stands, looked up once."""
        if not self._kept:
            self._kept.append(Index(reads.unnoted(self.frames)["observations"]))
        return self._kept[0]

    def as_known_at(self, known_at: dt.date | None) -> "Store":
        """Return the store without anything published after `known_at`."""
        if known_at is None:
            return self
        seen = {
            kind: frame[frame["published_on"] <= pd.Timestamp(known_at)].reset_index(drop=True)
            if "published_on" in frame
            else frame
            for kind, frame in reads.unnoted(self.frames).items()
        }
        cut = replace(self, frames=reads.noted(seen), known_at=known_at)
        return cut.of_origin(self.origin and self.origin.cut(f"known at {known_at}"))

    def with_frames(self, frames: Mapping[str, pd.DataFrame], how: str) -> "Store":
        """Return the store with other frames, made from its own by a rule: `how` says which, the same for the same."""
        return replace(self, frames=frames).of_origin(self.origin and self.origin.cut(how))

    def of_origin(self, origin: Origin | None) -> "Store":
        """Say, of a store just made, where it comes from; return it."""
        object.__setattr__(self, "origin", origin)
        return self

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
        asked = [measures] if isinstance(measures, str) else sorted(set(measures))
        wanted = None if areas is None else [areas] if isinstance(areas, str) else list(areas)
        reads.note(asked, wanted)
        held = [entry for entry in map(self.index.newest, asked) if entry is not None]
        found = [entry.frame if wanted is None else entry.of(wanted) for entry in held]
        frame = _stacked(found) if found else reads.unnoted(self.frames)["observations"].iloc[:0]
        keep = pd.Series(True, index=frame.index)
        if basis is not None:
            keep &= frame["basis"].isin([basis] if isinstance(basis, str) else list(basis))
        if since is not None:
            keep &= frame["period_end"] >= pd.Timestamp(since)
        if until is not None:
            keep &= frame["period_end"] <= pd.Timestamp(until)
        return (frame if keep.all() else frame[keep]).reset_index(drop=True)

    def areas(self) -> tuple[str, ...]:
        """Return the codes of all areas that there are observations of."""
        reads.note(None, [reads.WHICH])
        return tuple(self.index.areas)

    def of_area(self, *areas: str) -> pd.DataFrame:
        """Return every observation of some areas, a row each, all vintages, in the order in which they were read."""
        reads.note(None, areas)
        return self.index.of_areas(areas).reset_index(drop=True)

    def first_published_after(self, day: dt.date, area: str, *, until: dt.date) -> int:
        """Return how many figures of an area, for periods up to `until`, are held only as published after `day`."""
        frame = self.of_area(area)
        frame = frame[frame["period_end"] <= pd.Timestamp(until)]
        first = frame.dropna(subset=["value"]).groupby(KEY)["published_on"].min()
        return int((first > pd.Timestamp(day)).sum())

    def revisions(self, measure: str, area: str | None = None) -> pd.DataFrame:
        """Return figures that one vintage gives differently from the one before it.

        Columns: area, basis, period_end, value_before, value_after, change, published_before, published_after,
        source_before, source_after. A figure that became missing, or ceased to be, counts as revised.
        """
        reads.note([measure], None if area is None else [area])
        frame = reads.unnoted(self.frames)["observations"].take(self.index.measures.get(measure, []))
        frame = frame if area is None else frame[frame["area"] == area]
        ordered = frame.take(newest_first(frame))
        papers = ordered.assign(paper=paper_of(ordered["source"])).drop_duplicates([*KEY, "published_on", "paper"])
        dated = papers.drop(columns="paper").iloc[::-1]
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


def _stacked(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    return frames[0].reset_index(drop=True) if len(frames) == 1 else pd.concat(frames, ignore_index=True)
