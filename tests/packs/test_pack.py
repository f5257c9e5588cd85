import json
from dataclasses import replace

import pytest

from analysis.catalogue.workspace import Workspace
from analysis.execution.failure import PackFailedError
from analysis.execution.record import sha256_of
from analysis.execution.runner import Limits
from analysis.packs.many import make_packs
from analysis.packs.pack import make_pack
from analysis.packs.plan import plan_pack, plan_packs
from small_pack import FIGURE, SAVE_EVIDENCE, write_notebook

QUICK = Limits(jobs=2)


def everything(folder):
    return {
        path.relative_to(folder).as_posix(): sha256_of(path) for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture
def plan(workspace):
    return plan_pack(workspace, area="Torbay", month="2021-05")


def test_a_pack_is_a_complete_project_with_papers_and_a_manifest(published):
    plan, pack = published
    assert pack.folder == plan.workspace.root / "build" / "torbay" / "2021-05"
    assert [path.name for path in pack.papers] == [
        "data-pack.xlsx",
        "data-pack.zip",
        "paper.docx",
        "paper.html",
        "paper.pdf",
    ]
    for name in ("_quarto.yml", "_variables.yml", "_commentary.md", "paper.qmd", "notebooks/01_numbers.ipynb"):
        assert (pack.folder / name).is_file(), name
    page = (pack.folder / "papers" / "paper.html").read_text(encoding="utf-8")
    for said in ("The answer of 42", "Torbay", "A line that rises from 1 to 3.", "wrote no commentary"):
        assert said in page
    manifest = json.loads((pack.folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["parameters"] == {"area": "E06000027", "month": "2021-05", "known_at": None, "build": "."}
    assert manifest["notebooks"] == {"notebooks/01_numbers.ipynb": sha256_of(plan.notebooks[0])}
    assert manifest["packages"]["pandas"]
    assert manifest["renderer"]["name"] == "builtin"
    assert manifest["papers"]["papers/paper.pdf"] == sha256_of(pack.folder / "papers" / "paper.pdf")
    assert set(manifest["seconds"]) >= {"store", "notebooks", "01_numbers", "papers"}


def test_nothing_of_the_machine_is_in_a_pack_and_nothing_unfinished_beside_it(published):
    plan, pack = published
    workspace = plan.workspace
    for path in pack.folder.rglob("*"):
        if path.is_file():
            assert str(workspace.root).encode() not in path.read_bytes(), path
    assert {path.name for path in (workspace.root / ".make").iterdir()} <= {"locks", "receipts", "replaced"}
    assert [path.name for path in (workspace.root / "build").rglob("*.log")] == []


def test_the_same_pack_made_again_is_the_same(published):
    plan, pack = published
    first = everything(pack.folder)
    second = everything(make_pack(plan, limits=Limits(fresh=True), renderer="builtin").folder)
    assert {name for name in first | second if first.get(name) != second.get(name)} == {"manifest.json"}  # its seconds


def test_another_month_leaves_the_first_as_it_is(published):
    plan, pack = published
    first = everything(pack.folder)
    other = make_pack(plan_pack(plan.workspace, area="Torbay", month="2012-06"), renderer="builtin")
    assert everything(pack.folder) == first
    assert "month: 2012-06" in (other.folder / "_variables.yml").read_text(encoding="utf-8")


def test_a_failing_notebook_leaves_the_last_good_pack_and_is_kept_to_be_looked_at(plan, workspace, notebook):
    plan.folder.mkdir(parents=True)
    (plan.folder / "paper.html").write_text("the last good one", encoding="utf-8")
    good = everything(plan.folder)
    notebook("#| label: broken\n1 / 0", name="02_fails").rename(workspace.notebooks / "02_fails.ipynb")
    with pytest.raises(PackFailedError) as caught:
        make_pack(plan_pack(workspace, area="Torbay", month="2021-05"), renderer="builtin")
    assert caught.value.kind == "excepted"
    assert "02_fails, cell [2] (broken), line 2: ZeroDivisionError: division by zero" in str(caught.value)
    assert everything(plan.folder) == good
    assert (workspace.root / ".make" / "failed" / "torbay-2021-05" / "notebooks" / "02_fails.ipynb").is_file()


def test_a_paper_that_cannot_be_rendered_publishes_nothing(plan, workspace):
    paper = workspace.reports / "paper.qmd"
    paper.write_text(paper.read_text(encoding="utf-8").replace("numbers.answer", "numbers.anwser"), encoding="utf-8")
    with pytest.raises(PackFailedError, match=r"numbers\.anwser"):
        make_pack(plan, renderer="builtin")
    assert not plan.folder.exists()


def test_a_batch_goes_on_after_a_pack_that_fails_and_names_it(workspace, notebook):
    cell = "#| label: choosy\nassert month != '2021-04', 'no figures for April'"
    source = workspace.notebooks / "01_numbers.ipynb"
    save = json.loads(source.read_text(encoding="utf-8"))["cells"][-1]["source"]
    text = "".join(save).replace("01_numbers", "02_choosy").replace('"numbers"', '"choosy"')
    notebook(cell, text, name="02_choosy").replace(workspace.notebooks / "02_choosy.ipynb")
    plans = plan_packs(workspace, area_names=["Torbay"], month_names=["2021-04..2021-05"])
    told = []
    result = make_packs(plans, limits=QUICK, renderer="builtin", told=told.append)
    assert sorted((event.kind, event.spec.name) for event in told) == [
        ("failed", "torbay-2021-04"),
        ("published", "torbay-2021-05"),
        ("started", "torbay-2021-04"),
        ("started", "torbay-2021-05"),
    ]
    assert (told[-1].done, told[-1].running, told[-1].failed, told[-1].total) == (2, 0, 1, 2)
    assert [pack.name for pack in result.published] == ["torbay-2021-05"]
    assert [(failure.pack, failure.part, failure.where) for failure in result.excepted] == [
        ("torbay-2021-04", "02_choosy", "cell [2] (choosy), line 2")
    ]
    assert result.errored == ()


@pytest.mark.parametrize(
    ("area", "month", "says"),
    [
        ("Plymouth", "1999-01", "Nothing is held of Plymouth up to January 1999"),
        ("Devon", "2021-05", "No figures of Devon are held"),
    ],
)
def test_no_empty_paper_is_made_where_nothing_is_held(root, tmp_path, area, month, says):
    plan = plan_pack(Workspace(root, root / "data"), area=area, month=month)
    with pytest.raises(PackFailedError, match=says):
        make_pack(replace(plan, workspace=Workspace(tmp_path, root / "data")))


@pytest.mark.parametrize(
    ("last", "says"),
    [
        ("open('evidence/01_numbers.json', 'w').write('nan');", "cannot be read as evidence"),
        ("open('children.csv', 'w').write('name');", "would be published unseen: children.csv"),
    ],
)
def test_what_a_notebook_leaves_wrongly_is_its_authors_to_mend_and_is_not_published(workspace, last, says):
    write_notebook(workspace.root / "notebooks" / "01_numbers.ipynb", FIGURE, SAVE_EVIDENCE, f"#| label: last\n{last}")
    plan = plan_pack(workspace, area="Torbay", month="2021-05")
    with pytest.raises(PackFailedError, match=says) as caught:
        make_pack(plan, renderer="builtin")
    assert caught.value.kind == "excepted"
    assert not plan.folder.exists()
