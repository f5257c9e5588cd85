"""Columns that stand beside the periods of a table and say nothing of its rows: a list that touches it.

What belongs to a row of figures is known by its header or its cells: a target, a rating, a note, an owner, a sum. Two
columns or more that are none of these, side by side, are a block of their own.
"""

import re
from collections.abc import Container, Iterator
from dataclasses import replace

from analysis.sources.arrows import parse_mark
from analysis.sources.block_columns import (
    Cells,
    are_coded,
    are_distinct,
    are_grouped,
    are_measures,
    counts,
    filled,
    is_of_one,
    is_under_period,
    is_worded,
)
from analysis.sources.block_words import NAMES_ROWS, OF_AREAS, WHO
from analysis.sources.case_cells import are_figures, are_refs, is_cross_table, is_day, is_phrase
from analysis.sources.fields_of_one import are_fields_of_one
from analysis.sources.lone_lines import are_lines_of_nobody_known
from analysis.sources.missing_words import missing_reason
from analysis.sources.people_in_grids import ROLE
from analysis.sources.person_names import says_measure
from analysis.sources.scorecard.column_words import ColumnRole, split_heading
from analysis.sources.sheet_blocks import SheetBlock, is_words, names_period

FEWEST = 2  # columns: one alone says too little of anybody
MOSTLY = 0.6
OF_FIGURES: tuple[ColumnRole, ...] = (
    "target",
    "benchmark",
    "forecast",
    "change",
    "aggregate",
    "previous",
    "numerator",
    "denominator",
    "outturn",
)
OF_WORDS: tuple[ColumnRole, ...] = ("ref", "unit", "polarity", "basis", "rag", "direction", "remark", "person")
ON_THE_LEFT: tuple[ColumnRole, ...] = ("label", "section", "area")
_PUT_IN = re.compile(
    r"\b(?:updated?|modified|refresh\w*|loaded|publish\w*|released?|reported|extract\w*|entered|created|set|agreed|due"
    r"|next|deadline|snapshot|as at)\b",
    re.IGNORECASE,
)


def parted(block: SheetBlock) -> Iterator[SheetBlock]:
    """Yield a table without what stands left or right of its periods and belongs to none of its rows, and that too."""
    spans = list(_spans_beside(block))
    inner = {at for span in spans for at in span}
    yield from _heads_of_nothing(block)
    yield replace(
        block,
        header=_without(block.header, inner),
        rows=tuple(_without(row, inner) for row in block.rows),
    )
    for span in spans:
        rows = tuple(row[span.start : span.stop] for row in block.rows if any(row[span.start : span.stop]))
        yield SheetBlock(block.above, block.left + span.start, block.header[span.start : span.stop], rows)


def _without(row: tuple[str, ...], places: Container[int]) -> tuple[str, ...]:
    return tuple("" if at in places else cell for at, cell in enumerate(row))


def _heads_of_nothing(block: SheetBlock) -> Iterator[SheetBlock]:
    """Yield cells of a header, right of its periods, with nothing below any of them: a row of its own."""
    periods = [at for at, cell in enumerate(block.header) if names_period(cell)]
    if not periods:
        return
    beside = [at for at in range(periods[-1] + 1, len(block.header)) if not any(row[at] for row in block.rows)]
    held = tuple(block.header[at] for at in beside if block.header[at])
    if len(held) >= FEWEST and any(map(_is_figure_or_day, held)):
        yield SheetBlock(block.above, block.left + beside[0], (), (held,), is_part=True)


def _spans_beside(block: SheetBlock) -> Iterator[range]:
    if not block.header:
        return
    columns = [_under_own_header(*column) for column in zip(block.header, zip(*block.rows, strict=True), strict=True)]
    periods = [at for at, column in enumerate(columns) if is_under_period(*column)]
    if not periods:
        return
    for side, is_left in ((range(periods[0]), True), (range(periods[-1] + 1, len(columns)), False)):
        strange = [at for at in side if any(columns[at][1]) and not _belongs(*columns[at], is_left=is_left)]
        behind = [] if is_left else [row[side.start :] for row in (block.header, *block.rows)]
        if behind and len(side) and are_fields_of_one(behind):
            yield side
            return
        lone = [] if is_left or len(strange) >= FEWEST else [at for at in side if _may_be_people(*columns[at])]
        yield from (range(at, at + 1) for at in lone)
        if len(strange) >= FEWEST and not (is_left and is_cross_table([columns[at][1] for at in strange])):
            gap = max((at for at in side if at < strange[0] and not any(columns[at][1])), default=None)
            yield range(strange[0] if gap is None else gap + 1, strange[-1] + 1)


def _under_own_header(header: str, cells: Cells) -> tuple[str, Cells]:
    """A column with the header of its own that stands below one over several."""
    is_headed = not header and bool(cells) and (is_words(cells[0]) or names_period(cells[0]))
    return (cells[0], cells[1:]) if is_headed and not are_grouped(cells) else (header, cells)


def _belongs(header: str, cells: Cells, *, is_left: bool) -> bool:
    """Whether a column says something of a row of figures."""
    held = filled(cells)
    if (
        is_under_period(header, cells)
        or counts(header, cells)
        or len(set(held)) == 1
        or all(parse_mark(cell) is not None or missing_reason(cell) is not None for cell in held)
    ):
        return True
    if sum(map(is_day, held)) > len(held) / 2:
        return _PUT_IN.search(header) is not None
    if names_period(header):
        return sum(map(is_words, held)) <= len(held) / 2
    role, period = split_heading(header)
    is_of_figures = sum(are_figures([cell]) for cell in held) >= MOSTLY * len(held)
    is_unnamed = is_of_figures and not header and not is_left
    if is_unnamed or _is_figure_or_day(header):  # numbers that nothing names, or the first of a list for a header
        return False
    if is_of_figures or period is not None or role in OF_FIGURES:
        return is_of_figures and not is_of_one(header, cells)
    return (
        role in OF_WORDS
        or (is_left and role in ON_THE_LEFT)
        or any(known.search(header) for known in (NAMES_ROWS, ROLE))
        or WHO.fullmatch(header) is not None
        or _says_of_rows(header, held, is_left=is_left)
    )


def _may_be_people(header: str, cells: Cells) -> bool:
    """Whether one column touching a table is a list of its own: of unknown words, numbers or fields of a person."""
    if are_lines_of_nobody_known(header, cells):
        return split_heading(header)[0] not in OF_WORDS
    if _is_figure_or_day(header) and are_figures(filled(cells)):
        return True
    return are_fields_of_one([(cell,) for cell in (header, *cells)])


def _is_figure_or_day(cell: str) -> bool:
    """Whether a cell is a number or a day, and names no period."""
    return bool(cell) and not names_period(cell) and (is_day(cell) or (cell.isdigit() or are_figures([cell])))


def _says_of_rows(header: str, held: Cells, *, is_left: bool) -> bool:
    """Whether the cells themselves name what is counted, group it, number it, or say something of it in a sentence."""
    if are_measures(held) or sum(map(is_phrase, held)) > len(held) / 2:
        return True
    if is_left:
        are_labels = are_distinct(held) and sum(map(says_measure, held)) >= MOSTLY * len(held)
        is_said = is_worded(held) and (are_grouped(held) or are_labels)
        return is_said or OF_AREAS.search(header) is not None or are_coded(held) or are_refs(header, held)
    return False
