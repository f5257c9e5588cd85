"""What figures say as sums of running totals and stocks, and what hangs together."""

import numpy as np

from analysis.audit.relations import relations
from analysis.present.disclosure.auditor.audit import with_days
from analysis.present.disclosure.auditor.facts import Facts, Small, counted_once, named_rows
from disclosure_attacks import MARCH, MONTHS, cell
from disclosure_layers import held_to_its_layer
from pathway_store import store_of
from protected_record import held_as_protected


def rows_of(*rows):
    frame = with_days(store_of([dict(row) for row in rows]).observations)
    return frame.assign(
        shown=frame["value"], public=False, floor=1.0, top=frame["numerator"], bottom=frame["denominator"]
    )


def test_a_period_is_the_difference_of_two_running_totals_and_a_stock_is_itself():
    rows = rows_of(cell("referrals", "month", MONTHS[0], 30), cell("cla_at_period_end", "snapshot", MARCH, 300))
    facts = Facts.of(rows, relations())
    month, stock = (facts.count(row) for row in named_rows(rows))
    assert sorted(month.values()) == [-1.0, 1.0]
    assert [kind for kind, _, _ in stock] == ["stock"]


def test_children_counted_once_are_no_difference_where_they_do_not_add_up():
    total = cell("cla_missing", "year_to_date", MONTHS[1], 17)
    months = [cell("cla_missing", "month", *pair) for pair in zip(MONTHS[:2], (13, 11), strict=True)]
    rows = rows_of(*months, total)
    assert set(counted_once(rows, {})) == {"cla_missing"}
    facts = Facts.of(rows, relations())
    assert [kind for row in named_rows(rows) for kind, _, _ in facts.count(row)] == ["once"] * 3
    equations = facts.equations(rows["value"], rows)
    assert len(equations.places) == 3
    fits = equations.matrix(equations.sums) @ [13, 11, 17]
    assert (fits >= np.array(equations.low) - 1e-6).all()
    assert (fits <= np.array(equations.high) + 1e-6).all()
    assert len(equations.sums) > 3


def test_children_counted_once_are_added_up_where_they_add_up():
    total = cell("cla_missing", "year_to_date", MONTHS[1], 24)
    months = [cell("cla_missing", "month", *pair) for pair in zip(MONTHS[:2], (13, 11), strict=True)]
    assert counted_once(rows_of(*months, total), {}) == {}


def test_a_part_of_a_percentage_is_taken_from_its_whole_where_both_are_counted_and_not_where_one_is_told():
    part, whole = (cell(name, "snapshot", MARCH, 40) for name in ("cp_plans_over_15_months", "cp_plans_at_period_end"))
    share = cell("cp_plans_over_15_months_percent", "snapshot", MARCH, 50)

    def rests(*rows):
        held = rows_of(*rows)
        return {form.measure for form in Facts.of(held, relations()).untold(held, Small({}, 6))}

    rest = "cp_plans_at_period_end beside cp_plans_over_15_months"
    assert rest in rests(part, whole)
    assert rest not in rests(share, whole)


def test_only_stretches_that_can_be_small_are_looked_at_and_none_of_which_nobody_says_anything():
    totals = {("total", "referrals", day): total for day, total in ((0, 0), (30, 3), (60, 20), (700, 21))}
    small = Small(totals, 6)
    assert list(small.pairs("referrals", (), [0, 30, 60, 700])) == [(0, 30)]
    assert list(small.pairs("referrals", (), [0, 45])) == []
    parts = {("total", "re_referrals", 0): 0, ("total", "re_referrals", 60): 16}
    assert list(Small(totals | parts, 6).pairs("referrals", ("re_referrals",), [0, 60])) == [(0, 60)]


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()


def test_what_small_tables_are_laid_out_as_is_as_it_was_read():
    held_to_its_layer("facts")
