"""The year of a heading that stands after, before or between headings with theirs."""

import datetime as dt

import pytest

from analysis.sources.scorecard.carried_years import dated_kinds, with_carried_years
from analysis.sources.scorecard.period_words import PeriodWords, read_period_words


def ends(*texts):
    periods = {at: read_period_words(text) for at, text in enumerate(texts)}
    return [None if one.end is None else one.end.isoformat()[:7] for one in with_carried_years(periods).values()]


@pytest.mark.parametrize(
    ("texts", "meant"),
    [
        (("Q3 23/24", "Q4", "Q1", "Q2"), ["2023-12", "2024-03", "2024-06", "2024-09"]),
        (("Q1", "Q2", "Q3 2024/25"), ["2024-06", "2024-09", "2024-12"]),
        (("Q2 25/26", "Q1", "Q4", "Q3 24/25"), ["2025-09", "2025-06", "2025-03", "2024-12"]),
        (("Nov 24", "Dec", "Jan", "Feb"), ["2024-11", "2024-12", "2025-01", "2025-02"]),
        (("Nov", "Dec", "Jan 2025"), ["2024-11", "2024-12", "2025-01"]),
        (("Q1 24/25", "Apr-24", "Q2", "May"), ["2024-06", "2024-04", "2024-09", "2024-05"]),
    ],
)
def test_a_heading_without_a_year_follows_the_dated_one_beside_it(texts, meant):
    assert ends(*texts) == meant


@pytest.mark.parametrize(
    "texts",
    [
        ("Q1 24/25", "Q3"),  # not the next
        ("Q1 24/25", "Q2", "Q3 25/26"),  # of two years
        ("Q1", "Q2"),  # of none
    ],
)
def test_a_heading_that_does_not_follow_or_may_be_of_two_years_stays_without(texts):
    assert None in ends(*texts)


def test_only_what_has_a_year_dates_others_of_its_kind():
    periods = [PeriodWords("month", 2024, 5), PeriodWords("quarter", None, 1)]
    assert dated_kinds(periods) == {"month"}
    assert with_carried_years(dict(enumerate(periods)))[1].end is None
    assert PeriodWords("quarter", 2024, 2).end == dt.date(2024, 9, 30)
