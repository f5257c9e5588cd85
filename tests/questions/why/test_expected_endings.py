"""Endings beside those that the plans there were let expect, at the pace of the years before."""

import datetime as dt
import math

import pytest

from analysis.catalogue.pathway import pathway_catalogue
from analysis.catalogue.period import Month
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.expected_endings import changes_of_pace, expected_endings, pace_of
from analysis.questions.why.question import why
from pathway_store import TORBAY, row, store_of
from recorded_answers import as_recorded
from whole_answers import held_to_its_record, inquiry_into

PLANS = pathway_catalogue().stocks_by_measure["cp_plans_at_period_end"]
CARE = pathway_catalogue().stocks_by_measure["cla_at_period_end"]
SIGN = "cp_plans_ended_as_before"
LAST = 2020


def plans_of(ends, *, stock=200.0, starts=300.0):
    """A stock that its starts and these endings of the years to 2020 make."""
    first = dt.date(LAST - len(ends), 3, 31)
    rows = [row(TORBAY, "cp_plans_at_period_end", first, stock)]
    for back, ended in zip(reversed(range(len(ends))), ends, strict=True):
        day = dt.date(LAST - back, 3, 31)
        stock = stock + starts - ended
        rows += [
            row(TORBAY, "cp_plans_started", day, starts),
            row(TORBAY, "cp_plans_ended", day, ended),
            row(TORBAY, "cp_plans_at_period_end", day, stock),
            row(TORBAY, "population_0_17", dt.date(LAST - back - 1, 6, 30), 25_000.0),
        ]
    return store_of(rows)


def fact(ends, between=("2019-03", "2020-03")):
    table = why(plans_of(ends), "cp_rate", TORBAY, Month(2020, 6), between=between).tables["what_happened"]
    found = table[table["sign"] == SIGN]
    return None if found.empty else found.iloc[0]


def test_the_pace_is_endings_for_each_expected_with_the_noise_of_a_share():
    pace = pace_of(PLANS, 200.0, 300.0, 250.0)
    assert pace.value == pytest.approx(math.log(250 / (0.79 * 200 + 0.36 * 300)))
    assert pace.variance == pytest.approx(0.75 * (1 - 250 / 500) / 250)


@pytest.mark.parametrize(("stock", "ended"), [(PLANS, 4.0), (PLANS, 501.0), (CARE, 250.0)])
def test_nothing_is_said_of_a_handful_of_more_than_there_were_or_of_children_in_care(stock, ended):
    assert pace_of(stock, 200.0, 300.0, ended) is None


def test_a_year_is_set_beside_the_mean_of_the_two_before():
    store = plans_of((300.0, 300.0, 240.0))
    found = changes_of_pace(SeriesReader.from_store(store, TORBAY, dt.date(2020, 6, 30)), PLANS)
    assert list(found) == [dt.date(2020, 3, 31)]
    one, slow = (pace_of(PLANS, 200.0, 300.0, ended) for ended in (300.0, 240.0))
    assert found[dt.date(2020, 3, 31)].value == pytest.approx(slow.value - one.value)
    assert found[dt.date(2020, 3, 31)].variance == pytest.approx(slow.variance + one.variance / 2)


def test_no_more_than_five_years_before_and_none_beyond_a_gap_are_the_yardstick():
    store = plans_of((100.0, 300.0, 300.0, 300.0, 300.0, 300.0, 240.0), stock=800.0)
    found = changes_of_pace(SeriesReader.from_store(store, TORBAY, dt.date(2020, 6, 30)), PLANS)
    assert [found[dt.date(year, 3, 31)].years for year in range(2016, 2021)] == [2, 3, 4, 5, 5]
    rows = plans_of((300.0, 4.0, 300.0, 300.0, 240.0))
    found = changes_of_pace(SeriesReader.from_store(rows, TORBAY, dt.date(2020, 6, 30)), PLANS)
    assert found[dt.date(2020, 3, 31)].years == 2


@pytest.mark.parametrize(("last", "way"), [(240.0, "down"), (360.0, "up"), (297.0, "level")])
def test_fewer_than_expected_are_told_as_a_fact_with_what_was_expected(last, way):
    told = fact((300.0, 300.0, last))
    assert (told["way"], told["after"]) == (way, last)
    assert told["before"] == pytest.approx(300)


def test_without_two_years_before_or_over_more_than_a_year_nothing_is_told():
    assert fact((300.0, 240.0)) is None
    assert fact((300.0, 300.0, 240.0), between=("2018-03", "2020-03")) is None


def test_without_others_no_change_is_called_more_than_is_usual():
    assert fact((300.0, 300.0, 240.0))["sure"] == "usual elsewhere"


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")


def test_what_it_finds_is_what_its_record_says():
    inquiry = inquiry_into("cp_rate")
    as_recorded("part_expected_endings", (expected_endings(inquiry, inquiry.pathway.stock), inquiry.ledger.evidence))
