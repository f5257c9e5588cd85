"""Ending before the work is done, with everything that was started: by Ctrl+C, by a service, or with the parent.

Kernels run in processes of their own, which a signal to one process does not reach.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait
from threading import Thread

TIME_TO_TIDY = 10  # seconds: a kernel goes within two
ASKED = (signal.SIGINT, signal.SIGTERM)


@contextmanager
def interruptible() -> Iterator[None]:
    """Within, the first Ctrl+C or SIGTERM raises KeyboardInterrupt, and more of them do not disturb the tidying up."""
    before = {number: signal.signal(number, _interrupt) for number in ASKED}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(*_: object) -> None:
    for number in ASKED:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def end_with_parent() -> None:
    """Ask this process to end when the one that started it is gone, however that went; insist after a while."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(parent: int) -> None:
    wait([parent])
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(TIME_TO_TIDY)
    os._exit(1)


def end_children() -> None:
    """End every process that was started from this one: first asked, so that it ends its kernel, then made to."""
    children = multiprocessing.active_children()
    for child in children:
        child.terminate()
    for child in children:
        child.join(TIME_TO_TIDY)
        if child.is_alive():
            child.kill()
            child.join()
