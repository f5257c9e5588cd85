import datetime as dt

import pytest

from analysis.questions.evidence_log import Ledger
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
