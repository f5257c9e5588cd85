import pytest


def labelled(measure, label, value, **more):
    row = {"measure": measure, "period_end": "2012-05-31", "value": value, **more}
    return {
        "observations": [row],
        "entries": [{"measure": measure, "label": label, "source": "paper/table.csv#row 2, column A"}],
    }


@pytest.mark.parametrize(
    ("measure", "label", "value", "found"),
    [
        ("cp_plans_long_percent", "Duration on a CP Plan", 5.3, 1),
        ("case_files_audited", "% of case files audited", 19, 1),
        ("care_proceedings_ongoing_days", "Average length of proceedings in weeks (calendar days)", 239, 1),
        ("cases_supervised_percent", "% of cases supervised in last 2 months", 55.1, 0),
        ("re_referrals_percent", "% Initial assessments within 10 working days", 62.8, 0),
        ("care_proceedings_days", "Average length of care proceedings", 111.7, 0),
        ("dispute_resolutions", "Number of disputes", 11, 0),
    ],
)
def test_a_label_is_held_to_its_unit(find, measure, label, value, found):
    assert len(find("label-against-unit", **labelled(measure, label, value))) == found


def test_a_rate_in_the_same_cell_is_not_what_the_label_names(find):
    frames = labelled("referrals", "No of referrals in period", 1919, as_printed="1919 / 731*")
    at = {"period_end": "2012-05-31", "source": "paper/table.csv#row 2, column B"}
    frames["observations"] += [
        {**at, "measure": "referrals", "period_end": "2012-06-30", "value": 198},
        {**at, "measure": "referral_rate", "value": 731, "as_printed": "1919 / 731*"},
    ]
    assert not find("label-against-unit", **frames)


def test_a_percentage_whose_months_add_up_to_536_is_a_count(find, series):
    months = series("case_files_audited", "2011-06-30", [5, 60, 59, 72, 45, 89, 41, 78, 51, 9])
    year = {"measure": "case_files_audited", "period_end": "2012-03-31", "basis": "year", "value": 536}
    source = "paper/table.csv#row 2, column"
    rows = [{**row, "source": f"{source} {number}"} for number, row in enumerate([*months, year])]
    entry = {"measure": "case_files_audited", "label": "% of case files audited", "source": f"{source} A"}
    (issue,) = find("share-that-is-a-count", observations=rows, entries=[entry])
    assert issue.severity == "error"
    assert "add up to 509" in issue.message


def test_a_percentage_written_as_a_fraction(find, series):
    rows = series("cp_visits_10_days_percent", "2020-07-31", [65, 63, 0.68, 79, 81], published_on="2021-07-13")
    (issue,) = find("share-written-as-fraction", observations=rows)
    assert "68%" in issue.message


def test_an_average_of_zero_days_means_nobody(find, series):
    rows = series("adoption_entry_to_placement_days", "2012-03-31", [487, 0, 368])
    assert [issue.period_end.month for issue in find("zero-that-means-none", observations=rows)] == [4]
    assert not find("zero-that-means-none", observations=series("dispute_resolutions", "2012-03-31", [4, 0, 3]))


def test_months_of_zero_percent_beside_76_are_doubted(find, series):
    at = {"published_on": "2021-07-13"}
    measure = "cla_initial_care_plan_10_days_percent"
    rows = series(measure, "2020-07-31", [0, 0, 0, 0, 0, 0, 20, 0, 0], **at)
    rows.append({"measure": measure, "period_end": "2020-03-31", "basis": "year", "value": 76, **at})
    assert len(find("run-of-zeros", observations=rows)) == 1


def test_a_measure_listed_without_any_figure(find):
    gap = {"measure": "cases_judged_adequate_percent", "period_end": "2012-05-31"}
    gap |= {"value": None, "missing": "blank", "as_printed": ""}
    entry = {"measure": gap["measure"], "ref": "T5", "label": "% of case files judged adequate or better"}
    (issue,) = find("promised-but-empty", observations=[gap], entries=[entry])
    assert "T5 % of case files judged adequate or better" in issue.message
