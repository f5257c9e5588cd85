import pytest

from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.pathway import pathway_of
from analysis.language.phrases import texts
from analysis.questions.series_reader import SeriesReader
from analysis.questions.what_if.answer import answer_what_if
from analysis.questions.what_if.own_months import answer_months_ahead, month_setting
from analysis.questions.what_if.scenario import Scenario
from own_months_store import KIRKLEES, LAST, rows_of, store_of
from whole_answers import held_to_its_record

STOCK = rows_of("cp_plans_at_period_end", [480] * 20, "snapshot")
STARTED = rows_of("cp_plans_started", [48] * 20)
REFERRALS = rows_of("referrals", [400] * 20)
S47 = rows_of("s47_enquiries", [160] * 20)


def scenario(step="referral_rate", **verb):
    return Scenario.model_validate({"title": "this", "assumptions": [{"step": step, **(verb or {"multiply": 1.1})}]})


def asked(*rows, what=None):
    return answer_what_if(store_of(*rows), KIRKLEES, LAST, what or scenario())


def test_steady_months_go_on_and_the_scenario_adds_what_arithmetic_gives():
    answer = asked(STOCK, STARTED, REFERRALS)
    last = answer.figures["what_if"].iloc[-1]
    assert last["as_now"] == pytest.approx(480)
    leaves = 48 / 528  # of those there and starting, a month
    expected = sum(4.8 * (1 - leaves) ** (12 - month) for month in range(12))
    assert last["difference"] == pytest.approx(expected)
    assert answer.figures["what_if"]["period_end"].iloc[-1] == LAST.plus(12).last_day


def test_a_share_who_leave_and_a_number_can_be_changed():
    sooner = asked(STOCK, STARTED, what=scenario("exit_share", multiply=1.1))
    assert sooner.figures["what_if"]["difference"].iloc[-1] < 0
    more = asked(STOCK, STARTED, S47, what=scenario("plans_per_s47", set=0.6))
    assert more.figures["what_if"]["difference"].iloc[-1] > 0


def test_an_assumption_from_a_later_day_counts_from_then_on():
    later = asked(STOCK, STARTED, REFERRALS, what=scenario(multiply=2, **{"from": "2026-09-01"}))
    changed = later.figures["what_if"]["difference"]
    assert (changed.iloc[:-1] == 0).all()
    assert changed.iloc[-1] > 0


def test_a_step_that_is_not_held_and_figures_of_others_are_named():
    with pytest.raises(NoFiguresError, match=r"icpc_per_s47.*no own months"):
        asked(STOCK, STARTED, REFERRALS, what=scenario("icpc_per_s47"))
    with pytest.raises(NoFiguresError, match="what others have"):
        asked(STOCK, STARTED, REFERRALS, what=scenario(set="neighbours"))


@pytest.mark.parametrize("rows", [[STOCK], [STARTED, REFERRALS], [STOCK, rows_of("cp_plans_started", [48] * 8)]])
def test_without_month_ends_and_starts_of_a_year_the_yearly_reason_stands(rows):
    with pytest.raises(NoFiguresError, match="every figure that a scenario needs"):
        asked(*rows)
    figures = SeriesReader.from_store(store_of(*rows), KIRKLEES, LAST.last_day)
    assert month_setting(figures, pathway_of("cp_rate")) is None


def test_the_range_is_said_to_be_the_least_there_is():
    answer = asked(STOCK, STARTED, REFERRALS)
    assert "would make the ranges wider" in texts(answer)["caveats"]
    assert "not over years" in answer.missing[0]


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("what_if")


def test_without_the_starts_of_each_month_there_is_nothing_to_follow():
    for rows, found in (((STOCK,), False), ((STARTED,), False), ((STOCK, STARTED, REFERRALS), True)):
        figures = SeriesReader.from_store(store_of(*rows), KIRKLEES, LAST.last_day)
        answer = answer_months_ahead(figures, LAST, scenario())
        assert (answer is not None) == found
    assert len(answer.figures["what_if"]) == 12
    assert answer.missing == (
        "The scenario is followed over 12 months and not over years: no yearly figures are held for it.",
    )
