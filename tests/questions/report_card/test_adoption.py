"""Adoption: three-year averages come first, a nought of days is no figure, and few children are said to be few."""

import datetime as dt

import pytest

from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.questions.evidence_log import Ledger
from analysis.questions.report_card import answer_report_card
from analysis.questions.report_card.adoption import FEW, adoption_of
from analysis.questions.series_reader import SeriesReader
from analysis.store import open_store
from own_months_store import KIRKLEES, rows_of, store_of
from whole_answers import held_to_its_record

DAYS = "adoption_entry_to_placement_days"


def adopted(*rows):
    figures = SeriesReader.from_store(store_of(*rows), KIRKLEES, dt.date(2021, 5, 31))
    frame, findings = adoption_of(figures, (), Ledger("card"))
    return frame, [finding.facts for finding in findings]


def counted(measure, value, basis="year", end=dt.date(2021, 3, 31), unit="days"):
    return rows_of(measure, [value], basis=basis, unit=unit, last=Month.of(end))


def test_nothing_is_said_where_no_time_to_adoption_is_known():
    frame, facts = adopted(counted("children_adopted", 7.0, unit="count"))
    assert frame.empty
    assert facts == []


def test_averages_of_three_years_stand_before_those_of_one():
    frame, facts = adopted(counted(DAYS, 400.0), counted(DAYS, 420.0, basis="three_years"))
    assert list(frame["basis"]) == ["three_years", "year"]
    assert facts == [{"three_years": True}]
    assert adopted(counted(DAYS, 400.0))[1] == [{"three_years": False}]


def test_a_nought_of_days_is_a_period_without_a_child():
    frame, _ = adopted(counted(DAYS, 400.0), counted(DAYS, 0.0, end=dt.date(2021, 4, 30), basis="year_to_date"))
    assert list(frame["value"]) == [400.0]


@pytest.mark.parametrize(("year", "shown"), [(2018, True), (2017, False)])
def test_a_figure_of_more_than_three_years_ago_is_left_out(year, shown):
    frame, facts = adopted(counted(DAYS, 400.0, end=dt.date(year, 5, 31), basis="rolling_12_months"))
    assert (len(frame), bool(facts)) == (shown, shown)


@pytest.mark.parametrize(("children", "few"), [(FEW - 1.0, True), (float(FEW), False)])
def test_few_children_are_said_to_be_few(children, few):
    frame, facts = adopted(counted(DAYS, 400.0), counted("children_adopted", children, unit="count"))
    assert facts == [{"three_years": False, "few": few}]
    assert list(frame.loc[frame["measure"] == DAYS, "children"]) == [children]


def test_thresholds_of_the_2012_card_are_those_of_its_cells(root):
    """T24 of the card of July 2012: 252 days in 2011/12, targets 260 (December 2012) and 213 (July 2013)."""
    answer = answer_report_card(open_store(Workspace.find(root)), "E06000027", Month(2012, 6))
    frame = answer.tables["adoption"]
    match = frame[(frame["measure"] == "adoption_order_to_match_days") & (frame["basis"] == "year")].iloc[0]
    assert match["value"] == 252
    assert [target.value for target in match["targets"]] == [260, 213]
    assert not match["met"]
    assert match["children"] == 4
    early = frame[(frame["measure"] == DAYS) & (frame["basis"] == "year")].iloc[0]
    assert (early["value"], bool(early["met"])) == (487, True)


def test_the_cards_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("report_card")
