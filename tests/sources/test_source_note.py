"""SOURCE.md as it is written: front matter for the reader, a line of prose for people."""

import datetime as dt

import pytest

from analysis.sources.source_folder import FileNote, SourceNote, read_note
from analysis.sources.source_note import add_to_note, note_version, take_from_note


def note(*names, uncertain=()):
    return SourceNote(
        title="Card of July",
        publisher="A council",
        area="Torbay",
        published_on=dt.date(2021, 7, 13),
        licence="OGL",
        status="unpublished",
        uncertain=uncertain,
        files={name: FileNote(format="series") for name in names},
    )


@pytest.fixture
def path(tmp_path):
    folder = tmp_path / "raw" / "council"
    folder.mkdir(parents=True)
    return folder / "SOURCE.md"


def test_what_is_written_is_read_back(path):
    add_to_note(path, note("a.csv"), None, "`a.csv`: a series")
    assert read_note(path, "council/SOURCE.md") == note("a.csv").model_copy(update={"area": "E06000027"})
    assert path.read_text().endswith("- `a.csv`: a series\n")


def test_a_further_file_is_added_and_the_prose_of_people_stays(path):
    add_to_note(path, note("a.csv"), None, "`a.csv`: a series")
    path.write_text(path.read_text() + "\nRing Pat about column C.\n")
    before = read_note(path, "n")
    add_to_note(path, note("b.csv", uncertain=("b.csv: a guess",)), before, "`b.csv`: a series")
    now = read_note(path, "n")
    assert list(now.files) == ["a.csv", "b.csv"]
    assert now.uncertain == ("b.csv: a guess",)
    assert "Ring Pat about column C." in path.read_text()


def test_a_file_that_comes_again_stands_once(path):
    add_to_note(path, note("a.csv", uncertain=("a.csv: old",)), None, "`a.csv`: the old line")
    add_to_note(path, note("a.csv"), read_note(path, "n"), "`a.csv`: the new line")
    assert list(read_note(path, "n").files) == ["a.csv"]
    assert "the old line" not in path.read_text()
    assert path.read_text().count("- `a.csv`:") == 1


def test_taking_a_file_out_takes_its_line_and_doubts_and_says_whether_any_is_left(path):
    add_to_note(path, note("a.csv", "b.csv", uncertain=("a.csv: x", "b.csv: y")), None, "`a.csv`: a series")
    assert take_from_note(path, read_note(path, "n"), "a.csv") is True
    now = read_note(path, "n")
    assert (list(now.files), now.uncertain) == (["b.csv"], ("b.csv: y",))
    assert "`a.csv`" not in path.read_text()
    assert take_from_note(path, now, "b.csv") is False


def test_the_version_of_a_file_is_written_beside_it(path):
    add_to_note(path, note("a.csv", "b.csv"), None, "`a.csv`: a series")
    note_version(path.parents[1], "council/a.csv", "2.1")
    files = read_note(path, "n").files
    assert (files["a.csv"].version, files["b.csv"].version) == ("2.1", None)


def test_no_file_is_left_beside_the_note(path):
    add_to_note(path, note("a.csv"), None, "`a.csv`: a series")
    assert [file.name for file in path.parent.iterdir()] == ["SOURCE.md"]
