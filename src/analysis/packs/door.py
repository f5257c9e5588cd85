"""The door to a worker of a batch: light, so that it watches the run that started it before it loads the library."""

import importlib
import pickle
from multiprocessing.connection import Connection
from pathlib import Path

from analysis.catalogue.workspace import Workspace
from analysis.execution.processes import load_ahead
from analysis.execution.signals import end_with_parent, leave_to_starter


def enter(orders: Connection, given: bytes, place: tuple[str, str]) -> None:
    """Become a worker.

    given: the limits and the renderer, pickled, so that nothing is loaded to take them in. place: the folders of the
    workspace and of its data, for which what runs notebooks is loaded meanwhile.
    """
    leave_to_starter()
    end_with_parent()
    load_ahead(Workspace(*map(Path, place)))
    importlib.import_module("analysis.packs.many").serve(orders, *pickle.loads(given))  # noqa: S301 - from our parent
