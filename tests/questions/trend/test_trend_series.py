import datetime as dt

import pandas as pd
import pytest

from analysis.catalogue.chart_step import ChartStep
from analysis.catalogue.errors import NoFiguresError, ParametersError
from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.present.charts.control import caption
from analysis.questions.series_reader import SeriesReader
from analysis.questions.trend import answer_trend
from analysis.questions.trend.trend_series import cases_of, chart_of, find_series, period_of
from own_months_store import KIRKLEES, LAST, rows_of
from own_months_store import store_of as own_store
from pathway_store import TORBAY, published_store, store_of
from whole_answers import held_to_its_record

MAY = Month(2021, 5)


def found(rows, measure="referrals", by=None):
    return find_series(SeriesReader.from_store(store_of(rows), TORBAY, MAY.last_day), measure, by)


def test_months_are_taken_before_years(make):
    years = make("referrals", [2000] * 9, "2013-03", "year")
    assert found([*years, *make("referrals", [170] * 14, "2020-04")]).monthly
    assert not found([*years, *make("referrals", [170] * 11, "2020-07")]).monthly


def test_a_person_may_ask_for_the_other(make):
    rows = [*make("referrals", [2000] * 9, "2013-03", "year"), *make("referrals", [170] * 14, "2020-04")]
    assert len(found(rows, by="year").observed) == 9
    assert len(found(rows, by="month").observed) == 14


def test_a_gap_ends_the_series_so_that_no_month_stands_beside_the_wrong_one(make):
    values = [*[170] * 20, None, *[180] * 15]
    assert found(make("referrals", values, "2018-06")).observed.index[0] == dt.date(2020, 3, 31)


def test_what_is_missing_is_said_for_the_step_that_was_asked_for(make):
    rows = make("referrals", [2000] * 9, "2013-03", "year")
    with pytest.raises(NoFiguresError, match="there are no monthly figures up to May 2021"):
        found(rows, by="month")
    with pytest.raises(NoFiguresError, match="there are 4 months in a row"):
        found(make("referrals", [170] * 4, "2021-02"))


def test_one_month_of_each_year_is_no_yearly_series(make):
    with pytest.raises(NoFiguresError, match="there are no yearly figures"):
        found(make("children_missing", [5, 6] * 40, "2015-01"), "children_missing", by="year")


def test_a_rate_per_head_is_followed_by_year():
    series = find_series(SeriesReader.from_store(published_store(), TORBAY, MAY.last_day), "cp_rate")
    assert not series.monthly
    assert series.observed.index[-1] == dt.date(2021, 3, 31)


def share_of_cases(make, events, trials, first="2019-04"):
    printed = [round(100 * event / trial) for event, trial in zip(events, trials, strict=True)]
    rows = make("icpcs_within_15_days_percent", printed, first)
    return [
        row | {"numerator": float(event), "denominator": float(trial)}
        for row, event, trial in zip(rows, events, trials, strict=True)
    ]


def test_a_share_whose_cases_are_held_has_exact_limits(make):
    events, trials = [4, 5, 3, 4, 5, 4, 5, 4, 4, 5, 3, 5, 4], [4, 5, 4, 4, 5, 4, 5, 4, 4, 5, 4, 5, 4]
    store = store_of(share_of_cases(make, events, trials))
    answer = answer_trend(store, "icpcs_within_15_days_percent", TORBAY, Month(2021, 5))
    assert "centre" in answer.figures["control_chart"]
    assert (answer.figures["control_chart"]["signal"] == "none").all()
    assert "limits_from_cases" in [caveat.kind for caveat in answer.caveats]


def test_a_share_whose_cases_are_not_held_says_so(make):
    store = store_of(
        make("icpcs_within_15_days_percent", [80, 90, 85, 88, 92, 84, 86, 90, 83, 88, 91, 87, 85], "2019-04")
    )
    answer = answer_trend(store, "icpcs_within_15_days_percent", TORBAY, Month(2021, 5))
    assert "centre" not in answer.figures["control_chart"]
    assert "cases_not_held" in [caveat.kind for caveat in answer.caveats]


def test_cases_that_do_not_make_the_printed_share_are_not_used(make):
    rows = share_of_cases(make, [4, 5, 3, 4, 5, 4, 5, 4, 4, 5, 3, 5, 4], [5] * 13)
    rows[3] |= {"numerator": 1.0}
    answer = answer_trend(store_of(rows), "icpcs_within_15_days_percent", TORBAY, Month(2021, 5))
    assert "centre" not in answer.figures["control_chart"]


def test_what_stands_before_a_gap_is_left_out_by_name():
    months = [100, 101, None, *range(102, 118)]
    store = own_store(rows_of("contacts", months))
    found = find_series(SeriesReader.from_store(store, KIRKLEES, LAST.last_day), "contacts")
    assert len(found.observed) == 16
    assert [day.isoformat() for day in found.left_out.before] == ["2024-03-31", "2024-04-30"]
    assert [day.isoformat() for day in found.left_out.gap] == ["2024-05-31"]
    answer = answer_trend(store, "contacts", KIRKLEES, LAST)
    assert "No figure is there for May 2024" in texts(answer)["caveats"]
    assert "March 2024 and April 2024" in texts(answer)["caveats"]
    assert "May 2024" in caption(answer)


def test_a_series_without_a_gap_leaves_nothing_out():
    store = own_store(rows_of("contacts", range(100, 118)))
    left_out = find_series(SeriesReader.from_store(store, KIRKLEES, LAST.last_day), "contacts").left_out
    assert (left_out.before, left_out.gap) == ((), ())


def step(month, reason="new case system"):
    return ChartStep(area=TORBAY, measure="referrals", month=month, reason=reason)


def test_a_step_lies_in_a_month_or_in_a_year(make):
    months = found(make("referrals", [170] * 14, "2020-04"))
    assert period_of(months, step("2020-09")) == pd.Period("2020-09", "M")
    years = found(make("referrals", [2000] * 9, "2013-03", "year"))
    assert period_of(years, step("2018-09")) == pd.Period("2018", "Y")


def test_a_chart_has_the_newest_sixty_months_and_its_steps_with_their_reasons(make):
    series = found(make("referrals", [170 + place % 5 for place in range(66)], "2015-12"))
    chart = chart_of(series, [step("2020-09")])
    assert len(chart) == 60
    assert chart["period_end"].iloc[-1] == dt.date(2021, 5, 31)
    assert chart.loc[chart["step"] != "", "period_end"].to_list() == [dt.date(2020, 9, 30)]
    assert chart["segment"].nunique() == 2


@pytest.mark.parametrize(("baseline", "fits"), [(1, False), (2, True), (13, True), (14, False)])
def test_a_baseline_is_of_two_periods_at_least_and_shorter_than_the_chart(make, baseline, fits):
    series = found(make("referrals", [170 + place % 5 for place in range(14)], "2020-04"))
    if fits:
        assert len(chart_of(series, baseline=baseline)) == 14
        return
    with pytest.raises(ParametersError, match="does not fit a chart of 14: name 2 to 13"):
        chart_of(series, baseline=baseline)


def test_cases_are_those_that_the_printed_percentages_were_made_from(make):
    def of(numerators, values):
        rows = make("s47_within_timescale_percent", values, "2020-04")
        for row, above in zip(rows, numerators, strict=True):
            row |= {"numerator": float(above), "denominator": 40.0, "unit": "percent"}
        series = found(rows, "s47_within_timescale_percent", "month")
        return cases_of(series, series.observed)

    held = of([20] * 14, [50.0] * 14)
    assert held["numerator"].to_list() == [20] * 14
    assert held["denominator"].to_list() == [40] * 14
    assert of([20] * 14, [50.5] * 14) is not None  # rounded
    assert of([20] * 13 + [30], [50.0] * 14) is None  # another figure than is printed
    counts = found(make("referrals", [170] * 14, "2020-04"))
    assert cases_of(counts, counts.observed) is None


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("trend")
