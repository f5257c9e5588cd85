"""Targets that cannot be meant."""

import pytest


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
