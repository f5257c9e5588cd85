"""What neighbours did must be the same in a verdict as in the chart beside it."""

from dataclasses import replace

import pandas as pd
import pytest

from analysis.catalogue.period import Month
from analysis.language.phrases import verdict_sentence
from analysis.questions.evidence_log import Ledger
from analysis.questions.why.elsewhere import difference
from analysis.questions.why.explanations import Explanation, Prediction, judge
from analysis.questions.why.question import why
from analysis.questions.why.signs import Sign, Signs
from analysis.questions.why.signs_elsewhere import _in_common
from pathway_store import TORBAY, published_store
from whole_answers import held_to_its_record

BETWEEN = ("2020-03", "2021-03")


@pytest.fixture(scope="module")
def answer():
    return why(published_store(), "cp_rate", TORBAY, Month(2021, 5), between=BETWEEN)


def verdict_of(answer, name):
    return next(verdict for verdict in answer.verdicts if verdict.explanation == name)


@pytest.mark.parametrize("measure", ["cp_rate", "cla_rate", "referral_rate"])
def test_the_figures_of_neighbours_are_those_of_the_chart(measure):
    found = why(published_store(), measure, TORBAY, Month(2021, 5), between=BETWEEN)
    chart = found.figures["rate"].query("kind == 'neighbours'").set_index("period_end")["value"]
    group = found.group
    for end, day in zip(("before", "after"), found.between, strict=True):
        assert found.evidence[f"{group}.sign_neighbours_rate_{end}"].value == pytest.approx(chart[day])


def test_neighbours_whose_median_rose_while_all_together_fell_speak_against_nothing(answer):
    chart = answer.figures["rate"].query("kind == 'neighbours'").set_index("period_end")["value"]
    assert chart[answer.between[1]] > chart[answer.between[0]]
    verdict = verdict_of(answer, "The COVID-19 pandemic brought more need")
    assert verdict.because.kind != "verdict_against"
    assert "neighbours fell" not in verdict_sentence(answer, verdict)


def test_an_explanation_that_rests_on_torn_neighbours_cannot_be_tested(answer):
    entry = Explanation(
        id="alike",
        name="Alike",
        claim="c",
        explains=("cp",),
        direction="up",
        kind="cause",
        predicts="p",
        when=(Prediction(sign="neighbours.rate", fits=("up",)), Prediction(sign="starts", fits=("up",))),
    )
    torn = Sign("neighbours.rate", "unknown", 57.3, 66.1, "per_10000", torn=True)
    ledger = Ledger("cp")
    verdict = judge([entry], Signs({"neighbours.rate": torn, "starts": Sign("starts", "up", 1, 9)}), "up", ledger, {})[
        0
    ]
    assert (verdict.because.kind, verdict.ruling) == ("verdict_torn", "cannot be tested")
    said = verdict_sentence(replace(answer, evidence=ledger.evidence), verdict)
    assert "57.3 to 66.1" in said
    assert "all of them together the other" in said


def test_a_median_that_moves_within_the_spread_of_its_neighbours_went_nowhere():
    assert not _in_common([[0.30, 0.40, 0.50, 0.37], [0.36, 0.36, 0.45, 0.38]], 0.385, 0.37)
    assert not _in_common([[0.4, 0.5], [0.2, 0.25]], 0.45, 0.225)  # two cannot show how far they usually differ


def test_a_median_that_moves_with_all_its_neighbours_went_somewhere():
    assert _in_common([[0.30, 0.40, 0.50, 0.37], [0.27, 0.36, 0.46, 0.33]], 0.385, 0.345)


def test_guidance_is_not_spoken_against_by_a_median_that_hardly_moved():
    found = why(published_store(), "cp_rate", TORBAY, Month(2021, 5), between=("2017-03", "2018-03"))
    verdict = verdict_of(found, "A change of practice guidance")
    assert verdict.because.kind != "verdict_against"
    assert "neighbours fell" not in verdict_sentence(found, verdict)


def test_medians_that_differ_while_most_neighbours_went_the_other_way_are_no_move():
    before, after = [10.0, 20.0, 30.0, 40.0, 50.0], [9.5, 19.0, 45.0, 38.0, 47.0]  # the median rose, four of five fell
    assert not _in_common([before, after], 30.0, 38.0)


def test_a_small_area_that_moved_by_chance_does_not_stand_apart_from_its_neighbours():
    table = pd.DataFrame({"kind": ["area", *["neighbour"] * 5], "change": [-20.0, -1.0, 0.0, 1.0, 2.0, -2.0]})
    assert difference(table).stands_out
    assert not difference(table, chance=15.0).stands_out


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
