"""Who was there, who came and who left: what does not add up is shown, and a stock nobody published is worked out."""

import datetime as dt
import math

import pytest

from analysis.catalogue.pathway import pathway_of
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.stock_flow import balance_table, implied_start, year_to, years_of
from analysis.questions.why.window import Window
from pathway_store import TORBAY, row, store_of
from whole_answers import held_to_its_record

STOCK = pathway_of("cp_rate").stock
FIGURES = {
    2020: (None, 318.0, 275.0, 192.0),
    2021: (None, 307.0, 272.0, 226.0),
    2022: (None, 189.0, None, 152.0),
}


@pytest.fixture(scope="module")
def figures():
    rows = []
    for year, (_, started, ended, at_end) in FIGURES.items():
        day = dt.date(year, 3, 31)
        for measure, value in ((STOCK.started, started), (STOCK.ended, ended), (STOCK.at_end, at_end)):
            if value is not None:
                rows.append(row(TORBAY, measure, day, value))
    return SeriesReader.from_store(store_of(rows), TORBAY, dt.date(2025, 1, 1))


def test_what_does_not_add_up_is_what_the_flows_leave(figures):
    year = year_to(figures, STOCK, dt.date(2021, 3, 31))
    assert (year.net, year.residual) == (34, 34 - (307 - 272))
    assert year.implied_ended == 192 + 307 - 226
    assert year.end == dt.date(2021, 3, 31)
    assert [figure.number for figure in year.figures] == [192, 307, 272, 226]


def test_a_figure_that_lacks_leaves_no_residual_but_implies_how_many_ended(figures):
    year = year_to(figures, STOCK, dt.date(2022, 3, 31))
    assert math.isnan(year.residual)
    assert year.implied_ended == 226 + 189 - 152


def test_a_stock_that_nobody_published_is_worked_out_from_the_year_after_it(figures):
    found = implied_start(figures, STOCK, dt.date(2019, 3, 31))
    assert found.value == 192 - 318 + 275
    assert "implied" in found.formula
    assert len(found.sources) == 3


def test_a_published_stock_is_never_replaced_and_none_is_made_of_gaps(figures):
    assert implied_start(figures, STOCK, dt.date(2020, 3, 31)) is None
    assert implied_start(figures, STOCK, dt.date(2018, 3, 31)) is None


def test_the_years_of_a_window_come_first_to_last(figures):
    years = years_of(figures, STOCK, Window(dt.date(2020, 3, 31), dt.date(2022, 3, 31)))
    assert [year.end.year for year in years] == [2021, 2022]
    table = balance_table(years)
    assert table["at_start"].to_list() == [192, 226]
    assert table["at_end"].to_list() == [226, 152]
    assert table["implied_ended"].to_list() == [273, 263]


def test_the_answers_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("why")
