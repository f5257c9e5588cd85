"""Where a grid of cells names people: under which header, in which column or row, whatever else it holds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile, takewhile

from analysis.sources.person_columns import are_identifiers
from analysis.sources.person_headers import announces_people
from analysis.sources.person_names import (
    are_addresses,
    are_in_another_script,
    are_initials,
    are_names,
    are_names_in_a_row,
    are_numbered_people,
    are_single_names,
    could_be_names,
    is_place,
    is_surname,
    labels_of_people,
)
from analysis.sources.table import column_letters

HEADERS_WITHIN = 60  # rows from the top of a grid, and every row that follows an empty one
ROWS_UNDER = 300  # that are looked at under a header
FEWEST_NUMBERS = 4
FEWEST_PARTED, FEWEST_OF_LETTERS = 6, 5  # surnames with an initial in a cell of its own, and different initials
MOSTLY_PARTED = 0.8
_MANY = re.compile(r"(?:s|ren|people)\s*$", re.IGNORECASE)  # a header that says several, and counts them
_LETTER = re.compile(r"[A-Z]\.?")
SHORT_NUMBER = 4  # digits
ROLE = re.compile(
    r"\b(owner|lead|officer|sponsor|director|manager|head|author|contact|role|accountable|responsib\w*"
    r"|approv\w*|chair|board"
    r"|completed by|updated by|provided by|reviewed by|by whom|assigned|governance|representative|commissioner|auditor"
    r"|moderator|trainer|facilitator|presenter|deputy|backup|holder|apologies|councillor"
    r"|minute[- ]?taker|reviewer)s?\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[<>~]?-?[\d,]{1,7}(\.\d+)?%?|-?\d*\.\d+|[a-z*:.\-]{1,3}|n/a|", re.IGNORECASE)
AMOUNT = re.compile(
    r"\b(number of|total|count|population|budget|spend|cost|amount|rate|percent\w*|actual|forecast|outturn|variance"
    r"|income|grant|payments?|value|rows|records)\b|%|£",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\s*(?:please |who(?:m)? to )?(?:ask|contact|speak to|call|ring|e-?mail|questions to|queries to"
    r"|check with)(?: .*)?",
    re.IGNORECASE,
)
_ANSWERED_FOR = re.compile(
    r"(?:measure|indicator|kpi|metric|sheet|tab|section|theme|chapter|page|line)s?(?: (?:no|nos|numbers?))?\.?",
    re.IGNORECASE,
)
_ACTION = re.compile(
    r"\b(actions?|tasks?|recommendations?|risks?|decisions?|objectives?|roles?|job title|organisation|changed?"
    r"|we will)\b",
    re.IGNORECASE,
)
_OF_WORKERS = re.compile(
    r"\b(workers?|practitioners?|officers?|staff|carers?|child(?:ren)?|household)\b", re.IGNORECASE
)
_TYPE_OF_FIELD = re.compile(
    r"(?:n?(?:var)?char|text|string|(?:big|small|tiny)?int(?:eger)?|bit|bool(?:ean)?|date(?: ?time)?2?|timestamp"
    r"|numeric|decimal|float|double|money|guid|uniqueidentifier|lookup|number)(?: ?\([\d, max]+\))?",
    re.IGNORECASE,
)
_BY = re.compile(r"\bby\s*$", re.IGNORECASE)  # "Modified by" and others of exports
_WHO_ACTS = re.compile(r"\s*(by )?(whom?|name)\s*", re.IGNORECASE)


def answers(header: str) -> bool:
    """Whether a header says that those below it answer for something, or can be asked about it."""
    return ROLE.search(header) is not None or _ASKED.fullmatch(header) is not None


def people_in(rows: Sequence[Sequence[str]], columns: Sequence[Sequence[str]]) -> str | None:
    """Return where names, initials or numbers of people stand in a column, or side by side as headers; else None."""
    heads = list(_heads(rows))
    answering = {at for at in range(len(columns)) if _names_who_answers(heads, at)}
    for at in header_rows(rows):
        if (position := _people_under(rows, at, len(columns))) is not None:
            return f"column {column_letters(position)} has names of people under a header that announces them"
        row = [
            cell for place, cell in enumerate(rows[at]) if place not in answering and not _follows_role(rows[at], place)
        ]
        if _are_people(row) or _are_people(row[1:]) or are_single_names(row[1:]):
            return "a row holds names or initials of people"
    first = next((row for row in rows if sum(1 for cell in row if cell.strip()) > 1), ())
    if are_identifiers(first[1:]) and not AMOUNT.search(first[0]):
        return "the first row holds a code in each column, each another one"
    if (parted := _parted_names(columns)) is not None:
        return f"column {column_letters(parted)} holds initials, with a name beside each"
    named = _named_column(rows, columns)
    return f"column {column_letters(named)} holds people by name or number" if named is not None else None


def _follows_role(row: Sequence[str], place: int) -> bool:
    """Whether the cell before says that who stands here answers for something: "Author", "Reviewer"."""
    return place > 0 and (answers(row[place - 1]) or _BY.search(row[place - 1].rstrip(" :")) is not None)


def _people_under(rows: Sequence[Sequence[str]], at: int, columns: int) -> int | None:
    """Return the column of a row whose cell announces people and has some under it."""
    is_title = columns > 1 and sum(1 for cell in rows[at] if cell.strip()) == 1
    for position, cell in enumerate(() if is_title else rows[at]):
        if announces_people(cell.strip()) and not _is_who_acts(cell, rows[at]):
            below = under(rows, at, position)
            if _are_fields(rows, at, position):
                continue
            if cell not in below and (could_be_names(below) or (not _MANY.search(cell) and _are_short_numbers(below))):
                return position
    return None


def _named_column(rows: Sequence[Sequence[str]], columns: Sequence[Sequence[str]]) -> int | None:
    """Return the first column that names people, whatever stands above."""
    labels = next((at for at, cells in enumerate(columns) if _are_words(cells)), 0)
    others = any(_are_words(cells) and not are_names(cells) for cells in columns[labels + 1 :])
    heads = list(_heads(rows))
    for at, cells in enumerate(columns):
        is_label = at == labels
        if are_numbered_people(cells) or are_in_another_script(cells):
            return at
        if not _names_places(heads, at, is_only=is_label and not others) and _names_people(cells, is_label=is_label):
            return at
    return None


def _parted_names(columns: Sequence[Sequence[str]]) -> int | None:
    """Return the column of initials beside one of surnames: one letter a row, several of them, in no order."""
    for at, cells in enumerate(columns):
        beside = [columns[place] for place in (at - 1, at + 1) if 0 <= place < len(columns)]
        pairs = [[(one.strip(), other.strip()) for one, other in zip(cells, near, strict=False)] for near in beside]
        if any(map(_are_parted_names, pairs)):
            return at
    return None


def _are_parted_names(pairs: Sequence[tuple[str, str]]) -> bool:
    named = [(letter, word) for letter, word in pairs if _LETTER.fullmatch(letter)]
    letters, words = [letter[0] for letter, _ in named], {word for _, word in named if is_surname(word)}
    return (
        len(words) >= FEWEST_PARTED
        and len(words) >= MOSTLY_PARTED * len(named)
        and len(named) >= MOSTLY_PARTED * sum(1 for letter, _ in pairs if letter)
        and len(set(letters)) >= FEWEST_OF_LETTERS
        and letters not in (sorted(letters), sorted(letters, reverse=True))
    )


def _names_people(cells: Sequence[str], *, is_label: bool) -> bool:
    """Whether a column names people. is_label: it is the one that says what is counted."""
    if labels_of_people(cells) or are_names_in_a_row(cells):
        return True
    return is_label and (_are_people(cells) or are_single_names(cells))


def _are_short_numbers(cells: Sequence[str]) -> bool:
    """Whether all cells are numbers of four digits, each another one and in no order, as of cases."""
    in_order = sorted(cells)
    return (
        len(cells) >= FEWEST_NUMBERS
        and all(text.isdigit() and len(text) == SHORT_NUMBER for text in cells)
        and len(set(cells)) == len(cells)
        and list(cells) not in (in_order, in_order[::-1])
    )


def _are_people(cells: Sequence[str]) -> bool:
    return are_names(cells) or are_initials(cells) or are_numbered_people(cells) or are_addresses(cells)


def _are_words(cells: Sequence[str]) -> bool:
    """Whether a column holds words and not figures, below its header."""
    filled = [text for cell in cells if (text := cell.strip())][1:]
    return bool(filled) and sum(1 for text in filled if is_figure(text)) < len(filled) / 2


def _heads(rows: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    """The first row of each block that has more than a title, and the next under one that is half as full at most.

    A name further down is none that heads a column; over months stand years.
    """
    above: int | None = None  # cells of the row that may head another; None before a block
    for at, row in enumerate(rows):
        filled = sum(1 for cell in row if cell.strip())
        if at == 0 or not filled:
            above = 0
        if above is not None and filled > 1:
            if 2 * above <= filled:
                yield row
            above = filled if above == 0 else None


def _names_places(heads: Iterable[Sequence[str]], position: int, *, is_only: bool) -> bool:
    """Whether a header says that a column lists places ("Ward", "School"), or who answers for a row ("Owner").

    is_only: no other column says what is counted, so that those who answer are what is counted.
    """
    above = [(row[position].strip(), row) for row in heads if position < len(row)]
    return any(
        _is_who_acts(cell, row)
        or (is_place(cell) and not (announces_people(cell) or _OF_WORKERS.search(cell)))
        or (
            (answers(cell) or _BY.search(cell))
            and not (announces_people(cell) or (is_only and not _says_for_what(row)))
        )
        for cell, row in above
    )


def _names_who_answers(heads: Iterable[Sequence[str]], position: int) -> bool:
    """Whether a header says that those below it answer for a row, audit, chair or teach; workers are none of them."""
    above = [row[position].strip() for row in heads if position < len(row)]
    return any(answers(cell) and not (announces_people(cell) or _OF_WORKERS.search(cell)) for cell in above)


def _says_for_what(row: Iterable[str]) -> bool:
    """Whether a header beside those who answer says for what: measures by their numbers, sheets."""
    return any(_ANSWERED_FOR.fullmatch(cell.strip()) for cell in row)


def _are_fields(rows: Sequence[Sequence[str]], at: int, position: int) -> bool:
    """Whether what stands below a header are fields of a data base: most have a type of such beside them."""
    filled = takewhile(lambda row: any(cell.strip() for cell in row), rows[at + 1 : at + 1 + ROWS_UNDER])
    below = [row for row in filled if position < len(row) and row[position].strip()]
    typed = sum(any(map(is_type_of_field, row)) for row in below)
    return bool(below) and typed >= MOSTLY_PARTED * len(below)


def is_type_of_field(cell: str) -> bool:
    """Whether a cell is a type of the fields of a data base."""
    return _TYPE_OF_FIELD.fullmatch(cell.strip()) is not None


def _is_who_acts(cell: str, row: Iterable[str]) -> bool:
    """Whether a header says who does what another column of a list of actions says."""
    return _WHO_ACTS.fullmatch(cell) is not None and any(map(_ACTION.search, row))


def header_rows(rows: Sequence[Sequence[str]]) -> Iterator[int]:
    """Rows that may be a header: near the top, or the first after an empty row, with words and not figures in them."""
    for at, row in enumerate(rows):
        filled = [cell for cell in row if cell.strip()]
        follows_gap = at == 0 or not any(cell.strip() for cell in rows[at - 1])
        if not filled or (at > HEADERS_WITHIN and not follows_gap):
            continue
        if at == 0 or sum(1 for cell in filled if is_figure(cell)) < len(filled) / 2:
            yield at


def is_figure(cell: str) -> bool:
    """Whether a cell is a number, or what stands where one is missing."""
    return bool(_FIGURE.fullmatch(cell.strip()))


def under(rows: Sequence[Sequence[str]], at: int, position: int) -> list[str]:
    """Filled cells under a header, as many as show what they are, down to an empty row."""
    below = rows[at + 1 : at + 1 + ROWS_UNDER]
    block = list(takewhile(lambda row: any(cell.strip() for cell in row), dropwhile(lambda row: not any(row), below)))
    return [text for row in block if position < len(row) and (text := row[position].strip())]
