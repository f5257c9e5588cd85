"""A frame under a heading of the phrase book: what its cells, its headers and its gaps say."""

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from analysis.language import phrasebook
from analysis.language.numbers import HIDDEN
from analysis.present.tables import plain as tables
from analysis.present.tables.plain import plain_table, plain_tables
from phrase_cases import saying
from printed_record import held_as_printed


@pytest.fixture
def headed(monkeypatch):
    book = {"plain_table": {"steps": "The steps in {area}"}}
    monkeypatch.setattr(phrasebook, "phrasebook", lambda: book)
    monkeypatch.setattr(tables, "phrasebook", lambda: book)


def answer_of(frame):
    return dataclasses.replace(saying({}, {}).answer, tables={"steps": pd.DataFrame(frame)})


@pytest.mark.usefixtures("headed")
def test_numbers_are_printed_in_the_unit_of_their_row_and_what_is_missing_says_why():
    found = plain_table(
        "steps",
        answer_of(
            {
                "measure": ["referral_rate", "referrals", "referrals"],
                "period_end": [dt.date(2021, 3, 31)] * 3,
                "value": [882.46, 1234.0, None],
                "unit": ["per_10000", "count", "count"],
                "missing": [None, None, "suppressed"],
            }
        ),
    )
    assert found.heading == "The steps in Torbay"
    assert list(found.frame) == ["Measure", "Period end", "Value"]
    assert found.numbers == ("Value",)
    assert list(found.frame["Value"]) == ["882.5", "1,234", HIDDEN]
    assert list(found.frame["Period end"]) == ["31 March 2021"] * 3
    assert list(found.frame["Measure"])[1:] == ["Referrals", "Referrals"]


@pytest.mark.usefixtures("headed")
def test_without_units_numbers_are_counts_and_words_stay_words():
    found = plain_table("steps", answer_of({"authority": ["Torbay", "Leeds"], "children": [1200, 0]}))
    assert found.frame.to_dict("list") == {"Authority": ["Torbay", "Leeds"], "Children": ["1,200", "0"]}


@pytest.mark.usefixtures("headed")
def test_the_tables_are_those_that_the_phrase_book_heads():
    assert plain_tables() == {"steps"}


def test_where_the_book_heads_none_there_is_none(monkeypatch):
    monkeypatch.setattr(tables, "phrasebook", dict)
    assert plain_tables() == frozenset()


def test_what_whole_answers_print_is_as_it_was_read():
    held_as_printed()
