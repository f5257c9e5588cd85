"""Our own record of a notebook's run.

papermill marks every cell of a killed notebook "completed" and its saves are not atomic, so neither its metadata nor
the presence of a file says that a notebook ran. The record is written last, whole, with the hash of what was saved.
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Status = Literal["done", "raised", "kernel_died", "timed_out", "disk_full", "failed", "no_figures"]
NO_SPACE = 74  # exit code of a process that could not even save its record
DISK_FULL = "The disk is full: what the notebook shows could not be saved."


@dataclass(frozen=True, slots=True)
class Record:
    """How a run ended. sha256: of the saved notebook where it was done; where: the cell, and the line, that failed."""

    status: Status
    seconds: float
    sha256: str | None = None
    where: str | None = None
    message: str | None = None

    def write(self, path: Path) -> None:
        """Write the record whole or not at all."""
        beside = path.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps(asdict(self)), encoding="utf-8")
        beside.replace(path)

    @classmethod
    def read(cls, path: Path) -> "Record | None":
        """Return the record, or None where the process ended before it wrote one that can be read."""
        if not path.is_file():
            return None
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, TypeError):  # the notebook wrote there itself
            return None


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
