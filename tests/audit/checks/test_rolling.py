import pandas as pd
import pytest

ROLLING = {"basis": "rolling_12_months"}
IA = "initial_assessments_10_days_percent"


def test_a_twelve_month_share_cannot_move_by_a_quarter_in_a_month(find, series):
    values = [57.2, 55.7, 54.1, 50.5, 76.7, 54.5]
    rows = series("referrals_to_initial_assessment_percent", "2011-12-31", values, **ROLLING)
    assert [issue.period_end.month for issue in find("rolling-jumps", observations=rows)] == [4, 5]


def test_the_months_own_figures_say_how_far_it_can_move(find, series):
    rolling = series(IA, "2012-01-31", [60.1, 60.1, 59.8, 66.4], **ROLLING)
    months = series(IA, "2011-06-30", [57.9, 66.4, 40.5, 66.3, 70.7, 71.2, 57.9, 61.9, 58.7, 48.9, 66.4])
    (issue,) = find("rolling-jumps", observations=[*rolling, *months])
    assert "moves 6.6 points in April 2012" in issue.message


def test_a_twelve_month_figure_that_is_the_months_own_is_doubted(find, series):
    rolling = series(IA, "2012-03-31", [59.8, 66.4], **ROLLING)
    months = series(IA, "2011-12-31", [57.9, 61.9, 58.7, 48.9, 66.4])
    (issue,) = find("rolling-against-months", observations=[*rolling, *months])
    assert issue.period_end.isoformat() == "2012-04-30"


@pytest.mark.parametrize(("total", "found"), [(78, 0), (79, 1)])
def test_a_twelve_month_count_is_the_sum_of_its_months(find, series, total, found):
    months = series("dispute_resolutions", "2011-04-30", list(range(1, 13)))
    rolling = series("dispute_resolutions", "2012-03-31", [total], **ROLLING)
    assert len(find("rolling-against-months", observations=[*months, *rolling])) == found


def test_twelve_months_to_march_are_the_year_whatever_they_are_called(find, series):
    rolling = series("icpcs_within_15_days_percent", "2012-03-31", [70.6], **ROLLING)
    so_far = series("icpcs_within_15_days_percent", "2012-03-31", [96.1], basis="year_to_date")
    labels = ["ICPC in 15 days - 12 month rolling", "Cumulative from april Conferences on time"]
    entries = [
        {"measure": "icpcs_within_15_days_percent", "label": label, "source": f"paper/table.csv#row {row}, column A"}
        for row, label in enumerate(labels, start=2)
    ]
    (issue,) = find("twelve-months-at-year-end", observations=[*rolling, *so_far], entries=entries)
    assert issue.severity == "error"
    (unlabelled,) = find("twelve-months-at-year-end", observations=[*rolling, *so_far])
    assert unlabelled.severity == "warning"


def test_a_rolling_count_reset_in_april_is_found_without_its_months(find):
    ends = pd.date_range("2011-10-31", periods=8, freq="ME")
    values = [1900, 1910, 1905, 1890, 1900, 1895, 160, 320]
    rows = [
        {"measure": "referrals", "period_end": end, "value": value, **ROLLING}
        for end, value in zip(ends, values, strict=True)
    ]
    assert find("rolling-jumps", observations=rows)[0].period_end.isoformat() == "2012-04-30"
