YEAR = {"period_end": "2020-03-31", "basis": "year", "published_on": "2021-07-13"}
NEXT = {**YEAR, "period_end": "2021-03-31"}
SO_FAR = {**YEAR, "period_end": "2021-05-31", "basis": "year_to_date"}


def pair(at, count_measure, count, rate_measure, rate):
    return [{**at, "measure": count_measure, "value": count}, {**at, "measure": rate_measure, "value": rate}]


def highlights(rate):
    return [
        *pair(YEAR, "referrals", 1919, "referral_rate", rate),
        *pair(NEXT, "referrals", 2238, "referral_rate", 876),
        *pair(SO_FAR, "referrals", 336, "referral_rate", 789),
        *pair(YEAR, "cla_started", 135, "cla_start_rate", 53),
        *pair(NEXT, "cla_started", 76, "cla_start_rate", 30),
    ]


def test_a_rate_on_another_population_than_the_rest_of_the_paper_is_an_error(find):
    (issue,) = find("implied-population", observations=highlights(731))
    assert (issue.severity, issue.measure) == ("error", "referral_rate")
    assert "1,919 would then be 751 per 10,000" in issue.message


def test_counts_since_april_are_taken_at_their_yearly_pace(find):
    assert not find("implied-population", observations=highlights(751))


def test_a_rate_against_the_population_that_the_paper_prints(find):
    at = {"period_end": "2011-03-31", "basis": "snapshot", "published_on": "2011-10-26"}
    rows = pair(at, "cla_at_period_end", 220, "cla_rate", 76)
    rows.append({**at, "measure": "population_0_18", "period_end": "2010-06-30", "value": 25400})
    (issue,) = find("implied-population", observations=rows)
    assert issue.severity == "error"
    assert "means 28,9" in issue.message


def test_a_rate_rounded_to_hundreds_is_not_held_to_its_last_digit(find):
    at = {"period_end": "2011-03-31", "basis": "year", "published_on": "2011-10-26"}
    rows = pair(at, "referrals", 3031, "referral_rate", 1200)
    rows.append({**at, "measure": "population_0_18", "period_end": "2010-06-30", "value": 25400})
    assert not find("implied-population", observations=rows)


def test_a_population_that_leaps_between_years_is_a_warning(find):
    at = {"basis": "snapshot", "published_on": "2011-12-26"}
    rows = pair({**at, "period_end": "2010-03-31"}, "cla_at_period_end", 200, "cla_rate", 80)
    rows += pair({**at, "period_end": "2011-03-31"}, "cla_at_period_end", 216, "cla_rate", 80)
    assert [issue.severity for issue in find("population-across-years", observations=rows)] == ["warning"]


def test_cases_implied_by_count_and_percentage_do_not_jump(find, series):
    counts = series("case_files_audited", "2011-11-30", [89, 41, 78])
    shares = series("cases_audited_percent", "2011-11-30", [7.75, 3.62, 5.61])
    (issue,) = find("implied-denominator", observations=[*counts, *shares])
    assert issue.period_end.isoformat() == "2012-01-31"
