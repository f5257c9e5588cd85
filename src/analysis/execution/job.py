"""One notebook to run."""

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
