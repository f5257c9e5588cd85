"""What the reader of OpenDocument sheets passes over: values that are errors, rows and columns that are hidden.

Source: OpenDocument 1.3, part 3, 9.1 (tables) and 19.690 (visibility); LibreOffice's own `calcext:value-type`.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from analysis.sources.limits import MOST_COLUMNS

PART: Final = "content.xml"
HIDDEN: Final = ("collapse", "filter")  # what `table:visibility` is of a row that nobody sees
CELLS: Final = ("table-cell", "covered-table-cell")
_ERROR = re.compile(r"#(?:DIV/0|N/A|NAME|NULL|NUM|REF|VALUE)[!?]?|Err:\d{3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unseen:
    """Of one sheet, by rows and columns from 0. errors: what a cell shows whose value is an error, "#N/A"."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)


def unseen_of(content: bytes) -> Mapping[str, Unseen]:
    """Return what is unseen on each sheet of an OpenDocument package; nothing for a file of another kind."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        if PART not in package.namelist():
            return {}
        reader = _Reader()
        reader.read(package.read(PART))
    return reader.sheets


class _Reader:
    """A pass over `content.xml`; places are counted as the reader of workbooks counts them."""

    def __init__(self) -> None:
        self.sheets: dict[str, Unseen] = {}
        self._rows: set[int] = set()
        self._columns: set[int] = set()
        self._errors: dict[tuple[int, int], str] = {}
        self._name = ""
        self._row = self._column = self._width = 0
        self._repeated = self._across = 1
        self._shown: list[str] | None = None
        self._in_note = 0

    def read(self, content: bytes) -> None:
        """Read the part; entities of its own were refused before (`limits`)."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.Parse(content, True)

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        prefix, _, local = tag.rpartition(":")
        if local == "annotation":
            self._in_note += 1
        take: Callable[[Mapping[str, str]], None] | None = {
            "table": self._table, "table-column": self._take_column, "table-row": self._take_row,
        }.get(local) if prefix == "table" else None  # fmt: skip
        if take is not None:
            take(attributes)
        elif prefix == "table" and local in CELLS:
            self._across = _number(attributes.get("table:number-columns-repeated"))
            self._shown = [] if attributes.get("calcext:value-type") == "error" or _may_be(attributes) else None

    def _end(self, tag: str) -> None:
        prefix, _, local = tag.rpartition(":")
        if local == "annotation":
            self._in_note -= 1
        if prefix != "table":
            return
        if local in CELLS:
            self._finish_cell()
        elif local == "table-row":
            self._row += self._repeated
        elif local == "table":
            self.sheets[self._name] = Unseen(frozenset(self._rows), frozenset(self._columns), dict(self._errors))

    def _table(self, attributes: Mapping[str, str]) -> None:
        self._name, self._row, self._width = attributes.get("table:name", ""), 0, 0
        self._rows, self._columns, self._errors = set(), set(), {}

    def _take_column(self, attributes: Mapping[str, str]) -> None:
        count = _number(attributes.get("table:number-columns-repeated"))
        if attributes.get("table:visibility") in HIDDEN:
            self._columns.update(range(self._width, min(self._width + count, MOST_COLUMNS)))
        self._width += count

    def _take_row(self, attributes: Mapping[str, str]) -> None:
        self._repeated, self._column = _number(attributes.get("table:number-rows-repeated")), 0
        if attributes.get("table:visibility") in HIDDEN and self._repeated <= MOST_COLUMNS:
            self._rows.update(range(self._row, self._row + self._repeated))

    def _text(self, text: str) -> None:
        if self._shown is not None and not self._in_note:
            self._shown.append(text)

    def _finish_cell(self) -> None:
        shown = "".join(self._shown or ()).strip()
        if shown and _ERROR.fullmatch(shown):
            last = min(self._column + self._across, MOST_COLUMNS)
            self._errors.update({(self._row, column): shown for column in range(self._column, last)})
        self._column += self._across
        self._shown = None


def _may_be(attributes: Mapping[str, str]) -> bool:
    """Whether a cell's value is a text, or none, of a formula: how other programs save an error."""
    return "table:formula" in attributes and attributes.get("office:value-type", "string") == "string"


def _number(text: str | None) -> int:
    return int(text[:9]) if text and text.isdecimal() and text.isascii() else 1
