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


@pytest.mark.parametrize(("minimum", "upper", "found"), [(20, 25, 1), (35, 28, 0)])
def test_the_upper_target_is_the_harder_one(find, minimum, upper, found):
    levels = {"minimum": minimum, "upper": upper}
    targets = [
        {"measure": "social_worker_vacancy_rate", "level": level, "value": value} for level, value in levels.items()
    ]
    assert len(find("target-order", targets=targets)) == found


def test_targets_of_neutral_measures_have_no_wrong_order(find):
    targets = [
        {"measure": "referral_rate", "level": level, "value": value, "unit": "per_10000"}
        for level, value in {"minimum": 500, "upper": 400}.items()
    ]
    assert not find("target-order", targets=targets)


def test_later_targets_ask_for_more(find):
    targets = [
        {"measure": "re_referrals_percent", "value": value, "due_on": due}
        for value, due in ((20, "2012-12-31"), (25, "2013-07-31"))
    ]
    assert len(find("target-order", targets=targets)) == 1


def test_no_percentage_reaches_120(find):
    target = {"measure": "re_referrals_percent", "value": 120}
    assert [issue.severity for issue in find("target-out-of-range", targets=[target])] == ["error"]


def test_a_target_that_would_let_the_figure_get_worse(find):
    row = {"measure": "adoption_entry_to_placement_days", "period_end": "2012-05-31", "value": 368}
    target = {"measure": "adoption_entry_to_placement_days", "value": 660, "unit": "days"}
    assert [issue.severity for issue in find("target-already-passed", observations=[row], targets=[target])] == ["note"]


def test_targets_to_be_confirmed_are_counted_once_a_paper(find):
    unset = {"value": None, "missing": "not_yet_set", "as_printed": "TBC"}
    targets = [{"measure": measure, **unset} for measure in ("re_referrals_percent", "referral_rate")]
    targets.append({"measure": "cp_visits_10_days_percent", "value": 80})
    (issue,) = find("targets-not-set", targets=targets)
    assert "2 of 3 measures" in issue.message
