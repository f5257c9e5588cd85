"""The data pack: every table and the data of every figure of the papers, and every number, as one workbook.

Laid out after the Analysis Function's guidance *Releasing statistics in spreadsheets*: a cover, a list of contents, one
marked table to a sheet from cell A1 down, no merged cells, nothing said by colour alone.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from analysis.execution.spec import PackSpec
from analysis.language.units import UNITS
from analysis.papers.data_pack_cells import Columns, columns_of
from analysis.papers.data_pack_labels import in_words
from analysis.papers.notebook_evidence import Data, NotebookEvidence
from analysis.papers.paper_source import embeds

NAME = "data-pack.xlsx"
LONGEST_NAME = 31  # of a sheet, in Excel
UNIT_WORDS: Mapping[str, str] = {str(unit): words for unit, words in UNITS.items()}
WIDEST = 60  # characters
SHOWN_NUMBER = 11  # characters of a number or a date in its format
COLUMNS = ("Sheet", "Column", "In the code")
NUMBERS = ("Number", "Value", "Unit", "Printed as", "Period end", "How it was made", "Cells it came from")
NOTES = (
    (
        "Tables have the figures of the papers, each number in a cell of its own; the data of figures has one row for "
        "each point or bar."
    ),
    "A cell that says not available, suppressed or the like has no number to show. An empty cell is not nought.",
    "The sheet Columns says what the workbench's code calls the columns of figures.",
    "The sheet Numbers has every number of the pack, how it was made, and the cells it came from.",
)


SMALL_COUNTS = (
    (
        "A small count of children stands here only where the council or the Department has published it. All others "
        "are hidden. The documentation on disclosure says how, and what is not promised."
    ),
    "For the council's own staff only: unpublished small counts of children are shown.",
)


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """One table to write. about: its message; name: what the sheet is called."""

    name: str
    about: str
    data: Data


@dataclass(frozen=True, slots=True)
class Looks:
    """Formats of a workbook's cells. numbers: by number format, made as they are needed."""

    book: Workbook
    heading: Format
    words: Format
    numbers: dict[str, Format] = field(default_factory=dict)

    def number(self, form: str) -> Format:
        """Return the format that shows numbers so."""
        if form not in self.numbers:
            self.numbers[form] = self.book.add_format({"num_format": form, "valign": "top"})
        return self.numbers[form]


def write_data_pack(build: Path, plan: PackSpec, evidence: Sequence[NotebookEvidence], vintage: str) -> Path:
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
        _write_cover(book, heading, [title, f"Figures used: {vintage}.", *NOTES, SMALL_COUNTS[plan.audience == "team"]])
        _write_contents(book, heading, sheets)
        looks = Looks(book, heading, book.add_format({"text_wrap": True, "valign": "top"}))
        for sheet in sheets:
            _write_table(book.add_worksheet(sheet.name), sheet, looks)
    return path


def _sheets(build: Path, plan: PackSpec, evidence: Sequence[NotebookEvidence]) -> Iterator[WorkbookSheet]:
    """What the papers show, in their order, each once; then every number."""
    asked = [embed.label for paper in plan.papers for embed in embeds(build / paper.name)]
    captions = {label: caption.cap for file in evidence for label, caption in file.captions.items()}
    data = {label: found for file in evidence for label, found in file.data.items()}
    columns: list[tuple[str, ...]] = []
    for label in dict.fromkeys(asked):
        if label not in data:
            continue
        name = label[:LONGEST_NAME]
        if not label.startswith("fig-"):
            yield WorkbookSheet(name, captions[label], data[label])
            continue
        worded = in_words(label, data[label])
        columns += [(name, header, code) for header, code in zip(worded.data.columns, worded.names, strict=True)]
        yield WorkbookSheet(name, captions[label], worded.data)
    if columns:
        yield WorkbookSheet("Columns", "What the code calls the columns of figures", Data(COLUMNS, tuple(columns)))
    yield WorkbookSheet("Numbers", "Every number of the pack, and where it came from", _numbers(evidence))


def _numbers(evidence: Iterable[NotebookEvidence]) -> Data:
    entries = {entry["name"]: entry for file in evidence for entry in file.numbers}
    return Data(
        NUMBERS,
        tuple(
            (
                name,
                entry.get("value"),
                UNIT_WORDS.get(str(entry.get("unit")), entry.get("unit")),
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


def _write_contents(book: Workbook, heading: Format, sheets: Sequence[WorkbookSheet]) -> None:
    page = book.add_worksheet("Contents")
    page.write_string(0, 0, "Contents", heading)
    page.set_column(0, 0, LONGEST_NAME)
    page.set_column(1, 1, 110)
    rows = [[sheet.name, sheet.about] for sheet in sheets]
    columns = [{"header": "WorkbookSheet"}, {"header": "What it shows"}]
    page.add_table(1, 0, len(rows) + 1, 1, {"name": "contents", "columns": columns, "data": rows, "autofilter": False})
    for row, sheet in enumerate(sheets, start=2):
        page.write_url(row, 0, f"internal:'{sheet.name}'!A1", string=sheet.name)


def _write_table(page: Worksheet, sheet: WorkbookSheet, looks: Looks) -> None:
    page.write_string(0, 0, sheet.about, looks.heading)
    table = columns_of(sheet.data)
    columns = [{"header": header} for header in headers(table.headers)]
    options: Mapping[str, Any] = {
        "name": re.sub(r"\W", "_", sheet.name),
        "columns": columns,
        "autofilter": False,
        "style": "Table Style Light 1",
    }
    page.add_table(1, 0, 1 + max(len(sheet.data.rows), 1), len(columns) - 1, dict(options))
    _write_cells(page, table, looks)
    page.freeze_panes(2, 1)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # refs such as 2.10 are words


def _write_cells(page: Worksheet, table: Columns, looks: Looks) -> None:
    for column, (header, cells) in enumerate(zip(table.headers, table.cells, strict=True)):
        for row, cell in enumerate(cells, start=2):
            if isinstance(cell.value, dt.datetime):
                page.write_datetime(row, column, cell.value, looks.number(cell.form or "d mmm yyyy"))
            elif isinstance(cell.value, str):
                page.write_string(row, column, cell.value, looks.words)
            elif cell.value is not None:
                page.write_number(row, column, cell.value, looks.number(cell.form or "General"))
        longest = max([len(header), *(_width(cell.value) for cell in cells)])
        page.set_column(column, column, min(longest + 2, WIDEST))


def _width(value: object) -> int:
    return len(value) if isinstance(value, str) else SHOWN_NUMBER


def headers(columns: Sequence[str]) -> list[str]:
    """Return column headers as a table needs them: none empty, none twice."""
    found: list[str] = []
    for place, column in enumerate(columns, start=1):
        name = column.strip() or f"Column {place}"
        found.append(name if name not in found else f"{name} ({place})")
    return found
