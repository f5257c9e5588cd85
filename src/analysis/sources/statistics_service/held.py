"""What is held of each release: the newest file of each format in data/raw, and how old it is."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.sources.source_folder import source_folders


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file of data/raw. version: of the statistics service, where it came from there."""

    name: str
    path: Path
    published_on: dt.date
    version: str | None

    def age(self, today: dt.date) -> int:
        """Return the days since it was published."""
        return (today - self.published_on).days


def held_files(raw: Path) -> Mapping[str, HeldFile]:
    """Return the file that was published last of each format."""
    newest: dict[str, HeldFile] = {}
    folders, _ = source_folders(raw)
    for folder in folders:
        for name, path, note in folder.files():
            held = HeldFile(name, path, note.published_on or folder.note.published_on, note.version)
            if note.format not in newest or held.published_on > newest[note.format].published_on:
                newest[note.format] = held
    return newest
