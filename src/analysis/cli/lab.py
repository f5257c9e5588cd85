"""`workbench lab`: JupyterLab in the right environment, on the notebooks."""

import importlib.util
import os
import subprocess
import sys

import typer

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.workspace import DATA_VARIABLE, ROOT_VARIABLE
from analysis.cli.session import session


def lab() -> None:
    """Open JupyterLab on the notebooks, in the environment they run in."""
    workspace = session.workspace
    if importlib.util.find_spec("jupyterlab") is None:
        raise WorkbenchError(
            "JupyterLab is not installed in this environment.",
            hint='Install the extra `lab`: python -m pip install -e ".[lab]"',
        )
    environment = os.environ | {
        ROOT_VARIABLE: str(workspace.root),
        DATA_VARIABLE: str(workspace.data),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }
    command = [sys.executable, "-m", "jupyterlab", f"--notebook-dir={workspace.notebooks}"]
    raise typer.Exit(subprocess.run(command, env=environment, check=False).returncode)  # noqa: S603 - our own command
