"""Every sentence of `phrases/board.py` in each of its cases, word for word (`cases/board.yml`)."""

import pytest

from analysis.language.phrases.board import _flow, contradiction
from phrase_cases import cases, name, said, saying, sentences_of

CASES = cases("board")


@pytest.mark.parametrize("case", CASES, ids=name)
def test_each_case_is_said_as_it_should_be(case):
    assert said("board", case) == case["says"]


def test_no_sentence_is_without_a_case():
    assert sentences_of("board") <= {case["say"] for case in CASES}


@pytest.mark.parametrize(
    ("opening", "after", "told"),
    [
        ("beyond usual", 364, "rose from 297 to 364: more than chance, and more than is usual elsewhere."),
        ("usual elsewhere", 210, "fell from 297 to 210: more than chance, but usual elsewhere."),
        ("beyond own months", 364, "rose from 297 to 364: more than its months usually differ."),
    ],
)
def test_a_second_flow_stands_behind_the_rate_and_a_first_one_opens_with_its_year(opening, after, told):
    say = saying({"started_before": 297, "started_after": after, "date": "March 2021"}, {})
    second = _flow(say, "started", "cp_plans_started", opening, first=False)
    assert second == f"Behind it, the number of new CP plans {told}"
    assert _flow(say, "started", "cp_plans_started", opening, first=True).startswith("**The number of new CP plans ")


@pytest.mark.parametrize(
    ("kind", "count", "told"),
    [
        (
            "plan_theme_rating",
            1,
            "**The words and the rating of a theme differ**: leadership is called good, and rated red.",
        ),
        (
            "plan_theme_rating",
            2,
            "**The words and the ratings of two themes differ**, first: leadership is called good, and rated red.",
        ),
        (
            "plan_overall_rating",
            1,
            "**The whole plan is rated better than any theme**: good, and no theme is better than red.",
        ),
        ("plan_risk_score", 1, "**One risk score is wrong**: it is not probability times impact."),
        ("plan_risk_score", 3, "**Three risk scores are wrong**: they are not probability times impact."),
        (
            "plan_action_in_both_lists",
            19,
            "**19 actions are in both lists**, the open one and the completed one, first: leadership.",
        ),
        ("plan_state_and_list", 1, "**The status of one action does not fit its list**: leadership."),
    ],
)
def test_what_a_plan_says_in_two_ways_is_told_with_how_often(kind, count, told):
    facts = {"about": "Leadership.", "says": "good", "but": "red"}
    assert contradiction(saying({"count": count}, facts), kind) == told
