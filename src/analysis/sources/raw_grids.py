"""Every grid of cells that a file holds, whatever its name says: all sheets, hidden ones too, and what lies in zips.

A workbook gives besides what it keeps beside its cells (`beside_cells`), each list of it as a grid of one column.

For looking at a file before any reader does. Nothing here says a cell's text to anybody.
"""

import csv
import datetime as dt
import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path, PurePosixPath

import python_calamine

from analysis.sources.beside_cells import (
    SHEETS,
    as_seen,
    is_worth_a_look,
    remarks_of_old_workbook,
    texts_beside,
    texts_of_old_workbook,
    without_unseen_signs,
)
from analysis.sources.binary_records import count_cells
from analysis.sources.damaged_workbooks import panics_as_errors
from analysis.sources.limits import DAMAGED, MOST_CELLS, problem_of_package
from analysis.sources.markup import pieces
from analysis.sources.records import fields_of_markup, records_of_json

LONGEST_LOOK = 100_000_000  # bytes of one file or member that are looked at
LONGEST_BESIDE = 30_000_000  # bytes of one part of a workbook beside its sheets
ROWS_LOOKED_AT = 4_000  # at once: a longer grid is looked at in pieces, each under its first row
DEPTH = 3  # zips in zips
DELIMITERS = ",;\t|^~"
MOSTLY_EVEN = 0.8  # of the lines of a text
SAID_AS_WRITTEN = ",;\t|"  # between words of a text as well; what other marks separate is put together anew
# How what packs other files begins, of which no part is looked into: gzip, bzip2, xz, 7z, rar, parquet, SQLite.
PACKED = (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf\x27\x1c", b"Rar!", b"PAR1", b"SQLite format 3")
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ATTRIBUTE = re.compile(r'\b(?:name|v)="([^"]*)"')
ROWS, ROW_CELLS, HELD = frozenset(("tr", "row")), frozenset(("td", "th", "cell")), frozenset(("v", "t"))


@dataclass(frozen=True, slots=True)
class RawGrid:
    """Rows of cells as text. where: the place in words that name no cell ("sheet 2"); text: what is no grid (XML).

    is_said: another grid has the text in which these rows stand, so that it need not be searched again.
    are_names: its one row are the names of sheets or files, or, as are_properties says, what a document's properties
    say. is_beside: its rows are texts that stand in no cell.
    """

    where: str
    rows: list[list[str]] = field(repr=False)
    text: str = field(default="", repr=False)
    is_said: bool = False
    are_names: bool = False
    are_properties: bool = False
    is_beside: bool = False


class UnseenError(Exception):
    """A part of a file that cannot be looked into: encrypted, damaged, or a data model.

    carries_rows: a reader would open the file all the same, and copy what is in it.
    """

    def __init__(self, reason: str, *, carries_rows: bool = False) -> None:
        super().__init__(reason)
        self.carries_rows = carries_rows


def raw_grids(path: Path) -> Iterator[RawGrid]:
    """Yield every grid of a file. Raises UnseenError where a part cannot be looked into, OSError where it is absent."""
    with path.open("rb") as file:
        content = file.read(LONGEST_LOOK)
    for grid in _grids(content, "", DEPTH):
        yield from _in_pieces(grid)
        for cell in (cell for row in grid.rows for cell in row if cell.startswith(("{", "[{"))):
            yield from _in_pieces(RawGrid(grid.where, records_of_json(cell), is_said=True))


def _in_pieces(grid: RawGrid) -> Iterator[RawGrid]:
    first, rest = grid.rows[:ROWS_LOOKED_AT], grid.rows[ROWS_LOOKED_AT:]
    yield replace(grid, rows=first)
    is_said = grid.is_said or bool(grid.text)
    for at in range(0, len(rest), ROWS_LOOKED_AT):
        yield RawGrid(grid.where, [grid.rows[0], *rest[at : at + ROWS_LOOKED_AT]], is_said=is_said)


def _grids(content: bytes, where: str, depth: int) -> Iterator[RawGrid]:
    if content.startswith(ZIP):
        yield from _zipped(content, where, depth)
    elif content.startswith(OLD_OFFICE):
        yield from _sheets(content, where)
        remarks = [[text] for text in remarks_of_old_workbook(content)]
        yield RawGrid(_beside(where), remarks, texts_of_old_workbook(content), is_beside=True)
    elif not content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff")):
        yield from _text_grids(_decoded(content), where)


def _zipped(content: bytes, where: str, depth: int) -> Iterator[RawGrid]:
    """A workbook, with what it keeps beside its sheets, or a zip of files."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except DAMAGED:
        reason = "it is damaged"
        raise UnseenError(reason) from None
    names = package.namelist()
    is_workbook = any(name.startswith("xl/workbook.") for name in names) or "content.xml" in names
    cells: set[str] = set()
    if is_workbook:
        for grid in _sheets(content, where):
            cells.update(" ".join(cell.split()) for row in grid.rows for cell in row)
            yield grid
    if any(name.startswith("xl/model/") for name in names):
        reason = "it carries a data model, which may hold every row that its tables were made from"
        raise UnseenError(reason, carries_rows=True)
    if not is_workbook and names:
        files = [PurePosixPath(name).stem for name in names]
        yield RawGrid(f"{where}{', ' if where else ''}the names of the files", [files], are_names=True)
    for position, name in enumerate(names, start=1):
        member = f"{where}{', ' if where else ''}file {position} of the zip"
        if is_workbook and _is_part_of_workbook(name):
            yield from _beside_cells(name, _member(package, name), frozenset(cells), where)
        elif not name.endswith("/"):
            held = _member(package, name)
            if not is_workbook or is_worth_a_look(name) or _is_file_in_disguise(held):
                yield from _inside(held, member, depth - 1)


def _inside(content: bytes, where: str, depth: int) -> Iterator[RawGrid]:
    """What a file inside another one holds."""
    if depth < 0:
        reason = "it has zips in zips, too deep inside one another"
        raise UnseenError(reason, carries_rows=True)
    if content.startswith(PACKED):
        reason = "a file inside it is packed, or a database, which is not looked into"
        raise UnseenError(reason, carries_rows=True)
    is_behind = not content.startswith(ZIP) and zipfile.is_zipfile(io.BytesIO(content))  # a zip has its list at its end
    yield from (_zipped if is_behind else _grids)(content, where, depth)


def _is_file_in_disguise(content: bytes) -> bool:
    """Whether a part that is called a picture or a look is a workbook or packed, by itself or behind a picture."""
    return content.startswith((OLD_OFFICE, *PACKED)) or zipfile.is_zipfile(io.BytesIO(content))


def _is_part_of_workbook(name: str) -> bool:
    """Whether a part of a package is one that a spreadsheet program writes, and no file put in beside them."""
    return is_worth_a_look(name) and (
        name.endswith((".xml", ".rels"))
        or SHEETS.match(name) is not None
        or (name.endswith(".bin") and not name.startswith("xl/embeddings/"))
    )


def _beside_cells(name: str, content: bytes, cells: frozenset[str], where: str) -> Iterator[RawGrid]:
    if len(content) > LONGEST_BESIDE and SHEETS.match(name) is None:
        reason = f"what it keeps beside its cells has more than {LONGEST_BESIDE / 1e6:.0f} MB"
        raise UnseenError(reason, carries_rows=True)
    if name.startswith(("xl/pivotCache/", "xl/externalLinks/externalLink")):
        yield from _cached(content.decode("utf-8", "replace"), where)
    if name.startswith("docProps/") or name == "meta.xml":
        said = [text for texts in texts_beside(name, content, frozenset()) for text in texts]
        place = f"{where}{', ' if where else ''}the properties of the workbook"
        yield RawGrid(place, [said], are_names=True, are_properties=True)
    for texts in texts_beside(name, content, cells):
        if texts:
            yield RawGrid(_beside(where), [[text] for text in texts], "\n".join(texts), is_beside=True)


def _beside(where: str) -> str:
    return f"{where}{', ' if where else ''}what the workbook keeps beside its cells"


def _member(package: zipfile.ZipFile, name: str) -> bytes:
    try:
        with package.open(name) as file:
            content = file.read(LONGEST_LOOK)
    except DAMAGED:
        reason = "a part of it is protected with a password or damaged"
        raise UnseenError(reason) from None
    if content.startswith(ZIP) and (problem := problem_of_package(io.BytesIO(content))):
        raise UnseenError(f"a zip inside it is too large: {problem}", carries_rows=True)
    return content


def _cached(text: str, where: str) -> Iterator[RawGrid]:
    """What a pivot table or a link keeps of the table it was made from: names and values, one a row; or its rows."""
    said = f"{where}{', ' if where else ''}what a pivot table or a link to another workbook keeps"
    records: list[list[str]] = []
    fields: list[list[str]] = [[]]
    held = False
    for piece in pieces(text):
        if not piece.tag:
            fields[-1] += [html.unescape(piece.text)] if held else []
            continue
        held = piece.tag in HELD and not piece.closes
        values = [html.unescape(value) for value in _ATTRIBUTE.findall(piece.text)]
        if piece.tag == "cachefield" and not piece.closes:
            fields.append([])
        if piece.tag == "r" and not piece.closes:
            records.append([])
        (records or fields)[-1].extend(values)
    if any(records):
        yield RawGrid(said, records)
    for field_values in fields:
        yield RawGrid(said, [[value] for value in field_values], is_beside=True)


def _sheets(content: bytes, where: str) -> Iterator[RawGrid]:
    try:
        with panics_as_errors():
            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = book.sheet_names
    except Exception:  # noqa: BLE001 whatever a damaged or encrypted file raises may quote it
        reason = "it is protected with a password, damaged, or no workbook"
        raise UnseenError(reason) from None
    numbers = 0
    for position, name in enumerate(names, start=1):
        try:
            with panics_as_errors():
                rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except Exception:  # noqa: BLE001, S112 a sheet of charts has no cells
            continue
        place = f"{where}{', ' if where else ''}sheet {position} of {len(names)}"
        numbers += sum(map(_is_number, chain.from_iterable(rows)))
        yield RawGrid(place, [[_shown(value) for value in row] for row in rows])
    _refuse_unread_cells(content, numbers)
    yield RawGrid(f"{where}{', ' if where else ''}the names of the sheets", [list(names)], are_names=True)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float | dt.date | dt.time | dt.timedelta) and not isinstance(value, bool)


def _refuse_unread_cells(content: bytes, numbers: int) -> None:
    """Raise UnseenError where a binary workbook has cells that its reader passed over: none is lost without a word.

    numbers: how many cells with a number the reader gave, of all sheets.
    """
    if not content.startswith(ZIP):
        return
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [name for name in package.namelist() if SHEETS.match(name) and name.endswith(".bin")]
        counts = [count_cells(_member(package, name)) for name in sheets]
    lost = sum(count.short for count in counts) or sum(count.numbers for count in counts) - numbers
    if lost > 0:
        reason = f"{lost:,} of its cells are kept in a form that is not read; open it in Excel and save it as xlsx"
        raise UnseenError(reason, carries_rows=True)


def _shown(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return as_seen(str(value))


def _decoded(content: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    head = content[:2000]
    if head[1::2].count(0) > len(head) // 4:
        return content.decode("utf-16-le", "replace")
    if head[::2].count(0) > len(head) // 4:
        return content.decode("utf-16-be", "replace")
    return content.decode("utf-8", "replace")


def _text_grids(text: str, where: str) -> Iterator[RawGrid]:
    if text.lstrip().startswith(("<", "{", "[")):
        yield RawGrid(where, [], text)
        rows = _marked_up_rows(text)
        if rows:
            yield RawGrid(where, rows)  # searched anew: tags stand between what belongs together
        else:
            yield RawGrid(where, records_of_json(text) or fields_of_markup(text))
        return
    if max(map(text.count, DELIMITERS)) > MOST_CELLS:
        reason = f"it has more than {MOST_CELLS:,} cells"
        raise UnseenError(reason, carries_rows=True)
    lines = text.splitlines()
    first = lines[:60]
    counts = {mark: sum(line.count(mark) for line in first) for mark in DELIMITERS}
    marks = sorted(DELIMITERS, key=lambda mark: (not _is_even(mark, first), -counts[mark]))
    csv.field_size_limit(LONGEST_LOOK)
    for mark in marks[:2]:  # a decimal comma may be more frequent than what separates the cells
        if mark == marks[0] or counts[mark] >= len(first):
            is_said = mark != marks[0] and marks[0] in SAID_AS_WRITTEN
            said = text if mark == marks[0] and mark in SAID_AS_WRITTEN else ""
            yield RawGrid(where, _split(lines, mark), without_unseen_signs(said), is_said)


def _is_even(mark: str, lines: list[str]) -> bool:
    """Whether nearly all lines have a mark equally often, as what separates cells is, and a decimal comma is not."""
    found = [line.count(mark) for line in lines if line.strip()]
    usual = max(set(found), key=found.count, default=0)
    return usual > 0 and found.count(usual) >= MOSTLY_EVEN * len(found)


def _split(lines: list[str], mark: str) -> list[list[str]]:
    try:
        rows = list(csv.reader(lines, delimiter=mark))
    except csv.Error:
        rows = [line.split(mark) for line in lines]
    return [[as_seen(cell) for cell in row] for row in rows]


def _marked_up_rows(text: str) -> list[list[str]]:
    """The cells of rows of tables, in HTML or as spreadsheets once wrote XML."""
    rows: list[list[list[str]]] = []  # each cell as its texts
    within = False
    for piece in pieces(text):
        if piece.tag in ROWS and not piece.closes:
            rows.append([])
        elif piece.tag in ROW_CELLS:
            within = not piece.closes and not piece.is_empty
            if not piece.closes:
                rows = rows or [[]]
                rows[-1].append([])
        elif not piece.tag and within:
            rows[-1][-1].append(piece.text)
    return [[as_seen(" ".join(html.unescape(" ".join(cell)).split())) for cell in row] for row in rows]
