"""Sentences and tables of the report card where counts are one or none, and targets are printed in odd ways."""

import dataclasses
import datetime as dt
import math
from dataclasses import replace

import pytest

from analysis.language.phrases import texts
from analysis.language.phrases.targets import targets_in_words
from analysis.present import tables
from analysis.questions.report_card.aims import Aimed
from torbay_cards import card_of

DECEMBER = dt.date(2012, 12, 31)


@pytest.fixture(scope="module")
def card():
    return card_of("2012-06")


@pytest.fixture(scope="module")
def card_2021():
    return card_of("2021-05")


def with_counts(answer, **counts):
    changed = {
        f"card.{name}": dataclasses.replace(answer.evidence[f"card.{name}"], value=value)
        for name, value in counts.items()
    }
    return texts(dataclasses.replace(answer, evidence={**answer.evidence, **changed}))


@pytest.mark.parametrize(
    ("kind", "value", "top", "unit", "as_printed", "due_on", "words"),
    [
        ("target", 75.0, math.nan, "percent", "75", DECEMBER, "75% by December 2012"),
        ("target", 87.5, math.nan, "percent", "87.5%", DECEMBER, "87.5% by December 2012"),
        ("target", 15.0, math.nan, "cases_per_fte", "15.00", None, "15 cases a worker"),
        ("target", 660.0, math.nan, "days", "660", DECEMBER, "660 days by December 2012"),
        ("target", 60.0, math.nan, "count", "60+ month", DECEMBER, "60 or more a month by December 2012"),
        ("target", 50.0, math.nan, "count", "50+", None, "50 or more"),
        ("band", 5.0, 10.0, "percent", "5 to 10%", DECEMBER, "5% to 10% by December 2012"),
        ("minimum", 0.0, math.nan, "count", "0", None, "minimum 0"),
        ("upper", 100.0, math.nan, "percent", "100", None, "upper 100%"),
    ],
)
def test_a_target_is_told_with_its_unit_and_without_false_decimals(kind, value, top, unit, as_printed, due_on, words):
    assert targets_in_words([Aimed(kind, value, top, unit, as_printed, due_on)]) == words


@pytest.mark.parametrize(
    ("polarity", "minimum", "upper", "unit", "words"),
    [
        ("high_is_good", 85.0, 95.0, "percent", "green at 95% or more, red below 85%"),
        ("high_is_good", 98.0, 100.0, "percent", "green at 100%, red below 98%"),
        ("low_is_good", 180.0, 140.0, "days", "green at 140 days or fewer, red above 180 days"),
        ("low_is_good", 20.0, 25.0, "percent", "green at 20% or less, red above 25%"),
        ("low_is_good", 0.0, 5.0, "count", "green at 0, red above 5"),
        ("neutral", 20.0, 25.0, "percent", "minimum 20%; upper 25%"),
    ],
)
def test_two_limits_say_what_is_green_and_what_is_red(polarity, minimum, upper, unit, words):
    pair = [Aimed("minimum", minimum, math.nan, unit, "", None), Aimed("upper", upper, math.nan, unit, "", None)]
    assert targets_in_words(pair, polarity) == words


def test_one_and_none_read_as_a_person_would_say_them(card):
    told = with_counts(card, green=1, amber=0, red=0, rated=1, better=1, worse=0, signals=0, judged_for_signal=1)
    assert "One can be rated against a target: one is green, none amber and none red." in told["headline"]
    assert "Since the period before, one measure is better and none is worse." in told["card_directions"]
    assert (
        "Of one series long enough to judge, none moved by more than its ordinary ups and downs."
        in told["card_directions"]
    )


def test_nothing_that_moved_is_not_counted_out(card):
    told = with_counts(card, better=0, worse=0, judged_for_signal=0)
    assert "no measure got better or worse" in told["card_directions"]


def test_the_headline_dates_the_paper(card):
    assert "The council's paper of 18 July 2012" in texts(card)["headline"]


def test_the_notes_explain_what_stands_in_the_table_and_nothing_else(card, card_2021):
    first, second = (str(tables.sheet(answer, "exceptions").note) for answer in (card, card_2021))
    assert "A range in one cell is one target" in first
    assert "a single case would have met the target: T26" in first
    assert "Listed because" not in first  # T1 is listed since it is not judged, and no line lies beyond what is usual
    assert "beyond usual variation" not in set(card.tables["exceptions"]["signal"])
    calm = card.tables["exceptions"].assign(rag=None, reason="no_target", signal="beyond usual variation")
    moved = replace(card, tables=dict(card.tables) | {"exceptions": calm.head(1)})
    ref = calm["ref"].iloc[0]
    note = str(tables.sheet(moved, "exceptions").note)
    assert f"Listed because it lies beyond its own usual variation: {ref}" in note
    assert "the paper's minimum and upper targets" not in first
    assert "the paper's minimum and upper targets" in second
    assert "A range in one cell" not in second


def test_the_published_table_says_which_workforce_figure_it_uses_and_why(card_2021):
    note = str(tables.sheet(card_2021, "published").note)
    assert "28% in the paper, 38.7% published" in note
    assert "full-time equivalents, on 30 September" in note
    assert "Nobody had them in May 2021" in note


def test_a_month_not_yet_reported_is_said_in_words():
    answer = card_of("2099-01")
    assert texts(answer)["headline"].startswith("Nothing has been reported for Torbay for January 2099")


def test_one_measure_printed_on_two_lines_is_not_passed_off_as_two(card_2021, card):
    assert "Two of the amber lines, 2.19 and 2.24, are one measure printed twice." in texts(card_2021)["headline"]
    assert "printed twice" not in texts(card)["headline"]
