import csv
import datetime as dt
import re

import pytest

from analysis.catalogue.area import areas

PAPERS = [
    "torbay-highlight-report-2021-07",
    "torbay-improvement-plan-2011-10",
    "torbay-improvement-plan-2017-09",
    "torbay-report-card-2012-07",
]


def test_every_source_says_who_published_it_when_and_under_which_licence(notes):
    assert {*PAPERS, "published-statistics"} <= set(notes)
    for name, note in notes.items():
        assert {"title", "publisher", "published_on", "licence", "status", "transcribed"} <= set(note), name
        assert isinstance(note["published_on"], dt.date)
        assert note["area"] is None or note["area"] in areas()


def test_every_file_is_described_and_every_description_has_its_file(raw, notes):
    for name, note in notes.items():
        there = {path.relative_to(raw / name).as_posix() for path in (raw / name).rglob("*.csv")}
        assert there == set(note["files"]), name


def test_nothing_received_is_too_large_to_keep(raw):
    sizes = [path.stat().st_size for path in (raw / "published-statistics").rglob("*.csv")]
    assert max(sizes) < 1_000_000
    assert sum(sizes) < 3_000_000


@pytest.mark.parametrize("folder", PAPERS)
def test_every_row_of_a_paper_says_document_and_line(read, raw, folder):
    for path in (raw / folder).glob("*.csv"):
        for row in read(folder, path.name):
            assert re.fullmatch(r"00[0-4]:\d+(-\d+)?", row["Source line"]), (path.name, row)


def test_no_officer_is_named(raw, shared):
    """The owners that the transcriptions name stand nowhere in what the project holds."""
    named = set()
    for name in ("risks_2021", "priorities_2021", "highlight_actions_2021"):
        with (shared / "transcriptions" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            named |= {row["owner"] for row in csv.DictReader(stream)}
    words = {word for owner in named for word in re.findall(r"[A-Z][a-z]+", owner)}
    assert len(words) > 10
    for path in (*raw.rglob("*.csv"), *raw.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if path.parent.name.startswith("torbay"):
            assert not [word for word in words if re.search(rf"\b{word}\b", text)], path.name
