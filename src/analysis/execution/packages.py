"""Which packages a run has, and in which versions."""

import sys
from importlib.metadata import distributions
from pathlib import Path


def packages() -> dict[str, str]:
    """Return the version of every installed package by name, sorted."""
    told = [distribution.metadata for distribution in distributions()]  # each is read anew whenever it is asked for
    return dict(sorted(((one["Name"], one["Version"]) for one in told), key=lambda item: item[0].lower()))


def installed() -> list[str]:
    """Return every installed package with its version as its folder is called: `pandas-3.0.0.dist-info`.

    Enough to see that one has changed, without opening each.
    """
    return sorted(path.name for entry in sys.path if entry for path in Path(entry).glob("*.dist-info"))
