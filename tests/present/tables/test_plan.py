import pandas as pd
import pytest

from analysis import ask
from analysis.catalogue.parameters import read_parameters
from analysis.present import tables
from analysis.present.tables import plan as sheets
from analysis.questions.answer import Answer
from printed_record import as_printed


def answer(**tables):
    frames = {name: pd.DataFrame(rows) for name, rows in tables.items()}
    context = read_parameters("Torbay", "2021-05")
    return Answer("?", None, context, "plan", findings=(), evidence={}, tables=frames)


def risk(score, movement=None, **more):
    told = {"risk": "It fails", "probability": 4.0, "impact": 5.0, "mitigation": "", "owner": ""}
    return {**told, "score": score, "movement": movement, **more}


@pytest.fixture(scope="module")
def may():
    return ask.improvement_plan("Torbay", "2021-05").answer


def test_movement_is_a_column_only_where_an_earlier_register_is_held():
    alone = sheets.all_risks(answer(all_risks=[risk(20)]))
    assert "Movement" not in alone.frame
    assert "Movement is not known" in alone.note
    moved = sheets.all_risks(answer(all_risks=[risk(20, "up"), risk(12, "new"), risk(9)]))
    assert list(moved.frame["Movement"]) == ["Up", "New", "Not known"]


def test_a_column_that_says_one_thing_is_said_once_below_the_table():
    three = sheets.all_risks(answer(all_risks=[risk(20, owner="Director")] * 3))
    assert "Owner" not in three.frame
    assert three.note.endswith("Owner of each: Director.")
    assert "Owner" in sheets.all_risks(answer(all_risks=[risk(20, owner="Director")] * 2)).frame


def test_a_risk_is_high_from_15_of_25():
    assert sheets.all_risks(answer(all_risks=[risk(15), risk(14)])).heading == "Two risks, one of them high"


@pytest.mark.parametrize(
    ("told", "shown"),
    [(risk(20), "20 (4 x 5)"), (risk(float("nan")), "Not scored"), (risk(20, probability=float("nan")), "20")],
)
def test_a_score_is_shown_with_what_it_is_made_of(told, shown):
    assert list(sheets.all_risks(answer(all_risks=[told])).frame["Score"]) == [shown]


def test_ratings_are_words_and_colours_with_what_the_council_means_by_them(may):
    assert list(sheets.guidance(may).frame["Rating"][:3]) == ["Green", "Amber", "Red"]
    assert set(sheets.themes(may).marked) == {"Rating"}


def test_priorities_and_the_medium_term_are_two_lists(may):
    assert (len(sheets.priorities(may).frame), len(sheets.medium_term(may).frame)) == (5, 3)  # 002:12-22


def test_a_contradiction_is_said_in_words():
    rows = [
        {"kind": "theme_rating", "about": "Practice", "says": "red", "but": "amber"},
        {"kind": "state_and_list", "about": "Audit", "says": "completed", "but": "Open"},
    ]
    frame = sheets.contradictions(answer(contradictions=rows)).frame
    assert [list(row) for row in frame.to_numpy()] == [
        ["Practice", "The words call it red. The rating is amber."],
        ["Audit", 'Its status is "completed". Its list says "Open".'],
    ]


def test_one_contradiction_is_said_in_words_alone(may):
    assert "contradictions" not in may.tables
    assert [finding.kind for finding in may.findings if finding.kind == "plan_theme_rating"]


def test_a_column_of_which_the_paper_says_nothing_is_left_out_of_a_tracker_and_named():
    row = {"ref": "1", "what": "Do it", "who": "", "how": "", "when": "", "success": "", "outcome": ""}
    rows = [{**row, "status": "", "overdue": False}, {**row, "status": "REVIEW", "overdue": True}]
    found = sheets.tracker_open(answer(tracker_open=rows))
    assert list(found.frame) == ["Ref", "What", "Status"]
    assert list(found.frame["Status"]) == ["Not given", "Review (date passed)"]
    assert "who, how, when, success measure, outcome by quarter" in found.note


def test_quarters_are_shown_where_the_paper_fills_them():
    row = {"theme": "A", "action": "Do it", "owner": "", "due": "", "state": "ongoing", "overdue": False, "said": ""}
    empty = {"Q1": "", "Q2": "", "Q3": "", "Q4": ""}
    assert list(sheets.actions(answer(actions=[{**row, **empty}])).frame) == ["Action", "Owner", "By when", "State"]
    filled = sheets.actions(answer(actions=[{**row, **empty, "Q2": "Amber"}])).frame
    assert list(filled["Q2"]) == ["Amber"]
    assert "Q1" not in filled


def test_everything_about_the_tables_of_a_plan_is_as_it_was_read(may):
    as_printed("plan_tables", *(tables.sheet(may, name) for name in tables.table_names(may) if name != "evidence"))


def test_actions_of_each_theme_are_counted_by_what_the_paper_says_of_them():
    row = {"theme": "Staff", "actions": 1200, "completed": 1, "open": 3, "not_given": 0, "overdue": 2}
    found = sheets.actions_by_state(answer(actions_by_state=[row]))
    assert list(found.frame) == ["Theme", "Actions", "Completed", "Open", "State not given", "Date passed"]
    assert list(found.frame.iloc[0]) == ["Staff", "1,200", "1", "3", "0", "2"]
    assert found.numbers == tuple(found.frame)[1:]
    headings = [
        sheets.actions_by_state(answer(actions_by_state=[{**row, "actions": 4, "not_given": unstated}])).heading
        for unstated in (0, 2, 4)
    ]
    assert len(set(headings)) == 3  # all known, some unstated, none known


def test_a_warning_of_the_paper_stands_beside_its_measure():
    rows = [
        {"ref": None, "measure": "referrals", "text": "Doubtful."},
        {"ref": "2.1", "measure": None, "text": "Late."},
    ]
    found = sheets.data_checks(answer(data_checks=rows)).frame
    assert found.to_numpy().tolist() == [["", "Referrals", "Doubtful."], ["2.1", "Not said", "Late."]]


def test_completed_actions_stand_in_the_form_of_the_tracker():
    row = {"ref": "1", "what": "Do it", "who": "A", "how": "B", "when": "C", "success": "D", "outcome": "E"}
    found = sheets.tracker_completed(answer(tracker_completed=[{**row, "status": "done", "overdue": False}]))
    assert found.frame.iloc[0].to_list() == ["1", "Do it", "A", "B", "C", "D", "Done", "E"]
    assert found.note is None
    assert "completed" in found.heading.lower()
