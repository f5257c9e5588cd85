import re

import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.matching.label import read_label
from analysis.catalogue.matching.names import claimed_twice, measures_called, printed_names
from analysis.catalogue.measure import Measure, Measures, measures, national_measures

# Limits that law or statutory guidance sets, so that "on time" says them; ages and numbers that have no other value.
FIXED_BY_LAW = {
    "icpcs_within_15_days": "Working Together to Safeguard Children",
    "icpcs_within_15_days_percent": "Working Together to Safeguard Children",
    "referrals_decided_1_day_percent": "Working Together to Safeguard Children",
    "assessments_45_days_percent": "Working Together to Safeguard Children",
    "initial_assessments_10_days_percent": "Working Together to Safeguard Children 2010",
    "core_assessments_35_days_percent": "Working Together to Safeguard Children 2010",
    "cla_initial_care_plan_10_days_percent": "Care Planning, Placement and Case Review Regulations 2010",
    "return_interviews_72_hours": "Statutory guidance on children who run away or go missing 2014",
    "return_interviews_72_hours_percent": "Statutory guidance on children who run away or go missing 2014",
    "care_proceedings_26_weeks_percent": "Children and Families Act 2014, section 14",
    "care_leavers_pathway_plan_16_17_percent": "Children (Leaving Care) Act 2000: eligible children are 16 or 17",
    "youth_justice_entrant_rate": "Children and Young Persons Act 1933, section 50: no offender is under 10",
    "caseload_largest": "one social worker has the largest",
}


def a_catalogue(*entries):
    made = [Measure(name=f"Name of {entry['id']}", definition="d.", **entry) for entry in entries]
    return Measures({measure.id: measure for measure in made})


def test_no_name_of_the_catalogue_is_claimed_twice_without_a_question():
    assert claimed_twice(measures()) == []
    for measure in measures().values():
        for other in measure.asked_with:
            assert measure.id in measures()[other].asked_with, measure.id
            assert measure.question, measure.id


def test_a_name_claimed_twice_is_named_with_both_measures():
    one = {"id": "a", "unit": "count", "printed_as": ("CLA visits on time",)}
    other = {"id": "b", "unit": "count", "printed_as": ("visits to LAC in timescale",)}
    with pytest.raises(WorkbenchError, match="printed for a and for b"):
        printed_names(a_catalogue(one, other))


def test_two_may_claim_a_name_where_each_asks_about_the_other_or_their_units_differ():
    one = {"id": "a", "unit": "count", "printed_as": ("CLA visits on time",), "asked_with": ("b",)}
    other = {"id": "b", "unit": "count", "printed_as": ("visits to LAC in timescale",)}
    assert claimed_twice(a_catalogue(one, other))
    assert not claimed_twice(a_catalogue(one, other | {"asked_with": ("a",)}))
    assert not claimed_twice(a_catalogue(one, other | {"unit": "percent"}))


def test_a_word_that_few_measures_have_weighs_more():
    names = printed_names(measures())
    assert names.weight("private_fostering") > names.weight("cla")
    assert names.weight("a word nobody has") == names.heaviest


def test_a_title_that_loses_its_sense_does_not_claim_what_another_prints():
    one = {"id": "a", "unit": "count", "printed_as": ("referrals",)}
    catalogue = Measures(
        {
            **a_catalogue(one).by_id,
            "b": Measure(id="b", name="Referrals by any other", definition="d.", unit="count"),
        }
    )
    found = printed_names(catalogue).by_core[frozenset({"referral"})]
    assert [name.measure.id for name in found] == ["a"]


def test_measures_are_found_in_the_words_councils_print():
    assert "cla_visits_on_time_percent" in measures_called("LAC visits", measures())
    assert measures_called("CPP", measures())[0] in {"cp_plans_at_period_end", "cp_rate", "cp_days_average"}
    assert measures_called("s47 to icpc", measures()) == ("s47_to_icpc_percent",)
    assert measures_called("potholes", measures()) == ()
    assert measures_called("of the", measures()) == ()


def numbers_of(text):
    return {number for word in read_label(text).quantities for number in re.findall(r"\d+", word)}


def test_a_name_that_is_a_claim_says_every_number_that_its_measure_is_called_by():
    silent = [
        (measure.id, name)
        for measure in national_measures().values()
        if measure.id not in FIXED_BY_LAW
        for name in measure.printed_as
        if not numbers_of(measure.name) <= numbers_of(name)
    ]
    assert silent == []


def test_what_one_measure_may_be_printed_as_no_other_claims():
    claims = {
        (read.words, read.nearly, measure.unit): measure.id
        for measure in national_measures().values()
        for read in map(read_label, measure.printed_as)
    }
    both = [
        (measure.id, claims[key], name)
        for measure in national_measures().values()
        for name in measure.may_be_printed_as
        if (key := (read_label(name).words, read_label(name).nearly, measure.unit)) in claims
    ]
    assert both == []


def test_a_name_that_other_things_are_printed_under_claims_nothing():
    entry = {"id": "a", "unit": "count", "printed_as": ("CLA visits on time",), "may_be_printed_as": ("CLA visits",)}
    names = printed_names(a_catalogue(entry)).names
    assert [(name.text, name.claims) for name in names if name.text.startswith("CLA")] == [
        ("CLA visits on time", True),
        ("CLA visits", False),
    ]
