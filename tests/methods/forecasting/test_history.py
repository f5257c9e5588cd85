"""A series as a forecast sees it."""

import numpy as np
import pandas as pd
import pytest

from analysis.methods.forecasting import history as seen
from analysis.methods.forecasting.history import future_labels, read_history
from analysis.methods.inputs import ImpossibleInputError, TooFewPointsError
from method_records import by_month, by_year, held_to_its_method_record

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


def test_what_it_gives_is_what_its_record_says():
    gap = None
    uneven = pd.DatetimeIndex(["2021-01-31", "2021-02-03", "2021-09-01"])
    months = by_month([float(at) for at in range(1, 31)])

    def filled(gone):
        found = seen.read_history(months.where(months != gone), 1, 12)
        return found.values.tolist()[gone - 2 : gone + 1]  # noqa: PD011 - of a history

    cases = {
        "with gaps": lambda: seen.read_history(by_year([gap, 310.0, gap, 298, 341, gap, gap]), 2, 1),
        "a seasonal gap": lambda: filled(15),
        "a gap in the first season": lambda: filled(5),
        "a gap in the last season": lambda: filled(20),
        "three known": lambda: seen.read_history(by_year([1.0, 2, 3]), 1, 1),
        "two known": lambda: seen.read_history(by_year([1.0, 2, gap]), 1, 1),
        "no step": lambda: seen.read_history(by_year(), 0, 1),
        "no season": lambda: seen.read_history(by_year(), 1, 0),
        "out of order": lambda: seen.read_history(by_year()[::-1], 1, 1),
        "twice the same": lambda: seen.read_history(by_year().set_axis([2010] * 12), 1, 1),
        "infinite": lambda: seen.read_history(by_year([1.0, float("inf"), 3, 4]), 1, 1),
        "labels of months": lambda: seen.future_labels(months.index, 3),
        "labels of every second year": lambda: seen.future_labels(pd.Index([2017, 2019, 2021]), 2),
        "labels of days": lambda: seen.future_labels(pd.date_range("2021-01-31", periods=3, freq="ME"), 2),
        "labels of two days": lambda: seen.future_labels(pd.DatetimeIndex(["2021-01-31", "2021-02-28"]), 2),
        "labels of uneven days": lambda: seen.future_labels(uneven, 2),
        "labels in words": lambda: seen.future_labels(pd.Index([1.5, 2.5]), 2),
    }
    held_to_its_method_record("forecasting_history", cases)
