"""One notebook to run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Job:
    """One notebook to run.

    folder: the directory it runs in; log: takes what the process and its kernel say; places: folders of the machine
    by the word that stands for them in what is kept.
    """

    source: Path
    output: Path
    record: Path
    log: Path
    folder: Path
    parameters: Mapping[str, str | None]
    environment: Mapping[str, str]
    cell_seconds: float
    warm: bool
    places: Mapping[str, str] = field(default_factory=dict)
