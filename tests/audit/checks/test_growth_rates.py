"""Growth that is printed against the counts it is of."""


def test_a_fall_printed_as_a_rise(find):
    at = {"basis": "year", "published_on": "2019-10-31"}
    rows = [
        {**at, "measure": "referrals", "period_end": "2018-03-31", "value": 1919},
        {**at, "measure": "referrals", "period_end": "2019-03-31", "value": 1800},
        {**at, "measure": "referrals_growth_percent", "period_end": "2019-03-31", "value": 6.2, "as_printed": "6.2"},
    ]
    (issue,) = find("growth-against-counts", observations=rows)
    assert "the minus is lost" in issue.message
