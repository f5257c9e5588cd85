"""A notebook is taken from the last good pack only where nothing it rests on has changed."""

import json
import shutil
from dataclasses import replace

import pytest

from analysis.execution import reuse
from analysis.execution.failure import Failure, PackFailedError
from analysis.execution.record import sha256_of
from analysis.execution.runner import USUAL, Limits, Outcome
from analysis.packs.pack import make_pack
from analysis.packs.plan import plan_pack

QUICK = Limits(jobs=1)


@pytest.fixture
def made(published, tmp_path, monkeypatch):
    """Return the plan of a pack that was published with its fingerprints, in a folder of this test's own."""
    monkeypatch.setattr(reuse, "_keeps_to_the_library", lambda _: True)  # the small notebook of the tests does not
    plan, _ = published
    root = tmp_path / "work bench"
    shutil.copytree(plan.workspace.root, root)
    workspace = replace(plan.workspace, root=root, data=root / "data")
    copy = plan_pack(workspace, area="Torbay", month="2021-05")
    with_prints(copy)
    return copy


def with_prints(plan):
    path = plan.folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(manifest | {"fingerprints": reuse.fingerprints(plan)}), encoding="utf-8")


@pytest.fixture
def ran(monkeypatch, tmp_path):
    """Plan the notebooks again and return the names of those that would run."""

    def again(plan, limits=QUICK):
        asked = []

        def execute_all(rest, *_, **__):
            asked.extend(notebook.stem for notebook in rest.notebooks)
            return Outcome((), (), ())

        monkeypatch.setattr(reuse, "execute_all", execute_all)
        build = tmp_path / "next"
        shutil.rmtree(build, ignore_errors=True)
        build.mkdir()
        again.runs = reuse.run_notebooks(plan, build, limits=limits, listener=lambda *_: None)
        return asked

    return again


def test_where_nothing_changed_nothing_runs_and_the_listener_hears_why(made, ran, tmp_path):
    assert ran(made) == []
    assert ran.runs.reused == ("01_numbers",)
    assert [done.notebook for done in ran.runs.outcome.done] == ["01_numbers"]
    for part in ("notebooks/01_numbers.ipynb", "evidence/01_numbers.json"):
        assert sha256_of(tmp_path / "next" / part) == sha256_of(made.folder / part)


def test_fresh_runs_all(made, ran):
    assert ran(made, replace(USUAL, fresh=True)) == ["01_numbers"]


def test_a_new_row_of_data_runs_it_again(made, ran):
    (made.workspace.data / "raw" / "more.csv").write_text("a,b\n1,2\n")
    assert ran(made) == ["01_numbers"]


def test_an_accepted_issue_or_an_analysts_own_explanation_runs_it_again(made, ran):
    (made.workspace.data / "known-issues.yml").write_text("[]\n")
    assert ran(made) == ["01_numbers"]


def test_a_changed_notebook_runs_again(made, ran):
    made.notebooks[0].write_text(made.notebooks[0].read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert ran(made) == ["01_numbers"]


@pytest.mark.parametrize("part", ["_library", "packages"])
def test_changed_code_or_another_package_runs_it_again(made, ran, monkeypatch, part):
    monkeypatch.setattr(reuse, part, lambda: {"pandas": "0"} if part == "packages" else "other")
    assert ran(made) == ["01_numbers"]


def test_the_hash_of_the_library_changes_with_any_of_its_files(monkeypatch, tmp_path):
    monkeypatch.setattr(reuse, "files", lambda _: tmp_path)
    (tmp_path / "catalogue").mkdir()
    words = tmp_path / "catalogue" / "words.yml"
    words.write_text("one")
    first = reuse._library()
    words.write_text("two")
    second = reuse._library()
    words.rename(tmp_path / "catalogue" / "other.yml")
    assert len({first, second, reuse._library()}) == 3
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "words.pyc").write_bytes(b"compiled")
    assert reuse._library() == reuse._library()


def test_another_vintage_month_or_area_is_never_served_from_this_one(made, ran):
    for other in ({"known_at": "2021-07-31"}, {"month": "2021-04"}, {"area": "Plymouth"}):
        asked = {"area": "Torbay", "month": "2021-05", **other}
        plan = plan_pack(made.workspace, **asked)
        shutil.copytree(made.folder, plan.folder, dirs_exist_ok=True)  # even where its folder holds this one's pack
        assert ran(plan) == ["01_numbers"], other


@pytest.mark.parametrize("part", ["notebooks/01_numbers.ipynb", "evidence/01_numbers.json"])
@pytest.mark.parametrize("harm", ["changed", "gone"])
def test_a_pack_that_was_touched_is_not_built_on(made, ran, tmp_path, part, harm):
    path = made.folder / part
    path.unlink() if harm == "gone" else path.write_text(path.read_text(encoding="utf-8").replace("42", "43") + " ")
    assert ran(made) == ["01_numbers"]
    assert not (tmp_path / "next" / part).exists() or harm == "changed"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"fingerprints": {}}'])
def test_a_manifest_that_tells_nothing_is_not_believed(made, ran, text):
    (made.folder / "manifest.json").write_text(text)
    assert ran(made) == ["01_numbers"]


def test_a_notebook_without_figures_is_remembered_as_such(made, ran):
    path = made.folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(manifest | {"without_figures": {"01_numbers": "There is none."}}), encoding="utf-8")
    assert ran(made) == []
    assert [gap.says for gap in ran.runs.outcome.gaps] == ["There is none."]


def test_data_added_while_notebooks_run_leave_nothing_to_be_reused(made, monkeypatch, tmp_path):
    def execute_all(*_, **__):
        (made.workspace.data / "raw" / "late.csv").write_text("a\n1\n")
        return Outcome((), (), ())

    monkeypatch.setattr(reuse, "execute_all", execute_all)
    runs = reuse.run_notebooks(made, tmp_path, limits=replace(QUICK, fresh=True), listener=lambda *_: None)
    assert runs.fingerprints == {}


def test_a_failed_run_leaves_nothing_to_be_reused(made, ran, monkeypatch):
    shutil.rmtree(made.folder)
    failure = Failure(made.name, "01_numbers", "excepted", "It raised.")
    monkeypatch.setattr(reuse, "execute_all", lambda *_, **__: Outcome((), (), (failure,)))
    with pytest.raises(PackFailedError):
        make_pack(made, renderer="builtin")
    assert ran(made) == ["01_numbers"]


def test_a_pack_made_from_reused_notebooks_is_the_same_pack(made):
    first = {path.name: sha256_of(path) for path in (made.folder / "papers").iterdir()}
    pack = make_pack(made, limits=QUICK, renderer="builtin")
    assert pack.reused == ("01_numbers",)
    assert {path.name: sha256_of(path) for path in pack.papers} == first
    manifest = json.loads((pack.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["reused"] == ["01_numbers"]
    assert make_pack(made, limits=QUICK, renderer="builtin").reused == ("01_numbers",)  # and once more from that


@pytest.mark.parametrize(
    ("code", "keeps"),
    [
        ("from analysis import ask\nask.why", True),
        ("import analysis.ask", True),
        ("x = 1", True),
        ("import pandas as pd", False),
        ("from pathlib import Path", False),
        ("open('figures.csv')", False),
        ("%run other.py", False),
        ("!cat figures.csv", False),
        ("from . import other", False),
    ],
)
def test_a_notebook_that_may_read_something_else_is_run_every_time(notebook, code, keeps):
    assert reuse._keeps_to_the_library(notebook(code)) is keeps


def test_every_notebook_of_the_workbench_can_be_reused(root):
    assert all(reuse._keeps_to_the_library(path) for path in sorted((root / "notebooks").glob("[0-9]*.ipynb")))
