import datetime as dt

import pytest

from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.present.charts.control import caption
from analysis.questions.series_reader import SeriesReader
from analysis.questions.trend import answer_trend
from analysis.questions.trend.trend_series import find_series
from own_months_store import KIRKLEES, LAST, rows_of
from own_months_store import store_of as own_store
from pathway_store import TORBAY, published_store, store_of

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
