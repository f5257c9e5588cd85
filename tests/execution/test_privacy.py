"""Nothing of the machine in what a run leaves."""

import json
import os
import sys
from pathlib import Path

import pytest

from analysis.execution.privacy import (
    clean_folder,
    clean_notebook,
    needed_environment,
    only_needed_environment,
    places_of,
    without_places,
)


@pytest.mark.parametrize(
    "name",
    [
        *("AWS_SECRET_ACCESS_KEY", "DATABASE_URL", "GITHUB_TOKEN", "JUPYTER_TOKEN", "USER", "HOSTNAME", "PGPASSWORD"),
        *("PYTHON_KEYRING_PASSWORD", "WORKBENCH_API_KEY", "MPL_TOKEN", "ANYTHING_ELSE"),
    ],
)
def test_what_a_kernel_does_not_need_it_is_not_given(name):
    assert needed_environment({name: "hunter2"}) == {}


@pytest.mark.parametrize("name", ["PATH", "Path", "LC_ALL", "WORKBENCH_DATA", "OMP_NUM_THREADS", "SystemRoot"])
def test_what_programs_need_to_work_it_is_given(name):
    assert needed_environment({name: "x"}) == {name: "x"}


def test_the_environment_is_whole_again_afterwards(monkeypatch):
    monkeypatch.setenv("GITHUB_TOKEN", "hunter2")
    before = dict(os.environ)
    with only_needed_environment():
        assert "GITHUB_TOKEN" not in os.environ
        assert os.environ["PATH"] == before["PATH"]
    assert dict(os.environ) == before


@pytest.fixture
def places(tmp_path):
    return places_of({"(workbench)": tmp_path / "work bench", ".": tmp_path / "work bench" / ".make" / "x"})


def test_places_become_words_the_nearest_first(places, tmp_path):
    text = f"File {tmp_path}/work bench/.make/x/a.py and '{tmp_path}/work bench/data' and {Path.home()}/b"
    assert without_places(text, places) == "File ./a.py and '(workbench)/data' and ~/b"


def test_the_name_python_has_for_a_cell_is_not_kept(places):
    said = "/tmp/ipykernel_4711/2021.py:1: FutureWarning"  # noqa: S108 - as Python says it
    assert without_places(said, places) == "(cell):1: FutureWarning"


def test_a_name_that_only_begins_alike_is_another():
    places = places_of({"(data)": Path("/srv/council")})
    other = "/srv/councils/x, x/srv/council, /srv/council.old"
    assert without_places(other, places) == other


def test_a_picture_is_never_touched(tmp_path, places):
    picture = f"AAAA {tmp_path}/work bench BBBB"
    shown = {"image/png": picture, "text/plain": picture}
    path = tmp_path / "x.ipynb"
    path.write_text(json.dumps({"cells": [{"outputs": [{"data": shown}]}]}), encoding="utf-8")
    clean_notebook(path, places)
    data = json.loads(path.read_text(encoding="utf-8"))["cells"][0]["outputs"][0]["data"]
    assert data == {"image/png": picture, "text/plain": "AAAA (workbench) BBBB"}


def test_what_is_half_of_a_notebook_stays_and_texts_beside_it_are_cleaned(tmp_path, places):
    folder = tmp_path / "failed"
    folder.mkdir()
    (folder / "half.ipynb").write_text('{"cells": [', encoding="utf-8")
    (folder / "x.log").write_text(f"{tmp_path}/work bench/x", encoding="utf-8")
    (folder / "x.png").write_bytes(b"\xff\xfe")
    clean_folder(folder, places)
    assert (folder / "half.ipynb").read_text(encoding="utf-8") == '{"cells": ['
    assert (folder / "x.log").read_text(encoding="utf-8") == "(workbench)/x"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_what_a_link_leads_to_is_never_written_and_a_pipe_is_not_waited_for(tmp_path, places):
    received = tmp_path / "received.json"
    received.write_text(f"{tmp_path}/work bench/x", encoding="utf-8")
    folder = tmp_path / "failed"
    folder.mkdir()
    (folder / "link.json").symlink_to(received)
    os.mkfifo(folder / "pipe.json")
    os.mkfifo(folder / "pipe.ipynb")
    clean_folder(folder, places)
    assert received.read_text(encoding="utf-8") == f"{tmp_path}/work bench/x"


def test_an_account_without_a_home_has_other_places_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "home", _no_home)
    assert without_places(f"{tmp_path}/x", places_of({"(data)": tmp_path})) == "(data)/x"


def _no_home():
    raise RuntimeError("Could not determine home directory.")
