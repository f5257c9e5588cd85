"""The reader: ends and whole values of sums, and the figures they follow from."""

import numpy as np
import pytest

from analysis.present.disclosure.auditor import reader as reader_module
from analysis.present.disclosure.auditor import wholes
from analysis.present.disclosure.auditor.programs import PRIMAL, least_at
from analysis.present.disclosure.auditor.reader import Equations, Reader, add, counted, scaled
from disclosure_layers import held_to_its_layer
from protected_record import held_as_protected

A, B, C = (("total", name, 1) for name in "abc")


def told(*rows):
    found = Equations()
    for number, (total, low, high) in enumerate(rows):
        found.add(total, low, high, number)
    return Reader(found)


def test_what_is_left_of_a_sum_lies_between_its_ends():
    look = told(({A: 1, B: 1}, 10, 10), ({B: 1}, 4, 6)).look([{A: 1}])
    assert (look.low[0], look.high[0], look.possible[0]) == (pytest.approx(4), pytest.approx(6), 3)


def test_whole_numbers_between_two_ends_are_counted_one_by_one():
    """A is a tenth of B, to the nearest whole percent: of 8 to 30, only 1, 2 and 3 are whole."""
    share = [({A: 1, B: -0.105}, -np.inf, 0.0), ({A: 1, B: -0.095}, 0.0, np.inf)]
    look = told(*share, ({B: 1}, 8, 30)).look([{A: 1}])
    assert look.possible[0] == 3


SHARE = [({A: 1, B: -0.105}, -np.inf, 0.0), ({A: 1, B: -0.095}, 0.0, np.inf)]  # A is a tenth of B, in whole percents


def test_what_was_not_settled_is_not_sure_to_be_possible_but_may_be(monkeypatch):
    settled = told(*SHARE, ({B: 1}, 8, 60)).look([{A: 1}])
    assert (settled.possible[0], settled.at_most[0]) == (4, 4)
    monkeypatch.setattr(wholes, "BRANCHES", 0)
    look = told(*SHARE, ({B: 1}, 8, 60)).look([{A: 1}])
    assert (look.possible[0], look.at_most[0]) == (0, 6)


def test_an_end_that_was_not_found_makes_no_value_sure(monkeypatch):
    reader = told(({A: 1, B: 1}, 10, 10), ({B: 1}, 4, 6))
    monkeypatch.setattr(reader_module, "least_at", lambda *_: None)
    look = reader.look([{A: 1}])
    assert (look.possible[0], look.at_most[0]) == (0, reader_module.FEW)


def test_where_whole_numbers_contradict_each_other_what_lies_between_the_ends_counts():
    halves = [({A: 2, B: 2.5}, 10.5, 10.5), ({B: 2.5, C: 2}, 3.5, 3.5)]
    assert told(*halves, ({C: 1}, 0, 1)).look([{A: 1}]).possible[0] > 0


def test_each_sum_is_asked_by_steps_from_a_point_that_fits(monkeypatch):
    """From a point that the next sum makes dear, the dual method took 530 steps for one council, these are 40."""
    asked = []
    monkeypatch.setattr(reader_module, "least_at", lambda *question: asked.append(question[0]) or least_at(*question))
    told(*SHARE, ({B: 1}, 8, 30)).look([{A: 1}, {B: 1, A: -1}])
    assert {program.getOptionValue("simplex_strategy")[1] for program in asked} == {PRIMAL}


def test_the_figures_behind_a_sum_are_those_that_bear_on_its_ends():
    reader = told(({A: 1, B: 1}, 10, 10), ({B: 1}, 4, 6), ({C: 1}, 3, 3), ({B: 1}, 0, 60))
    assert reader.behind({A: 1}) == {0, 1}


def test_figures_that_contradict_each_other_give_way():
    look = told(({A: 1}, 10, 10), ({A: 1, B: 1}, 7, 7)).look([{A: 1}])
    assert np.isfinite(look.low[0])


def test_what_nobody_says_anything_of_can_be_anything():
    reader = told(({A: 1}, 10, 10))
    assert reader.look([{C: 1}]).high[0] == np.inf
    assert reader.moves([{C: 1}, {A: 1}]).tolist() == [True, False]


def test_sums_are_added_and_multiplied():
    assert add({A: 1.0, B: 2.0}, scaled({B: 1.0}, -2)) == {A: 1.0, B: 0.0}


def test_values_are_counted_from_the_least_that_is_known():
    ends = (np.array([0.2]), np.array([4.0]), np.array([2.0]))
    assert counted(*ends).tolist() == [3]


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()


def test_a_sum_of_which_enough_is_seen_is_asked_no_further(monkeypatch):
    """Two values are enough for a count that no cell gives: its ends are not looked for, and it is no less sure."""
    asked = []
    monkeypatch.setattr(reader_module, "least_at", lambda *told: asked.append(1) or least_at(*told))
    reader = told(({A: 1, B: 1}, 10, 10), ({B: 1, C: 1}, 4, 60))
    whole = reader.look([{A: 1}, {B: 1}]).possible
    fully = len(asked)
    asked.clear()
    seen = reader.look([{A: 1}, {B: 1}], enough=np.array([2, 2])).possible
    assert (seen >= 2).all()
    assert (whole == 11).all()
    assert len(asked) < fully


def test_where_a_fraction_is_kept_points_in_whole_numbers_alone_are_enough():
    """A is a tenth of B in whole percents, and B two and a half times C: of 2 and 3, only 2 (of 20) is whole in all."""
    rows = (*SHARE, ({B: 1}, 11, 29), ({B: 1, C: -2.5}, 0, 0))
    assert told(*rows).look([{A: 1}]).possible[0] == 1
    reader = told(*rows)
    reader.look([{A: 1}, {B: 1}, {C: 1}])  # leaves points on both sides
    assert reader.look([{A: 1}], enough=np.array([2])).possible[0] == 1


def test_where_whole_numbers_are_not_tried_a_point_between_two_others_is_enough(monkeypatch):
    """Of more unknowns than are tried one by one the ends decide, so that points show as much as ends would.

    In one council 1,108 of 1,157 linear programs looked for ends that could change nothing.
    """
    monkeypatch.setattr(reader_module, "WIDEST", 1)
    reader = told(*SHARE, ({B: 1}, 11, 29), ({B: 1, C: -2.5}, 0, 0))
    fully = reader.look([{B: 1}, {A: 1}, {C: 1}])
    assert fully.possible[1] == 2  # the ends are 1.05 and 3.0
    monkeypatch.setattr(reader_module, "least_at", lambda *_: pytest.fail("it was asked for ends again"))
    assert reader.look([{A: 1}], enough=np.array([2])).possible[0] == 2


def test_what_small_tables_are_laid_out_as_is_as_it_was_read():
    held_to_its_layer("reader")
