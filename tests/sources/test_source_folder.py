"""A folder of received files: nothing is read of which nobody says where it comes from."""

import sys

import pytest

from analysis.catalogue.errors import SourceError
from analysis.sources.received import received_files
from analysis.sources.source_folder import read_note, source_folders

CARD = "Measure,Apr\nReferrals,1\n"


def test_a_folder_without_a_note_is_an_error_and_the_others_are_read(received):
    raw = received({"card.csv": CARD}, {"card.csv": "series"})
    (raw / "stray").mkdir()
    folders, issues = source_folders(raw)
    assert [folder.name for folder in folders] == ["council"]
    assert [(issue.check, issue.source) for issue in issues] == [("source_undocumented", "stray")]


def test_files_that_the_note_does_not_name_are_listed_and_those_it_names_in_vain_too(received):
    raw = received({"card.csv": CARD}, {"gone.csv": "series"})
    (folder,), _ = source_folders(raw)
    assert [(issue.check, issue.severity) for issue in folder.issues()] == [
        ("file_missing", "error"),
        ("file_undocumented", "warning"),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no front matter"),
        (b"# Card\n", "no front matter"),
        (b"---\ntitle: [\n---\n", "not YAML"),
        (b"---\ntitle: Card\nauthor: me\n---\n", "publisher"),
        (b"---\ntitle: Caf\xe9\n---\n", "UTF-8"),
        (b"---\npublished_on: 2021-02-30\n---\n", "day is out of range"),
    ],
)
def test_a_note_that_cannot_be_used_says_why(tmp_path, content, said):
    (tmp_path / "SOURCE.md").write_bytes(content)
    with pytest.raises(SourceError, match=said):
        read_note(tmp_path / "SOURCE.md", "council/SOURCE.md")


def test_a_note_written_on_windows_is_the_same_note(received):
    raw = received({"card.csv": CARD}, {"card.csv": "series"})
    path = raw / "council" / "SOURCE.md"
    before = read_note(path, "council/SOURCE.md")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_note(path, "council/SOURCE.md") == before


def test_an_area_by_name_becomes_its_code_and_an_unknown_one_is_refused(received):
    (folder,), _ = source_folders(received({}, {}))
    assert folder.note.area == "E06000027"
    _, (issue,) = source_folders(received({}, {}, area="Atlantis"))
    assert "Atlantis" in issue.message


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ("  ../other/card.csv: {format: series}", "begins with a dot"),
        ("  /etc/passwd: {format: series}", "is empty"),
        ("  con.csv: {format: series}", "device"),
        ("  card.csv: {format: wide_table, layout: ../../secret.yml}", "is a path"),
    ],
)
def test_a_note_cannot_name_what_is_outside_its_folder(received, files, said):
    raw = received({"card.csv": CARD}, {"card.csv": "series"})
    note = raw / "council" / "SOURCE.md"
    text = note.read_text(encoding="utf-8")
    note.write_text(text.replace("  card.csv: {format: series}", files), encoding="utf-8")
    with pytest.raises(SourceError, match=said):
        read_note(note, "council/SOURCE.md")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right that few have on Windows")
@pytest.mark.parametrize("name", ["card.csv", "card.layout.yml"])
def test_a_link_that_leads_out_of_the_folder_is_not_followed(received, tmp_path, name):
    outside = tmp_path / "outside.csv"
    outside.write_text(CARD, encoding="utf-8")
    raw = received({"card.csv": CARD}, {"card.csv": "series"})
    (raw / "council" / name).unlink(missing_ok=True)
    (raw / "council" / name).symlink_to(outside)
    (folder,), _ = source_folders(raw)
    assert list(folder.files()) == []
    assert [(issue.check, issue.severity) for issue in folder.issues()] == [("file_elsewhere", "error")]
    assert name not in {path.name for path in received_files(raw)}


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right that few have on Windows")
def test_a_folder_that_is_a_link_out_of_raw_is_not_read(received, tmp_path):
    raw = received({"card.csv": CARD}, {"card.csv": "series"})
    (raw / "council").rename(tmp_path / "elsewhere")
    (raw / "council").symlink_to(tmp_path / "elsewhere")
    folders, issues = source_folders(raw)
    assert folders == []
    assert [issue.check for issue in issues] == ["source_elsewhere"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right that few have on Windows")
def test_data_raw_itself_may_be_a_link(received, tmp_path):
    raw = received({"card.csv": CARD}, {"card.csv": "series"})
    (tmp_path / "link").symlink_to(raw)
    (folder,), issues = source_folders(tmp_path / "link")
    assert [name for name, _, _ in folder.files()] == ["council/card.csv"]
    assert issues == []
