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
from typing import Any

from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError
from papermill.execute import execute_notebook

from analysis.catalogue.errors import NoFiguresError
from analysis.execution.cell_location import CellPlace, in_words, place_of
from analysis.execution.job import Job
from analysis.execution.notebook_source import read_notebook
from analysis.execution.record import Record, Status, sha256_of
from analysis.execution.signals import end_descendants, end_with_parent

STARTING_TIMEOUT = 120  # seconds until a kernel answers; a cold disk or a virus scanner needs tens of them


def work(job: Job) -> None:
    """Run the notebook, then write the record. The process belongs to this job alone."""
    with job.log.open("wb") as log:
        for stream in (1, 2):
            os.dup2(log.fileno(), stream)
    os.chdir(job.folder)
    os.environ.update(job.environment)
    if sys.platform == "win32":  # zmq needs the selector loop
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    if job.warm:
        importlib.import_module("analysis.execution.warm_kernel").prepare()
    end_with_parent()  # after the kernel was forked: a fork takes no threads with it
    started = time.monotonic()
    try:
        status, where, message = run(job)
    finally:
        end_descendants()  # the kernel, and whatever the notebook started, in a session of its own too
    digest = sha256_of(job.output) if status == "done" else None
    Record(status, round(time.monotonic() - started, 3), digest, where, message).write(job.record)


def run(job: Job) -> tuple[Status, str | None, str | None]:
    """Execute the notebook; return how it ended, in which cell, and what was said."""
    last: list[Mapping[str, Any]] = []

    def remember(cell: Mapping[str, Any], **_: object) -> None:
        last[:] = [cell]

    def where(traceback: Sequence[str] = ()) -> CellPlace | None:
        return place_of(last[0], read_notebook(job.source), traceback) if last else None

    try:
        execute_notebook(
            str(job.source),
            str(job.output),
            parameters=dict(job.parameters),
            kernel_name="python3",
            progress_bar=False,
            start_timeout=STARTING_TIMEOUT,
            execution_timeout=job.cell_seconds,
            shutdown_kernel="immediate",
            on_cell_start=remember,
        )
    except PapermillExecutionError as error:
        if error.ename == NoFiguresError.__name__:
            return "no_figures", None, error.evalue.partition("\n\n")[0]
        place = where(error.traceback)
        code = f"\n      {place.code}" if place and place.code else ""
        return "raised", _said(place), f"{in_words(error.ename, error.evalue)}{code}"
    except DeadKernelError:
        return "kernel_died", _said(where()), "The kernel died."
    except CellTimeoutError:
        return "timed_out", _said(where()), f"The cell ran for more than {job.cell_seconds:g} seconds."
    except Exception as error:  # noqa: BLE001 - whatever ends a run must reach the record, or nobody hears of it
        return "failed", _said(where()), f"{type(error).__name__}: {error}"
    return "done", None, None


def _said(place: CellPlace | None) -> str | None:
    return None if place is None else str(place)
