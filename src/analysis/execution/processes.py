"""Where the processes of notebooks come from.

On Linux each is a fresh copy of one that has papermill and the library loaded and has run nothing. Windows cannot fork,
and macOS does not do it safely once its own libraries are loaded: there each starts from nothing.
"""

import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from threading import Timer

import psutil

from analysis.catalogue.workspace import DATA_VARIABLE, ROOT_VARIABLE, Workspace
from analysis.execution.privacy import only_needed_environment
from analysis.execution.signals import STARTER_VARIABLE, deaf_to_ctrl_c

LOADED_FIRST = (
    "analysis.execution.fork_server",
    "analysis.cli",
    "analysis.execution.light_schemas",
    "analysis.execution.process",
    "analysis.execution.warm_kernel",
    "analysis.execution.warm_store",
)
PROCESSES = get_context("forkserver") if sys.platform == "linux" else get_context("spawn")
if sys.platform == "linux":
    PROCESSES.set_forkserver_preload(list(LOADED_FIRST))


def load_ahead(space: Workspace) -> None:
    """Begin to load what notebooks of a workspace are forked from, and return at once; again, it does nothing.

    Loading takes seconds, in which a run has other work. To be called from the main thread: it ends with that.
    """
    if sys.platform != "linux":
        return
    with only_needed_environment(), deaf_to_ctrl_c():
        os.environ.update({ROOT_VARIABLE: str(space.root), DATA_VARIABLE: str(space.data)})
        os.environ[STARTER_VARIABLE] = str(os.getpid())
        importlib.import_module("multiprocessing.forkserver").ensure_running()


@contextmanager
def answered_within(seconds: float) -> Iterator[None]:
    """Within, the process that notebooks are forked from is ended where it does not answer in time.

    One that is stopped, or stuck, would be waited for without end. Whatever waits for it then hears of its end:
    `start` raises EOFError or OSError, `join` returns. The next notebook is forked from a new one.
    """
    watch = Timer(seconds, _end_source)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _end_source() -> None:
    """End the process that notebooks are forked from, where there is one, and none of those that were."""
    source = getattr(sys.modules.get("multiprocessing.forkserver"), "_forkserver", None)
    number = getattr(source, "_forkserver_pid", None)
    if number is not None:
        with suppress(psutil.Error):
            psutil.Process(number).kill()
