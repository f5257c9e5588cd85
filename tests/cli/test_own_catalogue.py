"""What `doctor` says of a council's own catalogue."""

import json

from analysis.cli.own_catalogue import Examined, examine_own


def test_each_kind_that_is_there_is_looked_through(own_catalogue):
    own = own_catalogue(targets="[]\n", rating="{amber_within_percent: 500}\n", events="- {on: x}\n")
    found = {each.kind: each for each in examine_own(own)}
    assert set(found) == {"targets", "rating", "events"}
    assert found["targets"] == Examined("targets", ("data/catalogue/targets.yml",))
    assert found["targets"].words == "0 entries in data/catalogue/targets.yml"
    assert "less than 100" in found["rating"].words
    assert "entry 1" in found["events"].wrong


def test_doctor_names_the_council_and_every_file_that_is_wrong(workbench, own_catalogue, monkeypatch, tmp_path):
    own_catalogue(rating="{amber_within_percent: 500}\n", targets="[]\n")
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(tmp_path))
    told = workbench("doctor", "--format", "json")
    found = {each["what"]: each for each in json.loads(told.out)}
    assert found["Council"]["detail"] == "Kirklees; neighbours: in_force; for board"
    assert found["Your rating"]["state"] == "missing"
    assert found["Your targets"]["state"] == "ok"
    assert "data/catalogue/rating.yml" in found["Your rating"]["remedy"]
    assert told.code == 1


def test_doctor_offers_to_migrate_a_folder_of_before_and_new_does_it(workbench, monkeypatch, tmp_path):
    folder = tmp_path / "figures"
    (folder / "raw").mkdir(parents=True)
    (folder / "known-issues.yml").write_text("[]\n", encoding="utf-8")
    monkeypatch.setenv("WORKBENCH_WORKSPACE", str(folder))
    found = {each["what"]: each for each in json.loads(workbench("doctor", "--format", "json").out)}
    assert "--migrate" in found["Council"]["remedy"]
    told = workbench("new", str(folder), "--migrate", "--area", "Kirklees")
    assert told.code == 0, told.err
    assert "known-issues.yml is now data/catalogue/known-issues.yml" in told.out
    assert (folder / "council.yml").is_file()
    assert "of this version already" in workbench("new", str(folder), "--migrate").out
