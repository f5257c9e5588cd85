"""Sheets as grids of cells: what each cell shows, and what a person would not see (hidden, formula without a value)."""

import datetime as dt
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import python_calamine

from analysis.catalogue.errors import SourceError
from analysis.catalogue.issue import Issue
from analysis.sources.csv_file import SIGNATURES, decode, split_lines
from analysis.sources.damaged_workbooks import panics_as_errors
from analysis.sources.limits import DAMAGED, check_extent
from analysis.sources.scorecard.unseen import Unseen, unseen_of
from analysis.sources.table import column_letters
from analysis.sources.understood_blocks import registers_beside_figures
from analysis.sources.workbook import ENDINGS, shown

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_HAS_FORMULA = re.compile(rb"<f[ >/]")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # the stream in which Excel locks a workbook away
SAVE_AS_VALUES = "Open it in Excel, let it calculate, save it, and add it again; or paste the figures as values."


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell as a person sees it. text: without losing digits, percentages with %. day: of a cell that is a date.

    formula: it has a formula and no value was saved with it.
    """

    text: str
    day: dt.date | None = None
    formula: bool = False


EMPTY = GridCell("")


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet, or of a text file. sheet: none for a text file. merged: (row, first and last column).

    hidden: of the sheet. hidden_rows, hidden_columns: those of its rows and columns that are. formats_seen:
    percentages carry their sign. Rows and columns count from 0.
    """

    file: str
    sheet: str | None
    rows: Sequence[Sequence[GridCell]] = field(repr=False)
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int], ...] = field(default=(), repr=False)
    formats_seen: bool = True

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(row) for row in self.rows), default=0)

    def cell(self, row: int, column: int) -> GridCell:
        """Return a cell; beyond the last of its row, an empty one."""
        return self.rows[row][column] if column < len(self.rows[row]) else EMPTY

    def text(self, row: int, column: int) -> str:
        """Return what a cell shows, on one line."""
        return " ".join(self.cell(row, column).text.split())

    def locate(self, row: int, column: int) -> str:
        """Return `file.xlsx#Sheet1!C14`, or `file.csv#row 14, column C`."""
        letters = column_letters(column)
        if self.sheet is None:
            return f"{self.file}#row {row + 1}, column {letters}"
        return f"{self.file}#{self.sheet}!{letters}{row + 1}"

    def is_blank(self, row: int) -> bool:
        """Whether a row shows nothing."""
        return not any(cell.text.strip() or cell.formula for cell in self.rows[row])


def read_grids(path: Path, name: str) -> tuple[list[Grid], list[Issue]]:
    """Read every sheet of a workbook, or a text file, by what it is and not by its ending. name: for locators.

    Raises SourceError where it is none of them, cannot be opened, is empty, or is protected with a password.
    """
    content = path.read_bytes()
    if not content.strip():
        raise SourceError("The file is empty.", where=name, hint="Ask for the file again.")
    if content.startswith(ZIP):
        grids = _grids_of_package(content, name)
    elif content.startswith(OLD_OFFICE):
        grids = _grids_without_formats(content, name)
    elif path.suffix.lower() in ENDINGS and b"\x00" in content:
        raise _not_opened(name)
    else:
        return _grids_of_text(content, name)
    if all(grid.is_blank(row) for grid in grids for row in range(len(grid.rows))):
        raise SourceError("The workbook has no cells.", where=name, hint="Ask for the file again.")
    return [without_registers(grid) for grid in grids], list(_formulas_without_values(grids))


def without_registers(grid: Grid) -> Grid:
    """Return a grid without its lists of other things than figures: no word of them is read as a row, or said."""
    blocks = registers_beside_figures([[cell.text for cell in row] for row in grid.rows])
    if not blocks:
        return grid
    rows = [list(row) for row in grid.rows]
    for block in blocks:
        for row in rows[block.above : block.last + 1]:
            row[block.left : block.left + block.width] = [EMPTY] * len(row[block.left : block.left + block.width])
    return replace(grid, rows=rows)


def _grids_of_text(content: bytes, name: str) -> tuple[list[Grid], list[Issue]]:
    for signature, (kind, remedy) in SIGNATURES.items():
        if content.startswith(signature):
            raise SourceError(f"This is {kind}, not a table.", where=name, hint=remedy)
    text, issues = decode(content, name)
    if text.lstrip().startswith("<"):
        hint = "Open it in Excel and save it as xlsx."
        raise SourceError("This is a web page or XML under the ending of a table.", where=name, hint=hint)
    rows = [[GridCell(cell) for cell in cells] for cells in split_lines(text)]
    return [without_registers(Grid(name, None, rows, formats_seen=False))], issues


def _grids_of_package(content: bytes, name: str) -> list[Grid]:
    """Read a workbook that is a zip: of Excel with its formats, of others without."""
    names = _members(content, name)
    if "xl/workbook.xml" not in names:
        if not {"xl/workbook.bin", "content.xml"} & set(names):
            hint = "Unpack it and add the tables that are in it."
            raise SourceError("This is a zip file, not a table.", where=name, hint=hint)
        return _grids_without_formats(content, name)
    import openpyxl  # noqa: PLC0415 loads with the first workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of charts and validations it does not keep; we only read
            book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
            plain = _with_formulas(content, names)
    except Exception:  # noqa: BLE001 what openpyxl raises for a damaged part is of many kinds, and may quote cells
        raise _not_opened(name) from None
    return [_grid_of_sheet(tab, plain[tab.title] if plain else None, name) for tab in book.worksheets]


def _members(content: bytes, name: str) -> list[str]:
    try:
        return zipfile.ZipFile(io.BytesIO(content)).namelist()
    except zipfile.BadZipFile:
        raise _not_opened(name) from None


def _with_formulas(content: bytes, names: Sequence[str]) -> "Workbook | None":
    """Open the workbook once more for its formulas, where it has any."""
    import openpyxl  # noqa: PLC0415 the same

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [name for name in names if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        if not any(_HAS_FORMULA.search(package.read(name)) for name in sheets):
            return None
    return openpyxl.load_workbook(io.BytesIO(content), keep_links=False)


def _grid_of_sheet(tab: "Worksheet", formulas: "Worksheet | None", name: str) -> Grid:
    check_extent(tab.max_row, min(tab.max_column, 2000), name)
    rows = [[_grid_cell(cell, formulas) for cell in row] for row in tab.iter_rows()]
    last = max((at for at, row in enumerate(rows) if any(cell.text or cell.formula for cell in row)), default=-1)
    merged = [(area.min_row - 1, area.min_col - 1, area.max_col - 1) for area in tab.merged_cells.ranges]
    return Grid(
        name,
        tab.title,
        rows[: last + 1],
        hidden=tab.sheet_state != "visible",
        hidden_rows=frozenset(line.index - 1 for line in tab.row_dimensions.values() if line.hidden and line.index),
        hidden_columns=frozenset(_hidden_columns(tab)),
        merged=tuple(merged),
    )


def _hidden_columns(tab: "Worksheet") -> Iterator[int]:
    """Yield the columns that nobody sees; neighbours that are hidden together are saved as one."""
    for line in tab.column_dimensions.values():
        if line.hidden:
            yield from range(line.min - 1, min(line.max, tab.max_column))


def _grid_cell(cell: "Cell", formulas: "Worksheet | None") -> GridCell:
    value = cell.value
    if value is None:
        lacks = formulas is not None and formulas.cell(cell.row, cell.column).data_type == "f"
        return GridCell("", formula=True) if lacks else EMPTY
    return GridCell(shown(value, str(cell.number_format or "General")), _day(value))


def _day(value: object) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else None


def _grids_without_formats(content: bytes, name: str) -> list[Grid]:
    """Read xls, xlsb and ods, of which number formats are not seen: a percentage shows as 0.81."""
    if ENCRYPTED in content:
        hint = "Take the password off (File, Info, Protect Workbook in Excel), save it, and add it again."
        raise SourceError("The workbook is protected with a password.", where=name, hint=hint)
    try:
        with panics_as_errors():
            return _all_grids(_opened(content), unseen_of(content), name)
    except (python_calamine.CalamineError, *DAMAGED):
        raise _not_opened(name) from None


def _all_grids(book: python_calamine.CalamineWorkbook, unseen: Mapping[str, Unseen], name: str) -> list[Grid]:
    kept = [sheet for sheet in book.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet]
    return [_plain_grid(book, sheet, unseen.get(sheet.name, Unseen()), name) for sheet in kept]


def _opened(content: bytes) -> python_calamine.CalamineWorkbook:
    """Open a workbook; an OpenDocument sheet with line breaks between its cells once more without them."""
    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except python_calamine.CalamineError:
        try:
            closed = _without_breaks(content) if content.startswith(ZIP) else None
        except DAMAGED:
            closed = None
        if closed is None:
            raise
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(closed))


def _without_breaks(content: bytes) -> bytes | None:
    """Return an OpenDocument package whose cells follow each other directly; None where it is no such package."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        if "content.xml" not in package.namelist():
            return None
        for name in package.namelist():
            part = package.read(name)
            new.writestr(name, re.sub(rb">\s+<", b"><", part) if name == "content.xml" else part)
    return held.getvalue()


def _plain_grid(
    book: python_calamine.CalamineWorkbook, about: python_calamine.SheetMetadata, unseen: Unseen, name: str
) -> Grid:
    sheet = book.get_sheet_by_name(about.name)
    check_extent(sheet.total_height, sheet.total_width, name)
    rows = [
        [
            GridCell(shown(None if value == "" else value) or unseen.errors.get((at, column), ""), _day(value))
            for column, value in enumerate(row)
        ]
        for at, row in enumerate(sheet.to_python(skip_empty_area=False))
    ]
    merged = tuple((start[0], start[1], end[1]) for start, end in sheet.merged_cell_ranges or ())
    hidden = about.visible != python_calamine.SheetVisibleEnum.Visible
    return Grid(
        name,
        about.name,
        rows,
        hidden=hidden,
        hidden_rows=unseen.hidden_rows,
        hidden_columns=unseen.hidden_columns,
        merged=merged,
        formats_seen=False,
    )


def _formulas_without_values(grids: Sequence[Grid]) -> Iterator[Issue]:
    for grid in grids:
        places = [(at, column) for at, row in enumerate(grid.rows) for column, cell in enumerate(row) if cell.formula]
        if places:
            first = grid.locate(*places[0])
            message = (
                f"{len(places)} cells of sheet {grid.sheet} have a formula and no saved value, the first at "
                f"{first.partition('#')[2]}; they are not blank, and they are not read. {SAVE_AS_VALUES}"
            )
            yield Issue("formula_without_value", "warning", message, evidence={"cells": len(places)}, source=first)


def _not_opened(name: str) -> SourceError:
    found = "The workbook cannot be opened: it is damaged, or not what its ending says."
    return SourceError(found, where=name, hint="Open it in Excel, save it again as xlsx, and add it again.")
