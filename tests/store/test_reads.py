"""What a run reads is noted as exactly as it is read, and nothing is noted where nobody asks."""

import datetime as dt
import os
import subprocess
import sys

import pytest

from analysis.catalogue.observation import shape
from analysis.catalogue.workspace import DATA_VARIABLE, ROOT_VARIABLE, Workspace
from analysis.sources.reading import Reading
from analysis.store import Store, reads
from analysis.store.reads import ALL, EVERYTHING, WHICH, Reads, read_notes

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
        (lambda store: store.areas(), {(ALL, WHICH)}),
        (lambda store: store.revisions("referrals"), {("referrals", ALL)}),
        (lambda store: store.observations, {(ALL, ALL)}),
        (lambda store: dict(store.frames), {(ALL, ALL)}),
        (lambda store: store.as_known_at(dt.date(2020, 1, 1)).observations, {(ALL, ALL)}),
        (lambda store: store.as_known_at(dt.date(2020, 1, 1)).of_area(TORBAY), {(ALL, TORBAY)}),
        (lambda store: store.entries, set()),
    ],
)
def test_what_is_looked_at_is_noted(notes, store, ask, noted):
    ask(store)
    assert set(read_notes(notes).figures) == noted


def test_what_is_printed_beside_figures_is_noted_by_its_kind(notes, store):
    assert store.entries.empty
    assert store.as_known_at(dt.date(2020, 1, 1)).marks.empty
    assert read_notes(notes) == Reads((), ("entries", "marks"), None)


def test_a_run_that_noted_nothing_has_read_everything(tmp_path):
    assert read_notes(tmp_path / "absent") == EVERYTHING
    assert (EVERYTHING.figures, EVERYTHING.files) == (((ALL, ALL),), None)
    assert "entries" in EVERYTHING.frames


def test_nothing_is_noted_where_nobody_asks(store, monkeypatch, tmp_path):
    monkeypatch.delenv(reads.VARIABLE, raising=False)
    store.select("referrals")
    assert list(tmp_path.iterdir()) == []


def test_every_file_of_the_data_folder_that_is_opened_is_noted_by_name(tmp_path):
    data, notes = tmp_path / "da ta", tmp_path / "reads"
    for name in ("known-issues.yml", "other.yml", "raw/a.csv", "processed/b.parquet"):
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text("[]")
    scenario = next(iter(sorted(Workspace(tmp_path, data).scenarios[-1].glob("*.yml"))))
    places = [data / "known-issues.yml", data / "raw" / "a.csv", data / "processed" / "b.parquet", scenario]
    subprocess.run(
        [
            sys.executable,
            "-c",
            f"import analysis.store\nfor path in {[str(place) for place in places]}: open(path).close()",
        ],
        env={**os.environ, reads.VARIABLE: str(notes), ROOT_VARIABLE: str(tmp_path), DATA_VARIABLE: str(data)},
        check=True,
    )
    assert read_notes(notes) == Reads(files=("data/known-issues.yml", f"examples/{scenario.name}"))


def test_files_that_nobody_watched_may_all_have_been_read(tmp_path):
    (tmp_path / "reads").write_text("figures\treferrals\t*\n")
    assert read_notes(tmp_path / "reads") == Reads((("referrals", ALL),), (), None)


def test_frames_are_given_unnoted_to_those_who_note_for_themselves(store, notes):
    frames = reads.unnoted(store.frames)
    assert len(frames["observations"]) == 1
    assert not notes.exists()
    assert reads.unnoted(frames) is frames
    assert len(store.frames["observations"]) == 1
    assert notes.exists()


def test_what_is_noted_is_each_measure_of_each_area_or_all(notes):
    reads.note(["referrals", "cp_rate"], [TORBAY])
    reads.note(["cla_rate"], None)
    found = {("referrals", TORBAY), ("cp_rate", TORBAY), ("cla_rate", ALL)}
    assert set(read_notes(notes).figures) == found


def test_files_are_noted_of_the_data_folder_and_of_the_examples(tmp_path):
    space = Workspace(tmp_path, tmp_path / "data")
    assert reads.named_folders(space) == {"data": tmp_path / "data", "examples": space.scenarios[-1]}
