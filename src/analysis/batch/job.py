"""One notebook to run, and the door to the process that runs it.

Apart from `notebook_process`, because papermill and what it brings take seconds to load, and a pack whose notebooks all
still hold needs none of it.
"""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Job:
    """One notebook to run. folder: the directory it runs in; log: takes what the process and its kernel say."""

    source: Path
    output: Path
    record: Path
    log: Path
    folder: Path
    parameters: Mapping[str, str | None]
    environment: Mapping[str, str]
    cell_seconds: float
    warm: bool


def work(job: Job) -> None:
    """Run the notebook in this process, which belongs to the job alone."""
    importlib.import_module("analysis.batch.notebook_process").work(job)
