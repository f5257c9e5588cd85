"""Working days, against the dates that GOV.UK prints."""

import datetime as dt

import pytest

from analysis.catalogue.working_day import bank_holidays, easter_sunday, is_working_day, nth_working_day

# gov.uk/bank-holidays, England and Wales; without those of one year alone (2022-06-03, 2022-09-19, 2023-05-08).
PUBLISHED = {
    2021: ["01-01", "04-02", "04-05", "05-03", "05-31", "08-30", "12-27", "12-28"],
    2023: ["01-02", "04-07", "04-10", "05-01", "05-29", "08-28", "12-25", "12-26"],
    2025: ["01-01", "04-18", "04-21", "05-05", "05-26", "08-25", "12-25", "12-26"],
    2026: ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"],
    2027: ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"],
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_that_are_published(year):
    assert sorted(f"{day:%m-%d}" for day in bank_holidays(year)) == PUBLISHED[year]


@pytest.mark.parametrize(("year", "day"), [(2000, "04-23"), (2011, "04-24"), (2024, "03-31"), (2038, "04-25")])
def test_easter(year, day):
    assert f"{easter_sunday(year):%m-%d}" == day


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2026, 1, 8), (2026, 4, 9), (2026, 5, 8), (2026, 11, 6), (2027, 5, 10), (2021, 8, 6)]
)
def test_the_fifth_working_day(year, month, day):
    assert nth_working_day(year, month, 5) == dt.date(year, month, day)


def test_the_fifth_working_day_is_between_the_5th_and_the_12th():
    days = [nth_working_day(year, month, 5) for year in range(2000, 2060) for month in range(1, 13)]
    assert all(is_working_day(day) for day in days)
    assert (min(day.day for day in days), max(day.day for day in days)) == (5, 11)
