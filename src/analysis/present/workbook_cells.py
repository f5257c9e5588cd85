"""Printed cells as a spreadsheet can reckon with them: numbers with their format, one number to a cell.

Source: Analysis Function, *Releasing statistics in spreadsheets*: numbers are numbers, and a cell holds one of them.
"""

import datetime as dt
import re
from calendar import month_name
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
_MONTH = re.compile(r"(?P<year>\d{4})-(?P<number>0[1-9]|1[0-2])")
_MONTH_IN_WORDS = re.compile(rf"(?P<name>{'|'.join(month_name[1:])}) (?P<year>\d{{4}})")
MONTH_FORM = "mmm yyyy"
UNIT_WORDS: Mapping[str, str] = {  # in a column of its own, where the numbers of a column differ in unit
    "%": "per cent",
    " points": "percentage points",
    " days": "days",
    " weeks": "weeks",
    " cases a worker": "cases a worker",
    "": "as the row says",
}

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
    """Return a table with every number a number: a range is two columns, a figure with its date two.

    A number that is shown rounded is rounded, with all of it in a column beside; numbers of several units have a column
    that says which.
    """
    found: list[tuple[str, tuple[WorkbookCell, ...]]] = []
    for place, header in enumerate(data.columns):
        printed = [row[place] for row in data.rows]
        for name, part in _taken_apart(header, printed):
            found += _columns(name, part)
    return Columns(tuple(name for name, _ in found), tuple(cells for _, cells in found))


def _columns(name: str, printed: Sequence[Any]) -> list[tuple[str, tuple[WorkbookCell, ...]]]:
    words = name in WORDS_ALONE
    units = [None if words else _unit_of(text) for text in printed]
    if len({unit for unit in units if unit is not None}) > 1:
        plain = tuple(
            _cell(text, None, words=words) if unit is None else _without_unit(text)
            for text, unit in zip(printed, units, strict=True)
        )
        told = tuple(WorkbookCell(None if unit is None else UNIT_WORDS[unit]) for unit in units)
        return [(name, plain), (f"{name}: unit", told)]
    decimals = _decimals(printed)
    form = None if decimals is None else f"#,##0{'.' + '0' * decimals if decimals else ''}"
    shown = tuple(_cell(_rounded(value, decimals), form, words=words) for value in printed)
    if words or decimals is None or all(_rounded(value, decimals) == value for value in printed):
        return [(name, shown)]
    return [(name, shown), (f"{name}: unrounded", tuple(_unrounded(value) for value in printed))]


def _unit_of(text: object) -> str | None:
    """Return what stands behind a printed number (`%`, ` days`, nothing); None of what is no number."""
    if isinstance(text, int | float) and not isinstance(text, bool):
        return ""
    match = _PRINTED.fullmatch(text.strip()) if isinstance(text, str) else None
    return match["unit"] if match and (not match["unit"] or match["unit"] in UNITS) else None


def _without_unit(text: object) -> WorkbookCell:
    """Return a number as it is printed, 39 of `39%`."""
    if isinstance(text, int | float):
        return WorkbookCell(text)
    cell = _printed(str(text))
    form = cell.form or ""
    for shown in UNITS.values():
        form = form.replace(shown, "")
    percent = isinstance(cell.value, float) and str(text).strip().endswith("%")
    return WorkbookCell(round(float(str(cell.value)) * 100, 10) if percent else cell.value, form)


def _rounded(value: object, decimals: int | None) -> object:
    return round(value, decimals) if isinstance(value, float) and decimals is not None else value


def _unrounded(value: object) -> WorkbookCell:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return WorkbookCell(value if number else None)  # type: ignore[arg-type] # a number


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
    if words:
        return WorkbookCell(text)
    if _DAY.fullmatch(text):
        return WorkbookCell(dt.datetime.fromisoformat(text), "d mmm yyyy")
    return _month(text) or _printed(text)


def _month(text: str) -> WorkbookCell | None:
    """Return `2021-05` or `May 2021` as a date that sorts, the first of the month, shown as the month."""
    numbered, named = _MONTH.fullmatch(text), _MONTH_IN_WORDS.fullmatch(text)
    if numbered:
        return WorkbookCell(dt.datetime(int(numbered["year"]), int(numbered["number"]), 1), MONTH_FORM)  # noqa: DTZ001
    if named:
        number = list(month_name).index(named["name"])
        return WorkbookCell(dt.datetime(int(named["year"]), number, 1), MONTH_FORM)  # noqa: DTZ001 - a date alone
    return None


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


def _decimals(printed: Sequence[Any]) -> int | None:
    """Return how many decimals a column's plain numbers are shown with: as many as the longest needs, two at most."""
    numbers = [value for value in printed if isinstance(value, int | float) and not isinstance(value, bool)]
    if not numbers:
        return None
    longest = max(len(f"{value:.10g}".partition(".")[2]) for value in numbers)
    if longest > MOST_DECIMALS:  # computed and never printed
        longest = 1 if max(map(abs, numbers)) >= WHOLE_FROM else MOST_DECIMALS
    return longest
