"""Nothing that a notebook leaves is published but its executed copy and its evidence."""

import os
import sys

import pytest

from analysis.execution.leavings import SHOWN, problems_of_leavings


@pytest.fixture
def build(tmp_path):
    for place in ("notebooks/01_numbers.ipynb", "evidence/01_numbers.json"):
        path = tmp_path / "build" / place
        path.parent.mkdir(parents=True)
        path.write_text("{}", encoding="utf-8")
    return tmp_path / "build"


def said(build):
    return [failure.what for failure in problems_of_leavings("torbay-2021-05", build)]


def test_executed_copies_and_evidence_are_what_is_left(build):
    assert said(build) == []


@pytest.mark.parametrize(
    "name", ["children.csv", "papers/paper.html", "extra.qmd", "notebooks/list.csv", "evidence/x.html", "manifest.json"]
)
def test_whatever_else_is_left_stops_the_pack_and_is_the_authors_to_mend(build, name):
    (build / name).parent.mkdir(exist_ok=True)
    (build / name).write_text("x", encoding="utf-8")
    (failure,) = problems_of_leavings("torbay-2021-05", build)
    assert failure.kind == "excepted"
    assert name.split("/")[0 if name.startswith("papers") else -1] in failure.what
    assert "save_evidence" in (failure.hint or "")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
@pytest.mark.parametrize("place", ["here", "evidence/here.json", "notebooks/here.ipynb"])
def test_a_pipe_is_not_waited_for_and_a_link_is_not_followed(build, place, tmp_path):
    os.mkfifo(build / place)
    assert f"{place} (neither a file nor a folder)" in said(build)[0]
    (build / place).unlink()
    (build / place).symlink_to(tmp_path)
    assert f"{place} (a link)" in said(build)[0]


def test_a_folder_that_is_called_as_a_file_of_evidence_is_none(build):
    (build / "evidence" / "x.json").mkdir()
    assert "evidence/x.json" in said(build)[0]


def test_caches_are_of_programs_and_are_taken_away(build):
    for name in ("__pycache__", ".ipynb_checkpoints"):
        (build / name).mkdir()
        (build / name / "x").write_text("x", encoding="utf-8")
    assert said(build) == []
    assert sorted(path.name for path in build.iterdir()) == ["evidence", "notebooks"]


def test_of_many_the_first_are_named_and_the_rest_counted(build):
    for number in range(SHOWN + 3):
        (build / f"{number}.csv").write_text("x", encoding="utf-8")
    assert f"{SHOWN - 1}.csv and 3 more." in said(build)[0]
