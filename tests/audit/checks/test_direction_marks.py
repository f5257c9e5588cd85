"""Arrows and statuses against the figures they stand beside."""

import pytest

MARK = {"kind": "direction", "source": "paper/table.csv#row 2, column Trend"}


@pytest.mark.parametrize(
    ("measure", "values", "mark", "severities"),
    [
        ("case_files_audited", [6, 13], "flat", ["warning"]),
        ("case_files_audited", [6, 13], "up", []),
        ("cases_supervised_percent", [49.0, 55.1], "declining", ["warning"]),
        ("cases_supervised_percent", [49.0, 55.1], "improving", []),
        ("re_referrals_percent", [38.3, 36.0], "improving", []),  # low is good
        ("cla_rate", [62.9, 63.0], "up", []),  # printed as 63: up all the same
        ("cla_rate", [62.9, 63.0], "down", ["warning"]),
        ("referral_rate", [700.0, 800.0], "improving", []),  # neutral: nobody can say
    ],
)
def test_a_mark_is_held_against_the_last_two_figures_and_the_polarity(find, series, measure, values, mark, severities):
    rows = series(measure, "2012-04-30", values)
    marks = [{**MARK, "measure": measure, "period_end": "2012-05-31", "mark": mark, "as_printed": mark}]
    found = find("direction-against-values", observations=rows, marks=marks)
    assert [issue.severity for issue in found] == severities


def test_a_mark_that_fits_another_comparison_is_only_noted(find, series):
    rows = series("cp_reviews_on_time_percent", "2012-03-31", [94.0, 99.4, 98.0], basis="rolling_12_months")
    mark = {**MARK, "measure": "cp_reviews_on_time_percent", "period_end": "2012-05-31", "mark": "improving"}
    (issue,) = find("direction-against-values", observations=rows, marks=[{**mark, "as_printed": "I"}])
    assert issue.severity == "note"
    assert "last March" in issue.message


def test_on_target_where_the_figure_misses_it(find):
    measure = "cla_three_or_more_placements_percent"
    row = {"measure": measure, "period_end": "2011-09-30", "basis": "year_to_date", "value": 6.0, "as_printed": "6.0 %"}
    mark = {"measure": measure, "period_end": "2011-09-30", "kind": "status", "mark": "on_target"}
    mark |= {"as_printed": "On Target"}
    target = {"measure": measure, "value": 5.0, "as_printed": "5.0%"}
    (issue,) = find("status-against-target", observations=[row], marks=[mark], targets=[target])
    assert "6.0% misses the target of 5.0% (low is good)" in issue.message
