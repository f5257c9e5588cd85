"""What is to take the place of another is on the disk first."""

import os

import pytest

from analysis.catalogue import durability
from analysis.catalogue.durability import flush_to_disk, write_whole


@pytest.fixture
def flushed(monkeypatch):
    """The names of what the system was asked to put on the disk, in order."""
    asked, opened = [], {}
    opens = os.open

    def remember(path, *arguments):
        number = opens(path, *arguments)
        opened[number] = os.path.basename(path)  # noqa: PTH119
        return number

    monkeypatch.setattr(durability.os, "open", remember)
    monkeypatch.setattr(durability.os, "fsync", lambda number: asked.append(opened[number]))
    return asked


def test_every_file_is_flushed_and_then_the_folder_that_names_it(tmp_path, flushed):
    (tmp_path / "pack" / "papers").mkdir(parents=True)
    for name in ("manifest.json", "papers/paper.html"):
        (tmp_path / "pack" / name).write_text("x", encoding="utf-8")
    flush_to_disk(tmp_path / "pack")
    assert flushed == ["paper.html", "papers", "manifest.json", "pack"]


def test_a_file_alone_is_flushed(tmp_path, flushed):
    (tmp_path / "a.csv").write_text("x", encoding="utf-8")
    flush_to_disk(tmp_path / "a.csv")
    assert flushed == ["a.csv"]


def test_a_file_is_written_whole_and_flushed_or_stays_as_it_was(tmp_path, flushed, monkeypatch):
    path = tmp_path / "sign-off.json"
    write_whole(path, b"old")
    assert len(flushed) == 1
    monkeypatch.setattr(durability.os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "full")))
    with pytest.raises(OSError, match="full"):
        write_whole(path, b"new")
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [("sign-off.json", b"old")]
