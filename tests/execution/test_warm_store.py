"""What notebooks find opened: the store as it is now, and nothing of it noted before somebody reads."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.catalogue.workspace import DATA_VARIABLE, ROOT_VARIABLE, Workspace
from analysis.store import open_store
from analysis.store.reads import VARIABLE, read_notes

ROOT = Path(__file__).resolve().parents[2]
TELLS = """
import gc, json, os
from pathlib import Path
from analysis.execution import warm_store
from analysis.catalogue.workspace import Workspace
from analysis.store import opening
space = Workspace(Path(os.environ["WORKBENCH_WORKSPACE"]), Path(os.environ["WORKBENCH_DATA"]))
before = opening._opened.cache_info()
store = opening.open_store(space)
found = opening._opened.cache_info()
os.environ["WORKBENCH_READS"] = "reads"
ahead = len(store.index._newest)
store.select("referrals", "E06000027")
told = {"held": before.currsize, "again": found.hits - before.hits, "ahead": ahead, "frozen": gc.get_freeze_count()}
print(json.dumps(told))
"""


@pytest.fixture
def space(tmp_path):
    raw = tmp_path / "data" / "raw"
    shutil.copytree(ROOT / "data" / "raw", raw)
    return Workspace(tmp_path, tmp_path / "data")


def told(space, folder):
    environment = {**os.environ, ROOT_VARIABLE: str(space.root), DATA_VARIABLE: str(space.data)}
    environment.pop(VARIABLE, None)
    done = subprocess.run(
        [sys.executable, "-c", TELLS], capture_output=True, text=True, check=False, env=environment, cwd=folder
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    return json.loads(done.stdout)


def test_a_fresh_store_is_opened_once_and_what_is_read_of_it_is_noted_as_ever(space, tmp_path):
    open_store(space)
    found = told(space, tmp_path)
    assert (found["held"], found["again"]) == (1, 1)
    assert found["ahead"] > 50
    assert found["frozen"] > 10_000
    assert ("referrals", "E06000027") in read_notes(tmp_path / "reads").figures


def test_a_store_that_is_still_to_be_built_is_left_to_the_run(space):
    environment = {**os.environ, ROOT_VARIABLE: str(space.root), DATA_VARIABLE: str(space.data)}
    done = subprocess.run(
        [sys.executable, "-c", "from analysis.execution.warm_store import open_ahead; print(open_ahead())"],
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )
    assert (done.stdout.strip(), done.returncode) == ("None", 0), done.stderr
    assert not space.processed.exists()


def test_a_folder_that_is_no_workspace_stops_nothing(tmp_path):
    (tmp_path / "council.yml").write_text("version: [", encoding="utf-8")
    environment = {**os.environ, ROOT_VARIABLE: str(tmp_path), DATA_VARIABLE: str(tmp_path / "none")}
    done = subprocess.run(
        [sys.executable, "-c", "import analysis.execution.warm_store"],
        capture_output=True,
        check=False,
        env=environment,
    )
    assert done.returncode == 0, done.stderr
