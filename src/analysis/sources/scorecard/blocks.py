"""Tables below each other on one sheet, each under a title of its own: a block for each theme, team or locality."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.sources.scorecard.areas import is_whole
from analysis.sources.scorecard.period_words import period_in, plain
from analysis.sources.scorecard.tables import Beside, FoundRow, FoundTable

FEWEST = 2  # tables, each with a title
_NUMBERED = re.compile(r"(?:sheet|page|table|tab|part|data|section|scorecard|dashboard) ?\d*")  # it says nothing


def under_titles(tables: Sequence[FoundTable]) -> Iterator[FoundTable]:
    """Yield the tables of a sheet, their rows under the titles of the tables where each table has its own.

    A row that several blocks have is read in the one of the whole council, and its parts are kept beside it; where none
    is of the whole, each is a part.
    """
    titles = {table.heading_above for table in tables}
    if None in titles or len(titles) < max(FEWEST, len({table.header_row for table in tables})):
        yield from tables
        return
    blocks = [table.with_rows([_under(table, row) for row in table.rows]) for table in tables]
    often = Counter(_key(row) for table in blocks for row in table.rows)
    several = {key for key, times in often.items() if times > 1}
    wholes = [table for table in blocks if is_whole(table.heading_above or "")]
    whole = wholes[0] if len(wholes) == 1 else None
    parts = {row.section: table for table in blocks for row in table.rows if table is not whole}
    for table in blocks:
        if whole is not None and table is not whole:
            held = {_key(row) for row in whole.rows}
            yield table.with_rows([row for row in table.rows if _key(row) not in held])
        elif table is whole:
            yield table.with_rows([_with_parts(row, list(parts.values())) for row in table.rows])
        else:
            yield table.with_rows([replace(row, of_part=_key(row) in several) for row in table.rows])


def under_known_sections(tables: Sequence[FoundTable]) -> Iterator[FoundTable]:
    """Yield the tables without sections that are measures elsewhere in the file: a row that is empty on one sheet.

    The rows below it stand where they stand on the other sheets.
    """
    labels = {plain(row.label) for table in tables for row in table.rows}
    known = {
        _key(row): row.section
        for table in tables
        for row in table.rows
        if row.section is None or plain(row.section) not in labels
    }
    for table in tables:
        yield table.with_rows(
            [
                replace(row, section=known.get(_key(row))) if row.section and plain(row.section) in labels else row
                for row in table.rows
            ]
        )


def under_sheets(tables: Sequence[FoundTable]) -> Sequence[FoundTable]:
    """Return the tables with their rows under the names of their sheets, where sheets are themes.

    They are where several sheets have measures of their own, none the same, and none is called by a month or an area. A
    sheet that is only called "Scorecard" or "Sheet1" heads nothing.
    """
    sheets: dict[str, set[tuple[str, str]]] = {}
    for table in tables:
        sheets.setdefault(table.grid.sheet or "", set()).update(_key(row) for row in table.rows)
    held = {sheet: keys for sheet, keys in sheets.items() if keys}
    alike = sum(map(len, held.values())) > len(set().union(*held.values()))
    if len(held) < FEWEST or alike or any(period_in(sheet) is not None or is_whole(sheet) for sheet in held):
        return tables
    themes = {sheet for sheet in held if _NUMBERED.fullmatch(plain(sheet)) is None}
    return [
        table.with_rows([replace(row, section=row.section or table.grid.sheet) for row in table.rows])
        if table.grid.sheet in themes
        else table
        for table in tables
    ]


def without_line_numbers(tables: Sequence[FoundTable]) -> Sequence[FoundTable]:
    """Return the tables without refs that only number the lines of each: 1, 2, 3, and from 1 again in the next."""
    labels: dict[str, set[str]] = {}
    for table in tables:
        for row in table.rows:
            labels.setdefault(row.ref or "", set()).add(plain(row.label))
    numbered = [ref for ref in labels if ref.isdecimal()]
    if sum(len(labels[ref]) > 1 for ref in numbered) < max(FEWEST, len(numbered) / 2):
        return tables
    return [
        table.with_rows([replace(row, ref=None) if (row.ref or "").isdecimal() else row for row in table.rows])
        for table in tables
    ]


def _under(table: FoundTable, row: FoundRow) -> FoundRow:
    return replace(row, section=row.section or table.heading_above)


def _key(row: FoundRow) -> tuple[str, str]:
    return (row.ref or "", plain(row.label))


def _with_parts(row: FoundRow, parts: Sequence[FoundTable]) -> FoundRow:
    """Return a row of the whole council with the same row of its parts beside it."""
    same = [other for table in parts for other in table.rows if _key(other) == _key(row)]
    return replace(row, beside=(*row.beside, *(one for other in same for one in _as_parts(other))))


def _as_parts(row: FoundRow) -> Iterator[Beside]:
    for cell in row.cells:
        if cell.text.strip():
            yield Beside("breakdown", cell.period, cell.text, cell.row, cell.column, f"{row.label}, {row.section}")
