"""The auditor's desk: which figures it lays beside each other, and what it reads of each."""

import time

import numpy as np
import pytest

from analysis.present.disclosure import Rule, protect
from analysis.present.disclosure.auditor import audit, wholes
from analysis.present.disclosure.auditor.audit import audit_release, with_days
from analysis.present.disclosure.auditor.reader import VALUES, Look, Reader
from analysis.present.disclosure.mending import mend
from disclosure_attacks import MARCH, MARCH_BEFORE, MONTHS, cell, published, random_figures
from disclosure_layers import held_to_its_layer
from pathway_store import store_of
from protected_record import held_as_protected

NI62 = "cla_three_or_more_placements_percent"


def audited(*rows, hidden=()):
    held = store_of([dict(row) for row in rows]).observations
    released = held.copy()
    released.loc[list(hidden), ["value", "numerator", "denominator"]] = np.nan
    return audit_release(held, released, held["source"].str.startswith("our-returns").to_numpy())


def test_days_are_numbers_and_a_period_to_about_the_end_of_a_month_goes_to_its_end():
    frame = with_days(store_of([cell("referrals", "month", MONTHS[0], 30)]).observations)
    assert (frame["until"] - frame["from"]).tolist() == [30]
    assert frame["paper"].tolist() == ["our-returns"]


def test_a_share_measured_at_a_date_is_of_a_moment():
    frame = with_days(store_of([cell(NI62, "month", MARCH, 9.7), cell("referrals", "month", MARCH, 9)]).observations)
    assert frame["moment"].tolist() == [True, False]


def test_a_council_can_print_the_same_share_for_each_month_and_an_average_for_the_year():
    """Shares of children with three placements, month by month: no month less another is a number of children."""
    shares = [cell(NI62, "month", day, 9.0 + place / 10) for place, day in enumerate(MONTHS)]
    stocks = [cell("cla_at_period_end", "snapshot", day, 635) for day in MONTHS]
    assert audited(*shares, *stocks, cell(NI62, "year", MARCH, 9.4)).passed


def test_a_number_held_with_a_hidden_share_is_looked_for_although_it_is_not_shown():
    held = {"numerator": 4, "denominator": 8, "as_printed": "4/8"}
    rows = [cell("cp_reviews_on_time_percent", "month", MONTHS[0], 50.0, **held)]
    assert audited(*rows, hidden=[0]).checked > 0  # those on time, and the rest
    assert audited(*rows, hidden=[0]).passed
    assert not audited(*rows).passed


def test_every_exposure_names_our_cells_and_none_of_others():
    rows = [published(cell("referrals", "year", MARCH, 100)), cell("re_referrals", "year", MARCH, 97)]
    (found,) = audited(*rows).exposures
    assert [figure.measure for figure in found.figures] == ["re_referrals"]
    assert found.figures[0].place == 1


def test_an_older_file_is_laid_beside_what_it_fits():
    older = cell("referrals", "quarter", MONTHS[2], 29, source="our-returns/may.csv#1", published_on=MARCH_BEFORE)
    rows = [cell("referrals", "month", *pair) for pair in zip(MONTHS[:3], (3, 12, 14), strict=True)]
    found = audited(*rows, older, cell("referrals", "quarter", MONTHS[2], 36), hidden=[0])
    assert [round(each.low) for each in found.exposures] == [3]


def test_what_was_found_before_speaks_only_of_figures_that_are_as_they_were(monkeypatch):
    rows = [cell("referrals", "month", *pair) for pair in zip(MONTHS[:3], (3, 12, 14), strict=True)]
    held = store_of([*rows, cell("referrals", "quarter", MONTHS[2], 29), cell("cla_started", "year", MARCH, 4)])
    held = held.observations
    ours = np.ones(len(held), dtype=bool)
    open_ = held.assign(value=held["value"].mask(held["value"].isin([3, 4])))
    found = audit_release(held, open_, ours)
    assert not found.passed
    again = audit_release(held, open_, ours, findings=found.findings)
    assert again.exposures == found.exposures
    assert again.checked == found.checked
    hidden = open_.assign(value=open_["value"].mask(open_["value"] == 12))
    assert audit_release(held, hidden, ours, findings=found.findings).passed
    assert not audit_release(held, open_, ours, findings=audit_release(held, hidden, ours).findings).passed
    monkeypatch.setattr(audit._Desk, "audit", lambda *_: pytest.fail("audited again"))
    assert audit_release(held, open_, ours, findings=found.findings).exposures == found.exposures


def test_two_areas_with_the_same_count_are_both_named():
    rows = [cell("referrals", "month", MONTHS[0], 3), cell("referrals", "month", MONTHS[0], 3, area="E06000026")]
    assert len(audited(*rows).exposures) == 2


def random_area(seed):
    store = store_of(random_figures(np.random.default_rng(seed)))
    return store, store.observations["source"].str.startswith("our-returns").to_numpy()


def test_an_area_whose_running_totals_can_grow_without_end_is_audited_in_seconds():
    """HiGHS did not come back from one of its questions: six running totals and two shares of them."""
    store, ours = random_area(30)
    held, began = store.observations, time.process_time()
    assert not audit_release(held, held, ours).passed
    assert time.process_time() - began < 30


def test_a_count_of_which_it_was_not_settled_what_it_can_be_is_held_to_be_exposed(monkeypatch):
    store, ours = random_area(30)
    held = store.observations
    released = protect(store, Rule(rule="suppress", low=1, high=5), ["our-returns"]).observations
    released = mend(held, released, ours, most=5, seen=np.zeros(len(held), dtype=bool)).observations
    assert audit_release(held, released, ours).passed
    monkeypatch.setattr(wholes, "BRANCHES", 0)
    unsettled = audit_release(held, released, ours).exposures
    assert unsettled
    assert not any(each.sure for each in unsettled)
    assert "may follow (it was not settled) from" in str(unsettled[0])


def test_what_others_published_excuses_only_what_surely_follows_from_it(monkeypatch):
    rows = [cell("referrals", "month", MONTHS[0], 3), cell("referrals", "month", MONTHS[1], 20)]

    def unsettled(at_most):
        def look(_, sums, _floors=None, **_enough):
            nothing, ends = np.zeros(len(sums), dtype=np.int64), np.zeros(len(sums))
            return Look(ends, ends + 9, nothing, nothing + at_most)

        return look

    monkeypatch.setattr(Reader, "look", unsettled(VALUES))
    assert not audited(*rows).passed
    monkeypatch.setattr(Reader, "look", unsettled(VALUES - 1))
    found = audited(*rows)
    assert found.passed
    assert found.known_already > 0


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()


def test_what_small_tables_are_laid_out_as_is_as_it_was_read():
    held_to_its_layer("audit")
