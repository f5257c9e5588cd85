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
from whole_answers import held_to_its_record


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


def file_with(folder, rows):
    """A file of rows that are counted as given: measure, values, basis, the last period."""
    observations, entries = [], []
    for place, (measure, values, basis, last) in enumerate(rows, start=5):
        for column, row in enumerate(rows_of(measure, values, basis, last=last)):
            observations.append(row | {"source": f"{folder}/{folder}.xlsx#Card!{'DEFGHI'[column]}{place}"})
        entry = {"area": KIRKLEES, "measure": measure, "ref": "", "label": measure, "table": "", "position": place}
        entries.append(entry | {"source": f"{folder}/{folder}.xlsx#Card!A{place}"})
    return observations, entries


MARCH = Month(2025, 3)
CARD = file_with(
    "card",
    [
        ("contacts", range(100, 106), "month", LAST),
        ("referrals", range(100, 106), "month", LAST),
        ("s47_enquiries", range(100, 106), "month", LAST),
        ("cin_ended", [7], "month", LAST),
        ("cla_started", range(3), "year", MARCH),
        ("cp_plans_started", range(40, 42), "year", LAST),
        ("lado_referrals", [], "month", LAST),
    ],
)
OLDER = file_with("early-help", [("early_help_requests", range(50, 56), "month", MARCH)])
FORGOTTEN = file_with("of-2019", [("complaints", range(50, 56), "month", Month(2019, 3))])


def test_a_row_of_a_file_stands_on_the_card_or_is_named_with_the_reason():
    paper = paper_of(store_with(CARD, OLDER, FORGOTTEN), KIRKLEES, LAST.last_day)
    assert {row.label: row.why for row in paper.unshown} == {
        "cin_ended": "one period",
        "cla_started": "no newer figure",
        "cp_plans_started": "counted otherwise",
        "lado_referrals": "no figure",
        "early_help_requests": "no newer figure",
    }
    assert {row.measure for row in paper.rows}.isdisjoint(row.label for row in paper.unshown)


def test_the_card_says_which_rows_of_the_councils_files_it_does_not_show():
    said = texts(answer_report_card(store_with(CARD, OLDER), KIRKLEES, LAST))["caveats"]
    assert "Not on the card, for these rows have a single period, which has no course: cin_ended." in said
    assert "Not on the card, for these rows have no figure up to this month: lado_referrals." in said
    of_march = "Not on the card, for the newest figure of these rows is of March 2025: "
    assert (
        f"{of_march}cla_started; early_help_requests." in said or f"{of_march}early_help_requests; cla_started." in said
    )
    assert "Not on the card, for these rows are not counted by month or quarter: cp_plans_started." in said
    whole = answer_report_card(store_with(file_of("card", ["contacts"])), KIRKLEES, LAST)
    assert "Not on the card" not in texts(whole)["caveats"]


def test_single_figures_of_a_text_are_no_rows_of_a_table():
    told = file_with(
        "report", [(measure, [7], "month", LAST) for measure in ("complaints", "cin_started", "compliments")]
    )
    assert (
        paper_of(store_with(CARD, told), KIRKLEES, LAST.last_day).unshown
        == paper_of(store_with(CARD), KIRKLEES, LAST.last_day).unshown
    )


def test_the_cards_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("report_card")
