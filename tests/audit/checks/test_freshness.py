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


def without(rows, *months):
    return [row for row in rows if not str(row["period_end"]).startswith(months)]


def test_a_month_that_lacks_is_named_once_for_all_measures_that_lack_it(find, series):
    values = list(range(100, 118))
    rows = [*series("referrals", "2024-04-30", values), *series("contacts", "2024-04-30", values)]
    (issue,) = find("absent-months", observations=without(rows, "2024-07"))
    assert "No figure is there for July 2024, which lies between others" in issue.message
    assert {"Contacts", "Referrals"} <= set(issue.message.replace(".", "").replace(": ", " and ").split(" and "))


def test_a_series_without_a_gap_and_one_that_is_not_kept_by_month_lack_nothing(find, series):
    whole = series("referrals", "2024-04-30", list(range(100, 118)))
    assert find("absent-months", observations=whole) == []
    patchy = without(whole, "2024-07", "2024-09", "2024-11", "2025-01")
    assert find("absent-months", observations=patchy) == []


def test_a_month_that_stands_in_another_row_of_the_paper_or_is_hidden_does_not_lack(find, series):
    rows = series("referrals", "2024-04-30", list(range(100, 118)))
    for row in rows:
        if str(row["period_end"]).startswith("2024-07"):
            row |= {"source": "paper/table.csv#row 40, column B"}
        if str(row["period_end"]).startswith("2024-08"):
            row |= {"value": None, "missing": "suppressed"}
    assert find("absent-months", observations=rows) == []
