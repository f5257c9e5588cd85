"""Tables of a trend: the signals, and the levels the series has had."""

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import in_words
from analysis.language.vocabulary import capitalised, noun, rate_name
from analysis.present.tables.printed_table import PrintedTable, cells
from analysis.questions.answer import Answer

KINDS = {
    "outside": "Beyond the limits",
    "trend": "Seven in a row that rise or fall",
    "two_in_three": "Two of three near a limit",
    "shift": "Seven in a row on one side of the average",
}


def signals(answer: Answer) -> PrintedTable:
    """The newest points that are signals."""
    frame = answer.tables["signals"]
    unit = measures()[str(answer.measure)].unit
    columns = {
        "Period": _months(frame["period_end"]),
        "Figure": cells(frame["value"], unit),
        "Average": cells(frame["mean"], unit),
        "Lower limit": cells(frame["lower"], unit),
        "Upper limit": cells(frame["upper"], unit),
        "Signal": [
            f"{KINDS[kind]} ({'high' if way > 0 else 'low'})"
            for kind, way in zip(frame["signal"], frame["direction"], strict=True)
        ],
    }
    words = {"what": _what(answer), "area": answer.area_name, "count": in_words(len(frame))}
    return PrintedTable(
        phrase("table_heading", "signal one" if len(frame) == 1 else "signals", **words),
        pd.DataFrame(columns),
        ("Figure", "Average", "Lower limit", "Upper limit"),
        phrase("table_note", "signals"),
    )


def levels(answer: Answer) -> PrintedTable:
    """The levels the series has had."""
    frame = answer.tables["levels"]
    unit, monthly = measures()[str(answer.measure)].unit, bool(frame["monthly"].iloc[0])
    columns = {
        "From": _months(frame["first"]),
        "To": _months(frame["last"]),
        "Months" if monthly else "Years": cells(frame["periods"]),
        "Level, a month" if monthly else "Level": cells(frame["level"], unit),
    }
    words = {"what": _what(answer), "area": answer.area_name, "count": in_words(len(frame))}
    words["date"] = Month.of(frame["first"].iloc[0]).words
    return PrintedTable(
        phrase("table_heading", "levels one" if len(frame) == 1 else "levels", **words),
        pd.DataFrame(columns),
        tuple(columns)[2:],
        phrase("table_note", "levels"),
    )


def _what(answer: Answer) -> str:
    """Return what is measured as it begins a sentence."""
    measure = str(answer.measure)
    return capitalised(noun(measure).many if measures()[measure].is_counted else rate_name(measure))


def _months(days: pd.Series) -> list[str]:
    return [Month.of(day).words for day in days]
