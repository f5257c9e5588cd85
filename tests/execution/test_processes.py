"""What processes of notebooks come from is loaded while a run does other things, for the workspace it is of."""

import json
import subprocess
import sys
import time
from multiprocessing import forkserver

import pytest

from analysis.catalogue.workspace import DATA_VARIABLE, ROOT_VARIABLE, Workspace
from analysis.execution import processes
from analysis.execution.processes import LOADED_FIRST, load_ahead

HEAVY = ("pandas", "papermill", "matplotlib")


@pytest.fixture
def begun(monkeypatch):
    """What the environment was each time that loading was begun."""
    found = []
    monkeypatch.setattr(forkserver, "ensure_running", lambda: found.append(dict(processes.os.environ)))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
def test_it_is_loaded_for_the_workspace_that_is_run_and_without_secrets(begun, tmp_path, monkeypatch):
    monkeypatch.setenv(ROOT_VARIABLE, "another")
    monkeypatch.delenv(DATA_VARIABLE, raising=False)
    monkeypatch.setenv("SERVICE_TOKEN", "secret")
    before = dict(processes.os.environ)
    load_ahead(Workspace(tmp_path, tmp_path / "data"))
    assert (begun[0][ROOT_VARIABLE], begun[0][DATA_VARIABLE]) == (str(tmp_path), str(tmp_path / "data"))
    assert "SERVICE_TOKEN" not in begun[0]
    assert dict(processes.os.environ) == before


def test_where_nothing_can_be_forked_nothing_is_loaded(begun, tmp_path, monkeypatch):
    monkeypatch.setattr(processes.sys, "platform", "win32")
    load_ahead(Workspace(tmp_path, tmp_path))
    assert begun == []


def test_the_first_that_is_loaded_is_what_ends_it_with_its_run_and_the_last_the_store():
    assert LOADED_FIRST[0] == "analysis.execution.fork_server"
    assert LOADED_FIRST[-1] == "analysis.execution.warm_store"


def test_to_begin_takes_no_library_itself():
    told = "import sys, json, analysis.execution.processes; print(json.dumps(list(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert not set(HEAVY) & set(json.loads(done.stdout))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
def test_a_run_goes_on_while_it_is_loaded(tmp_path):
    told = f"""
import time
from pathlib import Path
from analysis.catalogue.workspace import Workspace
from analysis.execution.processes import load_ahead
began = time.monotonic()
load_ahead(Workspace(Path({str(tmp_path)!r}), Path({str(tmp_path)!r})))
print(time.monotonic() - began)
"""
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert float(done.stdout) < (time.monotonic() - began) / 2
