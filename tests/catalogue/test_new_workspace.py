import pytest

from analysis.catalogue import own
from analysis.catalogue.area import areas
from analysis.catalogue.council import council_of
from analysis.catalogue.errors import UnknownNameError, WorkbenchError
from analysis.catalogue.measure import measures, national_measures
from analysis.catalogue.new_workspace import differences, make_workspace, take_copy, templates
from analysis.catalogue.own import KINDS
from analysis.catalogue.workspace import Workspace, program


@pytest.fixture
def workspace(tmp_path):
    return make_workspace(tmp_path / "kirklees", areas().find("Kirklees"))


def test_a_new_workspace_is_found_and_is_the_councils(workspace):
    assert Workspace.find(workspace.root / "data" / "raw").root == workspace.root
    assert council_of(workspace.root).authority.name == "Kirklees"


@pytest.mark.parametrize("name", ["Bristol, City of", "Herefordshire, County of", "Southend-on-Sea", "880"])
def test_any_authority_can_have_one(tmp_path, name):
    area = areas().find(name)
    assert council_of(make_workspace(tmp_path / "x", area).root).authority == area


def test_every_file_of_its_catalogue_is_read_and_adds_nothing_yet(workspace):
    in_use = own.use(workspace)
    found = [path.stem for kind in KINDS for path in in_use.files(kind)]
    assert {"measures", "targets", "known-issues", "explanations", "events"} <= set(found)
    assert dict(measures()) == dict(national_measures())


def test_its_examples_are_right_once_the_comment_signs_are_gone(workspace):
    path = workspace.catalogue / "measures.yml"
    lines = [line[2:] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(("# -", "#   "))]
    path.write_text("\n".join(lines), encoding="utf-8")
    own.use(workspace)
    assert measures()["early_help_open"].basis == "snapshot"
    assert measures().with_label("Number of referrals received")[0].id == "referrals"


def test_nothing_that_is_there_is_written_over(workspace, tmp_path):
    with pytest.raises(WorkbenchError, match="something in this folder") as error:
        make_workspace(workspace.root, areas().find("Kirklees"))
    assert "workbench doctor" in error.value.hint
    (tmp_path / "old" / "raw").mkdir(parents=True)
    with pytest.raises(WorkbenchError) as error:
        make_workspace(tmp_path / "old", areas().find("Kirklees"))
    assert "--migrate" in error.value.hint


def test_a_region_gets_none(tmp_path):
    with pytest.raises(WorkbenchError, match="not a local authority"):
        make_workspace(tmp_path / "x", areas().find("England"))


def test_a_copy_of_ours_is_used_once_it_is_changed(workspace):
    copy = take_copy(workspace, "cib-briefing.qmd")
    assert copy.parent == workspace.reports
    assert copy not in workspace.files("reports", "*.qmd")
    copy.write_text(copy.read_text(encoding="utf-8") + "\nOurs now.\n", encoding="utf-8")
    assert copy in workspace.files("reports", "*.qmd")


def test_differences_are_told_by_who_changed_what(workspace, tmp_path, monkeypatch):
    ours = tmp_path / "program"
    for name in ("a", "b", "c", "d"):
        (ours / "reports").mkdir(parents=True, exist_ok=True)
        (ours / "reports" / f"{name}.qmd").write_text("one\n", encoding="utf-8")
    monkeypatch.setattr("analysis.catalogue.workspace.program", lambda: ours)
    for name in ("a", "b", "c", "d"):
        take_copy(workspace, f"{name}.qmd")
    (workspace.reports / "b.qmd").write_text("two\n", encoding="utf-8")
    (ours / "reports" / "c.qmd").write_text("three\n", encoding="utf-8")
    (workspace.reports / "d.qmd").write_text("two\n", encoding="utf-8")
    (ours / "reports" / "d.qmd").write_text("three\n", encoding="utf-8")
    (workspace.reports / "e.qmd").write_text("own\n", encoding="utf-8")
    found = {one.name: one for one in differences(workspace)}
    assert {name: one.state for name, one in found.items()} == {
        "reports/a.qmd": "as ours",
        "reports/b.qmd": "changed here",
        "reports/c.qmd": "ours has changed",
        "reports/d.qmd": "both have changed",
        "reports/e.qmd": "your own",
    }
    assert "-one" in found["reports/b.qmd"].lines
    assert "+two" in found["reports/b.qmd"].lines


def test_a_misspelt_copy_is_answered_with_what_is_near(workspace):
    with pytest.raises(UnknownNameError, match="cib-briefing"):
        take_copy(workspace, "cib-breifing.qmd")
    take_copy(workspace, "reports/cib-briefing.qmd")
    with pytest.raises(WorkbenchError, match="already"):
        take_copy(workspace, "cib-briefing.qmd")


def test_the_program_itself_differs_from_itself_in_nothing():
    assert differences(Workspace(program(), program() / "data")) == ()


def test_every_file_of_a_new_workspace_names_its_own_area_and_no_other():
    found = templates(areas().find("Kirklees"))
    assert {"council.yml", "README.md", ".gitignore"} <= set(found)
    assert "Kirklees" in found["council.yml"]
    assert not any("Torbay" in text for text in found.values())
