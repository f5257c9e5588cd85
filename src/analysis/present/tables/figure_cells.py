"""Cells of figures, changes and months, as every table beside others prints them."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from analysis.catalogue.observation import Unit
from analysis.catalogue.period import Month
from analysis.catalogue.unit import places_beside_others
from analysis.language.numbers import in_cell, number, signed
from analysis.language.phrasebook import phrase

NOT_HELD = "not held"
SHORTEST_RUN = 3  # months in a row that are named by the first and the last
DOUBT = "In doubt"
IN_DOUBT: Mapping[tuple[bool, bool], str] = {
    (False, False): "",
    (True, False): "Latest",
    (False, True): "Before",
    (True, True): "Both",
}


def reasons_absent(frame: pd.DataFrame, column: str, absent: str) -> list[str]:
    """Return what stands where figures are missing, a cell a row: for the newest (`value`) its own reason."""
    if column != "value" or "missing" not in frame:
        return [absent] * len(frame)
    return [in_cell(reason) for reason in frame["missing"]]


def to_one_place(frame: pd.DataFrame, column: str) -> list[str]:
    """Return figures with as many decimals as each other, in the unit of each row: 27.0% beside 28.9%.

    frame: with `unit`, the column, and `missing` where the newest figure can be absent for a reason of its own.
    """
    return [
        reason if pd.isna(value) else number(float(value), unit, places_beside_others(unit))
        for value, unit, reason in zip(
            frame[column], frame["unit"], reasons_absent(frame, column, NOT_HELD), strict=True
        )
    ]


def change_in_words(value: float, unit: Unit) -> str:
    """Return a change with its sign, of a share in points; empty where there is none.

    >>> change_in_words(2.5, "percent"), change_in_words(152.84, "per_10000")
    ('+2.5 points', '+152.8')
    """
    if pd.isna(value):
        return ""
    text = signed(value, unit, places_beside_others(unit))
    return text.replace("%", " points") if unit == "percent" else text


def points_note(cells: Iterable[str]) -> list[str]:
    """Return the note that says what points are, where a column has them."""
    return [phrase("points_note")] if any(cell.endswith(" points") for cell in cells) else []


def months_in_words(days: pd.Series) -> list[str]:
    """Return the month of each day in words; empty where there is none."""
    return ["" if pd.isna(day) else Month.of(day).words for day in days]


def in_runs(months: Sequence[str], places: Iterable[int]) -> str:
    """Return the months at some places, three or more in a row by the first and the last: a list makes a row tall.

    >>> in_runs(["Jan 21", "Feb 21", "Mar 21", "Apr 21", "May 21"], [0, 1, 2, 4])
    'Jan 21 to Mar 21; May 21'
    """
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    told: list[str] = []
    for run in runs:
        ends = {"first": months[run[0]], "last": months[run[-1]]}
        told += (
            [phrase("card_months_in_doubt", **ends)] if len(run) >= SHORTEST_RUN else [months[place] for place in run]
        )
    return "; ".join(told)
