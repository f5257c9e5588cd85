"""One at a time: a lock that a dead owner does not keep, and that says who holds it.

The lock is the operating system's own on an open file, so it ends with its process however that ends. What stands in
the file beside it is only for people.
"""

import datetime as dt
import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock

from analysis.catalogue.errors import WorkbenchError

PATIENCE = 10.0  # seconds: a run that was ended from outside is gone within a few


class BusyError(WorkbenchError):
    """Another process is at the same work."""


@contextmanager
def locked(path: Path, work: str, *, patience: float | None = None) -> Iterator[None]:
    """Hold the lock of this name while the work goes on. Raises BusyError where another keeps it all that time.

    path: of the lock; its folder is made. work: what is done under it, for the message: `the pack torbay-2021-05`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(path, timeout=PATIENCE if patience is None else patience)
    owner = path.with_suffix(".owner")
    try:
        lock.acquire()
    except filelock.Timeout:
        raise _busy(path, work, owner) from None
    try:
        _tell(owner)
        yield
    finally:
        with suppress(OSError):
            owner.unlink(missing_ok=True)
        lock.release()


@contextmanager
def held_if_free(path: Path) -> Iterator[bool]:
    """Say whether nobody holds a lock, and if so hold it meanwhile; a lock that never was needs no file."""
    if not path.exists():
        yield True
        return
    lock = filelock.FileLock(path, timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()


def _tell(owner: Path) -> None:
    said = {"process": os.getpid(), "machine": platform.node(), "since": dt.datetime.now(dt.UTC).isoformat()}
    with suppress(OSError):  # it is only for people
        owner.write_text(json.dumps(said), encoding="utf-8")


def _busy(path: Path, work: str, owner: Path) -> BusyError:
    try:
        said = json.loads(owner.read_text(encoding="utf-8"))
        minutes = (dt.datetime.now(dt.UTC) - dt.datetime.fromisoformat(said["since"])).total_seconds() / 60
        who = f"process {said['process']} on {said['machine']}, for {minutes:.0f} min"
    except (OSError, ValueError, KeyError, TypeError):
        who = "a process that does not say which"
    return BusyError(
        f"Another run is at work on {work}: {who}.",
        where=path.stem,
        hint=(
            "Wait until it has ended, or end that process: its lock goes with it. A lock that stays although the "
            f"process is gone (a network drive may keep one) is cleared by deleting {path.parent.name}/{path.name}."
        ),
    )
