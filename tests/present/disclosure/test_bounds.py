"""What a reader can say of a count: the ends of its range, and how many whole numbers lie between them.

Held against every whole number there is, one after the other.
"""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from analysis.present.disclosure.bounds import NARROW, Attack, Memory, values_possible
from analysis.present.disclosure.programs import ENOUGH, Solver
from analysis.present.disclosure.reduction import Known, reduce
from disclosure_layers import held_to_its_layer
from protected_record import held_as_protected

MOST = 17  # of every unknown in these systems


def known_of(rows, low, high, whole=None):
    rows = sparse.csr_matrix(np.array(rows, dtype=float))
    whole = np.ones(rows.shape[1], dtype=bool) if whole is None else np.array(whole)
    return Known(rows, np.array(low, dtype=float), np.array(high, dtype=float), 1000.0, whole)


def asked(known, group, least=0.0):
    return Attack(reduce(known), Memory()).range(sparse.csr_matrix(np.array([group], dtype=float)), least)


def test_parts_that_are_whole_percents_of_a_visible_hundred_leave_the_last_part_one_value():
    """Each of four parts lies within half a child of its percent: one child only, and so does the fifth."""
    parts = [31, 24, 22, 20]
    rows = [[1, 1, 1, 1, 1], *np.eye(5)[:4]]
    known = known_of(rows, [100, *(part - 0.5 for part in parts)], [100, *(part + 0.4999 for part in parts)])
    found = asked(known, [0, 0, 0, 0, 1])
    assert (found.low, found.high, found.values) == (3, 3, 1)


def test_a_percentage_of_a_hidden_whole_leaves_the_wholes_it_can_be_of():
    """4.94% within 0.005 of at most 90 children: 4 of 81, and nothing else."""
    known = known_of([[-1, 0.04935], [1, -0.04945], [0, 1]], [-np.inf, -np.inf, 60], [0, 0, 90])
    assert asked(known, [1, 0]).values == 1
    assert asked(known, [0, 1]).values > NARROW  # too far apart to be tried one by one
    assert [n for n in range(10) for whole in range(60, 91) if 0.04935 * whole <= n <= 0.04945 * whole] == [4]


def test_posts_need_not_be_whole():
    known = known_of([[1, 1]], [2.5], [2.5], whole=[False, False])
    found = asked(known, [1, 0])
    assert (found.low, found.high) == (0, 2.5)


def test_figures_that_contradict_each_other_give_way_and_nothing_else_does():
    known = known_of([[1, 0], [1, 0], [0, 1]], [3, 5, 7], [3, 5, 7])
    assert asked(known, [0, 1]).values == 1


def test_a_count_that_nothing_is_known_of_has_no_upper_end():
    known = known_of([[1, 0]], [0], [np.inf])
    found = asked(known, [1, 0], least=1.0)
    assert found.high == np.inf
    assert found.values >= ENOUGH


def test_an_end_that_was_not_found_makes_no_value_possible(monkeypatch):
    """What the solver did not answer must not look as if it were open: then it would be shown."""
    known = known_of([[1, 1]], [9], [9])
    assert asked(known, [1, 0]).values == 10
    monkeypatch.setattr(Solver, "least", lambda *_: None)
    assert asked(known, [1, 0]).values == 0


def test_the_same_question_is_answered_from_memory():
    memory = Memory()
    known = known_of([[1, 1]], [5], [5])
    group = sparse.csr_matrix(np.array([[1.0, 0.0]]))
    first = Attack(reduce(known), memory).range(group)
    again = Attack(reduce(known), memory).range(group)
    assert len(memory.ranges) == 1
    assert (first.low, first.high, first.values) == (again.low, again.high, again.values) == (0, 5, 6)


def test_points_found_before_show_that_a_count_is_open_and_nothing_is_solved():
    memory = Memory()
    reduced = reduce(known_of([[1, 1]], [9], [9]))
    first, second = (sparse.csr_matrix(np.array([group])) for group in ([1.0, 0.0], [0.0, 1.0]))
    Attack(reduced, memory).range(first)
    found = Attack(reduced, memory).range(second, enough=ENOUGH)
    assert (found.low, found.high, found.values, found.points) == (0, 9, 10, [])
    assert len(memory.ranges) == 1


def test_points_found_before_are_not_believed_where_whole_numbers_may_have_holes_between_them():
    """A whole of at most ten of which a tenth is a child: 0 and 10 and no other, though the ends are ten apart."""
    memory = Memory()
    reduced = reduce(known_of([[10, -1], [0, 1]], [0, 0], [0, 10]))
    whole = sparse.csr_matrix(np.array([[0.0, 1.0]]))
    broken = reduce(known_of([[1, -0.1], [0, 1]], [0, 0], [0, 10]))
    assert Attack(reduced, memory).range(whole, enough=ENOUGH).values >= 2
    for _ in range(2):
        assert Attack(broken, memory).range(whole, enough=ENOUGH).values == 2


SHARES = st.sampled_from([0.1, 0.125, 0.25, 1 / 3, 0.4, 0.5])


@st.composite
def systems(draw):
    """Two parts, their whole, and a printed share, all made of one truth, so that something fits."""
    first, second = draw(st.integers(0, 5)), draw(st.integers(0, 5))
    rows, low, high = [[1, 1, -1]], [0.0], [0.0]
    if draw(st.booleans()) and first + second:
        share, half = first / (first + second), draw(st.sampled_from([0.005, 0.05]))
        rows += [[-1, 0, share - half], [1, 0, -(share + half)]]
        low, high = [*low, -np.inf, -np.inf], [*high, 0.0, 0.0]
    for place, true in enumerate((first, second, first + second)):
        slack = draw(st.sampled_from([0, 1, 3]))
        rows.append(np.eye(3)[place].tolist())
        low.append(true - slack)
        high.append(true + slack)
    return known_of(rows, low, high)


@settings(max_examples=40, deadline=None)
@given(systems(), st.integers(0, 2))
def test_every_whole_number_that_fits_is_counted_and_no_other(known, place):
    rows = known.rows.toarray()
    fits = {
        point[place]
        for point in itertools.product(range(MOST), repeat=3)
        if (rows @ point >= known.low - 1e-9).all() and (rows @ point <= known.high + 1e-9).all()
    }
    found = asked(known, np.eye(3)[place])
    assert found.low <= min(fits) + 1e-6
    assert found.high >= max(fits) - 1e-6
    if found.values < ENOUGH:
        assert found.values == len(fits)
    else:
        assert len(fits) >= ENOUGH


@pytest.mark.parametrize(
    ("low", "high", "least", "count"), [(0.2, 3.9, 1, 3), (2, 2, 1, 1), (0, 3, 1, 3), (5, 4, 0, 0)]
)
def test_whole_numbers_between_two_ends(low, high, least, count):
    assert values_possible(low, high, least) == count


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()


def test_what_small_tables_are_laid_out_as_is_as_it_was_read():
    held_to_its_layer("ranges")
