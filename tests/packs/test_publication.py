import os
import time

import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.packs.publication import failed_folder, publish, scratch


def make(folder, text):
    folder.mkdir(parents=True)
    (folder / "paper.html").write_text(text, encoding="utf-8")


def test_a_pack_takes_the_place_of_the_last_one_whole(tmp_path):
    target = tmp_path / "build" / "torbay" / "2021-05"
    make(target, "old")
    (target / "left-over.html").write_text("from the last run", encoding="utf-8")
    with scratch(tmp_path, "torbay-2021-05") as folder:
        (folder / "paper.html").write_text("new", encoding="utf-8")
        publish(folder, target)
    assert {path.name: path.read_text(encoding="utf-8") for path in target.iterdir()} == {"paper.html": "new"}
    assert not any((tmp_path / ".make").iterdir())


def test_work_that_fails_leaves_the_last_pack_and_is_kept_to_be_looked_at(tmp_path):
    target = tmp_path / "build" / "torbay" / "2021-05"
    make(target, "old")
    with pytest.raises(FileNotFoundError), scratch(tmp_path, "torbay-2021-05") as folder:
        (folder / "half.html").write_text((folder / "absent").read_text(encoding="utf-8"), encoding="utf-8")
    assert [path.name for path in target.iterdir()] == ["paper.html"]
    assert [path.name for path in (tmp_path / "build").rglob("*")] == ["torbay", "2021-05", "paper.html"]
    assert failed_folder(tmp_path, "torbay-2021-05").is_dir()


def test_a_place_that_is_locked_keeps_its_pack(tmp_path, monkeypatch):
    target = tmp_path / "build" / "torbay" / "2021-05"
    make(target, "old")
    new = tmp_path / "new"
    make(new, "new")
    rename = type(new).rename

    def locked(self, to):
        if self == new:
            raise PermissionError(13, "Permission denied")
        return rename(self, to)

    monkeypatch.setattr(type(new), "rename", locked)
    with pytest.raises(WorkbenchError, match="Close papers"):
        publish(new, target)
    assert (target / "paper.html").read_text(encoding="utf-8") == "old"


def test_what_a_killed_run_left_is_swept_and_a_running_one_is_not(tmp_path):
    old, new = tmp_path / ".make" / "torbay-a", tmp_path / ".make" / "torbay-b"
    make(old, "x")
    make(new, "x")
    long_ago = time.time() - 24 * 3600
    os.utime(old, (long_ago, long_ago))
    with scratch(tmp_path, "torbay"):
        assert not old.exists()
        assert new.exists()
