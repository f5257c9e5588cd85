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
    newest = "the newest signal" if len(frame) == 1 else f"the newest {in_words(len(frame))} signals"
    return PrintedTable(
        f"{_what(answer)[0]} in {answer.area_name}: {newest}",
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
    what, have = _what(answer)
    many = "one level" if len(frame) == 1 else f"{in_words(len(frame))} levels"
    return PrintedTable(
        f"{what} in {answer.area_name} {have} had {many} since {Month.of(frame['first'].iloc[0]).words}",
        pd.DataFrame(columns),
        tuple(columns)[2:],
        phrase("table_note", "levels"),
    )


def _what(answer: Answer) -> tuple[str, str]:
    """Return what is measured as it begins a sentence, and its verb."""
    measure = str(answer.measure)
    if measures()[measure].is_counted:
        return capitalised(noun(measure).many), "have"
    return capitalised(rate_name(measure)), "has"


def _months(days: pd.Series) -> list[str]:
    return [Month.of(day).words for day in days]
