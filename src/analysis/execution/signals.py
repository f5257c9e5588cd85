"""Ending before the work is done, with everything that was started: by Ctrl+C, by a service, or with the parent.

Kernels, and what notebooks start, run in processes of their own, which a signal to one process does not reach. So the
whole tree below a process is ended. On Linux a process that outlives the one that started it becomes a child of the
run (`adopt_orphans`), so that it is still in the tree, even in a session of its own.
"""

import ctypes
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from threading import Thread

import psutil

ASKED = (signal.SIGINT, signal.SIGTERM)
STARTER_VARIABLE = "WORKBENCH_STARTER"  # the number of the process that starts the one notebooks are forked from
TIME_TO_GO = 3.0  # seconds until a process that was killed is gone
END_WITH_PARENT, ADOPT_ORPHANS, ADOPTS_ORPHANS = 1, 36, 37  # PR_SET_PDEATHSIG, PR_SET_ and PR_GET_CHILD_SUBREAPER


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


@contextmanager
def deaf_to_ctrl_c() -> Iterator[None]:
    """Within, processes begin deaf to Ctrl+C, which a terminal sends to all of a run: they end with their starter.

    One that only loads would tell the terminal, over pages, where it was. It hears again by `leave_to_starter`.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def leave_to_starter() -> None:
    """Take no notice of Ctrl+C in a process that `deaf_to_ctrl_c` began: what it starts itself may hear of it again."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def end_with_parent() -> None:
    """End this process and all below it when the one that started it is gone, however that went."""
    adopt_orphans()
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()


def _follow(parent: int) -> None:
    wait([parent])
    end_descendants()
    os._exit(1)


def adopt_orphans() -> None:
    """Become the parent of every process below that loses its own (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1, 0, 0, 0)


@contextmanager
def orphans_adopted() -> Iterator[None]:
    """Within, be the parent of every process below that loses its own; after it, leave that to the system again.

    A program that calls the workbench, and did not do so before, would else collect the dead of all it ever starts.
    """
    did = _adopts_orphans()
    adopt_orphans()
    try:
        yield
    finally:
        if sys.platform == "linux" and not did:
            ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 0, 0, 0, 0)


def _adopts_orphans() -> bool:
    if sys.platform != "linux":
        return False
    said = ctypes.c_int()
    ctypes.CDLL(None).prctl(ADOPTS_ORPHANS, ctypes.byref(said), 0, 0, 0)
    return bool(said.value)


def go_with_starter(starter: int | None = None) -> None:
    """Let Linux kill this process when the thread that started it ends: for one that listens to nothing meanwhile.

    starter: the number of the process that started it. Where that went before Linux was told, this one goes here.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
        if starter is not None and os.getppid() != starter:
            os._exit(1)


def end_at_once() -> None:
    """Let Ctrl+C end this process as a kill does, until `interruptible`: while it loads, Python can lose it.

    A KeyboardInterrupt that is raised as Python lets go of the lock of a module is told and forgotten: the run goes on.
    """
    with suppress(ValueError):  # not the main thread: then Ctrl+C is not heard here at all
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def end_descendants(spare: Collection[int] = (), *, bury: bool = False) -> None:
    """End every process below this one at once; spare: numbers of children that stay, with all below them.

    One that is ended may leave children of its own, which come to this process: it looks until there are none.
    bury: take their exit codes too, where nobody else will ask for them, so that nothing of them is left.
    What keeps Python's account of shared memory stays: it goes with this process, which would miss it before.
    """
    spare = {*spare, *_keeper_of_accounts()}
    for _ in range(10):
        found = [process for process in _descendants(spare) if _is_alive(process)]
        if not found:
            return
        for process in found:
            with suppress(psutil.Error):
                process.kill()
        _wait_until_gone(found)
        for process in found if bury and sys.platform != "win32" else ():
            with suppress(ChildProcessError):
                os.waitpid(process.pid, os.WNOHANG)


def _keeper_of_accounts() -> set[int]:
    """Return the number of the process in which multiprocessing tracks resources, where it has begun one."""
    tracker = getattr(sys.modules.get("multiprocessing.resource_tracker"), "_resource_tracker", None)
    number = getattr(tracker, "_pid", None)
    return set() if number is None else {number}


def children() -> frozenset[int]:
    """Return the numbers of the processes that are children of this one."""
    with suppress(psutil.Error):
        return frozenset(child.pid for child in psutil.Process().children())
    return frozenset()


def _descendants(spare: Collection[int] = ()) -> list[psutil.Process]:
    """Return every process that was started from this one and by those, but for the children spared."""
    found: list[psutil.Process] = []
    with suppress(psutil.Error):
        for child in psutil.Process().children():
            if child.pid not in spare:
                found.append(child)
                with suppress(psutil.Error):
                    found += child.children(recursive=True)
    return found


def end_tree(number: int) -> None:
    """End a process and every process below it."""
    with suppress(psutil.Error):
        process = psutil.Process(number)
        below = process.children(recursive=True)
        for one in (process, *below):
            with suppress(psutil.Error):
                one.kill()


def _wait_until_gone(processes: Collection[psutil.Process]) -> None:
    """Wait for processes that were killed, without taking their exit codes from those who will ask for them."""
    until = time.monotonic() + TIME_TO_GO
    while time.monotonic() < until and any(_is_alive(process) for process in processes):
        time.sleep(0.02)


def _is_alive(process: psutil.Process) -> bool:
    with suppress(psutil.Error):
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    return False
