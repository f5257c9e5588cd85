"""The blocks of a grid: rows of cells that stand together, without a gap, under one header, in one form.

A list may stand below a table, beside it, or directly under it. So a block ends at an empty row or column, and where
several rows have another form than the rows of figures above them.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from analysis.sources.block_words import MEASURE, SEPARATED, VALUE
from analysis.sources.case_cells import CODE, are_figures, is_day, is_time
from analysis.sources.missing_words import missing_reason
from analysis.sources.person_columns import ends_period, read_day
from analysis.sources.scorecard.period_words import read_period_words

FEWEST_ALIKE = 3  # rows of another form than those above: of fewer nobody can say
_YEAR_OR_MONTH = re.compile(r"20(\d\d)(\d\d)?")
MONTHS_OF_YEAR = 12
LINES_ABOVE = 6  # titles over a row of periods
FEWEST_BESIDE = 2  # columns of a list that stands beside a table without a gap
FEWEST_DAYS = 3  # in order, as the weeks or months that head columns are
MOST_ODD = 0.25  # of the figures of a row: words among them
_ANY_FIGURE = re.compile(r"[-(]?[\u00a3$]?\d[\d., ']*%?\)?")
_LENGTH_OR_ADDRESS = re.compile(
    r"\d+(?:\.\d+)? ?(?:(?:calendar |working )?days?|weeks?|wks?|months?|mths?|years?|yrs?|hours?|hrs?|nights?"
    r"|miles?|kms?)$"
    r"|\d{1,4}[a-z]?,? [a-z' ]{2,30} (?:road|rd|street|lane|avenue|ave|close|drive|way|court|crescent|terrace|grove"
    r"|gardens|place|mount|view)\b",
    re.IGNORECASE,
)
Cells = Sequence[str]


@dataclass(frozen=True)
class SheetBlock:
    """Neighbouring rows of one form.

    above, left: the row and column of the grid at which it begins, with its header (the lowest row of several). header:
    what stands above each column; empty where nothing does. is_part: its rows stand in a table of another form.
    """

    above: int
    left: int
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    is_part: bool = False

    @cached_property
    def columns(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each column with a filled cell: its header, and its cells."""
        cells = list(zip(*self.rows, strict=True))
        headers = self.header or ("",) * len(cells)
        return tuple((head, column) for head, column in zip(headers, cells, strict=True) if any(column))

    @property
    def last(self) -> int:
        """The last row of the grid that is part of it."""
        return self.above + len(self.rows) - 1 + bool(self.header)

    @property
    def width(self) -> int:
        """How many columns of the grid it takes."""
        return len(self.rows[0])

    @property
    def on_its_side(self) -> "SheetBlock":
        """The block with its first column as header, as where each column is a record."""
        lines = list(zip(*((self.header,) if self.header else ()), *self.rows, strict=True))
        return SheetBlock(self.above, self.left, lines[0], tuple(lines[1:]))


def blocks_of(rows: Sequence[Cells]) -> Iterator[SheetBlock]:
    """Yield the blocks of a grid."""
    width = max(map(len, rows), default=0)
    full = [tuple(cell.strip() for cell in row) + ("",) * (width - len(row)) for row in rows]
    table: SheetBlock | None = None  # the last one with a header: rows behind an empty one may go on with it
    for first, last in _spans([any(row) for row in full]):
        for left, right in _columns_of(full[first:last]):
            part = [row[left:right] for row in full[first:last]]
            for start, end in _spans([any(row) for row in part]):
                for block in _cut(part[start:end], first + start, left, table):
                    table = block if block.header else table
                    yield block


def _spans(filled: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The first place and the one behind the last of each run of filled ones."""
    start: int | None = None
    for at, one in enumerate((*filled, False)):
        if one and start is None:
            start = at
        elif not one and start is not None:
            yield start, at
            start = None


def _columns_of(rows: Sequence[Cells]) -> list[tuple[int, int]]:
    """The spans between empty columns; columns behind an empty one that fill the same rows go on with those before."""
    spans: list[tuple[int, int]] = []
    for left, right in _spans([any(cells) for cells in zip(*rows, strict=True)]):
        if spans and _ends(rows, *spans[-1]) == _ends(rows, left, right):
            spans[-1] = (spans[-1][0], right)
        else:
            spans.append((left, right))
    return [part for span in spans for part in _without_shorter(rows, *span)]


def _without_shorter(rows: Sequence[Cells], left: int, right: int) -> list[tuple[int, int]]:
    """Part the last columns of a span from the others where they are full, and all end before the others do."""
    filled = [[at for at, row in enumerate(rows) if row[place]] for place in range(left, right)]
    last = filled[-1]
    same = sum(1 for _ in takewhile(lambda held: held == last, reversed(filled)))
    before = filled[: len(filled) - same]
    is_full = last == list(range(last[0], last[-1] + 1)) and len(last) > FEWEST_ALIKE
    if (
        same < FEWEST_BESIDE
        or len(before) < FEWEST_BESIDE
        or not is_full
        or last[-1] >= max(held[-1] for held in before if held)
        or _are_months_of_one_row(rows[last[0]], right - same)
    ):
        return [(left, right)]
    return [(left, right - same), (right - same, right)]


def _are_months_of_one_row(header: Cells, place: int) -> bool:
    """Whether columns go on with the periods before them: the rows below them are shorter, and no list."""
    return names_period(header[place]) and names_period(header[place - 1])


def _ends(rows: Sequence[Cells], left: int, right: int) -> tuple[int, int]:
    filled = [at for at, row in enumerate(rows) if any(row[left:right])]
    return filled[0], filled[-1]


def _cut(rows: Sequence[tuple[str, ...]], above: int, left: int, table: SheetBlock | None) -> Iterator[SheetBlock]:
    """Cut rows without a gap where their form changes."""
    lines = 0  # titles and notes above
    while lines < len(rows) and sum(map(bool, rows[lines])) == 1 and len(rows[lines]) > 1:
        lines += 1
    lines = max(lines, _row_of_periods(rows))
    if lines:
        yield SheetBlock(above, left, (), tuple(rows[:lines]))
    rows, above = rows[lines:], above + lines
    if not rows or (table is not None and _are_sums_of(table, rows, left)):
        return
    if (
        table is not None
        and not is_header(rows[0])
        and table.left == left
        and len(table.header) >= len(rows[0])
        and all(map(_form_of(table), (row + ("",) * (len(table.header) - len(row)) for row in rows)))
    ):
        return  # more rows of the table above
    depth = _depth_of_header(rows)
    header = tuple(map(_headed, zip(*rows[:depth], strict=True))) if depth else ()
    body = rows[depth:]
    if not body:  # words alone, which head nothing
        yield SheetBlock(above, left, (), tuple(rows))
        return
    yield from _cut_body(SheetBlock(above + max(depth - 1, 0), left, header, tuple(body)))


def _headed(cells: Cells) -> str:
    """What several rows of headers say of one column: all of it, or the period alone where more would hide it."""
    said = " ".join(filter(None, cells))
    return said if names_period(said) else next(filter(names_period, filter(None, cells)), said)


def _are_sums_of(table: SheetBlock, rows: Sequence[Cells], left: int) -> bool:
    """Whether rows have figures alone, each in a column of a period of the table above: sums without a name."""
    heads = table.header[left - table.left :] if left >= table.left else ()
    return len(heads) >= len(rows[0]) and all(
        not cell or (are_figures([cell]) and names_period(head))
        for row in rows
        for head, cell in zip(heads, row, strict=False)
    )


def _row_of_periods(rows: Sequence[Cells]) -> int:
    """The first of the upper rows with several periods, below rows without any; 0 where there is none."""
    for at, row in enumerate(rows[:LINES_ABOVE]):
        if len({cell for cell in row if cell and names_period(cell)}) > 1:
            filled = sum(map(bool, row))
            return at if all(sum(map(bool, above)) < filled for above in rows[:at]) else 0
    return 0


def _cut_body(block: SheetBlock) -> Iterator[SheetBlock]:
    """Cut off the rows from where several are of another form than the first ones."""
    if not block.rows or all(any(map(known.fullmatch, block.header)) for known in (MEASURE, VALUE)):
        yield from [block] if block.rows else []  # of an export, a row's values may be of any form
        return
    fits = _form_of(block)
    strange = [_is_of_parts(row) and not fits(row) for row in block.rows]
    head = bool(block.header)
    is_by_period = any(map(names_period, block.header))
    if is_by_period:
        yield from _lines_within(block)
    for start, end in _spans(strange):
        above = block.above + head + start
        is_list = end - start >= FEWEST_ALIKE
        if not (is_list or is_by_period):
            continue
        if start > 0 and (is_list or end == len(block.rows)):
            yield SheetBlock(block.above, block.left, block.header, block.rows[:start])
            rest = block.rows[start:]
            if len(rest) < FEWEST_ALIKE:
                yield SheetBlock(above, block.left, (), rest, is_part=True)
                return
            depth = int(len(rest) > 1 and is_header(rest[0]) and not _is_one_of(rest[0], rest[1:]))
            yield from _cut_body(SheetBlock(above, block.left, rest[0] if depth else (), rest[depth:]))
            return
        if end - start < len(block.rows):  # within a table, and judged by themselves too
            yield SheetBlock(above, block.left, (), block.rows[start:end], is_part=True)
    yield block


def _lines_within(block: SheetBlock) -> Iterator[SheetBlock]:
    """Yield rows of a table with one filled cell, which is no figure of a period: headings and notes."""
    for at, row in enumerate(block.rows):
        held = [place for place, cell in enumerate(row) if cell]
        if len(held) == 1 and not (names_period(block.header[held[0]]) and _stands_for_figure(row[held[0]])):
            yield SheetBlock(block.above + 1 + at, block.left, (), (row,), is_part=True)


def _is_of_parts(row: Cells) -> bool:
    """Whether a row says several things, in several cells or in one with marks between its parts."""
    held = [cell for cell in row if cell]
    return len(held) > 1 or any(len(SEPARATED.split(cell)) >= FEWEST_ALIKE for cell in held)


def _is_one_of(row: Cells, others: Sequence[Cells]) -> bool:
    """Whether a row has words that come again below it, as a record has, and no header."""
    return any(cell and cell in column for cell, column in zip(row, zip(*others, strict=True), strict=False))


def _form_of(block: SheetBlock) -> Callable[[Cells], bool]:
    """Return what says whether a row has the form of a table's first ones: figures and words in the same columns."""
    first = block.rows[:FEWEST_ALIKE]
    columns = list(zip(*first, strict=True))
    figures = [at for at, cells in enumerate(columns) if any(cells) and are_figures(cells)]
    names = is_words if any(all(map(is_words, cells)) for cells in columns) else names_period
    words = [at for at, cells in enumerate(columns) if all(map(names, cells))]
    codes = [at for at, cells in enumerate(columns) if all(map(CODE.fullmatch, cells)) and not are_figures(cells)]

    def fits(row: Cells) -> bool:
        held = [row[at] for at in figures if row[at]]
        odd = [cell for cell in held if not _stands_for_figure(cell)]
        said = [row[at] for at in words if row[at]]
        if held and sum(map(bool, row)) == len(held) and not odd:  # a sum without a name
            return True
        if len(odd) > MOST_ODD * len(held) or not all(CODE.fullmatch(row[at]) for at in codes if row[at]):
            return False
        return 2 * len(held) >= len(figures) and bool(said) and all(map(names, said))

    return fits if figures and words else lambda _: True


def _stands_for_figure(cell: str) -> bool:
    """Whether a cell is a figure in any spelling, or says why there is none."""
    return are_figures([cell]) or _ANY_FIGURE.fullmatch(cell) is not None or missing_reason(cell) is not None


def is_words(cell: str) -> bool:
    """Whether a cell has words that may name something: no figure, day, period, length of time or address."""
    is_said = bool(cell) and not (are_figures([cell]) or is_day(cell) or is_time(cell) or names_period(cell))
    return is_said and _LENGTH_OR_ADDRESS.match(cell) is None


def _depth_of_header(rows: Sequence[Cells]) -> int:
    """How many rows stand above the body: none, or the first that heads columns, those above, one of parts below."""
    for at, row in enumerate(rows[:3]):
        if not is_header(row):
            return 0
        below = rows[at + 1] if at + 1 < len(rows) else ()
        is_period_below = is_header(below) and _names_periods(below) and not _names_periods(row)
        if not is_period_below or _count_through(rows[at + 1 :]):
            return at + 1 + _heads_parts(row, rows[at + 1 :])
    return 1


def _heads_parts(header: Cells, below: Sequence[Cells]) -> bool:
    """Whether the row below a header heads the parts of its columns: words alone, each but not where rows are named."""
    body = next((row for row in below[1:] if sum(map(bool, row)) > 1), None)
    if body is None or not header[0] or below[0][0]:
        return False
    return is_header(below[0]) and not is_header(body)


def _count_through(rows: Sequence[Cells]) -> bool:
    """Whether the first two rows name one period each, in one column: months down, of which none is a heading."""
    held = [[at for at, cell in enumerate(row) if cell and names_period(cell)] for row in rows[:2]]
    return len(held) > 1 and len(held[0]) == 1 and held[0] == held[1]


def is_header(row: Cells) -> bool:
    """Whether a row may head columns: words, periods, years or days in order, and no figure."""
    filled = [cell for cell in row if cell]
    if sum(names_period(cell) and not cell.isdigit() for cell in filled) >= FEWEST_DAYS and _names_periods(row):
        return True  # whatever touches it on the right
    if len(filled) < 1 or (len(row) > 1 and len(filled) == 1):
        return False
    rest = [cell for cell in filled if names_period(cell) is False]
    days = [day for cell in rest if (day := read_day(cell)) is not None]
    if days and not (len(days) >= FEWEST_DAYS and days == sorted(set(days))):
        return False
    return not any(are_figures([cell]) for cell in rest if read_day(cell) is None)


def _names_periods(row: Cells) -> bool:
    """Whether most cells but one or two name periods."""
    filled = [cell for cell in row if cell]
    return sum(map(names_period, filled)) * 2 >= len(filled) and bool(filled)


def names_period(cell: str) -> bool:
    """Whether a cell names a month, quarter or year, in words or as the first or last day of a month."""
    if (day := read_day(cell)) is not None:
        return ends_period(day)
    if cell.isdigit():
        found = _YEAR_OR_MONTH.fullmatch(cell)
        return found is not None and _is_month_or_next_year(found[1], found[2])
    return read_period_words(cell) is not None


def _is_month_or_next_year(year: str, rest: str | None) -> bool:
    """Whether digits behind a year are a month (202404), or the year behind it (202324)."""
    return rest is None or 0 < int(rest) <= MONTHS_OF_YEAR or int(rest) == (int(year) + 1) % 100
