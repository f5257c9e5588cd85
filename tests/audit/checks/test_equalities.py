import pytest

from analysis.audit.relations import Relations

AT = {"period_end": "2020-12-31", "published_on": "2021-07-13", "basis": "snapshot"}
REVIEWED, LAST_REVIEW = "cla_reviewed_on_time_percent", "cla_last_review_on_time_percent"


@pytest.mark.parametrize(
    ("other", "said"),
    [(84, "The two add up to about 100:"), (85, "The two add up to 100:"), (86, "about 100:"), (83, None), (87, None)],
)
def test_a_figure_printed_twice_with_two_values_is_an_error_and_the_complement_is_said(find, other, said):
    plan = {**AT, "measure": "cin_plan_reviewed_6_months_percent"}
    rows = [{**plan, "value": 15, "as_printed": "15%"}, {**plan, "value": other, "as_printed": f"{other}%"}]
    (issue,) = find("printed-twice", observations=rows)
    assert issue.severity == "error"
    assert (said is None) == ("add up" not in issue.message)
    assert said is None or said in issue.message


def test_the_same_figure_at_two_roundings_is_no_contradiction(find):
    rows = [
        {**AT, "measure": REVIEWED, "value": 51.3, "as_printed": "51.3%"},
        {**AT, "measure": REVIEWED, "value": 51, "as_printed": "51%"},
    ]
    assert not find("printed-twice", observations=rows)


def test_one_thing_under_two_names_must_have_one_value(find):
    rows = [
        {**AT, "measure": REVIEWED, "value": 79, "as_printed": "79%"},
        {**AT, "measure": LAST_REVIEW, "value": 77, "as_printed": "77%"},
    ]
    (issue,) = find("must-be-equal", observations=rows)
    assert issue.severity == "error"


def test_series_that_agree_nearly_always_are_taken_for_one_thing(find, series):
    values = [92, 92, 94, 77, 79, 79, 82, 83]
    other = [*values[:5], 77, *values[6:]]
    rows = series(REVIEWED, "2020-07-31", values, basis="snapshot", published_on="2021-07-13")
    rows += series(LAST_REVIEW, "2020-07-31", other, basis="snapshot", published_on="2021-07-13")
    (issue,) = find("must-be-equal", Relations(), observations=rows)
    assert (issue.severity, issue.period_end.isoformat()) == ("warning", "2020-12-31")


def test_shares_that_must_make_up_100(find):
    facts = Relations.model_validate({"complements": [{"measures": [REVIEWED, LAST_REVIEW]}]})
    rows = [{**AT, "measure": REVIEWED, "value": 84}, {**AT, "measure": LAST_REVIEW, "value": 16}]
    assert not find("must-complement", facts, observations=rows)
    rows[1]["value"] = 18
    assert [issue.severity for issue in find("must-complement", facts, observations=rows)] == ["error"]


def stocks(first, second):
    at = {"basis": "snapshot", "published_on": "2011-12-26"}
    return [
        {**at, "measure": measure, "period_end": end, "value": value}
        for measure, early in (("cp_plans_at_period_end", 98), ("cla_at_period_end", 182))
        for end, value in zip(("2009-03-31", "2011-03-31", "2011-11-14"), (early, first, second), strict=True)
    ]


def test_the_same_counts_under_two_names_are_doubted(find):
    (issue,) = find("copied-figures", observations=stocks(220, 249))
    assert issue.severity == "warning"
    assert "220 (March 2011) and 249 (November 2011)" in issue.message


def test_small_counts_that_coincide_are_left_alone(find):
    assert not find("copied-figures", observations=stocks(22, 24))
