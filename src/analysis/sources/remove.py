"""Take a file back out of data/raw: the file, what was written for it, and its entry in SOURCE.md; nothing else."""

from dataclasses import dataclass
from pathlib import Path

from analysis.catalogue.errors import SourceError
from analysis.catalogue.workspace import Workspace
from analysis.sources.held_mappings import own_measures_held, take_out_unheld
from analysis.sources.names import is_within
from analysis.sources.scorecard.layout import ENDING as MAPPING
from analysis.sources.source_folder import NOTE, FileNote, SourceFolder, read_note, source_folders
from analysis.sources.source_note import take_from_note


@dataclass(frozen=True, slots=True)
class Held:
    """A file of data/raw. name: relative to it, with forward slashes, as locators begin."""

    folder: SourceFolder
    name: str
    path: Path
    note: FileNote


def find_held(workspace: Workspace, wanted: str) -> tuple[Held, ...]:
    """Return the files that a name means: folder/file, a folder of data/raw, or a file that only one folder has.

    Raises SourceError where there is none, or several folders have it.
    """
    folders, _ = source_folders(workspace.raw)
    held = [Held(folder, name, path, note) for folder in folders for name, path, note in folder.files()]
    plain = wanted.replace("\\", "/").rstrip("/").removeprefix("data/raw/")
    found = [one for one in held if plain in (one.name, one.folder.name)]
    found = found or [one for one in held if one.name.rpartition("/")[2] == plain]
    if not found:
        hint = "`workbench sources list` names the folders that are held."
        raise SourceError(f'No file or folder called "{wanted}" is held.', where=str(workspace.raw), hint=hint)
    if len({one.folder.name for one in found}) > 1:
        listed = ", ".join(one.name for one in found)
        raise SourceError(f"Several folders have it: {listed}.", where=str(workspace.raw), hint="Name one of them.")
    return tuple(found)


def held_before(workspace: Workspace, file: Path) -> str:
    """Return the name of the held file whose place a new one takes: the very same, or else the newest of its name.

    Raises SourceError where none of its name is held.
    """
    folders, _ = source_folders(workspace.raw)
    newest_last = sorted(folders, key=lambda folder: folder.name)
    held = [(name, path) for folder in newest_last for name, path, _ in folder.files() if path.name == file.name]
    if not held:
        return find_held(workspace, file.name)[0].name
    same = [name for name, path in held if path.read_bytes() == file.read_bytes()]
    return same[0] if same else held[-1][0]


def remove_held(workspace: Workspace, held: tuple[Held, ...]) -> tuple[str, ...]:
    """Take files out. A folder in which nothing is left goes as well, and so do measures that were written for them.

    Returns the measures of the council's own that no file has any longer.
    """
    before = own_measures_held(workspace)
    _take_out(workspace, held)
    return take_out_unheld(workspace, before)


def _take_out(workspace: Workspace, held: tuple[Held, ...]) -> None:
    for one in held:
        if not is_within(one.path, workspace.raw):
            raise SourceError("It is a link to a place outside data/raw; it was not touched.", where=str(one.path))
        note = one.folder.path / NOTE
        beside = [one.path.with_name(one.note.layout)] if one.note.layout else []
        for path in (one.path, *beside, one.path.with_name(one.path.stem + MAPPING)):
            path.unlink(missing_ok=True)
        name = one.name.removeprefix(f"{one.folder.name}/")
        left = take_from_note(note, read_note(note, f"{one.folder.name}/{NOTE}"), name)
        if not left:
            note.unlink()
            if not any(one.folder.path.iterdir()):
                one.folder.path.rmdir()
