"""Archives with the same bytes each time."""

import datetime as dt
import zipfile

from analysis.render.archive import CONTENTS, EARLIEST, read_archive, write_archive

PARTS = {"word/document.xml": b"<w/>", CONTENTS: b"<types/>", "a.xml": b"<a/>"}


def test_what_is_written_is_read_back_and_the_contents_come_first(tmp_path):
    path = tmp_path / "a.docx"
    write_archive(PARTS, path, dt.date(2021, 7, 15))
    assert read_archive(path) == PARTS
    assert list(read_archive(path)) == [CONTENTS, "a.xml", "word/document.xml"]
    assert [file.name for file in tmp_path.iterdir()] == ["a.docx"]


def test_the_same_parts_are_the_same_bytes_whatever_their_order(tmp_path):
    for name, parts in (("a", PARTS), ("b", dict(reversed(PARTS.items())))):
        write_archive(parts, tmp_path / name, dt.date(2021, 7, 15))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_each_part_bears_the_day_and_no_time(tmp_path):
    for day, said in ((dt.date(2021, 7, 15), (2021, 7, 15)), (dt.date(1970, 1, 1), (1980, 1, 1))):
        write_archive(PARTS, tmp_path / "a", day)
        with zipfile.ZipFile(tmp_path / "a") as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(*said, 0, 0, 0)}
    assert dt.date(1980, 1, 1) == EARLIEST
