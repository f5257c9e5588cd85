"""A small count must not be worked out from what is left visible: every way a curious reader might reckon."""

import numpy as np
import pytest

from analysis.present.disclosure import Rule, protect
from disclosure_attacks import ATTACKS, recovered, store_with
from disclosure_layers import held_to_its_layer
from protected_record import held_as_protected

RULE = Rule(rule="suppress", low=1, high=5)
TABLES = 3  # of each attack; benchmarks/disclosure.py tries 200


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_no_small_count_is_recovered(attack):
    before = after = 0
    for seed in range(TABLES):
        table = attack(np.random.default_rng(seed))
        store = store_with(table)
        before += recovered(table, store.observations)[0]
        after += recovered(table, protect(store, RULE, ["our-returns"]).observations)[0]
    assert before > 0, "the attack itself no longer works"
    assert after == 0


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_a_published_table_stands_as_it_was_published(attack):
    store = store_with(attack(np.random.default_rng(0)))
    assert protect(store, RULE, ["some-other-folder"]).observations["value"].equals(store.observations["value"])


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()


def test_what_small_tables_are_laid_out_as_is_as_it_was_read():
    held_to_its_layer("suppression")
