import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil
import pytest

from analysis.catalogue.workspace import Workspace
from analysis.cli import lab

TOKEN = "a-token-for-this-test"  # noqa: S105 - of a server that lives as long as the test
PATIENCE = 120  # seconds


class Started(subprocess.Popen):
    """Stands in for a process: remembers what was asked for and starts nothing."""

    def __init__(self, command, *, env):
        Started.command, Started.env = command, env

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def __del__(self):
        """Nothing was started, so nothing is waited for."""

    def wait(self):
        Started.during = signal.getsignal(signal.SIGINT)
        return 0


def test_jupyterlab_is_opened_on_the_start_page_of_this_folder(workbench, monkeypatch, root):
    monkeypatch.setattr(subprocess, "Popen", Started)
    assert workbench("lab").code == 0
    assert Started.command[0] == sys.executable
    assert f"--ServerApp.root_dir={root / 'notebooks'}" in Started.command
    assert "--LabApp.default_url=/lab/tree/start.ipynb" in Started.command
    assert "--no-browser" not in Started.command
    assert Started.env["WORKBENCH_WORKSPACE"] == str(root)
    assert Started.env["JUPYTER_PREFER_ENV_PATH"] == "1"


def test_stopping_it_is_left_to_jupyterlab_which_asks_first(workbench, monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", Started)
    before = signal.getsignal(signal.SIGINT)
    workbench("lab")
    assert Started.during == signal.SIG_IGN
    assert signal.getsignal(signal.SIGINT) == before


def test_a_folder_without_a_start_page_is_opened_all_the_same(tmp_path):
    for folder in ("notebooks", "data"):
        (tmp_path / folder).mkdir()
    command = lab.command_of(Workspace(tmp_path, tmp_path / "data"), browser=False, port=9999)
    assert "--LabApp.default_url=/lab" in command
    assert command[-2:] == ["--no-browser", "--ServerApp.port=9999"]


@pytest.mark.parametrize("absent", ["jupyterlab", "ipywidgets"])
def test_what_is_not_installed_is_named_with_the_remedy(workbench, monkeypatch, absent):
    find = lab.importlib.util.find_spec
    monkeypatch.setattr(lab.importlib.util, "find_spec", lambda name: None if name == absent else find(name))
    told = workbench("lab")
    assert told.code == 1
    assert lab.NEEDED[absent] in told.err
    assert "[lab]" in told.err


def ask(port, path, body=None):
    request = urllib.request.Request(
        f"http://localhost:{port}{path}", data=body, headers={"Authorization": f"token {TOKEN}"}
    )
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 - our own server
        return answer.read()


@pytest.fixture(scope="module")
def served(root, tmp_path_factory):
    """A real server on a free port, with no browser and nobody's own Jupyter settings."""
    home = tmp_path_factory.mktemp("home")
    port = 20_000 + os.getpid() % 20_000
    ours = {"JUPYTER_TOKEN": TOKEN, "HOME": str(home), "JUPYTER_CONFIG_DIR": str(home), "IPYTHONDIR": str(home)}
    command = [sys.executable, "-m", "analysis", "lab", "--no-browser", "--port", str(port), "--", "--allow-root"]
    log = home / "log.txt"
    with log.open("wb") as written:
        process = subprocess.Popen(command, cwd=root, env=os.environ | ours, stdout=written, stderr=written)
    family = psutil.Process(process.pid)
    try:
        _wait_for(process, port, log)
        yield port, family
    finally:
        with contextlib.suppress(psutil.NoSuchProcess):  # it ended by itself, which the test has then said
            for each in family.children(recursive=True):
                each.terminate()
        process.wait(timeout=60)


def _wait_for(process, port, log):
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            ask(port, "/api/status")
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            assert process.poll() is None, log.read_text(encoding="utf-8")
            time.sleep(0.5)
        else:
            return
    pytest.fail(log.read_text(encoding="utf-8"))


@pytest.mark.end_to_end
def test_the_start_page_is_served(served):
    port, _ = served
    assert "started" in json.loads(ask(port, "/api/status"))
    assert b"JupyterLab" in ask(port, "/lab/tree/start.ipynb")
    page = json.loads(ask(port, "/api/contents/start.ipynb"))
    assert page["content"]["cells"][0]["source"].startswith("# Where do I start?")


@pytest.mark.end_to_end
def test_the_kernel_is_that_of_the_environment(served):
    port, family = served
    kernels = json.loads(ask(port, "/api/kernelspecs"))
    assert kernels["default"] == "python3"
    ask(port, "/api/kernels", body=b"{}")
    commands = [each.cmdline() for each in family.children(recursive=True)]
    (kernel,) = [command for command in commands if "ipykernel_launcher" in command]
    assert kernel[0] == sys.executable


def test_jupyterlab_does_not_ask_about_news(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/their/own")
    found = lab.environment_of(Workspace(tmp_path, tmp_path / "data"))["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert found[1:] == ["/their/own"]
    settings = json.loads((Path(found[0]) / "labconfig" / "default_setting_overrides.json").read_text(encoding="utf-8"))
    assert settings["@jupyterlab/apputils-extension:notification"] == {"fetchNews": "false", "checkForUpdates": False}
