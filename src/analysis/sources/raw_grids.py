"""Every grid of cells that a file holds, whatever its name says: all sheets, hidden ones too, and what lies in zips.

For looking at a file before any reader does. Nothing here says a cell's text to anybody.
"""

import csv
import datetime as dt
import html
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import python_calamine

Line = TypeVar("Line")

LONGEST_LOOK = 100_000_000  # bytes of one file or member that are looked at
ROWS_LOOKED_AT = 4_000  # of a longer grid, its beginning, its end and rows at equal steps between
DEPTH = 3  # zips in zips
DELIMITERS = ",;\t|^~"
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_CELL = re.compile(r"<(?:\w+:)?(?:t[dh]|cell)\b[^>]*>(.*?)</(?:\w+:)?(?:t[dh]|cell)>", re.IGNORECASE | re.DOTALL)
_ROW = re.compile(r"<(?:\w+:)?(?:tr|row)\b[^>]*>(.*?)</(?:\w+:)?(?:tr|row)>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_ATTRIBUTE = re.compile(r'\b(?:name|v)="([^"]*)"')
_VALUE = re.compile(r"<(?:v|t)\b[^>]*>([^<]*)</(?:v|t)>")


@dataclass(frozen=True, slots=True)
class RawGrid:
    """Rows of cells as text. where: the place in words that name no cell ("sheet 2"); text: what is no grid (XML)."""

    where: str
    rows: list[list[str]] = field(repr=False)
    text: str = field(default="", repr=False)


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
    yield from _grids(content, "", DEPTH)


def _grids(content: bytes, where: str, depth: int) -> Iterator[RawGrid]:
    if content.startswith(ZIP):
        yield from _zipped(content, where, depth)
    elif content.startswith(OLD_OFFICE):
        yield from _sheets(content, where)
    elif not content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff")):
        yield from _text_grids(_decoded(content), where)


def _zipped(content: bytes, where: str, depth: int) -> Iterator[RawGrid]:
    """A workbook, with what it keeps beside its sheets, or a zip of files."""
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile:
        reason = "it is damaged"
        raise UnseenError(reason) from None
    names = package.namelist()
    is_workbook = any(name.startswith("xl/workbook.") for name in names) or "content.xml" in names
    if is_workbook:
        yield from _sheets(content, where)
    if any(name.startswith("xl/model/") for name in names):
        reason = "it carries a data model, which may hold every row that its tables were made from"
        raise UnseenError(reason, carries_rows=True)
    for position, name in enumerate(names, start=1):
        member = f"{where}{', ' if where else ''}file {position} of the zip"
        if not is_workbook or name.startswith("xl/embeddings/"):
            if depth and not name.endswith("/"):
                yield from _grids(_member(package, name), member, depth - 1)
        elif name.startswith(("xl/pivotCache/", "xl/externalLinks/externalLink")) and name.endswith(".xml"):
            yield from _cached(_member(package, name).decode("utf-8", "replace"), where)


def _member(package: zipfile.ZipFile, name: str) -> bytes:
    try:
        with package.open(name) as file:
            return file.read(LONGEST_LOOK)
    except (RuntimeError, zipfile.BadZipFile, OSError):
        reason = "a part of it is protected with a password or damaged"
        raise UnseenError(reason) from None


def _cached(text: str, where: str) -> Iterator[RawGrid]:
    """What a pivot table or a link keeps of the table it was made from: names and values, one a row."""
    said = f"{where}{', ' if where else ''}what a pivot table or a link to another workbook keeps"
    for part in re.split(r"<cacheField\b", text)[1:] or [text]:
        named = [html.unescape(value) for value in (*_ATTRIBUTE.findall(part), *_VALUE.findall(part))]
        yield RawGrid(said, [[value] for value in named[:ROWS_LOOKED_AT]])


def _sheets(content: bytes, where: str) -> Iterator[RawGrid]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = book.sheet_names
    except Exception:  # noqa: BLE001 whatever a damaged or encrypted file raises may quote it
        reason = "it is protected with a password, damaged, or no workbook"
        raise UnseenError(reason) from None
    for position, name in enumerate(names, start=1):
        try:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except Exception:  # noqa: BLE001, S112 a sheet of charts has no cells
            continue
        place = f"{where}{', ' if where else ''}sheet {position} of {len(names)}"
        yield RawGrid(place, [[_shown(value) for value in row] for row in _sampled(rows)])


def _shown(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return str(value)


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
        rows = [[_words(cell) for cell in _CELL.findall(row)] for row in _ROW.findall(text)]
        yield RawGrid(where, rows, text)
        return
    lines = _sampled(text.splitlines())
    first = lines[:60]
    counts = {mark: sum(line.count(mark) for line in first) for mark in DELIMITERS}
    marks = sorted(DELIMITERS, key=lambda mark: -counts[mark])
    csv.field_size_limit(LONGEST_LOOK)
    for mark in marks[:2]:  # a decimal comma may be more frequent than what separates the cells
        if mark == marks[0] or counts[mark] >= len(first):
            yield RawGrid(where, _split(lines, mark), text if mark == marks[0] else "")


def _split(lines: list[str], mark: str) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=mark))
    except csv.Error:
        return [line.split(mark) for line in lines]


def _words(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def _sampled(rows: list[Line]) -> list[Line]:
    if len(rows) <= ROWS_LOOKED_AT:
        return rows
    third = ROWS_LOOKED_AT // 3
    between = rows[third : len(rows) - third]
    return [*rows[:third], *between[:: max(1, len(between) // third)], *rows[-third:]]
