"""Running notebooks, each in a process of its own, and finding out what really happened."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from analysis.batch.failure import Failure, Kind
from analysis.batch.notebook_source import code_cells, label_of, read_notebook
from analysis.batch.record import Record, Status, sha256_of
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.workspace import DATA_VARIABLE, ROOT_VARIABLE, Workspace

Event = Literal["started", "finished"]
Listener = Callable[[Event, str, float], None]  # what happened, to which notebook, seconds it took

LONGER_THAN_ALL_CELLS = 60  # seconds beyond its limit after which a run that does not end by itself is ended

TRIAGE: Mapping[Status, Kind] = {
    "raised": "excepted",
    "timed_out": "excepted",
    "kernel_died": "errored",
    "failed": "errored",
}
HINTS: Mapping[Status, str] = {
    "raised": "Open the notebook in JupyterLab (`workbench lab`), set the same parameters, and run it.",
    "timed_out": "Give it longer with --timeout, or make the cell quicker.",
    "kernel_died": "Most often the machine ran out of memory: close other programs, or run with --jobs 1.",
    "failed": "`workbench doctor` says what is missing on this machine.",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a run may take. cell_seconds: for one cell; notebook_seconds: for all; jobs: notebooks at once."""

    cell_seconds: float = 180
    notebook_seconds: float = 600
    jobs: int = min(os.cpu_count() or 1, 4)


USUAL = Limits()


@dataclass(frozen=True, slots=True)
class Execution:
    """A notebook that ran through. path: the executed copy; seconds: what it took."""

    notebook: str
    path: Path
    seconds: float


def execute_all(
    notebooks: Sequence[Path],
    build: Path,
    parameters: Mapping[str, str | None],
    *,
    workspace: Workspace,
    limits: Limits,
    listener: Listener,
) -> tuple[list[Execution], list[Failure]]:
    """Run every notebook into `build`/notebooks, also after one failed; return those that ran and what failed."""
    (build / "notebooks").mkdir(parents=True, exist_ok=True)

    def one(notebook: Path) -> Execution | Failure:
        listener("started", notebook.stem, 0)
        result = execute(notebook, build, parameters, workspace=workspace, limits=limits)
        listener("finished", notebook.stem, result.seconds if isinstance(result, Execution) else 0)
        return result

    with ThreadPoolExecutor(max_workers=limits.jobs) as pool:
        results = list(pool.map(one, notebooks))
    done = [result for result in results if isinstance(result, Execution)]
    return done, [result for result in results if isinstance(result, Failure)]


def execute(
    notebook: Path, build: Path, parameters: Mapping[str, str | None], *, workspace: Workspace, limits: Limits
) -> Execution | Failure:
    """Run one notebook with `build` as its directory; believe the executed copy only where our record bears it out."""
    output = build / "notebooks" / notebook.name
    record_path = output.with_suffix(".record.json")
    job_path = output.with_suffix(".job.json")
    log_path = output.with_suffix(".log")
    job = {
        "source": str(notebook),
        "output": str(output),
        "record": str(record_path),
        "parameters": dict(parameters),
        "cell_timeout": limits.cell_seconds,
    }
    job_path.write_text(json.dumps(job), encoding="utf-8")
    ended = _run_process(job_path, log_path, build, workspace, limits.notebook_seconds)
    record = Record.read(record_path) or _without_record(ended, log_path, limits)
    problem = record.message if record.status != "done" else _disbelief(output, record)
    for path in (record_path, job_path, log_path):
        path.unlink(missing_ok=True)
    if problem is None:
        return Execution(notebook.stem, output, record.seconds)
    status: Status = "failed" if record.status == "done" else record.status
    where = f"cell {record.cell}" if record.cell else None
    return Failure(build.name, notebook.stem, TRIAGE[status], problem, where, HINTS[status])


def _run_process(job: Path, log: Path, build: Path, workspace: Workspace, seconds: float) -> int | None:
    """Return the exit code, or None where the process had to be ended; its kernel ends with it."""
    environment = os.environ | {
        ROOT_VARIABLE: str(workspace.root),
        DATA_VARIABLE: str(workspace.data),
        "JUPYTER_PREFER_ENV_PATH": "1",  # the kernel of this environment, not one that a user once installed
        "PYTHONWARNINGS": "default",
    }
    command = [sys.executable, "-m", "analysis.batch.notebook_process", str(job)]
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603 - our own module, arguments in a file
            command, cwd=build, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            return process.wait(seconds + LONGER_THAN_ALL_CELLS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return None


def _without_record(code: int | None, log: Path, limits: Limits) -> Record:
    if code is None:
        return Record("timed_out", 0, message=f"It did not end within {limits.notebook_seconds:g} seconds.")
    last_words = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()[-1:]
    said = f" Its last words: {last_words[0]}" if last_words else ""
    return Record("kernel_died", 0, message=f"The process ended with code {code} before the notebook did.{said}")


def _disbelief(output: Path, record: Record) -> str | None:
    """Return why the saved notebook is not what a whole run leaves, or None where it is."""
    try:
        if not output.is_file() or sha256_of(output) != record.sha256:
            return "The saved notebook is not the one that was run."
        for cell in code_cells(read_notebook(output)):
            name = label_of(cell) or "without a label"
            if cell.get("execution_count") is None:
                return f"The notebook ended before its cell {name}."
            if any(shown.get("output_type") == "error" for shown in cell.get("outputs", [])):
                return f"Its cell {name} shows an error."
    except WorkbenchError as error:
        return error.what
    return None
