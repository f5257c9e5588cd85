"""The door to a worker of a batch: light, so that it watches the run that started it before it loads the library."""

import importlib
import pickle
from multiprocessing.connection import Connection

from analysis.execution.signals import end_with_parent


def enter(orders: Connection, given: bytes) -> None:
    """Become a worker. given: the limits and the renderer, pickled, so that nothing is loaded to take them in."""
    end_with_parent()
    importlib.import_module("analysis.packs.many").serve(orders, *pickle.loads(given))  # noqa: S301 - from our parent
