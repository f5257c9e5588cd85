"""Whether each block of a grid is understood: figures, or one of the few kinds of text that stand beside them.

Lists of single children take every form. So it is asked the other way round: a block of several rows has to be
a table of figures (what is counted, under periods or words of counting, in rows that are each named), or a register of
things of which none is a person (measures, meetings, changes, words and what they mean). A block that is neither is not
understood, and its file is not read.
"""

import re
from collections.abc import Iterator, Sequence

from analysis.sources.block_columns import (
    Cells,
    Column,
    are_coded,
    are_distinct,
    are_grouped,
    are_ticks,
    are_versions,
    counts,
    counts_many,
    filled,
    forms_of,
    is_in_order,
    is_key,
    is_mixed,
    is_of_events,
    is_of_one,
    is_under_period,
    is_worded,
    names_rows,
)
from analysis.sources.block_words import (
    MEASURE,
    MEETS,
    NAMES_ROWS,
    OF_PLACES,
    PERIOD,
    PLACE_OF_WORK,
    SCHEDULED,
    SEPARATED,
    TITLE_PAGE,
    VALUE,
    WHO,
)
from analysis.sources.case_cells import (
    CODE,
    OLDEST,
    are_figures,
    are_in_order,
    are_large,
    are_refs,
    is_cross_table,
    is_day,
    is_edit,
    is_phrase,
    most,
)
from analysis.sources.columns_beside import parted
from analysis.sources.fields_of_one import are_fields_of_one
from analysis.sources.lone_lines import (
    are_ages_and_sexes,
    are_lines_of_nobody_known,
    are_long_codes,
    are_sexes,
    heads_people,
)
from analysis.sources.people_in_grids import ROLE
from analysis.sources.person_names import are_initials, says_measure
from analysis.sources.scorecard.column_words import column_role
from analysis.sources.sheet_blocks import SheetBlock, blocks_of, names_period
from analysis.sources.short_blocks import is_line_of_a_case, is_short_block_understood
from analysis.sources.single_children import is_about_one, tells_of_one_case
from analysis.sources.table import column_letters

FEWEST_ROWS = 4  # records: of fewer nobody can say
FEWEST_LINES = 3  # that tell of cases
PAIR = 2  # a field and its value; of columns or events, the fewest that stand beside each other
FORMS_OF_RECORD = 3  # a number, a day and a word
REPEATED = 3  # records of the same fields
A_QUARTER, MOSTLY, NEARLY_ALL = 0.25, 0.6, 0.8
MOST_OF_LOOKUP = 3  # columns of codes and what they mean
LONGEST_TEXT = 20_000  # characters that are looked at
_OF_TICKS = (TITLE_PAGE, SCHEDULED, MEETS, ROLE, NAMES_ROWS)
_LINES = re.compile(r"[;\n|]\s*")
_FIELD = re.compile(r"([^\W\d][^:]{1,30}): +\S")
_PARTS = re.compile(r",\s*|\t|\s+[-\u2013]\s+")


def not_understood(rows: Sequence[Cells]) -> str | None:
    """Return which cells of a grid are not understood, in words that quote none of it; None where all are."""
    blocks = [part for block in blocks_of(rows) for part in parted(block)]
    strange = (block for block in blocks if not is_understood(block))
    paired = (block for block in _records_of_pairs(blocks) if not _is_known(block))
    lines = (block for block in _lines_of_tables(blocks) if not is_understood(block))
    found = next(strange, None) or next(paired, None) or next(lines, None)
    return _place_of(found) if found is not None else None


def _lines_of_tables(blocks: Sequence[SheetBlock]) -> Iterator[SheetBlock]:
    """Yield the lines that stand within tables, one cell in each row, as one list."""
    lines = [(block, cell) for block in blocks if block.is_part for row in block.rows for cell in row if cell]
    alone = [(block, cell) for block, cell in lines if len(block.rows) == 1 and len(filled(block.rows[0])) == 1]
    if alone:
        yield SheetBlock(alone[0][0].above, alone[0][0].left, (), tuple((cell,) for _, cell in alone))


def _place_of(block: SheetBlock) -> str:
    """Where a block stands, as Excel counts rows and columns."""
    first, last = block.above + 1, block.last + 1
    rows = f"row {first}" if first == last else f"rows {first} to {last}"
    left, right = column_letters(block.left), column_letters(block.left + block.width - 1)
    return f"{rows}, column {left}" if left == right else f"{rows}, columns {left} to {right}"


def registers_beside_figures(rows: Sequence[Cells]) -> list[SheetBlock]:
    """Return the blocks of a grid that are lists of other things than figures, where it has a table of figures too."""
    blocks = [block for block in blocks_of(rows) if len(block.rows) >= FEWEST_ROWS]
    figures = [any(is_under_period(*column) for column in block.columns) for block in blocks]
    if not any(figures):
        return []
    others = (block for block, is_figure in zip(blocks, figures, strict=True) if not is_figure)
    return [block for block in others if not _is_table_of_figures(block) and (_is_register(block) or _are_lists(block))]


def is_list_of_cases(text: str) -> bool:
    """Whether the lines or parts of one text are a list of cases, as rows of a grid would be."""
    parts = [part for part in _LINES.split(text[:LONGEST_TEXT]) if part]
    rows = [_PARTS.split(part) for part in parts]
    if len(rows) < FEWEST_ROWS:
        return False
    return are_initials([row[0] for row in rows if len(row) > 1]) or not_understood(rows) is not None


def is_understood(block: SheetBlock) -> bool:
    """Whether a block is a table of figures, or a register of things of which none is a person."""
    if len(block.rows) >= FEWEST_ROWS:
        return _is_known(block)
    return is_short_block_understood(block) or _is_sheet_on_its_side(block)


def _is_known(block: SheetBlock, *, is_turned: bool = False) -> bool:
    if len(block.columns) < PAIR:
        return not block.columns or (not _is_of_people(block) and _is_list_or_note(block))
    is_of_people = not is_turned and _is_of_people(block)
    if is_of_people or any(_tell_of_cases(cells) for _, cells in block.columns):
        return False
    if any(is_under_period(*column) for column in block.columns):
        return _is_table_of_figures(block)
    if not is_turned and _lies_on_its_side(block):
        return _is_known(block.on_its_side, is_turned=True)
    if _are_ticks_of_nobody_known(block):
        return False
    return any(judge(block) for judge in (_is_table_of_figures, _is_register, _is_calendar, _are_lists))


def _is_of_people(block: SheetBlock) -> bool:
    """Whether a block is a form about one person, or of rows, columns or lines of what may be people."""
    if len(block.columns) < PAIR and any(
        are_lines_of_nobody_known(header, (header, *cells)) for header, cells in block.columns
    ):
        return True
    return are_fields_of_one((block.header, *block.rows)) or _may_be_people(block)


def _may_be_people(block: SheetBlock) -> bool:
    """Whether what rows or columns are called may be people: unknown words under no header of places or things."""
    if len(block.columns) < PAIR:
        return False
    columns = block.columns
    if heads_people(block.header, columns[0][1]) or any(are_ages_and_sexes(cells) for _, cells in columns):
        return True
    if any(sum(map(is_line_of_a_case, cells)) >= FEWEST_LINES for _, cells in columns):
        return True
    if any(map(are_sexes, (cells for _, cells in columns))) and any(_are_ages(*column) for column in columns):
        return True
    if any(are_large(header or "cases", cells) or is_under_period(header, cells) for header, cells in columns):
        columns = () if any(are_large(header or "cases", cells) for header, cells in columns) else columns[:1]
    return any(is_worded(cells) and are_lines_of_nobody_known(header, cells) for header, cells in columns)


def _are_ages(header: str, cells: Cells) -> bool:
    """Whether all figures of a column could be ages, and its header does not say that they count."""
    held = filled(cells)
    return all(cell.isdigit() and int(cell) <= OLDEST for cell in held) and not counts(header, cells)


def _are_ticks_of_nobody_known(block: SheetBlock) -> bool:
    """Whether several columns are of ticks, and neither their headers nor what the rows are called say what is done."""
    ticks = [header for header, cells in block.columns if are_ticks(cells)]
    said = [header for header in ticks if names_period(header) or any(known.search(header) for known in _OF_TICKS)]
    names = [
        cells for header, cells in block.columns if is_worded(cells) and not (are_ticks(cells) or are_coded(cells))
    ]
    are_things = any(most(cells, is_phrase) and are_distinct(cells) for cells in names)
    headed = any(known.search(header) for header, _ in block.columns for known in (NAMES_ROWS, PLACE_OF_WORK, ROLE))
    are_cases = [cells for header, cells in block.columns if are_coded(cells) and not are_refs(header, filled(cells))]
    if len(ticks) >= PAIR and are_cases and not names:
        return True
    return len(ticks) >= PAIR and len(said) < len(ticks) and not (are_things or headed)


def _is_list_or_note(block: SheetBlock) -> bool:
    """Whether one column alone is of lines or names, and not of numbers that nothing names or of records in a text."""
    (header, cells), *_ = block.columns
    held = filled(cells)
    if are_figures(held):
        return counts(header, cells) or are_in_order(held)
    if most(held, is_day):
        return SCHEDULED.search(header) is not None or are_in_order(held)
    if any(map(is_line_of_a_case, held)) or _are_fields(
        filled((header, *cells))
    ):  # the first of such lines is taken for a header
        return False
    if forms_of(held) >= FORMS_OF_RECORD and not any(map(is_phrase, held)):  # a record, line below line
        return False
    parts = [SEPARATED.split(cell) for cell in held]
    widths = [len(part) for part in parts]
    width = max(set(widths), key=widths.count, default=0)
    if width > PAIR and widths.count(width) >= NEARLY_ALL * len(widths):
        rows = tuple(tuple(part) for part in parts if len(part) == width)
        return _is_known(SheetBlock(block.above, block.left, (), rows))
    return not _tell_of_cases(held)


def _are_fields(cells: Cells) -> bool:
    """Whether lines say the same few things again and again, each with another value: record below record."""
    fields = [found[1] for cell in cells if (found := _FIELD.match(cell))]
    return len(fields) >= NEARLY_ALL * len(cells) and len(set(fields)) <= len(fields) / REPEATED


def _tell_of_cases(cells: Cells) -> bool:
    told = sum(tells_of_one_case(cell) or is_about_one(cell) for cell in cells)
    return told >= max(FEWEST_LINES, A_QUARTER * len(filled(cells)))


def _lies_on_its_side(block: SheetBlock) -> bool:
    """Whether each row, not each column, has cells of one form: a record stands in every column."""
    others = [cells for _, cells in block.columns[1:]]
    return len(others) >= PAIR and sum(map(is_mixed, others)) > NEARLY_ALL * len(others)


def _is_sheet_on_its_side(block: SheetBlock) -> bool:
    """Whether few rows are a table laid on its side: each begins with what would head a column."""
    return len(block.columns) > FEWEST_ROWS and _is_known(block.on_its_side, is_turned=True)


def _is_table_of_figures(block: SheetBlock) -> bool:
    """Whether some columns count, the rows are each named, and nothing beside them is of single events."""
    if _is_export(block.columns):
        return True
    is_by_period = any(is_under_period(*column) for column in block.columns)
    counted = [column for column in block.columns if counts(*column)]
    events = [cells for header, cells in block.columns if is_of_events(header, cells)]
    if is_by_period:  # one more column may say when a figure was put in
        is_dated = len(events) < PAIR and all(most(cells, is_day) for cells in events)
        are_of_one = sum(is_of_one(*column) for column in block.columns) >= PAIR
        return is_dated and not are_of_one and _are_named(block, counted)
    return bool(counted) and not events and _are_named(block, counted)


def _is_export(columns: Sequence[Column]) -> bool:
    """Whether each row has a measure, a period and a value by their headers, whatever is written for the value."""
    is_of_measures = any(MEASURE.fullmatch(header) and most(cells, says_measure) for header, cells in columns)
    is_dated = any(PERIOD.fullmatch(header) or most(cells, names_period) for header, cells in columns)
    return is_of_measures and is_dated and any(VALUE.fullmatch(header) for header, _ in columns)


def _are_named(block: SheetBlock, counted: Sequence[Column]) -> bool:
    """Whether each row of a table of figures has a name of its own, which no person has."""
    columns = block.columns
    if any(names_rows(*column) and are_distinct(column[1]) for column in columns):
        return True
    is_by_period = any(is_under_period(*column) for column in counted)
    worded = [(header, cells) for header, cells in columns if is_worded(cells)]
    if is_by_period and any(
        MEASURE.fullmatch(header) or are_distinct(cells) or most(cells, says_measure) for header, cells in worded
    ):
        return True
    keys = [cells for header, cells in columns if is_key(header, cells)]
    days = [cells for _, cells in columns if most(cells, is_day)]
    if not keys or (days and is_cross_table([*keys, *days])):
        return bool(keys)
    is_counted = any(counts_many(*column) for column in counted)
    keys += [cells for header, cells in columns if most(cells, is_day) and (is_counted or SCHEDULED.search(header))]
    combined = list(zip(*keys, strict=True))
    is_each_named = len(set(combined)) == len(combined)
    return is_each_named and (len(keys) == 1 or is_counted or any(map(are_grouped, keys)))


def _is_register(block: SheetBlock) -> bool:
    """Whether a column says in each row what is met about, done, changed, published or meant, and that is no person."""
    columns = block.columns
    is_named = any(_names_things(header, cells) for header, cells in columns if is_worded(cells))
    is_kept = _is_title_page(columns) or _is_lookup(columns) or _are_places(columns) or _is_schedule(columns)
    is_named = is_named or any(are_versions(*column) for column in columns)
    return is_named or is_kept or any(_are_edits(cells) for _, cells in columns)


def _names_things(header: str, cells: Cells) -> bool:
    is_named = NAMES_ROWS.search(header) is not None and not are_long_codes(cells)
    is_said = most(cells, says_measure) or most(cells, is_phrase)
    if are_distinct(cells):
        return is_named or is_said
    held = filled(cells)
    return is_named and is_said and len(set(held)) > len(held) / 2


def _are_edits(cells: Cells) -> bool:
    held = filled(cells)
    return sum(map(is_edit, held)) > len(held) / 2


def _is_title_page(columns: Sequence[Column]) -> bool:
    """Whether names of things that a title page says stand each before what it says: the author, the date."""
    header, cells = columns[0]
    is_said = sum(TITLE_PAGE.search(cell) is not None for cell in cells) >= MOSTLY * len(cells)
    return len(columns) == PAIR and is_said and are_distinct((*cells, header))


def _is_lookup(columns: Sequence[Column]) -> bool:
    """Whether words stand once each, beside other words that stand once each or together: codes and what they mean."""
    first, *others = (cells for _, cells in columns)
    if len(columns) > MOST_OF_LOOKUP or not all(map(is_worded, others)):
        return False
    is_once = (is_worded(first) or all(map(CODE.fullmatch, first))) and len(set(first)) == len(first)
    return is_once and all(len(set(cells)) == len(cells) or are_grouped(cells) for cells in others)


def _are_places(columns: Sequence[Column]) -> bool:
    """Whether each row is another place of work, beside what is said of such: when it was inspected, who leads it."""
    named = [cells for header, cells in columns if PLACE_OF_WORK.search(header)]
    return any(len(set(cells)) == len(cells) for cells in named) and any(
        OF_PLACES.search(header) for header, _ in columns
    )


def _is_schedule(columns: Sequence[Column]) -> bool:
    """Whether a header says what is met about or published on days, and all beside them belongs to that."""
    others = [(header, cells) for header, cells in columns if not most(cells, is_day)]
    if len(others) == len(columns) or not any(SCHEDULED.search(header) for header, _ in columns):
        return False
    return all(len(set(cells)) == 1 or _belongs_to_schedule(header, cells) for header, cells in others)


def _belongs_to_schedule(header: str, cells: Cells) -> bool:
    if MEETS.search(header) or ROLE.search(header) or WHO.fullmatch(header) or most(cells, names_period):
        return True
    return most(cells, lambda cell: SCHEDULED.search(cell) is not None)


def _is_calendar(block: SheetBlock) -> bool:
    """Whether the first column counts days, months or ages through, and is no reference."""
    header, cells = block.columns[0]
    if any(is_of_events(*column) for column in block.columns[1:]):
        return False
    return not (column_role(header) == "ref" or are_refs(header, filled(cells))) and is_in_order(header, cells)


def _are_lists(block: SheetBlock) -> bool:
    """Whether columns are lists to choose from, each with every word once."""
    if not block.header:
        return False
    return all(is_worded(cells) and len(set(filled(cells))) == len(filled(cells)) for _, cells in block.columns)


def _records_of_pairs(blocks: Sequence[SheetBlock]) -> Iterator[SheetBlock]:
    """Yield what stands as names of fields and values, record below record, as one block with a row for each."""
    narrow = [block for block in blocks if len(block.columns) == PAIR]
    lines = [line for block in narrow for line in ((block.header, *block.rows) if block.header else block.rows)]
    pairs = [(field, value) for field, value, *_ in lines]
    names = list(dict.fromkeys(field for field, _ in pairs))
    if not PAIR <= len(names) <= len(pairs) / REPEATED or are_figures(value for _, value in pairs):
        return
    records: list[dict[str, str]] = []
    for field, value in pairs:
        if not records or field in records[-1]:
            records.append({})
        records[-1][field] = value
    rows = tuple(tuple(record.get(name, "") for name in names) for record in records)
    yield SheetBlock(narrow[0].above, narrow[0].left, tuple(names), rows)
