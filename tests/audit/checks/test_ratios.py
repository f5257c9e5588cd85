import pytest

CORE = "core_assessments_35_days_percent"
CASELOAD = "caseload_safeguarding_and_families"


def share(**more):
    return {"measure": CORE, "period_end": "2011-09-30", **more}


def test_a_percentage_that_its_own_fraction_does_not_give_is_an_error(find):
    row = share(value=73.1, as_printed="73.1%", numerator=46, denominator=97)
    (issue,) = find("ratio-against-printed", observations=[row])
    assert issue.severity == "error"
    assert "46 of 97 is 47.4%, but 73.1% is printed (46 of 63 would give 73.0%)" in issue.message


@pytest.mark.parametrize(
    ("printed", "text", "numerator", "denominator"),
    [
        (36.0, "36.0", 94, 261),  # 36.015
        (62.8, "62.8", 1052, 1675),  # 62.806
        (0.5, "0.5", 1, 191),  # 0.524
        (13.0, "13%", 1, 8),  # 12.5 rounds up
        (12.0, "12%", 1, 8),  # 12.5 rounds to even
    ],
)
def test_printed_rounding_is_not_taken_for_a_fault(find, printed, text, numerator, denominator):
    row = share(value=printed, as_printed=text, numerator=numerator, denominator=denominator)
    assert not find("ratio-against-printed", observations=[row])


def test_a_denominator_that_may_be_rounded_only_warns(find):
    vacancies = {
        "measure": "social_care_vacancy_percent",
        "period_end": "2012-05-31",
        "value": 37.8,
        "as_printed": "37.8%",
        "numerator": 28.6,
        "denominator": 76,
    }
    assert [issue.severity for issue in find("ratio-against-printed", observations=[vacancies])] == ["warning"]
    assert not find("ratio-against-printed", observations=[{**vacancies, "value": 37.7, "as_printed": "37.7%"}])


def test_a_fraction_printed_upside_down_is_found_once_and_by_name(find):
    row = {
        "measure": CASELOAD,
        "period_end": "2012-05-31",
        "value": 11.2,
        "as_printed": "11.2",
        "numerator": 49.35,
        "denominator": 551,
        "basis": "snapshot",
    }
    assert [issue.severity for issue in find("swapped-fraction", observations=[row])] == ["error"]
    assert not find("ratio-against-printed", observations=[row])


def test_over_250_is_no_exact_figure(find):
    row = share(value=80, as_printed="over 80%", numerator=9, denominator=10)
    assert not find("ratio-against-printed", observations=[row])


def test_a_share_above_100_is_an_error_where_the_label_promises_a_share(find):
    entry = {"measure": CORE, "label": "% of core assessments on time", "source": "paper/table.csv#row 2, column A"}
    (issue,) = find("impossible-percentage", observations=[share(value=154, as_printed="154")], entries=[entry])
    assert issue.severity == "error"


def test_growth_may_exceed_100(find):
    row = {"measure": "core_assessments_growth_percent", "period_end": "2011-09-30", "value": 230.1}
    assert not find("impossible-percentage", observations=[row])


def test_nine_percent_of_six_children_cannot_be(find):
    plan = {
        "measure": "cla_initial_care_plan_10_days_percent",
        "period_end": "2021-04-30",
        "published_on": "2021-07-13",
    }
    rows = [
        {**plan, "value": 9, "as_printed": "9%"},
        {**plan, "measure": "cla_started", "value": 6, "as_printed": "6"},
    ]
    (issue,) = find("share-not-possible", observations=rows)
    assert issue.severity == "warning"
    assert "0 of 6 is 0% and 1 of 6 is 17%" in issue.message


def test_a_ratio_of_two_printed_measures_is_checked_against_both(find):
    at = {"period_end": "2021-03-31", "basis": "year", "published_on": "2021-07-13"}
    rows = [
        {**at, "measure": "children_adopted", "value": 13},
        {**at, "measure": "cla_ended", "value": 107},
        {**at, "measure": "adopted_of_leaving_care_percent", "value": 12, "as_printed": "12%"},
    ]
    assert not find("ratio-of-measures", observations=rows)
    rows[2] |= {"value": 21, "as_printed": "21%"}
    (issue,) = find("ratio-of-measures", observations=rows)
    assert issue.severity == "error"
    assert "is 12%" in issue.message


def test_national_counts_rounded_to_ten_excuse_a_ratio(find):
    row = share(
        area="E92000001", value=22.4, as_printed="22.4", numerator=40, denominator=180
    )  # 22.2, 35/185 to 45/175
    assert not find("ratio-against-printed", observations=[row])
