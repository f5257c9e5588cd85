import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.pathway import pathways
from analysis.catalogue.period import Month
from analysis.catalogue.sign import is_sign
from analysis.language.phrases import verdict_sentence
from analysis.questions.evidence_log import Ledger
from analysis.questions.why.explanations import Explanation, Prediction, enter_sign, explanations, judge, outcome_of
from analysis.questions.why.question import why
from analysis.questions.why.signs import Share, Sign, Signs
from analysis.questions.why.window import Window
from analysis.questions.why.year_to_year_variation import Rarity
from pathway_store import MEASURES, TORBAY, published_store
from phrase_senses import of_the_explanations, recorded
from whole_answers import held_to_its_record

THRESHOLD = Explanation(
    id="threshold",
    name="Lower threshold",
    claim="",
    explains=("cp",),
    direction="up",
    kind="cause",
    predicts="",
    when=(Prediction(sign="plans_per_s47", fits=("up",)), Prediction(sign="s47_enquiries", fits=("down", "level"))),
)


RARE, COMMON = Rarity(1, 99, 10), Rarity(5, 99, 10)
CLEAR = Sign("plans_per_s47", "up", 0.3, 0.4, "ratio", clear=True)
LEVEL = Sign("s47_enquiries", "level", 800, 790)


def verdict(*signs, explanation=THRESHOLD, direction="up", rarity=RARE, real=True):
    known = Signs({sign.name: sign for sign in signs})
    return judge([explanation], known, direction, Ledger("cp"), {explanation.id: rarity}, real=real)[0]


def ruling(*signs, **given):
    return verdict(*signs, **given).ruling


def why_not(*signs, **given):
    return verdict(*signs, **given).because.kind


def test_every_sign_as_predicted_and_rare_is_supported():
    assert ruling(CLEAR, LEVEL) == "supported"


def test_a_cause_as_strong_as_one_in_twenty_years_elsewhere_is_not_named():
    assert ruling(CLEAR, LEVEL, rarity=COMMON) == "not supported"
    assert why_not(CLEAR, LEVEL, rarity=COMMON) == "verdict_common"


def test_a_cause_is_not_named_where_too_few_others_are_held_to_say_what_is_rare():
    assert ruling(CLEAR, LEVEL, rarity=Rarity(0, 19, 2)) == "cannot be tested"


def test_a_pattern_gets_no_verdict():
    pattern = THRESHOLD.model_copy(update={"kind": "pattern"})
    assert judge([pattern], Signs({"plans_per_s47": CLEAR, "s47_enquiries": LEVEL}), "up", Ledger("cp"), {}) == ()


def test_a_reason_that_the_one_rule_was_not_tried_on_is_not_supported_however_clear_its_sign():
    known = Signs({"plans_per_s47": CLEAR, "s47_enquiries": LEVEL})
    found = judge([THRESHOLD], known, "up", Ledger("cp"), {})[0]
    assert (found.ruling, found.because.kind) == ("cannot be tested", "verdict_few")


def test_no_cause_is_named_for_a_change_within_chance():
    assert why_not(CLEAR, LEVEL, real=False) == "verdict_no_change"


def test_too_few_figures_are_not_told_as_chance():
    known = Signs({"plans_per_s47": CLEAR, "s47_enquiries": LEVEL})
    found = judge([THRESHOLD], known, "up", Ledger("cp"), {}, real=False, too_few=True)[0]
    assert found.because.facts["doubt"] == "too few"
    assert verdict(CLEAR, LEVEL, real=False).because.facts["doubt"] == "chance"
    assert verdict(CLEAR, LEVEL).because.facts["doubt"] is None


@pytest.mark.parametrize("measure", MEASURES)
def test_nothing_fits_a_change_that_could_be_chance(measure):
    answer = why(published_store(), measure, TORBAY, Month(2021, 5))
    said = " ".join(verdict_sentence(answer, each) for each in answer.verdicts)
    if answer.findings[1].facts["opening"] in ("within chance", "too few to say"):
        assert "which fits" not in said
        assert {each.ruling for each in answer.verdicts} <= {"not supported", "cannot be tested"}
    elif measure in ("referrals", "cla_started"):
        assert "which fits" in said


def test_a_sign_that_lacks_is_told_with_the_table_that_has_it():
    answer = why(published_store(), "cla_started", TORBAY, Month(2021, 5))
    unaccompanied = next(each for each in answer.verdicts if "seeking asylum" in each.explanation)
    table = (
        'the Department for Education\'s table "CLA starting during the year - characteristics - by local authority"'
    )
    assert table in verdict_sentence(answer, unaccompanied)


@pytest.mark.parametrize("group", ["cla_started", "caseload", "referrals", "cp", "cla"])
@pytest.mark.parametrize("way", ["up", "down"])
def test_every_change_has_reasons_to_try_beside_a_change_of_recording(group, way):
    window = Window(dt.date(2023, 3, 31), dt.date(2024, 3, 31))
    causes = {entry.id for entry in explanations() if entry.kind == "cause" and entry.applies(group, way, window)}
    assert len(causes - {"recording_change"}) >= 3


def test_a_sign_that_stood_still_does_not_speak_against():
    still = Sign("plans_per_s47", "level", 0.34, 0.39)
    assert why_not(still, LEVEL) == "verdict_absent"
    assert why_not(Sign("plans_per_s47", "down", 0.34, 0.2), LEVEL) == "verdict_against"


def test_enquiries_that_rose_as_they_often_do_elsewhere_are_level_enough():
    usual, unusual = (Sign("s47_enquiries", "up", 1000, 1070, clear=clear) for clear in (False, True))
    assert ruling(CLEAR, usual) == "supported"
    assert verdict(CLEAR, usual).because.facts["directions"] == ("up", "usual_up")
    assert why_not(CLEAR, unusual) == "verdict_against"


def test_a_sign_that_makes_up_less_than_half_of_the_change_does_not_explain_it():
    part = replace(CLEAR, share=Share(18, 82, "cp_plans_at_period_end"))
    assert why_not(part, LEVEL) == "verdict_small"
    assert ruling(replace(CLEAR, share=Share(41, 82, "cp_plans_at_period_end")), LEVEL) == "supported"


def test_one_sign_against_rules_it_out_whatever_the_others_say():
    clear = Sign("plans_per_s47", "up", clear=True)
    assert ruling(clear, Sign("s47_enquiries", "up", clear=True)) == "not supported"


def test_a_sign_that_is_not_held_leaves_it_open():
    assert ruling(Sign("plans_per_s47", "up", clear=True)) == "cannot be tested"


def test_a_sign_against_tells_even_where_another_is_not_held():
    assert ruling(Sign("plans_per_s47", "down", clear=True)) == "not supported"


def test_what_needs_other_figures_is_never_supported():
    needy = THRESHOLD.model_copy(update={"needs": "case files"})
    clear = Sign("plans_per_s47", "up", clear=True)
    assert ruling(clear, Sign("s47_enquiries", "level"), explanation=needy) == "cannot be tested"


@pytest.mark.parametrize("fit", ["same", "opposite"])
def test_same_and_opposite_turn_with_the_change(fit):
    turned = THRESHOLD.model_copy(
        update={"direction": "either", "when": (Prediction(sign="england.rate", fits=(fit,)),)}
    )
    falls = Sign("england.rate", "down")
    assert ruling(falls, explanation=turned, direction="down") == ("supported" if fit == "same" else "not supported")
    assert ruling(falls, explanation=turned, direction="up") == ("not supported" if fit == "same" else "supported")


def test_an_explanation_of_a_rise_is_not_offered_for_a_fall():
    window = Window(dt.date(2016, 3, 31), dt.date(2017, 3, 31))
    assert THRESHOLD.applies("cp", "up", window)
    assert not THRESHOLD.applies("cp", "down", window)
    assert not THRESHOLD.applies("cla", "up", window)


def test_the_pandemic_is_not_offered_for_a_year_before_it():
    covid = next(entry for entry in explanations() if entry.id == "covid")
    assert not covid.applies("cp", "up", Window(dt.date(2016, 3, 31), dt.date(2017, 3, 31)))
    assert covid.applies("cp", "up", Window(dt.date(2020, 3, 31), dt.date(2021, 3, 31)))


def test_the_catalogue_explains_only_groups_that_exist_and_says_where_it_was_said():
    groups = {pathway.group for pathway in pathways().values()}
    for entry in explanations():
        assert set(entry.explains) <= groups, entry.id
        assert all(re.fullmatch(r"00[0-4]:\d+(-\d+)?", place) for place in entry.offered_in), entry.id
        assert entry.when or entry.needs, entry.id
        assert set(entry.alike) <= {other.id for other in explanations()}, entry.id


def test_every_predicted_sign_is_one_that_is_looked_for():
    store, known = published_store(), set()
    for measure in MEASURES:
        answer = why(store, measure, TORBAY, Month(2021, 5), between="largest")
        known |= {sign for verdict in answer.verdicts for sign in verdict.because.facts["signs"]}
        for verdict in answer.verdicts:
            needs = verdict.needs or ""
            assert "sign: " not in needs or not re.search(r"england|neighbours|per_|plans_", needs), (measure, needs)
        known |= set(answer.tables["what_happened"]["sign"]) if "what_happened" in answer.tables else set()
    assert {"young_plans", "cp_plans_ended", "referral_rate", "plans_per_s47"} <= known


def test_own_explanations_join_the_catalogue(own_catalogue):
    own_catalogue(
        explanations="- {id: ours, name: Ours, claim: c, explains: [cp], direction: up, kind: pattern, predicts: p,"
        " when: [{sign: starts, fits: [up]}]}\n"
    )
    assert [entry.id for entry in explanations()][-1] == "ours"


def test_a_council_says_where_its_papers_offer_a_known_explanation(own_catalogue):
    own_catalogue(explanations='- {id: slow_exits, offered_in: ["Board, 12 May 2025"]}\n')
    found = {entry.id: entry for entry in explanations()}
    assert found["slow_exits"].offered_in == ("Board, 12 May 2025",)
    assert found["faster_exits"].offered_in == ()
    assert found["slow_exits"].name == "Fewer plans ended"


def test_every_wrong_entry_is_named(own_catalogue):
    own_catalogue(explanations="- {id: ours}\n- {id: population, name: again}\n- {id: nowhere, offered_in: [x]}\n")
    with pytest.raises(WorkbenchError, match="entry 1") as error:
        explanations()
    assert "entry 2" in str(error.value)
    assert "entry 3" in str(error.value)


def test_the_example_of_an_own_explanation_in_the_documentation_works(own_catalogue):
    page = (Path(__file__).parents[3] / "docs" / "explanations.md").read_text(encoding="utf-8")
    own_catalogue(explanations=re.search(r"```yaml\n(.*?)```", page, re.DOTALL)[1])
    answer = why(published_store(), "referral_rate", TORBAY, Month(2021, 5), between=("2020-03", "2021-03"))
    found = next(verdict for verdict in answer.verdicts if verdict.explanation == "A new school opened")
    assert found.needs == "sign: referrals_from_schools"  # the sources of referrals are not in this store
    assert "referrals.sign_referral_rate_after" in found.because.about.values()


def test_every_sign_that_the_documentation_names_is_known():
    page = (Path(__file__).parents[3] / "docs" / "explanations.md").read_text(encoding="utf-8")
    told = page[page.index("A sign is any count") : page.index("`needs` says")]
    assert [name for name in re.findall(r"`([^`]+)`", told) if not is_sign(name)] == []


def test_referrals_and_plans_alone_are_no_reason_for_care():
    care = [entry for entry in explanations() if {"cla", "cla_started"} & set(entry.explains)]
    for entry in care:
        signs = {fit.sign for fit in entry.when}
        if entry.kind == "cause" and any("referral" in sign or "cp_plans" in sign for sign in signs):
            assert entry.needs, entry.id


def test_unaccompanied_children_must_make_half_of_the_rise():
    entry = next(entry for entry in explanations() if entry.id == "unaccompanied_children")
    half, less = (Sign("cla_uasc", "up", 20, 70, share=Share(50, whole, "cla_at_period_end")) for whole in (100, 101))
    assert ruling(half, explanation=entry) == "supported"
    assert why_not(half, explanation=entry, rarity=COMMON) == "verdict_common"
    assert why_not(less, explanation=entry) == "verdict_small"


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


@pytest.mark.parametrize(
    ("went", "fits", "clear", "direction", "outcome"),
    [
        ("up", "up", True, "up", "fits"),
        ("down", "up", True, "up", "against"),
        ("level", "up", True, "up", "absent"),
        ("unknown", "up", True, "up", "unknown"),
        ("up", "level", True, "up", "against"),
        ("up", "level", False, "up", "fits"),
    ],
)
def test_a_sign_is_set_against_what_is_predicted_of_it(went, fits, clear, direction, outcome):
    sign = Sign("s47_enquiries", went, 800, 900, clear=clear)
    assert outcome_of(Prediction(sign="s47_enquiries", fits=(fits,)), sign, direction) == outcome
    assert outcome_of(Prediction(sign="s47_enquiries", fits=(fits,)), replace(sign, torn=True), direction) == "torn"


def test_both_numbers_of_a_sign_are_entered_once():
    ledger = Ledger("cp")
    assert enter_sign(CLEAR, 1, ledger) == {
        "before_1": "cp.sign_plans_per_s47_before",
        "after_1": "cp.sign_plans_per_s47_after",
    }
    assert enter_sign(CLEAR, 2, ledger)["before_2"] == "cp.sign_plans_per_s47_before"
    assert [entry.value for entry in ledger.evidence.values()] == [0.3, 0.4]
    assert enter_sign(Sign("x.y", "unknown", None, None), 1, ledger) == {}


def test_no_explanation_can_be_turned_into_its_opposite_unseen():
    """Where the change of sense is meant: python tests/phrase_senses.py, and look at what it changes."""
    assert of_the_explanations() == recorded()["explanations"]
