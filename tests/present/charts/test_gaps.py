"""A line breaks where figures lack, and says between which."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.present.charts.chart import sheet
from analysis.present.charts.gaps import draw_broken, gap_key, gaps_told, stretches


@pytest.mark.parametrize(
    ("places", "numbers"),
    [
        ([], []),
        ([2020.0], [0]),
        ([2018.0, 2019.0, 2020.0, 2021.0], [0, 0, 0, 0]),
        ([2018.0, 2019.0, 2020.0, 2023.0, 2024.0], [0, 0, 0, 1, 1]),
        ([2018.0, 2019.0, 2020.0, 2022.0, 2025.0, 2026.0, 2027.0], [0, 0, 0, 1, 2, 2, 2]),
        ([pd.Timestamp(2024, month, 1) for month in (1, 2, 3, 5, 6, 7)], [0, 0, 0, 1, 1, 1]),
    ],
    ids=["none", "one", "whole", "two years lack", "one alone", "a month lacks"],
)
def test_a_stretch_ends_where_a_figure_lacks(places, numbers):
    assert stretches(places) == numbers


@given(st.integers(3, 40), st.data())
def test_every_year_left_out_between_others_breaks_the_line_there(count, data):
    years = [float(2000 + place) for place in range(count)]
    lacking = data.draw(st.integers(1, count - 2))
    left = [year for place, year in enumerate(years) if place != lacking]
    expected = [0] * lacking + [1] * (count - 1 - lacking)
    assert stretches(left) == (expected if count > 3 else [0, 0])  # of two figures nobody knows how often they come


def test_nothing_is_drawn_through_what_lacks_and_a_figure_alone_is_a_dot():
    _, axes = sheet("Anywhere")
    draw_broken(axes, [1.0, 2.0, 3.0, 6.0, 7.0, 8.0, 11.0], [5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0], color="black")
    assert [list(line.get_xdata()) for line in axes.lines] == [[1, 2, 3], [6, 7, 8], [11]]
    assert [list(line.get_ydata()) for line in axes.lines] == [[5, 6, 7], [8, 9, 10], [11]]
    assert [line.get_marker() for line in axes.lines] == ["None", "None", "."]


def test_who_does_not_see_the_break_is_told_where_it_is():
    days = [dt.date(year, 3, 31) for year in (2018, 2019, 2020, 2023, 2024)]
    assert gaps_told(days, lambda day: str(day.year)) == "There are no figures of the area between 2020 and 2023."
    assert gap_key(days) == "A break in a line: no figures."
    assert gaps_told(days[:3], lambda day: str(day.year)) == gap_key(days[:3]) == ""
