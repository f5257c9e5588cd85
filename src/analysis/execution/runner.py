"""Running notebooks, each in a process of its own, and finding out what really happened."""

import json
import math
import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import psutil

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.workspace import AUDIENCE_VARIABLE, DATA_VARIABLE, ROOT_VARIABLE
from analysis.execution.failure import Failure, Kind
from analysis.execution.job import Job
from analysis.execution.kernel_limits import MEMORY_VARIABLE
from analysis.execution.launch import work
from analysis.execution.manifest_file import read_manifest
from analysis.execution.notebook_source import code_cells, label_of, read_notebook
from analysis.execution.processes import PROCESSES, answered_within, load_ahead
from analysis.execution.record import DISK_FULL, NO_SPACE, Record, Status, sha256_of
from analysis.execution.signals import children, end_descendants, end_tree
from analysis.execution.spec import MANIFEST, PackSpec
from analysis.store.reads import EVERYTHING, Reads, read_notes
from analysis.store.reads import VARIABLE as READS_VARIABLE

Event = Literal["started", "finished", "failed", "without figures", "reused"]
Listener = Callable[[Event, str, float], None]  # what happened, to which notebook, seconds it took

LEAST_MEMORY = 2_000_000_000  # bytes: a notebook with the library loaded and figures drawn takes a quarter of that
MOST_OF_MACHINE = 0.8
MOST_SHOWN = 5_000_000  # bytes of the outputs of one cell: a figure has 200,000
KERNELS_OWN = "[IPKernelApp]"  # stands in what a kernel tells of itself
BEGINS_WITHIN = 180  # seconds: to load the library takes 4, on a machine that is ten times too busy 40
GONE_WITHIN = 30  # seconds until it is known that a process that was killed has gone
NOT_BEGUN = "It did not begin: the process that notebooks are started from did not answer, and was ended."
LONGER_THAN_ALL_CELLS = 60  # seconds beyond its limit after which a run that does not end by itself is ended

TRIAGE: Mapping[Status, Kind] = {
    "raised": "excepted",
    "timed_out": "excepted",
    "kernel_died": "errored",
    "disk_full": "errored",
    "failed": "errored",
}
HINTS: Mapping[Status, str] = {
    "raised": (
        "Open the notebook in JupyterLab (`workbench lab`), set the same parameters, and run all cells: the number in "
        "brackets then stands beside the cell."
    ),
    "timed_out": "Give it longer with --timeout, or make the cell quicker.",
    "kernel_died": "Most often the machine ran out of memory: close other programs, or run with --jobs 1.",
    "disk_full": "Make room on that disk, then run again: what was made already is taken up.",
    "failed": "`workbench doctor` says what is missing on this machine.",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a run may take. cell_seconds: for one cell; notebook_seconds: for all; jobs: notebooks at once.

    warm: kernels that have the library loaded (see `warm_kernel`). fresh: run also what nothing has changed for (see
    `reuse`). memory: bytes that a notebook may take; None is its share of what the machine has.
    """

    cell_seconds: float = 180
    notebook_seconds: float = 600
    jobs: int = min(os.cpu_count() or 1, 4)
    warm: bool = sys.platform == "linux"
    fresh: bool = False
    memory: int | None = None


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Execution:
    """A notebook that ran through. path: the executed copy; seconds: what it took; read: what it looked at."""

    notebook: str
    path: Path
    seconds: float
    read: Reads = EVERYTHING


@dataclass(frozen=True, slots=True)
class Gap:
    """A notebook that had no figures of the area and month to answer with, and what it said."""

    notebook: str
    says: str
    read: Reads = EVERYTHING


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the notebooks of a pack."""

    done: tuple[Execution, ...]
    gaps: tuple[Gap, ...]
    failed: tuple[Failure, ...]


def execute_all(
    plan: PackSpec, build: Path, *, limits: Limits, listener: Listener, ended: Callable[[Execution | Gap], None]
) -> Outcome:
    """Run every notebook of the plan into `build`/notebooks, also after one that failed.

    ended: told of each that did not fail as soon as it ends, in the thread that waited for it.
    """
    (build / "notebooks").mkdir(parents=True, exist_ok=True)
    if plan.notebooks:
        load_ahead(plan.workspace)
    before = children()

    def one(notebook: Path) -> Execution | Gap | Failure:
        listener("started", notebook.stem, 0)
        result = execute(notebook, plan, build, limits)
        match result:
            case Execution(seconds=seconds):
                listener("finished", notebook.stem, seconds)
            case Gap():
                listener("without figures", notebook.stem, 0)
            case Failure():
                listener("failed", notebook.stem, 0)
        if not isinstance(result, Failure):
            ended(result)
        return result

    with ThreadPoolExecutor(max_workers=limits.jobs) as pool:
        going = {notebook: pool.submit(one, notebook) for notebook in longest_first(plan)}
        try:
            results = [going[notebook].result() for notebook in plan.notebooks]
        except BaseException:
            _stop(list(going.values()))
            raise
    end_descendants(spare=before)  # what notebooks left behind whose own process was ended from outside
    return Outcome(
        tuple(result for result in results if isinstance(result, Execution)),
        tuple(result for result in results if isinstance(result, Gap)),
        tuple(result for result in results if isinstance(result, Failure)),
    )


def longest_first(plan: PackSpec) -> list[Path]:
    """Return the notebooks by what each took in the pack's last run, so that no long one is left for the end alone.

    Those of which that is not known, as of one that did not have to run then, come first, in the order of the plan.
    """
    taken = read_manifest(plan.folder / MANIFEST).get("seconds")
    known = {name: each for name, each in (taken if isinstance(taken, dict) else {}).items() if isinstance(each, float)}
    return sorted(plan.notebooks, key=lambda notebook: -(known.get(notebook.stem) or math.inf))


def _stop(going: Sequence[Future[Execution | Gap | Failure]]) -> None:
    """Start no more notebooks, and end those that run with their kernels."""
    for each in going:
        each.cancel()
    while not all(each.done() for each in going):
        end_descendants()
        time.sleep(0.05)


def execute(notebook: Path, plan: PackSpec, build: Path, limits: Limits) -> Execution | Gap | Failure:
    """Run one notebook with `build` as its directory; believe the executed copy only where our record bears it out."""
    output = build / "notebooks" / notebook.name
    noted = output.with_suffix(".reads")
    job = Job(
        source=notebook,
        output=output,
        record=output.with_suffix(".record.json"),
        log=output.with_suffix(".log"),
        folder=build,
        parameters=plan.parameters_of(notebook),
        environment={
            ROOT_VARIABLE: str(plan.workspace.root),
            DATA_VARIABLE: str(plan.workspace.data),
            AUDIENCE_VARIABLE: plan.audience,
            READS_VARIABLE: str(noted),
            MEMORY_VARIABLE: str(limits.memory or _share_of_memory(limits.jobs)),
            **_home(build),
            "JUPYTER_PREFER_ENV_PATH": "1",  # the kernel of this environment, not one that a user once installed
            "JUPYTER_DEFAULT_PROVISIONER_NAME": "workbench-warm" if limits.warm else "local-provisioner",
        },
        cell_seconds=limits.cell_seconds,
        warm=limits.warm,
        places={"(workbench)": str(plan.workspace.root), "(data)": str(plan.workspace.data)},
    )
    code = _run_process(job, limits.notebook_seconds)
    record = Record.read(job.record) or _without_record(code, job.log, limits)
    disbelief = _disbelief(output, record) if record.status == "done" else (record.status, record.message or "")
    read = read_notes(noted)
    for path in (job.record, job.log, noted):
        path.unlink(missing_ok=True)
    if record.status == "no_figures":
        output.unlink(missing_ok=True)  # half of a notebook is not for a pack
        return Gap(notebook.stem, record.message or "There are no figures.", read)
    if disbelief is None:
        return Execution(notebook.stem, output, record.seconds, read)
    status, problem = disbelief
    return Failure(plan.name, notebook.stem, TRIAGE[status], problem, record.where, HINTS[status])


def _home(build: Path) -> dict[str, str]:
    """Return a home for an account that has none, without which no kernel starts; what is hidden there is removed."""
    try:
        Path.home()
    except RuntimeError:
        return {"HOME": str(build)}
    return {}


def _share_of_memory(jobs: int) -> int:
    """Return how many bytes each of so many notebooks can take without the machine running out."""
    return max(LEAST_MEMORY, int(psutil.virtual_memory().total * MOST_OF_MACHINE / jobs))


def _run_process(job: Job, seconds: float) -> int | Literal["not begun"] | None:
    """Return the exit code, or None where the process had to be ended; its kernel ends with it."""
    process = PROCESSES.Process(target=work, args=(job,))
    try:
        with answered_within(BEGINS_WITHIN):
            process.start()
    except (EOFError, OSError):
        return "not begun"
    process.join(seconds + LONGER_THAN_ALL_CELLS)
    if process.exitcode is None:
        end_tree(process.pid or 0)
        with answered_within(GONE_WITHIN):  # it alone knows that a process which it forked has gone
            process.join()
        return None
    return process.exitcode


def _without_record(code: int | Literal["not begun"] | None, log: Path, limits: Limits) -> Record:
    if code == "not begun":
        return Record("kernel_died", 0, message=NOT_BEGUN)
    if code is None:
        return Record("timed_out", 0, message=f"It did not end within {limits.notebook_seconds:g} seconds.")
    if code == NO_SPACE:
        return Record("disk_full", 0, message=DISK_FULL)
    ended = f"was ended from outside ({_signal(-code)})" if code < 0 else f"ended with code {code}"
    said = next((f" Its last words: {line}" for line in reversed(_lines_of(log)) if KERNELS_OWN not in line), "")
    return Record("kernel_died", 0, message=f"The process {ended} before the notebook did.{said}")


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _lines_of(log: Path) -> list[str]:
    return log.read_text(encoding="utf-8", errors="replace").strip().splitlines() if log.is_file() else []


def _disbelief(output: Path, record: Record) -> tuple[Status, str] | None:
    """Return why the saved notebook is not what a whole run leaves, or None where it is."""
    try:
        if not output.is_file() or sha256_of(output) != record.sha256:
            return "failed", "The saved notebook is not the one that was run."
        cells = list(code_cells(read_notebook(output)))
    except WorkbenchError as error:
        return "failed", error.what
    problems = (_problem_of(cell) for cell in cells)
    return next((("raised", problem) for problem in problems if problem), None)


def _problem_of(cell: dict[str, Any]) -> str | None:
    name, shown = label_of(cell) or "without a label", cell.get("outputs", [])
    size = len(json.dumps(shown))
    if cell.get("execution_count") is None:
        return f"The notebook ended before its cell {name}."
    if any(output.get("output_type") == "error" for output in shown):
        return f"Its cell {name} shows an error."
    if size > MOST_SHOWN:
        most = f"{MOST_SHOWN / 1e6:.0f} MB"
        return f"Its cell {name} shows {size / 1e6:.1f} MB; at most {most} of one cell can stand in a paper."
    return None
