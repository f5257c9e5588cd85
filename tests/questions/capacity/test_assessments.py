"""Assessments that referrals brought beside those completed: added up month by month, and no queue."""

import datetime as dt

import pytest

from analysis.catalogue.pathway import pathway_catalogue
from analysis.questions.capacity.assessments import assessments, enter_assessments, lacking_for_assessments
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader
from own_months_store import KIRKLEES, rows_of, store_of
from recorded_answers import as_recorded
from whole_answers import held_to_its_record

NAMED = pathway_catalogue().assessments


def reader(referrals=(100, 120, 80), share=(50.0, 50.0, 75.0), done=(45, 70, 66), on_time=(80.0, None, 90.0)):
    store = store_of(
        rows_of(NAMED.referrals, referrals),
        rows_of(NAMED.go_on_percent, share, unit="percent"),
        rows_of(NAMED.completed, done),
        rows_of(NAMED.on_time_percent, on_time, unit="percent"),
    )
    return SeriesReader.from_store(store, KIRKLEES, dt.date(2025, 12, 31))


def test_due_is_the_share_of_referrals_that_goes_on():
    found = assessments(reader())
    assert found["due"].to_list() == [50, 60, 60]
    assert found["completed"].to_list() == [45, 70, 66]
    assert found["ahead"].to_list() == [-5, 5, 11]


def test_a_month_that_lacks_one_of_the_three_is_left_out():
    found = assessments(reader(done=(45, None, 66)))
    assert found["due"].to_list() == [50, 60]
    assert found["ahead"].to_list() == [-5, 1]
    assert assessments(reader(share=(None, None, None))).empty


def test_what_is_told_are_the_sums_and_both_ends():
    figures = reader()
    ledger = Ledger("capacity")
    finding = enter_assessments(ledger, figures, assessments(figures))
    value = {role: ledger.evidence[name].value for role, name in finding.about.items()}
    assert (value["due"], value["completed"], value["months"]) == (170, 181, 3)
    assert (value["first"], value["last"]) == ("July 2025", "September 2025")
    assert (value["in_time_first"], value["in_time_last"]) == (80, 90)


@pytest.mark.parametrize("late", [0, 30])
def test_the_balance_rises_by_what_was_completed_beyond_what_came(late):
    found = assessments(reader(done=(50 + late, 60, 60)))
    assert found["ahead"].to_list() == [late] * 3


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("capacity")


def test_what_is_entered_is_what_its_record_says():
    figures, ledger = reader(), Ledger("capacity")
    finding = enter_assessments(ledger, figures, assessments(figures))
    as_recorded("part_assessments", (finding, ledger.evidence))


def test_what_lacks_is_named_or_that_no_month_has_all_three():
    said = lacking_for_assessments(reader(share=(None, None, None)))
    assert said.startswith("Whether assessments keep up with referrals cannot be followed: ")
    assert " is not held by month. " in said
    both = lacking_for_assessments(reader(share=(None,) * 3, done=(None,) * 3))
    assert " are not held by month. " in both
    apart = lacking_for_assessments(reader(share=(50.0, None, None), done=(None, 70, 66)))
    assert ": no month has all three figures. " in apart
