"""Whether a few rows are understood: too few to show a form, so that each must say by its words what it is.

A child is told in three cells as well as in thirty. So a title, a note, a sum, a field of a title page or a row of a
table is known by its words; a number that nothing names, or kinds and days beside each other, are not.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from analysis.sources.arrows import parse_mark
from analysis.sources.block_columns import (
    Cells,
    are_distinct,
    are_measures,
    are_versions,
    counts,
    filled,
    is_under_period,
    is_worded,
)
from analysis.sources.block_words import (
    NAMES_ROWS,
    OF_ONE,
    PLACE_OF_WORK,
    SCHEDULED,
    TITLE_PAGE,
)
from analysis.sources.case_cells import AGE, CODE, OLDEST, are_figures, is_day, is_edit, is_phrase, is_time
from analysis.sources.fields_of_one import are_fields_of_one
from analysis.sources.lone_lines import are_ages_and_sexes, are_lines_of_nobody_known, heads_people, is_known
from analysis.sources.missing_words import missing_reason
from analysis.sources.people_in_grids import ROLE, answers
from analysis.sources.person_headers import says_how_to_reach
from analysis.sources.person_names import says_measure, says_what
from analysis.sources.scorecard.column_words import column_role
from analysis.sources.sheet_blocks import SheetBlock, is_header, is_words, names_period
from analysis.sources.single_children import tells_of_one_case

PAIR = 2  # a field and its value
PARTS_OF_RECORD = 3  # of a text: a place, a kind and a day
_SEX = re.compile(r"(?:sex|gender|m/f|f/m|g)\.?", re.IGNORECASE)
_PARTS = re.compile(r"\s*[,;|]\s*|\s+[-\u2013/]\s+")  # not those of a day
_NUMBERED = re.compile(r"\b(?:no|num|number|id|refs?|reference|score)\b", re.IGNORECASE)
_FIGURE = re.compile(r"[-(]?[£$]?\d[\d., ']*%?\)?")  # in any spelling
_LONG_NUMBER = re.compile(r"\D*\d{4,}\D*")
_NAMED_BY_SIGN = re.compile(r".*[:=]\s*$|\W*$")
_VERSION = re.compile(r"(?:v|ver|version|rev|issue)\.? ?\d+(?:\.\d+)*|\d\.\d+", re.IGNORECASE)
_NUMBERED_LINE = re.compile(
    r"[\W_]*[A-Za-z]{0,3}[1-9]\d{4,9}\s*(?:[-\u2013:,.;/]\s*|\s)[^\W\d_]{3,}"
)  # a case, and what of it
_AGED = re.compile(
    r"([^\W\d_a-z](?:[^\W\d_]{2,15}|\.? ?[A-Z]\.?)) ?\((?:aged? |y|yr |year )?(\d{1,2})(?: ?(?:y|yrs?|years?))?\)"
)
_OF_MANY = re.compile(  # in a note that says what is counted
    r"\b(?:children|young people|placements|episodes|cases|families|carers|figures?|numbers?|count(?:s|ed)?|rates?"
    r"|includ\w+|exclud\w+|data|measures?|defin\w+|months?|years?)\b|%",
    re.IGNORECASE,
)
_OF_ANY_TABLE = re.compile(
    r"\b(?:total|sum|all|average|mean|median|number|count|rate|percent\w*|n|base|sample|rows?|records|cases|months?|days?)\b"
    r"|[%=]|\bno\.$",
    re.IGNORECASE,
)


def is_short_block_understood(block: SheetBlock) -> bool:
    """Whether the few rows of a block are lines of text, a small table, or rows that each say what they are."""
    if not block.header and len(block.rows) > 1 and is_header(block.rows[0]):
        block = replace(block, header=block.rows[0], rows=block.rows[1:])
    lines = (block.header, *block.rows) if block.header else block.rows
    labels = [row[0] for row in lines]
    if are_fields_of_one(lines) or heads_people(lines[0], labels) or are_ages_and_sexes(labels):
        return False
    if all(sum(map(bool, row)) <= 1 for row in lines):
        cells = [cell for row in lines for cell in filled(row)]
        return not are_lines_of_nobody_known("", cells) and all(
            is_line_understood(cell) for row in lines for cell in filled(row)
        )
    if block.header and _is_small_table(block):
        return True
    is_alone = len(lines) == 1
    return all(
        (block.is_part and _is_row_of_table(row)) or _is_row_understood(filled(row), is_alone=is_alone)
        for row in block.rows
        if any(row)
    )


def _is_row_of_table(row: Sequence[str]) -> bool:
    """Whether a row within a table has one name, which is counted, and besides it figures, gaps and marks alone."""
    names = [cell for cell in filled(row) if not (are_figures([cell]) or _is_mark(cell) or _FIGURE.fullmatch(cell))]
    said = [names[0]] if len(names) == 1 else [] if names else filled(row)[:1]  # "No." looks like a gap
    return any(_OF_ANY_TABLE.search(name) or (name in names and says_measure(name)) for name in said)


def is_line_understood(text: str) -> bool:
    """Whether a text that stands alone is a title or a note: no number without a word, and no record in parts."""
    parts = [part for part in _PARTS.split(text) if part]
    if len(parts) >= PARTS_OF_RECORD and any(map(_is_event, parts)):
        return _says_what_it_is(text)
    if names_period(text) or is_day(text) or text.endswith("%"):
        return True
    if are_figures([text]):
        return not any(map(str.isdigit, text))
    if is_line_of_a_case(text):
        return False
    if CODE.fullmatch(text) and _LONG_NUMBER.fullmatch(text):
        return False
    return not tells_of_one_case(text) or _OF_MANY.search(text) is not None


def is_line_of_a_case(text: str) -> bool:
    """Whether a line begins with a number of a case, or is initials or an unknown word with an age in brackets."""
    if _NUMBERED_LINE.match(text):
        return True
    found = _AGED.fullmatch(text)
    return found is not None and int(found[2]) <= OLDEST and not is_known(found[1])


def _is_event(part: str) -> bool:
    return (is_day(part) or is_time(part)) and not names_period(part)


def _says_what_it_is(text: str) -> bool:
    return any(known.search(text) for known in (TITLE_PAGE, SCHEDULED, NAMES_ROWS)) or is_edit(text)


def _is_small_table(block: SheetBlock) -> bool:
    """Whether headers say what the columns of a few rows are: periods, words of counting, or things that are listed."""
    columns = block.columns
    if any(is_under_period(*column) for column in columns):
        return True
    if not are_distinct(filled(block.header)) or any(_is_of_one(*column) for column in columns):
        return False
    if _lists_things(block) or are_measures(filled(block.header)) or _are_tiles(block):
        return True
    is_named = is_worded(columns[0][1]) or all(map(names_period, filled(columns[0][1])))
    return is_named and any(are_figures(cells) and counts(header, cells) for header, cells in columns)


def _lists_things(block: SheetBlock) -> bool:
    """Whether a header names things that are no persons, or says how to reach who answers for one."""
    headers = [header for header, _ in block.columns]
    named = any(
        (NAMES_ROWS.search(header) and is_worded(cells)) or are_versions(header, cells)
        for header, cells in block.columns
    )
    reached = any(map(says_how_to_reach, headers)) and any(map(ROLE.search, headers))
    answered = any(map(answers, headers[1:])) and all(map(says_what, filled(block.columns[0][1])))
    return (
        named
        or reached
        or answered
        or any(PLACE_OF_WORK.search(header) or SCHEDULED.search(header) for header in headers)
    )


def _are_tiles(block: SheetBlock) -> bool:
    """Whether each header names what is counted, above figures and their periods alone, as on a dashboard."""
    cells = [cell for row in block.rows for cell in filled(row)]
    are_said = all(map(says_measure, filled(block.header)))
    return are_said and all(are_figures([cell]) or names_period(cell) or _is_mark(cell) for cell in cells)


def _is_of_one(header: str, cells: Cells) -> bool:
    """Whether a column has an age, a sex, or a length that only one person has."""
    if AGE.match(header) or _SEX.fullmatch(header):
        return are_figures(filled(cells)) or all(len(cell) == 1 for cell in filled(cells))
    is_number = _NUMBERED.search(header) is not None  # "CP number" may be a total
    return (
        OF_ONE.search(header) is not None and not is_number and are_figures(filled(cells)) and not counts(header, cells)
    )


def _is_row_understood(row: Sequence[str], *, is_alone: bool) -> bool:
    """Whether one row says what it is: a name of what is counted and figures, a field and its value, words of tables.

    is_alone: no other row stands with it, so that it may be a heading.
    """
    if len(row) == 1:
        return is_line_understood(row[0])
    is_case = any(map(is_line_of_a_case, row))
    if is_case or (len(row) == PAIR and _is_field(*row)):
        return not is_case
    figures = [cell for cell in row if are_figures([cell]) or names_period(cell) or _is_mark(cell)]
    words = [cell for cell in row if cell not in figures and is_words(cell)]
    if len(figures) + len(words) < len(row):  # days, lengths, addresses
        return _VERSION.fullmatch(row[0]) is not None or (bool(words) and _says_what_it_is(words[0]))
    if not words:
        return any(all(map(known, row)) for known in (names_period, _is_mark, _is_percentage))
    values = [cell for cell in figures if any(map(str.isdigit, cell)) and not names_period(cell)]
    if values and len(set(words)) <= PAIR and all(len(cell) > 1 for cell in words):
        return any(_names_count(word, values) for word in words)
    is_heading = is_alone and not figures and any(map(_heads_something, words))
    is_said = any(map(is_phrase, words)) and len(set(words)) > len(words) / 2
    return is_heading or is_said or (not figures and len(set(words)) == 1)


def _is_percentage(cell: str) -> bool:
    return cell.endswith("%")


def _names_count(name: str, figures: Sequence[str]) -> bool:
    """Whether a name is one of what is counted, and the figures beside it are no ages under a kind of need."""
    if _OF_ANY_TABLE.search(name):
        return True
    return says_measure(name) and (is_phrase(name) or not all(map(_is_age, figures)))


def _is_mark(cell: str) -> bool:
    return parse_mark(cell) is not None or missing_reason(cell) is not None


def _heads_something(cell: str) -> bool:
    return (
        says_measure(cell)
        or is_phrase(cell)
        or column_role(cell) is not None
        or any(known.search(cell) for known in (TITLE_PAGE, NAMES_ROWS, SCHEDULED, ROLE))
    )


def _is_field(name: str, value: str) -> bool:
    """Whether a name of something that a title page, a key or a setting says stands before its value."""
    if AGE.match(name) or _SEX.fullmatch(name):
        return False
    if TITLE_PAGE.search(name) or ROLE.search(name) or _OF_ANY_TABLE.search(name) or column_role(name) is not None:
        return True
    if are_figures([value]):
        return _names_count(name, [value])
    return is_words(value) and (is_phrase(value) or parse_mark(name) is not None)


def _is_age(value: str) -> bool:
    return value.isdigit() and int(value) <= 25
