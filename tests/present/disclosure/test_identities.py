"""One system of everything visible: every true figure fits it, and what ties figures leaves no second answer."""

import numpy as np
import pytest

from analysis.present.disclosure.bounds import Attack, Memory
from analysis.present.disclosure.cells import cells_of, editions
from analysis.present.disclosure.identities import runs_of, system_of
from analysis.present.disclosure.knowledge import knowledge
from analysis.present.disclosure.reduction import reduce
from disclosure_attacks import MARCH, MONTHS, cell, published
from disclosure_layers import held_to_its_layer
from pathway_store import store_of
from protected_record import held_as_protected


def ranges(*rows, hidden):
    """What is left for each counted cell where some rows are hidden."""
    frame = store_of([dict(row) for row in rows]).observations
    ours = frame["source"].str.startswith("our-returns").to_numpy()
    cells = cells_of(frame, ours, np.zeros(len(frame), dtype=bool), knowledge())
    chosen = next(editions(cells))
    system = system_of(cells, chosen, np.zeros(len(cells), dtype=bool), knowledge())
    gone = np.array([bool(np.isin(rows, hidden).any()) for rows in cells.rows])
    attack = Attack(reduce(system.known(gone)), Memory())
    order = [int(next(place for place, rows in enumerate(cells.rows) if row in rows)) for row in hidden]
    found = [attack.range(system.rows[[system.count_row[place]]]) for place in order]
    return [(one.low, one.high) for one in found]


def months(measure, *values):
    return [cell(measure, "month", *pair) for pair in zip(MONTHS, values, strict=False)]


def test_a_month_follows_from_its_quarter_and_the_other_two():
    rows = [*months("referrals", 3, 12, 14), cell("referrals", "quarter", MONTHS[2], 29)]
    assert ranges(*rows, hidden=[0]) == [(pytest.approx(3), pytest.approx(3))]


def test_a_stock_follows_from_the_one_before_and_what_came_and_went():
    rows = [
        cell("cla_at_period_end", "snapshot", MONTHS[0], 100),
        cell("cla_at_period_end", "snapshot", MONTHS[1], 104),
        cell("cla_started", "month", MONTHS[1], 9),
        cell("cla_ended", "month", MONTHS[1], 5),
    ]
    assert ranges(*rows, hidden=[3]) == [(pytest.approx(5), pytest.approx(5))]


def test_months_of_a_percentage_at_a_date_say_nothing_of_the_year():
    """Three or more placements: 9 children in each month are not 108 in the year."""
    rows = months("cla_three_or_more_placements", *[9] * 12)
    rows.append(cell("cla_three_or_more_placements", "year", MARCH, 20))
    assert ranges(*rows, hidden=[12]) == [(1.0, np.inf)]


def test_children_counted_once_whose_months_do_not_add_up_are_bounded_by_them():
    rows = [*months("cla_missing", 13, 11, 6), cell("cla_missing", "year_to_date", MONTHS[1], 17)]
    rows.append(cell("cla_missing", "year_to_date", MONTHS[2], 21))
    assert ranges(*rows, hidden=[2]) == [(pytest.approx(4), pytest.approx(21))]


def test_the_rest_of_a_percentage_of_a_whole_that_nobody_prints_is_not_bounded():
    rows = [
        cell("cp_reviews_on_time_percent", "month", day, share)
        for day, share in zip(MONTHS, (98.2, 96.5), strict=False)
    ]
    frame = store_of(rows).observations
    ours = np.ones(len(frame), dtype=bool)
    cells = cells_of(frame, ours, ~ours, knowledge())
    system = system_of(cells, next(editions(cells)), np.zeros(len(cells), dtype=bool), knowledge())
    attack = Attack(reduce(system.known(np.zeros(len(cells), dtype=bool))), Memory())
    assert system.groups.shape[0] == 4
    assert min(attack.range(system.groups[[row]]).values for row in range(4)) > 1000


def test_a_rate_of_the_population_gives_its_count():
    people = published(cell("population_0_17", "snapshot", MONTHS[0], 30_000))
    rows = [
        cell("cla_start_rate", "year", MARCH, 1.0, as_printed="1.00"),
        cell("cla_started", "year", MARCH, 3),
        people,
    ]
    ((low, high),) = ranges(*rows, hidden=[1])
    assert 2.9 < low <= 3 <= high < 3.1


def test_runs_end_where_periods_do_not_follow_each_other_or_are_too_long():
    first, last = runs_of([(0, 10), (10, 20), (30, 40)], 20)
    assert sorted(zip(first.tolist(), last.tolist(), strict=True)) == [(0, 0), (0, 1), (1, 1), (2, 2)]
    first, last = runs_of([(0, 10), (10, 20)], 15)
    assert sorted(zip(first.tolist(), last.tolist(), strict=True)) == [(0, 0), (1, 1)]


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()


def test_what_small_tables_are_laid_out_as_is_as_it_was_read():
    held_to_its_layer("identities")
