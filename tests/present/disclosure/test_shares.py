"""What is a percentage of few children says how few they are."""

import numpy as np
import pytest

from analysis.present.disclosure import Rule, Rules
from analysis.present.disclosure.shares import shares_of_few
from disclosure_attacks import MARCH, MONTHS, cell
from pathway_store import store_of
from protected_record import held_as_protected

RULES = Rules.of(Rule(rule="suppress", low=1, high=5))


def hidden(*rows, gone=(), fixed=()):
    frame = store_of(list(rows)).observations
    every = np.arange(len(frame))
    return shares_of_few(frame, np.isin(every, gone), ~np.isin(every, fixed), RULES).tolist()


@pytest.mark.parametrize(
    ("whole", "share", "told"),
    [
        (13, 31, True),  # four
        (13, 69, True),  # four are left
        (13, 0, False),  # none is shown everywhere
        (13, 100, False),
        (30, 50, False),  # fifteen, and fifteen are left
        (200, 1, True),  # one to three
        (400, 1, False),  # two to six
        (2000, 0.1, True),
        (4000, 1, False),  # twenty to sixty
        (6, 34, True),  # no whole number fits: the nearest is two
    ],
)
def test_a_share_is_hidden_where_it_tells_a_small_count(whole, share, told):
    rows = [
        cell("cla_ended", "month", MONTHS[0], whole),
        cell("sgo_of_leaving_care_percent", "month", MONTHS[0], share),
    ]
    assert hidden(*rows) == [False, told]


def test_a_share_of_a_stock_is_of_the_day_at_the_end_of_its_period():
    stock = cell("cp_plans_at_period_end", "snapshot", MARCH, 50)
    assert hidden(stock, cell("cp_visits_10_days_percent", "month", MARCH, 96)) == [False, True]
    assert hidden(stock, cell("cp_visits_10_days_percent", "month", MONTHS[0], 96)) == [False, False]


def test_a_share_of_another_period_than_its_whole_says_nothing():
    rows = [cell("cla_ended", "year", MARCH, 13), cell("sgo_of_leaving_care_percent", "month", MARCH, 31)]
    assert hidden(*rows) == [False, False]


def test_a_share_goes_with_its_whole_and_what_was_seen_stays():
    rows = [cell("cla_ended", "month", MONTHS[0], 30), cell("sgo_of_leaving_care_percent", "month", MONTHS[0], 50)]
    assert hidden(*rows, gone=[0]) == [False, True]
    assert hidden(*rows, gone=[0], fixed=[1]) == [False, False]


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()
