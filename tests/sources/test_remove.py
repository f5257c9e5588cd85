"""A file is taken back out with what was written for it, and nothing else moves."""

import pytest

from analysis.catalogue.errors import SourceError
from analysis.catalogue.workspace import Workspace
from analysis.sources.remove import find_held, held_before, remove_held
from analysis.sources.source_folder import read_note

SERIES = "Measure,Period end,Basis,Value,Unit\nReferrals,2011-03-31,year,3031,count\n"


@pytest.fixture
def held(received, tmp_path):
    received(
        {"a.csv": SERIES, "b.csv": SERIES, "b.mapping.yml": "scorecard: b\n"}, {"a.csv": "series", "b.csv": "series"}
    )
    return Workspace(tmp_path, tmp_path / "data")


def test_one_file_goes_with_its_mapping_and_its_entry(held):
    remove_held(held, find_held(held, "b.csv"))
    folder = held.raw / "council"
    assert sorted(path.name for path in folder.iterdir()) == ["SOURCE.md", "a.csv"]
    assert list(read_note(folder / "SOURCE.md", "SOURCE.md").files) == ["a.csv"]


def test_the_last_file_takes_its_folder_along(held):
    remove_held(held, find_held(held, "council"))
    assert not (held.raw / "council").exists()


def test_what_is_not_held_is_said(held):
    with pytest.raises(SourceError, match="No file or folder"):
        find_held(held, "c.csv")


def test_a_name_that_several_folders_have_must_be_made_plain(held):
    other = held.raw / "other"
    other.mkdir()
    for name in ("a.csv", "SOURCE.md"):
        (other / name).write_bytes((held.raw / "council" / name).read_bytes())
    with pytest.raises(SourceError, match="Several folders"):
        find_held(held, "a.csv")
    assert [one.name for one in find_held(held, "other/a.csv")] == ["other/a.csv"]


def test_measures_that_only_the_removed_file_has_go_with_it_and_those_of_others_stay(held):
    row = "- {label: %s, measure: own_%s, own: true, unit: count}\n"
    first, second = row % ("Tea", "tea"), row % ("Cake", "cake")
    (held.raw / "council" / "a.mapping.yml").write_text(f"scorecard: a\nrows:\n{second}", encoding="utf-8")
    (held.raw / "council" / "b.mapping.yml").write_text(f"scorecard: b\nrows:\n{first}{second}", encoding="utf-8")
    entry = "- id: own_%s\n  name: x\n  definition: 'As the council prints it: x (b).'\n  unit: count\n"
    catalogue = held.data / "catalogue"
    catalogue.mkdir()
    (catalogue / "measures.yml").write_text(entry % "tea" + entry % "cake", encoding="utf-8")
    assert remove_held(held, find_held(held, "b.csv")) == ("own_tea",)
    left = (catalogue / "measures.yml").read_text(encoding="utf-8")
    assert "own_cake" in left
    assert "own_tea" not in left


def test_a_new_file_takes_the_place_of_the_same_or_else_of_the_newest_of_its_name(held, tmp_path):
    later = held.raw / "council-2025-10-31"
    later.mkdir()
    (later / "SOURCE.md").write_bytes((held.raw / "council" / "SOURCE.md").read_bytes())
    for name in ("a.csv", "b.csv"):
        (later / name).write_text(SERIES + "Referrals,2012-03-31,year,3100,count\n", encoding="utf-8")
    new = tmp_path / "a.csv"
    new.write_text(SERIES + "Referrals,2012-03-31,year,3200,count\n", encoding="utf-8")
    assert held_before(held, new) == "council-2025-10-31/a.csv"
    new.write_text(SERIES, encoding="utf-8")
    assert held_before(held, new) == "council/a.csv"
    with pytest.raises(SourceError, match="No file or folder"):
        held_before(held, tmp_path / "c.csv")
