"""Excel workbooks: what each cell shows, so that 0.731 formatted as a percentage is read as 73.1%."""

import datetime as dt
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.catalogue.errors import SourceError
from analysis.catalogue.issue import Issue
from analysis.catalogue.plural import counted
from analysis.sources.limits import check_extent
from analysis.sources.table import Table, build_table

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as ExcelCell
    from openpyxl.worksheet.worksheet import Worksheet
    from python_calamine import CalamineWorkbook

WITH_FORMATS = (".xlsx", ".xlsm")
ENDINGS = (*WITH_FORMATS, ".xls", ".xlsb", ".ods")
_QUOTED = re.compile(r'"[^"£]*"|\\[^£]')  # literal text in a number format; "£" keeps its meaning


def read_workbook(path: Path, name: str, header_row: int = 1, sheet: str | None = None) -> Table:
    """Read one sheet (default: the first with cells) as text. Raises SourceError where it cannot be opened or found."""
    if path.suffix.lower() in WITH_FORMATS:
        found, lines, issues = _with_formats(path, name, sheet)
    else:
        found, lines, issues = _plain(path, name, sheet)
    if not lines:
        raise SourceError("The workbook has no cells.", where=name, hint="Ask for it again, or name another sheet.")
    return build_table(name, lines, header_row=header_row, sheet=found, issues=issues)


def shown(value: object, number_format: str = "General") -> str:
    """Return a cell as a person sees it, without losing digits: percentages with %, whole numbers without .0."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number_shown(float(value), _QUOTED.sub("", number_format))
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return "" if value is None else str(value)


def _number_shown(value: float, number_format: str) -> str:
    if "%" in number_format:
        return f"{value * 100:.10g}%"
    plain = f"{value:.15g}"
    return f"£{plain}" if "£" in number_format and "e" not in plain else plain


def _with_formats(path: Path, name: str, sheet: str | None) -> tuple[str, list[tuple[int, list[str]]], list[Issue]]:
    import openpyxl  # noqa: PLC0415 - loads with the first workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of charts and validations it does not keep; we only read
            book = openpyxl.load_workbook(path, data_only=True, keep_links=False)
    except Exception:  # noqa: BLE001 what openpyxl raises for a damaged part is of many kinds, and may quote cells
        raise _not_opened(name) from None
    filled = {tab.title: _filled(tab) for tab in book.worksheets}
    full = [title for title, (rows, columns) in filled.items() if rows > 1 or columns > 1]
    chosen = _choose(name, sheet, [tab.title for tab in book.worksheets], full)
    tab = book[chosen]
    rows, columns = filled[chosen]
    used = tab.iter_rows(max_row=rows, max_col=columns) if rows else ()
    lines = [(number, [_text(cell) for cell in row]) for number, row in enumerate(used, start=1)]
    merged = sorted(str(area) for area in tab.merged_cells.ranges)
    issues = _sheets_passed_over(name, chosen, full)
    if merged:
        message = (
            f"{name}, {chosen}: {counted(len(merged), 'merged area')}, the first {merged[0]}; only a first cell counts."
        )
        issues.append(
            Issue("cells_merged", "note", message, evidence={"areas": merged[:20]}, source=f"{name}#{chosen}")
        )
    return chosen, lines, issues


def _filled(tab: "Worksheet") -> tuple[int, int]:
    """Return the last row and column with something in them: cells that are only formatted may reach to the edge."""
    places = [place for place, cell in tab._cells.items() if cell.value is not None]  # noqa: SLF001 - rows() makes all
    return max((row for row, _ in places), default=0), max((column for _, column in places), default=0)


def _text(cell: "ExcelCell") -> str:
    return shown(cell.value, str(cell.number_format or "General"))


def _plain(path: Path, name: str, sheet: str | None) -> tuple[str, list[tuple[int, list[str]]], list[Issue]]:
    import python_calamine  # noqa: PLC0415 - loads with the first workbook of an old kind

    from analysis.sources.damaged_workbooks import panics_as_errors  # noqa: PLC0415 the same

    try:
        with panics_as_errors():
            return _plain_rows(python_calamine.load_workbook(str(path)), name, sheet)
    except (python_calamine.CalamineError, OSError):
        raise _not_opened(name) from None


def _plain_rows(
    book: "CalamineWorkbook", name: str, sheet: str | None
) -> tuple[str, list[tuple[int, list[str]]], list[Issue]]:
    full = [title for title in book.sheet_names if book.get_sheet_by_name(title).total_height > 1]
    chosen = _choose(name, sheet, list(book.sheet_names), full)
    sheet_held = book.get_sheet_by_name(chosen)
    check_extent(sheet_held.total_height, sheet_held.total_width, name)
    rows = sheet_held.to_python(skip_empty_area=False)
    message = f"{name} is an old kind of workbook: number formats are not seen, so 73% may be read as 0.73."
    issues = [*_sheets_passed_over(name, chosen, full), Issue("formats_unseen", "warning", message, source=name)]
    return chosen, list(_numbered(rows)), issues


def _not_opened(name: str) -> SourceError:
    """What the library says of a workbook that it cannot read may quote cells, so it is not passed on."""
    found = "The workbook cannot be opened: it is damaged, protected with a password, or not what its ending says."
    return SourceError(found, where=name, hint="Open it in Excel and save it again as xlsx, without a password.")


def _numbered(rows: list[list[object]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, start=1):
        yield number, [shown(None if value == "" else value) for value in row]


def _choose(name: str, wanted: str | None, titles: list[str], full: list[str]) -> str:
    if wanted is not None and wanted not in titles:
        raise SourceError(f'There is no sheet "{wanted}".', where=name, hint=f"The sheets are {', '.join(titles)}.")
    if not titles:
        raise SourceError("The workbook has no sheet of cells.", where=name, hint="Ask for it again.")
    return wanted or next(iter(full), titles[0])


def _sheets_passed_over(name: str, chosen: str, full: list[str]) -> list[Issue]:
    others = [title for title in full if title != chosen]
    if not others:
        return []
    message = f"{name} has more sheets, which are not read: {', '.join(others)}."
    return [Issue("sheet_passed_over", "note", message, evidence={"sheets": others}, source=name)]
