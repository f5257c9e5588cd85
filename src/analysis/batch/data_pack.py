"""The data pack: every table and the data of every figure of the papers, and every number, as one workbook.

Laid out after the Analysis Function's guidance *Releasing statistics in spreadsheets*: a cover, a list of contents, one
marked table to a sheet from cell A1 down, no merged cells, nothing said by colour alone.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from analysis.batch.evidence import Data, NotebookEvidence
from analysis.batch.paper_source import embeds
from analysis.batch.plan import Plan

NAME = "data-pack.xlsx"
LONGEST_NAME = 31  # of a sheet, in Excel
WIDEST = 60  # characters
NUMBERS = ("Number", "Value", "Unit", "Printed as", "Period end", "How it was made", "Cells it came from")
NOTES = (
    "Tables are as the papers print them; the data of figures has one row for each point or bar.",
    "A cell that says not available, suppressed or the like has no number to show. An empty cell is not nought.",
    (
        "Counts of 1 to 5 children, and differences of counts, stand here only where the council or the Department has "
        "published them; all others are hidden, and so is what would reveal them."
    ),
    "The sheet Numbers has every number of the pack, how it was made, and the cells it came from.",
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table to write. about: its message; name: what the sheet is called."""

    name: str
    about: str
    data: Data


@dataclass(frozen=True, slots=True)
class Looks:
    """Formats of a workbook's cells."""

    heading: Format
    words: Format
    date: Format


def write_data_pack(build: Path, plan: Plan, evidence: Sequence[NotebookEvidence], vintage: str) -> Path:
    """Write `papers/data-pack.xlsx` into a build folder and return its path.

    vintage: what the figures are, as the papers say it. The same pack makes the same file, byte for byte.
    """
    sheets = list(_sheets(build, plan, evidence))
    path = build / "papers" / NAME
    path.parent.mkdir(exist_ok=True)
    title = f"Data pack: {plan.title}"
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": title, "created": dt.datetime.combine(plan.month.last_day, dt.time.min)})
        heading = book.add_format({"bold": True, "font_size": 14})
        _write_cover(book, heading, [title, f"Figures used: {vintage}.", *NOTES])
        _write_contents(book, heading, sheets)
        looks = Looks(
            heading,
            book.add_format({"text_wrap": True, "valign": "top"}),
            book.add_format({"num_format": "d mmm yyyy"}),
        )
        for sheet in sheets:
            _write_table(book.add_worksheet(sheet.name), sheet, looks)
    return path


def _sheets(build: Path, plan: Plan, evidence: Sequence[NotebookEvidence]) -> Iterator[Sheet]:
    """What the papers show, in their order, each once; then every number."""
    asked = [embed.label for paper in plan.papers for embed in embeds(build / paper.name)]
    captions = {label: caption.cap for file in evidence for label, caption in file.captions.items()}
    data = {label: found for file in evidence for label, found in file.data.items()}
    for label in dict.fromkeys(asked):
        if label in data:
            yield Sheet(label[:LONGEST_NAME], captions[label], data[label])
    yield Sheet("Numbers", "Every number of the pack, and where it came from", _numbers(evidence))


def _numbers(evidence: Iterable[NotebookEvidence]) -> Data:
    entries = {entry["name"]: entry for file in evidence for entry in file.numbers}
    return Data(
        NUMBERS,
        tuple(
            (
                name,
                entry.get("value"),
                entry.get("unit"),
                entry.get("text"),
                entry.get("period_end"),
                entry.get("formula") or "as published",
                "; ".join(entry.get("sources") or ()),
            )
            for name, entry in entries.items()
        ),
    )


def _write_cover(book: Workbook, heading: Format, lines: Sequence[str]) -> None:
    sheet = book.add_worksheet("Cover")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, lines[0], heading)
    for row, line in enumerate(lines[1:], start=1):
        sheet.write_string(row, 0, line, wrapped)


def _write_contents(book: Workbook, heading: Format, sheets: Sequence[Sheet]) -> None:
    page = book.add_worksheet("Contents")
    page.write_string(0, 0, "Contents", heading)
    page.set_column(0, 0, LONGEST_NAME)
    page.set_column(1, 1, 110)
    rows = [[sheet.name, sheet.about] for sheet in sheets]
    columns = [{"header": "Sheet"}, {"header": "What it shows"}]
    page.add_table(1, 0, len(rows) + 1, 1, {"name": "contents", "columns": columns, "data": rows, "autofilter": False})
    for row, sheet in enumerate(sheets, start=2):
        page.write_url(row, 0, f"internal:'{sheet.name}'!A1", string=sheet.name)


def _write_table(page: Worksheet, sheet: Sheet, looks: Looks) -> None:
    page.write_string(0, 0, sheet.about, looks.heading)
    rows = sheet.data.rows
    columns = [{"header": header} for header in headers(sheet.data.columns)]
    options: Mapping[str, Any] = {
        "name": re.sub(r"\W", "_", sheet.name),
        "columns": columns,
        "autofilter": False,
        "style": "Table Style Light 1",
    }
    page.add_table(1, 0, 1 + max(len(rows), 1), len(columns) - 1, dict(options))
    for number, row in enumerate(rows, start=2):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and _DAY.fullmatch(cell):
                page.write_datetime(number, column, dt.datetime.fromisoformat(cell), looks.date)
            elif isinstance(cell, str):
                page.write_string(number, column, cell, looks.words)
            elif cell is not None:
                page.write(number, column, cell)
    for column, header in enumerate(sheet.data.columns):
        longest = max([len(header), *(len(str(row[column])) for row in rows if row[column] is not None)])
        page.set_column(column, column, min(longest + 2, WIDEST))
    page.freeze_panes(2, 1)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # refs such as 2.10 are words


def headers(columns: Sequence[str]) -> list[str]:
    """Return column headers as a table needs them: none empty, none twice."""
    found: list[str] = []
    for place, column in enumerate(columns, start=1):
        name = column.strip() or f"Column {place}"
        found.append(name if name not in found else f"{name} ({place})")
    return found
