"""Authorities in the spellings of other publishers."""

import pytest

from analysis.sources.scorecard.areas import find_area, is_authority, is_whole, why_not_held


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Torbay", "E06000027"),
        ("  Torbay  UA", "E06000027"),
        ("E06000027", "E06000027"),
        ("Swindon UA", "E06000030"),
        ("Plymouth City Council", "E06000026"),
        ("Kirklees MBC", "E08000034"),
        ("Yorkshire & Humber", "E12000003"),
        ("St. Helens", "E08000013"),
    ],
)
def test_an_area_is_found_with_the_endings_and_marks_that_people_write(text, code):
    assert find_area(text) == code


@pytest.mark.parametrize("text", [None, "", "   ", "12", "Number of referrals", "Council", "Total"])
def test_what_names_no_area_gives_none(text):
    assert find_area(text) is None


@pytest.mark.parametrize(
    "text",
    ["Total", "All teams", "Wirral total", "Borough", "Council-wide", "All Kirklees", "Whole of Leeds"],
)
def test_what_is_all_of_an_authority_is_known_by_its_words(text):
    assert is_whole(text)


@pytest.mark.parametrize("text", ["North", "Team 4", "Allerton", "Citywide visits team", "West", "All North"])
def test_a_part_of_an_authority_is_not_all_of_it(text):
    assert not is_whole(text)


def test_an_authority_is_one_of_whatever_nation():
    named = ["Torbay", "E06000027", "Cardiff", "W06000015", "S12000049", "N09000003", "Referrals", ""]
    assert [is_authority(text) for text in named] == [True] * 6 + [False] * 2


@pytest.mark.parametrize(
    ("text", "nation"),
    [("W06000015", "Wales"), ("Glasgow City Council", "Scotland"), ("N09000003", "Northern Ireland")],
)
def test_a_figure_of_another_nation_says_so(text, nation):
    assert why_not_held(text) == f"it is of {nation}, and the register has the authorities of England only"


def test_an_area_that_nobody_knows_says_so():
    assert why_not_held("Atlantis") == "nobody knows this area: the register has the authorities of England only"
