"""Every sentence of `phrases/comparison.py` in each of its cases, word for word (`cases/comparison.yml`)."""

import pytest

from analysis.language.phrases.comparison import in_place, ordinal
from phrase_cases import cases, name, said, sentences_of

CASES = cases("comparison")


@pytest.mark.parametrize("case", CASES, ids=name)
def test_each_case_is_said_as_it_should_be(case):
    assert said("comparison", case) == case["says"]


def test_no_sentence_is_without_a_case():
    assert sentences_of("comparison") <= {case["say"] for case in CASES}


@pytest.mark.parametrize(
    ("name", "words"),
    [("South West", "the South West"), ("East of England", "the East of England"), ("London", "London")],
)
def test_a_region_of_the_compass_has_its_article(name, words):
    assert in_place(name) == words


@pytest.mark.parametrize(
    ("place", "words"),
    [(2, "second"), (10, "10th"), (11, "11th"), (12, "12th"), (13, "13th"), (21, "21st"), (22, "22nd"), (23, "23rd"),
     (24, "24th"), (101, "101st"), (111, "111th"), (112, "112th")],
)  # fmt: skip
def test_places_have_the_endings_of_english(place, words):
    assert ordinal(place) == words
