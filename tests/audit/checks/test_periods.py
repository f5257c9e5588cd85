import pytest

IN_2021 = {"published_on": "2021-07-13"}


def audits(first, second, so_far, **more):
    months = [
        {"measure": "dispute_resolutions", "period_end": "2021-04-30", "value": first, **IN_2021, **more},
        {"measure": "dispute_resolutions", "period_end": "2021-05-31", "value": second, **IN_2021, **more},
    ]
    return [*months, {**months[1], "basis": "year_to_date", "value": so_far}]


def test_months_that_do_not_add_up_to_the_year_so_far_are_an_error(find):
    (issue,) = find("months-against-year", observations=audits(6, 13, 29))
    assert issue.severity == "error"
    assert "29 is printed, but the months (6 and 13) add up to 19" in issue.message
    assert not find("months-against-year", observations=audits(1, 11, 12))


@pytest.mark.parametrize(("so_far", "found"), [(34, 0), (48, 0), (63, 0), (33, 1), (64, 1)])
def test_children_counted_once_lie_between_the_largest_month_and_the_sum(find, so_far, found):
    rows = [{**row, "measure": "children_missing"} for row in audits(29, 34, so_far)]
    assert len(find("months-against-year", observations=rows)) == found


def test_an_average_lies_among_its_months(find):
    rows = [{**row, "measure": "re_referrals_percent"} for row in audits(24, 28, 26)]
    assert not find("months-against-year", observations=rows)
    rows[2]["value"] = 31
    assert [issue.severity for issue in find("months-against-year", observations=rows)] == ["error"]


def test_unseen_months_that_would_have_to_hold_too_much_are_a_warning(find, series):
    months = series("case_files_audited", "2020-07-31", [10, 1, 17, 18, 25, None, 24, 13, 6], **IN_2021)
    year = {"measure": "case_files_audited", "period_end": "2021-03-31", "basis": "year", "value": 326, **IN_2021}
    (issue,) = find("months-against-year", observations=[*months, year])
    assert issue.severity == "warning"
    assert "the other 4 would have to hold 212" in issue.message


def test_a_month_that_is_not_what_was_added_is_an_error(find):
    core = {"measure": "core_assessments_35_days_percent", "published_on": "2011-10-26"}
    so_far = {**core, "basis": "year_to_date"}
    rows = [
        {**so_far, "period_end": "2011-08-31", "value": 34.2, "numerator": 138, "denominator": 403},
        {**so_far, "period_end": "2011-09-30", "value": 39.8, "numerator": 188, "denominator": 472},
        {**core, "period_end": "2011-09-30", "value": 73.1, "numerator": 46, "denominator": 97},
    ]
    (issue,) = find("cumulative-against-month", observations=rows)
    assert issue.severity == "error"
    assert "leaves 50 of 69 (72.5%)" in issue.message


def test_a_month_off_by_one_case_only_warns(find):
    first = {"measure": "initial_assessments_10_days_percent", "published_on": "2011-10-26"}
    so_far = {**first, "basis": "year_to_date"}
    rows = [
        {**so_far, "period_end": "2011-08-31", "value": 55.5, "numerator": 397, "denominator": 715},
        {**so_far, "period_end": "2011-09-30", "value": 57.7, "numerator": 511, "denominator": 886},
        {**first, "period_end": "2011-09-30", "value": 66.5, "numerator": 113, "denominator": 170},
    ]
    assert [issue.severity for issue in find("cumulative-against-month", observations=rows)] == ["warning"]


def test_an_average_is_weighed_by_its_cases(find):
    days = [{**row, "measure": "adoption_order_to_match_days"} for row in audits(414, 297, 341)]
    cases = [{**row, "measure": "children_adopted"} for row in audits(3, 2, 5)]
    (issue,) = find("average-against-weights", observations=[*days, *cases])
    assert "give 367 days" in issue.message


def test_a_running_count_cannot_fall(find, series):
    rows = series("families_supported_ifss", "2012-01-31", [18, 22, 21], basis="year_to_date")
    assert [issue.severity for issue in find("cumulative-falls", observations=rows)] == ["error"]


def test_a_running_count_starts_again_in_april(find, series):
    rows = series("families_supported_ifss", "2012-02-29", [18, 22, 3], basis="year_to_date")
    assert not find("cumulative-falls", observations=rows)


def test_a_timeliness_since_april_may_fall_but_a_share_that_piles_up_may_not(find, series):
    piling = series("cla_health_reviews_on_time_percent", "2011-09-30", [50.3, 47.3, 54, 54.6, 58.1, 64.9, 70.8, 7.4])
    piling = [{**row, "basis": "year_to_date"} for row in piling]
    assert [issue.severity for issue in find("cumulative-falls", observations=piling)] == ["warning"]
    timely = [{**row, "measure": "icpcs_within_15_days_percent"} for row in piling[:-1]]
    assert not find("cumulative-falls", observations=timely)


def test_a_share_since_april_cannot_leap_in_february(find, series):
    rows = series("icpcs_within_15_days_percent", "2011-11-30", [88.9, 86.7, 86.4, 96.3, 96.1], basis="year_to_date")
    (issue,) = find("cumulative-jumps", observations=rows)
    assert "from 86.4% to 96.3% in February 2012" in issue.message


OWN = "- {id: families_seen, name: Families seen, definition: Ours., unit: count, polarity: neutral"


@pytest.mark.parametrize(("rest", "year", "found"), [("", 25, 0), ("", 31, 1), (", accumulates: from_april", 25, 1)])
def test_months_of_an_own_measure_need_not_add_up_unless_the_council_says_so(
    find, series, own_catalogue, rest, year, found
):
    own_catalogue(measures=f"{OWN}{rest}}}\n")
    rows = series("families_seen", "2012-04-30", [10, 10, 10])
    rows.append({"measure": "families_seen", "period_end": "2012-06-30", "basis": "year_to_date", "value": year})
    assert len(find("months-against-year", observations=rows)) == found


@pytest.mark.parametrize(
    ("measure", "months", "quarter", "found"),
    [
        ("referrals", [10, 20, 30], 60, 0),
        ("referrals", [10, 20, 30], 70, 1),
        ("referrals", [10, 20], 70, 0),  # a month is not printed
        ("re_referrals_percent", [20, 22, 25], 23, 0),
        ("re_referrals_percent", [20, 22, 25], 31, 1),
    ],
)
def test_a_quarter_is_made_of_its_months(find, series, measure, months, quarter, found):
    rows = series(measure, "2012-04-30", months)
    rows.append({"measure": measure, "period_end": "2012-06-30", "basis": "quarter", "value": quarter})
    assert len(find("quarters-against-parts", observations=rows)) == found


@pytest.mark.parametrize(("year", "found"), [(100, 0), (110, 1)])
def test_a_year_is_made_of_its_quarters(find, year, found):
    ends = ("2011-06-30", "2011-09-30", "2011-12-31", "2012-03-31")
    rows = [
        {"measure": "referrals", "period_end": end, "basis": "quarter", "value": value}
        for end, value in zip(ends, (10, 20, 30, 40), strict=True)
    ]
    rows.append({"measure": "referrals", "period_end": "2012-03-31", "basis": "year", "value": year})
    issues = find("quarters-against-parts", observations=rows)
    assert len(issues) == found
    assert all("its quarters (10, 20, 30 and 40) add up to 100" in issue.message for issue in issues)
