import datetime as dt

import pytest

from analysis.audit import wording


@pytest.mark.parametrize(
    ("value", "decimals", "said"), [(72.5, 0, "73"), (0.125, 2, "0.13"), (1234.5, 0, "1,235"), (-6.25, 1, "-6.3")]
)
def test_numbers_are_rounded_half_up(value, decimals, said):
    assert wording.number(value, decimals) == said


@pytest.mark.parametrize(
    ("end", "basis", "said"),
    [
        (dt.date(2011, 9, 30), "month", "September 2011"),
        (dt.date(2020, 3, 31), "year", "2019-20"),
        (dt.date(2021, 5, 31), "year_to_date", "2021-22 to May 2021"),
        (dt.date(2012, 4, 30), "rolling_12_months", "12 months to April 2012"),
        (dt.date(2021, 3, 31), "snapshot", "end of March 2021"),
        (dt.date(2011, 11, 14), "snapshot", "14 November 2011"),
    ],
)
def test_periods_in_words(end, basis, said):
    assert wording.period(end, basis) == said


def test_a_long_list_says_how_many_are_left():
    assert wording.listed(["a", "b", "c", "d"], limit=2) == "a, b and 2 more"


def test_a_number_keeps_its_decimals_and_its_unit():
    assert [wording.exact(value) for value in (1919, 47.42268, 0.5)] == ["1,919", "47.4227", "0.5"]
    assert wording.figure(47.42, "percent", 1) == "47.4%"
    assert wording.figure(1919, "count") == "1,919"
    assert wording.figure(12, "pounds") == "£12"
    assert wording.figure(252, "days") == "252 days"
