"""Opening the store, built first where it is not what stands in data/raw."""

import datetime as dt
import json
from functools import lru_cache
from pathlib import Path

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.observation import FRAMES
from analysis.catalogue.own import use
from analysis.catalogue.workspace import Workspace
from analysis.sources.received import fingerprint
from analysis.store.build import build_store
from analysis.store.files import hash_of, path_of
from analysis.store.stamp import STAMP, is_fresh
from analysis.store.table import Store

TRIES = 10  # times that a store is built or read before another process is said to be in the way


def open_store(workspace: Workspace, known_at: dt.date | None = None) -> Store:
    """Open the store as known at a date, building it first where it is not fresh.

    What was opened last is kept, so that the questions of one notebook share it, and so that two versions of the
    workbench on one data folder do not build it anew for each other's questions without end. Raises WorkbenchError
    where others keep on building.
    """
    use(workspace)
    received = json.dumps(fingerprint(workspace.raw)) if workspace.raw.is_dir() else ""
    return _opened(workspace, received, known_at)


@lru_cache(maxsize=2)
def _opened(workspace: Workspace, _received: str, known_at: dt.date | None) -> Store:
    """Read a store that nobody wrote into meanwhile: it is the same for the same received files and readers."""
    for _ in range(TRIES):
        written = _written(workspace.processed)
        if not is_fresh(workspace):
            build_store(workspace)
            continue
        store = Store.open(workspace.processed, known_at, hash_of(workspace.processed / STAMP))
        if _written(workspace.processed) == written:
            return store
    raise WorkbenchError(
        "Another process builds this store again and again.",
        where=str(workspace.processed),
        hint="Where two versions of the workbench are at work, give each a data folder of its own with --data.",
    )


def _written(folder: Path) -> tuple[int, ...]:
    """Return when each frame was written: another process may be building."""
    files = (path_of(folder, kind) for kind in FRAMES)
    return tuple(path.stat().st_mtime_ns if path.is_file() else 0 for path in files)
