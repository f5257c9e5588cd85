"""Every name is made up."""

import pytest

from analysis.sources.single_children import (
    is_about_one,
    is_called_as_a_child,
    says_single_children,
    tells_a_story,
    tells_of_one_case,
)

SAID = [
    "Two came: boy 14 Millbrook; girl 3 Northgate",
    "a girl aged 12 from Westcliff",
    "It is one 15 year old who went home",
    "Case discussion: Kayleigh P, 14, placement ended",
    "Charlotte aged 9 is counted twice",
    "M14, F12 and M9 came in",
    "Sibling group - three boys 4, 7 and 9",
    "Three new plans: 2 sibs (5 & 8) of Oakfield",
    "1 unborn; 15yo M from Westcliff",
    "The extra one is the Begum baby",
    "Prepared for a meeting re Mr Curnow",
]
COUNTED = [
    "Children aged 5 and over; boys 14, girls 22",
    "A child aged 3 or 4 is counted once",
    "Young people aged 16 and 17 are with care leavers",
    "Two 17 year olds left; the 15 year old cohort rose",
    "Male 14, Female 17; North 12; South 14; East 9; West 3",
    "12 girls aged 14 to 16 and 9 boys aged 10, 11 or 12 took part; M1 24, M2 30",
    "A large sibling group of 5 on 12 March 2024",
    "The Supporting Families children rose by 4",
    "Charlotte Road (6) and Victoria House (5) are full",
    "Mr Curnow (Chair) presented 4 papers",
    "Boys 4, 5 and 6",
]


@pytest.mark.parametrize("text", SAID)
def test_an_age_and_a_singular_tell_of_a_child(text):
    assert says_single_children(text)


@pytest.mark.parametrize("text", COUNTED)
def test_counts_ranges_and_bands_tell_of_none(text):
    assert not says_single_children(text)


@pytest.mark.parametrize(
    "stem", ["PascoeJ_DOB120311", "Kayleigh_Smith", "Case 48213 - visits", "JonesT", "girl aged 12"]
)
def test_a_file_called_as_a_child_is_known(stem):
    assert is_called_as_a_child(stem)


@pytest.mark.parametrize(
    "stem",
    ["April Scorecard", "May Report 2025", "Scorecard - Jane Price", "CP case 2024", "Grace House", "DOB completeness"],
)
def test_a_file_called_as_a_document_or_place_is_none(stem):
    assert not is_called_as_a_child(stem)


@pytest.mark.parametrize(
    "text",
    [
        "The third was about a lad whose stepfather was arrested; he stays with his aunt.",
        "One young person absconded from the unit twice.",
        "Mum died in May and the baby went to grandparents.",
        "Counted late. This is the girl from the unit; she took an overdose.",
    ],
)
def test_a_story_of_one_child_is_known_without_name_or_age(text):
    assert tells_a_story(text)


@pytest.mark.parametrize(
    "text",
    [
        "One child was counted twice in May and taken out.",
        "A child who has been looked after for 2.5 years, in the same placement for two.",
        "Manager confirmed with her team that this is right.",
        "Mother and baby placements are left out.",
        "Children who returned home in the year; the father is asked in each audit.",
    ],
)
def test_definitions_and_remarks_tell_no_story(text):
    assert not tells_a_story(text)


def test_lines_of_what_happened_tell_of_cases_and_plans_do_not():
    assert tells_of_one_case("Moved to foster carers in Leeds")
    assert not tells_of_one_case("Review the threshold document")
    assert is_about_one("His mother rang about him")
    assert not is_about_one("Children seen with a parent")
