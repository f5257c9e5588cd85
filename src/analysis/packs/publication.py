"""Publishing a folder whole or not at all, so that whoever looks finds the old pack or the new one, always.

A pack is made in `.make/`, beside `build/`. When it is whole, it and the last good one change places in one step.
Where the system has no such step (Windows), the last good one stands aside for a moment under a hidden name in the
same folder, and whoever comes next puts it back if the run ended in that moment.
"""

import errno
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp

from analysis.catalogue.durability import flush_to_disk
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.folder_copy import copy_folder
from analysis.catalogue.lock import held_if_free, locked
from analysis.catalogue.refusals import remedy_of
from analysis.execution.privacy import Places, clean_folder, places_of
from analysis.packs.exchange import swap

SCRATCH = ".make"  # beside build/; nothing unfinished is ever in build/
LOCKS = "locks"
FAILED = "failed"
FINISHED = "finished"  # notebooks of packs that are not published yet
RECEIPTS = "receipts"  # see `receipt`
REPLACED = "replaced"  # the pack before the last one: whoever is reading it when it is replaced can read on
ASIDE = ".previous"  # ends the hidden name of a last good pack that stands aside
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


def finished_folder(root: Path, name: str) -> Path:
    """Where the notebooks of `name` that have finished are kept until it is published, also when its run is ended."""
    return root / SCRATCH / FINISHED / name


def _lock(root: Path, name: str) -> Path:
    return root / SCRATCH / LOCKS / f"{name}.lock"


def replaced_folder(root: Path, name: str) -> Path:
    """Where the pack before the last one stays until the next is published."""
    return root / SCRATCH / REPLACED / name


def publish(folder: Path, target: Path, replaced: Path | None = None) -> None:
    """Put `folder` in the place of `target`. Raises WorkbenchError where that cannot be; the old one then stays.

    replaced: where the old one goes; None, or where that is on another disk: it is deleted.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        flush_to_disk(folder)
        put_back(target)
        arrived = _brought_beside(folder, target)
        try:
            has_the_old_one = _put_in_place(arrived, target)
        except BaseException:
            _take_back(arrived, folder)
            raise
        if has_the_old_one:
            _retire(arrived, replaced)
    except OSError as error:
        raise _not_published(error, target) from error


def _put_in_place(arrived: Path, target: Path) -> bool:
    """Put what has arrived where the target is; return whether the last good one now stands in its stead."""
    if not target.exists():
        arrived.rename(target)
        return False
    if swap(arrived, target):
        return True
    _exchange_in_two_steps(arrived, target)
    return False


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


def _brought_beside(folder: Path, target: Path) -> Path:
    """Move the folder to where the target is, under a hidden name, or copy it where no rename reaches; return it there.

    That is tried, and not asked of the numbers of the disks: what is mounted into a container has the number of the
    disk it is a part of, and no rename reaches it all the same.
    """
    beside = target.with_name(f"{ARRIVING}{target.name}-{uuid.uuid4().hex[:8]}")
    try:
        folder.rename(beside)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        try:
            copy_folder(folder, beside, copy=shutil.copy2)
            flush_to_disk(beside)
        except BaseException:
            _remove(beside)
            raise
    return beside


def _take_back(arrived: Path, folder: Path) -> None:
    """Put a pack that was not published back where it was made, to be looked at."""
    if arrived.exists() and not folder.exists():
        with suppress(OSError):
            arrived.rename(folder)
    _remove(arrived)


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
        if folder.is_dir() and folder.name not in {LOCKS, FAILED, FINISHED, REPLACED, RECEIPTS}:
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
