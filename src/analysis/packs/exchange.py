"""Two folders change places in one step of the operating system, where it has such a step.

Linux: renameat2 with RENAME_EXCHANGE. macOS: renamex_np with RENAME_SWAP. Windows has none.
"""

import ctypes
import errno
import os
import sys
from pathlib import Path

FROM_HERE = -100  # AT_FDCWD: paths are taken from where the process is
SWAP = 2  # RENAME_EXCHANGE, and RENAME_SWAP too
NOT_HERE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOTTY})


def swap(first: Path, second: Path) -> bool:
    """Let two folders that are there change places; False where this system or this disk has no such step.

    Raises OSError where it has one, and refuses.
    """
    problem = _swap(os.fsencode(first), os.fsencode(second))
    if problem in NOT_HERE:
        return False
    if problem:
        raise OSError(problem, os.strerror(problem), str(second))
    return True


def _swap(first: bytes, second: bytes) -> int:
    """Return 0, or the number of the error."""
    if sys.platform == "win32":
        return errno.ENOSYS
    library = ctypes.CDLL(None, use_errno=True)
    name = "renamex_np" if sys.platform == "darwin" else "renameat2"
    function = getattr(library, name, None)
    if function is None:
        return errno.ENOSYS
    arguments = (first, second, SWAP) if sys.platform == "darwin" else (FROM_HERE, first, FROM_HERE, second, SWAP)
    return ctypes.get_errno() if function(*arguments) else 0
