"""Kernels that start warm: each is a fresh copy of a process that has the library loaded and has run nothing.

Loading pandas, scipy and matplotlib takes longer than most notebooks run. A kernel of Jupyter's own starts from
nothing; one of these is forked from a process in which this module, and so the library, was imported and no more was
done: no figure, no option, no random number. Outputs are those of an ordinary kernel (a test holds that).

Jupyter finds `WarmProvisioner` by the entry point `workbench-warm` in pyproject.toml, and uses it where
JUPYTER_DEFAULT_PROVISIONER_NAME says so: in a run on Linux, and never in JupyterLab.
"""

import importlib
import multiprocessing
import os
import signal
import sys
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"  # as ipykernel sets it, before pyplot looks
os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"  # as its kernels have it, or the debugger warns whoever runs a pack

import matplotlib.pyplot as plt
from ipykernel import kernelapp
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from analysis import ask
from analysis.store import reads

# Loaded here so that kernels have them: what the library itself loads only where it is used.
ALSO = (
    "IPython.core.completerlib",  # an ordinary kernel loads these as it starts
    "IPython.extensions.storemagic",
    "ipykernel.debugger",
    "sqlite3",
    "analysis.present.charts.label_boxes",
    "analysis.present.charts.picture",
    "great_tables",
    "matplotlib.backends.backend_agg",
    "pyarrow.dataset",
    "scipy.stats",
    "seaborn",
    "statsmodels.tsa.exponential_smoothing.ets",
    "statsmodels.tsa.seasonal",
    "statsmodels.tsa.statespace.sarimax",
)
WARM = (plt, ask, *(importlib.import_module(name) for name in ALSO))


class WarmKernel:
    """A process that waits to be told to be a kernel, with what Jupyter asks of a process it started."""

    stdin = stdout = stderr = None

    def __init__(self) -> None:
        own, given = multiprocessing.Pipe()
        self.orders: Connection = own
        self.process: BaseProcess = multiprocessing.get_context("fork").Process(target=_wait, args=(given, own))
        self.process.start()
        self.pid: int = self.process.pid or 0
        given.close()

    def serve(self, arguments: list[str], environment: dict[str, str], folder: str) -> None:
        """Tell it to be a kernel; arguments: the connection file after -f, and what else Jupyter gives it."""
        self.orders.send((arguments, environment, folder))

    def poll(self) -> int | None:
        """Return the exit code, or None while it runs."""
        return self.process.exitcode

    def wait(self, timeout: float | None = None) -> int | None:
        """Wait for its end and return the exit code."""
        self.process.join(timeout)
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Send it a signal."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


_waiting: list[WarmKernel] = []


def prepare() -> WarmKernel:
    """Fork the kernel that the next notebook of this process will have: before anything starts a thread or a loop."""
    kernel = WarmKernel()
    _waiting.append(kernel)
    return kernel


class WarmProvisioner(LocalProvisioner):
    """Gives a notebook the kernel that waits for it, or a cold one where none does."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:  # noqa: ANN401 - Jupyter's own interface
        """Start a kernel; `cmd` is what would be typed to start a cold one, with its connection file after -f."""
        if not _waiting:
            return await super().launch_kernel(cmd, **kwargs)
        kernel = _waiting.pop()
        environment = {**kwargs["env"], "JPY_PARENT_PID": str(os.getpid())}
        try:
            kernel.serve(cmd[cmd.index("-f") :], environment, str(kwargs.get("cwd") or Path.cwd()))
        except OSError:  # it was ended while it waited
            return await super().launch_kernel(cmd, **kwargs)
        self.process = kernel  # type: ignore[assignment]  # it has all that Jupyter asks of a Popen
        self.pid = self.pgid = kernel.pid
        return self.connection_info


def _wait(orders: Connection, other_end: Connection) -> None:
    """Wait for orders, then be a kernel until it is told to stop; end where no orders can come any more."""
    other_end.close()
    os.setsid()  # a group of its own, so that a signal to it reaches this kernel alone
    try:
        arguments, environment, folder = orders.recv()
    except EOFError:
        return
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    if reads.VARIABLE in os.environ:
        reads.watch()
    sys.argv = ["ipykernel_launcher", *arguments]
    kernelapp.launch_new_instance(argv=sys.argv[1:], parent_handle=os.getppid())
