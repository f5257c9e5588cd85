from collections import Counter

import pytest
from pydantic import ValidationError

from analysis.catalogue.errors import UnknownNameError
from analysis.catalogue.measure import (
    Measure,
    Measures,
    Noun,
    in_no_catalogue,
    may_count_once,
    measures,
    national_measures,
)


def test_the_catalogue_is_valid():
    assert len(measures()) > 250
    for measure in measures().values():
        assert measure.definition.endswith("."), measure.id
        assert measure.name
        assert measure.numerator != measure.id


def test_the_national_catalogue_holds_what_councils_report_with_all_that_is_needed_to_compare_it():
    national = national_measures()
    of_councils = [measure for measure in national.values() if measure.comparable is not None]
    assert len(of_councils) >= 180
    for measure in national.values():
        assert measure.definition.endswith("."), measure.id
        assert len(measure.printed_as) == len(set(measure.printed_as)), measure.id
    assert sum(bool(measure.printed_as) for measure in national.values()) >= 180
    rates = [measure for measure in national.values() if measure.unit == "per_10000" and measure.printed_as]
    assert [measure.id for measure in rates if measure.usual is None] == []


def test_no_two_measures_are_printed_under_one_name():
    printed = Counter(measure.name.casefold() for measure in measures().values())
    assert [name for name, count in printed.items() if count > 1] == []


def test_ratios_name_both_parts_and_how_they_are_scaled():
    for measure in measures().values():
        if measure.numerator:
            assert measure.denominator in measures(), measure.id
            expected = {"percent": 100, "per_10000": 10_000, "cases_per_fte": 1}
            assert measure.per == expected[measure.unit], measure.id


def test_rates_per_10000_belong_to_counts():
    for measure in measures().values():
        if measure.rate:
            assert measure.unit == "count"
            assert measures()[measure.rate].unit == "per_10000"
            assert measures()[measure.rate].numerator == measure.id


RATES_OF_NEED = ("referral_rate", "cin_rate", "cp_rate", "cp_start_rate", "cla_rate", "cla_start_rate")


@pytest.mark.parametrize("rate", RATES_OF_NEED)
def test_rates_of_need_cannot_be_made_good_or_bad(rate):
    assert measures()[rate].polarity == "neutral"
    assert measures()[rate].neutral
    with pytest.raises(ValidationError, match="must stay neutral"):
        Measure.model_validate({**measures()[rate].model_dump(), "polarity": "low_is_good"})


def a_measure(name="x", **fields):
    return Measure.model_validate({"id": name, "name": name, "definition": "X.", "unit": "count", **fields})


def test_everything_wrong_with_an_entry_is_said_at_once():
    with pytest.raises(ValidationError) as error:
        a_measure(neutral=True, polarity="low_is_good", driver=1, comparable="sideways")
    assert "must stay neutral" in str(error.value)
    assert "forecast_as" in str(error.value)
    assert 'comparable "sideways"' in str(error.value)


def test_a_count_grows_to_the_year_and_a_share_only_where_its_entry_says_so():
    assert a_measure().grows_to_the_year
    assert not a_measure(accumulates="no").grows_to_the_year
    assert not a_measure(unit="percent").grows_to_the_year
    assert a_measure(unit="percent", accumulates="from_april").grows_to_the_year


@pytest.mark.parametrize(
    ("fields", "compared_as"),
    [
        ({"unit": "percent"}, "x"),
        ({"unit": "days"}, "x"),
        ({"unit": "score", "comparable": "no"}, None),
        ({"rate": "y"}, "y"),
        ({"comparable": "through z"}, "z"),
        ({"comparable": "share"}, "x"),
        ({}, "of_x"),
        ({"unit": "fte"}, "of_x"),
    ],
)
def test_a_measure_is_compared_as_its_rate(fields, compared_as):
    others = [a_measure("y", unit="per_10000"), a_measure("z", unit="percent"), a_measure("of_x", numerator="x")]
    catalogue = Measures({each.id: each for each in (a_measure(**fields), *others)})
    assert catalogue.compared_as("x") == compared_as


def test_a_rate_of_children_goes_before_a_share():
    others = [a_measure("a", unit="percent", numerator="x"), a_measure("b", unit="per_10000", numerator="x")]
    catalogue = Measures({each.id: each for each in (a_measure(), *others)})
    assert catalogue.compared_as("x") == "b"
    assert Measures({"x": a_measure()}).compared_as("x") is None


def test_a_noun_goes_with_its_number():
    plan = Noun(one="plan", many="plans")
    assert [plan.of(count) for count in (0, 1, -1, 2)] == ["plans", "plan", "plan", "plans"]


@pytest.mark.parametrize(
    "volume",
    [
        "referrals",
        "s47_enquiries",
        "icpcs",
        "cp_plans_at_period_end",
        "cla_at_period_end",
        "assessments",
        "cla_started",
    ],
)
def test_volumes_of_need_are_never_good_or_bad(volume):
    assert measures()[volume].polarity == "neutral"


def printed_under(ref):
    return {name for name, measure in measures().items() if ref in measure.refs}


@pytest.mark.parametrize(
    ("ref", "measure"),
    [
        ("T8", "initial_assessments_10_days_percent"),
        ("NI059", "initial_assessments_10_days_percent"),
        ("T6", "re_referrals_percent"),
        ("2.15", "assessments_45_days_percent"),
        ("2.4", "referrals"),
        ("3.1", "social_worker_vacancy_rate"),
    ],
)
def test_a_papers_ref_finds_the_measure(ref, measure):
    assert printed_under(ref) == {measure}


def test_a_ref_that_stands_twice_finds_both():
    assert printed_under("2.24") == {"cp_reviews_on_time_percent", "cla_last_review_on_time_percent"}


def test_a_printed_label_finds_one_measure_whatever_its_spaces():
    found = measures().with_label("%  of Referrals that were REPEAT referrals")
    assert found == ()
    (measure,) = measures().with_label("percentage of referrals that were  repeat referrals (within 12 months)")
    assert measure.id == "re_referrals_percent"


def test_no_label_is_shared_by_two_measures():
    labels = [(label.casefold(), measure.id) for measure in measures().values() for label in measure.labels]
    assert len({label for label, _ in labels}) == len(labels)


def test_a_misspelt_id_is_answered_with_the_near_ones():
    with pytest.raises(UnknownNameError) as error:
        measures()["cp_rates"]
    assert "cp_rate" in error.value.hint


def test_drivers_stand_in_their_order_and_before_what_else_is_forecast():
    entries = [
        a_measure("a", forecast_as="days"),
        a_measure("b", driver=2, forecast_as="rate"),
        a_measure("c", driver=1, forecast_as="percent"),
        a_measure("d"),
    ]
    catalogue = Measures({each.id: each for each in entries})
    assert catalogue.drivers == ("c", "b")
    assert list(catalogue.forecast.items()) == [("c", "percent"), ("b", "rate"), ("a", "days")]


def test_a_measure_of_no_catalogue_is_told_with_what_is_near_and_where_to_add_it():
    said = in_no_catalogue("Referral rate")
    assert said.startswith('"Referral rate" is a measure of no catalogue (the nearest is "')
    assert said.endswith(" and build again")
    assert "the nearest" not in in_no_catalogue("zzzz qqqq")


def test_a_child_may_count_once_where_the_entry_says_so_or_nobody_has_said():
    own = Measure(id="own", name="Own", definition="", unit="count", polarity="neutral")
    assert may_count_once(own)
    assert not may_count_once(own.model_copy(update={"accumulates": "from_april"}))
    assert may_count_once(own.model_copy(update={"accumulates": "from_april", "distinct_children": True}))
    assert not may_count_once(measures()["referrals"])
