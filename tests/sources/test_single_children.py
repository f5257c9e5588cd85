"""Every name is made up."""

import pytest

from analysis.sources.single_children import is_called_as_a_child, is_list_of_cases, says_single_children

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


def test_lines_of_one_cell_are_rows():
    lines = [
        "M, Millbrook, 12/03/2024",
        "F, Northgate, 14/05/2024",
        "M, Saltmarsh, 9/04/2024",
        "F, Westcliff, 8/02/2024",
    ]
    assert is_list_of_cases("\n".join(lines))
    assert is_list_of_cases("; ".join(lines))
    assert not is_list_of_cases("; ".join(lines[:3]))
    assert is_list_of_cases("A.K. - moved\nJ.B. - neglect\nS.O. - unborn\nL.M. - stepped down")
    assert not is_list_of_cases("Demand rose\nStaff left\nNew team\nPanel changed")


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
