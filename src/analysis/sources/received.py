"""The received files by their hashes, and the code that reads them: what a store was built from.

Apart from `raw`, whose readers nobody needs to open a store that is fresh.
"""

import hashlib
import sys
import time
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from analysis.catalogue.own import in_use
from analysis.sources.names import is_within

OWN = ("measures", "targets", "relations")  # of a council's own catalogue: what is read, and audited once for a store
SETTLED = 2_000_000_000  # nanoseconds after which a change is sure to show in the time of a file


def fingerprint(raw: Path) -> dict[str, str]:
    """Return a hash of every received file by name, and one ("(readers)") of the code and catalogues that read them.

    Of the workspace in use, what figures are read and audited with is part of it.
    """
    hashes = {path.relative_to(raw).as_posix(): _hash_of(path) for path in received_files(raw)}
    return {**hashes, "(readers)": _readers_hash()}


def received_files(raw: Path) -> list[Path]:
    """Return every file below data/raw, sorted, without links that lead out of it."""
    return [path for path in sorted(raw.rglob("*")) if path.is_file() and is_within(path, raw)]


def _hash_of(path: Path) -> str:
    """Return the SHA-256 of a file; of one that has not been touched since it was last hashed here, the same again.

    Every question opens the store, and all of England is some hundred megabytes. Windows keeps no time of a change that
    a program cannot set back, and what has just been written may change again within one tick of the clock: these are
    hashed each time.
    """
    at = path.stat()
    if sys.platform == "win32" or time.time_ns() - max(at.st_mtime_ns, at.st_ctime_ns) < SETTLED:
        return _sha256_of(path)
    return _settled(path, (at.st_size, at.st_ino, at.st_mtime_ns, at.st_ctime_ns))


@lru_cache(maxsize=4096)
def _settled(path: Path, _state: tuple[int, ...]) -> str:
    return _sha256_of(path)


def _sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file as hexadecimal, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _readers_hash() -> str:
    digest = hashlib.sha256()
    own = in_use()
    for path in (path for kind in OWN for path in own.files(kind)):
        digest.update(path.read_bytes())
    digest.update(_code_hash())
    return digest.hexdigest()


@cache
def _code_hash() -> bytes:
    """Return a hash of the code and catalogues of the library that read figures: what this process has loaded."""
    digest = hashlib.sha256()
    for package in ("catalogue", "sources"):
        for file in _walk(files(f"analysis.{package}")):
            digest.update(file.read_bytes())
    return digest.digest()


def _walk(folder: Traversable) -> Iterator[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _walk(entry) if entry.name != "__pycache__" else ()
        else:
            yield entry
