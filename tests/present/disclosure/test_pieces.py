"""What no identity ties is looked at apart; what some identity ties is looked at together."""

import numpy as np

from analysis.present.disclosure.knowledge import knowledge
from analysis.present.disclosure.pieces import pieces
from disclosure_attacks import MARCH, MID_YEAR, cell, published
from pathway_store import store_of
from protected_record import held_as_protected


def pieces_of(*rows):
    frame = store_of([dict(row) for row in rows]).observations
    ours = frame["source"].str.startswith("our-returns").to_numpy()
    return [set(frame["measure"].iloc[found]) for found in pieces(frame, ours, knowledge())]


def test_measures_that_no_identity_ties_are_apart_and_each_has_the_population():
    people = published(cell("population_0_17", "snapshot", MID_YEAR, 30_000))
    found = pieces_of(cell("cla_started", "year", MARCH, 60), cell("s47_enquiries", "year", MARCH, 90), people)
    assert found == [{"cla_started", "population_0_17"}, {"s47_enquiries", "population_0_17"}]


def test_a_whole_its_part_and_their_percentage_are_one_piece():
    names = ("cp_plans_started", "cp_plans_subsequent", "cp_plans_subsequent_percent")
    assert pieces_of(*[cell(name, "year", MARCH, 10) for name in names]) == [set(names)]


def test_what_has_nothing_of_ours_is_not_looked_at():
    assert not pieces_of(published(cell("cla_started", "year", MARCH, 60)))


def test_every_row_of_ours_is_in_one_piece():
    rows = [cell(name, "year", MARCH, 10) for name in ("cla_started", "cla_ended", "referrals", "re_referrals")]
    frame = store_of([dict(row) for row in rows]).observations
    found = list(pieces(frame, np.ones(len(frame), dtype=bool), knowledge()))
    assert sorted(np.concatenate(found)) == list(range(len(frame)))


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()
