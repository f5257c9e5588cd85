"""Names of people are known by how they are written and by what they lack; what is counted, and places, are let be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.catalogue.area import areas
from analysis.catalogue.measure import national_measures
from analysis.sources.person_names import (
    are_addresses,
    are_in_another_script,
    are_initials,
    are_names,
    are_names_in_a_row,
    are_numbered_people,
    are_single_names,
    are_tabs_of_people,
    could_be_names,
    is_name,
    is_place,
    labels_of_people,
    says_measure,
    says_people,
    says_person,
    says_what,
)

FORENAMES = ("Oriel", "Tamsin", "Jago", "Merryn", "Kerensa", "Piran", "Demelza", "Zoë", "J", "T.", "Anne-Marie")
SURNAMES = ("Trevanion", "O'Shaughnessy", "Penhaligon-Rowe", "McAvoy", "Łukasz", "Nguyen", "de Vries", "TREGEAR")
WAYS = ("{0} {1}", "{1}, {0}", "{0} {1} (3)")

people = st.builds(
    lambda way, forename, surname: way.format(forename, surname),
    st.sampled_from(WAYS),
    st.sampled_from(FORENAMES),
    st.sampled_from(SURNAMES),
)


@given(st.lists(people, min_size=3, max_size=30, unique_by=lambda name: name.removesuffix(" (3)")))
def test_columns_of_names_are_known_however_they_are_written(names):
    assert are_names(["Name", *names])
    assert could_be_names(names)


@given(st.lists(st.sampled_from([measure.name for measure in national_measures().values()]), min_size=3, unique=True))
def test_what_is_counted_is_no_name(labels):
    assert not are_names(labels)
    assert not could_be_names(labels)


@given(st.lists(st.sampled_from([area.name for area in areas().values()]), min_size=3, unique=True))
def test_areas_are_no_names(labels):
    assert not are_names(labels)


def test_two_cells_say_too_little_and_figures_are_none():
    assert not are_names(["Oriel Trevanion", "Jago McAvoy"])
    assert not are_names(["12", "13", "14"])
    assert not could_be_names(["12", "13"])
    assert not could_be_names([])


def test_one_name_again_and_again_is_no_list_of_people():
    assert not are_names(["Oriel Trevanion"] * 6)


def test_initials_count_only_under_a_header_that_announces_people():
    assert could_be_names(["J.T.", "OT", "M P"])
    assert not are_names(["J.T.", "OT", "M P"])


@pytest.mark.parametrize(
    "text",
    [
        "left care (DOB 12/03/2011)",
        "D.o.B: 2011-03-12",
        "date of birth was 1st May 2012",
        "born 12.3.2011",
        "born on 12 March 2011",
        "ganwyd 12/03/2011",
        "Mosaic ID 204567 twice",
        "child no. CH20456",
        "Oriel Trelawny, 12/03/2011; Jago Opie (4.5.2016)",
    ],
)
def test_a_date_of_birth_in_a_remark_is_seen(text):
    assert says_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "Date of birth recorded",
        "DOB complete for 98%",
        "opened 12/03/2011",
        "dobbin 1/2/12",
        "born on or after 1 September 2008",
        "children born 1/4/2011 or later",
        "child number 12",
        "Ofsted Inspection 12/03/2011; Board Meeting 14/05/2016",
        "Jane Smith 12/03/2024, John Brown 14/05/2024",
    ],
)
def test_other_dates_and_words_are_no_births(text):
    assert not says_person(text)


def test_words_of_the_field_and_of_places_say_what_stands_in_a_column():
    assert all(map(says_what, ("Referrals", "Ward", "CP plans")))
    assert not says_what("Oriel Trevanion")


def test_several_names_in_a_row_are_seen_among_labels_and_fewer_are_not():
    names = ["Oriel Trevanion", "Jago McAvoy", "Merryn Opie", "Piran Curnow", "Cador Angove"]
    labels = [f"Referrals of kind {number}" for number in range(50)]
    assert are_names_in_a_row([*labels, *names, *labels])
    assert not are_names_in_a_row([*labels, *names[:4], *labels, *names[:4]])
    assert not are_names_in_a_row([names[0]] * 9)


@pytest.mark.parametrize("name", ["Oriel Trevanion", "oriel trevanion", "TREVANION, Oriel", "O. Trevanion"])
def test_a_name_is_one_in_small_letters_too(name):
    assert is_name(name)


@pytest.mark.parametrize("text", ["Referrals received", "Trevanion", "Torbay Council", "12 March"])
def test_one_word_and_words_of_the_field_are_no_name(text):
    assert not is_name(text)


def test_two_letters_are_initials_where_they_differ_and_abbreviate_nothing():
    assert are_initials(["OT", "J.M.", "PC", "D A", "KP"])
    assert are_initials(["OT1", "JM2", "PC3", "DA4"])
    assert not are_initials(["K1", "K2", "K3", "K4"])
    assert not are_initials(["CP", "CIN", "CLA", "SW", "EH"])
    assert not are_initials(["OT"] * 6)
    assert not are_initials(["OT", "JM", "PC"])


def test_people_by_number_or_letter_and_by_address_are_seen():
    assert are_numbered_people(["Child A", "Child B", "Child C"])
    assert are_numbered_people(["Case 12", "Case #13", "YP 14"])
    assert not are_numbered_people(["Child protection", "Case closures", "Family support"])
    assert are_addresses(["a.b@x.gov.uk", "c.d@x.gov.uk", "e.f@x.gov.uk"])
    assert not are_addresses(["a.b@x.gov.uk", "Referrals", "Plans"])


def test_headers_of_places_and_bodies_are_known():
    assert all(map(is_place, ("Ward", "Locality", "Name of school", "Team", "Local authority")))
    assert not any(map(is_place, ("Caseload holder", "Referrals", "Worker")))


@pytest.mark.parametrize("between", [" " * 300_000, "\n" * 300_000])
def test_spaces_by_the_thousand_neither_hide_a_name_nor_cost_the_square_of_their_number(between):
    assert are_names([f"{between}Oriel{between}{surname}" for surname in ("Trelawny", "Curnow", "Pascoe")])


@pytest.mark.parametrize("behind", ["(" * 300_000, " (a" * 100_000, ", 1\n" * 100_000, " - team" * 100_000])
def test_what_stands_behind_a_name_is_looked_at_up_to_a_length(behind):
    assert not are_names([f"{number} referrals {behind}" for number in range(5)])


@pytest.mark.parametrize(
    "text",
    [
        "DOB 03/04/2011",
        "d.o.b: 2011-04-03",
        "Date of birth is 3rd of April 2011",
        "BORN 3 Apr 2011",
        "b. April 3, 2011",
        "born on 3rd April, 11",
        "MOSAIC ID 123456",
        "Child's number: AB12345",
    ],
)
def test_the_first_look_at_a_text_lets_nothing_pass_that_the_second_finds(text):
    assert says_person(text)
    assert says_person(f"Referrals\t20\n{text}\nAssessments\t30")


@pytest.mark.parametrize("cell", ["Mrs {}", "Mr & Mrs {}", "{} family", "The {} siblings"])
def test_a_title_or_a_family_says_one(cell):
    assert are_numbered_people([cell.format(name) for name in ("Bolitho", "Opie", "Curnow")])


def test_a_family_of_the_field_is_none():
    assert not are_numbered_people(["Strengthening family", "Foster family", "Early help family"])


def test_words_without_an_english_letter_are_names():
    assert are_in_another_script(["\u738b\u5c0f\u660e", "\u5f20\u4f1f", "\u5218\u6d0b"])
    assert not are_in_another_script(["\u2013", "12", "\u00a3", ""])
    assert not are_in_another_script(["Caf\u00e9", "\u0141ukasz", "Zo\u00eb"])


def test_single_names_are_known_with_what_stands_behind_them():
    assert are_single_names(["Smith x3", "Khan (2)", "Nowak - North", "Jones 4"])
    assert not are_single_names(["Oak", "Elm", "Ash", "Beech"])


def test_tabs_are_of_people_by_two_names_or_by_several_forenames():
    assert are_tabs_of_people(["Card", "Aisha_Begum"])
    assert are_tabs_of_people(["Card", "Priya", "Callum"])
    assert not are_tabs_of_people(["Card", "Charlotte"])
    assert not are_tabs_of_people(["Martin House", "Alexandra Unit", "Victoria Road"])


def test_labels_that_name_places_called_after_people_are_let_be():
    assert not labels_of_people(["St Thomas", "St James", "St Peter", "St Anne"])
    assert labels_of_people(["Visits to Jane Price", "Visits to Omar Aziz", "Visits to Sue Bird"])
    assert not labels_of_people(["Visits to Martin House", "Visits to Victoria Road", "Visits to Alexandra Unit"])


def test_a_place_with_a_number_is_no_person_with_an_age():
    assert says_people("Jane Price (6) moved")
    assert not says_people("Victoria House (6) and Charlotte Road (5) are full")


def test_surnames_with_an_initial_behind_are_of_people_and_units_by_letter_are_not():
    assert labels_of_people(["Pascoe J visits", "Bolitho A visits", "Opie T visits", "Curnow K visits"])
    assert not labels_of_people(["Willow A", "Rowan A", "Beech B", "Oak B"])
    assert not labels_of_people(["Team J visits", "Team A visits", "Team T visits", "Team K visits"])


def test_words_of_measures_are_known_and_places_are_none():
    assert says_measure("Referrals received")
    assert not says_measure("Spen Valley")
