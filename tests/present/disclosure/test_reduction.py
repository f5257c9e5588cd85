"""What follows at once is put in before anything is solved."""

import numpy as np
from scipy import sparse

from analysis.present.disclosure.reduction import Known, reduce
from protected_record import held_as_protected


def reduced(rows, low, high, whole=None):
    rows = sparse.csr_matrix(np.array(rows, dtype=float))
    whole = np.ones(rows.shape[1], dtype=bool) if whole is None else np.array(whole)
    return reduce(Known(rows, np.array(low, dtype=float), np.array(high, dtype=float), 1000.0, whole))


def test_a_chain_of_sums_is_put_in_to_its_end():
    found = reduced([[1, 0, 0], [1, 1, 0], [0, 1, 1]], [3, 10, 12], [3, 10, 12])
    assert found.value.tolist() == [3, 7, 5]


def test_a_sum_of_nought_leaves_nothing_for_its_parts():
    assert reduced([[1, 1, 0]], [0], [0]).value[:2].tolist() == [0, 0]


def test_limits_between_which_one_whole_number_lies_settle_it():
    assert reduced([[1], [1]], [2.6, -np.inf], [np.inf, 3.4]).value.tolist() == [3]
    assert np.isnan(reduced([[1], [1]], [2.6, -np.inf], [np.inf, 3.4], whole=[False]).value).all()


def test_a_row_of_whole_numbers_is_drawn_in():
    found = reduced([[1, 1]], [2.5], [4.5])
    assert (found.known.low[0], found.known.high[0]) == (3, 4)


def test_parts_that_no_row_ties_are_apart_and_a_fraction_breaks_its_own_part_only():
    found = reduced([[1, 1, 0, 0], [0, 0, 1, -0.25]], [4, -np.inf], [4, 0])
    assert found.part[0] == found.part[1] != found.part[2] == found.part[3]
    assert found.broken.tolist() == [False, False, True, True]


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()
