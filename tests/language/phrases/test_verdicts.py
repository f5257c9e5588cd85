from types import SimpleNamespace

import pytest

from analysis.language.phrases import verdicts
from analysis.language.phrases.verdicts import beside_expected, heading, needs, one_event, summary
from phrase_cases import saying
from printed_record import held_as_printed

REFERRALS = {"before_0": 1869, "after_0": 2242}


def told(sentence, directions, outcomes, numbers=None, signs=("referrals", "icpcs"), **facts):
    numbers = {**REFERRALS, "before_1": 300, "after_1": 280, **(numbers or {})}
    given = {"signs": list(signs), "directions": list(directions), "outcomes": list(outcomes), **facts}
    return getattr(verdicts, sentence)(saying(numbers, given))


def test_signs_that_fit_are_told_with_how_many_others_had_as_strong_a_one():
    said = told("fits", ["up"], ["fits"], {"as_strong": 3, "years": 72}, ["referrals"])
    assert said == (
        "Referrals rose (1,869 to 2,242), as this explanation predicts. Of 72 comparable changes elsewhere, 3 had as "
        "strong a sign of some reason. The figures went with it. They do not prove that it was the reason."
    )
    assert "none had as strong" in told("fits", ["up"], ["fits"], {"as_strong": 0, "years": 72}, ["referrals"])


@pytest.mark.parametrize(("whole", "kind"), [(100, "rise"), (-100, "fall")])
def test_a_fit_that_is_a_part_of_the_change_says_how_much_of_it(whole, kind):
    numbers = {**REFERRALS, "part": whole * 0.6, "whole": whole}
    say = saying(
        numbers, {"signs": ["referrals"], "directions": ["up"], "outcomes": ["fits"], "stock": "cp_plans_at_period_end"}
    )
    said = verdicts._with_part(say)
    assert said.startswith("Referrals rose (1,869 to 2,242)")
    assert said.endswith(f", 60 of the {kind} of 100 in CP plans")


def test_without_others_to_set_it_beside_a_fit_is_only_told():
    assert told("fits", ["down"], ["fits"], None, ["referrals"]) == (
        "Referrals fell (1,869 to 2,242), as this explanation predicts."
    )


def test_what_fits_comes_before_what_speaks_against_it():
    assert told("against", ["up", "down"], ["fits", "against"]) == (
        "Referrals rose (1,869 to 2,242), which fits. But ICPCs fell (300 to 280), which this explanation does not "
        "predict."
    )
    assert told("against", ["down", "down"], ["against", "other"]).startswith("Referrals fell (1,869 to 2,242), which")


@pytest.mark.parametrize(
    ("sentence", "ending"),
    [
        ("absent", "But ICPCs fell (300 to 280)."),
        ("torn", "so nobody can say which way neighbours went."),
        ("no_change", "But the change to be explained could be chance."),
        (
            "few",
            "But to tell how rare that is, figures of more authorities over as many years are needed.",
        ),
        ("common", "Such changes are usual in other authorities."),
    ],
)
def test_why_a_verdict_is_not_given_is_said_after_what_fits(sentence, ending):
    outcomes = ["fits", {"absent": "absent", "torn": "torn"}.get(sentence, "fits")]
    said = told(sentence, ["up", "down"], outcomes)
    assert said.startswith("Referrals rose (1,869 to 2,242)")
    assert said.endswith(ending)


@pytest.mark.parametrize(
    ("part", "whole", "ending"),
    [
        (5, 100, "But that is only about 5 of the rise of 100 in CP plans, less than half."),
        (-5, -100, "But that is only about 5 of the fall of 100 in CP plans, less than half."),
        (-5, 100, "But it adds nothing to the rise of 100 in CP plans."),
        (5, -100, "But it adds nothing to the fall of 100 in CP plans."),
        (0, 100, "But it adds nothing to the rise of 100 in CP plans."),
    ],
)
def test_a_small_part_is_told_with_the_whole_and_its_way(part, whole, ending):
    numbers = {"part": part, "whole": whole}
    assert told("small", ["up"], ["fits"], numbers, ["referrals"], stock="cp_plans_at_period_end").endswith(ending)


def test_what_cannot_be_tested_says_what_it_would_take():
    assert told("untestable", [], [], None, [], needs="ages of children") == (
        "These data cannot show it. To tell, this is needed: ages of children."
    )
    assert told("untestable", ["up"], ["fits"], None, ["referrals"], needs="sign: referrals") == (
        "Referrals rose (1,869 to 2,242), which fits. But to tell, this is needed: figures for referrals at both times."
    )
    assert needs(None) == ""


@pytest.mark.parametrize(
    ("way", "went"),
    [
        ("up", "rose"),
        ("down", "fell"),
        ("level", "changed by no more than chance"),
        ("unknown", "went one way and all"),
    ],
)
def test_a_sign_is_told_the_way_it_went(way, went):
    assert f"Referrals {went}" in told("no_change", [way], ["fits"], None, ["referrals"])


def verdict(ruling, kind, name="Thresholds changed", about=()):
    return SimpleNamespace(ruling=ruling, explanation=name, because=SimpleNamespace(kind=kind, about=about))


def test_the_summary_counts_each_verdict_once():
    found = [
        verdict("supported", "verdict_fits", about=("years",)),
        verdict("not supported", "verdict_against"),
        verdict("not supported", "verdict_small"),
        verdict("cannot be tested", "verdict_untestable"),
    ]
    said = summary(SimpleNamespace(verdicts=found))
    assert said == (
        "We looked at four common explanations. The data support one: thresholds changed. They speak against one, show "
        "no sign of one and cannot test one. A supported explanation went with the change. That does not prove it."
    )
    assert summary(SimpleNamespace(verdicts=[])) == ""


def test_one_explanation_alone_is_told_as_one():
    assert "the data support it" in summary(SimpleNamespace(verdicts=[verdict("supported", "verdict_fits")]))
    alone = verdict("not supported", "verdict_against")
    assert summary(SimpleNamespace(verdicts=[alone])) == f"We looked at the one common explanation. {heading(alone)}."


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed("why")


@pytest.mark.parametrize(
    ("way", "told"),
    [
        ("up", "were more than the pace of the years before would give (260, not about 240)"),
        ("down", "were fewer than the pace of the years before would give (260, not about 240)"),
        ("level", "were no more and no fewer than the pace of the years before would give (260, against about 240)"),
    ],
)
def test_endings_are_set_beside_what_their_pace_would_give(way, told):
    say = saying({"before_1": 240, "after_1": 260}, {})
    assert beside_expected(say, 1, "cp_plans_ended_as_before", way) == f"CP plans that ended {told}"


def test_a_share_of_posts_which_chance_was_not_tested_for_did_not_rise_but_was_higher():
    assert [verdicts.went("vacancy_rate", way) for way in ("up", "down")] == ["was higher", "was lower"]
    assert verdicts.from_to("vacancy_rate", "34%", "39%") == " (34% to 39%, not tested for chance)"
    assert [verdicts.went("referrals", way) for way in ("up", "down")] == ["rose", "fell"]
    assert verdicts.from_to("referrals", "190", "220") == " (190 to 220)"


def test_a_sign_that_is_half_of_one_event_is_no_reason():
    numbers = {"before_0": 0.62, "after_0": 0.33}
    given = {"signs": ["icpc_per_s47"], "directions": ["down"], "outcomes": ["fits"], "below": "s47_enquiries"}
    up = one_event(saying(numbers, {**given, "below_went": "up"}))
    assert ", which fits. But most of that is the rise in S47 enquiries, which other reasons" in up
    assert up.count("which fits") == 1
    down = one_event(saying(numbers, {**given, "below_went": "down"}))
    assert "the fall in S47 enquiries" in down
