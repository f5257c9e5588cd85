import datetime as dt
import math
from dataclasses import replace

import pytest

from analysis.questions.evidence_log import Ledger, decimals_beside
from analysis.questions.series_reader import Figure
from whole_answers import held_to_its_record

DAY = dt.date(2017, 3, 31)


def plans(value, missing=None, source="a.csv#1"):
    return Figure("cp_plans_started", DAY, value, "count", missing, (source,))


def test_a_number_is_kept_with_where_it_came_from():
    ledger = Ledger("cp")
    ledger.computed("change", 29.0, "count", "after - before", [plans(268.0), plans(297.0, source="a.csv#2")])
    entry = ledger.evidence["cp.change"]
    assert entry.sources == ("a.csv#1", "a.csv#2")
    assert entry.period_end == DAY
    assert entry.kind == "computed"


def test_what_rests_on_a_missing_figure_is_missing_for_the_same_reason():
    ledger = Ledger("cp")
    hidden = plans(None, "suppressed")
    ledger.observed("before", hidden)
    ledger.computed("change", float("nan"), "count", "after - before", [hidden])
    assert ledger.evidence["cp.before"].missing == "suppressed"
    assert ledger.evidence["cp.change"].missing == "suppressed"
    assert not ledger.has("change")


def test_what_stood_before_and_after_is_named_of_what_was_entered():
    ledger = Ledger("cp")
    ledger.observed("rate_before", plans(1.0))
    ledger.observed("month_after", plans(2.0))
    ledger.observed("change", plans(1.0))
    assert ledger.before_and_after() == {"rate_before": "cp.rate_before", "month_after": "cp.month_after"}


def test_one_name_cannot_stand_for_two_numbers():
    ledger = Ledger("cp")
    ledger.observed("before", plans(1.0))
    with pytest.raises(ValueError, match="entered twice"):
        ledger.observed("before", plans(2.0))


def test_a_sentence_is_offered_only_what_was_entered():
    ledger = Ledger("cp")
    ledger.observed("before", plans(1.0))
    assert ledger.about(one="before", other="after") == {"one": "cp.before"}


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


def share(value):
    return Figure("re_referrals_percent", DAY, value, "percent", None if value is not None else "blank", ("a.csv#3",))


@pytest.mark.parametrize(("value", "decimals"), [(20.25, 1), (0.5, 1), (20.0, None), (21.0, None), (None, None)])
def test_a_percentage_that_was_printed_with_a_decimal_keeps_one(value, decimals):
    ledger = Ledger("x")
    ledger.observed("share", share(value))
    assert ledger.evidence["x.share"].decimals == decimals


def test_a_count_has_the_decimals_of_its_unit_and_what_is_asked_for_comes_first():
    ledger = Ledger("x")
    ledger.observed("count", plans(20.5))
    ledger.observed("whole", share(20.25), decimals=0)
    assert [entry.decimals for entry in ledger.evidence.values()] == [None, 0]


def test_words_are_of_no_child_and_numbers_of_children_are():
    ledger = Ledger("x")
    ledger.stated("date", "March 2017", DAY)
    ledger.observed("plans", plans(20.0))
    ledger.computed("months", 3.0, "count", "counted")
    ledger.computed("change", 3.0, "count", "a sum", [plans(20.0)])
    held = {name.removeprefix("x."): entry for name, entry in ledger.evidence.items()}
    assert {name: entry.of_children for name, entry in held.items()} == {
        "date": False,
        "plans": True,
        "months": False,
        "change": True,
    }
    assert (held["date"].value, held["date"].unit, held["date"].period_end) == ("March 2017", "text", DAY)
    assert all(entry.published for entry in held.values())


def test_what_is_computed_from_an_unpublished_figure_is_unpublished():
    ledger = Ledger("x")
    ledger.computed("sum", 3.0, "count", "a sum", [plans(1.0), replace(plans(2.0), published=False)])
    assert not ledger.evidence["x.sum"].published


def test_a_number_is_given_back_and_what_is_none_is_not_a_number():
    ledger = Ledger("x")
    ledger.observed("plans", plans(20.0))
    ledger.observed("hidden", plans(None, "suppressed"))
    ledger.stated("date", "March 2017")
    assert ledger.value("plans") == 20
    assert math.isnan(ledger.value("hidden"))
    assert math.isnan(ledger.value("date"))
    assert (ledger.has("plans"), ledger.has("hidden"), ledger.has("nothing")) == (True, False, False)


def test_a_rate_is_computed_and_a_figure_observed():
    ledger = Ledger("x")
    ledger.observed("rate", replace(plans(20.0), formula="a / b"))
    ledger.observed("plans", plans(20.0))
    assert [entry.kind for entry in ledger.evidence.values()] == ["computed", "observed"]


def test_percentages_beside_each_other_have_the_same_decimals():
    assert decimals_beside([12.0, 9.7], "percent") == 1
    assert decimals_beside([12.0, None, math.nan, 9.7], "percent") == 1
    assert decimals_beside([12.0, 10.0, None], "percent") is None
    assert decimals_beside([12.04, 9.96], "percent") is None, "whole as printed"
    assert decimals_beside([12.0, 9.7], "per_10000") is None
