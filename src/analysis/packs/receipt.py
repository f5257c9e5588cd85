"""Receipts: how everything that a pack rests on was found when it was made, so that a second run takes a moment.

A receipt holds no contents but the state of files: size, number, and the times of their last change to the nanosecond,
of which the system itself keeps one that no program sets. Where all is as it was, nothing is read and the pack stands.
Where anything is not, fingerprints of the contents decide (see `standing`). Windows keeps no such time: there the
contents are looked at every time. Nothing that takes long to load is needed here.
"""

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.catalogue.workspace import PACKAGE, Workspace
from analysis.execution.packages import installed
from analysis.packs.published import Pack, as_it_stands

FOLDER = Path(".make") / "receipts"
COMMENTARY = Path("reports") / "commentary"  # of many areas: each pack rests on its own
SETTINGS = ("PATH", "QUARTO_PATH")  # where a renderer is found
OURS = "WORKBENCH_"  # begins the name of every setting of the workbench
LEFT_OUT = frozenset({"__pycache__", ".ipynb_checkpoints"})
Asked = Mapping[str, object]  # what a pack was asked for, in plain data


@dataclass(frozen=True, slots=True)
class Receipts:
    """The receipts of a workspace. state: of all that its packs share, when this was made; null where none can be."""

    space: Workspace
    state: str | None

    @classmethod
    def of(cls, space: Workspace) -> "Receipts":
        """Look at everything: before anything is made."""
        return cls(space, state_of(space))

    def find(self, asked: Asked) -> Pack | None:
        """Return the published pack where nothing at all has changed since it was made."""
        if self.state is None:
            return None
        try:
            kept = json.loads(self._place(asked).read_text(encoding="utf-8"))
            folder = self.space.root / kept["folder"]
            if kept["shared"] != self.state or kept["own"] != self._own(folder):
                return None
            return as_it_stands(kept["name"], kept["title"], folder, {})
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def keep(self, asked: Asked, pack: Pack) -> None:
        """Write a receipt of a pack just made or looked at; none where something changed meanwhile."""
        if self.state is None or state_of(self.space) != self.state or not pack.folder.is_relative_to(self.space.root):
            return
        told = {
            "name": pack.name,
            "title": pack.title,
            "folder": pack.folder.relative_to(self.space.root).as_posix(),
            "shared": self.state,
            "own": self._own(pack.folder),
        }
        place, text = self._place(asked), json.dumps(told)
        try:
            if place.is_file() and place.read_text(encoding="utf-8") == text:
                return
            place.parent.mkdir(parents=True, exist_ok=True)
            beside = place.with_suffix(f".{os.getpid()}")
            beside.write_text(text, encoding="utf-8")
            beside.replace(place)
        except OSError:  # without a receipt the next run looks at the contents
            return

    def _place(self, asked: Asked) -> Path:
        return self.space.root / FOLDER / f"{_digest([str(self.space.data), dict(asked)])[:32]}.json"

    def _own(self, folder: Path) -> str:
        """Return the state of a pack and of the words on its area."""
        words = self.space.root / COMMENTARY / folder.parent.name
        return _digest([*_states(folder), *_states(words)])


def state_of(space: Workspace) -> str | None:
    """Return a hash of the state of everything that all packs of a workspace rest on; null where none can be told."""
    if sys.platform == "win32":
        return None
    bases = dict.fromkeys((space.root, space.program))
    folders = [base / name for base in bases for name in ("reports", "notebooks")]
    folders += [PACKAGE, space.catalogue, space.scenarios[-1]]
    besides = frozenset({space.processed, space.releases, *(base / COMMENTARY for base in bases)})
    program = shutil.which("quarto", path=os.environ.get("QUARTO_PATH")) or shutil.which("quarto")
    single = [path for base in bases for path in sorted(base.iterdir()) if path.is_file()] + (
        [Path(program)] if program else []
    )
    settings = {name: text for name, text in os.environ.items() if name in SETTINGS or name.startswith(OURS)}
    told = [_state(path) for path in single]
    told += [state for folder in (space.data, *folders) for state in _states(folder, besides)]
    return _digest([sys.version, sys.executable, sorted(settings.items()), installed(), told])


def _states(folder: Path, besides: frozenset[Path] = frozenset()) -> Iterator[list[object]]:
    """Yield the state of every file below a folder, by name."""
    for place, folders, names in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(name for name in folders if name not in LEFT_OUT and here / name not in besides)
        yield from (_state(here / name) for name in sorted(names))


def _state(path: Path) -> list[object]:
    try:
        found = path.stat()
    except OSError:  # gone since it was listed, or a link to nothing
        return [str(path), None]
    return [str(path), found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns]


def _digest(told: object) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()
