"""Whole numbers are found one after the other, and contradictions give way by as little as they must."""

import numpy as np
import pytest
from scipy import sparse

from analysis.present.disclosure import programs
from analysis.present.disclosure.programs import Program
from analysis.present.disclosure.reduction import Known, reduce
from protected_record import held_as_protected


def program_of(rows, low, high, cap=100.0):
    rows = sparse.csr_matrix(np.array(rows, dtype=float))
    whole = np.ones(rows.shape[1], dtype=bool)
    found = reduce(Known(rows, np.array(low, dtype=float), np.array(high, dtype=float), cap, whole))
    return Program.of(found, np.unique(found.part[found.part >= 0]))


def test_whole_numbers_with_holes_between_them_are_counted_as_they_are():
    """A third of a whole of at most ten: 3, 6 and 9 are the wholes, and 0."""
    program = program_of([[3, -1], [0, 1]], [0, 0], [0, 10])
    count, points = program.whole_values(np.array([0.0, 1.0]), 0.0, [])
    assert (count, [round(point[1]) for point in points]) == (4, [0, 3, 6, 9])
    assert program.whole_values(np.array([0.0, 1.0]), 4.0, [])[0] == 2


@pytest.mark.parametrize("seed", range(20))
def test_a_few_branches_find_the_values_that_a_program_in_whole_numbers_finds(monkeypatch, seed):
    random = np.random.default_rng(seed)
    rows = random.integers(-4, 9, (4, 5)) + random.choice([0, 0.25, 0.4], (4, 5))
    low = rows @ random.integers(0, 6, 5) - random.uniform(0, 2, 4)
    program, aim = program_of(rows, low, low + random.uniform(0, 4, 4)), np.array([1.0, 0, 1, 0, 0])
    count, points = program.whole_values(aim[program.unknowns], 0.0, [])
    with monkeypatch.context() as patch:
        patch.setattr(programs, "BRANCHES", 0)
        slower, others = program.whole_values(aim[program.unknowns], 0.0, [])
    assert [round(aim[program.unknowns] @ point) for point in points] == [
        round(aim[program.unknowns] @ point) for point in others
    ]
    assert count == slower


def test_branches_say_whether_a_value_is_settled_and_leave_the_solver_as_it_was(monkeypatch):
    program = program_of([[2, -2, 3], [1, 1, 1]], [1, 0], [1, 7])
    solver = program.solver(sparse.csr_matrix([[0.0, 0, 1]]))
    assert solver.whole_point(program.whole, 2.0) == (None, True)
    point, is_settled = solver.whole_point(program.whole, 3.0)
    assert is_settled
    assert program.is_whole(point)
    assert point[2] == 3
    assert solver.least(np.array([0.0, 0, 1]), 0.5)[2] == 0.5
    monkeypatch.setattr(programs, "BRANCHES", 0)
    assert solver.whole_point(program.whole, 3.0) == (None, False)


def test_questions_after_a_point_that_fits_start_from_it():
    solver = program_of([[1, 1], [1, -1]], [4, -9], [6, 9]).solver()
    assert solver.fits()
    assert solver._highs.getOptionValue("simplex_strategy")[1] == programs.PRIMAL
    assert solver.least(np.array([-1.0, -1])).sum() == 6


def test_whole_numbers_that_are_known_to_fit_are_counted_once_with_those_that_are_found():
    program = program_of([[3, -1], [0, 1]], [0, 0], [0, 10])
    known = [np.array([1.0, 3.0]), np.array([1.0, 3.0]), np.array([3.0, 9.0])]
    assert program.whole_values(np.array([0.0, 1.0]), 2.0, known)[0] == 3
    assert sorted(round(point[1]) for point in known) == [3, 3, 6, 9]


def test_each_part_is_the_program_of_that_part():
    rows = [[1, 1, 0, 0, 0], [0, 0, 2, -1, 0], [1, 0, 0, 0, 0], [0, 0, 0, 0, 1]]
    known = Known(
        sparse.csr_matrix(np.array(rows, dtype=float)),
        np.array([4.0, 0, 0, 7]),
        np.array([6.0, 5, 3, 7]),
        100.0,
        np.ones(5, dtype=bool),
    )
    found = reduce(known)
    parts = list(Program.each(found))
    assert len(parts) == 2
    for number, part in enumerate(parts):
        alone = Program.of(found, np.array([number]))
        assert part.digest == alone.digest
        assert (part.unknowns.tolist(), part.places.tolist()) == (alone.unknowns.tolist(), alone.places.tolist())


def test_contradictions_give_way_and_the_nearest_point_is_whole():
    program = program_of([[1, 1], [1, 1]], [4, 6], [4, 6])
    assert not program.solver().fits()
    assert program.relaxed().solver().fits()
    assert 4 <= program.nearest().sum() <= 6
    assert np.allclose(program.nearest(), np.round(program.nearest()))


def test_what_is_known_around_a_count_stays_small():
    size = 200
    rows = np.zeros((size - 1, size))
    rows[np.arange(size - 1), np.arange(size - 1)] = rows[np.arange(size - 1), np.arange(1, size)] = 1
    program = program_of(rows, np.full(size - 1, 5), np.full(size - 1, 9))
    near, chosen = program.around(np.array([100]))
    assert 10 < len(near.unknowns) <= 40
    assert 100 in near.unknowns
    assert chosen.tolist() == near.unknowns.tolist()


def test_the_same_program_has_the_same_digest_wherever_it_stands():
    assert program_of([[1, 1]], [4], [6]).digest == program_of([[1, 1]], [4], [6]).digest
    assert program_of([[1, 1]], [4], [6]).digest != program_of([[1, 1]], [4], [7]).digest


def test_what_takes_too_long_counts_as_no_value_and_a_solver_has_its_time_for_every_question(monkeypatch):
    odd, aim = [[2, 3, 7], [1, 1, 1]], np.array([1.0, 0, 0])
    assert program_of(odd, [41, 0], [47, 30]).whole_values(aim, 0.0, [])[0] == 4
    monkeypatch.setattr(programs, "BRANCHES", 0)
    monkeypatch.setattr(programs, "LONGEST", 0.0)
    assert program_of(odd, [41, 0], [47, 30]).whole_values(aim, 0.0, [])[0] < 4
    solver = program_of(odd, [41, 0], [47, 30]).solver(sparse.csr_matrix(aim), whole=True)
    monkeypatch.setattr(programs, "LONGEST", 5.0)
    for floor in (0.0, 1.0, 2.0):
        assert solver.least(aim, floor)[0] == floor


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()
