import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.language.phrasebook import phrase, phrasebook
from analysis.questions.doubts import QUESTIONED
from analysis.questions.why.opening import OPENINGS, REAL, opening
from analysis.questions.why.year_to_year_variation import ENOUGH_CHANGES, Usual
from whole_answers import held_to_its_record

RARE, COMMON, FEW = Usual(2, 100, 50), Usual(30, 100, 50), Usual(0, ENOUGH_CHANGES - 1, 5)


@pytest.mark.parametrize(
    ("chance", "usual", "expected"),
    [
        (0.001, RARE, "beyond usual"),
        (0.001, COMMON, "usual elsewhere"),
        (0.049, RARE, "beyond usual"),
        (0.05, RARE, "within chance"),
        (0.6, FEW, "within chance"),
        (0.001, FEW, "too few to say"),
        (math.nan, RARE, "too few to say"),
    ],
)
def test_chance_is_asked_first_and_then_what_is_usual(chance, usual, expected):
    assert opening(chance, usual) == expected


@given(
    chance=st.one_of(st.floats(0, 1), st.just(math.nan)),
    changes=st.integers(0, 2000),
    part=st.floats(0, 1),
)
def test_a_change_is_real_only_where_chance_and_others_were_both_asked(chance, changes, part):
    usual = Usual(round(changes * part), changes, 9)
    found = opening(chance, usual)
    assert found in OPENINGS
    assert (found in REAL) == (chance < 0.05 and usual.known)
    assert found != "beyond usual" or usual.unusual


def test_each_opening_has_its_one_phrase_of_doubt():
    assert list(phrasebook()["how_sure"]) == [*OPENINGS, QUESTIONED]
    assert list(phrasebook()["how_sure_that"]) == list(OPENINGS)
    assert len({phrase("how_sure", name) for name in OPENINGS}) == len(OPENINGS)


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
