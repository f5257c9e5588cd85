"""Periods in the ways councils write them; what names none, or more than one thing, is none."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sources.scorecard.period_words import consecutive, period_in, plain, read_period_words


@pytest.mark.parametrize(
    ("text", "end", "basis"),
    [
        ("Apr-24", "2024-04-30", "month"),
        ("April-23", "2023-04-30", "month"),
        ("Apr 23", "2023-04-30", "month"),
        ("Sept-24", "2024-09-30", "month"),
        ("September 2024 (provisional)", "2024-09-30", "month"),
        ("Apr\n24", "2024-04-30", "month"),
        ("Apr-24 [r]", "2024-04-30", "month"),
        ("Sept 2024 (p)", "2024-09-30", "month"),
        ("Apr-24(R)", "2024-04-30", "month"),
        ("2023/24 (1)", "2024-03-31", "year"),
        ("30/04/2024", "2024-04-30", "month"),
        ("01/05/2024", "2024-05-31", "month"),
        ("31-Mar-25", "2025-03-31", "month"),
        ("2024-04", "2024-04-30", "month"),
        ("2024-04-01 00:00:00", "2024-04-30", "month"),
        ("45383", "2024-04-30", "month"),
        ("202404", "2024-04-30", "month"),
        ("as at 31 March 2025", "2025-03-31", "month"),
        ("202425", "2025-03-31", "year"),
        ("2024/25", "2025-03-31", "year"),
        ("2024-2025", "2025-03-31", "year"),
        ("24/25", "2025-03-31", "year"),
        ("Year ending March 2022", "2022-03-31", "year"),
        ("Q1 2024/25", "2024-06-30", "quarter"),
        ("2024-25 Q4", "2025-03-31", "quarter"),
        ("Quarter 3 24/25", "2024-12-31", "quarter"),
        ("Jan-Mar 2025", "2025-03-31", "quarter"),
        ("YTD Sep 25", "2025-09-30", "year_to_date"),
        ("April to September 2024", "2024-09-30", "year_to_date"),
        ("Rolling 12 months to Sep 25", "2025-09-30", "rolling_12_months"),
    ],
)
def test_a_period_is_read_in_every_spelling(text, end, basis):
    period = read_period_words(text)
    assert (period.end, period.basis) == (dt.date.fromisoformat(end), basis)


@pytest.mark.parametrize("text", ["YTD", "YTD 2025/26", "2025/26 to date", "Cumulative"])
def test_what_is_counted_since_april_ends_where_the_figures_do(text):
    period = read_period_words(text)
    assert (period.kind, period.end) == ("to_date", None)


def test_a_bare_year_does_not_say_which_twelve_months():
    assert (read_period_words("2024").kind, read_period_words("2024").end) == ("bare_year", None)


@pytest.mark.parametrize(
    "text",
    ["", "Referrals", "1,234", "1234567", "85.2%", "Week 12", "Q1 2024", "Target 2024/25", "2024/26", "31/13/2024",
     "Team 1", "Outturn 2024/25", "Age 16-17"],
)  # fmt: skip
def test_what_is_more_or_less_than_a_period_is_none(text):
    assert read_period_words(text) is None


def test_a_month_takes_the_year_that_stands_above():
    year = read_period_words("2024/25")
    ends = [read_period_words(name).in_year(year).end for name in ("Apr", "Dec", "Jan", "Mar")]
    assert [end.isoformat()[:7] for end in ends] == ["2024-04", "2024-12", "2025-01", "2025-03"]
    assert read_period_words("Jan").in_year(read_period_words("2025")).end == dt.date(2025, 1, 31)


@given(st.dates(dt.date(2005, 1, 1), dt.date(2049, 12, 31)))
def test_every_day_is_its_month_in_every_way_of_writing_it(day):
    serial = str((day - dt.date(1899, 12, 30)).days)
    for text in (f"{day:%d/%m/%Y}", f"{day:%b-%y}", f"{day:%B %Y}", f"{day:%Y-%m-%d}", f"{day:%d %b %Y}", serial):
        period = read_period_words(text)
        assert (period.year, period.number) == (day.year, day.month), text


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Performance report April 2023", "2023-04-30"),
        ("Position as at 30 September 2025", "2025-09-30"),
        ("report_2025-09", "2025-09-30"),
        ("Monthly performance, 2024/25: September 2024", "2024-09-30"),
        ("Scorecard 2024/25", "2025-03-31"),
    ],
)
def test_a_title_mentions_its_period(text, end):
    assert period_in(text).end == dt.date.fromisoformat(end)


def test_a_title_with_several_months_mentions_none():
    assert period_in("From April 2023 to June 2023") is None


def test_numbers_that_follow_each_other_are_headings_and_others_figures():
    read = [read_period_words(text) for text in ("202411", "202412", "202501")]
    assert consecutive(read)
    assert consecutive(read[::-1])
    assert not consecutive([read[0], read[2], read[1]])


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Q1 23/24 (Apr-Jun)", "2023-06-30"),
        ("Q4 2023/24 (Jan - Mar 2024)", "2024-03-31"),
        ("2024/25 Q2 (Jul to Sep)", "2024-09-30"),
        ("6/1/2024 12:00:00 AM", "2024-01-31"),
    ],
)
def test_a_period_that_says_its_months_again_is_that_period(text, end):
    assert str(read_period_words(text).end) == end


@pytest.mark.parametrize(
    "text", ["Q1 23/24 (Jul-Sep)", "Q1 23/24 (Apr-May)", "Q1 23/24 (Apr-Jun 2019)", "Q1 (revised)x"]
)
def test_brackets_that_say_other_months_leave_a_heading_without_a_period(text):
    assert read_period_words(text) is None


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("Apr\u201325 [note 1]", "apr-25"),
        ("  Q1\n 2025 ", "q1 2025"),
        ("YTD (note a)", "ytd"),
        ("May 25**", "may 25"),
        ("Rate (%)", "rate (%)"),
    ],
)
def test_a_header_is_read_without_marks_of_notes(header, found):
    assert plain(header) == found
