"""A notebook is taken from the last good pack, or from a run that was ended, only where nothing it rests on changed."""

import json
import shutil
from dataclasses import replace

import pytest

from analysis.execution import inputs, reuse
from analysis.execution.failure import Failure, PackFailedError
from analysis.execution.record import sha256_of
from analysis.execution.runner import USUAL, Execution, Limits, Outcome
from analysis.execution.runs import RestsOn, Runs
from analysis.packs import pack
from analysis.packs.pack import make_pack
from analysis.packs.plan import plan_pack
from analysis.packs.publication import finished_folder
from analysis.store import build_store
from analysis.store.reads import ALL, EVERYTHING, Reads
from small_pack import FIGURE, SAVE_EVIDENCE, write_notebook

QUICK = Limits(jobs=1)


@pytest.fixture
def made(published, tmp_path, monkeypatch):
    """Return the plan of a pack that was published with its fingerprints, in a folder of this test's own."""
    monkeypatch.setattr(inputs, "keeps_to_the_library", lambda _: True)  # the small notebook of the tests does not
    plan, _ = published
    root = tmp_path / "work bench"
    shutil.copytree(plan.workspace.root, root)
    workspace = replace(plan.workspace, root=root, data=root / "data")
    copy = plan_pack(workspace, area="Torbay", month="2021-05")
    with_prints(copy)
    return copy


def with_prints(plan, read=EVERYTHING):
    path = plan.folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    rested = {name: rests_on(plan, name, read).as_dict() for name in ("01_numbers",)}
    path.write_text(json.dumps(manifest | {"rests_on": rested}), encoding="utf-8")


def rests_on(plan, name, read):
    return RestsOn(read, inputs.Inputs.of(plan).print_of(name, read))


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
        shelf = finished_folder(plan.workspace.root, plan.name)
        again.runs = reuse.run_notebooks(plan, build, shelf, limits=limits, listener=lambda *_: None)
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


def test_a_new_figure_runs_it_again(made, ran):
    add_figure(made, "E06000027", "referrals", 42)
    assert ran(made) == ["01_numbers"]


def add_figure(plan, area, measure, value):
    """Add one figure of an authority to what is received, and build the store."""
    folder = plan.workspace.raw / "more"
    folder.mkdir(parents=True, exist_ok=True)
    row = f"{measure},{area},2011-03-31,year,{value},count"
    (folder / "series.csv").write_text(f"Measure,Area,Period end,Basis,Value,Unit\n{row}\n", encoding="utf-8")
    (folder / "SOURCE.md").write_text(
        "---\ntitle: More\npublisher: A council\npublished_on: 2012-07-18\n"
        "licence: OGL\nstatus: published\nfiles:\n  series.csv: {format: series}\n---\n",
        encoding="utf-8",
    )
    build_store(plan.workspace)


@pytest.mark.parametrize(
    ("read", "again"),
    [
        (("referrals", ALL), True),
        (("referrals", "E06000026"), True),
        ((ALL, "E06000026"), True),
        (("referrals", "E06000027"), False),
        (("cla_started", ALL), False),
        ((ALL, "E06000027"), False),
    ],
)
def test_a_figure_that_changed_runs_again_who_read_it_and_nobody_else(made, ran, read, again):
    add_figure(made, "Plymouth", "Referrals", 42)
    with_prints(made, Reads((read,)))
    assert ran(made) == []
    add_figure(made, "Plymouth", "Referrals", 43)
    assert ran(made) == (["01_numbers"] if again else [])


def test_a_file_that_changed_runs_again_who_opened_it_and_nobody_else(made, ran):
    known, other = (made.workspace.data / name for name in ("known-issues.yml", "explanations.yml"))
    known.write_text("[]\n")
    other.write_text("[]\n")
    with_prints(made, Reads(files=("data/known-issues.yml",)))
    other.write_text("[ ]\n")
    assert ran(made) == []
    known.write_text("[ ]\n")
    assert ran(made) == ["01_numbers"]


def test_an_accepted_issue_or_an_analysts_own_explanation_runs_it_again(made, ran):
    (made.workspace.data / "known-issues.yml").write_text("[]\n")
    assert ran(made) == ["01_numbers"]


def test_a_changed_notebook_runs_again(made, ran):
    made.notebooks[0].write_text(made.notebooks[0].read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert ran(made) == ["01_numbers"]


@pytest.mark.parametrize("part", ["library_digest", "installed"])
def test_changed_code_or_another_package_runs_it_again(made, ran, monkeypatch, part):
    monkeypatch.setattr(inputs, part, lambda: "other")
    assert ran(made) == ["01_numbers"]


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


@pytest.mark.parametrize("text", ["", "{", "[]", '{"rests_on": {}}', '{"rests_on": {"01_numbers": {"figures": 1}}}'])
def test_a_manifest_that_tells_nothing_is_not_believed(made, ran, text):
    (made.folder / "manifest.json").write_text(text)
    assert ran(made) == ["01_numbers"]


def test_a_notebook_without_figures_is_remembered_as_such(made, ran):
    path = made.folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(manifest | {"without_figures": {"01_numbers": "There is none."}}), encoding="utf-8")
    assert ran(made) == []
    assert [gap.says for gap in ran.runs.outcome.gaps] == ["There is none."]


def test_of_what_read_figures_that_changed_meanwhile_nothing_can_be_reused(made, monkeypatch, tmp_path):
    add_figure(made, "Plymouth", "Referrals", 42)

    result = Execution("01_numbers", tmp_path, 1.0, Reads(((ALL, "E06000026"),)))

    def execute_all(*_, ended, **__):
        add_figure(made, "Plymouth", "Referrals", 43)
        ended(result)
        return Outcome((result,), (), ())

    monkeypatch.setattr(reuse, "execute_all", execute_all)
    build, shelf = tmp_path / "next", tmp_path / "shelf"
    build.mkdir()
    runs = reuse.run_notebooks(made, build, shelf, limits=replace(QUICK, fresh=True), listener=lambda *_: None)
    assert runs == Runs(runs.outcome, {}, ())
    assert not shelf.exists()


def ends_before_it_publishes(plan, monkeypatch):
    """Make the pack anew up to where its papers begin."""
    with monkeypatch.context() as patch:
        patch.setattr(pack, "assemble", ended)
        with pytest.raises(KeyboardInterrupt):
            make_pack(plan, limits=replace(QUICK, fresh=True), renderer="builtin")


def ended(*_):
    raise KeyboardInterrupt


def test_a_run_that_was_ended_is_gone_on_with_and_makes_the_same_pack(made, monkeypatch):
    whole = {path.name: sha256_of(path) for path in (made.folder / "papers").iterdir()}
    shutil.rmtree(made.folder)
    ends_before_it_publishes(made, monkeypatch)
    assert not made.folder.exists()
    monkeypatch.setattr(reuse, "execute_all", no_notebook_runs)
    resumed = make_pack(made, limits=QUICK, renderer="builtin")
    assert resumed.reused == ("01_numbers",)
    assert {path.name: sha256_of(path) for path in resumed.papers} == whole
    told = json.loads((made.folder / "manifest.json").read_text(encoding="utf-8"))
    assert (told["reused"], told["resumed"]) == ([], ["01_numbers"])
    assert not finished_folder(made.workspace.root, made.name).exists()
    assert make_pack(made, limits=QUICK, renderer="builtin").unchanged


def no_notebook_runs(rest, *_, **__):
    assert rest.notebooks == ()
    return Outcome((), (), ())


def test_a_pack_that_stood_before_the_run_that_was_ended_is_not_taken_for_the_new_one(made, monkeypatch):
    """Its notebooks all hold, and they are not those of the pack that stands."""
    cell = "now = 43  # and no longer 42"
    write_notebook(made.notebooks[0], FIGURE, SAVE_EVIDENCE.replace('"42"', '"43"'), cell)
    ends_before_it_publishes(made, monkeypatch)
    assert "42" in (made.folder / "evidence" / "01_numbers.json").read_text(encoding="utf-8")
    resumed = make_pack(made, limits=QUICK, renderer="builtin")
    assert resumed.reused == ("01_numbers",)
    assert not resumed.unchanged
    assert "43" in (made.folder / "evidence" / "01_numbers.json").read_text(encoding="utf-8")


def test_what_a_run_that_was_ended_left_is_not_gone_on_with_when_a_figure_has_changed(made, ran, monkeypatch):
    shutil.rmtree(made.folder)
    ends_before_it_publishes(made, monkeypatch)
    add_figure(made, "E06000027", "referrals", 42)
    assert ran(made) == ["01_numbers"]


@pytest.mark.parametrize("part", ["manifest.json", "notebooks/01_numbers.ipynb", "evidence/01_numbers.json"])
def test_half_of_what_a_notebook_left_is_not_gone_on_with(made, ran, monkeypatch, part):
    shutil.rmtree(made.folder)
    ends_before_it_publishes(made, monkeypatch)
    path = finished_folder(made.workspace.root, made.name) / "01_numbers" / part
    path.write_bytes(path.read_bytes()[:-9])
    assert ran(made) == ["01_numbers"]


def test_a_notebook_that_left_what_nobody_may_see_is_not_gone_on_with_as_if_it_had_not(made):
    shutil.rmtree(made.folder)
    write_notebook(made.notebooks[0], FIGURE, SAVE_EVIDENCE, 'size = Path("list.csv").write_text("x")')
    for _ in range(2):
        with pytest.raises(PackFailedError, match=r"list\.csv"):
            make_pack(made, limits=QUICK, renderer="builtin")


def test_a_failed_run_leaves_nothing_to_be_reused(made, ran, monkeypatch):
    shutil.rmtree(made.folder)
    failure = Failure(made.name, "01_numbers", "excepted", "It raised.")
    monkeypatch.setattr(reuse, "execute_all", lambda *_, **__: Outcome((), (), (failure,)))
    with pytest.raises(PackFailedError):
        make_pack(made, renderer="builtin")
    assert ran(made) == ["01_numbers"]


def test_a_pack_made_from_reused_notebooks_is_the_same_pack(made):
    first = {path.name: sha256_of(path) for path in (made.folder / "papers").iterdir()}
    paper = made.workspace.reports / "paper.qmd"
    paper.write_text(paper.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    again = make_pack(made, limits=QUICK, renderer="builtin")
    assert again.reused == ("01_numbers",)
    assert not again.unchanged
    assert {path.name: sha256_of(path) for path in again.papers} == first
    manifest = json.loads((again.folder / "manifest.json").read_text(encoding="utf-8"))
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
    assert inputs.keeps_to_the_library(notebook(code)) is keeps


def test_every_notebook_of_the_workbench_can_be_reused(root):
    assert all(inputs.keeps_to_the_library(path) for path in sorted((root / "notebooks").glob("[0-9]*.ipynb")))
