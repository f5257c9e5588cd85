"""The newest run of a chart, as text and picture count it."""

import pandas as pd
import pytest

from analysis.methods.control_charts import xmr
from analysis.questions.trend.runs import newest_run
from whole_answers import held_to_its_record


def chart(values, **more):
    frame = xmr([float(value) for value in values], **more).reset_index(drop=True)
    return frame.assign(period_end=[day.date() for day in pd.date_range("2018-01-31", periods=len(frame), freq="ME")])


BEFORE = [98, 102, 97, 103, 99, 101, 98, 102, 97, 103, 99, 101]


@pytest.mark.parametrize(("more", "high"), [(5, True), (-5, False)])
def test_a_run_on_one_side_has_its_side_length_and_ends(more, high):
    frame = chart([*BEFORE, *[100 + more + place % 2 for place in range(8)]])
    found = newest_run(frame, recent=12)
    assert (found.course, found.high, found.length) == ("side", high, 8)
    assert (found.first, found.last) == (frame["period_end"].iloc[12], frame["period_end"].iloc[-1])


def test_a_run_one_way_counts_the_month_that_it_starts_from():
    found = newest_run(chart([*BEFORE, *[94, 96, 98, 100, 102, 104, 106]]), recent=12)
    assert (found.course, found.high, found.length) == ("way", True, 7)


def test_a_run_that_ended_before_the_newest_months_is_not_told():
    frame = chart([*[105] * 4, *[106] * 4, *BEFORE[:12]])
    assert newest_run(frame, recent=3) is None


def test_months_about_one_level_have_no_run():
    assert newest_run(chart(BEFORE * 2), recent=12) is None


def test_a_run_does_not_go_on_over_a_new_stretch():
    frame = chart([*BEFORE, *[105, 106] * 3, *[105, 106] * 6], rebase_at=[18])
    found = newest_run(frame, recent=12)
    assert found is None or found.first >= frame["period_end"].iloc[18]


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("trend")
