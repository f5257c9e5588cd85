"""Standing of a plan: an action in two lists is one action, and what no place says is not counted as said."""

import pytest

from analysis.questions.improvement_plan.registers import Action, Entry
from analysis.questions.improvement_plan.standing import Standing, in_both_lists, once, standing_of
from whole_answers import held_to_its_record

OPEN, DONE = "Open", "Completed by 1 September"


def action(text, listed="", state="not given", ref="1.1"):
    return Action(Entry(ref, text, "a.csv#row 2", None, {}), "", "", "", state, listed)


TWICE = (action("Screen contacts", OPEN, "under review"), action("screen  Contacts", DONE, "completed"))


def test_an_action_in_both_lists_is_one_and_is_not_called_completed():
    assert standing_of(TWICE) == Standing(1, 1, 1, 1, 0, 0)
    assert once(TWICE) == TWICE[:1]
    assert in_both_lists(TWICE) == {("1.1", "screen contacts")}


def test_an_action_that_every_list_calls_completed_is_completed_once():
    both = (action("Audit", OPEN, "completed"), action("Audit", DONE, "completed"))
    assert standing_of(both) == Standing(1, 1, 1, 1, 1, 0)


@pytest.mark.parametrize(
    "second", [action("Other words", DONE, "completed"), action("Audit", DONE, "completed", "1.2")]
)
def test_other_words_or_another_number_are_another_action(second):
    found = standing_of((action("Audit", OPEN), second))
    assert (found.actions, found.in_both, found.completed, found.unstated) == (2, 0, 1, 1)


def test_without_lists_each_row_is_an_action():
    rows = (action("Review the policy"), action("Review the policy"))
    assert standing_of(rows) == Standing(2, 0, 0, 0, 0, 2)
    assert once(rows) == rows


def test_the_plans_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("improvement_plan")
