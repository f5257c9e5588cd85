"""Headers of returns and case systems, in the spellings they are met in."""

import pytest

from analysis.sources.person_headers import announces_people, has_tags_of_returns, header_kind, says_how_to_reach


@pytest.mark.parametrize(
    "header",
    [
        "CHILD",
        "Child ID",
        "child_id",
        "ChildID",
        "LAchildID",
        "Child Unique ID",
        "Unique child identifier",
        "Mosaic ID",
        "LCS Number",
        "Liquidlogic ID",
        "Client no.",
        "Person Id",
        "Child's name",
        "Forename",
        "SURNAME",
        "Unique Pupil Number",
        "Worker ID",
        "SWENo",
        "SWE No",
        "Individual adopter identifier",
        "Family identifier",
        "CYP ID",
        "Young Person Ref",
        "NI number",
        "Child Name",
        "LAC ID",
        "Case ID",
    ],
)
def test_a_number_or_name_of_one_person_is_announced(header):
    assert header_kind(header) == "number"


@pytest.mark.parametrize(
    "header",
    [
        "DOB",
        "UPN",
        "ULN",
        "D.O.B.",
        "Date of birth",
        "PersonBirthDate",
        "Person Birth Date",
        "Birth date",
        "NHS number",
        "NHS No",
        "NHS_NUM",
        "HOME_POST",
        "PL_POST",
        "Social Worker Number",
        "CLA number",
        "Postcode",
        "Home postcode",
        "Post code",
        "MC_DOB",
        "DOB of child",
    ],
)
def test_something_of_one_person_is_announced(header):
    assert header_kind(header) == "attribute"


@pytest.mark.parametrize(
    "header",
    [
        "Ethnicity",
        "ETHNIC",
        "Gender",
        "SEX",
        "Allocated Worker",
        "Age of Child (Years)",
    ],
)
def test_what_may_describe_one_person_is_a_hint(header):
    assert header_kind(header) == "hint"


@pytest.mark.parametrize(
    "header",
    [
        "Indicator",
        "Measure",
        "Ref",
        "Number of children",
        "Children looked after",
        "Apr-24",
        "Reporting Period",
        "Value",
        "Service Area",
        "Numerator",
        "children_count",
        "Number of referrals received",
        "Child protection plans",
        "Children in need",
        "Caseload per social worker",
        "Allocated social workers",
        "PI No",
        "time_period",
        "old_la_code",
        "% of children with an up to date health check recorded with their NHS number",
        "Target",
        "Owner",
    ],
)
def test_headers_of_totals_announce_nobody(header):
    assert header_kind(header) is None


@pytest.mark.parametrize("tag", ["<LAchildID>", "<n:UPN>", "<CSWWWorker>", "<Collection> CIN </Collection>", "<Child>"])
def test_elements_of_returns_are_known(tag):
    assert has_tags_of_returns(f"<?xml version='1.0'?><Message>{tag}x")


def test_a_table_on_a_web_page_is_no_return():
    assert not has_tags_of_returns("<html><table><tr><td>Children in need</td></tr></table>")


@pytest.mark.parametrize(
    "header", ["Young person", "Child initials", "Name", "Social Worker", "Foster carers", "Sibling group", "Family"]
)
def test_headers_under_which_names_may_stand_are_known(header):
    assert announces_people(header)


@pytest.mark.parametrize("header", ["Indicator", "Measure name", "Team", "Owner", "Children looked after", "Ward"])
def test_other_headers_announce_no_people(header):
    assert not announces_people(header)


def test_how_to_reach_somebody_is_told_from_who_it_is():
    assert says_how_to_reach("E-mail address")
    assert says_how_to_reach("Tel")
    assert not says_how_to_reach("Contact")


@pytest.mark.parametrize("header", ["Postcode district", "Post code sector"])
def test_a_part_of_a_postcode_is_a_place(header):
    assert header_kind(header) is None


@pytest.mark.parametrize("system", ["Mosaic", "Liquidlogic", "Capita One"])
def test_a_system_alone_announces_nobody(system):
    assert not announces_people(system)
    assert header_kind(f"{system} ID") == "number"
