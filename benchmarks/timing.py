"""What a command takes: the clock, the processor of all it started, and the most memory that all of it held at once."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from analysis.execution.signals import adopt_orphans

LOOK_EVERY = 0.25  # seconds between two looks at the memory
LEFT_BEHIND = 10  # seconds in which what a command left running (a fork server) ends


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds of the clock, and of the processor in a command and all it started. memory: GB, of all at once."""

    clock: float
    processor: float
    memory: float = float("nan")
    said: str = ""
    code: int = 0


class Tree:
    """Looks again and again at every process below this one, and at their memory."""

    def __init__(self) -> None:
        self.memory, self.done = 0.0, threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)

    def _look(self) -> None:
        while not self.done.wait(LOOK_EVERY):
            held = 0
            for process in psutil.Process().children(recursive=True):
                with suppress(psutil.Error, OSError):
                    held += process.memory_full_info().pss if sys.platform == "linux" else process.memory_info().rss
            self.memory = max(self.memory, held / 1e9)


def timed(
    command: Sequence[str], folder: Path, *, environment: Mapping[str, str] | None = None, check: bool = True
) -> Timed:
    """Run a command. Raises SystemExit with what it said where it fails and `check` is set."""
    adopt_orphans()
    before, began, tree = _used(), time.monotonic(), Tree()
    tree.thread.start()
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **(environment or {})}, capture_output=True, text=True, check=False
    )
    clock = time.monotonic() - began
    _bury()
    tree.done.set()
    tree.thread.join()
    if done.returncode and check:
        raise SystemExit(f"{' '.join(command)}\n{done.stdout[-1_000:]}{done.stderr[-2_000:]}")
    return Timed(clock, _used() - before, tree.memory, done.stdout, done.returncode)


def _used() -> float:
    """Return the seconds of the processor of every process that was started from here and has ended."""
    found = os.times()
    return found.children_user + found.children_system


def _bury() -> None:
    """Wait for what the command left behind, so that its seconds are counted too."""
    until = time.monotonic() + LEFT_BEHIND
    while sys.platform != "win32" and time.monotonic() < until:
        try:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                time.sleep(0.05)
        except ChildProcessError:
            return


def refuse_uncached() -> None:
    """Stop where byte code is not kept: every import would be compiled anew, and the compiler measured."""
    if "PYTHONDONTWRITEBYTECODE" in os.environ:
        raise SystemExit("Unset PYTHONDONTWRITEBYTECODE: or every import is compiled anew, and the compiler measured.")


def machine() -> str:
    """Return what the figures were measured on, and how busy it was."""
    return f"{os.cpu_count()} cores, {os.getloadavg()[0]:.1f} processes waiting or running when it began"
