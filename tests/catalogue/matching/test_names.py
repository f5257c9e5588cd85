import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.matching.names import claimed_twice, measures_called, printed_names
from analysis.catalogue.measure import Measure, Measures, measures


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
