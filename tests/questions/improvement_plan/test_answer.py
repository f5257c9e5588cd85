import datetime as dt

import pytest

from analysis import ask
from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.period import Month
from analysis.questions.improvement_plan.answer import _contradictions, _movement, answer_improvement_plan
from analysis.questions.improvement_plan.registers import Entry, Registers, Risk
from pathway_store import TORBAY, published_store
from whole_answers import held_to_its_record


@pytest.fixture(scope="module")
def plan():
    return ask.improvement_plan("Torbay", "2021-05")


def test_the_highest_risk_comes_first_and_all_are_kept(plan):
    scores = list(plan.answer.tables["all_risks"]["score"])
    assert scores == sorted(scores, reverse=True)
    assert len(scores) == 10
    assert len(plan.answer.tables["risks"]) == 5


def test_an_action_of_which_the_paper_gives_no_state_is_not_called_open(plan):
    assert set(plan.answer.tables["actions"]["state"]) == {"not given"}
    assert "does not say which are completed" in plan.text("answer")


def test_no_count_of_a_state_is_given_where_the_paper_gives_no_state(plan):
    by_state = plan.answer.tables["actions_by_state"]
    assert by_state[["completed", "open"]].isna().all(axis=None)
    printed = plan.table("actions_by_state").sheet
    assert list(printed.frame) == ["Theme", "Actions"]  # what says the same of every theme is no column
    assert printed.note == "No date is given."


def test_a_council_without_registers_is_told_so():
    with pytest.raises(NoFiguresError, match="There are no risks, actions or priorities of Plymouth"):
        ask.improvement_plan("Plymouth", "2021-05")


def test_where_no_paper_is_held_the_plan_is_refused():
    with pytest.raises(NoFiguresError):
        answer_improvement_plan(published_store(), TORBAY, Month(2021, 5))


def risk(text, score):
    return Risk(Entry("R1", text, "plan#row 2", None, {}), None, None, score)


@pytest.mark.parametrize(
    ("was", "now", "moved"), [(12, 12, "same"), (12, 16, "up"), (12, 9, "down"), (None, 9, None), (12, None, None)]
)
def test_a_risk_is_set_against_the_last_papers_by_its_words(was, now, moved):
    before = Registers("plan", dt.date(2021, 4, 30), (), (), (risk("Too few social workers", was),), (), (), ())
    assert _movement(risk("Too few SOCIAL workers", now), before) == moved
    assert _movement(risk("Another", now), before) == "new"
    assert _movement(risk("Another", now), None) is None


def test_a_paper_that_says_everything_once_has_no_contradiction():
    assert _contradictions(None, ()) == []


@pytest.mark.parametrize(
    ("month", "says"),
    [
        (
            "2021-05",  # 75 actions and four of eight priorities: 002:12-24, 002:60
            "No date has passed. Of 83 actions and priorities that are not said to be completed, 79 have no date.",
        ),
        ("2017-09", "No action has a date by which it is due, so nobody can say which are late."),
    ],
)
def test_a_board_is_told_of_what_promises_have_no_date(month, says):
    assert ask.improvement_plan("Torbay", month).text("plan_dates") == says


def test_the_plans_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("improvement_plan")
