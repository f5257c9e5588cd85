"""Printed cells as a spreadsheet can reckon with them: numbers with their format, one number to a cell.

Source: Analysis Function, *Releasing statistics in spreadsheets*: numbers are numbers, and a cell holds one of them.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.language.numbers import MINUS

WORDS_ALONE = frozenset({"Ref", "Measure", "Where", "Printed as"})  # 2.10 is a ref, and not 2.1
MOST_DECIMALS = 2
WHOLE_FROM = 10  # a figure's number of this size is shown to a tenth, a smaller one to a hundredth
UNITS: Mapping[str, str] = {  # after a number, what Excel writes behind it
    "%": "%",
    " points": '" points"',
    " days": '" days"',
    " weeks": '" weeks"',
    " cases a worker": '" cases a worker"',
}
_NUMBER = rf"[+{MINUS}-]?£?[\d,]*\.?\d+(?:{'|'.join(map(re.escape, UNITS))})?"
_PRINTED = re.compile(rf"(?P<sign>[+{MINUS}-]?)(?P<pound>£?)(?P<size>[\d,]*\.?\d+)(?P<unit>\D*)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

Parts = tuple[str, ...]
# How one printed cell holds several things: a pattern with a group for each, and what each is called.
SEVERAL: tuple[tuple[re.Pattern[str], Callable[[str], Parts]], ...] = (
    (re.compile(rf"({_NUMBER}) to ({_NUMBER})"), lambda name: (f"{name}: from", f"{name}: to")),
    (
        re.compile(rf"({_NUMBER}),? (?:range |\()({_NUMBER}) to ({_NUMBER})\)?(?: \((\w+ \d{{4}})\))?"),
        lambda name: (name, f"{name}: from", f"{name}: to", f"{name}: date"),
    ),
    (re.compile(rf"({_NUMBER}) \(([A-Z]\w+ \d{{4}})\)"), lambda name: (name, f"{name}: date")),
    (re.compile(rf"({_NUMBER}) \(([a-z][^()]*)\)"), lambda name: (name, f"{name}: note")),
)


@dataclass(frozen=True, slots=True)
class Data:
    """What a figure was drawn from, or a table as it is printed."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class WorkbookCell:
    """What stands in a cell, and the number format it is shown in."""

    value: float | str | bool | dt.datetime | None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """A table by column: what each is called, and its cells from top to bottom."""

    headers: tuple[str, ...]
    cells: tuple[tuple[WorkbookCell, ...], ...]


def columns_of(data: Data) -> Columns:
    """Return a table with every number a number: a range is two columns, a figure with its date two."""
    found: list[tuple[str, tuple[WorkbookCell, ...]]] = []
    for place, header in enumerate(data.columns):
        printed = [row[place] for row in data.rows]
        for name, part in _taken_apart(header, printed):
            shared = _shared_form(part)
            found.append((name, tuple(_cell(text, shared, words=name in WORDS_ALONE) for text in part)))
    return Columns(tuple(name for name, _ in found), tuple(cells for _, cells in found))


def _taken_apart(header: str, printed: Sequence[Any]) -> list[tuple[str, list[Any]]]:
    """Return the parts of a column whose cells all hold the same several things, or the column as it is."""
    if header in WORDS_ALONE:
        return [(header, list(printed))]
    for pattern, names in SEVERAL:
        matches = [pattern.fullmatch(text) if isinstance(text, str) else None for text in printed]
        others = [text for text, match in zip(printed, matches, strict=True) if match is None]
        if any(matches) and not any(isinstance(text, str) and len(re.findall(_NUMBER, text)) > 1 for text in others):
            called = names(header)
            width = len(called)
            rows = [
                [*match.groups(), *[None] * width][:width] if match else [text, *[None] * (width - 1)]
                for text, match in zip(printed, matches, strict=True)
            ]
            parts = [(name, [row[place] for row in rows]) for place, name in enumerate(called)]
            return [part for part in parts if part[0] == header or any(text is not None for text in part[1])]
    return [(header, list(printed))]


def _cell(text: object, shared: str | None, *, words: bool) -> WorkbookCell:
    if isinstance(text, bool):
        return WorkbookCell("yes" if text else "no")
    if isinstance(text, int | float):
        return WorkbookCell(text, shared)
    if not isinstance(text, str) or text == "":
        return WorkbookCell(None)
    if _DAY.fullmatch(text):
        return WorkbookCell(dt.datetime.fromisoformat(text), "d mmm yyyy")
    return WorkbookCell(text) if words else _printed(text)


def _printed(text: str) -> WorkbookCell:
    """Return a printed number with its unit as a number in a format that prints it the same; else the text."""
    match = _PRINTED.fullmatch(text.strip())
    if match is None or (match["unit"] and match["unit"] not in UNITS):
        return WorkbookCell(text)
    size = float(match["size"].replace(",", ""))
    decimals = len(match["size"].partition(".")[2])
    percent = match["unit"] == "%"
    value = -size if match["sign"] in (MINUS, "-") else size
    shown = (
        f"{'£' if match['pound'] else ''}#,##0{'.' + '0' * decimals if decimals else ''}{UNITS.get(match['unit'], '')}"
    )
    form = f"+{shown};-{shown};{shown}" if match["sign"] == "+" or (match["sign"] and percent) else shown
    return WorkbookCell(round(value / 100, decimals + 2) if percent else value, form)


def _shared_form(printed: Sequence[Any]) -> str | None:
    """Return the format of a column's plain numbers: as many decimals as the longest of them needs, two at most."""
    numbers = [value for value in printed if isinstance(value, int | float) and not isinstance(value, bool)]
    if not numbers:
        return None
    longest = max(len(f"{value:.10g}".partition(".")[2]) for value in numbers)
    if longest > MOST_DECIMALS:  # computed and never printed
        longest = 1 if max(map(abs, numbers)) >= WHOLE_FROM else MOST_DECIMALS
    return f"#,##0{'.' + '0' * longest if longest else ''}"
