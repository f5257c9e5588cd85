"""The future of an authority that is gone."""

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from analysis.catalogue.area import areas
from analysis.catalogue.period import Month
from analysis.questions.ended_authority import enter_ended, gone, years_left
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader
from own_months_store import rows_of, store_of

CUMBRIA = "E10000006"  # closed on 31 March 2023: Cumberland and Westmorland and Furness came after
TORBAY = "E06000027"
CLOSED = areas()[CUMBRIA].closed
AFTER = [area.code for area in areas().successors(CUMBRIA)]


def yearly(last, number=3):
    return pd.Series({dt.date(last - back, 3, 31): 100.0 for back in reversed(range(number))})


def test_no_year_is_forecast_in_which_the_authority_is_gone():
    assert dt.date(2023, 3, 31) == CLOSED
    assert years_left(CUMBRIA, yearly(2020), 5) == 3  # 2021, 2022 and 2023, whose last day it still saw
    assert years_left(CUMBRIA, yearly(2023), 3) == 0


def test_one_that_goes_on_or_has_no_figures_keeps_all_years():
    assert years_left(TORBAY, yearly(2020), 3) == 3
    assert years_left(CUMBRIA, pd.Series(dtype=float), 3) == 3


def figures(*after):
    rows = [rows_of("cla_at_period_end", [600, 650], "year", last=Month(2022, 3), area=CUMBRIA)]
    rows += [rows_of("cla_at_period_end", [value], "year", last=Month(2024, 3), area=code) for code, value in after]
    for row in (row for some in rows for row in some):
        row |= {"basis": "snapshot", "period_start": row["period_end"]}
    return SeriesReader.from_store(store_of(*rows), CUMBRIA, dt.date(2022, 5, 31))


def said(*after):
    ledger, reader = Ledger("next"), figures(*after)
    return enter_ended(ledger, reader, "cla_at_period_end", reader.values("cla_at_period_end")), ledger.evidence


def test_its_last_figure_is_said_with_what_those_after_it_have_together():
    finding, evidence = said((AFTER[0], 300), (AFTER[1], 310))
    assert finding.kind == "outlook_ended"
    assert set(finding.about) == {"now", "date", "together", "together_date"}
    assert (evidence["next.now"].value, evidence["next.date"].value) == (650, "March 2022")
    assert (evidence["next.together"].value, evidence["next.together_date"].value) == (610, "March 2024")
    assert finding.facts["measure"] == "cla_at_period_end"
    assert finding.facts["of_year"] is False


def test_where_one_that_came_after_has_no_figure_they_are_not_added_up():
    finding, evidence = said((AFTER[0], 300))
    assert set(finding.about) == {"now", "date"}
    assert "next.together" not in evidence


def test_the_error_names_the_day_and_whom_to_ask_about():
    error = gone(areas()[CUMBRIA])
    assert error.what == "Cumbria ended on 31 March 2023, so that nothing is forecast for it."
    assert error.hint == "Ask about Cumberland; Westmorland and Furness."
    with pytest.raises(type(error)):
        raise error


def test_figures_of_after_the_month_are_seen_of_those_that_came_after_and_their_formula_is_told():
    _, evidence = said((AFTER[0], 300), (AFTER[1], 310))
    assert evidence["next.together"].formula == "the authorities that came after, added up"
    assert evidence["next.together"].sources == ("scorecard/cla_at_period_end.csv#row 2",)


def test_nothing_published_after_the_day_that_is_known_is_added_up():
    reader = figures((AFTER[0], 300), (AFTER[1], 310))
    known = SeriesReader.from_store(
        dataclasses.replace(reader.shelf.store, known_at=dt.date(2023, 12, 31)), CUMBRIA, dt.date(2022, 5, 31)
    )
    ledger = Ledger("next")
    finding = enter_ended(ledger, known, "cla_at_period_end", reader.values("cla_at_period_end"))
    assert "together" not in finding.about
