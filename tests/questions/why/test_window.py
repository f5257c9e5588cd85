import datetime as dt

import pytest

from analysis.catalogue.errors import ParametersError
from analysis.questions.why.window import Window, window_between

MARCH = [dt.date(year, 3, 31) for year in (2016, 2017, 2020)]


def test_two_months_become_two_period_ends():
    assert window_between(("2016-03", "2017-03"), MARCH, "cp_rate") == Window(MARCH[0], MARCH[1])


def test_years_of_a_longer_window():
    assert Window(MARCH[0], MARCH[2]).years == 4
    assert not Window(MARCH[0], MARCH[2]).one_year


def test_a_window_shifts_to_the_end_of_the_same_month():
    assert Window(dt.date(2019, 2, 28), dt.date(2020, 2, 29)).shifted(1).before == dt.date(2020, 2, 29)


def test_everything_wrong_is_said_at_once_with_the_months_there_are():
    with pytest.raises(ParametersError) as error:
        window_between(("2016-4", "2018-03"), MARCH, "cp_rate")
    assert "2016-4" in str(error.value)
    assert "March 2018" in str(error.value)
    assert "2016-03, 2017-03, 2020-03" in str(error.value)


def test_the_later_month_first_is_refused():
    with pytest.raises(ParametersError, match="is not before"):
        window_between(("2017-03", "2016-03"), MARCH, "cp_rate")
