"""What a run reads of the store, noted as it reads it, so that it runs again when that changes and not otherwise.

A notebook's kernel notes into the file that WORKBENCH_READS names; nobody else notes anything. A line is `figures`, a
measure and an area, where `*` stands for all; `frame` and the kind of what was printed beside the figures; or `file`
and a name in the data folder; with tabs between. Whoever looks at all observations at once has read every figure.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.catalogue.observation import FRAMES
from analysis.catalogue.workspace import DATA_VARIABLE, ROOT_VARIABLE, Workspace

VARIABLE = "WORKBENCH_READS"
ALL = "*"
OF_THE_STORE = ("data/raw/", "data/processed/")  # their figures are noted by measure and area
WHICH = "?"  # in the place of an area: which areas there are figures of

_noted: set[tuple[str, ...]] = set()


@dataclass(frozen=True, slots=True)
class Reads:
    """What a run looked at: figures by measure and area, kinds of frames beside them, files of the data folder by name.

    files: null is every file.
    """

    figures: tuple[tuple[str, str], ...] = ()
    frames: tuple[str, ...] = ()
    files: tuple[str, ...] | None = ()


EVERYTHING = Reads(((ALL, ALL),), tuple(FRAMES), None)


def note(measures: Iterable[str] | None, areas: Iterable[str] | None) -> None:
    """Note that the figures of some measures and areas were looked at; null is all of them."""
    if VARIABLE in os.environ:
        every = [ALL]
        _write(
            {
                ("figures", measure, area)
                for measure in measures or every
                for area in (every if areas is None else areas)
            }
        )


def watch() -> None:
    """Note from now on every file of the data folder that this process opens: for the kernel of one notebook.

    Files received, and the store built from them, are left out: their figures are noted.
    """
    folders = named_folders(Workspace(Path(os.environ[ROOT_VARIABLE]), Path(os.environ[DATA_VARIABLE])))
    places = {name: os.path.join(folder.resolve(), "") for name, folder in folders.items()}  # noqa: PTH118 - ends in /

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if event != "open" or not isinstance(arguments[0], str):
            return
        path = os.path.realpath(arguments[0])
        names = {f"{name}/{path[len(place) :]}" for name, place in places.items() if path.startswith(place)}
        _write({("file", name) for name in names if not name.startswith(OF_THE_STORE)})

    _write({("file", "")})  # that files are noted at all
    sys.addaudithook(hear)


def named_folders(space: Workspace) -> dict[str, Path]:
    """Return the folders whose files are noted, by the name that begins theirs."""
    return {"data": space.data, "examples": space.scenarios[-1]}


def read_notes(path: Path) -> Reads:
    """Return what was noted in a file; everything where there is no such file, or files were not watched."""
    if not path.is_file():
        return EVERYTHING
    lines = sorted({tuple(line.split("\t")) for line in path.read_text(encoding="utf-8").splitlines()})
    figures = tuple((line[1], line[2]) for line in lines if line[0] == "figures")
    frames, files = (tuple(line[1] for line in lines if line[0] == kind) for kind in ("frame", "file"))
    return Reads(figures, frames, tuple(filter(None, files)) if files else None)


def _write(lines: set[tuple[str, ...]]) -> None:
    new = lines - _noted
    if new:
        _noted.update(new)
        with Path(os.environ[VARIABLE]).open("a", encoding="utf-8") as file:  # at once: a kernel may be ended any time
            file.writelines("\t".join(line) + "\n" for line in sorted(new))


class _NotedFrames(Mapping[str, pd.DataFrame]):
    """The frames of a store. Who takes one is noted as having read all of it."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self.frames = frames

    def __getitem__(self, kind: str) -> pd.DataFrame:
        """Return a frame by its kind."""
        if kind == "observations":
            note(None, None)
        elif VARIABLE in os.environ:
            _write({("frame", kind)})
        return self.frames[kind]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the kinds."""
        return iter(self.frames)

    def __len__(self) -> int:
        """Return how many kinds there are."""
        return len(self.frames)


def noted(frames: Mapping[str, pd.DataFrame]) -> Mapping[str, pd.DataFrame]:
    """Return frames by kind that note who takes one; the frames themselves are the same."""
    return _NotedFrames(unnoted(frames))


def unnoted(frames: Mapping[str, pd.DataFrame]) -> Mapping[str, pd.DataFrame]:
    """Return the frames by kind themselves, for those who note more exactly what they take."""
    return frames.frames if isinstance(frames, _NotedFrames) else frames


if VARIABLE in os.environ:
    watch()
