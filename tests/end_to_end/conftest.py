"""The program as a council has it: the wheel, in an environment that holds nothing of the repository."""

import os
import re
import subprocess
import sys

import pytest

OF_THE_DEVELOPER = ("VIRTUAL_ENV", "PYTHONPATH", "WORKBENCH_WORKSPACE", "WORKBENCH_DATA", "WORKBENCH_SHARED")


def done(*command, cwd):
    environment = {name: value for name, value in os.environ.items() if name not in OF_THE_DEVELOPER}
    ended = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.fixture(scope="session")
def wheel(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheels")
    done(
        sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, root, cwd=folder
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="session")
def workbench(root, wheel, tmp_path_factory):
    """The command of an environment that holds the wheel, what it needs, and nothing of the repository."""
    home = tmp_path_factory.mktemp("empty") / "venv"
    done(sys.executable, "-m", "venv", home, cwd=home.parent)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    lock = home.parent / "lock.txt"
    text = (root / "requirements.lock").read_text(encoding="utf-8")
    lock.write_text(re.sub(r"\s*\\?\n?\s*--hash=\S+", "", text).replace("\\\n", "\n"), encoding="utf-8")
    install = (sys.executable, "-m", "uv", "pip", "install", "-q", "--python", python)
    done(*install, "-r", lock, cwd=home.parent)
    done(*install, "--no-deps", wheel, cwd=home.parent)
    return python.with_name("workbench")
