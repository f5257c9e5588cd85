import pytest

from analysis.catalogue.errors import UnknownNameError
from analysis.catalogue.measure import measures
from analysis.catalogue.suggestions import near_matches, near_titles


@pytest.mark.parametrize(
    ("words", "measure"),
    [
        ("child protection rate", "cp_rate"),
        ("children in care", "cla_at_period_end"),
        ("referrals rate", "referral_rate"),
        ("section 47", "s47_enquiries"),
        ("social worker turnover", "social_worker_turnover_rate"),
        ("caseload", "social_worker_caseload"),
        ("cp_rat", "cp_rate"),
        ("Referrals", "referrals"),
    ],
)
def test_an_analysts_own_words_lead_to_the_measure(words, measure):
    assert near_titles(words, measures().titles)[0] == measure


def test_the_measure_is_offered_with_its_title():
    with pytest.raises(UnknownNameError, match=r'"cp_rate" \(Child protection plans at 31 March per 10,000 children\)'):
        measures()["child protection rate"]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("LAC", "cla_rate"),
        ("cpp", "cp_rate"),
        ("child protection", "cp_rate"),
        ("s47s", "s47_rate"),
        ("LAC visits in timescale", "cla_visits_on_time_percent"),
        ("cp_rat", "cp_rate"),
    ],
)
def test_a_measure_is_offered_by_what_the_words_say_before_what_they_look_like(words, first):
    with pytest.raises(UnknownNameError, match=rf'Did you mean "{first}"'):
        measures()[words]


def test_what_is_meant_is_offered_only_where_it_can_be_chosen():
    error = UnknownNameError.from_name_and_known("step", "a", ["ab"], {"ab": ()}, meant=["x"])
    assert '"ab"' in error.hint
    error = UnknownNameError.from_name_and_known("step", "zz", ["ab", "cd"], {"ab": ()}, meant=["x", "cd"])
    assert error.hint == 'Did you mean "cd"?'


def test_a_name_like_none_is_told_which_there_are():
    error = UnknownNameError.from_name_and_known("step", "zzz", ["icpc_per_s47", "population"])
    assert error.hint == "There are icpc_per_s47, population."


@pytest.mark.parametrize("kind", ["measure", "area", "scenario"])
def test_a_command_is_named_only_where_it_lists_such_names(kind):
    assert f"`workbench list {kind}s`" in str(UnknownNameError.from_name_and_known(kind, "zzz", ["a"]).hint)


def test_near_names_come_best_first():
    assert near_matches("torbey", ["Torbay", "Leeds"]) == ["Torbay"]
