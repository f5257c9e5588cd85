"""The stamp of a store: it vouches for the received files and for the files of the store alike."""

import json

import pytest

from analysis.catalogue.workspace import Workspace
from analysis.sources.received import fingerprint
from analysis.store.files import hash_of
from analysis.store.stamp import STAMP, WRITTEN, is_fresh


@pytest.fixture
def workspace(tmp_path):
    found = Workspace(tmp_path, tmp_path / "data")
    (found.raw / "council").mkdir(parents=True)
    (found.raw / "council" / "card.csv").write_text("a,b\n1,2\n")
    found.processed.mkdir()
    (found.processed / "observations.parquet").write_bytes(b"figures")
    return found


def stamped(workspace, **changes):
    written = {"observations.parquet": hash_of(workspace.processed / "observations.parquet")}
    content = {**fingerprint(workspace.raw), WRITTEN: written, **changes}
    (workspace.processed / STAMP).write_text(json.dumps(content))
    return workspace


def test_a_store_is_fresh_where_files_and_readers_are_those_of_its_stamp(workspace):
    assert is_fresh(stamped(workspace))


def test_without_a_stamp_no_store_is_fresh(workspace):
    assert not is_fresh(workspace)


def test_a_received_file_that_changed_makes_it_stale(workspace):
    stamped(workspace)
    (workspace.raw / "council" / "card.csv").write_text("a,b\n1,3\n")
    assert not is_fresh(workspace)


def test_a_file_of_the_store_that_changed_makes_it_stale(workspace):
    stamped(workspace)
    (workspace.processed / "observations.parquet").write_bytes(b"other figures")
    assert not is_fresh(workspace)


@pytest.mark.parametrize("text", ['{"cut', "[1, 2]", "", "\x00"])
def test_a_stamp_that_is_not_one_means_stale(workspace, text):
    (workspace.processed / STAMP).write_text(text)
    assert not is_fresh(workspace)


def test_a_stamp_of_other_readers_means_stale(workspace):
    assert not is_fresh(stamped(workspace, **{"a reader of another version": "hash"}))
