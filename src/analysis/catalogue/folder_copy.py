"""A folder copied whole, or stopped at the first file that cannot be.

`shutil.copytree` goes on after a file that could not be copied, and gathers what was said as text: that the disk was
full can then no longer be told from a file that nobody may read.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

Copy = Callable[[str, str], object]


class _StoppedError(Exception):
    """What a file was refused with: no OSError, which would be gathered."""

    def __init__(self, refused: OSError) -> None:
        super().__init__(str(refused))
        self.refused = refused


def copy_folder(
    source: Path,
    target: Path,
    *,
    ignore: Callable[[str, list[str]], set[str]] | None = None,
    into: bool = False,
    copy: Copy = shutil.copyfile,
) -> None:
    """Copy a folder. Raises the OSError of the first file that cannot be copied, with its number.

    ignore: as `shutil.ignore_patterns` gives it. into: a folder that is there already is added to. copy: of one file.
    """

    def one(file: str, place: str) -> None:
        try:
            copy(file, place)
        except OSError as error:
            raise _StoppedError(error) from error

    try:
        shutil.copytree(source, target, ignore=ignore, dirs_exist_ok=into, copy_function=one)
    except _StoppedError as stopped:
        raise stopped.refused from None
