"""A tiny workspace, and batches of it that can be ended at any moment and looked at afterwards."""

import os
import signal
import subprocess
import sys
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from small_pack import make_workspace

COMMAND = (sys.executable, "-m", "analysis", "batch", "--areas", "Torbay", "--renderer", "builtin")
MARK = "WORKBENCH_MARK"  # in the environment of every process of a batch, so that all can be found again


@dataclass
class Batch:
    """A batch that runs. began: when it was started."""

    process: subprocess.Popen[str]
    mark: str

    def wait_until(self, seconds: float) -> None:
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)

    def end(self, number: signal.Signals) -> float:
        """Send a signal and return how many seconds it took until the batch itself was gone."""
        began = time.monotonic()
        with suppress(ProcessLookupError):
            self.process.send_signal(number)
        self.process.communicate(timeout=60)
        return time.monotonic() - began

    def alive(self) -> list[str]:
        found = []
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if process.environ().get(MARK) == self.mark and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(f"{process.pid} {' '.join(process.cmdline())[:120]}")
        return found

    def left_after(self, seconds: float) -> list[str]:
        """Return the processes of the batch that are still alive after some seconds."""
        until = time.monotonic() + seconds
        while (left := self.alive()) and time.monotonic() < until:
            time.sleep(0.05)
        return left


@pytest.fixture(scope="module")
def workspace(tmp_path_factory, root):
    return make_workspace(tmp_path_factory.mktemp("resilience") / "work bench é", root)


def _hear_ctrl_c() -> None:
    """Let a process hear of Ctrl+C as from a terminal, also where the tests were begun in the background."""
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def start(workspace):
    """Start a batch of some months; whatever is left of it is ended at last."""
    started = []

    def begin(months: str, *more: str, root: Path | None = None, **environment: str) -> Batch:
        mark = uuid.uuid4().hex
        process = subprocess.Popen(
            [*COMMAND, "--months", months, *more],
            env={**os.environ, "WORKBENCH_WORKSPACE": str(root or workspace.root), MARK: mark, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=None if sys.platform == "win32" else _hear_ctrl_c,  # noqa: PLW1509 - it only sets a signal
        )
        batch = Batch(process, mark)
        started.append(batch)
        return batch

    yield begin
    for batch in started:
        for process in psutil.process_iter():
            with suppress(psutil.Error):
                if process.environ().get(MARK) == batch.mark:
                    process.kill()
        batch.process.communicate()
