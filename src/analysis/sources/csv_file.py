"""CSV as it arrives: any encoding that can be told for certain, any of three delimiters, any shape."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from analysis.catalogue.errors import SourceError
from analysis.catalogue.issue import Issue
from analysis.sources.limits import LARGEST_FILE
from analysis.sources.table import Table, build_table

DELIMITERS = ",;\t|"
LINES_LOOKED_AT = 60  # for the delimiter: titles stand above a table, seldom more
BYTE_ORDER_MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
GIVE_ENDING = "Give it its own ending, such as .xlsx or .xls."
ASK_FOR_TABLE = "Ask for the table itself, as CSV or as a workbook."
SIGNATURES = {  # how a file of another kind begins: what it is, what to do about it
    b"PK\x03\x04": ("an Excel workbook or zip file", GIVE_ENDING),
    b"\xd0\xcf\x11\xe0": ("an old Excel workbook", GIVE_ENDING),
    b"%PDF": ("a PDF", ASK_FOR_TABLE),
    b"\x89PNG": ("a picture", ASK_FOR_TABLE),
    b"\xff\xd8\xff": ("a picture", ASK_FOR_TABLE),
}


def read_csv(path: Path, name: str, header_row: int = 1) -> Table:
    """Read `path` into a table that calls itself `name`. Raises SourceError where it is no text, or empty."""
    text, issues = decode(path.read_bytes(), name)
    if not text.strip():
        raise SourceError("The file is empty.", where=name, hint="Ask for the file again.")
    csv.field_size_limit(LARGEST_FILE)  # an unclosed quote swallows the rest of the file into one cell
    delimiter = _delimiter(text, header_row)
    if delimiter != ",":
        message = f"{name} separates its cells with {_spoken(delimiter)}, not with commas; it was read so."
        issues.append(Issue("delimiter_assumed", "note", message, source=name))
    if text.count('"') % 2:
        message = (
            f"A quotation mark in {name} is never closed: cells after it may have run together, or it was cut off."
        )
        issues.append(Issue("quote_open", "error", message, source=name))
    return build_table(name, _lines(text, delimiter), header_row=header_row, issues=issues)


def split_lines(text: str) -> list[list[str]]:
    """Split a text into rows of cells, at the delimiter that its first lines have most of."""
    csv.field_size_limit(LARGEST_FILE)
    first = "\n".join(text.splitlines()[:LINES_LOOKED_AT])
    delimiter = max(DELIMITERS, key=lambda mark: (first.count(mark), mark == ","))
    return [cells for _, cells in _lines(text.removeprefix("\ufeff"), delimiter)]


def decode(raw: bytes, name: str) -> tuple[str, list[Issue]]:
    """Return the text of `raw` and an issue where it was not UTF-8. Raises SourceError where it is not text."""
    for signature, (kind, remedy) in SIGNATURES.items():
        if raw.startswith(signature):
            raise SourceError(f"This is {kind} under the name of a CSV file.", where=name, hint=remedy)
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace"), []
    head = raw[:2000]
    for encoding, empty in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(raw) % 2 == 0 and empty.count(0) > len(empty) * 0.7:  # without its mark, as some exports write it
            return raw.decode(encoding, errors="replace"), []
    if b"\x00" in raw:
        raise SourceError("This is not a text file: it has null bytes.", where=name, hint="Save it again as CSV UTF-8.")
    try:
        return raw.decode("utf-8"), []
    except UnicodeDecodeError as problem:
        return _decode_windows(raw, name, problem)


def _decode_windows(raw: bytes, name: str, problem: UnicodeDecodeError) -> tuple[str, list[Issue]]:
    line = raw.count(b"\n", 0, problem.start) + 1
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError as other:
        raise SourceError(
            f"The file is neither UTF-8 nor Windows text (byte 0x{raw[other.start]:02x} in line {line}).",
            where=name,
            hint="Open it where it was made and save it as CSV UTF-8.",
        ) from other
    character = text[problem.start]
    message = (
        f"{name} is not UTF-8 (line {line}); it was read as Windows text (cp1252), in which that character is "
        f'"{character}".'
    )
    return text, [Issue("encoding_assumed", "warning", message, evidence={"line": line}, source=f"{name}#row {line}")]


def _delimiter(text: str, header_row: int) -> str:
    """Return the mark that the header has most of: titles above it, and words below, may hold any other."""
    lines = text.lstrip("\ufeff\r\n").splitlines()
    header = lines[min(header_row, len(lines)) - 1]
    return max(DELIMITERS, key=lambda mark: (header.count(mark), mark == ","))


def _spoken(delimiter: str) -> str:
    return {";": "semicolons", "\t": "tabs", "|": "bars"}[delimiter]


def _lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Number rows by the line on which they start."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    start = 1
    for cells in reader:
        yield start, cells
        start = reader.line_num + 1
