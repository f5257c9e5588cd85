"""A table that would be mostly hidden is given coarser: a reader gets a figure and learns nothing of a month."""

from analysis.present.disclosure import Rule, protect
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
