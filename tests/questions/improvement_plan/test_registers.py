import pytest

from analysis.catalogue.period import Month
from analysis.questions.improvement_plan.registers import Action, Entry, Risk, state_of

ENTRY = Entry("1", "Do it", "a.csv#row 2", None, {})


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("COMPLETED", "completed"),
        ("COMPLETED; ONGOING", "ongoing"),
        ("On track", "ongoing"),
        ("REVIEW", "under review"),
        ("Not yet started", "not started"),
        ("", "not given"),
        ("Green", "not given"),
        ("closed in May", "completed"),
        ("withdrawn", "stopped"),
    ],
)
def test_where_an_action_stands_is_read_from_its_own_words(words, state):
    assert state_of(words) == state


@pytest.mark.parametrize(
    ("due", "state", "overdue"),
    [
        ("Review November 2020", "ongoing", True),
        ("May 2021", "ongoing", False),
        ("June 2021", "not given", False),
        ("April 2021", "completed", False),
        ("soon", "ongoing", False),
    ],
)
def test_an_action_is_overdue_only_when_its_month_has_passed_and_it_is_open(due, state, overdue):
    assert Action(ENTRY, "", "", due, state).overdue(Month(2021, 5)) is overdue


@pytest.mark.parametrize(("score", "wrong"), [(20, False), (16, True), (None, False)])
def test_a_score_that_is_not_probability_times_impact_contradicts_itself(score, wrong):
    assert Risk(ENTRY, 4, 5, score).contradicts_itself is wrong
