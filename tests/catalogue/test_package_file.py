import pytest
from pydantic import BaseModel, ConfigDict

from analysis.catalogue import package_file
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.package_file import read_package_file, repeated, unknown_measures, wrong_file


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")
    name: str
    size: int


class Whole(BaseModel):
    entries: tuple[Entry, ...]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(package_file, "files", lambda _: tmp_path)
    return tmp_path


def test_a_file_is_read_as_what_it_is(folder):
    (folder / "x.yml").write_text("entries: [{name: a, size: 1}]", encoding="utf-8")
    assert read_package_file("x.yml", Whole).entries[0].size == 1


def test_everything_wrong_is_said_at_once_with_file_and_entry(folder):
    (folder / "x.yml").write_text("entries: [{name: a, size: x}, {nam: b, size: 2}]", encoding="utf-8")
    with pytest.raises(WorkbenchError) as error:
        read_package_file("x.yml", Whole)
    said = str(error.value)
    assert 'x.yml, entries, entry 1, size: should be a whole number, not "x"' in said
    assert "x.yml, entries, entry 2, name: is missing" in said
    assert "x.yml, entries, entry 2, nam: is not a name that is known here" in said


def test_a_measure_that_is_in_no_catalogue_is_named_with_its_entry():
    assert list(unknown_measures("stocks", [["referrals"], ["referals", "cp_rate", "referals"]])) == [
        "stocks, entry 2: there is no measure called referals"
    ]


def test_a_name_that_stands_twice_is_named_where_it_stands_again():
    assert list(repeated("signs", [["a"], ["b"], ["a"]])) == ["signs, entry 3: a is already there"]


def test_problems_stand_under_each_other():
    assert str(wrong_file("x.yml", ["one", "two"])).startswith("The catalogue is wrong:\nx.yml, one\nx.yml, two")
