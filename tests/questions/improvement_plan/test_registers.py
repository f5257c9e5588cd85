import datetime as dt
from types import SimpleNamespace

import pandas as pd
import pytest

from analysis.catalogue.period import Month
from analysis.questions.improvement_plan.registers import (
    Action,
    Entry,
    Registers,
    Risk,
    due_month,
    registers_before,
    registers_of,
    state_of,
    written_afterwards,
)
from pathway_store import TORBAY, published_store
from whole_answers import held_to_its_record

ENTRY = Entry("1", "Do it", "a.csv#row 2", None, {})


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("COMPLETED", "completed"),
        ("COMPLETED; ONGOING", "ongoing"),
        ("On track", "ongoing"),
        ("REVIEW", "under review"),
        ("Not yet started", "not started"),
        ("", "not given"),
        ("Green", "not given"),
        ("closed in May", "completed"),
        ("withdrawn", "stopped"),
    ],
)
def test_where_an_action_stands_is_read_from_its_own_words(words, state):
    assert state_of(words) == state


@pytest.mark.parametrize(
    ("due", "state", "overdue"),
    [
        ("Review November 2020", "ongoing", True),
        ("May 2021", "ongoing", False),
        ("June 2021", "not given", False),
        ("April 2021", "completed", False),
        ("soon", "ongoing", False),
    ],
)
def test_an_action_is_overdue_only_when_its_month_has_passed_and_it_is_open(due, state, overdue):
    assert Action(ENTRY, "", "", due, state).overdue(Month(2021, 5)) is overdue


@pytest.mark.parametrize(("score", "wrong"), [(20, False), (16, True), (None, False)])
def test_a_score_that_is_not_probability_times_impact_contradicts_itself(score, wrong):
    assert Risk(ENTRY, 4, 5, score).contradicts_itself is wrong


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("Review November 2020", "2020-11"),
        ("By end Sept 17", "2017-09"),
        ("Sept - Nov 2017", "2017-11"),
        ("01.04.2022", "2022-04"),
        ("31/03/2021 and then 30/06/2021", "2021-06"),
        ("From Jan 2017 and ongoing", None),
        ("from January 2017", None),
        ("May be later", None),
        ("Phase 2", None),
        ("", None),
    ],
)
def test_the_month_of_a_promise_is_the_last_that_it_names(text, month):
    found = due_month(text)
    assert (None if found is None else str(found)) == month


def test_a_risk_is_set_beside_the_councils_last_register_before_this_one():
    def row(day, folder, text="It fails", area="E06000027", kind="risk"):
        place = f"{folder}/risks.csv#row 2"
        told = {"ref": "1", "measure": None, "text": text, "details": '{"Risk score": "12"}', "source": place}
        return {"area": area, "kind": kind, "published_on": pd.Timestamp(day), **told}

    rows = [
        row("2021-01-12", "a"),
        row("2021-04-12", "b"),
        row("2021-05-01", "c", area="E06000026"),
        row("2021-05-02", "d", kind="commentary"),
        row("2021-07-13", "now"),
        row("2021-09-01", "later"),
    ]
    store = SimpleNamespace(frames={"remarks": pd.DataFrame(rows)})
    now = Registers("now", dt.date(2021, 7, 13), (), (), (), (), (), ())
    found = registers_before(store, "E06000027", now)
    assert (found.folder, found.risks[0].score) == ("b", 12)
    first = Registers("a", dt.date(2021, 1, 12), (), (), (), (), (), ())
    assert registers_before(store, "E06000027", first) is None


@pytest.mark.parametrize(
    ("month", "papers", "folder", "late"),
    [
        (Month(2011, 10), {"own": "2011-10-26", "card": "2012-07-18"}, "own", False),  # the month's own words first
        (Month(2011, 10), {"card": "2012-07-18"}, "card", True),
        (Month(2012, 3), {"own": "2011-10-26", "card": "2012-07-18"}, "card", True),
        (Month(2012, 6), {"own": "2012-07-01", "card": "2012-07-18"}, "card", False),
    ],
)
def test_words_of_the_months_own_paper_come_before_those_written_afterwards(monkeypatch, month, papers, folder, late):
    rows = [
        {"area": TORBAY, "kind": "commentary", "published_on": pd.Timestamp(day), "ref": "1", "measure": "cp_plans"}
        | {"text": name, "details": "{}", "source": f"{name}/commentary.csv#row 2"}
        for name, day in papers.items()
    ]
    card = SimpleNamespace(folder="card", published_on=dt.date(2012, 7, 18))
    monkeypatch.setattr("analysis.questions.report_card.paper.paper_of", lambda *_: card)
    found = registers_of(SimpleNamespace(frames={"remarks": pd.DataFrame(rows)}), TORBAY, month)
    assert [entry.text for entry in found.commentary] == [folder]
    assert written_afterwards(found, month) is late


def test_a_store_without_papers_has_no_registers():
    assert registers_of(published_store(), TORBAY, Month(2021, 5)) is None


def test_the_plans_that_it_is_part_of_are_what_their_records_say():
    held_to_its_record("improvement_plan")
