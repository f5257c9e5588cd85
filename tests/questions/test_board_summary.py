import datetime as dt

import pytest

from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.period import Month
from analysis.language.blocks import blocks
from analysis.questions.board_summary import answer_board_summary
from analysis.questions.board_summary.drivers import drivers_of
from analysis.questions.board_summary.profile import demand_profile
from analysis.questions.series_reader import SeriesReader
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
