"""A council's own measures are written once, corrected where they were written here, and left alone where not."""

import yaml

from analysis.sources.scorecard.layout import RowMapping
from analysis.sources.scorecard.own_measures import FILE, take_out_own_measures, write_own_measures

ROW = RowMapping(label="Biscuits eaten: all", section="Tea", measure="own_biscuits_eaten", own=True, unit="count")


def test_a_row_becomes_an_entry_that_the_catalogue_can_read(tmp_path):
    assert write_own_measures(tmp_path, [ROW], "Card") == ("own_biscuits_eaten",)
    (entry,) = yaml.safe_load((tmp_path / FILE).read_text(encoding="utf-8"))
    assert (entry["name"], entry["unit"], entry["basis"], entry["group"]) == (
        "Biscuits eaten: all",
        "count",
        "month",
        "tea",
    )


def test_a_row_of_one_team_among_several_is_called_by_its_team(tmp_path):
    for team in ("Duty", "Care"):
        row = RowMapping(label="Caseload", section=team, measure=f"own_{team.lower()}_caseload", own=True, of_part=True)
        write_own_measures(tmp_path, [row], "Card")
    entries = yaml.safe_load((tmp_path / FILE).read_text(encoding="utf-8"))
    assert [(entry["name"], entry["labels"]) for entry in entries] == [("Caseload (Duty)", []), ("Caseload (Care)", [])]


def test_the_same_row_is_not_written_twice_and_a_correction_replaces_it(tmp_path):
    write_own_measures(tmp_path, [ROW], "Card")
    assert write_own_measures(tmp_path, [ROW], "Card") == ()
    write_own_measures(tmp_path, [ROW.model_copy(update={"unit": "score"})], "Card")
    (entry,) = yaml.safe_load((tmp_path / FILE).read_text(encoding="utf-8"))
    assert entry["unit"] == "score"


def test_the_file_of_a_new_workspace_has_an_empty_list_that_is_filled(tmp_path):
    (tmp_path / FILE).write_text("# Measures of your own\n# - id: example\n[]\n", encoding="utf-8")
    write_own_measures(tmp_path, [ROW], "Card")
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert text.startswith("# Measures of your own\n# - id: example\n")
    assert [entry["id"] for entry in yaml.safe_load(text)] == ["own_biscuits_eaten"]


def test_what_a_person_wrote_stays_with_its_comments(tmp_path):
    mine = "# mine\n- id: own_biscuits_eaten\n  name: Biscuits\n  definition: All of them.  # really\n  unit: score\n"
    (tmp_path / FILE).write_text(mine, encoding="utf-8")
    assert write_own_measures(tmp_path, [ROW], "Card") == ()
    other = ROW.model_copy(update={"measure": "own_tea", "label": "Tea"})
    write_own_measures(tmp_path, [other], "Card")
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert text.startswith(mine)
    assert [entry["id"] for entry in yaml.safe_load(text)] == ["own_biscuits_eaten", "own_tea"]


def test_an_entry_that_no_file_needs_goes_and_one_that_a_person_defined_stays(tmp_path):
    write_own_measures(tmp_path, [ROW, ROW.model_copy(update={"measure": "own_tea", "label": "Tea"})], "Card")
    path = tmp_path / FILE
    path.write_text(f"{path.read_text()}- id: own_mine\n  name: Mine\n  definition: All.\n", encoding="utf-8")
    gone = take_out_own_measures(tmp_path, ["own_biscuits_eaten", "own_mine", "own_never"])
    assert gone == ("own_biscuits_eaten",)
    assert [entry["id"] for entry in yaml.safe_load(path.read_text())] == ["own_tea", "own_mine"]


def test_the_last_entry_leaves_an_empty_list(tmp_path):
    write_own_measures(tmp_path, [ROW], "Card")
    take_out_own_measures(tmp_path, ["own_biscuits_eaten"])
    assert yaml.safe_load((tmp_path / FILE).read_text()) == []
