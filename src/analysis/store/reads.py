"""What a run reads of the store, noted as it reads it, so that it runs again when that changes and not otherwise.

A notebook's process notes into the file that WORKBENCH_READS names; nobody else notes anything. A line is a measure and
an area with a tab between; `*` stands for all. Whoever looks at all observations at once has read everything.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pandas as pd

VARIABLE = "WORKBENCH_READS"
ALL = "*"

_noted: set[tuple[str, str]] = set()


def note(measures: Iterable[str] | None, areas: Iterable[str] | None) -> None:
    """Note that the figures of some measures and areas were looked at; null is all of them."""
    into = os.environ.get(VARIABLE)
    if into is None:
        return
    read = {(measure, area) for measure in measures or [ALL] for area in ([ALL] if areas is None else areas)}
    if read <= _noted:
        return
    with Path(into).open("a", encoding="utf-8") as file:  # at once: a kernel may be ended at any time
        file.writelines(f"{measure}\t{area}\n" for measure, area in sorted(read - _noted))
    _noted.update(read)


def read_notes(path: Path) -> tuple[tuple[str, str], ...]:
    """Return what was noted in a file, each once, in order; everything where there is no such file."""
    if not path.is_file():
        return ((ALL, ALL),)
    lines = dict.fromkeys(path.read_text(encoding="utf-8").splitlines())
    return tuple((measure, area) for measure, _, area in (line.partition("\t") for line in sorted(lines)))


class NotedFrames(Mapping[str, pd.DataFrame]):
    """The frames of a store. Who takes the observations whole is noted as having read everything."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self.frames = frames

    def __getitem__(self, kind: str) -> pd.DataFrame:
        """Return a frame by its kind."""
        if kind == "observations":
            note(None, None)
        return self.frames[kind]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the kinds."""
        return iter(self.frames)

    def __len__(self) -> int:
        """Return how many kinds there are."""
        return len(self.frames)


def noted(frames: Mapping[str, pd.DataFrame]) -> Mapping[str, pd.DataFrame]:
    """Return frames that note who takes the observations whole."""
    return NotedFrames(unnoted(frames))


def unnoted(frames: Mapping[str, pd.DataFrame]) -> Mapping[str, pd.DataFrame]:
    """Return the frames themselves, for those who note more exactly what they take."""
    return frames.frames if isinstance(frames, NotedFrames) else frames
