"""All of data/raw: one bad file never stops the others, and nothing there is ever changed."""

import hashlib

import pytest

from analysis.sources.raw import read_file, read_raw
from analysis.sources.source_folder import source_folders

GOOD = "Measure,Area,Period end,Basis,Value,Unit\nReferrals,Torbay,2011-03-31,year,3031,count\n"


def hashes(folder):
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("content", "form", "said"),
    [
        (b"", "series", "empty"),
        (b"PK\x03\x04", "series", "Excel workbook"),
        (b"\x81\x8d\xff", "series", "neither UTF-8 nor Windows text"),
        (GOOD.encode(), "wide_table", "needs a layout"),
        (GOOD.encode(), "dfe_cin_referals", "no format called"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_error_and_the_rest_is_read(received, checks, content, form, said):
    raw = received({"bad.csv": content, "good.csv": GOOD}, {"bad.csv": form, "good.csv": "series"})
    reading = read_raw(raw)["council"]
    assert list(reading.observations["value"]) == [3031]
    assert checks(reading) == [("file_unreadable", "error")]
    assert said in reading.issues["message"].iloc[0]


def test_a_folder_under_the_name_of_a_file_is_one_error(received, checks):
    raw = received({"good.csv": GOOD}, {"bad.csv": "series", "good.csv": "series"})
    (raw / "council" / "bad.csv").mkdir()
    assert checks(read_raw(raw)["council"]) == [("file_unreadable", "error")]


def test_reading_changes_nothing_that_was_received(received):
    raw = received({"good.csv": GOOD, "bad.csv": "x"}, {"good.csv": "series", "bad.csv": "series"})
    before = hashes(raw)
    read_raw(raw)
    assert hashes(raw) == before


def test_progress_tells_every_file_and_the_end(received):
    raw = received({"good.csv": GOOD}, {"good.csv": "series"})
    told = []
    read_raw(raw, lambda name, done, total: told.append((name, done, total)))
    assert told == [("council/good.csv", 0, 1), ("", 1, 1)]


def test_what_ships_is_read_without_an_error(root):
    readings = read_raw(root / "data" / "raw")
    for name, reading in readings.items():
        errors = reading.issues[reading.issues["severity"] == "error"]
        assert errors.empty, (name, list(errors["message"]))
    assert sum(len(reading.observations) for reading in readings.values()) > 40_000


def test_a_file_that_is_gone_is_one_error_that_names_it(received):
    raw = received({"good.csv": GOOD}, {"good.csv": "series"})
    (folder,) = source_folders(raw)[0]
    ((name, path, note),) = folder.files()
    assert len(read_file(path, name, note, folder).observations) == 1
    path.unlink()
    reading = read_file(path, name, note, folder)
    (issue,) = reading.issues.itertuples()
    assert (issue.check, issue.severity, issue.source) == ("file_unreadable", "error", "council/good.csv")
    assert issue.message == "council/good.csv cannot be read. There is no such file."
