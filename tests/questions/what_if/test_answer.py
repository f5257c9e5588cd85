import datetime as dt

import numpy as np
import pytest

from analysis.catalogue.errors import UnknownNameError, WorkbenchError
from analysis.catalogue.period import Month
from analysis.questions.series_reader import SeriesReader
from analysis.questions.what_if.answer import answer_what_if, run_scenario
from analysis.questions.what_if.scenario import Assumption, Cost, Scenario
from pathway_store import TORBAY, published_store
from whole_answers import held_to_its_record

MONTH = Month(2021, 5)


def scenario(
    step: str = "referral_rate",
    since: str | None = "2021-04-01",
    cost: Cost | None = None,
    years: int = 3,
    **verb: object,
) -> Scenario:
    assumption = Assumption.model_validate({"step": step, "from": since, **verb})
    return Scenario(title="a test", measure="cp_rate", years=years, assumptions=(assumption,), cost=cost)


def test_a_scenario_that_changes_nothing_differs_from_the_present_course_by_nothing():
    answer = answer_what_if(published_store(), TORBAY, MONTH, scenario(multiply=1.0))
    assert answer.evidence["what_if.stock_difference"].value == 0
    assert answer.evidence["what_if.stock_as_now"].value == answer.evidence["what_if.stock_scenario"].value


def test_a_tenth_more_referrals_is_a_tenth_more_of_everything_after_them_in_every_future():
    run = run_scenario(
        SeriesReader.from_store(published_store(), TORBAY, MONTH.last_day), MONTH, scenario(multiply=1.1)
    )
    for measure in ("referrals", "s47_enquiries", "icpcs", "cp_plans_started"):
        np.testing.assert_allclose(run.then.volumes[measure], 1.1 * run.now.volumes[measure])
    np.testing.assert_allclose(run.then.volumes["population_0_17"], run.now.volumes["population_0_17"])


def test_stock_is_what_was_there_and_started_less_what_ended_in_every_future():
    run = run_scenario(
        SeriesReader.from_store(published_store(), TORBAY, MONTH.last_day), MONTH, scenario(multiply=1.1)
    )
    start = np.full((len(run.then.stock), 1), run.setting.present.stock)
    before = np.concatenate([start, run.then.stock[:, :-1]], axis=1)
    started = run.then.volumes["cp_plans_started"]
    np.testing.assert_allclose(before + started - run.then.ended, run.then.stock)
    assert (run.then.stock >= 0).all()


def test_a_change_from_october_counts_for_half_of_its_first_year_only():
    run = run_scenario(
        SeriesReader.from_store(published_store(), TORBAY, MONTH.last_day),
        MONTH,
        scenario(since="2021-10-01", multiply=1.2),
    )
    assert run.changes["referral_rate"] == pytest.approx([1 + 0.2 * 182 / 365, 1.2, 1.2])


def test_set_to_neighbours_uses_the_median_of_their_ratio_of_the_same_year():
    run = run_scenario(
        SeriesReader.from_store(published_store(), TORBAY, MONTH.last_day),
        MONTH,
        scenario("icpc_per_s47", set="neighbours"),
    )
    figures, members = run.setting.figures, run.setting.chosen.members
    day = dt.date(2021, 3, 31)
    ratios = [
        figures.of(code).at("icpcs", day).number / figures.of(code).at("s47_enquiries", day).number for code in members
    ]
    own = figures.at("icpcs", day).number / figures.at("s47_enquiries", day).number
    assert run.changes["icpc_per_s47"][-1] == pytest.approx(np.nanmedian(ratios) / own)


def test_the_same_scenario_gives_the_same_figures_again():
    first, second = (answer_what_if(published_store(), TORBAY, MONTH, scenario(multiply=1.1)) for _ in range(2))
    assert first.evidence == second.evidence


def test_no_year_after_the_report_month_is_used():
    answer = answer_what_if(published_store(), TORBAY, Month(2019, 6), scenario(multiply=1.1))
    assert answer.evidence["what_if.stock_now"].period_end == dt.date(2019, 3, 31)
    assert answer.figures["before"]["period_end"].max() == dt.date(2019, 3, 31)


def test_cost_is_children_there_times_weeks_times_price():
    cost = Cost(pounds_per_week=100, source="a test")
    run = run_scenario(
        SeriesReader.from_store(published_store(), TORBAY, MONTH.last_day), MONTH, scenario(multiply=1.1, cost=cost)
    )
    gap = run.then.stock - run.now.stock
    expected = np.median((gap[:, 0] / 2 + (gap[:, 0] + gap[:, 1]) / 2 + (gap[:, 1] + gap[:, 2]) / 2) * 100 * 365.25 / 7)
    answer = answer_what_if(published_store(), TORBAY, MONTH, scenario(multiply=1.1, cost=cost))
    assert answer.evidence["what_if.cost"].value == pytest.approx(expected)


def test_a_step_that_does_not_exist_is_named_with_near_matches():
    with pytest.raises(UnknownNameError, match="icpc_per_s47"):
        answer_what_if(published_store(), TORBAY, MONTH, scenario("icpcs_per_s47", multiply=1.1))


def test_a_ratio_below_nought_is_refused():
    with pytest.raises(WorkbenchError, match="no pathway can have"):
        answer_what_if(published_store(), TORBAY, MONTH, scenario("icpc_per_s47", add=-5))


@pytest.mark.parametrize(("month", "first"), [(MONTH, dt.date(2021, 4, 1)), (Month(2019, 6), dt.date(2019, 4, 1))])
def test_a_scenario_without_a_date_begins_where_the_figures_end_whatever_the_month(month, first):
    answer = answer_what_if(published_store(), TORBAY, month, scenario(since=None, multiply=1.1))
    assert answer.tables["assumptions"]["from"].tolist() == [first]
    stock = answer.tables["volumes"].query("measure == 'referrals'")
    np.testing.assert_allclose(stock["scenario"], 1.1 * stock["as_now"])  # from the first year ahead on


def test_a_change_after_the_last_year_is_refused_and_not_shown_as_no_difference():
    with pytest.raises(WorkbenchError, match="from 1 April 2024, after its last year"):
        answer_what_if(published_store(), TORBAY, MONTH, scenario(since="2024-04-01", multiply=1.1))


def test_scenarios_of_one_measure_share_their_present_course_however_many_years_they_run():
    store = published_store()
    long, short = (
        answer_what_if(store, TORBAY, MONTH, asked).figures["what_if"]["as_now"].tolist()
        for asked in (scenario(multiply=1.1), scenario("icpc_per_s47", set="neighbours", years=2))
    )
    assert long[:2] == short


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("what_if")
