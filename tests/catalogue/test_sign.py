import pytest
from pydantic import ValidationError

from analysis.catalogue.pathway import pathway_of, pathways
from analysis.catalogue.sign import SignCatalogue, SignEntry, is_sign, sign_catalogue, sign_of


@pytest.mark.parametrize(
    ("name", "measure", "above", "below"),
    [
        ("starts", "cla_rate", ("cla_started",), None),
        ("next.starts", "referral_rate", ("referrals",), None),
        ("rate", "cp_rate", ("cp_plans_at_period_end",), "population_0_17"),
        ("referral_rate", "cla_rate", ("referrals",), "population_0_17"),
        ("icpc_per_referral", "cp_rate", ("icpcs",), "referrals"),
        ("s47_enquiries", "referrals", ("s47_enquiries",), None),
        ("work", "assessments_on_time", ("assessments",), None),
    ],
)
def test_a_sign_is_counted_from_the_measures_of_the_pathway(name, measure, above, below):
    found = sign_of(name, pathway_of(measure))
    assert (found.above, found.below) == (above, below)


def test_a_share_without_its_work_reads_the_denominator_printed_beside_it():
    found = sign_of("work", pathway_of("icpcs_within_15_days_percent"))
    assert (found.above, found.printed_beside) == ((), "icpcs_within_15_days_percent")


def test_a_sign_of_a_flow_is_none_where_the_pathway_has_no_flow():
    assert sign_of("starts", pathway_of("caseload")) is None
    assert sign_of("cp_rate", pathway_of("cp_rate")) is None  # a rate is no count: its step is a sign
    assert sign_of("nonsense", pathway_of("cp_rate")) is None


def test_the_rate_is_told_by_the_figure_that_tables_show():
    for measure, pathway in pathways().items():
        if pathway.ratio is not None:
            assert sign_of("rate", pathway_of(measure)).shown_as == (pathway.rate or pathway.count)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("neighbours.rate", True),
        ("england.referral_rate", True),
        ("difference", True),
        ("referrals_from_police", True),
        ("plans_per_s47", True),
        ("elsewhere.rate", False),
        ("plans_per_tree", False),
    ],
)
def test_a_name_that_may_be_predicted_is_known(name, known):
    assert is_sign(name) is known


def test_neither_a_population_nor_an_average_stock_varies_by_chance():
    known = {name: entry.is_sampled for name, entry in sign_catalogue().by_name.items()}
    assert known["population"] == (False, True)
    assert known["referral_rate"] == (True, False)
    assert known["cp_plans_ended_per_open"] == (True, False)
    assert known["repeat_plans"] == (True, True)


def test_every_sign_has_words_and_names_only_what_is_known():
    for entry in sign_catalogue().signs:
        assert entry.words, entry.sign


def test_unknown_measures_and_repeated_names_are_said_at_once():
    wrong = [SignEntry(sign="a", above=("refferals",)), SignEntry(sign="a", above=("<flows>",), below="<count>")]
    assert list(SignCatalogue(signs=tuple(wrong)).problems()) == [
        "the signs, entry 2: a is already there",
        "the signs, entry 1: there is no measure called refferals",
        "the signs, entry 2: there is no measure called <flows>",
    ]


def test_a_field_or_a_word_that_is_not_known_is_refused():
    with pytest.raises(ValidationError, match="clear"):
        SignEntry(sign="a", above=("referrals",), clear="sometimes")
    with pytest.raises(ValidationError, match="bellow"):
        SignEntry.model_validate({"sign": "a", "above": ["referrals"], "bellow": "population_0_17"})
