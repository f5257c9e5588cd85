"""A series as a forecast sees it."""

import numpy as np
import pandas as pd
import pytest

from analysis.methods.forecasting.history import future_labels, read_history
from analysis.methods.inputs import ImpossibleInputError, TooFewPointsError

NAN = float("nan")


def test_what_lacks_at_the_ends_waits_and_what_lacks_inside_is_filled_and_counted():
    found = read_history(pd.Series([NAN, 10.0, NAN, 14.0, 16.0, NAN], index=range(2016, 2022)), 2, 1)
    assert found.values.tolist() == [10, 12, 14, 16]  # noqa: PD011 - not a frame
    assert (found.filled, found.waiting, list(found.labels)) == (1, 1, [2022, 2023])


def test_a_gap_in_a_season_is_filled_from_the_same_season():
    values = [100.0, 40.0] * 6
    values[5] = NAN
    found = read_history(pd.Series(values, index=pd.period_range("2020-01", periods=12, freq="M")), 1, 2)
    assert found.values[5] == 40  # noqa: PD011 - not a frame


def test_fewer_than_three_known_points_are_refused():
    with pytest.raises(TooFewPointsError, match="2 known points, and needs 3"):
        read_history(pd.Series([1.0, NAN, 2.0], index=[1, 2, 3]), 1, 1)


@pytest.mark.parametrize(
    ("series", "horizon", "said"),
    [
        (pd.Series([1.0, 2, 3], index=[2, 1, 3]), 1, "sort its index"),
        (pd.Series([1.0, 2, 3], index=[1, 1, 3]), 1, "each once"),
        (pd.Series([1.0, 2, 3], index=[1, 2, 3]), 0, "at least 1"),
        (pd.Series([1.0, np.inf, 3], index=[1, 2, 3]), 1, "infinite"),
    ],
)
def test_what_is_no_series_is_refused(series, horizon, said):
    with pytest.raises(ImpossibleInputError, match=said):
        read_history(series, horizon, 1)


@pytest.mark.parametrize(
    ("index", "after"),
    [
        (pd.period_range("2020-11", periods=3, freq="M"), ["2021-02", "2021-03"]),
        (pd.date_range("2020-01-31", periods=3, freq="ME"), ["2020-04-30 00:00:00", "2020-05-31 00:00:00"]),
        (pd.Index([2016, 2018, 2020]), ["2022", "2024"]),
    ],
)
def test_labels_go_on_as_they_went(index, after):
    assert [str(label) for label in future_labels(index, 2)] == after


def test_labels_that_do_not_say_how_to_go_on_are_refused():
    with pytest.raises(ImpossibleInputError, match="not regular"):
        future_labels(pd.DatetimeIndex(["2020-01-31", "2020-02-29", "2020-07-31"]), 1)
    with pytest.raises(ImpossibleInputError, match="years, dates or periods"):
        future_labels(pd.Index(["a", "b"]), 1)


def test_a_gap_at_the_first_of_a_season_is_filled_from_its_neighbours_and_one_in_its_second_from_the_season():
    """Seasons of two: place 1 has no season before it, place 2 has one at place 0."""
    first = read_history(pd.Series([10.0, NAN, 30.0, 50.0, 60.0], index=range(2016, 2021)), 1, 2)
    second = read_history(pd.Series([10.0, 20.0, NAN, 50.0, 60.0], index=range(2016, 2021)), 1, 2)
    assert first.values[1] == 20  # noqa: PD011 - not a frame
    assert second.values[2] == 35  # noqa: PD011 - not a frame
