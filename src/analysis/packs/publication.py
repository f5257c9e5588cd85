"""Publishing a folder whole or not at all: made beside, then renamed into place."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from analysis.catalogue.errors import WorkbenchError

SCRATCH = ".make"  # beside build/, on the same disk, so that a rename is enough; nothing unfinished is ever in build/
LEFT_BEHIND_AFTER = 12 * 3600  # seconds after which an unfinished folder cannot belong to a run that still goes


@contextmanager
def scratch(root: Path, name: str) -> Iterator[Path]:
    """Give a new folder to work in. Where the work fails it is kept as `.make/failed/<name>` to be looked at."""
    shelf = root / SCRATCH
    shelf.mkdir(parents=True, exist_ok=True)
    _sweep(shelf)
    folder = Path(mkdtemp(prefix=f"{name}-", dir=shelf))
    folder.chmod(0o755)
    try:
        yield folder
    except BaseException:
        failed = failed_folder(root, name)
        shutil.rmtree(failed, ignore_errors=True)
        failed.parent.mkdir(exist_ok=True)
        if folder.exists():  # it was published where the end came right after that
            folder.rename(failed)
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def failed_folder(root: Path, name: str) -> Path:
    """Where the last unfinished work on `name` is kept."""
    return root / SCRATCH / "failed" / name


def publish(folder: Path, target: Path) -> None:
    """Put `folder` in the place of `target`. Raises WorkbenchError where that is locked; the old one then stays.

    On Windows a paper that is open in Word keeps its folder from being renamed.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    previous = folder.with_name(f"{folder.name}-previous")
    try:
        if target.exists():
            target.rename(previous)
        folder.rename(target)
    except BaseException as error:
        if previous.exists() and not target.exists():
            previous.rename(target)
        if not isinstance(error, OSError):
            raise
        raise WorkbenchError(
            f"The finished pack could not be put into its place: {error.strerror or error}.",
            where=f"{target.parent.name}/{target.name}",
            hint="Close papers of this pack that are open in another program, then run again.",
        ) from error
    shutil.rmtree(previous, ignore_errors=True)


def _sweep(shelf: Path) -> None:
    for folder in shelf.iterdir():
        if folder.name != "failed" and folder.is_dir() and time.time() - folder.stat().st_mtime > LEFT_BEHIND_AFTER:
            shutil.rmtree(folder, ignore_errors=True)
