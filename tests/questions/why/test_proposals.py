import datetime as dt

import pandas as pd
import pytest

from analysis.questions.why.proposals import largest, latest, neighbouring_changes, one_year_changes, proposals
from analysis.questions.why.window import Window
from whole_answers import held_to_its_record


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


def test_neighbouring_changes_are_those_of_two_years_at_most_oldest_first():
    found = neighbouring_changes(values(y2013=40.0, y2015=90.0, y2018=50.0, y2019=60.0))
    assert [(one.year, other.year) for one, other in zip(found["change_from"], found["change_to"], strict=True)] == [
        (2013, 2015),
        (2018, 2019),
    ]
    assert found["change"].to_list() == [50, 10]


def test_changes_of_one_year_are_between_the_same_day_of_two_years():
    found = one_year_changes(values(y2013=40.0, y2014=90.0, y2016=50.0, y2017=20.0))
    assert [day.year for day in found["change_from"]] == [2013, 2016]
    assert found["change"].to_list() == [50, -30]


def test_the_largest_may_be_a_fall_and_the_latest_stands_first():
    found = proposals(values(y2013=40.0, y2014=60.0, y2015=20.0, y2016=30.0))
    assert largest(found) == Window(dt.date(2014, 3, 31), dt.date(2015, 3, 31))
    assert latest(found).after == max(found["change_to"])
    with pytest.raises(IndexError):
        latest(found.iloc[:0])


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
