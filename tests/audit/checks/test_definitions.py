"""Series whose definition or level changed."""


def spoken(text, **more):
    return {"measure": "management_oversight_8_weeks_percent", "text": text, **more}


def test_a_level_that_changes_and_stays(find, series):
    values = [65, 63, 68, 79, 81, 85, 82, 83, 88]
    rows = series("cp_visits_10_days_percent", "2020-07-31", values, basis="snapshot", published_on="2021-07-13")
    (issue,) = find("series-break", observations=rows)
    assert issue.period_end.isoformat() == "2020-10-31"


def test_a_year_from_may_only_is_noted(find):
    row = {"measure": "cp_medicals", "period_end": "2012-03-31", "basis": "year", "value": 80}
    assert len(find("partial-periods", observations=[{**row, "as_printed": "80 (from May 2011 only)"}])) == 1


def test_the_papers_own_warnings_of_changed_recording_are_noted(find):
    check = spoken("Before January 2021 children placed for adoption are undercounted", kind="data_check")
    assert [issue.severity for issue in find("definition-change", remarks=[check])] == ["note"]


def test_a_stock_that_strays_from_month_to_month_has_no_new_level(find, series):
    walk = [460, 458, 455, 452, 450, 453, 457, 462, 467, 471, 474, 478, 481, 484, 486, 489]
    rows = series("cp_plans_at_period_end", "2024-04-30", walk, basis="snapshot")
    assert find("series-break", observations=rows) == []


def test_a_stock_that_leaps_to_another_level_is_noted_and_named_by_its_month(find, series):
    leap = [460, 461, 459, 460, 461, 460, 520, 521, 519, 520, 521, 520]
    (issue,) = find("series-break", observations=series("cp_plans_at_period_end", "2024-04-30", leap, basis="snapshot"))
    assert "31 March" not in issue.message
    assert "at the end of the month" in issue.message
