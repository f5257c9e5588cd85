"""Whole values of a sum: as many as trying every number finds, and open where the steps did not suffice."""

import itertools
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix

from analysis.present.disclosure.auditor import wholes
from analysis.present.disclosure.auditor.settling import Rows
from analysis.present.disclosure.auditor.wholes import Found, Wholes, held_still
from protected_record import held_as_protected

MOST = 9
# Running totals of three kinds of count, two days each: only differences are known, and two shares of them.
TOTALS = [
    [1, -3.86848, -1, 3.86848, 0, 0],
    [1, -3.85356, -1, 3.85356, 0, 0],
    [1, -3.50263, 0, 0, -1, 3.50263],
    [1, -3.4904, 0, 0, -1, 3.4904],
    [0, 1, 0, -1, 0, 0],
    [0, 1, 0, 0, 0, -1],
    [1, 0, -1, 0, 0, 0],
    [1, 0, 0, 0, -1, 0],
    [1, -1, -1, 1, 0, 0],
    [1, -1, 0, 0, -1, 1],
]
TOTALS_LOW = [75.49896, -np.inf, -np.inf, 48, 9, 0, 90, 48, 81, 48]
TOTALS_HIGH = [np.inf, 75.78235, 48, np.inf, 19, 9, 149, 90, 130, 81]


def known(rows, low, high, floor=None, whole=None):
    matrix = csr_matrix(np.array(rows, dtype=float))
    size = matrix.shape[1]
    floor = np.zeros(size) if floor is None else np.array(floor, dtype=float)
    whole = np.ones(size, dtype=bool) if whole is None else np.array(whole)
    return Wholes.of(Rows(matrix, np.array(low, dtype=float), np.array(high, dtype=float)), floor, whole)


def test_values_with_holes_between_them_are_counted_as_they_are():
    """A third of a whole of at most ten: the wholes are 0, 3, 6 and 9."""
    third = known([[3, -1], [0, 1]], [0, 0], [0, 10])
    assert third.values(np.array([0.0, 1.0]), range(11), 10) == Found(4)
    assert third.values(np.array([0.0, 1.0]), range(4, 9), 10) == Found(1)
    assert third.values(np.array([0.0, 1.0]), range(11), 2) == Found(2)


def test_what_need_not_be_whole_has_no_holes():
    third = known([[3, -1], [0, 1]], [0, 0], [0, 10], whole=[False, True])
    assert third.values(np.array([0.0, 1.0]), range(11), 20) == Found(11)


def test_running_totals_that_can_all_grow_together_are_settled_at_once():
    """Without a fixed point both grow by one, and by one again, up to a million: HiGHS was seen to go on for ever."""
    aim = np.array([0.0, 1, 0, -1, 0, 0])
    began = time.process_time()
    found = known(TOTALS, TOTALS_LOW, TOTALS_HIGH, [197, 25, 0, 0, 0, 0]).values(aim, range(9, 20), 99)
    assert time.process_time() - began < 10
    fits = [
        started
        for started in range(9, 20)
        if any(
            referred - 3.86848 * started >= 75.49896
            and referred - 3.85356 * started <= 75.78235
            and 81 <= referred - started <= 130
            for referred in range(90, 150)
        )
    ]
    assert found == Found(len(fits))
    assert 0 < len(fits) < 11


def test_what_grows_together_is_measured_from_one_of_them():
    low, high = held_still(np.array([[1.0, -1, 0], [0, 0, 1]]), np.array([7.0, 5, 2]), np.ones(3, dtype=bool))
    assert low[1] == high[1] == 0
    assert low[0] < 0 < high[0]
    assert (low[2], high[2]) == (2, wholes.MOST)


@pytest.mark.parametrize(
    ("row", "whole"),
    [
        ([1.0, 1.0], [True, True]),  # one grows as the other shrinks
        ([2.0, -1.0], [True, True]),  # they grow in whole numbers, but not from every one of them
        ([1.0, -1.0], [False, False]),
    ],
)
def test_what_cannot_grow_together_in_whole_numbers_stays_where_it_is(row, whole):
    low, high = held_still(np.array([row]), np.array([3.0, 4.0]), np.array(whole))
    assert (low.tolist(), high.tolist()) == ([3, 4], [wholes.MOST, wholes.MOST])


def test_what_is_not_settled_in_so_many_branches_is_open_and_no_value(monkeypatch):
    odd = known([[2, 2, 2]], [3], [3])
    assert odd.values(np.array([1.0, 0, 0]), range(2), 4) == Found(0, 0)
    monkeypatch.setattr(wholes, "BRANCHES", 1)
    assert odd.values(np.array([1.0, 0, 0]), range(2), 4).possible == 0
    assert odd.values(np.array([1.0, 0, 0]), range(1), 4) == Found(0, 1)


def test_a_program_without_an_answer_is_open_and_not_impossible(monkeypatch):
    monkeypatch.setattr(wholes, "least_at", lambda *_: None)
    assert known([[3, -1], [0, 1]], [0, 0], [0, 10]).values(np.array([0.0, 1.0]), range(3), 4) == Found(0, 3)


def test_points_found_before_answer_for_their_values(monkeypatch):
    third = known([[3, -1], [0, 1]], [0, 0], [0, 10])
    third.values(np.array([0.0, 1.0]), range(11), 10)
    monkeypatch.setattr(wholes, "BRANCHES", 0)
    assert third.values(np.array([1.0, 0.0]), range(4), 10) == Found(4)


@st.composite
def systems(draw):
    """Three unknowns up to nine, with sums and printed shares that one truth fits, or nearly."""
    truth = np.array(draw(st.tuples(*[st.integers(0, MOST)] * 3)))
    weights = st.sampled_from([0.0, 1.0, -1.0, 0.5, -0.125, -3.87])
    rows = [list(row) for row in draw(st.lists(st.tuples(weights, weights, weights), min_size=1, max_size=4))]
    middle = np.array(rows) @ truth + draw(st.sampled_from([0.0, 0.03]))
    slack = draw(st.sampled_from([0.001, 0.04, 0.6]))
    rows += np.eye(3).tolist()
    return rows, [*(middle - slack), 0, 0, 0], [*(middle + slack), MOST, MOST, MOST]


@settings(max_examples=60, deadline=None)
@given(systems(), st.integers(0, 2))
def test_every_whole_number_that_fits_is_counted_and_no_other(system, place):
    rows, low, high = (np.array(side) for side in system)
    fits = {
        point[place]
        for point in itertools.product(range(MOST + 1), repeat=3)
        if (rows @ point >= low - 1e-9).all() and (rows @ point <= high + 1e-9).all()
    }
    found = known(rows, low, high).values(np.eye(3)[place], range(MOST + 1), 99)
    assert found == Found(len(fits))


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()
