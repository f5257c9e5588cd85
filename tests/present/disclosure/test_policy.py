"""The rules of small counts: by collection and audience, in words, and a council's own."""

import datetime as dt

import pytest
from pydantic import ValidationError

from analysis.catalogue.council import OwnRule
from analysis.catalogue.errors import UnknownNameError
from analysis.present.disclosure.policy import Rule, Rules, no_wider, own_rules, policy


def test_a_rule_hides_its_counts_and_no_nought():
    rule = Rule(rule="suppress", low=1, high=5)
    assert [rule.hides(value) for value in (0, 1, 5, 5.4, 6)] == [False, True, True, True, False]
    assert not Rule(rule="as_held").hides(3)


def test_a_rule_from_high_to_low_is_refused():
    with pytest.raises(ValidationError, match="from low to high"):
        Rule(rule="suppress", low=6, high=5)


def test_the_board_sees_no_small_count_of_any_collection_and_the_team_does():
    assert policy().default_audience == "board"
    for measure in ("referrals", "cla_started", "contacts"):
        assert policy().rules("board").rule(measure).hides(3)
        assert not policy().rules("team").rule(measure).hides(3)


def test_an_audience_nobody_has_is_refused_with_those_there_are():
    with pytest.raises(UnknownNameError, match="team"):
        policy().rules("press")


def test_the_team_may_have_seen_what_went_to_the_board_and_not_the_other_way_round():
    assert policy().wider("team") == ("public", "board", "team")
    assert policy().wider("public") == ("public",)


def test_the_greatest_count_that_some_rule_hides_is_the_one_audited():
    rules = Rules(
        by_collection={"unpublished": Rule(rule="suppress"), "children_in_need": Rule(rule="suppress", high=9)}
    )
    assert rules.high == 9
    assert rules.rule("referrals").high == 9
    assert rules.rule("cla_started").high == 5


def test_a_councils_own_rule_is_the_same_for_all():
    told = {"decided_by": "the officer", "decided_on": dt.date(2026, 11, 1), "because": "wards are very small here"}
    assert own_rules(OwnRule(hide_to=9, **told)).rule("referrals").hides(9)
    assert not own_rules(OwnRule(show_all=True, **told)).suppresses


def test_anybody_is_shown_nothing_that_a_council_hides_from_its_board_and_nothing_more():
    told = {"decided_by": "the officer", "decided_on": "2026-11-01", "because": "small wards make children known"}
    public = policy().rules("public")
    assert no_wider(public, OwnRule(hide_to=9, **told)).rule("referrals").high == 9
    for own in (OwnRule(hide_to=2, **told), OwnRule(hide_from=2, **told), OwnRule(show_all=True, **told)):
        assert no_wider(public, own) == public
    assert not no_wider(policy().rules("team"), OwnRule(hide_to=9, **told)).suppresses
