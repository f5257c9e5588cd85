"""The card of a council that keeps several files."""

import datetime as dt

import pandas as pd
import pytest

from analysis.catalogue.observation import FRAMES, empty, shape
from analysis.catalogue.period import Month
from analysis.language.phrases import texts
from analysis.questions.report_card import answer_report_card
from analysis.questions.report_card.paper import paper_of
from analysis.store import Store
from own_months_store import KIRKLEES, LAST, rows_of


def file_of(folder, measures, last=LAST):
    """One row a measure, six months each, as a file of months across has them."""
    observations, entries = [], []
    for place, measure in enumerate(measures, start=5):
        rows = rows_of(measure, range(100, 106), last=last)
        for column, row in enumerate(rows):
            row["source"] = f"{folder}/{folder}.xlsx#Card!{'DEFGHI'[column]}{place}"
        observations += rows
        entries.append(
            {
                "area": KIRKLEES,
                "measure": measure,
                "ref": f"R{place}",
                "label": measure,
                "table": "Front door",
                "position": place,
                "source": f"{folder}/{folder}.xlsx#Card!A{place}",
            }
        )
    return observations, entries


def store_with(*files):
    observations = shape("observations", [row for rows, _ in files for row in rows])
    entries = shape("entries", [row for _, rows in files for row in rows])
    return Store({kind: empty(kind) for kind in FRAMES} | {"observations": observations, "entries": entries})


def test_files_of_one_month_make_one_card_each_under_its_own_heading():
    store = store_with(file_of("scorecard", ["contacts", "referrals"]), file_of("early-help", ["s47_enquiries"]))
    paper = paper_of(store, KIRKLEES, LAST.last_day)
    assert {row.measure for row in paper.rows} == {"contacts", "referrals", "s47_enquiries"}
    assert len({row.table for row in paper.rows}) == 2
    assert paper.repeated == ()
    answer = answer_report_card(store, KIRKLEES, LAST)
    assert len(answer.tables["measures"]) == 3
    assert "joins these files" in texts(answer)["caveats"]


def test_a_measure_that_two_files_have_is_shown_from_the_newer_and_the_other_row_is_named():
    before = LAST.plus(-1)
    store = store_with(file_of("september", ["contacts"]), file_of("august", ["contacts", "referrals"], before))
    paper = paper_of(store, KIRKLEES, LAST.last_day)
    shown = {row.measure: row.folder for row in paper.rows}
    assert shown == {"contacts": "september", "referrals": "august"}
    assert [(each.folder, each.rows) for each in paper.repeated] == [("august", 1)]
    assert "1 of august" in texts(answer_report_card(store, KIRKLEES, LAST))["caveats"]


def test_a_file_of_more_than_a_quarter_ago_is_not_part_of_the_card():
    store = store_with(file_of("now", ["contacts"]), file_of("old", ["referrals"], Month(2025, 3)))
    assert [row.measure for row in paper_of(store, KIRKLEES, LAST.last_day).rows] == ["contacts"]


@pytest.mark.parametrize("day", [dt.date(2026, 6, 30), dt.date(2020, 1, 31)])
def test_no_card_where_no_file_speaks_of_the_month(day):
    assert paper_of(store_with(file_of("now", ["contacts"])), KIRKLEES, day) is None


def test_an_empty_store_has_no_card():
    nothing = Store({kind: empty(kind) for kind in FRAMES})
    assert paper_of(nothing, KIRKLEES, LAST.last_day) is None
    assert isinstance(nothing.frames["entries"], pd.DataFrame)
