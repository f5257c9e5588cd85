"""Whom an authority is compared with."""

import datetime as dt
import math

import pytest

from analysis.catalogue.area import ENGLAND, areas
from analysis.catalogue.neighbour import neighbours
from analysis.catalogue.period import Month
from analysis.questions.comparators import (
    ABOUT,
    FEWEST_COMPARABLE,
    Comparators,
    comparable,
    comparators,
    group_in_force,
    middle,
    others_held,
)
from analysis.questions.series_reader import SeriesReader
from own_months_store import rows_of, store_of
from whole_answers import held_to_its_record

TORBAY = "E06000027"
UNTIL = dt.date(2021, 5, 31)
OTHERS = [area.code for area in areas().authorities() if area.code != TORBAY]
NEIGHBOURS = neighbours(TORBAY, "2021").members


def reader(*codes):
    """Figures of one year of referrals for these authorities."""
    rows = [rows_of("referrals", [100], "year", last=Month(2021, 3), area=code) for code in codes]
    return SeriesReader.from_store(store_of(*rows), TORBAY, UNTIL)


@pytest.mark.parametrize(("month", "model"), [(Month(2025, 3), "2021"), (Month(2025, 4), "2025")])
def test_the_group_is_of_the_model_in_force_in_the_month(month, model):
    assert group_in_force(TORBAY, month) == neighbours(TORBAY, model)


def test_an_authority_that_one_model_has_not_takes_the_group_of_the_other():
    cumberland, cumbria = "E06000063", "E10000006"
    assert group_in_force(cumberland, Month(2021, 5)) == neighbours(cumberland, "2025")
    assert group_in_force(cumbria, Month(2025, 5)) == neighbours(cumbria, "2021")
    assert group_in_force(ENGLAND, Month(2021, 5)) is None


def test_members_are_the_neighbours_with_figures_in_the_order_of_the_group():
    chosen = comparators(reader(TORBAY, NEIGHBOURS[3], NEIGHBOURS[1]), "referrals", Month(2021, 5))
    assert chosen.members == (NEIGHBOURS[1], NEIGHBOURS[3])
    assert chosen.region == areas()[TORBAY].region
    assert chosen.england == ENGLAND
    assert chosen.group == neighbours(TORBAY, "2021")


@pytest.mark.parametrize(("month", "in_force"), [(Month(2021, 3), False), (Month(2021, 4), True)])
def test_of_a_month_before_any_group_that_is_held_it_says_so(month, in_force):
    assert comparators(reader(TORBAY), "referrals", month).in_force is in_force


def test_where_no_model_has_the_authority_nobody_is_a_neighbour():
    chosen = comparators(reader(TORBAY).of(ENGLAND), "referrals", Month(2021, 5))
    assert (chosen.group, chosen.members) == (None, ())


@pytest.mark.parametrize("number", [FEWEST_COMPARABLE - 1, FEWEST_COMPARABLE])
def test_too_few_neighbours_are_no_measure_of_what_is_usual(number):
    figures = reader(TORBAY, *NEIGHBOURS[:number], *[code for code in OTHERS if code not in NEIGHBOURS][:3])
    chosen = comparators(figures, "referrals", Month(2021, 5))
    found = comparable(figures, "referrals", chosen)
    assert found == (chosen.members if number >= FEWEST_COMPARABLE else others_held(figures, "referrals"))
    assert len(found) == (number if number >= FEWEST_COMPARABLE else number + 3)


def test_the_others_held_are_authorities_with_figures_and_not_the_area_nor_england():
    figures = reader(TORBAY, ENGLAND, OTHERS[5])
    assert others_held(figures, "referrals") == (OTHERS[5],)
    assert others_held(figures, "cp_plans_started") == ()


def test_comparators_are_a_value():
    assert Comparators(None, (), None, ENGLAND, in_force=True) == Comparators(None, (), None, ENGLAND, in_force=True)


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


def test_about_the_same_is_nearer_than_a_tenth():
    assert ABOUT == 0.1


def test_the_figures_of_one_or_two_areas_have_no_middle():
    assert math.isnan(middle([]))
    assert math.isnan(middle([10.0, 20.0, math.nan]))
    assert middle([10.0, 30.0, 20.0]) == 20.0
    assert middle([10.0, math.nan, 30.0, 20.0, 40.0]) == 25.0
