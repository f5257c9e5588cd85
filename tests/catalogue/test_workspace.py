import json
import os
import sys
from pathlib import Path

import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.workspace import (
    COPIES,
    DATA_VARIABLE,
    ROOT_VARIABLE,
    Workspace,
    copies,
    is_of_before,
    program,
    sha256,
)


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A folder with no workspace named in the environment."""
    monkeypatch.delenv(ROOT_VARIABLE, raising=False)
    monkeypatch.delenv(DATA_VARIABLE, raising=False)
    return tmp_path / "a folder with spaces"


@pytest.fixture
def councils(elsewhere):
    """A council's workspace of a paper of its own, a changed copy and an unchanged copy of ours."""
    (elsewhere / "reports" / "deep").mkdir(parents=True)
    (elsewhere / "notebooks").mkdir()
    (elsewhere / "council.yml").write_text("version: 1\narea: Kirklees\n", encoding="utf-8")
    (elsewhere / "reports" / "own.qmd").write_text("Own", encoding="utf-8")
    (elsewhere / "reports" / "cib-briefing.qmd").write_text("Changed", encoding="utf-8")
    copied = elsewhere / "reports" / "report-card.qmd"
    copied.write_text("As it was when it was copied", encoding="utf-8")
    record = {"reports/report-card.qmd": sha256(copied)}
    (elsewhere / COPIES).write_text(json.dumps(record), encoding="utf-8")
    return elsewhere


def test_a_workspace_is_found_from_within(councils):
    workspace = Workspace.find(councils / "reports" / "deep")
    assert workspace.root == councils
    assert workspace.raw == councils / "data" / "raw"
    assert workspace.processed == councils / "data" / "processed"
    assert workspace.catalogue == councils / "data" / "catalogue"
    assert workspace.build == councils / "build"


def test_a_named_workspace_goes_before_the_variable_and_both_before_the_current_folder(
    councils, tmp_path, monkeypatch, root
):
    other = tmp_path / "other"
    other.mkdir()
    (other / "council.yml").touch()
    monkeypatch.setenv(ROOT_VARIABLE, str(other))
    assert Workspace.find(councils).root == other
    assert Workspace.find(councils, named=root).root == root


def test_where_no_workspace_is_the_checkout_of_the_program_is_one(elsewhere, root):
    elsewhere.mkdir()
    assert Workspace.find(elsewhere).root == root == program()


def test_without_a_checkout_it_is_said_how_to_make_one(elsewhere, monkeypatch, tmp_path):
    elsewhere.mkdir()
    monkeypatch.setattr("analysis.catalogue.workspace.program", lambda: tmp_path / "site-packages" / "shipped")
    with pytest.raises(WorkbenchError, match="not a workspace") as error:
        Workspace.find(elsewhere)
    assert "workbench new FOLDER --area NAME" in error.value.hint


def test_a_named_folder_that_is_no_workspace_is_refused_with_the_remedy(councils, tmp_path, monkeypatch):
    monkeypatch.setenv(ROOT_VARIABLE, str(tmp_path / "nowhere"))
    with pytest.raises(WorkbenchError, match="not a workspace") as error:
        Workspace.find(councils)
    assert ROOT_VARIABLE in error.value.hint


def test_another_data_folder_takes_the_place_of_data(councils, tmp_path, monkeypatch):
    assert Workspace.find(councils, data=tmp_path / "given").data == tmp_path / "given"
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "named"))
    workspace = Workspace.find(councils)
    assert workspace.data == tmp_path / "named"
    assert workspace.root == councils


def test_a_data_folder_without_a_catalogue_is_read_with_that_of_the_workspace(councils, tmp_path):
    (tmp_path / "given" / "raw").mkdir(parents=True)
    assert Workspace.find(councils, data=tmp_path / "given").catalogue == councils / "data" / "catalogue"
    (tmp_path / "given" / "catalogue").mkdir()
    assert Workspace.find(councils, data=tmp_path / "given").catalogue == tmp_path / "given" / "catalogue"


def test_a_data_folder_of_before_is_a_workspace_whose_data_is_itself(elsewhere):
    (elsewhere / "raw" / "card").mkdir(parents=True)
    workspace = Workspace.find(elsewhere / "raw")
    assert (workspace.root, workspace.data) == (elsewhere, elsewhere)
    assert is_of_before(elsewhere)


def test_the_data_of_a_workspace_is_not_taken_for_a_folder_of_before(councils):
    (councils / "data" / "raw").mkdir(parents=True)
    assert Workspace.find(councils / "data" / "raw").root == councils


def test_a_checkout_of_before_is_its_own_program(elsewhere):
    (elsewhere / "notebooks").mkdir(parents=True)
    (elsewhere / "_quarto.yml").touch()
    (elsewhere / "notebooks" / "01_own.ipynb").touch()
    workspace = Workspace.find(elsewhere)
    assert [path.name for path in workspace.files("notebooks", "*.ipynb")] == ["01_own.ipynb"]


def test_own_papers_stand_beside_ours_and_changed_ones_in_their_place(councils):
    papers = {path.name: path for path in Workspace.find(councils).files("reports", "*.qmd")}
    assert papers["own.qmd"].parent == councils / "reports"
    assert papers["cib-briefing.qmd"].parent == councils / "reports"


def test_a_copy_that_nobody_changed_follows_ours(councils):
    papers = {path.name: path for path in Workspace.find(councils).files("reports", "*.qmd")}
    assert papers["report-card.qmd"].parent == program() / "reports"


def test_files_are_named_from_the_folder_they_are_in(councils):
    workspace = Workspace.find(councils)
    assert workspace.name_of(councils / "reports" / "own.qmd") == "reports/own.qmd"
    assert workspace.name_of(program() / "notebooks" / "01_data_quality.ipynb") == "notebooks/01_data_quality.ipynb"


@pytest.mark.skipif(sys.platform != "linux", reason="names of folders are letters there, and not bytes")
def test_a_path_that_no_program_can_write_down_is_refused_in_words(councils, tmp_path):
    place = os.fsdecode(os.fsencode(tmp_path) + b"/a\xff")
    os.mkdir(place)  # noqa: PTH102 - as its bytes
    with pytest.raises(WorkbenchError, match=r"a\\udcff: The path has letters"):
        Workspace.find(data=Path(place), named=councils)


@pytest.mark.parametrize(("text", "found"), [('{"a.qmd": "12"}', {"a.qmd": "12"}), ("[1]", {}), ("{", {}), (None, {})])
def test_copies_that_cannot_be_read_are_none(tmp_path, text, found):
    place = tmp_path / COPIES
    place.parent.mkdir(parents=True, exist_ok=True)
    if text is not None:
        place.write_text(text, encoding="utf-8")
    assert copies(tmp_path) == found
