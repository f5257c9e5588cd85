"""A system knows what a reader still knows once cells are hidden, and gives way where figures contradict each other."""

import numpy as np
import pytest
from scipy import sparse

from analysis.present.disclosure.system import LAW, System
from protected_record import held_as_protected


def system(rows, low, high, cell, *, floor=0.0):
    matrix = sparse.csr_matrix(np.array(rows, dtype=float))
    cells, count = np.array(cell), max(cell) + 1
    return System(
        matrix,
        np.array(low, dtype=float),
        np.array(high, dtype=float),
        cells,
        np.full(len(cell), floor),
        np.ones(count, dtype=bool),
        np.ones(count),
        (),
        sparse.csr_matrix((0, matrix.shape[1])),
        np.arange(count),
        np.ones(matrix.shape[1], dtype=bool),
        sparse.csr_matrix(matrix.shape),
    )


def test_a_hidden_cell_leaves_its_floor_and_no_upper_end_and_a_law_stays():
    held = system([[1, 0], [0, 1], [1, 1]], [3, 12, 15], [3, 12, 15], [0, 1, LAW], floor=1.0)
    known = held.known(np.array([True, False]))
    assert known.low.tolist() == [1.0, 12.0, 15.0]
    assert known.high.tolist() == [np.inf, 12.0, 15.0]
    assert held.known(np.array([True, False]), noughts=True).low.tolist() == [0.0, 12.0, 15.0]


def test_a_nought_cannot_be_hidden():
    assert system([[1, 0], [0, 1]], [0, 12], [0, 12], [0, 1]).can_hide.tolist() == [False, True]


def test_what_is_beyond_all_wholes_has_no_upper_end_however_small_the_figures_are():
    assert system([[1]], [3], [3], [0]).cap == pytest.approx(1_000_000)
    assert system([[1]], [3], [3_000_000], [0]).cap == pytest.approx(12_000_000)


def test_rows_that_a_point_contradicts_give_way_to_it():
    held = system([[1, 0], [1, 1]], [3, 10], [3, 10], [0, LAW]).fitting(np.array([3.0, 9.0]))
    assert (held.low.tolist(), held.high.tolist()) == ([3.0, 10.0], [3.0, 12.0])


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()
