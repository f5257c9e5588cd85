import datetime as dt
from types import SimpleNamespace

import pytest

from analysis.questions.improvement_plan.contradictions import contradictions_in, is_overall, rating_of
from analysis.questions.improvement_plan.registers import Action, Entry, Registers, Risk
from whole_answers import held_to_its_record


def registers(themes=(), risks=(), actions=()):
    return Registers("paper", dt.date(2021, 7, 13), themes, (), risks, actions, (), ())


def theme(ref, rating, text="", name="Practice"):
    return Entry(ref, text, f"themes.csv#row {ref}", None, {"RAG": rating, "Theme": name})


def action(text, listed, state="not given", ref="1.6"):
    return Action(Entry(ref, text, "a.csv#row 2", None, {}), listed, "", "", state, listed, state.upper())


def kinds(found):
    return [clash.kind for clash in contradictions_in(found)]


@pytest.mark.parametrize(
    ("rating", "text", "clash"),
    [
        ("Amber", "This theme is therefore rated 'red'.", True),
        ("AMBER", "It stays amber.", False),
        ("Amber", "Redesign of the greenfield site", False),
        ("", "It is red.", False),
        ("Green", "Amber in part, red in part", True),
    ],
)
def test_a_theme_whose_words_name_another_colour_is_found(rating, text, clash):
    assert kinds(registers([theme("2", rating, text)])) == (["theme_rating"] if clash else [])


def test_what_is_said_and_what_it_contradicts_are_both_told():
    found = contradictions_in(registers([theme("2", "Amber", "It is red")]))[0]
    assert (found.about, found.says, found.but, found.source) == ("Practice", "red", "amber", "themes.csv#row 2")


@pytest.mark.parametrize(
    ("whole", "parts", "clash"),
    [("Green", ["Amber", "Red"], True), ("Amber", ["Amber", "Red"], False), ("Red", ["Amber", "Red"], False)],
)
def test_a_whole_that_is_rated_better_than_every_part_is_found(whole, parts, clash):
    themes = [theme("Overall", whole), *(theme(str(place), part) for place, part in enumerate(parts))]
    assert kinds(registers(themes)) == (["overall_rating"] if clash else [])


def test_a_score_that_is_not_probability_times_impact_is_found():
    wrong, right = (Risk(Entry("1", "It fails", "r.csv#row 2", None, {}), 4, 5, score) for score in (16, 20))
    assert kinds(registers(risks=[wrong, right])) == ["risk_score"]


def test_an_action_in_both_lists_is_found_once_whatever_its_case_and_spaces():
    both = [action("Screen contacts", "Open"), action("screen  Contacts", "Completed by 1 September", "completed")]
    assert kinds(registers(actions=both)) == ["action_in_both_lists"]


def test_the_same_number_with_other_words_is_another_action():
    assert (
        kinds(registers(actions=[action("Screen contacts", "Open"), action("Other", "Completed", "completed")])) == []
    )


@pytest.mark.parametrize(
    ("listed", "state", "clash"),
    [
        ("Open", "completed", True),
        ("Open", "ongoing", False),
        ("Completed by 1 May", "ongoing", True),
        ("Completed by 1 May", "completed", False),
        ("", "completed", False),
        ("Open", "not given", False),
    ],
)
def test_a_state_that_does_not_fit_its_list_is_found(listed, state, clash):
    assert kinds(registers(actions=[action("Do it", listed, state)])) == (["state_and_list"] if clash else [])


def test_the_overall_rating_is_told_from_those_of_themes_in_any_letters():
    assert is_overall(SimpleNamespace(ref="Overall"))
    assert is_overall(SimpleNamespace(ref="OVERALL"))
    assert not is_overall(SimpleNamespace(ref="1"))


def test_a_rating_is_read_in_small_letters():
    assert rating_of(SimpleNamespace(detail=lambda *names: "Amber" if "RAG" in names else "")) == "amber"


def test_the_plans_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("improvement_plan")
