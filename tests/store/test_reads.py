"""What a run reads is noted as exactly as it is read, and nothing is noted where nobody asks."""

import datetime as dt

import pytest

from analysis.catalogue.observation import shape
from analysis.sources.reading import Reading
from analysis.store import Store, reads
from analysis.store.reads import ALL, read_notes

TORBAY = "E06000027"


@pytest.fixture
def notes(tmp_path, monkeypatch):
    monkeypatch.setenv(reads.VARIABLE, str(tmp_path / "reads"))
    monkeypatch.setattr(reads, "_noted", set())
    return tmp_path / "reads"


@pytest.fixture
def store():
    row = {
        "area": TORBAY,
        "measure": "referrals",
        "period_start": dt.date(2010, 4, 1),
        "period_end": dt.date(2011, 3, 31),
        "basis": "year",
        "value": 3.0,
        "unit": "count",
        "published_on": dt.date(2011, 10, 26),
        "source": "a/b.csv#row 2",
    }
    frames = Reading.of(observations=shape("observations", [row])).frames
    return Store(reads.noted(frames))


@pytest.mark.parametrize(
    ("ask", "noted"),
    [
        (lambda store: store.select("referrals", TORBAY), {("referrals", TORBAY)}),
        (lambda store: store.select(["referrals", "cla_started"]), {("cla_started", ALL), ("referrals", ALL)}),
        (lambda store: store.of_area(TORBAY), {(ALL, TORBAY)}),
        (lambda store: store.revisions("referrals"), {("referrals", ALL)}),
        (lambda store: store.observations, {(ALL, ALL)}),
        (lambda store: dict(store.frames), {(ALL, ALL)}),
        (lambda store: store.as_known_at(dt.date(2020, 1, 1)).observations, {(ALL, ALL)}),
        (lambda store: store.as_known_at(dt.date(2020, 1, 1)).of_area(TORBAY), {(ALL, TORBAY)}),
        (lambda store: store.entries, None),
    ],
)
def test_what_is_looked_at_is_noted(notes, store, ask, noted):
    ask(store)
    assert notes.is_file() == (noted is not None)
    if noted is not None:
        assert set(read_notes(notes)) == noted


def test_a_run_that_noted_nothing_has_read_everything(tmp_path):
    assert read_notes(tmp_path / "absent") == ((ALL, ALL),)


def test_nothing_is_noted_where_nobody_asks(store, monkeypatch, tmp_path):
    monkeypatch.delenv(reads.VARIABLE, raising=False)
    store.select("referrals")
    assert list(tmp_path.iterdir()) == []
