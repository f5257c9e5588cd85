"""What the operating system refused, in words: which file, why, and what to do about it."""

import errno
import os
import sys
from collections.abc import Mapping
from pathlib import Path

FULL = frozenset({errno.ENOSPC, errno.EDQUOT})  # what a system says of a disk without room
PATH_TOO_LONG = 206  # ERROR_FILENAME_EXCED_RANGE of Windows
NO_ROOM = "The disk is full: make room, then run again."
TOO_MANY = "Too many files are open on this machine: close other programs, or run with --jobs 1."
IN_USE = "Close papers of this pack that are open in another program, then run again."
IN_THE_WAY = "See who may read and write there, and whether something else stands in its place."
REMEDIES: Mapping[int, str] = {
    **dict.fromkeys(FULL, NO_ROOM),
    errno.EROFS: "That disk can only be read: give the workbench a folder that it may write to.",
    errno.ENAMETOOLONG: (
        "The path is too long for this system: put the workspace into a folder nearer to the top of the disk."
    ),
    errno.EMFILE: TOO_MANY,
    errno.ENFILE: TOO_MANY,
    errno.EFBIG: "Files of that size are not allowed here: ask whoever keeps the machine (`ulimit -f`).",
    errno.ELOOP: "A link there leads back to itself: put the file or the folder itself in its place.",
}


def refusal_of(error: OSError, root: Path | None = None) -> str:
    """Return `build/torbay/2021-05: Permission denied`: the file where it is known, and what the system said of it.

    root: a file below it is named from there; of any other its name alone is said, and no place of the machine.
    """
    said = error.strerror or str(error)
    named = [name for name in (error.filename2, error.filename) if isinstance(name, str | bytes | os.PathLike)]
    return f"{_from(Path(os.fsdecode(named[0])), root)}: {said}" if named else said


def _from(path: Path, root: Path | None) -> str:
    if root is not None and path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return path.name or path.as_posix()


def remedy_of(error: OSError) -> str:
    """Return what to do about a refusal."""
    if getattr(error, "winerror", None) == PATH_TOO_LONG:
        return REMEDIES[errno.ENAMETOOLONG]
    return REMEDIES.get(error.errno or 0, IN_USE if sys.platform == "win32" else IN_THE_WAY)
