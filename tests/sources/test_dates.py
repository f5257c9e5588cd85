"""Dates in a column: the order of day and month is proved, or said to be assumed, never guessed in silence."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from analysis.sources.dates import parse_dates

MARCH = dt.date(2012, 3, 4)


def test_iso_dates_need_no_order():
    assert parse_dates(["2012-03-04", "", "2012-03-04 00:00:00"]).days == (MARCH, None, MARCH)


def test_one_day_above_twelve_proves_that_days_come_first():
    dates = parse_dates(["04/03/2012", "31/03/2012"])
    assert (dates.days, dates.assumed) == ((MARCH, dt.date(2012, 3, 31)), False)


def test_one_month_in_second_place_above_twelve_proves_that_months_come_first():
    assert parse_dates(["03/04/2012", "03/31/2012"]).days == (MARCH, dt.date(2012, 3, 31))


def test_an_order_that_nothing_proves_is_said_to_be_assumed():
    dates = parse_dates(["04/03/2012"])
    assert (dates.days, dates.assumed) == ((MARCH,), True)


def test_both_orders_in_one_column_give_no_date_at_all():
    dates = parse_dates(["31/03/2012", "03/31/2012", "2012-03-04"])
    assert dates.days == (None, None, MARCH)
    assert set(dates.problems) == {"31/03/2012", "03/31/2012"}


def test_a_day_that_does_not_exist_is_a_problem():
    assert "calendar" in parse_dates(["2011-02-29"]).problems["2011-02-29"]


@given(st.lists(st.text(alphabet="0123456789/-. T:", max_size=12), max_size=5))
def test_no_text_makes_dates_crash(texts):
    dates = parse_dates(texts)
    assert len(dates.days) == len(texts)
    for text, day in zip(texts, dates.days, strict=True):
        assert day is not None or not text.strip() or text.strip() in dates.problems
