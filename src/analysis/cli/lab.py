"""`workbench lab`: JupyterLab in the right environment, on a page that lists the notebooks."""

import importlib.util
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.workspace import DATA_VARIABLE, ROOT_VARIABLE, Workspace
from analysis.cli.session import session

START = "start.ipynb"
SETTINGS = Path(__file__).with_name("jupyter_settings")  # no question about news; a person's own settings come first
SETTINGS_VARIABLE = "JUPYTER_CONFIG_PATH"
NEEDED = {"jupyterlab": "JupyterLab", "ipywidgets": "ipywidgets", "ipykernel": "ipykernel"}


def lab(
    more: Annotated[
        list[str] | None, typer.Argument(help="After --: options for JupyterLab itself.", show_default=False)
    ] = None,
    *,
    browser: Annotated[bool, typer.Option(help="Open it in a browser.")] = True,
    port: Annotated[int | None, typer.Option(help="Default: 8888, or the next free one.", show_default=False)] = None,
) -> None:
    """Open JupyterLab on the notebooks, in the environment they run in. Ctrl+C stops it."""
    absent = [name for package, name in NEEDED.items() if importlib.util.find_spec(package) is None]
    if absent:
        are = "is" if len(absent) == 1 else "are"
        raise WorkbenchError(
            f"{' and '.join(absent)} {are} not installed in this environment.",
            where=sys.prefix,
            hint='Install the extra `lab`: python -m pip install -e ".[lab]" (or `make setup`).',
        )
    workspace = session.workspace
    command = [*command_of(workspace, browser=browser, port=port), *(more or ())]
    raise typer.Exit(_serve(command, environment_of(workspace)))


def command_of(workspace: Workspace, *, browser: bool, port: int | None) -> list[str]:
    """Return the command that serves the notebooks, with the start page first where there is one."""
    first = f"/lab/tree/{START}" if (workspace.notebooks / START).is_file() else "/lab"
    return [
        *(sys.executable, "-m", "jupyterlab"),
        f"--ServerApp.root_dir={workspace.notebooks}",
        f"--LabApp.default_url={first}",
        *([] if browser else ["--no-browser"]),
        *([] if port is None else [f"--ServerApp.port={port}"]),
    ]


def environment_of(workspace: Workspace) -> dict[str, str]:
    """Return the variables with which notebooks find this folder, and Jupyter the kernel of this environment first."""
    ours = {
        ROOT_VARIABLE: str(workspace.root),
        DATA_VARIABLE: str(workspace.data),
        "JUPYTER_PREFER_ENV_PATH": "1",
        SETTINGS_VARIABLE: os.pathsep.join(filter(None, [str(SETTINGS), os.environ.get(SETTINGS_VARIABLE)])),
    }
    return os.environ | ours


def _serve(command: list[str], environment: dict[str, str]) -> int:
    """Serve until it is stopped. Ctrl+C is for JupyterLab, which asks before it ends the kernels."""
    with subprocess.Popen(command, env=environment) as server:  # noqa: S603 - our own command
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            return server.wait()
        finally:
            signal.signal(signal.SIGINT, before)
