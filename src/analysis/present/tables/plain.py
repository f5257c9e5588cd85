"""Tables that need no code of their own: the frame of an answer as it stands, under a heading of the phrase book."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import cast

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.language.numbers import in_cell, number
from analysis.language.phrasebook import phrase, phrasebook
from analysis.language.vocabulary import capitalised
from analysis.present.tables.printed_table import PrintedTable
from analysis.questions.answer import Answer, EvidenceUnit

HEADINGS = "plain_table"  # the part of the phrase book with the headings, by name of table
UNIT, MISSING = "unit", "missing"  # columns that say how the numbers of their row are printed, and why there are none
MEASURE = "measure"


def plain_tables() -> frozenset[str]:
    """Return the names of the tables that have a heading in the phrase book."""
    found = phrasebook().get(HEADINGS)
    return frozenset(found) if isinstance(found, Mapping) else frozenset()


def plain_table(name: str, answer: Answer) -> PrintedTable:
    """Return a frame as a table: `period_end` is headed "Period end", a measure is named, a day is written out.

    Numbers are printed in the unit of their row where the frame has a column `unit`, as counts where it has none; one
    that is absent says why where the frame has a column `missing`. Neither column is shown.
    """
    frame = answer.tables[name]
    numbers = list(frame.select_dtypes("number"))
    shown = [column for column in frame if column not in (UNIT, MISSING)]
    units = list(frame[UNIT]) if UNIT in frame else ["count"] * len(frame)
    gone = list(frame[MISSING]) if MISSING in frame else [None] * len(frame)
    columns = {
        _heading(column): _numbers(frame[column], units, gone) if column in numbers else _words(column, frame[column])
        for column in shown
    }
    heading = phrase(HEADINGS, name, area=answer.area_name)
    return PrintedTable(
        heading, pd.DataFrame(columns), tuple(_heading(column) for column in shown if column in numbers)
    )


def _heading(column: str) -> str:
    return capitalised(column.replace("_", " "))


def _numbers(values: pd.Series, units: Sequence[str], gone: Sequence[object]) -> list[str]:
    return [
        in_cell(why) if pd.isna(value) else number(float(value), cast("EvidenceUnit", unit))
        for value, unit, why in zip(values, units, gone, strict=True)
    ]


def _words(column: str, values: pd.Series) -> list[str]:
    if column == MEASURE:
        return [measures()[measure].label for measure in values]
    return [f"{value.day} {value:%B %Y}" if isinstance(value, dt.date) else str(value) for value in values]
