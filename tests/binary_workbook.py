"""A binary workbook (xlsb) of one sheet, written record by record, with cells of whatever form a test asks for."""

import io
import struct
import zipfile
from collections.abc import Iterable

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TEXT, NUMBER, SHORT_NUMBER, SHORT_TEXT = 6, 5, 16, 17


def record(kind: int, content: bytes = b"") -> bytes:
    """Return a record: its number and size in groups of seven bits, then its content."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(content)
    return head + (bytes([size]) if size < 0x80 else bytes([size & 0x7F | 0x80, size >> 7])) + content


def text(said: str) -> bytes:
    return struct.pack("<I", len(said)) + said.encode("utf-16-le")


def cell(column: int, value: str | float, *, short: bool = False) -> bytes:
    """Return a cell. short: it says no column, and stands beside the one before."""
    place = b"" if short else struct.pack("<I", column)
    held = text(value) if isinstance(value, str) else struct.pack("<d", value)
    kinds = (SHORT_TEXT, SHORT_NUMBER) if short else (TEXT, NUMBER)
    return record(kinds[0] if isinstance(value, str) else kinds[1], place + b"\0" * 4 + held)


def binary_workbook(rows: Iterable[Iterable[bytes]]) -> bytes:
    """Return a workbook whose rows are cells as `cell` writes them."""
    sheet = record(0x81) + record(0x94, struct.pack("<IIII", 0, 50, 0, 50)) + record(0x91)
    for number, cells in enumerate(rows):
        sheet += record(0, struct.pack("<I", number) + b"\0" * 13) + b"".join(cells)
    sheet += record(0x92) + record(0x82)
    named = struct.pack("<II", 0, 1) + text("rId1") + text("Card")
    workbook = record(0x83) + record(0x8F) + record(0x9C, named) + record(0x90) + record(0x84)
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/_rels/workbook.bin.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>',
        "xl/workbook.bin": workbook,
        "xl/worksheets/sheet1.bin": sheet,
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()
