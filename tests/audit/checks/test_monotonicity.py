"""Percentiles out of order."""


def test_a_median_below_the_first_quarter(find):
    at = {"period_end": "2012-03-31", "basis": "year"}
    days = {"icpc_days_p25": 12, "icpc_days_median": 3, "icpc_days_p75": 15}
    rows = [{**at, "measure": measure, "value": value} for measure, value in days.items()]
    assert [issue.severity for issue in find("percentiles-out-of-order", observations=rows)] == ["error"]
