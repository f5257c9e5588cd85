"""A council's own entries, `data/catalogue/` of its workspace, which lie over the national catalogue.

One workspace is in use at a time: the one that was last named to `use`, or else the one that is found from the current
folder. Its files are looked at again each time it is taken into use.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.validation import wrong_entries
from analysis.catalogue.workspace import Workspace
from analysis.catalogue.yaml_reader import parse_yaml

KINDS = (
    "measures",
    "targets",
    "rating",
    "known-issues",
    "explanations",
    "events",
    "relations",
    "chart-steps",
)
Model = TypeVar("Model", bound=BaseModel)
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands in a file. where: the file and the number of the entry, for people."""

    where: str
    value: object


@dataclass(frozen=True, slots=True, eq=False)
class OwnCatalogue:
    """The files of one workspace's own catalogue as they were when it was taken into use.

    folder: `data/catalogue`, which need not be there; None where there is no workspace. data: files of before stand in
    the data folder itself. Two are the same only where they are one object: what was read from one is kept by it.
    """

    folder: Path | None
    data: Path | None
    stamp: Stamp = ()

    def files(self, kind: str) -> tuple[Path, ...]:
        """Return the files of a kind: `measures.yml`, and every .yml of a folder `measures/`; by name."""
        return tuple(_files(self.folder, self.data, kind))

    def entries(self, kind: str) -> Iterator[Entry]:
        """Yield the entries of the lists in the files of a kind. Raises SourceError where one is not YAML.

        A file that holds something other than a list is one entry.
        """
        for path in self.files(kind):
            name = self.name_of(path)
            found = parse_yaml(path.read_bytes(), str(path))
            if isinstance(found, list):
                yield from (Entry(f"{name}, entry {number}", value) for number, value in enumerate(found, start=1))
            elif found is not None:
                yield Entry(name, found)

    def name_of(self, path: Path) -> str:
        """Return a file as a person in the workspace would name it: `data/catalogue/measures.yml`."""
        top = self.folder.parent if self.folder is not None and path.is_relative_to(self.folder) else self.data
        return f"data/{path.relative_to(top).as_posix()}" if top is not None else path.name

    def file_for(self, kind: str) -> str:
        """Return the file to which a person adds an entry of a kind."""
        return f"data/catalogue/{kind}.yml"


NONE = OwnCatalogue(None, None)
_in_use: list[OwnCatalogue] = []


def use(workspace: Workspace) -> OwnCatalogue:
    """Take the catalogue of a workspace into use, as its files now are."""
    folder, data = workspace.catalogue, workspace.data
    chosen = _kept(folder, data, _stamp(folder, data))
    _in_use[:] = [chosen]
    return chosen


def enter(workspace: Workspace | None = None) -> Workspace:
    """Return a workspace, by default the one found from here, with its own catalogue taken into use."""
    space = workspace or Workspace.find()
    use(space)
    return space


def in_use() -> OwnCatalogue:
    """Return the catalogue in use; of the workspace found from here where none was taken into use yet."""
    if not _in_use:
        try:
            use(Workspace.find())
        except WorkbenchError:  # no workspace here: the national catalogue alone
            _in_use[:] = [NONE]
    return _in_use[0]


def forget() -> None:
    """Take no catalogue into use: the next question looks for one from here."""
    _in_use.clear()


def read_entries(own: OwnCatalogue, kind: str, model: type[Model]) -> tuple[list[Model], list[str]]:
    """Return the entries of a kind that are as `model` says, and a sentence for each thing that is wrong."""
    found: list[Model] = []
    problems: list[str] = []
    for entry in own.entries(kind):
        try:
            found.append(model.model_validate(entry.value))
        except ValidationError as error:
            problems += [f"{entry.where}: {problem}" for problem in wrong_entries(error)]
    return found, problems


@lru_cache(maxsize=32)
def _kept(folder: Path, data: Path, stamp: Stamp) -> OwnCatalogue:
    return OwnCatalogue(folder, data, stamp)


def _stamp(folder: Path, data: Path) -> Stamp:
    paths = [path for kind in KINDS for path in _files(folder, data, kind)]
    return tuple((str(path), (at := path.stat()).st_mtime_ns, at.st_size) for path in paths)


def _files(folder: Path | None, data: Path | None, kind: str) -> Iterator[Path]:
    """Yield the files of a kind; in the data folder itself stood two of them before there was a catalogue."""
    if folder is not None:
        single = folder / f"{kind}.yml"
        yield from (path for path in [single, *sorted((folder / kind).glob("*.yml"))] if path.is_file())
    if data is not None and kind in ("known-issues", "explanations"):
        before = data / f"{kind}.yml"
        yield from [before] if before.is_file() else []
