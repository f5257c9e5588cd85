"""One figure far from all others, and shares of small groups."""


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
