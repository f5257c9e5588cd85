"""Sheets of a workbook as the guidance wants them: a cover in words, and one marked table to a sheet from cell A1 down.

Source: Analysis Function, *Releasing statistics in spreadsheets*: no merged cells, nothing said by colour alone.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from analysis.present.workbook_cells import Columns, Data, columns_of

LONGEST_NAME = 31  # of a sheet, in Excel
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False}  # text of a source is never a formula or a link
WIDEST = 60  # characters
SHOWN_NUMBER = 11  # characters of a number or a date in its format


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

    @classmethod
    def of(cls, book: Workbook) -> "Looks":
        """Return the formats of a new workbook."""
        heading = book.add_format({"bold": True, "font_size": 14})
        return cls(book, heading, book.add_format({"text_wrap": True, "valign": "top"}))

    def number(self, form: str) -> Format:
        """Return the format that shows numbers so."""
        if form not in self.numbers:
            self.numbers[form] = self.book.add_format({"num_format": form, "valign": "top"})
        return self.numbers[form]


def write_cover(looks: Looks, name: str, lines: Sequence[str]) -> None:
    """Add a sheet of words, the first line as its title."""
    sheet = looks.book.add_worksheet(name)
    sheet.set_column(0, 0, 100)
    sheet.write_string(0, 0, lines[0], looks.heading)
    for row, line in enumerate(lines[1:], start=1):
        sheet.write_string(row, 0, line, looks.words)


def write_table(sheet: WorkbookSheet, looks: Looks, back: str | None = None) -> Worksheet:
    """Add a sheet with its message in the first cell and its table below; return it.

    back: the sheet that a link under the message leads back to.
    """
    page = looks.book.add_worksheet(sheet.name)
    page.write_string(0, 0, sheet.about, looks.heading)
    if back is not None:
        page.write_url(1, 0, f"internal:'{back}'!A1", string=f"Back to {back.lower()}")
    head = 1 if back is None else 2
    table = columns_of(sheet.data)
    columns = [{"header": header} for header in headers(table.headers)]
    options: Mapping[str, Any] = {
        "name": re.sub(r"\W", "_", sheet.name),
        "columns": columns,
        "autofilter": False,
        "style": "Table Style Light 1",
    }
    page.add_table(head, 0, head + max(len(sheet.data.rows), 1), len(columns) - 1, dict(options))
    _write_cells(page, table, looks, head + 1)
    page.freeze_panes(head + 1, 1)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # refs such as 2.10 are words
    return page


def _write_cells(page: Worksheet, table: Columns, looks: Looks, first: int) -> None:
    for column, (header, cells) in enumerate(zip(table.headers, table.cells, strict=True)):
        for row, cell in enumerate(cells, start=first):
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
