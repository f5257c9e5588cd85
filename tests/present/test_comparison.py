"""Where an authority stands among others, as a person would say it."""

import dataclasses

import pytest

from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.language.phrases.comparison import in_place, ordinal
from analysis.questions.comparison import answer_comparison
from pathway_store import TORBAY, published_store

GROUP = "compare_cp_rate"


@pytest.fixture(scope="module")
def answer():
    return answer_comparison(published_store(), "cp_rate", TORBAY, Month(2021, 5))


def ranked(answer, rank, lower, upper, units=16):
    values = {"rank": rank, "rank_lower": lower, "rank_upper": upper, "ranked": units}
    entries = {
        f"{GROUP}.{name}": dataclasses.replace(answer.evidence[f"{GROUP}.rank"], name=f"{GROUP}.{name}", value=value)
        for name, value in values.items()
    }
    return texts(dataclasses.replace(answer, evidence={**answer.evidence, **entries}))["rank"]


@pytest.mark.parametrize(
    ("places", "sentence"),
    [
        (
            (2, 1, 11),
            "It is the second highest of the 16 authorities with figures here. By chance it could be",
        ),
        ((1, 1, 1), "It is the highest of the 16 authorities with figures here. Chance would not change that."),
        (
            (16, 12, 16),
            "It is the lowest of the 16 authorities with figures here. By chance it could be anywhere from",
        ),
    ],
)
def test_a_rank_is_said_in_words_and_needs_no_key(answer, places, sentence):
    assert sentence in ranked(answer, *places)


@pytest.mark.parametrize(("place", "word"), [(1, "first"), (9, "ninth"), (11, "11th"), (21, "21st"), (112, "112th")])
def test_ordinals_end_as_they_should(place, word):
    assert ordinal(place) == word


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("South West", "the South West"),
        ("East of England", "the East of England"),
        ("Yorkshire and The Humber", "Yorkshire and The Humber"),
        ("London", "London"),
        ("England", "England"),
    ],
)
def test_regions_have_their_article(name, words):
    assert in_place(name) == words


def test_what_is_not_ranked_has_no_word_on_ranks():
    caseload = answer_comparison(published_store(), "social_worker_caseload", TORBAY, Month(2021, 5))
    assert "authorities_held" not in [caveat.kind for caveat in caseload.caveats]
