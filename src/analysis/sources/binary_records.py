"""Records of a binary workbook (xlsb): a number that says what each is, a size and a content.

Source: Microsoft, [MS-XLSB], sections 2.1.4 (records) and 2.4 (BrtRowHdr, BrtCell..., BrtShort...).
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

ROW: Final = 0
EMPTY_CELL: Final = 1
CELLS: Final = range(1, 12)  # cells that say in which column they stand
SHORT_CELLS: Final = range(13, 19)  # cells that stand beside the one before; the reader of workbooks passes them over
NUMBERS: Final = frozenset((2, 5, 9))  # cells that hold a number, or a formula whose value is one


class Record(NamedTuple):
    """One record. end: where the next begins."""

    kind: int
    content: bytes
    end: int


def records(held: bytes) -> Iterator[Record]:
    """Yield the records of a part of a workbook, or of its beginning; the last, where it is cut off, is left out."""
    at = 0
    while (kind := _groups(held, at, 2)) is not None and (size := _groups(held, kind[1], 4)) is not None:
        end = size[1] + size[0]
        if end > len(held):
            return
        yield Record(kind[0], held[size[1] : end], end)
        at = end


def _groups(held: bytes, at: int, most: int) -> tuple[int, int] | None:
    """Return a number that stands in groups of seven bits, and where it ends."""
    value = 0
    for step in range(most):
        if at + step >= len(held):
            return None
        byte = held[at + step]
        value |= (byte & 0x7F) << (7 * step)
        if byte < 0x80:
            return value, at + step + 1
    return value, at + most


class CellCount(NamedTuple):
    """How many cells of a sheet hold numbers, and how many are short."""

    numbers: int
    short: int


def count_cells(sheet: bytes) -> CellCount:
    """Count the cells of a sheet by their records."""
    kinds = [record.kind for record in records(sheet)]
    return CellCount(sum(kind in NUMBERS for kind in kinds), sum(kind in SHORT_CELLS for kind in kinds))
