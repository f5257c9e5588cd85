"""What a reader may reckon with comes from the catalogue and the relations between measures."""

import pytest

from analysis.catalogue.measure import measures
from analysis.present.disclosure.knowledge import kind_of, knowledge, tied_measures


@pytest.mark.parametrize(
    ("measure", "basis", "kind"),
    [
        ("referrals", "month", "flow"),
        ("referrals", "snapshot", "stock"),
        ("cla_at_period_end", "month", "stock"),
        ("cla_three_or_more_placements", "month", "stock"),
        ("cla_long_term_stability_percent", "year", "stock"),
        ("cp_reviews_due", "month", "flow"),
        (None, "month", "flow"),
    ],
)
def test_how_a_count_adds_up_comes_from_the_catalogue(measure, basis, kind):
    assert kind_of(measures()[measure] if measure else None, basis) == kind


def test_numerators_and_denominators_of_the_catalogue_are_ratios():
    ratio = knowledge().ratios["re_referrals_percent"]
    assert (ratio.numerator, ratio.denominator, ratio.per) == ("re_referrals", "referrals", 100.0)


def test_a_part_that_a_whole_names_is_no_second_subset():
    pairs = [(fact.whole, part) for fact in knowledge().parts for part in fact.parts]
    assert len(pairs) == len(set(pairs))


def test_measures_are_tied_through_what_is_held_and_not_through_the_population():
    tied = tied_measures(knowledge(), {"re_referrals", "referrals", "cp_plans_started"})
    assert tied["re_referrals"] == tied["referrals"]
    assert tied["cp_plans_started"] != tied["referrals"]
    assert "population_0_17" not in tied


def test_numerator_and_denominator_of_every_percentage_of_children_are_part_and_whole():
    facts = {(fact.whole, *fact.parts) for fact in knowledge().parts if fact.of_percentage}
    assert ("icpcs", "icpcs_within_15_days") in facts
    assert not [fact for fact in facts if any(name.endswith("_fte") for name in fact)]
