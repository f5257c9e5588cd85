"""Which packages a run has, and in which versions."""

from importlib.metadata import distributions


def packages() -> dict[str, str]:
    """Return the version of every installed package by name, sorted."""
    found = {distribution.metadata["Name"]: distribution.version for distribution in distributions()}
    return dict(sorted(found.items(), key=lambda item: item[0].lower()))
