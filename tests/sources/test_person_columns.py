"""Cells that are about persons, told from periods, references, areas and figures by their own form."""

import datetime as dt

import pytest

from analysis.sources.person_columns import (
    any_days,
    are_identifiers,
    days_of,
    ends_period,
    has_person_number,
    may_hold_codes_or_days,
    read_day,
    shows_persons,
)
from person_disguises import pupil_number

BIRTHS = ["17/12/1999", "02/05/2007", "12/04/2011", "23/09/2003", "08/08/2012"]
CHILDREN = ["398768", "259754", "868699", "104211", "771034", "559120"]


@pytest.mark.parametrize(
    "text", ["A850728973744", "H12345678901B", "QQ 12 34 56 C".replace("QQ", "AB"), "x A850728973744,"]
)
def test_a_number_of_one_person_is_found_in_any_text(text):
    assert has_person_number(text)


@pytest.mark.parametrize("text", ["E06000027", "A1", "2024-25", "4505467744", "E060000271"])
def test_codes_of_areas_and_figures_are_no_numbers_of_persons(text):
    assert not has_person_number(text)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (BIRTHS, "dates of birth"),
        (["1999-12-17", "2007-05-02", "2011-04-12", "2003-09-23"], "dates of birth"),
        (["17 Dec 1999", "2 May 2007", "12 April 11", "23-Sep-2003"], "dates of birth"),
        (["36511", "39204", "40645", "37887"], "dates of birth"),
        (["4505577104", "450 557 7104", "4505577104", "4505577104"], "NHS numbers"),
        (["V28 5OY", "TQ1 3DR", "H8 7NR", "EX44HX"], "postcodes"),
        (["WBRI", "a) WBRI", "MOTH", "k) APKN"], "codes of ethnic groups"),
    ],
)
def test_what_a_column_holds_of_persons_is_named(cells, said):
    assert shows_persons(cells) == said


@pytest.mark.parametrize(
    "cells",
    [
        [f"{year}-{month:02d}-01" for year in range(2015, 2025) for month in (4, 10)],
        ["30/04/2023", "31/05/2023", "30/06/2023", "31/07/2023"] * 5,
        [str(45383 + 0), "45413", "45444", "45474"],
        ["12/03/2021", "15/04/2021", "22/06/2021", "13/09/2021"],
        [(dt.date(2018, 1, 5) + dt.timedelta(weeks=week)).isoformat() for week in range(250)],
        ["4505577105", "4505577106", "4505577107", "4505577108"],
        ["1,234", "455", "461", "480"],
        ["Green", "Amber", "Red", "Green"],
        BIRTHS[:3],
    ],
)
def test_periods_days_of_one_or_two_years_and_figures_are_not_of_persons(cells):
    assert shows_persons(cells) is None


def test_identifiers_are_codes_of_one_form_each_another_one():
    assert are_identifiers(CHILDREN)
    assert are_identifiers(["RND000215205141", "RND000824303014", "RND000011203014", "RND000999303014"])
    assert not are_identifiers([*CHILDREN, *CHILDREN])
    assert are_identifiers([*CHILDREN, *CHILDREN], unique=False)


@pytest.mark.parametrize(
    "cells",
    [
        ["202401", "202402", "202403", "202404"],
        ["202122", "202223", "202324", "202425"],
        ["E06000027", "E06000026", "E08000034", "E10000008"],
        ["12000", "14500", "13250", "98000"],
        ["1", "2", "3", "4"],
        ["CP1", "CP2", "LAC3", "FD4"],
    ],
)
def test_periods_areas_amounts_and_references_are_no_identifiers(cells):
    assert not are_identifiers(cells)


def test_days_of_events_are_told_from_ends_of_months():
    assert any_days(BIRTHS)
    assert not any_days(["30/04/2023", "31/05/2023", "30/06/2023", "31/07/2023", "31/08/2023"])


@pytest.mark.parametrize(
    "text",
    [
        "12/03/2011",
        "12.03.11",
        "2011-03-12",
        "2011/3/12",
        "12 March 2011",
        "12th March 2011",
        "Sat 12 Mar 2011",
        "12 of March 2011",
        "March 12, 2011",
        "12032011",
        "20110312",
        "40614",
        "2011-03-12T00:00:00",
    ],
)
def test_a_day_is_read_however_it_is_written(text):
    assert read_day(text) == dt.date(2011, 3, 12)


@pytest.mark.parametrize("text", ["12", "March 2011", "99/99/2011", "45.6", "2011-12", "Apr-24", "123456", "x" * 60])
def test_what_is_no_day_is_read_as_none(text):
    assert read_day(text) is None


def test_days_of_a_column_are_those_cells_that_say_one():
    assert days_of(["12/03/2011", "Referrals", "40614"]) == [dt.date(2011, 3, 12)] * 2


def test_first_and_last_days_of_months_end_periods():
    assert all(map(ends_period, (dt.date(2024, 2, 29), dt.date(2024, 3, 1))))
    assert not ends_period(dt.date(2024, 3, 12))


def test_a_pupil_number_with_spaces_counts_where_its_letter_checks_the_digits():
    assert has_person_number("pupil A 123 4567 89012")
    assert not has_person_number("pupil T 123 4567 89012")
    assert not has_person_number("K 12 13 14 15 16 18")


def test_tokens_that_stand_for_persons_are_identifiers():
    assert are_identifiers([f"{number:08x}-1111-2222-3333-{number * 7919:012x}" for number in range(9)])
    assert not are_identifiers(["referral", "assessment", "strategy discussion", "conference"])


@pytest.mark.parametrize("spelt", ["%b %Y", "%b-%Y", "%b%Y", "%B %Y", "%b %y", "FY %Y"])
def test_months_as_they_head_columns_are_no_codes_of_persons(spelt):
    months = [dt.date(2024 + place // 12, place % 12 + 1, 1) for place in range(18)]
    assert not are_identifiers([f"{month:{spelt}}" for month in months])


def test_codes_with_letters_and_digits_stay_codes_of_persons():
    assert are_identifiers([f"CH{number}" for number in CHILDREN])
    assert are_identifiers([f"Mar{number}" for number in CHILDREN])


@pytest.mark.parametrize("text", ["ab123456c", "AB 12 34 56 C", "NHS no. 943 476 5919"])
def test_the_first_look_at_a_text_knows_numbers_with_spaces_and_small_letters(text):
    assert has_person_number(f"Referrals,20\n{text}\n")


def test_the_first_look_at_a_text_knows_a_pupil_number_in_groups():
    number = pupil_number()
    grouped = f"{number[0].lower()}-{number[1:5]} {number[5:9]}-{number[9:]}"
    assert has_person_number(f"Referrals,20\n{grouped}\n")


@pytest.mark.parametrize("cells", [CHILDREN, BIRTHS, ["12", *CHILDREN[:4]]])
def test_a_column_with_four_codes_or_days_may_hold_them(cells):
    assert may_hold_codes_or_days(cells)


@pytest.mark.parametrize("cells", [CHILDREN[:3] * 9, ["2021", "2022", "2023", "2024"], ["E06000027", "E06000026"] * 9])
def test_a_column_of_years_areas_or_few_codes_needs_no_second_look(cells):
    assert not may_hold_codes_or_days(cells)
    assert not may_hold_codes_or_days([f"E0600{number:04}" for number in range(90)])


@pytest.mark.parametrize(
    ("codes", "are"),
    [
        ([f"CS{at:04}" for at in range(1, 20)], False),  # references of measures go up by one
        ([f"CS{at * 37 % 9000 + 1000}" for at in range(1, 20)], True),
        ([f"20-{at * 3713 % 9000 + 1000}" for at in range(1, 20)], True),
        ([f"{month:02}-2024" for month in range(1, 13)], False),
        ([f"EHM-{at * 37 % 900 + 100}-{at * 91 % 900 + 100}" for at in range(1, 20)], True),
        ([f"aZ{at * 371 % 900 + 100}bYcXdWeVfUgT" for at in range(1, 20)], True),
    ],
)
def test_codes_of_persons_are_told_from_references_of_measures(codes, are):
    assert are_identifiers(codes) is are


def test_days_are_read_in_seconds_and_thousandths_as_well():
    assert read_day("1299888000") == read_day("1299888000000") == dt.date(2011, 3, 12)
    assert read_day("1299888001") is None
