import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.parameters import ReportingContext
from analysis.catalogue.period import Month
from analysis.language.phrases import happened
from analysis.language.sentence_context import Saying
from analysis.questions.answer import Answer, Evidence
from printed_record import held_as_printed


def say(facts, **numbers):
    evidence = {f"cla.{name}": Evidence(f"cla.{name}", value, "count") for name, value in numbers.items()}
    context = ReportingContext(areas()["E06000027"], Month(2022, 5))
    answer = Answer("why", "cla_rate", context, "cla", (), evidence)
    return Saying(answer, {name: f"cla.{name}" for name in numbers}, facts)


def stock(change, whole, *, flows_held=True):
    facts = {"part": "cla_uasc", "whole": "cla_at_period_end", "flows_held": flows_held}
    return happened.part_of_stock(say(facts, before=289, after=289 + change, change=change, whole=whole))


def test_a_part_of_the_rise_is_told_as_one():
    assert stock(80, 115) == (
        "Unaccompanied asylum-seeking children looked after went from 289 to 369, "
        "which is 80 of the rise of 115 in all children looked after."
    )


def test_a_part_of_a_fall_is_told_as_a_fall():
    assert stock(-80, -115).endswith("which is 80 of the fall of 115 in all children looked after.")


def test_more_than_the_whole_rise_is_not_a_part_of_it():
    assert stock(120, 100).endswith(": 120 more, where there were 100 more children looked after altogether.")


@pytest.mark.parametrize(
    ("whole", "ending"), [(-20, "while the number of all children looked after fell by 20."), (0, "did not change.")]
)
def test_where_the_whole_went_otherwise_that_is_said(whole, ending):
    assert stock(80, whole).endswith(ending)


def test_where_only_the_day_is_held_that_is_said():
    assert stock(80, 115, flows_held=False).endswith("those who came or left in the year cannot be split.")


def test_absent_parenting_is_said_to_stand_near_unaccompanied_children_and_other_needs_are_not():
    near = {"flow": "cla_started", "parts": ("cla_started_absent_parenting",)}
    assert "is not a count of them" in happened.leading_parts(say(near, before_0=489, after_0=933))
    other = {"flow": "cla_started", "parts": ("cla_started_low_income", "cla_started_aged_16_and_over")}
    text = happened.leading_parts(say(other, before_0=1, after_0=9, before_1=450, after_1=770))
    assert text.count(".") == 2
    assert "Children aged 16 and over who came into care went from 450 to 770" in text


@pytest.mark.parametrize(
    ("whole", "ending"),
    [
        (7, ", where there were 7 more in all."),
        (-7, ", where there were 7 fewer in all."),
        (50, "137 to 187."),
        (0, ", where there were as many as before in all."),
    ],
)
def test_a_part_that_moved_more_than_all_or_the_other_way_is_told_with_all(whole, ending):
    facts = {"flow": "cla_started", "parts": ("cla_started_low_income",)}
    assert happened.leading_parts(say(facts, before_0=137, after_0=187, whole=whole)).endswith(ending)


def test_what_happened_has_each_fact_with_its_figures_and_no_verdict():
    facts = {"signs": ("cla_started", "cla_ended"), "directions": ("up", "down")}
    text = happened.what_happened(say(facts, before_0=977, after_0=1495, before_1=5, after_1=4))
    assert text == (
        "What happened: children coming into care rose (977 to 1,495) and children leaving care fell (5 to 4)."
    )


EXPECTED = "cp_plans_ended_as_before"


def test_what_was_to_be_expected_is_not_told_as_a_figure_that_fell():
    text = happened.what_happened(say({"signs": (EXPECTED,), "directions": ("down",)}, before_0=309, after_0=272))
    assert text == (
        "What happened: CP plans that ended were fewer than the pace of the years before would give "
        "(272, not about 309)."
    )


@pytest.mark.parametrize(("way", "words"), [("down", "fewer"), ("up", "more")])
def test_a_count_and_what_was_to_be_expected_of_it_are_one_fact(way, words):
    facts = {"signs": ("cp_plans_ended", EXPECTED, "cla_started"), "directions": ("down", way, "up")}
    figures = {"before_0": 292, "after_0": 217, "before_1": 245, "after_1": 217, "before_2": 1, "after_2": 9}
    text = happened.what_happened(say(facts, **figures))
    assert text == (
        f"What happened: CP plans that ended fell (292 to 217), {words} than the pace of the years before would give "
        "(about 245) and children coming into care rose (1 to 9)."
    )


@pytest.mark.parametrize(
    ("leads_too", "told"),
    [
        (True, "Of all these changes, that in S47 enquiries for each referral is also the rarest elsewhere."),
        (False, "The change that is rarest elsewhere was in S47 enquiries for each referral, from 1 to 2."),
    ],
)
def test_the_most_unusual_step_is_told_beside_the_one_that_made_most(leads_too, told):
    facts = {"step": "s47_per_referral", "leads_too": leads_too}
    assert happened.unusual_step(say(facts, before=1, after=2)) == told


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("why")
