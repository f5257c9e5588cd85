"""Every sentence that the phrase book alone says, word for word (`cases/plain.yml`), and what fills its braces."""

import datetime as dt

import pytest

from analysis.catalogue.errors import UnknownNameError
from analysis.language import phrasebook
from analysis.language.phrases import plain as plain_phrases
from analysis.language.phrases.plain import plain
from analysis.language.phrases.sentences import CAVEATS, FINDINGS, caveat_sentence, sentence
from analysis.questions.answer import Caveat, Finding
from phrase_cases import cases, name, said, saying
from printed_record import held_as_printed

CASES = cases("plain")
BOOK = {
    "held": "{Area} had {starts} {many}, and {measure} was {rate} on {day}.",
    "stood": {"above": "{area} stood above.", "below": "{area} stood below."},
}


@pytest.fixture
def book(monkeypatch):
    words = {"held": BOOK["held"].replace("{Area}", "{area}"), "stood": BOOK["stood"]}
    monkeypatch.setattr(phrasebook, "phrasebook", lambda: words)
    return words


@pytest.mark.parametrize("case", CASES, ids=name)
def test_each_case_is_said_as_it_should_be(case):
    assert said("plain", case) == case["says"]


def test_no_kind_that_has_a_function_of_its_own_is_said_by_the_book():
    assert not {case["say"] for case in CASES} & {*FINDINGS, *CAVEATS}


def test_braces_are_filled_with_numbers_in_their_units_facts_and_names(book):
    say = saying({"starts": 1234, "rate": [882.46, "per_10000"]}, {"day": dt.date(2021, 3, 31)})
    assert book
    with pytest.raises(KeyError, match="many"):
        plain("held", say)
    named = saying(
        {"starts": 1234, "rate": [882.46, "per_10000"]}, {"day": dt.date(2021, 3, 31), "measure": "referrals"}
    )
    assert plain("held", named) == (
        "Torbay had 1,234 referrals, and the number of referrals was 882.5 on 31 March 2021."
    )


@pytest.mark.parametrize(("case", "words"), [("above", "Torbay stood above."), ("below", "Torbay stood below.")])
def test_a_case_chooses_among_several_sentences(book, case, words):
    assert book
    assert plain("stood", saying({}, {"case": case})) == words
    with pytest.raises(UnknownNameError, match="above"):
        plain("stood", saying({}, {"case": "beside"}))


def test_an_answer_says_a_kind_without_a_function_and_a_caveat_alike(book):
    answer = saying({}, {}).answer
    assert book
    assert sentence(answer, Finding("stood", {}, {"case": "above"})) == "Torbay stood above."
    assert caveat_sentence(answer, Caveat("stood", {"case": "below"})) == "Torbay stood below."
    assert plain_phrases.CASE == "case"


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed()
