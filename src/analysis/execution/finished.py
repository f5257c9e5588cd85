"""Notebooks that finished in a run that has not published its pack, so that the next run goes on from them.

Each has a folder of its own on the shelf of its pack, laid out as a pack is and with a manifest of the same form: what
it rested on, and the hashes of what it left. The folder comes to its name whole, by one rename. Whether a notebook
still holds is decided as for one of a published pack (see `reuse`). When the pack is published the shelf goes.
"""

import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from analysis.execution.record import sha256_of
from analysis.execution.runner import Execution, Gap
from analysis.execution.runs import RestsOn
from analysis.execution.spec import MANIFEST


def parts_of(notebook: str) -> dict[str, str]:
    """Return the files that a notebook leaves in the folder of its pack, by the part of a manifest that names them."""
    return {"executed": f"notebooks/{notebook}.ipynb", "evidence": f"evidence/{notebook}.json"}


def keep(shelf: Path, build: Path, result: Execution | Gap, rested: RestsOn) -> None:
    """Put what a notebook left in `build` on the shelf; that it cannot be kept only means that it will run again."""
    place, beside = shelf / result.notebook, shelf / f".{result.notebook}"
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        told = {"rests_on": {result.notebook: rested.as_dict()}, **_left(result, build, beside)}
        (beside / MANIFEST).write_text(json.dumps(told), encoding="utf-8")
        shutil.rmtree(place, ignore_errors=True)
        beside.rename(place)
    except OSError:
        shutil.rmtree(beside, ignore_errors=True)


def _left(result: Execution | Gap, build: Path, folder: Path) -> dict[str, Any]:
    """Copy what a notebook left, and return what a manifest says of it. Raises OSError where it left no evidence."""
    if isinstance(result, Gap):
        return {"without_figures": {result.notebook: result.says}}
    told: dict[str, Any] = {}
    for kind, part in parts_of(result.notebook).items():
        copy = folder / part
        copy.parent.mkdir()
        shutil.copyfile(build / part, copy)
        told[kind] = {part: sha256_of(copy)}
    return told


def forget(shelf: Path) -> None:
    """Take a shelf away, and the folder of all shelves where it was the last."""
    shutil.rmtree(shelf, ignore_errors=True)
    with suppress(OSError):
        shelf.parent.rmdir()
