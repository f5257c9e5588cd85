"""Building the store from what was received."""

import json

import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.workspace import Workspace
from analysis.store.build import build_store
from analysis.store.stamp import KEPT, STAMP, WRITTEN, is_fresh


def test_a_build_reports_what_each_source_gave(workspace):
    report = build_store(workspace)
    assert [(source.source, source.observations) for source in report.sources if source.observations] == [
        ("council", 1)
    ]
    assert report.seconds > 0


def test_a_build_tells_of_its_progress_and_leaves_a_fresh_store(workspace):
    told = []
    build_store(workspace, lambda *said: told.append(said))
    assert told
    assert is_fresh(workspace)
    assert set(json.loads((workspace.processed / STAMP).read_text())[WRITTEN]) >= {"observations.parquet"}


def test_what_was_worked_out_from_the_store_before_is_taken_away(workspace):
    kept = workspace.processed / KEPT
    kept.mkdir(parents=True)
    (kept / "audit.json").write_text("{}")
    build_store(workspace)
    assert not kept.exists()


def test_a_data_folder_without_received_files_says_what_to_do(tmp_path):
    with pytest.raises(WorkbenchError, match="no folder of received files") as refused:
        build_store(Workspace(tmp_path, tmp_path / "data"))
    assert "sources add" in refused.value.hint


def test_the_folder_raw_itself_is_recognised_where_data_was_meant(workspace):
    with pytest.raises(WorkbenchError) as refused:
        build_store(Workspace(workspace.root, workspace.raw))
    assert "looks like the folder raw itself" in refused.value.hint


def test_a_folder_that_cannot_be_written_is_said(workspace):
    workspace.processed.write_text("a file stands where the folder should be")
    with pytest.raises(WorkbenchError, match="The store cannot be written") as refused:
        build_store(workspace)
    assert "must be writable" in refused.value.hint
