"""What is on the disk when the power goes: a file that was written may for half a minute be a name and no contents.

A rename is on the disk within seconds, what stands in the renamed file is not. So where a file, or a whole folder,
takes the place of another, the system is asked first to put its contents on the disk.
"""

import os
from pathlib import Path


def flush_to_disk(path: Path) -> None:
    """Wait until the disk holds a file, or every file and folder below a folder. Raises OSError where it cannot."""
    if path.is_dir():
        for place, _, names in os.walk(path, topdown=False):
            for name in names:
                _flush_file(Path(place) / name)
            _flush_folder(Path(place))
    else:
        _flush_file(path)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that stands there whole or not at all, whenever a run is ended or the power goes."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        _flush_file(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _flush_file(path: Path) -> None:
    number = os.open(
        path, os.O_RDWR if os.name == "nt" else os.O_RDONLY
    )  # Windows does it only for what it may write to
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _flush_folder(path: Path) -> None:
    if os.name != "nt":  # which opens no folder
        _flush_file(path)
