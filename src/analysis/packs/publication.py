"""Publishing a folder whole or not at all, so that whoever looks finds the old pack or the new one, always.

A pack is made in `.make/`, beside `build/`. When it is whole, it and the last good one change places in one step.
Where the system has no such step (Windows), the last good one stands aside for a moment under a hidden name in the
same folder, and whoever comes next puts it back if the run ended in that moment.
"""

import errno
import shutil
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.lock import held_if_free, locked
from analysis.execution.privacy import Places, clean_folder, places_of
from analysis.execution.record import FULL
from analysis.packs.exchange import swap

SCRATCH = ".make"  # beside build/; nothing unfinished is ever in build/
LOCKS = "locks"
FAILED = "failed"
RECEIPTS = "receipts"  # see `receipt`
REPLACED = "replaced"  # the pack before the last one: whoever is reading it when it is replaced can read on
ASIDE = ".previous"  # ends the hidden name of a last good pack that stands aside
PATH_TOO_LONG = 206  # ERROR_FILENAME_EXCED_RANGE of Windows
ARRIVING = ".arriving-"  # begins the hidden name of a copy from another disk


@contextmanager
def scratch(root: Path, name: str) -> Iterator[Path]:
    """Give a new folder to work in, to one run at a time; what dead runs left is swept away first.

    Where the work fails it is kept as `.make/failed/<name>` to be looked at. Raises BusyError where another run is at
    the same work.
    """
    sweep(root)
    with locked(_lock(root, name), f"the pack {name}"):
        shelf = root / SCRATCH / name
        shutil.rmtree(shelf, ignore_errors=True)
        shelf.mkdir(parents=True)
        folder = Path(mkdtemp(prefix="pack-", dir=shelf))
        folder.chmod(0o755)
        try:
            yield folder
        except BaseException:
            _keep(folder, failed_folder(root, name), places_of({".": folder, "(workbench)": root}))
            raise
        finally:
            shutil.rmtree(shelf, ignore_errors=True)


def _keep(folder: Path, failed: Path, places: Places) -> None:
    """Keep unfinished work without the places of the machine; that it cannot be kept must not hide why it failed."""
    with suppress(OSError):
        shutil.rmtree(failed, ignore_errors=True)
        failed.parent.mkdir(exist_ok=True)
        if folder.exists():  # it was published where the end came right after that
            clean_folder(folder, places)
            folder.rename(failed)


def failed_folder(root: Path, name: str) -> Path:
    """Where the last unfinished work on `name` is kept."""
    return root / SCRATCH / FAILED / name


def _lock(root: Path, name: str) -> Path:
    return root / SCRATCH / LOCKS / f"{name}.lock"


def replaced_folder(root: Path, name: str) -> Path:
    """Where the pack before the last one stays until the next is published."""
    return root / SCRATCH / REPLACED / name


def publish(folder: Path, target: Path, replaced: Path | None = None) -> None:
    """Put `folder` in the place of `target`. Raises WorkbenchError where that cannot be; the old one then stays.

    replaced: where the old one goes, on the same disk as `folder`; None: it is deleted.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        put_back(target)
        arrived = _on_the_same_disk(folder, target)
        if not target.exists():
            arrived.rename(target)
        elif swap(arrived, target):
            _retire(arrived, replaced if arrived == folder else None)
        else:
            _exchange_in_two_steps(arrived, target)
    except OSError as error:
        raise _not_published(error, target) from error


def put_back(target: Path) -> None:
    """Put a last good pack back that stood aside when a run ended; one that has a successor is taken away."""
    aside = _aside(target)
    if aside.exists() and not target.exists():
        aside.rename(target)
    _remove(aside)


def _aside(target: Path) -> Path:
    return target.with_name(f".{target.name}{ASIDE}")


def _exchange_in_two_steps(folder: Path, target: Path) -> None:
    aside = _aside(target)
    target.rename(aside)
    try:
        folder.rename(target)
    except BaseException:
        if not target.exists():
            aside.rename(target)
        raise
    _remove(aside)


def _on_the_same_disk(folder: Path, target: Path) -> Path:
    """Return the folder, or its copy beside the target where that is on another disk and no rename reaches it."""
    if _is_on_the_same_disk(folder, target.parent):
        return folder
    copy = target.with_name(f"{ARRIVING}{target.name}-{uuid.uuid4().hex[:8]}")
    try:
        shutil.copytree(folder, copy)
    except BaseException:
        _remove(copy)
        raise
    return copy


def _is_on_the_same_disk(one: Path, other: Path) -> bool:
    return one.stat().st_dev == other.stat().st_dev


def _retire(folder: Path, place: Path | None) -> None:
    """Keep the pack that was replaced where there is a place for it; that it cannot be kept spoils nothing."""
    if place is not None:
        with suppress(OSError):
            _delete(place)
            place.parent.mkdir(exist_ok=True)
            folder.rename(place)
            return
    _remove(folder)


def _remove(folder: Path) -> None:
    """Take a folder out of the way under a name that is nobody's, then delete it: half of it is never anything."""
    if not folder.exists():
        return
    gone = folder.with_name(f"{ARRIVING}gone-{uuid.uuid4().hex[:8]}")
    with suppress(OSError):
        folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)


def sweep(root: Path) -> None:
    """Clear up after runs that are dead: their unfinished work, and what they left beside packs."""
    shelf, build = root / SCRATCH, root / "build"
    for folder in shelf.iterdir() if shelf.is_dir() else ():
        if folder.is_dir() and folder.name not in {LOCKS, FAILED, REPLACED, RECEIPTS}:
            _if_nobody(root, folder.name, _delete, folder)
    for aside in build.glob(f"*/.*{ASIDE}"):
        target = aside.with_name(aside.name.removeprefix(".").removesuffix(ASIDE))
        _if_nobody(root, f"{target.parent.name}-{target.name}", put_back, target)
    for copy in build.glob(f"*/{ARRIVING}*"):
        month = copy.name.removeprefix(ARRIVING).rpartition("-")[0]
        _if_nobody(root, f"{copy.parent.name}-{month}", _delete, copy)


def _if_nobody(root: Path, name: str, act: Callable[[Path], None], folder: Path) -> None:
    """Do something to a folder where no run is at work on the pack that it belongs to."""
    with held_if_free(_lock(root, name)) as free:
        if free:
            act(folder)


def _delete(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def _not_published(error: OSError, target: Path) -> WorkbenchError:
    return WorkbenchError(
        f"The finished pack could not be put into its place: {error.strerror or error}.",
        where=f"{target.parent.name}/{target.name}",
        hint=remedy_of(error),
    )


def remedy_of(error: OSError) -> str:
    """Return what to do about a refusal of the operating system."""
    if error.errno in FULL:
        return "The disk is full: make room, then run again."
    if error.errno == errno.EROFS:
        return "That disk can only be read: give the workbench a folder that it may write to."
    if error.errno == errno.ENAMETOOLONG or getattr(error, "winerror", None) == PATH_TOO_LONG:
        return "The path is too long for this system: put the workspace into a folder nearer to the top of the disk."
    if error.errno in {errno.EMFILE, errno.ENFILE}:
        return "Too many files are open on this machine: close other programs, or run with --jobs 1."
    if sys.platform == "win32":
        return "Close papers of this pack that are open in another program, then run again."
    return "See who may write there, and whether something else stands in its place."
