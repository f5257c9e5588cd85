import json
import shutil

import pytest

from analysis.catalogue.observation import FRAMES


@pytest.fixture
def source(root, tmp_path):
    """A copy of a real source, to be spoilt."""
    return shutil.copytree(root / "data" / "raw" / "torbay-improvement-plan-2017-09", tmp_path / "paper 2017")


def test_a_source_is_audited_by_itself_and_a_program_can_read_the_issues(workbench, source):
    told = workbench("audit", str(source), "--format", "json")
    issues = json.loads(told.out)["issues"]
    assert issues
    assert all(list(issue) == list(FRAMES["issues"]) for issue in issues)
    assert {issue["severity"] for issue in issues} <= {"error", "warning", "note"}
    assert all(issue["message"] for issue in issues)


def test_a_file_that_cannot_be_read_is_an_error_and_ends_with_1(workbench, source):
    (source / "measures.csv").write_bytes(b"\xff\xfe\x00")
    told = workbench("audit", str(source))
    assert told.code == 1
    assert told.out.startswith("error: ")
    assert "measures.csv" in told.out.splitlines()[0]


def test_one_file_of_a_source_can_be_audited(workbench, source):
    told = workbench("audit", str(source / "youth_justice.csv"), "--format", "json")
    sources = {issue["source"] for issue in json.loads(told.out)["issues"] if issue["source"]}
    assert all("youth_justice.csv" in place for place in sources)


def test_a_file_of_which_nobody_knows_where_it_comes_from_is_refused(workbench, tmp_path):
    stray = tmp_path / "stray.csv"
    stray.write_text("a\n1\n", encoding="utf-8")
    told = workbench("audit", str(stray))
    assert told.code == 1
    assert "SOURCE.md" in told.err
    assert workbench("audit", str(tmp_path / "absent.csv")).code == 1
