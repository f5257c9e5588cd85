"""Every sentence of `phrases/board.py` in each of its cases, word for word (`cases/board.yml`)."""

import pytest

from analysis.language.phrases.board import _flow
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
