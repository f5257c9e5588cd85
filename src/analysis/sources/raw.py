"""Everything in data/raw, read: one reading per source folder."""

from collections.abc import Callable
from pathlib import Path

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.issue import Issue
from analysis.sources.area_breaks import area_breaks
from analysis.sources.dfe import read_published
from analysis.sources.formats import published_format
from analysis.sources.person_level import refuse_person_level
from analysis.sources.provenance import Provenance
from analysis.sources.reading import Reading
from analysis.sources.register import read_register
from analysis.sources.scorecard.date_order import with_days
from analysis.sources.scorecard.finding import find_tables
from analysis.sources.scorecard.grid import read_grids
from analysis.sources.scorecard.layout import ENDING, FORMAT, read_scorecard_layout
from analysis.sources.scorecard.reading import read_scorecard
from analysis.sources.series import read_series, read_series_layout
from analysis.sources.source_folder import FileNote, SourceFolder, source_folders
from analysis.sources.table_file import open_table
from analysis.sources.wide_layout import read_layout
from analysis.sources.wide_table import read_wide_table

Progress = Callable[[str, int, int], None]  # what is being read, how many files are done, of how many


def read_raw(raw: Path, progress: Progress | None = None) -> dict[str, Reading]:
    """Read every source folder. Never raises for what a file contains: what cannot be read becomes issues.

    The key "" holds what is wrong with `raw` itself.
    """
    folders, issues = source_folders(raw)
    total = sum(1 for folder in folders for _ in folder.files())
    done = 0
    readings = {"": Reading.of_issues(issues)} if issues else {}
    for folder in folders:
        parts = [Reading.of_issues(folder.issues())]
        for name, path, note in folder.files():
            if progress is not None:
                progress(name, done, total)
            parts.append(read_file(path, name, note, folder))
            done += 1
        whole = Reading.combine(parts)
        readings[folder.name] = whole.with_issues(area_breaks(whole.observations, folder.name))
    if progress is not None:
        progress("", total, total)
    return readings


def read_file(path: Path, name: str, note: FileNote, folder: SourceFolder) -> Reading:
    """Read one file as its note says. What cannot be read at all becomes one error that says why."""
    about = Provenance(name, note.published_on or folder.note.published_on, folder.note.area, note.release)
    try:
        return _read(path, name, note, about)
    except (WorkbenchError, OSError) as error:
        reason = error.what if isinstance(error, WorkbenchError) else f"It cannot be opened: {error.strerror}."
        message = f"{name} cannot be read. {reason}"
        return Reading.of_issues([Issue("file_unreadable", "error", message, source=name)])


def _read(path: Path, name: str, note: FileNote, about: Provenance) -> Reading:
    """Read a file by its format. Raises WorkbenchError where it cannot be read at all."""
    refuse_person_level(path, name)
    if note.format == FORMAT:
        return _read_scorecard(path, name, note, about)
    beside = path.with_name(note.layout or f"{path.stem}.layout.yml")
    if note.format == "wide_table":
        layout = read_layout(beside, f"{name} ({beside.name})")
        return read_wide_table(open_table(path, name, layout.header_row, layout.sheet), layout, about)
    if note.format == "series":
        return read_series(open_table(path, name), read_series_layout(beside, f"{name} ({beside.name})"), about)
    if note.format == "register":
        return read_register(open_table(path, name), about)
    return read_published(open_table(path, name), published_format(note.format), about)


def _read_scorecard(path: Path, name: str, note: FileNote, about: Provenance) -> Reading:
    beside = path.with_name(note.layout or f"{path.stem}{ENDING}")
    layout = read_scorecard_layout(beside, f"{name} ({beside.name})")
    read, issues = read_grids(path, name)
    grids = with_days(read)
    return read_scorecard(grids, find_tables(grids, path.name), layout, about, issues)
