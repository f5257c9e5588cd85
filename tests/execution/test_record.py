"""Our own record of a run: there whole, or not at all."""

import hashlib

import pytest

from analysis.execution.record import NO_SPACE, Record, sha256_of


def test_a_record_is_read_back_as_it_was_written(tmp_path):
    record = Record("raised", 1.25, None, "cell [2]", "KeyError: 'value'")
    record.write(tmp_path / "record.json")
    assert Record.read(tmp_path / "record.json") == record
    assert [path.name for path in tmp_path.iterdir()] == ["record.json"]


def test_where_the_process_ended_before_it_wrote_there_is_none(tmp_path):
    assert Record.read(tmp_path / "record.json") is None


def test_a_record_that_cannot_be_put_in_its_place_leaves_the_one_before(tmp_path, monkeypatch):
    path = tmp_path / "record.json"
    Record("done", 1.0, "a").write(path)
    monkeypatch.setattr("pathlib.Path.replace", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        Record("failed", 2.0).write(path)
    assert Record.read(path) == Record("done", 1.0, "a")


def test_the_hash_is_of_the_bytes(tmp_path):
    path = tmp_path / "notebook.ipynb"
    path.write_bytes(b"\x00\xffbytes")
    assert sha256_of(path) == hashlib.sha256(b"\x00\xffbytes").hexdigest()


def test_the_code_of_a_full_disk_is_none_that_python_uses_itself():
    assert NO_SPACE > 2


@pytest.mark.parametrize("written", [b"[]", b"\xff", b'{"status"', b'{"other": 1}'])
def test_what_a_notebook_wrote_in_the_place_of_the_record_is_none(tmp_path, written):
    (tmp_path / "record.json").write_bytes(written)
    assert Record.read(tmp_path / "record.json") is None
