"""The library itself, as one hash: what was worked out by other code is not what this code would work out."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

LIBRARY = "analysis"


@cache
def library_digest() -> str:
    """Return a hash of every file of the library: code, catalogue, wording, policies."""
    digest = hashlib.sha256()
    for name, file in _walk(files(LIBRARY), ""):
        digest.update(f"{name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _walk(folder: Traversable, before: str) -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{before}/{entry.name}"
        if not entry.is_dir():
            yield name, entry
        elif entry.name != "__pycache__":
            yield from _walk(entry, name)
