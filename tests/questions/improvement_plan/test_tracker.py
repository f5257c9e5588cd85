import datetime as dt

import pytest

from analysis import ask
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.questions.improvement_plan.registers import registers_of
from analysis.questions.improvement_plan.tracker import quarter_label, tracker
from analysis.store import open_store
from whole_answers import held_to_its_record


@pytest.fixture(scope="module")
def plan():
    return ask.improvement_plan("Torbay", "2017-09").answer.tables


def test_an_action_in_both_lists_is_counted_once():
    said = ask.improvement_plan("Torbay", "2017-09")
    assert "lists 83 actions: 60 in its open list and 42 in its list of completed ones" in said.text("answer")
    assert "of which 19 stand in both" in said.text("answer")  # tracker.csv: 83 numbers and words, 19 of them twice


@pytest.mark.parametrize(
    ("day", "label"),
    [
        (dt.date(2017, 4, 1), "Q1 2017-18"),
        (dt.date(2017, 6, 30), "Q1 2017-18"),
        (dt.date(2016, 12, 31), "Q3 2016-17"),
        (dt.date(2017, 3, 31), "Q4 2016-17"),
    ],
)
def test_a_quarter_is_of_the_financial_year(day, label):
    assert quarter_label(day) == label


def test_every_action_stands_in_the_list_that_the_paper_has_it_in(plan):
    assert (len(plan["tracker_open"]), len(plan["tracker_completed"])) == (60, 42)  # 001:2248-7500
    assert set(plan["tracker_completed"]["state"]) == {"completed", "ongoing"}


def test_success_measures_and_outcomes_are_those_of_the_paper_as_printed(plan):
    row = plan["tracker_open"].set_index("ref").loc["2.1"]
    assert (row["success"], row["outcome"]) == ("85%", "Q3 2016-17: 85 %; Q4 2016-17: over 80%")  # 001:2411-2430
    assert plan["tracker_open"].set_index("ref").loc["1.7", "success"] == "2 % by September 2017"


def test_an_outcome_after_the_month_is_not_shown():
    early = ask.improvement_plan("Torbay", "2017-08").answer.tables["tracker_open"].set_index("ref")
    assert early.loc["2.1", "outcome"] == "Q3 2016-17: 85 %; Q4 2016-17: over 80%"
    assert "2017-09" not in " ".join(early["outcome"])


def test_a_paper_without_lists_has_no_tracker():
    assert "tracker_open" not in ask.improvement_plan("Torbay", "2021-05").answer.tables


def test_the_plans_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("improvement_plan")


def test_only_actions_that_the_paper_lists_are_tracked_and_none_where_it_lists_none(root):
    store, area = open_store(Workspace.find(root)), "E06000027"
    listed = registers_of(store, area, Month(2017, 9))
    found = tracker(store, area, listed, Month(2017, 9))
    assert [*found] == ["tracker_open", "tracker_completed"]
    assert sum(map(len, found.values())) == sum(bool(action.listed) for action in listed.actions)
    assert found["tracker_open"]["source"].is_unique
    assert tracker(store, area, registers_of(store, area, Month(2021, 5)), Month(2021, 5)) == {}
