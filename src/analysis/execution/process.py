"""The process in which one notebook runs.

A process of its own, because papermill and the notebook may change what belongs to a process (its directory, its
signal handlers, its memory), and because a process can be ended from outside whatever it is doing.
"""

import asyncio
import importlib
import os
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError
from papermill.execute import execute_notebook

from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.refusals import FULL
from analysis.execution import kernel_rules
from analysis.execution.cell_location import CellPlace, in_words, place_of
from analysis.execution.job import Job
from analysis.execution.notebook_source import code_cells, read_notebook
from analysis.execution.privacy import clean_notebook, needed_environment, places_of, without_places
from analysis.execution.record import DISK_FULL, NO_SPACE, Record, Status, sha256_of
from analysis.execution.signals import end_descendants, end_with_parent

KERNEL_DIED = "The kernel died: it crashed, was ended from outside, or the cell ended it (os._exit)."
Ended = tuple[Status, str | None, str | None]  # how a run ended, in which cell, and what was said
STARTING_TIMEOUT = 120  # seconds until a kernel answers; a cold disk or a virus scanner needs tens of them


def work(job: Job) -> None:
    """Run the notebook, then write the record. The process belongs to this job alone."""
    with job.log.open("wb") as log:
        for stream in (1, 2):
            os.dup2(log.fileno(), stream)
    os.chdir(job.folder)
    needed = needed_environment(os.environ)
    os.environ.clear()
    os.environ.update({**needed, **job.environment})
    if sys.platform == "win32":  # zmq needs the selector loop
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    if job.warm:
        importlib.import_module("analysis.execution.warm_kernel").prepare()
    end_with_parent()  # after the kernel was forked: a fork takes no threads with it
    started = time.monotonic()
    try:
        status, where, message = run(job)
    finally:
        end_descendants(bury=True)  # the kernel, and whatever the notebook started, in a session of its own too
    try:
        places = places_of({".": job.folder, **{word: Path(path) for word, path in job.places.items()}})
        clean_notebook(job.output, places)
        message = without_places(message, places) if message else None
        digest = sha256_of(job.output) if status == "done" else None
        Record(status, round(time.monotonic() - started, 3), digest, where, message).write(job.record)
    except OSError as error:
        sys.exit(NO_SPACE if error.errno in FULL else 1)


def run(job: Job) -> Ended:
    """Execute the notebook; return how it ended, in which cell, and what was said."""
    last: list[Mapping[str, Any]] = []
    try:
        execute_notebook(
            _as_written(job.source),
            _as_written(job.output),
            parameters=dict(job.parameters),
            kernel_name="python3",
            progress_bar=False,
            start_timeout=STARTING_TIMEOUT,
            execution_timeout=job.cell_seconds,
            shutdown_kernel="immediate",
            request_save_on_cell_execute=False,  # it is written whole at its end, however that comes
            on_cell_start=lambda cell, **_: last.append(cell),
            extra_arguments=[f"--ext={kernel_rules.NAME}"],
        )
        unsaid = _passed_over(job.output)
        return ("done", None, None) if unsaid is None else ("raised", _said(job, unsaid), _why(unsaid))
    except Exception as error:  # noqa: BLE001 - whatever ends a run must reach the record, or nobody hears of it
        return _triaged(job, last[-1] if last else None, error)


def _as_written(path: Path) -> str:
    """Return a path as papermill is told it, which sets parameters into braces that it finds there."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _triaged(job: Job, cell: Mapping[str, Any] | None, error: Exception) -> Ended:
    if isinstance(error, PapermillExecutionError):
        return _raised(job, cell, error)
    where = _said(job, cell)
    match error:
        case DeadKernelError():
            return "kernel_died", where, KERNEL_DIED
        case CellTimeoutError():
            return "timed_out", where, f"The cell ran for more than {job.cell_seconds:g} seconds."
        case OSError(errno=number) if number in FULL:
            return "disk_full", where, DISK_FULL
    return "failed", where, f"{type(error).__name__}: {error}"


def _raised(job: Job, cell: Mapping[str, Any] | None, error: PapermillExecutionError) -> Ended:
    if error.ename == NoFiguresError.__name__:
        return "no_figures", None, error.evalue.partition("\n\n")[0]
    if error.ename == CellExecutionError.__name__:  # papermill knows no more of it
        return "raised", _said(job, cell), _why(_passed_over(job.output) or {})
    place = _place(job, cell, error.traceback)
    code = f"\n      {place.code}" if place and place.code else ""
    return "raised", str(place) if place else None, f"{in_words(error.ename, error.evalue)}{code}"


def _place(job: Job, cell: Mapping[str, Any] | None, traceback: Sequence[str] = ()) -> CellPlace | None:
    return None if cell is None else place_of(cell, read_notebook(job.source), traceback)


def _said(job: Job, cell: Mapping[str, Any] | None) -> str | None:
    place = _place(job, cell)
    return None if place is None else str(place)


def _passed_over(output: Path) -> dict[str, Any] | None:
    """Return the cell at which papermill stopped without a word: `sys.exit()`, or a magic that failed."""
    for cell in code_cells(read_notebook(output)):
        if cell.get("metadata", {}).get("papermill", {}).get("exception"):
            return cell
    return None


def _why(cell: Mapping[str, Any]) -> str:
    shown = cell.get("outputs", [])
    if any(output.get("ename") == SystemExit.__name__ for output in shown):
        return "The cell calls sys.exit(), which ends a notebook before its last cell: raise an error that says why."
    said = "".join("".join(output.get("text", "")) for output in shown if output.get("name") == "stderr").strip()
    return said.splitlines()[-1] if said else "The cell failed, and said nothing."
