import datetime as dt
import random

import numpy as np
import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.neighbour import neighbours
from analysis.catalogue.period import Month
from analysis.language.blocks import blocks
from analysis.language.phrases import texts
from analysis.present.answer_view import Shown
from analysis.questions.board_summary import answer_board_summary
from analysis.questions.board_summary.drivers import drivers_of
from analysis.questions.board_summary.profile import demand_profile
from analysis.questions.series_reader import SeriesReader
from analysis.questions.trend import answer_trend
from analysis.questions.why.opening import OPENINGS
from analysis.questions.why.question import why
from own_months_store import KIRKLEES, LAST, rows_of
from own_months_store import store_of as own_store
from pathway_store import TORBAY, published_rows, published_store, store_of

MONTH = Month(2021, 5)


def reader(month=MONTH, store=None):
    return SeriesReader.from_store(store or published_store(), TORBAY, month.last_day)


def test_each_driver_stands_beside_the_same_day_a_year_earlier():
    found = {driver.measure: driver for driver in drivers_of(reader(), MONTH)}
    assert found["cp_rate"].now.period_end == dt.date(2021, 3, 31)
    assert found["cp_rate"].before.period_end == dt.date(2020, 3, 31)
    assert round(found["cp_rate"].change, 1) == 14.0


def test_a_change_within_chance_is_told_as_that_and_carries_no_meaning():
    told = blocks(answer_board_summary(published_store(), TORBAY, MONTH))["findings"]
    line = next(line for line in told.splitlines() if "child protection" in line)
    assert "which could be chance" in line
    assert "More children have a plan" not in line


def test_a_change_beyond_chance_is_told_first():
    lines = blocks(answer_board_summary(published_store(), TORBAY, MONTH))["findings"].splitlines()
    doubts = ["more than chance" in line for line in lines]
    assert doubts == sorted(doubts, reverse=True)


def test_no_driver_is_judged_from_a_figure_that_is_not_there():
    rows = [row for row in published_rows() if str(row["period_end"]) != "2020-03-31"]
    found = drivers_of(reader(store=store_of(rows)), MONTH)
    assert {driver.case for driver in found if driver.before.missing} == {"no figure before"}


def test_the_profile_sets_every_area_on_the_day_of_the_area_itself():
    frame = demand_profile(reader(), MONTH)
    assert (frame.groupby("measure")["period_end"].nunique() == 1).all()
    assert set(frame["kind"]) == {"area", "neighbour", "england"}


def test_an_area_without_figures_is_refused_in_words():
    with pytest.raises(NoFiguresError, match="There is no figure of referrals"):
        answer_board_summary(published_store(), TORBAY, Month(1999, 1))


def test_the_board_is_told_which_flow_moved_where_the_number_could_be_chance():
    told = blocks(answer_board_summary(published_store(), TORBAY, MONTH))["findings"]
    line = next(line for line in told.splitlines() if "looked after" in line)
    assert line.replace("\\", "").startswith(
        "- **The number of children who came into care fell** from 135 to 73 in the year to March 2021: more than "
        "chance, and more than is usual elsewhere."
    )
    assert "Do not act on this change alone" not in line


def test_the_board_is_asked_to_note_a_flow_that_moved_by_more_than_chance():
    asks = blocks(answer_board_summary(published_store(), TORBAY, MONTH))["asks"]
    assert "three changes that are more than chance" in asks


def test_the_page_and_why_never_part_in_their_opening():
    """Twenty-four authority-years drawn at random from all that the reference figures hold."""
    held = sorted({str(entry["area"]) for entry in published_rows()} & {area.code for area in areas().authorities()})
    drawn = random.Random(14).sample(  # noqa: S311 - a draw, no secret
        [(code, year) for code in held for year in range(2014, 2026)], 24
    )
    parted, judged = [], 0
    for code, year in drawn:
        month = Month(year, 9)
        for driver in drivers_of(SeriesReader.from_store(published_store(), code, month.last_day), month):
            if driver.case not in OPENINGS:
                continue
            between = tuple(str(Month.of(figure.period_end)) for figure in (driver.before, driver.now))
            doubt = why(published_store(), driver.measure, code, month, between=between).findings[1]
            flows = tuple((flow.flow, flow.measure, flow.opening) for flow in driver.flows)
            judged += 1
            if (doubt.facts["opening"], doubt.facts["flows"]) != (driver.case, flows):
                parted.append((code, year, driver.measure))
    assert parted == []
    assert judged > 40


def test_a_council_with_nothing_but_own_months_has_drivers_beside_the_same_month_a_year_ago():
    stock = rows_of("cp_plans_at_period_end", [460] * 12 + [480] * 8, "snapshot")
    rate = rows_of("cp_rate", [46.0] * 12 + [48.0] * 8, "snapshot", "per_10000")
    answer = answer_board_summary(own_store(stock, rate), KIRKLEES, LAST)
    row = answer.tables["board_drivers"].iloc[0]
    assert (row["measure"], row["value"], row["before"], row["by_month"]) == ("cp_rate", 48.0, 46.0, True)
    said = texts(answer)["board_driver"]
    assert "rose from 46.0 per 10,000 children in September 2024 to 48.0 in September 2025" in said
    assert "in the year to" not in said


def test_months_are_set_beside_the_newest_that_neighbours_published_with_its_date():
    rate = rows_of("social_worker_caseload", [18.0] * 14, "snapshot", "cases_per_fte")
    others = [
        rows_of("social_worker_caseload", [15.0], "snapshot", "cases_per_fte", Month(2024, 9), code)
        for code in neighbours(KIRKLEES, "2025").members[:5]
    ]
    said = texts(answer_board_summary(own_store(rate, *others), KIRKLEES, LAST))["board_driver"]
    assert "Above similar areas (15.0, published for September 2024)" in said


def test_without_a_driver_the_report_card_still_asks():
    with pytest.raises(NoFiguresError):
        answer_board_summary(own_store(rows_of("contacts", range(100, 114))), KIRKLEES, LAST)


def test_a_month_end_of_the_councils_own_is_named_beside_an_older_year():
    rate = rows_of("cp_rate", [46.0] * 5 + [49.0], "snapshot", "per_10000")
    older = rows_of("social_worker_caseload", [15.0, 16.0], "year", "cases_per_fte", Month(2024, 9))
    yearly = [{**row, "basis": "snapshot", "period_start": row["period_end"]} for row in older]
    own = rows_of("social_worker_caseload", [17.0, 17.5], "snapshot", "cases_per_fte", Month(2025, 8))
    others = rows_of("social_worker_caseload", [14.0], "snapshot", "cases_per_fte", Month(2024, 9), "E06000027")
    said = texts(answer_board_summary(own_store(rate, yearly, own, others), KIRKLEES, LAST))["board_driver"]
    assert "By the council's own figures it was 17.5 at the end of August 2025." in said


def test_a_change_within_usual_months_is_set_beside_the_level_that_its_trend_finds():
    noise = np.random.default_rng(3).normal(0, 6, 48)
    values = [round(100 + (40 if place >= 30 else 0) + noise[place]) for place in range(48)]
    values[-1], values[-13] = 138, 141  # a year apart, and both at the new level
    store = own_store(rows_of("referrals", values))
    figures = SeriesReader.from_store(store, KIRKLEES, LAST.last_day)
    (driver,) = [each for each in drivers_of(figures, LAST) if each.measure == "referrals"]
    trend = answer_trend(store, "referrals", KIRKLEES, LAST)
    assert driver.case == "within own months"
    assert Month.of(driver.level.since).words == trend.evidence["trend_referrals.since"].value == "April 2024"
    said = Shown(answer_board_summary(store, KIRKLEES, LAST)).text("board_driver")
    assert "But its months have been at a higher level since April 2024." in said
    steady = own_store(rows_of("referrals", [100, 104, 98, 103, 97, 102] * 8))
    figures = SeriesReader.from_store(steady, KIRKLEES, LAST.last_day)
    assert [each.level for each in drivers_of(figures, LAST)] == [None]
