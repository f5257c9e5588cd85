import json
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.execution.failure import Failure, PackFailedError
from analysis.packs import many, pack
from analysis.packs.many import BatchResult
from analysis.packs.pack import Pack


def published(plan):
    papers = (plan.folder / "papers" / "cib-briefing.html",)
    return Pack(plan.name, plan.title, plan.folder, papers, "builtin", {"notebooks": 3.2})


def failed(plan):
    what = "KeyError: 'no such column'"
    return PackFailedError.from_failures(
        plan.name, [Failure(plan.name, "04_child_protection", "excepted", what, "cell ask")], hint="Open the notebook."
    )


@pytest.fixture
def made(monkeypatch):
    """Stand in for making packs: those of 2021-04 fail."""
    asked = []

    def make(plan, **options):
        asked.append((plan, options))
        if str(plan.month) == "2021-04":
            raise failed(plan)
        return published(plan)

    def make_many(plans, *, done, **_):
        good, bad = [], []
        for plan in plans:
            result = failed(plan) if str(plan.month) == "2021-04" else published(plan)
            done(plan, result)
            if isinstance(result, Pack):
                good.append(result)
            else:
                bad += result.failures
        return BatchResult(tuple(good), tuple(bad), ())

    monkeypatch.setattr(pack, "make_pack", make)
    monkeypatch.setattr(many, "make_packs", make_many)
    return asked


def test_a_run_says_where_the_papers_are(workbench, made):
    told = workbench("run", "--area", "Torbay", "--month", "2021-05", "--jobs", "1", "--timeout", "30")
    assert told.code == 0
    assert "cib-briefing.html" in told.out
    assert "rendered by builtin" in told.out
    limits = made[0][1]["limits"]
    assert (limits.jobs, limits.notebook_seconds, limits.cell_seconds) == (1, 30, 30)


def test_a_run_says_what_had_no_figures_and_why(workbench, monkeypatch):
    why = "For Torbay there are no two figures a year apart."
    monkeypatch.setattr(
        pack, "make_pack", lambda plan, **_: replace(published(plan), gaps={"04_child_protection": why})
    )
    told = workbench("run", "--area", "Torbay", "--month", "2021-05", "--known-at", "2021-07-31")
    assert f"04_child_protection: {why}" in told.out
    assert "Figures published after 2021-07-31 were left out, as --known-at asks." in told.out


def test_a_program_can_read_what_a_run_made(workbench, made):
    told = workbench("run", "--area", "Torbay", "--month", "2021-05", "--format", "json")
    result = json.loads(told.out)
    assert result["pack"] == "torbay-2021-05"
    assert Path(result["papers"][0]).name == "cib-briefing.html"
    assert len(made) == 1


def test_a_run_that_fails_names_notebook_and_cell_and_ends_with_1(workbench, made):
    told = workbench("run", "--area", "Torbay", "--month", "2021-04")
    assert told.code == 1
    assert "04_child_protection, cell ask: KeyError: 'no such column'" in told.err
    assert "Hint: Open the notebook." in told.err
    assert len(made) == 1


def test_a_batch_names_what_failed_and_why_and_ends_with_1(workbench, made):
    del made
    told = workbench("batch", "--areas", "Torbay, Devon", "--months", "2021-04..2021-05")
    assert told.code == 1
    assert "2 published, 2 failed" in told.out
    assert "Torbay, April 2021: torbay-2021-04" in told.err
    assert "KeyError" in told.err


def test_a_program_can_read_what_became_of_a_batch(workbench, made):
    del made
    told = workbench("batch", "--areas", "Torbay", "--months", "2021-04,2021-05", "--format", "json")
    result = json.loads(told.out)
    assert [entry["pack"] for entry in result["published"]] == ["torbay-2021-05"]
    assert result["failed"] == [
        {
            "pack": "torbay-2021-04",
            "kind": "excepted",
            "part": "04_child_protection",
            "what": "KeyError: 'no such column'",
        }
    ]


def test_a_batch_that_succeeds_ends_with_0(workbench, made):
    del made
    assert workbench("batch", "--areas", "Torbay", "--months", "2021-05").code == 0


def test_what_is_not_there_cannot_be_rendered(workbench, tmp_path):
    told = workbench("render", str(tmp_path / "absent"))
    assert told.code == 1
    assert "Traceback" not in told.err


def test_a_batch_of_nothing_is_refused(workbench, made):
    told = workbench("batch", "--areas", "", "--months", "2021-05")
    assert told.code == 2
    assert "No area was named." in told.err
    assert made == []
