import os

import pytest
from pydantic import BaseModel

from analysis.catalogue import own
from analysis.catalogue.errors import SourceError, WorkbenchError
from analysis.catalogue.measure import in_no_catalogue, measures, national_measures
from analysis.catalogue.own import enter
from analysis.catalogue.target import targets, targets_of
from analysis.catalogue.workspace import Workspace

KIRKLEES = "E08000034"
TARGET = """
- area: E08000034
  measure: {measure}
  due_on: 2026-03-31
  value: 85
  unit: count
  as_printed: "85"
  source: Plan
"""
EARLY_HELP = """
- id: early_help_open
  name: Early help episodes open
  definition: Open at the end of the month.
  unit: count
  basis: snapshot
"""


def test_a_council_adds_a_measure_of_its_own(own_catalogue):
    own_catalogue(measures=EARLY_HELP)
    assert measures()["early_help_open"].name == "Early help episodes open"
    assert set(measures()) == {*national_measures(), "early_help_open"}


def test_a_council_gives_a_national_measure_its_own_names_and_keeps_the_others(own_catalogue):
    own_catalogue(measures='- {id: referrals, labels: ["Number of referrals received"], refs: [R1]}')
    named = measures()["referrals"]
    assert named.labels == (*national_measures()["referrals"].labels, "Number of referrals received")
    assert named.refs[-1] == "R1"
    assert named.definition == national_measures()["referrals"].definition


def test_what_one_council_adds_is_not_in_anothers_catalogue(own_catalogue, tmp_path):
    own_catalogue(measures=EARLY_HELP)
    assert "early_help_open" in measures()
    other = tmp_path / "other"
    (other / "data").mkdir(parents=True)
    own.use(Workspace(other, other / "data"))
    assert set(measures()) == set(national_measures())


def test_a_change_in_the_file_is_seen_when_it_is_taken_into_use_again(own_catalogue, tmp_path):
    own_catalogue(measures=EARLY_HELP)
    before = measures()
    path = tmp_path / "data" / "catalogue" / "measures.yml"
    path.write_text(EARLY_HELP.replace("episodes open", "cases open"), encoding="utf-8")
    os.utime(path, ns=(1, 1))
    own.use(Workspace(tmp_path, tmp_path / "data"))
    assert measures()["early_help_open"].name == "Early help cases open"
    assert measures() is not before


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{id: referrals, unit: percent, definition: Other}", "an id of its own"),
        ("{id: referrals, basis: month}", "basis cannot be changed"),
        ("{id: cp_rate, polarity: low_is_good}", "must stay neutral"),
        ("{id: cp_rate, name: Mine, definition: Mine, unit: per_10000, polarity: low_is_good}", "must stay neutral"),
        ("{id: early_help_open, unit: count}", "definition: is missing"),
        ("{id: mine, name: Mine, definition: D, unit: percent, numerator: nowhere}", "nowhere is not in the catalogue"),
    ],
)
def test_an_entry_that_cannot_be_is_said_with_its_place(own_catalogue, entry, said):
    own_catalogue(measures=f"- {entry}")
    with pytest.raises(WorkbenchError, match=said) as error:
        measures()
    assert "data/catalogue/measures.yml, entry 1" in str(error.value) or "numerator" in str(error.value)


def test_everything_that_is_wrong_is_said_at_once(own_catalogue):
    own_catalogue(measures=f"- {{id: a}}\n- {{id: referrals, basis: month}}{EARLY_HELP}{EARLY_HELP}")
    with pytest.raises(WorkbenchError) as error:
        measures()
    for place in ("entry 1: name", "entry 2: referrals", "entry 4: early_help_open is already"):
        assert place in str(error.value)


def test_a_kind_may_be_several_files_in_a_folder(own_catalogue):
    own_catalogue(measures=EARLY_HELP, measures__visits="- {id: visits, name: Visits, definition: Made, unit: count}")
    assert {"early_help_open", "visits"} <= set(measures())


def test_targets_are_the_councils_own(own_catalogue):
    own_catalogue(targets=TARGET.format(measure="referrals"))
    assert [target.value for target in targets_of("referrals", KIRKLEES)] == [85]


def test_a_target_of_a_measure_that_nobody_knows_is_refused_with_the_file_to_add_it_to(own_catalogue):
    own_catalogue(targets=TARGET.format(measure="mine"))
    with pytest.raises(WorkbenchError, match=r"mine .* data/catalogue/measures.yml"):
        targets()


def test_a_measure_of_no_catalogue_is_said_with_what_is_near_and_where_it_goes(own_catalogue):
    own_catalogue()
    said = in_no_catalogue("referals")
    assert '"referrals"' in said
    assert "data/catalogue/measures.yml" in said


def test_known_issues_of_before_are_still_read_from_the_data_folder(own_catalogue, tmp_path):
    (tmp_path / "data" / "known-issues.yml").write_text("- before\n", encoding="utf-8")
    in_use = own_catalogue(known_issues="- now\n")
    assert [entry.value for entry in in_use.entries("known-issues")] == ["now", "before"]
    assert [entry.where for entry in in_use.entries("known-issues")] == [
        "data/catalogue/known-issues.yml, entry 1",
        "data/known-issues.yml, entry 1",
    ]


def test_a_file_that_is_not_yaml_is_named(own_catalogue):
    in_use = own_catalogue(events="- [")
    with pytest.raises(SourceError, match=r"events\.yml"):
        list(in_use.entries("events"))


def test_outside_any_workspace_the_national_catalogue_stands_alone(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.catalogue.workspace.program", lambda: tmp_path / "nowhere")
    monkeypatch.chdir(tmp_path)
    own.forget()
    assert set(measures()) == set(national_measures())
    assert targets() == ()


class Named(BaseModel):
    id: str


def test_entries_that_are_as_they_should_be_are_kept_and_each_other_is_told_with_its_place(tmp_path):
    (tmp_path / "council.yml").write_text("version: 1\narea: Kirklees\n", encoding="utf-8")
    folder = tmp_path / "data" / "catalogue"
    folder.mkdir(parents=True)
    (folder / "measures.yml").write_text("- id: early\n- id: [1]\n", encoding="utf-8")
    found, problems = own.read_entries(own.use(Workspace(tmp_path, tmp_path / "data")), "measures", Named)
    assert [each.id for each in found] == ["early"]
    assert len(problems) == 1
    assert "measures.yml" in problems[0]


def test_a_workspace_is_entered_with_its_own_catalogue(tmp_path):
    folder = tmp_path / "data" / "catalogue"
    folder.mkdir(parents=True)
    (tmp_path / "council.yml").write_text("version: 1\narea: Kirklees\n", encoding="utf-8")
    entry = "- {id: early_help_open, name: Early help open, definition: Open at month end., unit: count}\n"
    (folder / "measures.yml").write_text(entry, encoding="utf-8")
    space = Workspace(tmp_path, tmp_path / "data")
    assert "early_help_open" not in measures()
    assert enter(space) is space
    assert measures()["early_help_open"].name == "Early help open"
