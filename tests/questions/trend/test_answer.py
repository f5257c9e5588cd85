import datetime as dt

import numpy as np
import pytest

from analysis.catalogue.chart_step import ChartStep
from analysis.catalogue.errors import NoFiguresError, ParametersError
from analysis.catalogue.period import Month
from analysis.language.phrases.sentences import texts
from analysis.present.disclosure import Rule, protect
from analysis.questions.trend import answer_trend
from own_months_store import KIRKLEES, LAST, rows_of
from own_months_store import store_of as months_store
from pathway_store import TORBAY, store_of
from whole_answers import held_to_its_record

MAY = Month(2021, 5)


def value(answer, name):
    return answer.evidence[f"{answer.group}.{name}"].value


def caveats(answer):
    return [caveat.kind for caveat in answer.caveats]


def test_a_low_august_is_no_signal(torbay):
    chart = answer_trend(torbay, "referrals", TORBAY, Month(2019, 8)).figures["control_chart"].set_index("period_end")
    august = chart.loc[dt.date(2019, 8, 31)]
    assert august["value"] == chart["value"].tail(12).min()
    assert august["signal"] != "outside"
    assert august["mean"] < chart["mean"].max() * 0.8


def test_the_years_are_sums_of_their_own_months(torbay, referrals):
    answer = answer_trend(torbay, "referrals", TORBAY, MAY)
    until = 9 * 12 + 2  # months from April 2012 to May 2021
    now, before = sum(referrals[until - 12 : until]), sum(referrals[until - 24 : until - 12])
    assert (value(answer, "year"), value(answer, "year_before")) == (now, before)
    assert value(answer, "year_change") == pytest.approx(100 * (now / before - 1))


def test_nothing_after_the_report_month_is_charted(torbay):
    answer = answer_trend(torbay, "referrals", TORBAY, MAY)
    assert answer.figures["control_chart"]["period_end"].max() == MAY.last_day
    assert value(answer, "date") == "May 2021"


def test_every_number_names_the_figures_it_came_from(torbay):
    answer = answer_trend(torbay, "referrals", TORBAY, MAY)
    numbers = [entry for entry in answer.evidence.values() if entry.unit not in ("text", "probability")]
    counted = {"recent", "signals", "levels", "run", "unseen"}
    assert all(entry.sources for entry in numbers if entry.name.rpartition(".")[2] not in counted)
    assert len(answer.evidence["trend_referrals.upper"].sources) == 21  # the months since the level changed


def test_a_lasting_rise_is_found_with_its_date(make):
    noise = np.random.default_rng(1).normal(0, 5, 72)
    values = [round(100 + (60 if place >= 48 else 0) + noise[place]) for place in range(72)]
    answer = answer_trend(store_of(make("referrals", values, "2015-04")), "referrals", TORBAY, MAY)
    assert value(answer, "break_date") == "March 2019"
    assert value(answer, "level_before") == pytest.approx(100, abs=3)
    assert value(answer, "level_after") == pytest.approx(160, abs=3)


def step(month, **more):
    return ChartStep(area=TORBAY, measure="referrals", month=month, reason="new case system", **more)


def test_a_step_stands_on_the_chart_and_in_the_text_with_its_reason(torbay):
    answer = answer_trend(torbay, "referrals", TORBAY, MAY, (step("2019-09"),))
    frame = answer.figures["control_chart"]
    assert frame.loc[frame["step"] != "", ["period_end", "step"]].to_numpy().tolist() == [
        [dt.date(2019, 9, 30), "new case system"]
    ]
    told = next(finding for finding in answer.findings if finding.kind == "trend_steps")
    assert told.facts["steps"] == (("September 2019", "new case system"),)


def test_a_baseline_fixes_the_limits_by_the_first_months(torbay):
    whole = answer_trend(torbay, "referrals", TORBAY, MAY).figures["control_chart"]
    fixed = answer_trend(torbay, "referrals", TORBAY, MAY, baseline=24).figures["control_chart"]
    assert fixed["adjusted"].iloc[:24].mean() == pytest.approx((fixed["mean"] / fixed["month_factor"]).iloc[0])
    assert not np.allclose(whole["mean"], fixed["mean"])
    with pytest.raises(ParametersError, match="a baseline of 60 periods does not fit a chart of 60"):
        answer_trend(torbay, "referrals", TORBAY, MAY, baseline=60)


def test_limits_start_anew_where_the_level_changed_or_a_person_says_so(torbay, make):
    def stretches(store, **rebased):
        chart = answer_trend(store, "referrals", TORBAY, MAY, **rebased).figures["control_chart"]
        return chart.groupby("segment")["period_end"].first().to_list()[1:]

    steady = store_of(make("referrals", [100, 104, 98, 103, 97, 102] * 10, "2016-06"))
    assert stretches(steady) == []
    assert stretches(steady, rebase=(step("2019-08"),)) == [dt.date(2019, 8, 31)]
    assert stretches(torbay) == [dt.date(2019, 9, 30)]


def test_a_month_that_the_chart_does_not_have_is_refused_with_its_range(torbay):
    with pytest.raises(ParametersError, match="2016-06 to 2021-05") as error:
        answer_trend(torbay, "referrals", TORBAY, MAY, (step("2010-01"), step("2031-01")))
    assert "January 2031" in str(error.value)


def test_too_few_months_are_counted_and_not_charted(torbay):
    with pytest.raises(
        NoFiguresError, match=r"for Torbay there are 3 months in a row up to June 2012 \(April 2012 to June 2012\)"
    ):
        answer_trend(torbay, "referrals", TORBAY, Month(2012, 6))


def test_an_area_without_the_measure_is_told_so(torbay):
    with pytest.raises(NoFiguresError, match="for Devon there are no monthly or yearly figures up to May 2021"):
        answer_trend(torbay, "referrals", "E10000008", MAY)


def test_an_old_series_says_how_old_it_is(torbay):
    answer = answer_trend(torbay, "referrals", TORBAY, Month(2025, 3))
    assert texts(answer)["headline"].startswith(
        "The newest figure is that of March 2024, 12 months before the report month. "
    )
    assert "months_old" not in answer_trend(torbay, "referrals", TORBAY, Month(2024, 6)).findings[0].facts


def test_eleven_months_give_trial_limits(make):
    rows = make("icpcs_within_15_days_percent", [63, 100, 100, 70, 82, 96, 100, 100, 76, 84, 100], "2020-07")
    answer = answer_trend(store_of(rows), "icpcs_within_15_days_percent", TORBAY, MAY)
    assert len(answer.figures["control_chart"]) == 11
    assert "limits_are_trial" in caveats(answer)
    assert answer.figures["control_chart"]["upper"].max() == 100


def test_pandemic_restrictions_are_remembered_beside_months_they_touched(torbay):
    assert "event" in caveats(answer_trend(torbay, "referrals", TORBAY, MAY))
    assert "event" not in caveats(answer_trend(torbay, "referrals", TORBAY, Month(2019, 12)))


def test_a_target_is_held_against_the_limits_and_not_the_last_figure(make):
    rows = make("re_referrals_percent", [34, 36, 33, 35, 34, 36, 35, 34, 36, 35, 33, 35, 34], "2011-06")
    answer = answer_trend(store_of(rows), "re_referrals_percent", TORBAY, Month(2012, 6))
    (finding,) = [finding for finding in answer.findings if finding.kind == "trend_target"]
    assert (value(answer, "target"), finding.facts["assurance"]) == (25, "not")
    assert (answer.figures["control_chart"]["target"] == 25).all()


def test_a_small_unpublished_number_never_reaches_the_chart(make):
    rows = make("cla_started", [8, 9, 12, 3, 10, 9, 11, 12, 9, 10, 8, 9, 14, 12], "2020-04")
    ours = [row | {"source": f"returns/{row['source']}"} for row in rows]
    store = protect(store_of(ours), Rule(rule="suppress", low=1, high=5), ("returns",))
    answer = answer_trend(store, "cla_started", TORBAY, MAY)
    chart = answer.figures["control_chart"]
    assert 3 not in set(chart["value"])
    assert chart["period_end"].min() > dt.date(2020, 7, 31)


def test_a_month_without_events_does_not_stop_the_answer(make):
    answer = answer_trend(
        store_of(make("children_adopted", [0, 1, 2] * 14, "2018-01")), "children_adopted", TORBAY, MAY
    )
    assert "season" not in answer.figures
    assert "levels" not in answer.tables


def test_a_few_steady_months_beside_unsteady_ones_do_not_stop_the_answer(make):
    values = [2, 2, 2, 2, 2, 2, 2, 2, 9, 1, 14, 3, 8, 1, 12, 4]
    answer = answer_trend(store_of(make("cla_missing", values, "2020-02")), "cla_missing", TORBAY, MAY)
    assert value(answer, "date") == "May 2021"


def test_no_lasting_change_is_told_of_a_series_with_trial_limits(make):
    rows = make("cla_missing", [9, 8, 12, 7, 9, 11, 10, 9, 8, 12, 10], "2020-07")
    answer = answer_trend(store_of(rows), "cla_missing", TORBAY, MAY)
    assert "trend_break" not in [finding.kind for finding in answer.findings]


def test_a_level_is_looked_for_in_the_newest_year_where_something_is_out_of_the_ordinary(make):
    noise = np.random.default_rng(2).normal(0, 6, 144)
    values = [round(200 + (90 if place >= 131 else 0) + noise[place]) for place in range(144)]
    answer = answer_trend(store_of(make("referrals", values, "2010-05")), "referrals", TORBAY, Month(2022, 4))
    assert value(answer, "break_date") in ("March 2021", "April 2021")  # 21 months would be the shortest otherwise
    assert value(answer, "unseen") == 11


def test_a_year_that_is_all_out_of_the_ordinary_leaves_the_level_unsettled(make):
    values = [100, 104, 98, 103, 97, 102, 99, 101] * 3 + [100 + 6 * place for place in range(12)]
    answer = answer_trend(store_of(make("referrals", values, "2018-06")), "referrals", TORBAY, MAY)
    (level,) = [finding for finding in answer.findings if finding.kind == "trend_break"]
    assert level.facts["unsettled"]


def shifted(make, first=(100, 48), then=(160, 24), seed=1):
    noise = np.random.default_rng(seed).normal(0, 5, first[1] + then[1])
    levels = [first[0]] * first[1] + [then[0]] * then[1]
    return store_of(
        make("referrals", [round(level + more) for level, more in zip(levels, noise, strict=True)], "2015-04")
    )


def test_the_newest_month_is_judged_by_the_stretch_after_the_level_changed(make):
    answer = answer_trend(shifted(make), "referrals", TORBAY, MAY)
    chart = answer.figures["control_chart"]
    centres = chart.groupby("segment")["mean"].first().to_list()
    assert centres == pytest.approx([100, 160], abs=4)
    assert chart.loc[chart["segment"] == 1, "period_end"].min() == dt.date(2019, 4, 30)
    assert value(answer, "since") == "April 2019"
    assert (value(answer, "level_before"), value(answer, "level_after")) == pytest.approx(centres)
    assert answer.tables["levels"]["level"].to_list() == pytest.approx(centres)
    assert [value(answer, name) for name in ("mean", "lower", "upper")] == pytest.approx(
        chart[["mean", "lower", "upper"]].iloc[-1].to_list()
    )
    assert len(answer.evidence["trend_referrals.upper"].sources) == 24


def test_a_stretch_that_began_before_the_chart_has_limits_from_all_its_months(make):
    answer = answer_trend(shifted(make, (100, 20), (160, 100)), "referrals", TORBAY, Month(2025, 3))
    chart = answer.figures["control_chart"]
    assert (len(chart), chart["segment"].nunique()) == (60, 1)
    assert value(answer, "since") == "December 2016"
    assert len(answer.evidence["trend_referrals.upper"].sources) == 100


def test_where_an_analyst_names_a_step_no_other_stretches_are_told_or_drawn(make):
    answer = answer_trend(shifted(make), "referrals", TORBAY, MAY, (step("2020-04"),))
    assert answer.figures["control_chart"]["segment"].nunique() == 2
    assert value(answer, "since") == "April 2020"
    assert "trend_break" not in [finding.kind for finding in answer.findings]
    assert "levels" not in answer.tables


def test_a_level_that_went_up_and_came_back_is_found(make):
    noise = np.random.default_rng(4).normal(0, 5, 72)
    values = [round(100 + (60 if 24 <= place < 48 else 0) + noise[place]) for place in range(72)]
    answer = answer_trend(store_of(make("referrals", values, "2015-06")), "referrals", TORBAY, MAY)
    assert answer.tables["levels"]["level"].to_list() == pytest.approx([100, 160, 100], abs=4)


def test_levels_of_fewer_than_twelve_months_are_not_looked_for(make):
    values = [100, 104, 98, 103, 97, 102, 99, 101, 100, 103, 150, 154, 148, 153, 147, 152, 149, 151, 150, 153, 148, 152]
    answer = answer_trend(store_of(make("referrals", values, "2019-08")), "referrals", TORBAY, MAY)
    assert "levels" not in answer.tables
    (level,) = [finding for finding in answer.findings if finding.kind == "trend_break"]
    assert (level.facts["unsettled"], level.facts["searched"]) == (True, False)


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("trend")


def test_a_number_at_month_end_is_charted_from_the_figure_before_and_says_that_it_carries_over():
    plans = [300 + (place * place) % 23 + 2 * place for place in range(40)]
    store = months_store(rows_of("cp_plans_at_period_end", plans, "snapshot"))
    answer = answer_trend(store, "cp_plans_at_period_end", KIRKLEES, LAST)
    assert "stock_carries_over" in caveats(answer)
    assert (
        answer.evidence[f"{answer.group}.mean"].formula
        == "the figure before, and 2.66 x the mean moving range of the changes either side of it"
    )
    flow = answer_trend(months_store(rows_of("referrals", plans)), "referrals", KIRKLEES, LAST)
    assert "stock_carries_over" not in caveats(flow)
