"""Forms about one person, and title pages, filters and lists of fields that only look like such."""

import pytest

from analysis.sources.fields_of_one import are_fields_of_one, tells_fields_of_one


@pytest.mark.parametrize(
    "rows",
    [
        [("Name:", "Nikodem Ogden"), ("DOB:", "03/02/2011"), ("Status:", "CP plan")],
        [("Child", "NO"), ("Age", "7"), ("Reason", "Neglect"), ("Outcome", "ICPC")],
        [("Age: 7",), ("School: St Jude's",), ("Concern: domestic abuse",)],
        [("Case discussed:", "Nikodem O."), ("Decision:", "Step down")],
    ],
)
def test_fields_down_a_sheet_are_of_one_person(rows):
    assert are_fields_of_one(rows)


@pytest.mark.parametrize(
    "rows",
    [
        [("Prepared by", "Jane Price"), ("Date", "03/07/2024"), ("Version", "1.2")],
        [("Ethnicity", "98%"), ("Age", "99%"), ("Gender", "100%")],
        [("DateOfBirth", "date"), ("Gender", "text"), ("Name", "text")],
        [("Case", "Jul-25"), ("CIN", "1300"), ("Care leavers", "1411")],
    ],
)
def test_fields_of_documents_and_counts_are_of_nobody(rows):
    assert not are_fields_of_one(rows)


def test_a_text_of_fields_is_a_form_and_a_filter_is_none():
    assert tells_fields_of_one("Name: Nikodem Ogden; DOB: 03/02/2011; Plan: neglect")
    assert tells_fields_of_one("id=412233, yob=2011, status=CIN")
    assert not tells_fields_of_one("Filters applied: Year = 2024/25; Team = All; Age = 0-17")
    assert not tells_fields_of_one("The scoring system is: Exceeds good = 1 Meets good = 2")
