"""Running the pathway forward: futures, courses and what is told of them."""

import numpy as np
import pandas as pd
import pytest

from analysis.questions.what_if.projection import EXIT_SHARE, FUTURES, Present, borrow_futures, run_course, summarise
from whole_answers import held_to_its_record

PRESENT = Present({"rate": 0.1, "ratio": 0.5}, ("referrals", "plans"), exit_share=0.25, stock=90.0)
STILL = np.zeros((3, 2, 3))


def history(values):
    return pd.DataFrame(values, columns=["rate", "ratio", EXIT_SHARE], dtype=float)


def test_as_now_everything_follows_from_the_ratios():
    course = run_course(PRESENT, STILL, {})
    assert course.volumes["referrals"][0].tolist() == pytest.approx([0.1, 0.1])
    assert course.volumes["plans"][0].tolist() == pytest.approx([0.05, 0.05])
    first = (90 + 0.05) * 0.75
    assert course.stock[0].tolist() == pytest.approx([first, (first + 0.05) * 0.75])
    assert course.ended[0, 0] == pytest.approx((90 + 0.05) * 0.25)


def test_a_step_that_is_changed_moves_all_that_follows_and_nothing_before():
    course = run_course(PRESENT, STILL, {"ratio": np.array([1.0, 2.0])})
    assert course.volumes["referrals"][0].tolist() == pytest.approx([0.1, 0.1])
    assert course.volumes["plans"][0].tolist() == pytest.approx([0.05, 0.10])


def test_no_more_can_leave_than_are_there():
    course = run_course(PRESENT, STILL, {EXIT_SHARE: np.array([10.0, 10.0])})
    assert course.stock[0].tolist() == [0, 0]


def test_futures_are_borrowed_whole_from_years_in_a_row():
    rows = history([[0, 0, 0], [0.1, 0.2, 0.3], [0.2, 0.1, 0.0], [0.4, 0.0, 0.1], [0.3, 0.2, 0.2]])
    found = borrow_futures([rows], 3, np.random.default_rng(1))
    assert found.shape == (FUTURES, 3, 3)
    assert len(np.unique(found.reshape(FUTURES, -1), axis=0)) == 2  # there are two runs of three years after a first


def test_a_year_that_lacks_ends_a_run():
    rows = history([[0, 0, 0], [0.1, 0.2, np.nan], [0.2, 0.1, 0.0]])
    with pytest.raises(ValueError, match="has 3 years in a row of every step"):
        borrow_futures([rows], 2, np.random.default_rng(1))


def test_the_difference_is_of_the_same_futures():
    now = np.array([[10.0], [20.0], [30.0]])
    found = summarise(now, now + 5)
    assert found.loc[0, ["as_now", "scenario"]].to_list() == [20, 25]
    assert found.loc[0, ["difference_lower", "difference", "difference_upper"]].to_list() == [5, 5, 5]
    assert found.loc[0, "as_now_lower"] == pytest.approx(12)


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("what_if")
