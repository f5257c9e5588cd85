"""Notes under a table, and the marks by which labels, headings and cells point to them: [note 1], *, \u00b9, [p].

Source of the marks: Government Analysis Function, Releasing statistics in spreadsheets (notes and shorthand).
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.sources.scorecard.grid import Grid
from analysis.sources.scorecard.tables import FoundRow, FoundTable

RAISED = "\u00b9\u00b2\u00b3\u2070\u2074-\u2079"
_MARK = rf"\[(?:note ?)?\w{{1,4}}\]|\((?:note )\w{{1,3}}\)|\*{{1,4}}|[\u2020\u2021\u00a7]+|[{RAISED}]"
_MARKS = re.compile(
    rf"\[(?:note ?)?\w{{1,4}}\]|\((?:note )\w{{1,3}}\)|[{RAISED}]|(?:\*{{1,4}}|[\u2020\u2021\u00a7]+)$", re.IGNORECASE
)
_NOTE = re.compile(rf"(?P<mark>{_MARK})[\s:=.\u2013-]*(?P<text>\S.*)?", re.IGNORECASE)
_NAMED = re.compile(r"note (?P<mark>\w{1,2}) ?[:.\u2013-]\s*(?P<text>\S.*)", re.IGNORECASE)
FEWEST_LETTERS = 8  # of a note; less is a word in a cell
MOST_CELLS = 2  # of a row with a note: its mark may stand in a cell of its own


@dataclass(frozen=True, slots=True)
class Note:
    """A note of a sheet. mark: as printed; text: in the council's words; row, column: of its text, from 0."""

    mark: str
    text: str
    row: int
    column: int


def notes_of(grid: Grid) -> Mapping[str, Note]:
    """Return the notes of a sheet by their mark, as `marks_in` gives it; of two with one mark neither."""
    found: dict[str, Note | None] = {}
    for row in range(len(grid.rows)):
        note = _note_in(grid, row)
        if note is not None:
            key = _key(note.mark)
            found[key] = None if key in found else note
    return {key: note for key, note in found.items() if note is not None}


def marks_in(text: str) -> Iterator[str]:
    """Yield the marks of a label, a heading or a cell: [note 1] and [1] are one."""
    yield from (_key(mark) for mark in _MARKS.findall(" ".join(text.split())))


def notes_on(table: FoundTable, row: FoundRow, notes: Mapping[str, Note]) -> Iterator[tuple[Note, dt.date | None]]:
    """Yield the notes that a row's label, its headings or its figures are marked with, each once.

    With the last of the months that it marks; None where it marks the row.
    """
    if not notes:
        return
    headed = table.shape in ("periods across", "a period a sheet")
    headings = {column.column: column.heading for column in table.columns} if headed else {}
    on_label = list(marks_in(table.grid.text(row.row, row.column)))
    dated: dict[str, dt.date] = {}
    for cell in row.cells:
        end = cell.period.end if cell.text.strip() else None
        for mark in (*marks_in(cell.text), *marks_in(headings.get(cell.column, ""))):
            if end is not None:
                dated[mark] = max(end, dated.get(mark, end))
    for mark in dict.fromkeys((*on_label, *dated)):
        if mark in notes:
            yield notes[mark], None if mark in on_label else dated[mark]


def _note_in(grid: Grid, row: int) -> Note | None:
    filled = [column for column in range(len(grid.rows[row])) if grid.text(row, column)]
    if not filled or len(filled) > MOST_CELLS:
        return None
    first, last = grid.text(row, filled[0]), grid.text(row, filled[-1])
    said = _NAMED.fullmatch(first) or _NOTE.fullmatch(first)
    if said is None or (said["text"] and len(filled) > 1):
        return None
    text = said["text"] or (last if len(filled) > 1 else "")
    if sum(map(str.isalpha, text)) < FEWEST_LETTERS:
        return None
    return Note(said["mark"], text, row, filled[-1])


def _key(mark: str) -> str:
    bare = re.sub(r"note|[\s\[\]()]", "", mark.lower())
    return bare.translate(str.maketrans("\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079", "1230456789"))
