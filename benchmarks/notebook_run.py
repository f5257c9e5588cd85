"""One notebook's cells run for one area and month in a process of its own, forked from one that has the library loaded.

This is what a warm kernel does (`analysis.execution.warm_kernel`), without the messages between papermill and kernel:
the parameters come after the cell tagged `parameters`, every cell runs in a fresh IPython shell, and what it shows is
formatted as Jupyter would, figures as PNG and tables as HTML.
"""

import json
import multiprocessing
import os
import re
import resource
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal

from IPython.core.displayhook import CapturingDisplayHook
from IPython.core.interactiveshell import InteractiveShell

from analysis.catalogue.errors import NoFiguresError
from analysis.execution.notebook_source import code_cells, label_of, read_notebook, source_of
from analysis.present.answer_view import NOTHING_HELD, Shown

Status = Literal["succeeded", "explained", "failed"]
PROSE = "text/markdown"
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Run:
    """What became of one notebook. explained: it stopped with one sentence that says which figures are not held.

    seconds: of the cells on the clock; processor: seconds of the processor, which other work on the machine does not
    lengthen much; megabytes: largest resident memory of the process. gaps: what answers said was missing.
    empty: labels of cells with nothing to show. shown: the words of each cell by label.
    """

    notebook: str
    area: str
    month: str
    status: Status
    seconds: float
    processor: float
    megabytes: float
    says: str = ""
    gaps: tuple[str, ...] = ()
    empty: tuple[str, ...] = ()
    cells: Mapping[str, float] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)

    @property
    def key(self) -> tuple[str, str, str]:
        """Notebook, area and month."""
        return self.notebook, self.area, self.month

    def as_line(self) -> str:
        """One line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_line(cls, line: str) -> "Run":
        """Read what `as_line` wrote."""
        saved = json.loads(line)
        return cls(**{**saved, "gaps": tuple(saved["gaps"]), "empty": tuple(saved["empty"])})


def run_apart(notebooks: Sequence[Path], area: str, month: str, seconds: float = 180) -> list[Run]:
    """Fork a process, run notebooks in it one after another, return what became of each.

    One that is killed or takes longer than `seconds` has failed, and so have those after it.
    """
    ours, theirs = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_work, args=(theirs, notebooks, area, month))
    process.start()
    theirs.close()
    runs: list[Run] = []
    try:
        while len(runs) < len(notebooks) and ours.poll(seconds):
            runs.append(Run.from_line(ours.recv()))
    except EOFError:
        pass
    process.kill()
    process.join()
    says = f"No answer; exit code {process.exitcode}."
    lost = notebooks[len(runs) :]
    return runs + [Run(path.stem, area, month, "failed", seconds, 0, 0, says=says) for path in lost]


def _work(pipe: Any, notebooks: Sequence[Path], area: str, month: str) -> None:  # noqa: ANN401 - no public type
    quiet = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(quiet, stream)
    with tempfile.TemporaryDirectory() as build:
        for notebook in notebooks:
            pipe.send(run_here(notebook, area, month, build).as_line())
    pipe.close()
    os._exit(0)


def run_here(notebook: Path, area: str, month: str, build: str) -> Run:
    """Run the notebook in this process. Its last cell saves its evidence to `build`."""
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    shown: list[Any] = []
    shell.display_trap.hook = CapturingDisplayHook(shell=shell, outputs=shown)
    parameters = "\n".join(f"{name} = {value!r}" for name, value in _parameters(area, month, build).items())
    began, used = time.monotonic(), time.process_time()
    cells: dict[str, float] = {}
    words: dict[str, str] = {}
    empty: list[str] = []
    status: Status = "succeeded"
    says = ""
    for cell in code_cells(read_notebook(notebook)):
        label = label_of(cell) or f"cell {len(cells) + 1}"
        source = source_of(cell)
        if "parameters" in cell.get("metadata", {}).get("tags", []):
            source = f"{source}\n{parameters}"
        started = time.monotonic()
        shown.clear()
        result = shell.run_cell(source, store_history=True)
        cells[label] = round(time.monotonic() - started, 3)
        words[label] = "\n".join(_words(output["data"]) for output in shown)
        if words[label] == NOTHING_HELD:
            empty.append(label)
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            explained = isinstance(error, NoFiguresError)
            status = "explained" if explained else "failed"
            says = error.what if explained else f"{label}: {type(error).__name__}: {error}"
            break
    return Run(
        notebook=notebook.stem,
        area=area,
        month=month,
        status=status,
        seconds=round(time.monotonic() - began, 3),
        processor=round(time.process_time() - used, 3),
        megabytes=_megabytes(),
        says=says,
        gaps=_gaps(shell.user_ns),
        empty=tuple(empty),
        cells=cells,
        shown=words,
    )


def _parameters(area: str, month: str, build: str) -> dict[str, str]:
    return {"area": area, "month": month, "build": build}


def _words(data: Mapping[str, Any]) -> str:
    """The words of an output: prose as it is, a table's cells, and nothing of a picture."""
    if PROSE in data:
        return str(data[PROSE])
    if "text/html" in data:
        return re.sub(r"\s*\n\s*|\s{2,}", " | ", TAG.sub(" ", re.sub(r"(?s)<style.*?</style>", "", data["text/html"])))
    return "" if "image/png" in data else str(data.get("text/plain", ""))


def _gaps(names: Mapping[str, object]) -> tuple[str, ...]:
    answers = [value for name, value in names.items() if isinstance(value, Shown) and not name.startswith("_")]
    return tuple(dict.fromkeys(gap for answer in answers for gap in answer.answer.missing))


def _megabytes() -> float:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
