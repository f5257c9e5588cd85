"""Building the store: everything in data/raw, read and written into data/processed."""

import json
import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.own import use
from analysis.catalogue.workspace import Workspace
from analysis.sources.reading import Reading
from analysis.sources.received import fingerprint
from analysis.store.contents import write_contents
from analysis.store.stamp import KEPT, STAMP, WRITTEN
from analysis.store.table import Store

if TYPE_CHECKING:
    from analysis.sources.build_report import BuildReport
    from analysis.sources.raw import Progress


def build_store(workspace: Workspace, progress: "Progress | None" = None) -> "BuildReport":
    """Read everything in data/raw and write data/processed. Files that cannot be read become issues, not errors.

    Raises WorkbenchError where there is no data/raw, or data/processed cannot be written.
    """
    from analysis.sources.build_report import BuildReport, SourceReport  # noqa: PLC0415 - readers, and what counts
    from analysis.sources.raw import read_raw  # noqa: PLC0415 - what they read, load where something is built

    began = time.monotonic()
    use(workspace)
    if not workspace.raw.is_dir():
        raise WorkbenchError(
            "There is no folder of received files.", where=str(workspace.raw), hint=_remedy_without_raw(workspace.data)
        )
    hashes = fingerprint(workspace.raw)
    readings = read_raw(workspace.raw, progress)
    store = Store(Reading.combine(readings.values()).frames)
    stamp = workspace.processed / STAMP
    try:
        stamp.unlink(missing_ok=True)
        shutil.rmtree(workspace.processed / KEPT, ignore_errors=True)  # it was worked out from the store before
        written = store.write(workspace.processed) | write_contents(store.observations, workspace.processed)
        beside = stamp.with_name(f".{STAMP}.{os.getpid()}")
        beside.write_text(json.dumps({**hashes, WRITTEN: written}, indent=1), encoding="utf-8")
        beside.replace(stamp)
    except OSError as error:
        raise WorkbenchError(
            f"The store cannot be written: {error.strerror}.",
            where=str(workspace.processed),
            hint="data/raw may be read-only; data/processed must be writable.",
        ) from error
    reports = tuple(SourceReport.of(name, reading) for name, reading in readings.items())
    return BuildReport(reports, time.monotonic() - began)


def _remedy_without_raw(data: Path) -> str:
    if any(data.glob("*/SOURCE.md")):
        return f"This looks like the folder raw itself: name the one above it, {data.parent}."
    return f"Name a data folder with raw in it, or make one: `workbench --data {data} sources add FILE...`."
