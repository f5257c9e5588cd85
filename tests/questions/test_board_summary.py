import datetime as dt
import random

import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.period import Month
from analysis.language.blocks import blocks
from analysis.questions.board_summary import answer_board_summary
from analysis.questions.board_summary.drivers import drivers_of
from analysis.questions.board_summary.profile import demand_profile
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.opening import OPENINGS
from analysis.questions.why.question import why
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
    assert "This could be chance" in line
    assert "More children need a plan" not in line


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
    with pytest.raises(NoFiguresError, match="No yearly figure of referrals"):
        answer_board_summary(published_store(), TORBAY, Month(1999, 1))


def test_the_board_is_told_which_flow_moved_where_the_number_could_be_chance():
    told = blocks(answer_board_summary(published_store(), TORBAY, MONTH))["findings"]
    line = next(line for line in told.splitlines() if "looked after" in line)
    assert "This could be chance. But the fall in children who came into care, from 135 to 73, is more than" in line
    assert "Do not act on this change alone" not in line


def test_the_board_is_asked_to_note_a_flow_that_moved_by_more_than_chance():
    asks = blocks(answer_board_summary(published_store(), TORBAY, MONTH))["asks"]
    assert "the number of children who came into care" in asks


def test_the_page_and_why_never_part_in_their_opening():
    """Sixty authority-years drawn at random from all that the reference figures hold."""
    held = sorted({str(entry["area"]) for entry in published_rows()} & {area.code for area in areas().authorities()})
    drawn = random.Random(14).sample(  # noqa: S311 - a draw, no secret
        [(code, year) for code in held for year in range(2014, 2026)], 60
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
    assert judged > 100
