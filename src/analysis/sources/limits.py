"""How large a received file may be, found out before a reader opens it.

The largest file that the Department publishes on these subjects has 25,000 rows and 4 MB. A table beyond these limits
is a wrong export, or made to fill the machine; it is refused in words, in bounded time and memory.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from xml.parsers import expat

from analysis.catalogue.errors import SourceError
from analysis.sources.binary_records import CELLS, EMPTY_CELL, ROW, SHORT_CELLS, records

LARGEST_FILE = 100_000_000  # bytes as received
LARGEST_UNPACKED = 300_000_000  # bytes of all parts of a workbook, unpacked
MOST_PARTS = 5_000  # of a workbook
MOST_ROWS = 500_000
MOST_COLUMNS = 2_000
MOST_CELLS = 2_000_000  # of a text file: five times the largest that the Department publishes on these subjects
MOST_CELLS_OF_WORKBOOK = 1_000_000  # a cell of a workbook takes ten times the memory of one of text
LONGEST_LINE = 20_000_000  # bytes; a return in XML may stand on one line

DELIMITERS = (b",", b";", b"\t", b"|")
BINARY = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff")  # how files begin that are no text
MOST_SPACES = 10_000  # that one element of an OpenDocument stands for
MOST_DIGITS = 9  # of a number that counts rows or columns: of a longer one only these, which is too large as well
PIECE = 1 << 20
# What unpacking and parsing a damaged package raises; a place before the beginning of a file is a ValueError.
DAMAGED = (zipfile.BadZipFile, zlib.error, expat.ExpatError, RuntimeError, EOFError, OSError, ValueError, LookupError)
ENTITY = tuple("<!ENTITY".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
DECLARES = "The workbook declares texts that stand for others, which no spreadsheet program writes."
NARROW = "Keep the rows and columns that are needed and save it again."
CELLS_BEGIN = {"xml": b"<c ", "content.xml": b"<table:table-cell"}  # in a sheet of xlsx, of an OpenDocument
_SHEET = re.compile(r"^/?xl/(?:\w*sheets)/[^/]+\.(xml|bin)$", re.IGNORECASE)
_PLACE = re.compile(r"([A-Za-z]{1,3})(\d{1,7})$")


class _TooLargeError(Exception):
    """What is too large, for the message."""


def check_size(path: Path, name: str) -> None:
    """Raise SourceError where a file, whatever it is, is larger than a table of figures can be."""
    with path.open("rb") as file:
        start = file.read(4)
    is_text = not start.startswith(BINARY) and not zipfile.is_zipfile(path)
    (check_text if is_text else check_workbook)(path, name)


def check_text(path: Path, name: str) -> None:
    """Raise SourceError where a text file is larger than a table of figures can be. name: how messages call it."""
    with _in_words(path, name):
        _check_text(path)


def check_workbook(path: Path, name: str) -> None:
    """Raise SourceError where a workbook, unpacked, is larger than a table of figures can be, or is damaged."""
    with _in_words(path, name):
        if zipfile.is_zipfile(path):
            _check_packed(path)


def check_extent(rows: int, columns: int, name: str) -> None:
    """Raise SourceError where a sheet that is open already reaches too far."""
    try:
        _refuse_beyond(rows, columns, rows * columns, MOST_CELLS_OF_WORKBOOK, "The sheet")
    except _TooLargeError as found:
        raise SourceError(str(found), where=name, hint=NARROW) from None


@contextmanager
def _in_words(path: Path, name: str) -> Iterator[None]:
    size = path.stat().st_size
    if size > LARGEST_FILE:
        what = f"The file has {size / 1e6:,.0f} MB; at most {LARGEST_FILE / 1e6:,.0f} MB are read."
        raise SourceError(what, where=name, hint=NARROW)
    try:
        yield
    except _TooLargeError as found:
        raise SourceError(str(found), where=name, hint=NARROW) from None
    except DAMAGED as error:
        raise SourceError(
            f"The workbook cannot be opened: it is damaged or locked ({error}).",
            where=name,
            hint="Save it again as xlsx, without a password.",
        ) from error


def _check_text(path: Path) -> None:
    _refuse_many_cells(path)
    rows = cells = widest = long = 0
    with path.open("rb") as file:
        while line := file.readline(PIECE):
            across = max(map(line.count, DELIMITERS))
            rows += line.endswith(b"\n")
            cells += across + 1
            widest = max(widest, across + 1)
            _refuse_beyond(rows, widest, cells, MOST_CELLS)
            long = 0 if line.endswith(b"\n") else long + len(line)
            if long > LONGEST_LINE:
                raise _TooLargeError(f"A line has more than {LONGEST_LINE / 1e6:.0f} MB, which no row of a table has.")


def _refuse_many_cells(path: Path) -> None:
    """Count what separates cells, which takes a hundredth of the time of looking at each row."""
    found = dict.fromkeys(DELIMITERS, 0)
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            for mark in DELIMITERS:
                found[mark] += piece.count(mark)
            _refuse_beyond(0, 0, max(found.values()), MOST_CELLS)


def _refuse_many_cells_of(book: zipfile.ZipFile, part: zipfile.ZipInfo, left: int) -> None:
    """Count what begins a cell, up to the limit, before any is looked at. left: bytes that may still be unpacked."""
    sheet = _SHEET.match(part.filename)
    begins = CELLS_BEGIN.get(sheet[1].lower() if sheet else part.filename)
    if begins is None:
        return
    cells = 0

    def count(piece: bytes) -> None:
        nonlocal cells
        cells += piece.count(begins)
        _refuse_beyond(0, 0, cells, MOST_CELLS_OF_WORKBOOK, "The workbook")

    with book.open(part) as content:
        _unpack(content, left, count)


def _refuse_beyond(rows: int, columns: int, cells: int, most: int, where: str = "The table") -> None:
    if rows > MOST_ROWS:
        raise _TooLargeError(f"{where} has more than {MOST_ROWS:,} rows, the most that are read.")
    if columns > MOST_COLUMNS:
        raise _TooLargeError(f"{where} has more than {MOST_COLUMNS:,} columns, the most that are read.")
    if cells > most:
        raise _TooLargeError(f"{where} has more than {most:,} cells, the most that are read.")


def problem_of_package(file: IO[bytes]) -> str | None:
    """Return why a zip that lies in another file is too large or damaged, or None."""
    try:
        _check_packed(file)
    except _TooLargeError as found:
        return str(found)
    except DAMAGED:
        return "It is damaged or locked."
    return None


def _check_packed(path: Path | IO[bytes]) -> None:
    """Unpack every part piece by piece, which finds out its true size, and look how far its cells reach."""
    with zipfile.ZipFile(path) as book:
        parts = book.infolist()
        if len(parts) > MOST_PARTS:
            raise _TooLargeError(f"The workbook consists of {len(parts):,} parts, more than {MOST_PARTS:,}.")
        left, cells = LARGEST_UNPACKED, 0
        for part in parts:
            if part.file_size > left:
                raise _too_large_unpacked()
            _refuse_many_cells_of(book, part, left)
            extent = _Extent.of_part(part.filename, cells)
            with book.open(part) as content:
                left -= _unpack(content, left, extent.feed)
            cells = extent.cells


def _unpack(content: IO[bytes], left: int, feed: Callable[[bytes], None]) -> int:
    size = 0
    while piece := content.read(PIECE):
        size += len(piece)
        if size > left:
            raise _too_large_unpacked()
        feed(piece)
    return size


def _too_large_unpacked() -> _TooLargeError:
    most = f"{LARGEST_UNPACKED / 1e6:,.0f} MB"
    return _TooLargeError(f"The workbook has more than {most} when it is unpacked, the most that is read.")


class _Extent:
    """How many cells a part of a workbook has, and how far out they stand; a part without cells has none."""

    def __init__(self, cells: int) -> None:
        self.cells = cells  # so far, in all parts
        self.row = self.column = self.rows = self.columns = 0
        self.end = b""

    def reached(self) -> None:
        """Take note of a cell that has something in it; everything inside the rectangle counts."""
        self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)
        _refuse_beyond(self.rows, self.columns, self.rows * self.columns, MOST_CELLS_OF_WORKBOOK, "A sheet")

    def count(self, cells: int = 1) -> None:
        """Take note of a cell, empty or not, or of several."""
        self.cells += cells
        _refuse_beyond(0, 0, self.cells, MOST_CELLS_OF_WORKBOOK, "The workbook")

    @classmethod
    def of_part(cls, name: str, cells: int) -> "_Extent":
        """Return what looks at this part."""
        sheet = _SHEET.match(name)
        if sheet:
            return _SheetExtent(cells) if sheet[1].lower() == "xml" else _BinarySheetExtent(cells)
        return _OpenDocumentExtent(cells) if name == "content.xml" else cls(cells)

    def feed(self, piece: bytes) -> None:
        """Take the next bytes of the part: whatever it is, it declares no texts that stand for others."""
        seen = self.end + piece
        if any(mark in seen for mark in ENTITY):
            raise _TooLargeError(DECLARES)
        self.end = seen[-max(map(len, ENTITY)) :]


class _XmlExtent(_Extent):
    """A part in XML, read as a stream. Entities of its own are refused: they can unpack without end."""

    def __init__(self, cells: int) -> None:
        super().__init__(cells)
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = lambda tag, attributes: self.start(tag.rpartition(":")[2], attributes)
        self.parser.EntityDeclHandler = self._refuse_entity

    def feed(self, piece: bytes) -> None:
        self.parser.Parse(piece)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the start of an element."""

    @staticmethod
    def _refuse_entity(*_: object) -> None:
        raise _TooLargeError(DECLARES)


class _SheetExtent(_XmlExtent):
    """A sheet of xlsx: cells say where they stand, or follow the one before."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "row":
            self.row, self.column = _number(attributes.get("r"), self.row + 1), 0
        elif tag == "c":
            place = _PLACE.match(attributes.get("r", ""))
            self.column = _column(place[1]) if place else self.column + 1
            self.row = int(place[2]) if place else self.row
            self.count()
        elif tag in {"v", "is", "f"}:
            self.reached()
        elif tag == "mergeCell":  # a reader makes a cell of each place in it
            first, _, last = attributes.get("ref", "").partition(":")
            corner, far = _PLACE.match(first), _PLACE.match(last)
            if corner and far:
                across = abs(_column(far[1]) - _column(corner[1])) + 1
                self.count((abs(int(far[2]) - int(corner[2])) + 1) * across)


class _BinarySheetExtent(_Extent):
    """A sheet of xlsb, which consists of records."""

    def __init__(self, cells: int) -> None:
        super().__init__(cells)
        self.held = b""

    def feed(self, piece: bytes) -> None:
        self.held += piece
        end = 0
        for record in records(self.held):
            end = record.end
            place = int.from_bytes(record.content[:4], "little") + 1
            if record.kind == ROW:
                self.row, self.column = place, 0
            elif record.kind in CELLS or record.kind in SHORT_CELLS:
                self.column = place if record.kind in CELLS else self.column + 1
                self.count()
                if record.kind != EMPTY_CELL:
                    self.reached()
        self.held = self.held[end:]


class _OpenDocumentExtent(_XmlExtent):
    """The tables of an OpenDocument: a row or cell may say that it is repeated."""

    repeated = across = 1

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        named = {name.rpartition(":")[2]: value for name, value in attributes.items()}
        if tag == "table":
            self.row = self.rows = self.columns = 0
            self.repeated = 0
        elif tag == "table-row":
            self.row += self.repeated
            self.repeated, self.column = _number(named.get("number-rows-repeated"), 1), 0
        elif tag == "s" and _number(named.get("c"), 1) > MOST_SPACES:
            raise _TooLargeError(f"A cell has more than {MOST_SPACES:,} spaces in a row, which no table needs.")
        elif tag in {"table-cell", "covered-table-cell"}:
            self.column += _number(named.get("number-columns-repeated"), 1)
            self.count()
            if "value-type" in named:
                self.row += self.repeated
                self.reached()
                self.row -= self.repeated


def _number(text: str | None, otherwise: int) -> int:
    return int(text[:MOST_DIGITS]) if text and text.isdecimal() and text.isascii() else otherwise


def _column(letters: str) -> int:
    position = 0
    for letter in letters.upper():
        position = position * 26 + ord(letter) - ord("A") + 1
    return position
