"""Building and opening the store: fresh or not, whole or not at all, and never half a store."""

import shutil
import stat
from pathlib import Path

import pandas as pd
import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.workspace import Workspace
from analysis.store import STAMP, Store, build_store, is_fresh, open_store
from analysis.store.files import read_frame
from small_source import SERIES

TORBAY = "E06000027"


def test_a_build_is_fresh_until_a_received_file_changes(workspace):
    assert not is_fresh(workspace)
    assert build_store(workspace).observations == 1
    assert is_fresh(workspace)
    (workspace.raw / "council" / "series.csv").write_text(SERIES.replace("3031", "3032"))
    assert not is_fresh(workspace)
    assert list(open_store(workspace).observations["value"]) == [3032]


def test_a_new_file_makes_the_store_stale(workspace):
    build_store(workspace)
    (workspace.raw / "council" / "more.csv").write_text(SERIES)
    assert not is_fresh(workspace)


def test_a_damaged_stamp_means_stale_and_not_a_traceback(workspace):
    build_store(workspace)
    (workspace.processed / "built-from.json").write_text('{"cut')
    assert not is_fresh(workspace)
    assert len(open_store(workspace).observations) == 1


def test_a_write_that_fails_leaves_no_store_that_calls_itself_fresh(workspace, monkeypatch):
    build_store(workspace)
    (workspace.raw / "council" / "series.csv").write_text(SERIES.replace("3031", "3032"))

    def fail(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr(pd.DataFrame, "to_parquet", fail)
        with pytest.raises(WorkbenchError, match="No space left"):
            build_store(workspace)
    assert not is_fresh(workspace)
    assert list(Store.open(workspace.processed).observations["value"]) == [3031]
    assert list(open_store(workspace).observations["value"]) == [3032]


def test_no_half_written_file_is_left_beside_the_store(workspace):
    build_store(workspace)
    assert [path.name for path in workspace.processed.iterdir() if path.name.startswith(".")] == []


def test_received_files_that_may_not_be_written_are_read_all_the_same(workspace):
    paths = [workspace.raw, *workspace.raw.rglob("*")]
    for path in paths:
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))
    try:
        assert build_store(workspace).observations == 1
    finally:
        for path in paths:
            path.chmod(path.stat().st_mode | stat.S_IWUSR)


def test_no_received_files_and_no_store_are_two_plain_messages(tmp_path):
    with pytest.raises(WorkbenchError, match="no folder of received files"):
        build_store(Workspace(tmp_path, tmp_path / "data"))
    with pytest.raises(WorkbenchError, match="sources build"):
        Store.open(tmp_path)


def test_a_store_that_another_process_is_building_again_is_read_as_it_stands(tmp_path, monkeypatch):
    workspace = Workspace(tmp_path, tmp_path / "data")
    workspace.raw.mkdir(parents=True)
    build_store(workspace)
    first = open_store(workspace)
    (workspace.processed / STAMP).unlink()  # what a build removes first
    monkeypatch.setattr("analysis.store.opening.is_fresh", lambda _: True)  # it was, a moment ago
    assert open_store(workspace) is first


def test_files_of_two_builds_side_by_side_are_no_store(workspace):
    build_store(workspace)
    stamp = (workspace.processed / STAMP).read_text(encoding="utf-8")
    older = (workspace.processed / "observations.parquet").read_bytes()
    (workspace.raw / "council" / "series.csv").write_text(SERIES.replace("3031", "3032"))
    build_store(workspace)
    (workspace.processed / "observations.parquet").write_bytes(older)
    assert not is_fresh(workspace)
    (workspace.raw / "council" / "series.csv").write_text(SERIES)
    (workspace.processed / STAMP).write_text(stamp, encoding="utf-8")
    (workspace.processed / "issues.parquet").write_bytes(b"of another version")
    assert list(open_store(workspace).observations["value"]) == [3031]


def test_what_another_process_wrote_meanwhile_is_read_again(workspace, monkeypatch):
    build_store(workspace)
    reads = []

    def disturbed(path):
        if not reads:
            (workspace.raw / "council" / "series.csv").write_text(SERIES.replace("3031", "3032"))
            build_store(workspace)
        reads.append(path)
        return read_frame(path)

    monkeypatch.setattr("analysis.store.files.read_frame", disturbed)
    assert list(open_store(workspace).observations["value"]) == [3032]
    assert is_fresh(workspace)


def test_a_process_that_never_lets_go_is_named_and_not_waited_for_for_ever(workspace, monkeypatch):
    monkeypatch.setattr("analysis.store.opening.is_fresh", lambda _: False)
    monkeypatch.setattr("analysis.store.opening.TRIES", 2)
    with pytest.raises(WorkbenchError, match="again and again"):
        open_store(workspace)


def test_a_store_in_use_is_not_built_again_for_each_question_where_another_version_builds_too(workspace, monkeypatch):
    first = open_store(workspace)
    with monkeypatch.context() as other:
        other.setattr("analysis.sources.received._readers_hash", lambda: "another version")
        build_store(workspace)
    assert not is_fresh(workspace)
    assert open_store(workspace) is first


def test_two_versions_on_one_data_folder_each_get_their_own_store(workspace, monkeypatch):
    for version in ("one", "two", "three"):
        monkeypatch.setattr("analysis.sources.received._readers_hash", lambda version=version: version)
        assert list(open_store(workspace).observations["value"]) == [3031]
        assert is_fresh(workspace)


def test_the_2012_card_restates_months_of_the_2011_paper(root: Path, tmp_path):
    for name in ("torbay-improvement-plan-2011-10", "torbay-report-card-2012-07"):
        shutil.copytree(root / "data" / "raw" / name, tmp_path / "data" / "raw" / name)
    shutil.copytree(root / "data" / "catalogue", tmp_path / "data" / "catalogue")
    found = open_store(Workspace(tmp_path, tmp_path / "data"))
    revised = found.revisions("core_assessments_35_days_percent", TORBAY)
    pairs = {(r.basis, str(r.period_end.date())): (r.value_before, r.value_after) for r in revised.itertuples()}
    assert pairs == {("month", "2011-08-31"): (30.2, 30.5), ("month", "2011-09-30"): (73.1, 76.1)}
