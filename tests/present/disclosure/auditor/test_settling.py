"""Exact figures tie unknowns to each other; what is left can move, within limits in whole numbers."""

import numpy as np
from scipy.sparse import csr_matrix

from analysis.present.disclosure.auditor.settling import Rows, settle
from protected_record import held_as_protected


def settled(rows, low, high, whole=None):
    matrix = csr_matrix(np.array(rows, dtype=float))
    kinds = np.ones(matrix.shape[1], dtype=bool) if whole is None else np.array(whole)
    return settle(Rows(matrix, np.array(low, dtype=float), np.array(high, dtype=float)), kinds)


def test_a_chain_of_running_totals_is_one_that_moves():
    found = settled([[-1, 1, 0], [0, -1, 1]], [3, 4], [3, 4])
    assert found.movers.shape == (3, 1)
    assert np.diff(found.more).tolist() == [3, 4]


def test_what_is_tied_to_nought_does_not_move():
    found = settled([[1, 0], [-1, 1]], [5, 2], [5, 2])
    assert found.movers.shape == (2, 0)
    assert found.more.tolist() == [5, 7]


def test_limits_from_two_sides_with_one_whole_number_between_them_are_exact():
    assert settled([[1], [-1]], [2.6, -3.4], [np.inf, np.inf]).more.tolist() == [3]
    assert settled([[1], [-1]], [2.6, -3.4], [np.inf, np.inf], whole=[False]).movers.shape == (1, 1)


def test_the_first_of_two_figures_that_contradict_each_other_is_believed():
    assert settled([[1], [1]], [3, 5], [3, 5]).more.tolist() == [3]


def test_a_sum_of_three_is_kept_with_its_limits_drawn_in():
    found = settled([[1, 1, 1]], [3.2], [7.9])
    assert found.movers.shape == (3, 3)
    assert (found.rows.low[0], found.rows.high[0]) == (4, 7)


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()
