"""A change from a figure that was itself out of the ordinary says so, and one from an ordinary figure does not."""

import datetime as dt

import pytest

from analysis.catalogue.period import Month
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.spike import spike_of_month, spike_of_year
from analysis.questions.why.window import Window
from own_months_store import KIRKLEES, rows_of
from own_months_store import store_of as months_store
from pathway_store import TORBAY, row, store_of

USUAL = [400, 412, 391, 405, 398, 410, 402, 395, 407, 399, 411, 396]


def of_month(odd):
    values = [*USUAL, odd, *USUAL]
    figures = SeriesReader.from_store(months_store(rows_of("referrals", values)), KIRKLEES, dt.date(2030, 1, 1))
    months = figures.values("referrals", "month")
    day = months.index[len(USUAL)]
    ledger = Ledger("referrals")
    return spike_of_month(ledger, figures, "referrals", months, Window(day, Month.of(day).plus(12).last_day))


@pytest.mark.parametrize(("odd", "told"), [(653, True), (404, False), (180, True)])
def test_a_month_is_told_as_out_of_the_ordinary_where_it_lies_outside_the_months_either_side(odd, told):
    assert (of_month(odd) is not None) == told


@pytest.mark.parametrize(
    ("counts", "moved"), [((260, 653, 367), "risen"), ((653, 260, 500), "fallen"), ((640, 653, 367), None)]
)
def test_a_year_is_told_as_out_of_the_ordinary_where_the_change_undoes_what_it_had_just_done(counts, moved):
    rows = [row(TORBAY, "referrals", dt.date(2015 + place, 3, 31), float(n)) for place, n in enumerate(counts)]
    figures = SeriesReader.from_store(store_of(rows), TORBAY, dt.date(2030, 1, 1))
    found = spike_of_year(Ledger("x"), figures, "referrals", Window(dt.date(2016, 3, 31), dt.date(2017, 3, 31)))
    assert (None if found is None else found.facts["moved"]) == moved
