import datetime as dt
import math

import pytest

from analysis.language.sentence_context import (
    Saying,
    date_of,
    fell,
    in_words,
    listed,
    more_or_fewer,
    moved,
    named_within,
    names_listed,
    opposite,
    out_of,
    rose,
    same_way,
)
from phrase_cases import saying
from printed_record import held_as_printed


def test_a_number_is_told_as_it_is_printed_and_its_size_without_the_sign():
    say = saying({"change": -1234, "share": [12.5, "percent"], "gone": None}, {})
    assert (say.text("change"), say.size("change"), say.value("change")) == ("\N{MINUS SIGN}1,234", "1,234", -1234.0)
    assert say.text("gone") == "not available"
    assert say.size("gone") == "not available"
    assert math.isnan(say.value("gone"))


def test_a_role_without_a_value_is_not_known():
    say = saying({"now": 1, "gone": None}, {})
    assert say.knows("now")
    assert not say.knows("now", "gone")
    assert not say.knows("never")
    assert say.text("never") == "not available"
    assert math.isnan(say.value("never"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ([-1.0, "percent"], "1 percentage point"),
        ([2.5, "percent"], "2.5 percentage points"),
        ([0.0, "percent"], "0 percentage points"),
        (7, "7"),
    ],
)
def test_a_change_of_a_percentage_is_told_in_percentage_points(change, told):
    assert saying({"change": change}, {}).points("change") == told


@pytest.mark.parametrize(
    ("change", "up", "down"),
    [(0.2, True, False), (3, True, False), (0, False, False), (-0.2, False, True), (math.nan, False, False)],
)
def test_the_least_change_has_a_way_and_none_at_all_has_not(change, up, down):
    assert (rose(change), fell(change)) == (up, down)
    assert more_or_fewer(change) == ("more" if up else "fewer")
    assert moved(change) == ("rose" if up else "fell" if down else "did not change")


@pytest.mark.parametrize(
    ("one", "other", "same", "apart"),
    [
        (0.2, 0.3, True, False),
        (-0.2, -0.3, True, False),
        (0.2, -0.3, False, True),
        (-0.2, 0.3, False, True),
        (0, 0.3, False, False),
        (0.2, 0, False, False),
        (-0.2, 0, False, False),
        (0, 0, False, False),
        (math.nan, 0.3, False, False),
        (-0.2, math.nan, False, False),
    ],
)
def test_two_changes_go_the_same_way_or_apart_and_one_of_nought_neither(one, other, same, apart):
    assert (same_way(one, other), opposite(one, other)) == (same, apart)


def test_a_fact_that_is_a_day_is_said_as_one_and_no_other_is():
    say = saying({}, {"opened": dt.date(2019, 4, 1), "first": "April"})
    assert say.day("opened") == "1 April 2019"
    with pytest.raises(TypeError, match="first is no day: 'April'"):
        say.day("first")


def test_a_fact_that_is_not_there_is_no_word():
    say = saying({"date": "March 2021"}, {"case": "up", "of_year": True, "none": None})
    assert (say.word("case"), say.word("none"), say.word("other")) == ("up", "", "")
    assert date_of(say, "date") == "the year to March 2021"
    assert date_of(saying({"date": "March 2021"}, {}), "date") == "March 2021"


@pytest.mark.parametrize(
    ("change", "verb", "how"),
    [(1, "rose", "more"), (-1, "fell", "fewer"), (0, "did not change", "fewer"), (math.nan, "did not change", "fewer")],
)
def test_the_verb_goes_the_way_of_the_change(change, verb, how):
    assert moved(change) == verb
    assert more_or_fewer(change) == how


def test_words_are_joined_as_a_sentence_does():
    assert listed([]) == ""
    assert listed(["a"]) == "a"
    assert listed(["a", "b"]) == "a and b"
    assert listed(["a", "b", "c"], "or") == "a, b or c"


@pytest.mark.parametrize(
    ("count", "told"), [(0, "no"), (1, "one"), (9, "nine"), (10, "10"), (1234, "1,234"), (2.6, "three")]
)
def test_small_numbers_are_words_and_large_ones_figures(count, told):
    assert in_words(count) == told


def test_nought_without_a_noun_has_its_own_word():
    assert in_words(0, "none") == "none"


def test_names_are_kept_up_to_so_many_words_and_never_none():
    assert named_within(["one two", "three", "four five"], 3) == ["one two", "three"]
    assert named_within(["one two three four", "five"], 3) == ["one two three four"]
    assert named_within([], 3) == []


def test_never_is_told_as_none_of_so_many():
    assert out_of(0, 72) == "in none of 72 cases"
    assert out_of(10, 1072) == "in 10 of 1,072 cases"


def test_names_with_an_and_of_their_own_are_kept_apart():
    assert names_listed(["Cumberland", "Westmorland and Furness"]) == "Cumberland, and Westmorland and Furness"
    assert names_listed(["North", "West"]) == "North and West"
    assert names_listed(["Bournemouth, Christchurch and Poole"]) == "Bournemouth, Christchurch and Poole"


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed()


def test_a_number_is_printed_with_the_decimals_of_its_unit_and_the_days_are_those_of_the_figures():
    say = saying({"rate": [88.25, "per_10000", dt.date(2021, 3, 31)], "count": [297, "count"], "name": "Torbay"}, {})
    assert isinstance(say, Saying)
    assert (say.printed_as("rate"), say.printed_as("count")) == (("per_10000", 1), ("count", 0))
    assert say.printed_as("name") == ("text", 0)
    assert say.days == (dt.date(2021, 3, 31),)
