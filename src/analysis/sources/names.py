"""Names of files and folders as a person or a file gives them: none leads out of data/raw, every system can hold it."""

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

LONGEST_NAME = 120  # characters: with its folders a path then stays under the 260 that Windows allows
RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{kind}{number}" for kind in ("com", "lpt") for number in range(1, 10)))
)  # what Windows takes for a device, with any ending
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u202a-\u202e\u2066-\u2069]')

# The rules of Windows hold everywhere, so that a data folder can be moved.
RULES: Mapping[str, Callable[[str], object]] = {
    "is empty": lambda name: not name.strip(),
    "is a path, not a name": lambda name: "/" in name or "\\" in name,
    "begins with a dot, so it would be hidden and never read": lambda name: name.startswith("."),
    f"has more than {LONGEST_NAME} characters": lambda name: len(name) > LONGEST_NAME,
    "has a character that a file name cannot have (shown as _)": _NOT_IN_NAMES.search,
    "begins or ends with a space, or ends with a dot": lambda name: name != name.strip(" ").rstrip("."),
    "is what Windows calls a device": lambda name: name.partition(".")[0].strip().lower() in RESERVED,
}


def problem_of_name(name: str) -> str | None:
    """Return why a file or folder of data/raw cannot have this name, or None where it can.

    name: one part of a path.
    """
    shown = _NOT_IN_NAMES.sub("_", name if len(name) <= LONGEST_NAME else f"{name[:40]}...")
    return next((f'"{shown}" {problem}' for problem, is_broken in RULES.items() if is_broken(name)), None)


def problem_of_path(path: str) -> str | None:
    """Return why a relative path (forward slashes between its parts) cannot stand below data/raw, or None."""
    return next((problem for part in path.split("/") if (problem := problem_of_name(part))), None)


def full_path(path: Path) -> Path:
    """Return a path with every symbolic link followed; one that leads to itself stays as it is, and is no file."""
    return Path(os.path.realpath(path))


def is_within(path: Path, folder: Path) -> bool:
    """Whether a path is inside a folder once every symbolic link is followed."""
    return full_path(path).is_relative_to(full_path(folder))
