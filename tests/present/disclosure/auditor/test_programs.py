"""Linear programs end after so many steps, whatever they are asked."""

import numpy as np
from scipy.sparse import csr_matrix

from analysis.present.disclosure.auditor import programs
from analysis.present.disclosure.auditor.programs import least_at, program_of
from analysis.present.disclosure.auditor.settling import Rows
from protected_record import held_as_protected

ROWS = Rows(csr_matrix([[1.0, 1.0], [1.0, -1.0]]), np.array([10.0, 2.0]), np.array([10.0, np.inf]))


def made(rows=ROWS):
    return program_of(rows, np.zeros(2), np.full(2, 50.0))


def test_the_least_of_a_sum_is_at_an_end_and_the_greatest_at_the_other():
    program = made()
    assert least_at(program, np.array([1.0, 0.0])).tolist() == [6, 4]
    assert least_at(program, np.array([-1.0, 0.0])).tolist() == [10, 0]


def test_there_is_no_point_where_what_is_known_contradicts_itself():
    assert least_at(made(Rows(ROWS.matrix, ROWS.low, np.array([10.0, 1.0]) - 20)), np.zeros(2)) is None


def test_what_takes_more_steps_than_there_are_has_no_answer(monkeypatch):
    size = 30
    wide = Rows(csr_matrix(np.tri(size)), np.arange(1.0, size + 1), np.full(size, 90.0))
    aim = -np.linspace(1, 2, size)
    assert least_at(program_of(wide, np.zeros(size), np.full(size, 50.0)), aim) is not None
    monkeypatch.setattr(programs, "STEPS", 1)
    program = program_of(wide, np.zeros(size), np.full(size, 50.0))
    program.setOptionValue("presolve", "off")
    assert least_at(program, aim) is None


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()
