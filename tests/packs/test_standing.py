"""A run with nothing to do touches nothing; one with something to do never leaves a pack that is out of date."""

import shutil
from dataclasses import replace

import pytest

from analysis.execution import inputs
from analysis.execution.reuse import read_manifest
from analysis.execution.runner import Limits
from analysis.execution.spec import MANIFEST
from analysis.packs import standing
from analysis.packs.pack import make_pack
from analysis.packs.plan import plan_pack
from analysis.packs.standing import is_whole
from analysis.render.renderer import Renderer
from analysis.store import build_store, open_store

QUICK = Limits(jobs=1)
SOURCE = (
    "---\ntitle: More\npublisher: A council\npublished_on: 2012-07-18\n"
    "licence: OGL\nstatus: published\nfiles:\n  series.csv: {format: series}\n---\n"
)


@pytest.fixture(scope="module")
def once(published, tmp_path_factory):
    """Return the plan of a pack whose notebook counts as keeping to the library, made for this module."""
    plan, _ = published
    root = tmp_path_factory.mktemp("standing") / "bench"
    shutil.copytree(plan.workspace.root, root)
    workspace = replace(plan.workspace, root=root, data=root / "data")
    add_figure(workspace, "Torbay", 3)
    copy = plan_pack(workspace, area="Torbay", month="2021-05")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(inputs, "keeps_to_the_library", lambda _: True)
        make_pack(copy, limits=QUICK, renderer="builtin")
        yield copy


@pytest.fixture
def made(once, tmp_path):
    """Return the plan of that pack in a folder of this test's own."""
    root = tmp_path / "bench"
    shutil.copytree(once.workspace.root, root)
    return plan_pack(replace(once.workspace, root=root, data=root / "data"), area="Torbay", month="2021-05")


def add_figure(workspace, area, value):
    folder = workspace.raw / "more"
    folder.mkdir(parents=True, exist_ok=True)
    rows = {"Torbay": 3} | {area: value}
    lines = [f"Referrals,{name},2011-03-31,year,{number},count" for name, number in rows.items()]
    (folder / "series.csv").write_text("Measure,Area,Period end,Basis,Value,Unit\n" + "\n".join(lines) + "\n")
    (folder / "SOURCE.md").write_text(SOURCE)
    build_store(workspace)


def again(plan, **limits):
    return make_pack(plan, limits=replace(QUICK, **limits), renderer="builtin")


def touched(root):
    """Return when each file was changed, but for receipts, which say how the files of this very folder stood."""
    found = (root, *root.rglob("*"))
    return {path: path.stat().st_mtime_ns for path in found if not path.is_relative_to(root / ".make" / "receipts")}


def test_a_second_run_with_nothing_changed_touches_nothing(made):
    before = touched(made.workspace.root)
    pack = again(made)
    assert pack.unchanged
    assert pack.reused == ("01_numbers",)
    assert pack.renderer == "builtin"
    assert {path.name for path in pack.papers} == {path.name for path in (made.folder / "papers").iterdir()}
    assert touched(made.workspace.root) == before


def test_fresh_makes_everything_again(made):
    assert not again(made, fresh=True).unchanged


@pytest.mark.parametrize("name", ["reports/paper.qmd", "_quarto.yml", "reports/commentary/torbay/2021-05.md"])
def test_a_paper_its_settings_and_its_words_make_it_anew(made, name):
    path = made.workspace.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text((path.read_text(encoding="utf-8") if path.is_file() else "## Referrals\n\nFewer.") + "\n")
    assert not again(made).unchanged


@pytest.mark.parametrize("name", ["reports/commentary/plymouth/2021-05.md", "reports/commentary/torbay/2021-04.md"])
def test_the_words_of_another_area_or_month_change_nothing(made, name):
    path = made.workspace.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("## Referrals\n\nFewer.\n", encoding="utf-8")
    assert again(made).unchanged


@pytest.mark.parametrize("part", ["papers/paper.pdf", "notebooks/01_numbers.ipynb", "evidence/01_numbers.json"])
def test_a_pack_that_was_touched_is_made_anew(made, part):
    manifest = read_manifest(made.folder / MANIFEST)
    assert is_whole(made.folder, manifest)
    (made.folder / part).write_bytes(b"touched")
    assert not is_whole(made.folder, manifest)
    assert not again(made).unchanged
    assert (made.folder / part).read_bytes() != b"touched"


def test_another_renderer_makes_the_papers_anew(made):
    now = standing.fingerprints(made, "builtin")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(standing, "choose_renderer", lambda _: Renderer("builtin", "another", "it was asked for"))
        assert standing.fingerprints(made, "builtin") != now


def test_a_figure_of_another_authority_that_nothing_read_leaves_the_pack_as_it_stands(made):
    manifest = standing.read_manifest(made.folder / "manifest.json")
    assert manifest["rests_on"]["01_numbers"]["figures"] == []  # the small notebook of the tests asks nothing
    add_figure(made.workspace, "Plymouth", 5)
    assert not standing.stands(made, standing.fingerprints(made, "builtin"))
    assert again(made).unchanged


def test_papers_are_made_anew_where_any_notebook_ran_or_they_print_something_else_of_the_store(made, monkeypatch):
    now, store = standing.fingerprints(made, "builtin"), open_store(made.workspace)
    assert standing.papers_stand(made, now, store, ["01_numbers"])
    assert not standing.papers_stand(made, now, store, [])
    monkeypatch.setattr(standing, "taken_from_store", lambda *_: ["all that was known by then"])
    assert not standing.papers_stand(made, now, store, ["01_numbers"])
