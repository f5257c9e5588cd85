"""A folder is copied whole, or the first file that cannot be is named with the number of what the system said."""

import errno
import shutil

import pytest

from analysis.catalogue.folder_copy import copy_folder


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "source"
    (folder / "inner").mkdir(parents=True)
    for name in ("a", "inner/b", "left-out"):
        (folder / name).write_text(name, encoding="utf-8")
    return folder


def test_all_is_copied_but_what_is_left_out(source, tmp_path):
    copy_folder(source, tmp_path / "copy", ignore=shutil.ignore_patterns("left-*"))
    found = {path.relative_to(tmp_path / "copy").as_posix() for path in (tmp_path / "copy").rglob("*")}
    assert found == {"a", "inner", "inner/b"}


def test_a_folder_that_is_there_is_added_to_only_where_that_is_asked_for(source, tmp_path):
    (tmp_path / "copy").mkdir()
    with pytest.raises(FileExistsError):
        copy_folder(source, tmp_path / "copy")
    copy_folder(source, tmp_path / "copy", into=True)
    assert (tmp_path / "copy" / "a").is_file()


def test_a_full_disk_is_still_known_for_one_and_ends_the_copy(source, tmp_path):
    tried = []

    def full(_, place):
        tried.append(place)
        raise OSError(errno.ENOSPC, "No space left on device", place)

    with pytest.raises(OSError, match="No space left") as refused:
        copy_folder(source, tmp_path / "copy", copy=full)
    assert refused.value.errno == errno.ENOSPC
    assert tried == [refused.value.filename]
