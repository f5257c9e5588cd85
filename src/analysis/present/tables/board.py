"""Tables of the page that asks."""

import pandas as pd

from analysis.catalogue.period import Month
from analysis.catalogue.unit import places_beside_others
from analysis.language.numbers import number, signed
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import in_words, moved
from analysis.language.vocabulary import capitalised, noun, rate_name
from analysis.methods.rates import printed_difference
from analysis.present.tables.figure_cells import DOUBT, IN_DOUBT
from analysis.present.tables.printed_table import PrintedTable
from analysis.questions.answer import Answer, EvidenceUnit
from analysis.questions.why.opening import REAL

OTHERS = ("Similar areas", "England")


def _heading(frame: pd.DataFrame, real: int) -> str:
    """How many drivers changed by more than chance, as far as there is a figure to tell it by."""
    if frame["before"].isna().all():
        return phrase("table_heading", "drivers without before")
    if len(frame) == 1:
        return phrase("table_heading", "drivers one" if real else "drivers one not")
    words = {"Real": capitalised(in_words(real, "none")), "drivers": in_words(len(frame))}
    return phrase("table_heading", "drivers", **words)


def drivers(answer: Answer) -> PrintedTable:
    """The five drivers: newest, a year before, how sure, similar areas, England."""
    frame = answer.tables["board_drivers"]
    units = list(frame["unit"])
    columns = {
        "Driver": [
            capitalised(rate_name(row.measure, row.period_end).removeprefix("the ")) for row in frame.itertuples()
        ],
        "Date": [Month.of(day).words for day in frame["period_end"]],
        "Now": _or_none(frame["value"], units),
        "Year before": _or_none(frame["before"], units),
        "Change": _changes(frame["value"], frame["before"], units),
        "Is the change real?": [_how_sure(row) for row in frame.itertuples()],
        "Similar areas": _or_none(frame["neighbours"], units),
        "England": _or_none(frame["england"], units),
        **_in_doubt(answer, list(frame["measure"])),
    }
    compared = bool(frame[["neighbours", "england"]].notna().any(axis=None))
    if not compared:
        columns = {name: values for name, values in columns.items() if name not in OTHERS}
    heading = _heading(frame, int(frame["case"].isin(REAL).sum()))
    note = phrase("table_note", "drivers beside others" if compared else "drivers")
    return PrintedTable(
        heading,
        pd.DataFrame(columns),
        tuple(name for name in ("Now", "Year before", "Change", *OTHERS) if name in columns),
        f"{note} {phrase('board_in_doubt_note')}" if DOUBT in columns else note,
    )


def _in_doubt(answer: Answer, named: list[str]) -> dict[str, list[str]]:
    """Return which of the two figures of each driver the checks question, as far as they question any."""
    cells = [
        IN_DOUBT[_is_questioned(answer, measure, ""), _is_questioned(answer, measure, "_before")] for measure in named
    ]
    return {DOUBT: cells} if any(cells) else {}


def _is_questioned(answer: Answer, measure: str, end: str) -> bool:
    entries = (answer.evidence.get(f"{answer.group}.{measure}{part}{end}") for part in ("", "_count"))
    return any(entry.doubts for entry in entries if entry is not None)


def _how_sure(row: object) -> str:
    """How sure a change is, in a few words, and the flow that moved by more than chance where the number did not."""
    case, flow, change = (getattr(row, name) for name in ("case", "flow", "flow_change"))
    if pd.isna(flow) or case in REAL:
        return phrase("how_sure_short", case)
    words = {"change": moved(change, "rise", "fall"), "flow": noun(flow).many}
    return phrase("how_sure_short", "flow", number=phrase("how_sure_short", case), **words)


def _or_none(values: pd.Series, units: list[EvidenceUnit]) -> list[str]:
    return [
        "not held" if pd.isna(value) else number(value, unit, places_beside_others(unit))
        for value, unit in zip(values, units, strict=True)
    ]


def _changes(now: pd.Series, before: pd.Series, units: list[EvidenceUnit]) -> list[str]:
    """Return changes as a reader reckons them: between the two figures as they are printed."""
    found = []
    for value, earlier, unit in zip(now, before, units, strict=True):
        if pd.isna(value) or pd.isna(earlier):
            found.append("")
            continue
        places = places_beside_others(unit)
        text = signed(printed_difference(earlier, value, places), unit, places)
        found.append(text.replace("%", " percentage points") if unit == "percent" else text)
    return found
