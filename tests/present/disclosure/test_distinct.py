"""Children counted once each: their periods bound each other, and are sums only as long as they add up."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from analysis.present.disclosure.auditor import audit_release
from analysis.present.disclosure.cells import cells_of
from analysis.present.disclosure.distinct import bounds, not_adding_up
from analysis.present.disclosure.knowledge import knowledge
from disclosure_attacks import MARCH, MONTHS, cell
from pathway_store import store_of
from protected_record import held_as_protected

MONTHLY = st.lists(st.frozensets(st.integers(0, 9)), min_size=1, max_size=6)


def table_of(*rows):
    frame = store_of([dict(row) for row in rows]).observations
    ours = np.ones(len(frame), dtype=bool)
    return cells_of(frame, ours, ~ours, knowledge()).table


def months(measure, *values):
    return [cell(measure, "month", *pair) for pair in zip(MONTHS, values, strict=False)]


@given(MONTHLY)
def test_every_bound_holds_of_children_who_come_in_some_months(came):
    """A child is counted in each period in which it came at least once."""
    spans = [(first, last) for first in range(len(came)) for last in range(first + 1, len(came) + 1)]
    counted = {span: len(frozenset().union(*came[slice(*span)])) for span in spans}
    for greater, less in bounds(spans):
        assert sum(counted[span] for span in greater) >= sum(counted[span] for span in less)


def test_a_year_is_bounded_by_its_months_from_both_sides():
    found = [(set(more), set(less)) for more, less in bounds([(0, 3), (0, 1), (1, 2), (2, 3)])]
    assert ({(0, 2)}, {(1, 2)}) in found
    assert ({(0, 3)}, {(0, 2)}) in found
    assert ({(0, 2), (2, 3)}, {(0, 3)}) in found
    assert ({(0, 1), (1, 2)}, {(0, 2)}) in found


def test_periods_that_are_not_within_each_other_say_nothing():
    assert list(bounds([(0, 1), (1, 2)])) == []


def test_months_that_are_more_than_their_year_to_date_do_not_add_up():
    total = cell("cla_missing", "year_to_date", MONTHS[1], 17)
    assert not_adding_up(table_of(*months("cla_missing", 13, 11), total)) == {"cla_missing"}
    assert not_adding_up(table_of(*months("cla_missing", 13, 4), total)) == frozenset()


def test_a_count_of_events_is_a_sum_whatever_it_contradicts():
    total = cell("referrals", "year_to_date", MONTHS[1], 17)
    assert not_adding_up(table_of(*months("referrals", 13, 11), total)) == frozenset()


def test_a_year_below_one_of_its_months_does_not_add_up_either():
    assert not_adding_up(table_of(*months("cla_missing", 30), cell("cla_missing", "year", MARCH, 20)))


def test_no_difference_is_taken_for_a_count_where_they_do_not_add_up():
    """17 by May and 13 in April do not make 4 in May, where May has 11."""
    rows = [*months("cla_missing", 13, 11), cell("cla_missing", "year_to_date", MONTHS[1], 17)]
    rows.append(cell("cla_missing", "year_to_date", MONTHS[2], 21))
    held = store_of(rows).observations
    assert audit_release(held, held, np.ones(len(held), dtype=bool)).passed


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()
