"""Dates, stocks, growth, areas, orders, outliers, freshness, revisions, definitions, benchmarks."""

import datetime as dt

import pytest

from analysis.audit.relations import Relations
from analysis.catalogue.area import areas


def test_a_figure_dated_after_its_paper_is_an_error(find):
    row = {"measure": "cla_at_period_end", "period_end": "2011-11-14", "basis": "snapshot", "value": 249}
    (issue,) = find("date-after-paper", observations=[{**row, "published_on": "2011-10-26"}])
    assert (
        issue.message
        == "Children looked after at 31 March: figures dated 14 November 2011 stand in a paper dated 26 October 2011."
    )


def account(stock):
    at = {"published_on": "2017-10-30"}
    flow = {**at, "period_end": "2017-03-31", "basis": "year"}
    return [
        {**at, "measure": "cp_plans_at_period_end", "period_end": "2016-03-31", "basis": "snapshot", "value": 130},
        {**at, "measure": "cp_plans_at_period_end", "period_end": "2017-03-31", "basis": "snapshot", "value": stock},
        {**flow, "measure": "cp_plans_started", "value": 297},
        {**flow, "measure": "cp_plans_ended", "value": 217},
    ]


@pytest.mark.parametrize(("stock", "found"), [(212, 0), (260, 1)])  # 130 + 297 - 217 = 210
def test_a_stock_follows_from_its_flows(find, stock, found):
    assert len(find("stock-and-flow", observations=account(stock))) == found


def test_a_fall_printed_as_a_rise(find):
    at = {"basis": "year", "published_on": "2019-10-31"}
    rows = [
        {**at, "measure": "referrals", "period_end": "2018-03-31", "value": 1919},
        {**at, "measure": "referrals", "period_end": "2019-03-31", "value": 1800},
        {**at, "measure": "referrals_growth_percent", "period_end": "2019-03-31", "value": 6.2, "as_printed": "6.2"},
    ]
    (issue,) = find("growth-against-counts", observations=rows)
    assert "the minus is lost" in issue.message


def test_authorities_of_a_region_add_up_to_it(find):
    home = "E12000001"
    codes = [
        code
        for code, area in areas().items()
        if area.kind == "authority" and area.region == home and area.existed_on(dt.date(2020, 3, 31))
    ]
    at = {"measure": "referrals", "basis": "year", "period_end": "2020-03-31", "published_on": "2020-10-29"}
    rows = [{**at, "area": code, "value": 100 + number} for number, code in enumerate(codes)]
    total = sum(row["value"] for row in rows)
    region = {**at, "area": home, "value": round(total, -1)}
    assert not find("areas-against-region", observations=[*rows, region])
    rows[0]["value"] += 90
    assert [issue.severity for issue in find("areas-against-region", observations=[*rows, region])] == ["error"]
    assert not find("areas-against-region", observations=[*rows[1:], region])  # not all of them are printed


def test_a_median_below_the_first_quarter(find):
    at = {"period_end": "2012-03-31", "basis": "year"}
    days = {"icpc_days_p25": 12, "icpc_days_median": 3, "icpc_days_p75": 15}
    rows = [{**at, "measure": measure, "value": value} for measure, value in days.items()]
    assert [issue.severity for issue in find("percentiles-out-of-order", observations=rows)] == ["error"]


def test_one_long_month_is_an_outlier(find, series):
    values = [794.1, 2553.0, 634.1, 537.0, 186.8, 111.7]
    (issue,) = find("outliers", observations=series("care_proceedings_days", "2011-12-31", values))
    assert issue.period_end.isoformat() == "2012-01-31"


def test_the_complement_of_last_month_is_said(find, series):
    values = [8, 9, 8, 7, 8, 11, 15, 18, 18, 16, 84]
    rows = series(
        "cin_plan_reviewed_6_months_percent", "2020-07-31", values, basis="snapshot", published_on="2021-07-13"
    )
    (issue,) = find("outliers", observations=rows)
    assert "leaves of 100" in issue.message


def test_ordinary_ups_and_downs_are_no_outliers(find, series):
    rows = series("referrals", "2011-07-31", [198, 168, 165, 161, 187, 158, 164, 176])
    assert not find("outliers", observations=rows)


def test_a_percentage_of_seven_meetings_moves_by_fourteen_points(find):
    row = {"measure": "strategy_meetings_police_attended_percent", "period_end": "2012-05-31", "value": 100}
    (issue,) = find("small-denominators", observations=[{**row, "numerator": 7, "denominator": 7}])
    assert "14.3 points" in issue.message


def test_last_figures_ten_months_old_in_a_monthly_report(find, series):
    old = series("social_worker_vacancy_rate", "2020-06-30", [43.5, 30, 28.3, 28], published_on="2021-07-13")
    new = series("referrals", "2021-02-28", [176, 254, 161, 175], published_on="2021-07-13")
    assert [issue.measure for issue in find("stale-figures", observations=[*old, *new])] == [
        "social_worker_vacancy_rate"
    ]


def test_the_same_figure_four_times(find, series):
    rows = series("cp_reviews_on_time_percent", "2011-06-30", [96.2, 96.2, 96.2, 96.2, 95.3])
    (issue,) = find("stuck-figures", observations=rows)
    assert "4 times in a row" in issue.message


def test_a_figure_said_again_differently_is_one_note_a_measure(find):
    first = {"measure": "core_assessments_35_days_percent", "period_end": "2011-09-30", "value": 73.1}
    second = {**first, "value": 76.1, "source": "card/table.csv#row 2, column A"}
    (issue,) = find("restated-figures", observations=[{**first, "published_on": "2011-10-26"}, second])
    assert issue.severity == "note"
    assert "from 73.1% to 76.1%" in issue.message


def test_a_council_far_from_its_published_statistic(find):
    own = {"measure": "referrals", "period_end": "2012-03-31", "basis": "year", "value": 161}
    official = {**own, "value": 195, "published_on": "2012-10-30", "source": "published-statistics/c1.csv#row 2"}
    (issue,) = find("differs-from-published", observations=[own, official])
    assert issue.severity == "warning"


def test_a_level_that_changes_and_stays(find, series):
    values = [65, 63, 68, 79, 81, 85, 82, 83, 88]
    rows = series("cp_visits_10_days_percent", "2020-07-31", values, basis="snapshot", published_on="2021-07-13")
    (issue,) = find("series-break", observations=rows)
    assert issue.period_end.isoformat() == "2020-10-31"


def test_a_year_from_may_only_is_noted(find):
    row = {"measure": "cp_medicals", "period_end": "2012-03-31", "basis": "year", "value": 80}
    assert len(find("partial-periods", observations=[{**row, "as_printed": "80 (from May 2011 only)"}])) == 1


def test_days_compared_with_weeks(find):
    own = {"measure": "care_proceedings_ongoing_days", "period_end": "2012-05-31", "basis": "snapshot", "value": 239}
    national = {**own, "area": "E92000001", "unit": "weeks", "value": 36, "as_printed": "36 weeks"}
    (issue,) = find("benchmark-in-another-unit", observations=[own, national])
    assert "36 weeks" in issue.message


def test_two_groups_of_neighbours_are_one_note(find):
    at = {"measure": "referral_rate", "period_end": "2012-03-31", "basis": "year"}
    rows = [{**at, "area": f"SN{group}-E06000027", "value": value} for group, value in (("to2021", 795), ("2021", 710))]
    (issue,) = find("benchmark-group-changed", observations=rows)
    assert "up to 85" in issue.message


def test_a_relation_that_no_paper_has_is_never_tried(find):
    assert not find("stock-and-flow", Relations(), observations=account(260))
