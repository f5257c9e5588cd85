"""A table that would be mostly hidden is given coarser: a reader gets a figure and learns nothing of a month."""

import numpy as np

from analysis.present.disclosure import Rule, protect
from analysis.present.disclosure.coarsening import Coarser, coarser_rows, mostly_hidden
from disclosure_attacks import MONTHS, cell
from pathway_store import store_of

RULE = Rule(rule="suppress", low=1, high=5)


def protected(values):
    rows = [cell("cp_plans_started", "month", *pair) for pair in zip(MONTHS, values, strict=True)]
    return protect(store_of(rows), RULE, ["our-returns"]).observations


def test_months_that_are_mostly_small_become_quarters():
    frame = protected([2, 3, 4, 1, 5, 2, 9, 4, 3, 2, 0, 5])
    assert frame.loc[:11, "value"].isna().all()  # the large month and the nought too
    assert set(frame.loc[:11, "as_printed"]) == {"[x]"}
    added = frame.iloc[12:]
    assert added["basis"].tolist() == ["quarter"] * 4
    assert added["value"].tolist() == [9, 8, 16, 7]


def test_quarters_that_are_mostly_small_become_a_year():
    added = protected([1, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0]).iloc[12:]
    assert (added["basis"].tolist(), added["value"].tolist()) == (["rolling_12_months"], [7])


def test_months_that_are_mostly_large_stay_months():
    frame = protected([12, 3, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23])
    assert len(frame) == 12
    assert frame["value"].isna().sum() == 1


def test_a_table_is_mostly_hidden_where_more_than_half_of_four_or_more_of_our_months_are():
    frame = store_of([cell("cp_plans_started", "month", *pair) for pair in zip(MONTHS, range(8), strict=False)])
    frame, ours = frame.observations, np.ones(8, dtype=bool)
    hidden = np.arange(8) < 5
    assert mostly_hidden(frame, hidden, ours).tolist() == [True] * 8
    assert not mostly_hidden(frame, np.arange(8) < 4, ours).any()  # a half is not more than half
    assert mostly_hidden(frame, hidden, np.arange(8) < 5).tolist() == [True] * 5 + [False] * 3
    assert not mostly_hidden(frame, hidden, np.arange(8) < 3).any()  # three months are no table


def test_what_is_given_in_the_place_of_months_is_said_in_words():
    rows = [cell("cp_plans_started", "month", *pair) for pair in zip(MONTHS, [2, 3, 4, 1, 1, 0], strict=False)]
    frame = store_of(rows).observations
    added, told = coarser_rows(frame, np.ones(6, dtype=bool), RULE)
    assert added["value"].tolist() == [9.0, 2.0]  # one of two quarters is small: half may be
    assert [str(each) for each in told] == [
        "CP plans started in the year, 2020-21: given by quarter, as most months have small numbers of children."
    ]
    assert str(Coarser("E06000027", "of_nobody", "2020-21", None)).startswith("of nobody, 2020-21: not given, ")
    none, nothing = coarser_rows(frame, np.zeros(6, dtype=bool), RULE)
    assert (len(none), nothing) == (0, ())
