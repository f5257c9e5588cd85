"""The children's services demand workbench: why demand changes, what happens next, and the papers that say so."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("demand-workbench")
except PackageNotFoundError:  # run from a source tree that was never installed
    __version__ = "0+unknown"
