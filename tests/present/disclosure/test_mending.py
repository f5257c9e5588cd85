"""What the auditor names is hidden and looked at again; a nought, and what was seen before, stay."""

import numpy as np
import pandas as pd

from analysis.present.disclosure.auditor import Exposure, Figure, audit, audit_release
from analysis.present.disclosure.mending import cheapest, mend
from disclosure_attacks import MARCH, MONTHS, cell
from pathway_store import store_of
from protected_record import held_as_protected


def quarter_of(*values):
    rows = [cell("referrals", "month", *pair) for pair in zip(MONTHS[:3], values, strict=True)]
    return store_of([*rows, cell("referrals", "quarter", MONTHS[2], sum(values))]).observations


def mended(held, *, hidden, seen=()):
    released = held.copy()
    released.loc[list(hidden), ["value", "numerator", "denominator"]] = np.nan
    ours, known = np.ones(len(held), dtype=bool), np.isin(np.arange(len(held)), list(seen))
    found = mend(held, released, ours, most=5, seen=known)
    return found, audit_release(held, found.observations, ours, seen=known).passed


def test_a_figure_of_the_shortest_period_is_hidden_however_large_it_is_and_the_release_passes():
    found, passed = mended(quarter_of(3, 19, 14), hidden=[0])
    assert passed
    assert found.observations["value"].isna().tolist() == [True, True, False, False]
    assert found.observations["as_printed"].tolist()[1] == "[c]"
    (first,) = found.rounds
    assert first.exposed == 1
    assert first.hidden == ("referrals, 2020-05-01 to 2020-05-31 (our-returns/june.csv#row 1)",)


def test_a_nought_is_not_hidden_for_then_it_would_be_known_to_be_none():
    found, passed = mended(quarter_of(3, 0, 14), hidden=[0])
    assert passed
    assert found.observations["value"].isna().tolist() == [True, False, True, False]


def test_what_was_seen_before_is_not_hidden():
    found, passed = mended(quarter_of(3, 12, 14), hidden=[0], seen=[1])
    assert passed
    assert found.observations["value"].isna().tolist() == [True, False, True, False]


def test_where_all_was_seen_before_nothing_is_hidden_and_it_ends():
    found, _ = mended(quarter_of(3, 12, 14), hidden=[0], seen=[1, 2, 3])
    assert found.rounds == ()


def test_a_release_that_passes_stays_as_it_is():
    held = quarter_of(3, 12, 14)
    found, passed = mended(held, hidden=[0, 1])
    assert passed
    assert found.rounds == ()


def test_a_stock_of_every_month_gives_a_flow_away_until_the_other_flow_of_the_month_is_hidden():
    """Were stocks hidden, shorter as their day is, each month before would lead to the same flow anew."""
    stocks, come, gone = (300, 304, 306, 305, 311, 313, 316), (9, 8, 8, 9, 10, 9, 9), (9, 7, 8, 7, 8, 4, 8)
    rows = [cell("cla_at_period_end", "snapshot", *pair) for pair in zip(MONTHS, stocks, strict=False)]
    rows += [cell("cla_started", "month", *pair) for pair in zip(MONTHS, come, strict=False)]
    rows += [cell("cla_ended", "month", *pair) for pair in zip(MONTHS, gone, strict=False)]
    held = store_of(rows).observations
    hidden = held.index[(held["measure"] == "cla_ended") & (held["value"] == 4)]
    assert len(hidden) == 1
    found, passed = mended(held, hidden=hidden)
    assert passed
    assert len(found.rounds) == 1
    gone_too = found.observations[found.observations["value"].isna()]
    assert set(gone_too["measure"]) == {"cla_started", "cla_ended"}
    assert len(set(gone_too["period_end"])) == 1


def test_it_goes_on_until_nothing_is_named():
    """Two quarters, each with a small month that is hidden alone, and the half year of both beside them."""
    values = (3, 12, 14, 4, 20, 30)
    rows = [cell("referrals", "month", *pair) for pair in zip(MONTHS[:6], values, strict=True)]
    rows += [cell("referrals", "quarter", MONTHS[2], 29), cell("referrals", "quarter", MONTHS[5], 54)]
    found, passed = mended(store_of(rows).observations, hidden=[0, 3])
    assert passed
    assert sum(len(one.hidden) for one in found.rounds) == 2


def test_the_share_that_a_count_is_behind_is_hidden_before_its_whole():
    """98.8% of 245: the rest is three children."""
    rows = [cell("cp_plans_subsequent_percent", "year", MARCH, 98.8), cell("cp_plans_started", "year", MARCH, 245)]
    found, passed = mended(store_of(rows).observations, hidden=[])
    assert passed
    assert found.observations["value"].isna().tolist() == [True, False]


def test_later_rounds_look_only_at_what_was_hidden_since(monkeypatch):
    looked = []
    desk = audit._Desk.audit
    monkeypatch.setattr(
        audit._Desk, "audit", lambda self, rows: looked.append(set(rows["measure"])) or desk(self, rows)
    )
    held = quarter_of(3, 12, 14)
    other = store_of(
        [cell("cla_started", "month", day, value) for day, value in zip(MONTHS[:2], (20, 30), strict=True)]
    )
    found, _ = mended(pd.concat([held, other.observations], ignore_index=True), hidden=[0])
    assert len(found.rounds) == 1
    first, second = looked[:2], looked[2:-2]  # the last two are the test's own audit
    assert sorted(map(sorted, first)) == [["cla_started"], ["referrals"]]
    assert second == [{"referrals"}]


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()


def figure(released, place):
    row = released.iloc[place]
    start, end = (f"{row[column]:%Y-%m-%d}" for column in ("period_start", "period_end"))
    return Figure(place, row["measure"], start, end, row["source"])


def chosen_of(rows, *behind, of=0, hideable=None):
    """Which of the rows behind a count are hidden for its sake. of: the row whose days the count is of."""
    released = store_of(rows).observations
    days = figure(released, of)
    exposures = [
        Exposure("referrals", days.start, days.end, False, 1, 2, tuple(figure(released, place) for place in places))
        for places in behind
    ]
    free = np.ones(len(rows), dtype=bool) if hideable is None else np.array(hideable)
    return [found.place for found in cheapest(exposures, released, free)]


def test_a_ratio_of_the_same_days_goes_first_then_a_ratio_then_a_count_of_the_same_days_then_the_shorter_period():
    count, ratio = "referrals", "re_referrals_percent"
    rows = [
        cell(count, "year", MARCH, 90),
        cell(count, "month", MARCH, 9),
        cell(ratio, "month", MARCH, 20.0),
        cell(ratio, "year", MARCH, 20.0),
    ]
    assert chosen_of(rows, [0, 1, 2, 3]) == [3]
    assert chosen_of(rows, [0, 1, 2]) == [2]
    assert chosen_of(rows, [0, 1]) == [0]
    assert chosen_of(rows, [0, 1], of=1) == [1]
    assert chosen_of(rows, [0, 1], of=2) == [1]


def test_one_figure_serves_several_counts_and_neither_a_nought_nor_what_is_not_ours_is_chosen():
    rows = [cell("referrals", "month", day, value) for day, value in zip(MONTHS[:3], (9, 0, 12), strict=True)]
    assert chosen_of(rows, [0, 2], [0], [0, 1]) == [0]
    assert chosen_of(rows, [1], [1, 2]) == [2]
    assert chosen_of(rows, [0, 2], hideable=[False, True, True]) == [2]
    assert chosen_of(rows, [0], hideable=[False, True, True]) == []
