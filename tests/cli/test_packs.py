import json
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.execution.failure import Failure, PackFailedError
from analysis.packs import many, pack
from analysis.packs.many import BatchEvent, BatchResult
from analysis.packs.published import Pack
from analysis.packs.receipt import Receipts


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

    def make_many(plans, *, told, **_):
        good, bad = [], []
        for number, plan in enumerate(plans, start=1):
            result = failed(plan) if str(plan.month) == "2021-04" else published(plan)
            kind = "published" if isinstance(result, Pack) else "failed"
            told(BatchEvent("started", plan, 0, number - 1, len(bad), 1, len(plans), None))
            told(BatchEvent(kind, plan, 75, number, len(bad), 0, len(plans), 7_200, result))
            if isinstance(result, Pack):
                good.append(result)
            else:
                bad += result.failures
        return BatchResult(tuple(good), tuple(bad), ())

    monkeypatch.setattr(Receipts, "find", lambda _, __: None)  # packs may stand in the repository's own folder
    monkeypatch.setattr(Receipts, "keep", lambda *_: None)
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


def test_a_pack_that_stands_is_told_and_nothing_is_planned(workbench, made, monkeypatch, tmp_path):
    stands = Pack("torbay-2021-05", "Torbay, May 2021", tmp_path, (tmp_path / "a.html",), "builtin", {}, unchanged=True)
    monkeypatch.setattr(Receipts, "find", lambda _, __: stands)
    told = workbench("run", "--area", "Torbay", "--month", "2021-05")
    assert (told.code, made) == (0, [])
    assert "Torbay, May 2021: stands as it is, nothing has changed" in told.out
    for anew in (["--fresh"], ["--month", "last"]):
        workbench("run", "--area", "Torbay", "--month", "2021-05", *anew)
    assert len(made) == 2


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


def test_a_batch_tells_how_far_it_is_and_how_long_it_will_take(workbench, made):
    del made
    told = workbench("batch", "--areas", "Torbay", "--months", "2021-04..2021-05")
    assert "Torbay, May 2021: published (1 min; 2 of 2 done, about 2 h 00 min left)" in told.err
    assert "1 in a notebook, for its author to mend" in told.out


def test_a_program_can_follow_a_batch_line_by_line(workbench, made):
    del made
    told = workbench("batch", "--areas", "Torbay", "--months", "2021-04..2021-05", "--log-format", "json")
    events = [json.loads(line) for line in told.err.splitlines()]
    assert [(event["event"], event["pack"]) for event in events] == [
        ("started", "torbay-2021-04"),
        ("failed", "torbay-2021-04"),
        ("started", "torbay-2021-05"),
        ("published", "torbay-2021-05"),
    ]
    assert events[1]["failures"][0]["part"] == "04_child_protection"
    assert (events[3]["done"], events[3]["of"], events[3]["seconds_left"]) == (2, 2, 7_200)


def test_a_dry_run_says_what_would_run_and_why_and_runs_nothing(workbench, made):
    told = workbench("batch", "--areas", "Torbay,Devon", "--months", "1999-01..1999-02", "--dry-run")
    assert told.code == 0
    assert "Torbay, January 1999: new" in told.out
    assert "4 would run, 0 would be taken as they are; nothing was run" in told.out
    listed = json.loads(
        workbench("batch", "--areas", "Torbay", "--months", "1999-01", "--dry-run", "--format", "json").out
    )
    assert listed == [{"pack": "torbay-1999-01", "reasons": {"new": ""}}]
    assert made == []


@pytest.mark.parametrize(
    ("months", "said"),
    [
        ("0000-01", "0000-01 is before 1990-01"),
        ("0001-01..2021-05", "0001-01 is before 1990-01"),
        ("1990-01..2021-05", "This asks for 377 packs, more than 100"),
    ],
)
def test_a_slip_of_the_pen_does_not_plan_thousands_of_packs(workbench, made, months, said):
    told = workbench("batch", "--areas", "Torbay", "--months", months, "--at-most", "100")
    assert told.code == 2
    assert said in told.err
    assert made == []


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


@pytest.mark.parametrize("option", ["--output", "--workspace-at"])
def test_what_goes_with_a_cluster_is_not_passed_over_without_one(workbench, made, option):
    told = workbench("batch", "--areas", "Torbay", "--months", "2021-05", option, "s3://council/packs")
    assert told.code == 2
    assert option in told.err
    assert "It goes with --dask" in told.err
    assert made == []


@pytest.mark.parametrize("command", ["run --area Torbay --month 2021-05", "batch --areas Torbay --months 2021-05"])
def test_a_paper_that_there_is_not_is_named_before_anything_is_run(workbench, made, command):
    told = workbench(*command.split(), "--papers", "reportcard, cib-briefing")
    assert told.code == 2
    assert '--papers: there is no paper "reportcard". There is report-card' in told.err
    assert made == []


def test_a_run_is_of_the_papers_that_are_named(workbench, made):
    assert workbench("run", "--area", "Torbay", "--month", "2021-05", "--papers", "report-card,cib-briefing").code == 0
    ((plan, _),) = made
    assert [path.stem for path in plan.papers] == ["report-card", "cib-briefing"]
