"""A received table as text: one header, rows with the place they came from, and what was wrong with its shape."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from analysis.catalogue.issue import Issue
from analysis.catalogue.plural import counted


@dataclass(frozen=True, slots=True)
class Table:
    """Text cells under one header.

    file: how locators name it. rows: every column of text, indexed by the row's number in the file (the header of a
    plain file is row 1). issues: what was wrong with the shape; rows and columns they name are not in `rows`.
    """

    file: str
    rows: pd.DataFrame = field(repr=False)
    header_row: int = 1
    sheet: str | None = None
    issues: tuple[Issue, ...] = ()
    positions: tuple[int, ...] = ()

    @property
    def columns(self) -> list[str]:
        """The header, without columns that stand there twice."""
        return list(self.rows.columns)

    def locate(self, row: int, column: str) -> str:
        """Return `file#row 14, column Sep-11`, or `file.xlsx#Sheet1!C14`."""
        if self.sheet is None:
            return f"{self.file}#row {row}, column {column}"
        return f"{self.file}#{self.sheet}!{column_letters(self._position(column))}{row}"

    def locate_all(self, rows: pd.Index, column: str) -> np.ndarray:
        """Return where a cell of `column` stands, for each row: `file#row 3, column Value`, or `file#Sheet!C3`.

        rows: their numbers in the file, as people count them.
        """
        if self.sheet is None:
            before, after = f"{self.file}#row ", f", column {column}"
        else:
            before, after = f"{self.file}#{self.sheet}!{column_letters(self._position(column))}", ""
        return np.array([f"{before}{row}{after}" for row in rows], dtype=object)

    def _position(self, column: str) -> int:
        return self.positions[self.columns.index(column)]


def column_letters(position: int) -> str:
    """Return a spreadsheet's letters for the column at `position` (from 0)."""
    letters = ""
    while position >= 0:
        position, letter = divmod(position, 26)
        letters = chr(ord("A") + letter) + letters
        position -= 1
    return letters


def build_table(
    file: str,
    lines: Iterable[tuple[int, Sequence[str]]],
    *,
    header_row: int = 1,
    sheet: str | None = None,
    issues: Iterable[Issue] = (),
) -> Table:
    """Make a table of numbered lines of cells: keep whole rows, and say what was wrong with the others.

    Raises StopIteration never; a table without a header has no columns and an issue.
    """
    found = list(issues)
    numbered = iter(lines)
    header = next((list(cells) for number, cells in numbered if number >= header_row), [])
    names = [" ".join(name.split()) for name in header]
    while names and not names[-1]:
        names.pop()
    if not names:
        found.append(Issue("file_empty", "error", f"{file} has no header, so there is nothing to read.", source=file))
        return Table(file, pd.DataFrame(), header_row, sheet, tuple(found))
    whole = list(_whole_rows(file, numbered, len(names), found))
    kept = _columns_to_keep(file, names, whole, found)
    columns = list(zip(*(cells for _, cells in whole), strict=True)) if whole else [()] * len(names)
    rows = pd.DataFrame(
        {names[position]: pd.Series(columns[position], dtype="str") for position in kept},
    )
    rows.index = pd.Index([number for number, _ in whole], name="row")
    if not whole:
        found.append(Issue("file_empty", "error", f"{file} has a header and no rows under it.", source=file))
    return Table(file, rows, header_row, sheet, tuple(found), tuple(kept))


def _whole_rows(
    file: str, lines: Iterator[tuple[int, Sequence[str]]], width: int, found: list[Issue]
) -> Iterator[tuple[int, Sequence[str]]]:
    blank, last = [], 0
    for number, cells in lines:
        last, text = number, "".join(cells).strip()
        if not text:
            blank.append(number)
        elif len(cells) < width:
            found.append(_row_issue(file, number, f"has {len(cells)} of {width} cells: the file may have been cut off"))
        elif any(cell.strip() for cell in cells[width:]):
            found.append(_row_issue(file, number, f"has {len(cells)} cells under {width} columns"))
        elif width > 2 and text == max(cells, key=len).strip():  # all that the row says is in one cell
            found.append(
                _row_issue(file, number, f'has a single cell, "{text[:60]}": a merged heading or a note', "note")
            )
        else:
            yield number, cells[:width]
    inner = [number for number in blank if number < last]
    if inner:
        were = "was" if len(inner) == 1 else "were"
        message = f"{counted(len(inner), 'blank row')} in {file} {were} passed over, from row {inner[0]} on."
        found.append(
            Issue("row_blank", "note", message, evidence={"rows": inner[:20]}, source=f"{file}#row {inner[0]}")
        )


def _row_issue(file: str, number: int, problem: str, severity: str = "error") -> Issue:
    check = "row_incomplete" if severity == "error" else "row_merged"
    message = f"Row {number} of {file} {problem}; it is kept out."
    return Issue(check, "error" if severity == "error" else "note", message, source=f"{file}#row {number}")


def _columns_to_keep(
    file: str, names: list[str], whole: Sequence[tuple[int, Sequence[str]]], found: list[Issue]
) -> list[int]:
    counts = Counter(names)
    for name, times in counts.items():
        if name and times > 1:
            message = f'The header of {file} has {times} columns called "{name}", so none of them can be read.'
            found.append(Issue("column_repeated", "error", message, evidence={"column": name}, source=file))
    for position, name in enumerate(names):
        if not name and any(cells[position].strip() for _, cells in whole):
            place = column_letters(position)
            message = f"Column {place} of {file} has cells and no name in the header; it is kept out."
            found.append(Issue("column_unnamed", "warning", message, source=f"{file}#column {place}"))
    return [position for position, name in enumerate(names) if name and counts[name] == 1]
