"""Common names tell a column, a tab or a sentence about persons from one about places and measures."""

import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.measure import national_measures
from analysis.sources.common_names import (
    are_common_names,
    common_names,
    is_forename,
    labels_name_people,
    people_named,
    people_with_ages,
    tells_of_a_person,
)


def test_the_names_are_of_communities_and_no_trees_or_colours():
    known = common_names()
    assert {"aisha", "kacper", "niamh", "oluwaseun"} <= known.forenames
    assert {"begum", "nowak", "o'connor", "okafor"} <= known.surnames
    assert not {"rowan", "hazel", "april", "hope", "green", "lincoln", "ward"} & (
        known.forenames | known.surnames - {"ward"}
    )


@pytest.mark.parametrize(
    ("texts", "are"),
    [
        (["Smith", "Khan", "Nowak", "Jones"], True),
        (["Aisha", "Kacper", "Quillan", "Priya", "Zebedee", "Tom"], True),  # not each name is common
        (["Smith", "Khan", "Nowak"], False),  # too few
        (["Smith", "Smith", "Smith", "Smith", "Smith"], False),
        (["Rowan", "Willow", "Hazel", "Oak", "Beech"], False),
        (["Smith House", "Khan Centre", "Nowak Street", "Jones Lodge", "Patel Court"], False),
        (["Smith", "Khan", "Nowak", "Jones", *(f"Item{at}" for at in range(9))], False),
        ([], False),
    ],
)
def test_several_common_names_among_single_words_are_people(texts, are):
    assert are_common_names(texts) is are


def test_no_area_and_no_measure_is_a_list_of_common_names():
    assert not are_common_names([area.name for area in areas().values()])
    assert not labels_name_people(measure.name for measure in national_measures().values())
    assert not labels_name_people(area.name for area in areas().values())


def test_a_forename_is_one_whatever_its_letters():
    assert is_forename(" AISHA ")
    assert not is_forename("Aisha Begum")
    assert not is_forename("Oak")


def test_names_begin_with_a_forename_wherever_they_stand():
    assert people_named("Caseload Jane Price, and Omar Aziz's") == {"jane price", "omar aziz's"}
    assert people_named("jane price in Dewsbury East") == frozenset()


@pytest.mark.parametrize("text", ["Jane Price (6)", "Jane Price, aged 6", "Jane Price (aged 6)"])
def test_an_age_behind_a_name_is_seen(text):
    assert people_with_ages(text) == {"jane price"}


def test_a_year_or_a_place_behind_a_name_is_no_age():
    assert people_with_ages("Jane Price (2024) and Dewsbury East (12)") == frozenset()


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        (["Case of Khan", "Case of Nowak", "Case of Patel", "Case of Okafor"], True),
        (["Case of Khan", "Case of Nowak", "Case of Patel"], False),
        (["Jane's placement", "Omar's placement", "Sue's placement"], True),
        (["Visits to Jane Price", "Visits to Omar Aziz", "Visits to Sue Hall"], True),
        (["of which: Jane", "of which: Omar", "of which: Sue"], True),
        (["Visits to Jane Price", "Visits to Omar Aziz"], False),
        (["Jane Price looks at this.", "Omar Aziz looks at this.", "Sue Hall looks at this."], False),
        (
            [
                f"{'A long remark about why figures fell, ' * 2}says {one}"
                for one in ("Jane Price", "Omar Aziz", "Sue Hall")
            ],
            False,
        ),
    ],
)
def test_labels_that_each_name_another_person_are_of_people(texts, name):
    assert labels_name_people(texts) is name


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Jane Price, Omar Aziz and Sue Hall", True),
        ("Jane Price and her brother Tom Price", True),
        ("Jane Price, 302114", True),
        ("Jane, Omar and Sue", True),
        ("Jane and Omar say that Sue should look at it", False),
        ("CM (14) and sister FM (11)", True),
        ("Jane Price and Omar Aziz are reviewing this with Sue Hall over the summer", False),
        ("Ask Jane Price on 01484 221000", False),
        ("Jane Price says that 25,114 were counted", False),
        ("CP (14) and CLA (11)", False),
        ("their brothers and sisters", False),
    ],
)
def test_clients_are_told_from_who_answers_for_a_figure(text, tells):
    assert tells_of_a_person(text) is tells


def test_a_long_text_is_looked_at_in_bounded_time():
    assert not tells_of_a_person("A" * 3_000_000)
    assert not tells_of_a_person("Aa " * 1_000_000)
