"""Bringing a workspace to the shape of this version: a whole new folder is made beside it, and the old one is kept.

Version 0 is the data folder of before council.yml: raw, processed, scenarios, known-issues.yml and explanations.yml in
the folder itself. Each step makes one version of the one before; none is ever taken back.
"""

import datetime as dt
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from analysis.catalogue.area import Area
from analysis.catalogue.council import VERSION, council_of
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.folder_copy import copy_folder
from analysis.catalogue.new_workspace import FOLDERS, templates
from analysis.catalogue.workspace import FILE, Workspace, is_of_before, sha256

BEFORE = 0  # the version of a folder that has no council.yml
DATA = ("raw", "processed", "scenarios", "releases", "catalogue")
ENTRIES = ("known-issues.yml", "explanations.yml")  # stood in the data folder itself
MADE_AGAIN = ("processed", "build")  # by the program, so that neither is carried over
Step = Callable[[Path, Area | None], list[str]]


@dataclass(frozen=True, slots=True)
class Migrated:
    """What was done. kept: where the folder as it was now lies; lines: what each step changed, in words."""

    workspace: Workspace
    kept: Path
    lines: tuple[str, ...]


def version_of(folder: Path) -> int:
    """Return the version of a workspace's shape. Raises WorkbenchError for what is no workspace, or is newer."""
    if is_of_before(folder):
        return BEFORE
    try:
        said = yaml.safe_load((folder / FILE).read_text(encoding="utf-8"))
        found = said.get("version") if isinstance(said, dict) else None
    except (OSError, yaml.YAMLError):
        found = None
    if not isinstance(found, int):
        raise WorkbenchError(
            f"This is not a workspace: no {FILE} with a version, and no folder raw.",
            where=str(folder),
            hint="`workbench new FOLDER --area NAME` makes one.",
        )
    if found > VERSION:
        raise WorkbenchError(
            f"The workspace is of version {found}, and this program knows versions up to {VERSION}.",
            where=str(folder / FILE),
            hint="Update the program.",
        )
    return found


def migrate(folder: Path, area: Area | None = None) -> Migrated | None:
    """Bring a workspace to this version and keep the folder as it was beside it; None where it is of this version.

    area: whose it is, for a folder that does not say. Raises WorkbenchError, and then nothing has changed.
    """
    found = version_of(folder)
    if found == VERSION:
        return None
    if found == BEFORE and (folder / "notebooks").is_dir():
        raise WorkbenchError(
            "This is a checkout of the program, and not a data folder.",
            where=str(folder),
            hint="Name its data folder, or make a workspace: `workbench new FOLDER --area NAME`.",
        )
    if found == BEFORE and area is None:
        raise WorkbenchError("The folder does not say whose it is.", where=str(folder), hint="Add --area NAME.")
    made, kept = _beside(folder, "new"), _beside(folder, f"before-version-{VERSION}")
    try:
        copy_folder(folder, made, ignore=shutil.ignore_patterns(*MADE_AGAIN), copy=shutil.copy2)
        lines = [line for version in range(found, VERSION) for line in STEPS[version](made, area)]
        council_of(made)  # what was made can be read
        _assert_nothing_lost(folder, made)
        folder.rename(kept)
        made.rename(folder)
    except OSError as error:
        if kept.exists() and not folder.exists():
            kept.rename(folder)
        raise WorkbenchError(
            f"The folder cannot be changed: {error.strerror}.",
            where=str(folder),
            hint="Close the files that are open in it (Excel, JupyterLab) and the terminals that stand in it.",
        ) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return Migrated(Workspace(folder, folder / "data"), kept, tuple(lines))


def _to_first(made: Path, area: Area | None) -> list[str]:
    """Make a workspace of a data folder of before council.yml was."""
    lines = []
    (made / "data" / "catalogue").mkdir(parents=True)
    for name in DATA:
        if (made / name).is_dir():
            copy_folder(made / name, made / "data" / name, into=True, copy=shutil.copy2)
            shutil.rmtree(made / name)
            lines.append(f"{name} is now data/{name}")
    for name in ENTRIES:
        if (made / name).is_file():
            (made / name).replace(made / "data" / "catalogue" / name)
            lines.append(f"{name} is now data/catalogue/{name}")
    for name in FOLDERS:
        (made / name).mkdir(parents=True, exist_ok=True)
    for name, text in templates(area).items() if area else ():
        if not (made / name).exists():
            (made / name).write_text(text, encoding="utf-8")
            lines.append(f"{name} is new")
    return lines


STEPS: Mapping[int, Step] = {BEFORE: _to_first}  # from which version, to the one after it


def _beside(folder: Path, words: str) -> Path:
    """Return a folder beside another that is not there yet, named after it and the day."""
    day = dt.date.today().isoformat()  # noqa: DTZ011 - where the analyst is
    name = f"{folder.name}-{words}-{day}"
    number = 1
    while (folder.parent / name).exists():
        number += 1
        name = f"{folder.name}-{words}-{day}-{number}"
    return folder.parent / name


def _assert_nothing_lost(before: Path, after: Path) -> None:
    """Refuse a migration after which a received file is not there any more, byte for byte."""
    there = {sha256(path) for path in after.rglob("*") if path.is_file()}
    lost = [
        path.relative_to(before).as_posix()
        for path in before.rglob("*")
        if path.is_file() and not set(MADE_AGAIN) & set(path.relative_to(before).parts) and sha256(path) not in there
    ]
    if lost:
        raise WorkbenchError(
            f"{len(lost)} files would be lost, and nothing was changed: {', '.join(lost[:5])}.", where=str(before)
        )
