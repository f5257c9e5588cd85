"""Comparisons that are in another unit, or whose group changed."""


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
