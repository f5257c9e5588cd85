"""What a reader may reckon with comes from the catalogue and the relations between measures."""

import pytest

from analysis.catalogue.measure import measures
from analysis.present.disclosure.cells import tells_of_children
from analysis.present.disclosure.knowledge import kind_of, knowledge, share_wholes, tied_measures
from protected_record import held_as_protected


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


def test_a_percentage_whose_part_is_no_measure_has_a_whole_and_others_have_both_sides():
    assert share_wholes()["sgo_of_leaving_care_percent"] == "cla_ended"
    assert not set(share_wholes()) & set(knowledge().ratios)


NO_WHOLE_IN_THE_CATALOGUE = (
    *("audits_", "supervision_", "case_supervision_", "management_oversight_", "complaints_", "viewpoint_"),
    *(
        "permanence_plans_",
        "pathway_plans_",
        "assessments_audited_",
        "fostering_reviews_",
        "care_proceedings_26_weeks_",
    ),
    *(
        "early_help_",
        "youth_justice_eet_",
        "reoffending_",
        "care_leavers_",
        "cla_five_gcses_",
        "cla_siblings_together_",
    ),
    *("cla_health_", "cla_dental_", "cla_immunisations_", "cla_optician_", "cla_development_", "cla_sdq_", "cla_pep_"),
    *("cla_substance_misuse_", "cla_offending_", "cla_school_", "cla_persistent_absence_", "cla_suspensions_"),
    *("cla_ehcp_", "cla_good_school_", "cla_in_permanent_placement_"),  # of those of an age, or of 12 months in care
    *("foster_to_adopt_increase_", "assessments_no_further_role_cut_", "strategy_discussions_growth_"),  # changes
)


def test_every_other_percentage_of_children_says_of_what_it_is_one():
    """31% of 13 children who left care is four: what nobody ties to its whole is worked out with a pencil."""
    shares = [name for name, one in measures().items() if one.unit == "percent" and tells_of_children(name)]
    untied = [name for name in shares if name not in {*knowledge().ratios, *share_wholes()}]
    assert [name for name in untied if not name.startswith(NO_WHOLE_IN_THE_CATALOGUE)] == []


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


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()
