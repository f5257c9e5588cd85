"""The received files by their hashes: a change of any is seen, and one that did not change is not hashed again."""

import os
import subprocess
import sys

import pytest

from analysis.sources import received as received_files_
from analysis.sources.received import fingerprint, received_files

GOOD = "Measure,Area,Period end,Basis,Value,Unit\nReferrals,Torbay,2011-03-31,year,3031,count\n"
LONG_AGO = 1_600_000_000  # seconds since 1970


@pytest.fixture
def raw(received):
    return received({"good.csv": GOOD}, {"good.csv": "series"})


def changed(first, raw):
    return {name for name, value in fingerprint(raw).items() if first[name] != value}


def test_the_fingerprint_notices_a_changed_cell_and_a_changed_note(raw):
    first = fingerprint(raw)
    (raw / "council" / "good.csv").write_text(GOOD.replace("3031", "3032"))
    assert changed(first, raw) == {"council/good.csv"}
    (raw / "council" / "SOURCE.md").write_text("another note")
    assert changed(first, raw) == {"council/good.csv", "council/SOURCE.md"}


def test_a_change_is_seen_where_neither_size_nor_the_time_that_a_program_may_set_shows_it(raw, monkeypatch):
    path = raw / "council" / "good.csv"
    os.utime(path, (LONG_AGO, LONG_AGO))
    monkeypatch.setattr(received_files_, "SETTLED", 0)
    first = fingerprint(raw)
    path.write_text(GOOD.replace("3031", "3032"))
    os.utime(path, (LONG_AGO, LONG_AGO))
    assert changed(first, raw) == {"council/good.csv"}


@pytest.mark.skipif(sys.platform == "win32", reason="hashed each time there")
def test_what_has_not_been_touched_is_hashed_once(raw, monkeypatch):
    monkeypatch.setattr(received_files_, "SETTLED", 0)
    first = fingerprint(raw)
    monkeypatch.setattr(received_files_, "_sha256_of", None)
    assert fingerprint(raw) == first


def test_what_was_written_just_now_is_hashed_each_time(raw, monkeypatch):
    read = []
    kept = received_files_._sha256_of
    monkeypatch.setattr(received_files_, "_sha256_of", lambda path: read.append(path.name) or kept(path))
    fingerprint(raw)
    fingerprint(raw)
    assert read.count("good.csv") == 2


def test_a_store_is_opened_without_the_readers():
    told = "import sys, analysis.store; sys.exit(any('scorecard' in name for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0


def test_files_are_found_in_order_in_every_folder(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/two.csv", "a.csv"):
        (tmp_path / name).write_text("", encoding="utf-8")
    assert [path.relative_to(tmp_path).as_posix() for path in received_files(tmp_path)] == ["a.csv", "b/two.csv"]
