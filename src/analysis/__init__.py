"""The children's services demand workbench: why demand changes, what happens next, and the papers that say so."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version


def __getattr__(name: str) -> str:
    """Return `__version__`, looked up when it is asked for: the list of installed packages takes a while to read."""
    if name == "__version__":
        return _version()
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)


@cache
def _version() -> str:
    try:
        return version("demand-workbench")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "0+unknown"
