"""What everybody knows of how measures hang together."""

import pytest

from analysis.audit.relations import relations
from analysis.present.disclosure.auditor.ties import (
    BEHIND,
    beside,
    counted_as,
    fraction_of,
    of_children,
    some_of_all,
    subsets,
    tied_to,
)
from protected_record import held_as_protected


def test_both_numbers_of_a_ratio_come_from_the_catalogue():
    assert fraction_of("re_referrals_percent", relations()) == ("re_referrals", "referrals")
    assert fraction_of("referrals", relations()) == ()


def test_the_number_behind_a_share_has_no_name_and_is_counted_as_its_whole_is():
    behind = f"{BEHIND}cp_visits_10_days_percent"
    assert fraction_of("cp_visits_10_days_percent", relations()) == (behind, "cp_plans_at_period_end")
    assert counted_as(behind, relations()) == "cp_plans_at_period_end"
    assert counted_as("referrals", relations()) == "referrals"
    assert tied_to(relations())[behind] == tied_to(relations())["cp_plans_at_period_end"]


def test_what_some_chain_of_relations_ties_has_one_name():
    tied = tied_to(relations())
    assert tied["re_referrals_percent"] == tied["referrals"] == tied["referrals_from_police"]
    assert tied["referrals"] != tied["cla_at_period_end"]
    assert "population_0_17" not in tied


def test_some_are_a_part_of_all_wherever_a_percentage_of_children_says_so():
    pairs = some_of_all()
    assert ("cla_ended", "children_adopted") in pairs
    assert not [pair for pair in pairs if any(name.endswith("_fte") for name in pair)]
    assert ("referrals", "re_referrals") in subsets(relations())


@pytest.mark.parametrize(
    ("parts", "complete", "taken"),
    [
        (("a",), False, {("a",)}),
        (("a", "b"), True, {("a",), ("b",)}),
        (("a", "b"), False, {("a",), ("b",), ("a", "b")}),
        (("a", "b", "c"), False, {("a",), ("b",), ("c",), ("a", "b"), ("a", "c"), ("b", "c"), ("a", "b", "c")}),
    ],
)
def test_a_reader_takes_away_one_part_all_of_them_and_all_but_one(parts, complete, taken):
    assert beside(parts, complete=complete) == taken


def test_what_is_hidden_and_what_follows_from_the_rest_is_as_it_was_looked_at():
    held_as_protected()


def test_a_measure_that_nobody_knows_is_taken_to_count_children():
    found = {name: of_children(name) for name in ("referrals", "never_heard_of", "case_holders_fte")}
    assert found == {"referrals": True, "never_heard_of": True, "case_holders_fte": False}
