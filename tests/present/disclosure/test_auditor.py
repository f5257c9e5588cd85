"""The auditor finds what a reader could work out, by a way of its own, and passes what the protector releases."""

import ast

import numpy as np
import pytest

from analysis.present.disclosure import Rule, protect
from analysis.present.disclosure.auditor import audit_release
from disclosure_attacks import ATTACKS, MARCH, MONTHS, cell, published, random_figures, text_of_a_cell
from pathway_store import store_of

RULE = Rule(rule="suppress", low=1, high=5)


def audited(rows, *, hidden=(), protected=False, seen=()):
    store = store_of([dict(row) for row in rows])
    held = store.observations
    released = protect(store, RULE, ["our-returns"]).observations if protected else held.copy()
    for place in hidden:
        released.loc[place, ["value", "numerator", "denominator"]] = np.nan
    ours = held["source"].str.startswith("our-returns").to_numpy()
    known = np.isin(np.arange(len(held)), list(seen))
    return audit_release(held, released, ours, seen=known)


@pytest.mark.parametrize(
    "attack", [each for each in ATTACKS if each is not text_of_a_cell], ids=lambda each: each.__name__
)
def test_every_attack_is_found_in_an_unprotected_table_and_in_no_protected_one(attack):
    table = attack(np.random.default_rng(1))
    assert not audited(table.rows).passed
    assert audited(table.rows, protected=True).passed


@pytest.mark.parametrize("seed", range(4))
def test_random_figures_that_fit_each_other_pass_once_they_are_protected(seed):
    rows = random_figures(np.random.default_rng(seed))
    assert not audited(rows).passed
    assert audited(rows, protected=True).passed


def test_a_count_hidden_alone_in_a_quarter_is_found():
    rows = [cell("referrals", "month", *pair) for pair in zip(MONTHS[:3], (3, 12, 14), strict=True)]
    rows.append(cell("referrals", "quarter", MONTHS[2], 29))
    (found,) = audited(rows, hidden=[0]).exposures
    assert (found.told, found.low, found.high) == (True, pytest.approx(3), pytest.approx(3))
    assert str(found).startswith(
        "referrals, 2020-04-01 to 2020-04-30: follows from referrals, 2020-05-01 to 2020-05-31"
    )
    assert [figure.place for figure in found.figures] == [1, 2, 3]
    assert audited(rows, hidden=[0, 1]).passed


def test_three_values_are_too_few_and_four_are_enough():
    rows = [cell("referrals", "month", *pair) for pair in zip(MONTHS[:3], (2, 2, 14), strict=True)]
    rows.append(cell("referrals", "quarter", MONTHS[2], 18))
    assert not audited(rows, hidden=[0, 1]).passed  # 1 to 3
    rows[1]["value"], rows[3]["value"] = 3.0, 19.0
    (found,) = audited(rows, hidden=[0, 1]).exposures
    assert str(found).startswith(
        "referrals, 2020-04-01 to 2020-05-31, which no cell gives: follows from"
    )  # each may be 1 to 4, but the two together are five children


def test_whole_percents_of_a_visible_whole_leave_whole_children_only():
    """Of 84, four parts in whole percents are one child each way: 25, 21, 20 and 15, and so the fifth is 3."""
    names = ("3_months_or_less", "3_to_6_months", "6_to_12_months", "1_to_2_years", "2_years_or_more")
    counts = (25, 21, 20, 15, 3)
    rows = [
        cell(f"cp_plans_ended_{name}_percent", "year", MARCH, float(round(count / 84 * 100)))
        for name, count in zip(names, counts, strict=True)
    ]
    rows.append(cell("cp_plans_ended", "year", MARCH, 84))
    found = [each for each in audited(rows, hidden=[4]).exposures if "2_years_or_more" in str(each)]
    assert found
    assert all((each.told, each.low, each.high) == (False, pytest.approx(3), pytest.approx(3)) for each in found)
    assert audited(rows, protected=True).passed


def test_what_others_published_is_not_held_against_a_release():
    rows = [
        published(cell("cp_plans_started", "year", MARCH, 40)),
        published(cell("cp_plans_subsequent", "year", MARCH, 37)),
    ]
    rows.append(cell("s47_enquiries", "year", MARCH, 90))
    assert audited(rows).passed


def test_what_was_released_before_counts_as_visible_and_is_not_released_again():
    rows = [cell("referrals", "month", *pair) for pair in zip(MONTHS[:3], (3, 12, 14), strict=True)]
    rows.append(cell("referrals", "quarter", MONTHS[2], 29))
    assert audited(rows, hidden=[0, 1]).passed
    assert not audited(rows, hidden=[0, 1], seen=[1]).passed
    assert audited(rows, hidden=[0, 1, 3], seen=[1]).passed
    already = audited(rows, hidden=[0], seen=[1, 2, 3])
    assert already.passed
    assert already.known_already == 1


def test_figures_that_contradict_each_other_do_not_stop_the_auditor():
    rows = [cell("referrals", "month", *pair) for pair in zip(MONTHS[:3], (3, 12, 14), strict=True)]
    rows.append(cell("referrals", "quarter", MONTHS[2], 20))
    assert audited(rows, hidden=[0, 1]).checked > 0


def test_what_contradicts_a_visible_cell_is_not_taken_for_a_count():
    """April and May have 13 and 11 children, each counted once; together 17: May is 11, and not 4."""
    rows = [cell("cla_missing", "month", *pair) for pair in zip(MONTHS[:2], (13, 11), strict=True)]
    rows.append(cell("cla_missing", "year_to_date", MONTHS[1], 17))
    assert audited(rows).passed


def test_the_auditor_shares_no_code_with_what_chose_the_hidden_cells(root):
    room = root / "src" / "analysis" / "present" / "disclosure"
    for path in (room / "auditor").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and "disclosure" in str(node.module):
                assert str(node.module).startswith("analysis.present.disclosure.auditor"), path.name
    for path in room.glob("*.py"):
        if path.name not in {"certification.py", "mending.py", "opening.py"}:  # they ask it, or keep what it found
            assert "disclosure.auditor" not in path.read_text(encoding="utf-8"), path.name


def test_a_store_of_others_needs_no_audit():
    assert audited([published(cell("referrals", "year", MARCH, 3))]).checked == 0
