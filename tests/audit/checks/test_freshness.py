"""Figures that are old, or have not moved."""


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
