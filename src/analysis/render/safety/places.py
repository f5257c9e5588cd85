"""Where a paper may read and write: inside its project and nowhere else."""

from collections.abc import Iterator
from pathlib import Path

from analysis.render.outcome import Problem

OUTSIDE = "Copy what it needs into the folder of the paper."


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a file, symbolic links followed, lies in a folder."""
    return path.resolve().is_relative_to(folder.resolve())


def named_inside(name: str, beside: Path, folder: Path) -> Path | None:
    """Return the file that a paper names, or None where it lies outside `folder`.

    beside: the folder of the paper; a name that begins with `/` is of the project's folder, as Quarto has it.
    """
    path = (folder if name.startswith("/") else beside) / name.lstrip("/")
    return path.resolve() if is_inside(path, folder) else None


def links_to_outside(folder: Path) -> Iterator[Problem]:
    """Yield each symbolic link of a folder that leads out of it."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() and not is_inside(path, folder):
            name = path.relative_to(folder).as_posix()
            yield Problem("This is a link to a place outside the folder.", name, hint="Put the file itself here.")
