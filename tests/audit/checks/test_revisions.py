"""Figures said again differently."""


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
