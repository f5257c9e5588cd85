import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.catalogue.period import BASES, Month, Period, period_of, year_label, year_start


def test_a_statistical_year_starts_in_april():
    assert year_start(dt.date(2021, 3, 31)) == dt.date(2020, 4, 1)
    assert year_start(dt.date(2021, 4, 1)) == dt.date(2021, 4, 1)
    assert year_label(dt.date(2017, 3, 31)) == "2016-17"
    assert year_label(dt.date(2000, 3, 31)) == "1999-00"


@pytest.mark.parametrize(
    ("basis", "start"),
    [
        ("month", dt.date(2012, 6, 1)),
        ("quarter", dt.date(2012, 4, 1)),
        ("year", dt.date(2011, 7, 1)),
        ("rolling_12_months", dt.date(2011, 7, 1)),
        ("year_to_date", dt.date(2012, 4, 1)),
        ("snapshot", dt.date(2012, 6, 30)),
        ("three_years", dt.date(2009, 7, 1)),
    ],
)
def test_a_period_begins_where_its_basis_says(basis, start):
    assert period_of(basis, dt.date(2012, 6, 30)) == Period(start, dt.date(2012, 6, 30))


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)), st.sampled_from(BASES))
def test_no_basis_gives_a_period_that_ends_before_it_starts(day, basis):
    end = Month.of(day).last_day
    period = period_of(basis, end)
    assert period.start <= period.end == end


def test_months_are_read_counted_and_said():
    month = Month.parse("2021-05")
    assert str(month) == "2021-05"
    assert month.words == "May 2021"
    assert (month.first_day, month.last_day) == (dt.date(2021, 5, 1), dt.date(2021, 5, 31))
    assert str(month.plus(-5)) == "2020-12"
    assert str(month.plus(8)) == "2022-01"
    assert Month.parse("2012-02").last_day.day == 29


@pytest.mark.parametrize("text", ["2021-13", "2021", "May 2021", "202105", "2021-5", ""])
def test_what_is_no_month_is_refused_with_an_example(text):
    with pytest.raises(ValueError, match="YYYY-MM"):
        Month.parse(text)


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="cannot end"):
        Period(dt.date(2021, 2, 1), dt.date(2021, 1, 31))


@pytest.mark.parametrize(
    "text",
    [
        *("2016-03", "2016-3", "2016/03", "2016-03-31", "2016-03-31 00:00:00", "03/2016", "3.2016", "31/03/2016"),
        *("March 2016", "mar 2016", "Mar-16", "MAR16", "Mar '16", "March, 2016".replace(",", ""), "31 March 2016"),
        *("31st March 2016", "31-Mar-2016", " March  2016 ", "Mar. 2016"),
    ],
)
def test_a_month_is_read_as_people_write_it(text):
    assert Month.read(text) == Month(2016, 3)


@pytest.mark.parametrize(
    "text", ["", "May", "202105", "2021-13", "13/2021", "Ma 2021", "Marsh 2021", "2021", "soon", "0/2021"]
)
def test_what_is_no_month_is_not_read_as_one(text):
    with pytest.raises(ValueError, match="is not a month"):
        Month.read(text)


@given(st.integers(1970, 2069), st.integers(1, 12))
def test_every_way_of_writing_a_month_gives_the_same_month(year, number):
    month = Month(year, number)
    short = month.words[:3]
    ways = (str(month), month.words, f"{short}-{year % 100:02d}", f"{short} {year}", f"{number:02d}/{year}")
    assert {Month.read(way) for way in ways} == {month}
