"""Short lines that begin with what nobody knows, which may be people, and lines that begin with known words."""

from analysis.sources.lone_lines import (
    are_ages_and_sexes,
    are_lines_of_nobody_known,
    are_long_codes,
    are_sexes,
    heads_people,
    is_known,
)


def test_unknown_words_one_below_another_may_be_people():
    assert are_lines_of_nobody_known("", ["Nikodem - no change", "Kezia - back home", "Xanthe: court 3rd"])
    assert are_lines_of_nobody_known("Over 18 months", ["UE", "ZU", "DK", "GL"])


def test_lines_of_places_work_and_measures_are_known():
    assert not are_lines_of_nobody_known("Ward", ["Ellacombe", "Tormohun", "Watcombe"])
    assert not are_lines_of_nobody_known("", ["Plymouth", "Isle of Wight", "Bolton"])
    assert not are_lines_of_nobody_known("", ["Front door", "Early help", "Child protection"])
    assert not are_lines_of_nobody_known("Ask", ["Kezia Ogden", "Xanthe Umeh", "Nikodem Yates"])


def test_words_over_an_age_are_people_and_over_counts_are_none():
    assert heads_people(("", "Nikodem", "Kezia", "Xanthe"), ("Age", "Plan (weeks)"))
    assert not heads_people(("", "Nikodem", "Kezia", "Xanthe"), ("Referrals", "Contacts"))


def test_ages_with_sexes_in_no_order_are_children():
    assert are_ages_and_sexes(["Year 7 F", "Year 9 M", "Year 2 F"])
    assert not are_ages_and_sexes(["5 M", "6 M", "7 M"])
    assert are_sexes(["Boy", "Girl", "Girl", "Boy"])
    assert not are_sexes(["Male", "Female", "Male", "Female"])


def test_long_codes_are_no_references_of_measures():
    assert are_long_codes(["f252e6b438", "a66513270e", "d2128b2f33"])
    assert not are_long_codes(["CS01", "CS02", "CS03"])


def test_a_word_is_known_from_the_field_or_from_work():
    assert is_known("Amber")
    assert is_known("Placement")
    assert not is_known("Nikodem")
