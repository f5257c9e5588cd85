import datetime as dt

import pandas as pd

from analysis.questions.why.proposals import proposals


def values(**by_year):
    return pd.Series({dt.date(int(year[1:]), 3, 31): value for year, value in by_year.items()}, dtype="float64")


def test_two_noughts_nine_years_apart_are_no_change_to_explain():
    assert proposals(values(y2014=0.0, y2023=0.0)).empty  # in between the publisher hid small numbers


def test_one_hidden_year_does_not_stop_an_explanation():
    (only,) = proposals(values(y2021=40.0, y2023=52.0)).itertuples()
    assert (only.change_from, only.change_to) == (dt.date(2021, 3, 31), dt.date(2023, 3, 31))


def test_changes_over_one_year_are_preferred():
    found = proposals(values(y2013=40.0, y2015=90.0, y2016=50.0, y2017=60.0))
    assert [day.year for day in found["change_from"]] == [2016, 2015]


def test_from_nought_to_nought_is_no_change():
    assert proposals(values(y2019=0.0, y2020=0.0, y2021=0.0)).empty
    assert len(proposals(values(y2019=0.0, y2020=0.0, y2021=3.0))) == 1
