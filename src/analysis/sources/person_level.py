"""Files with a row for each child or worker are refused at the door, before any reader sees them.

The workbench holds totals. No cell, header or sheet name of such a file goes into a message: only what kind of column
was found, and its place by number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile, takewhile
from pathlib import Path

from analysis.catalogue.errors import SourceError
from analysis.sources.header_words import read_period
from analysis.sources.limits import check_size
from analysis.sources.names import full_path
from analysis.sources.person_columns import (
    SHORTEST_DAY,
    any_days,
    are_identifiers,
    has_person_number,
    may_hold_codes_or_days,
    shows_persons,
)
from analysis.sources.person_headers import announces_people, has_tags_of_returns, header_kind
from analysis.sources.person_names import (
    are_addresses,
    are_initials,
    are_names,
    are_names_in_a_row,
    are_numbered_people,
    could_be_names,
    is_place,
    says_person,
)
from analysis.sources.raw_grids import RawGrid, UnseenError, raw_grids
from analysis.sources.table import column_letters

HEADERS_WITHIN = 60  # rows from the top of a grid, and every row that follows an empty one
ROWS_UNDER = 300  # that are looked at under a header
WIDEST = 400  # columns of a grid whose rows are looked at as well: persons may stand side by side
SHORTEST_LIST = 20  # characters
FEWEST_OF_LIST = 3  # parts and one more
OFFICIAL = frozenset({"time_period", "geographic_level"})  # the columns that every file of official statistics has
HINT = (
    "The workbench takes totals only. Count the rows by month where the data are kept, and add the counts; nothing of "
    "this file was copied or written down. If it does hold totals only, remove the column named here, or name it for "
    "what is counted."
)
_LIST = re.compile(r"[;\n|]\s*|,\s+")
_ROLE = re.compile(
    r"\b(owner|lead|officer|sponsor|director|manager|head|author|contact|accountable|responsib\w*|approv\w*|chair|board"
    r"|completed by|updated by|provided by|reviewed by|by whom|assigned|governance|representative|commissioner)s?\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[<>~]?-?[\d,]{1,7}(\.\d+)?%?|-?\d*\.\d+|[a-z*:.\-]{1,3}|n/a|", re.IGNORECASE)
_AMOUNT = re.compile(
    r"\b(number of|total|count|population|budget|spend|cost|amount|rate|percent\w*)\b|%|£", re.IGNORECASE
)
_LONG = re.compile(r"\d{5,}")  # what is counted in a council's month has a comma by then, or fewer digits
_COUNTED = re.compile(
    r"\b(number|count|total|value|figure|percent\w*|rate|children|cases|n|headcount|fte|average|sum|months?)\b|%|£",
    re.IGNORECASE,
)


class PersonLevelError(SourceError):
    """A file that has, or may have, a row for each child or worker."""


def refuse_person_level(path: Path, name: str | None = None) -> None:
    """Raise PersonLevelError where a file has a row for each person, or a part that cannot be looked into may.

    name: how messages call the file. Raises SourceError where it is too large to be looked at.
    """
    if not path.is_file():
        return
    state = path.stat()
    refusal = _looked_at(full_path(path), state.st_mtime_ns, state.st_size)
    if refusal is not None:
        raise refusal.kind(refusal.what, where=name or str(full_path(path)), hint=refusal.hint)


@dataclass(frozen=True, slots=True)
class _Refusal:
    kind: type[SourceError]
    what: str
    hint: str | None = HINT


@lru_cache(maxsize=256)
def _looked_at(path: Path, _changed: int, _size: int) -> _Refusal | None:
    """Look at a file once for each of its states: its size first, which bounds what looking costs."""
    try:
        check_size(path, path.name)
        for grid in raw_grids(path):
            shown = person_level(grid)
            if shown is not None:
                place = f" ({grid.where})" if grid.where else ""
                what = f"This file seems to have a row for each child or worker{place}: {shown}. It is not taken."
                return _Refusal(PersonLevelError, what)
    except UnseenError as unseen:  # what no reader can open either is left to the readers to refuse, in their words
        what = f"Nobody can say what this file holds: {unseen}. It is not taken."
        return _Refusal(PersonLevelError, what) if unseen.carries_rows else None
    except SourceError as too_large:
        return _Refusal(SourceError, too_large.what, too_large.hint)
    except OSError:
        return None
    return None


def person_level(grid: RawGrid) -> str | None:
    """Return what shows that the rows of a grid are persons, in words that quote none of it; None for totals."""
    return _by_text(grid) or _by_cells(grid.rows)


def _by_text(grid: RawGrid) -> str | None:
    """What only one person has, wherever it stands."""
    if grid.text and has_tags_of_returns(grid.text):
        return "it has the elements of a statutory return about children or workers"
    if not grid.is_said:
        text = grid.text or "\n".join("\t".join(row) for row in grid.rows)
        if has_person_number(text):
            return "it holds pupil, NHS or National Insurance numbers"
        if said := says_person(text):
            return said
    return _by_lists(grid.rows)


def _by_lists(rows: Sequence[Sequence[str]]) -> str | None:
    """A list of persons in one cell: several parts, each with a code or a date of birth."""
    for row in rows:
        for cell in row:
            parts = _LIST.split(cell) if len(cell) > SHORTEST_LIST else ()
            if len(parts) > FEWEST_OF_LIST and ((shown := shows_persons(parts)) or are_identifiers(parts)):
                return f"a cell holds a list of {shown or 'codes of persons'}"
    return None


def _by_cells(rows: Sequence[Sequence[str]]) -> str | None:
    codes = frozenset(at for at, cells in enumerate(_columns(rows)) if may_hold_codes_or_days(cells))
    by_header = next(filter(None, (_by_headers(rows, at, codes) for at in _header_rows(rows))), None)
    if by_header is not None or _is_official(rows):
        return by_header
    columns = [cells[:1] if _are_small_figures(cells[1:]) else cells for cells in _columns(rows)]
    for at, cells in enumerate(columns):
        if shown := shows_persons(cells):
            return f"column {column_letters(at)} holds {shown}"
    long_rows = (cells[1:] for cells in rows if len(cells) > len(columns) // 2)
    if len(columns) <= WIDEST and any(shows_persons(cells) for cells in long_rows if not _are_small_figures(cells)):
        return "a row holds dates of birth, or numbers or postcodes of persons"
    return _by_names(rows, columns) or _by_identifiers(columns)


def _are_small_figures(cells: Sequence[str]) -> bool:
    """Whether no cell could be a day, a code or a name: most columns of a wide table are, and need no second look."""
    return not any(len(text) >= SHORTEST_DAY or text.upper() != text.lower() for text in set(cells))


def _by_names(rows: Sequence[Sequence[str]], columns: Sequence[Sequence[str]]) -> str | None:
    """Names, initials or numbers of people in a column, or side by side as headers."""
    headers = list(_header_rows(rows))
    for at in headers:
        for position, cell in enumerate(rows[at]):
            is_title = len(columns) > 1 and sum(1 for one in rows[at] if one.strip()) == 1
            if not is_title and announces_people(cell.strip()) and could_be_names(_under(rows, at, position)):
                return f"column {column_letters(position)} has names of people under a header that announces them"
        if _are_people(rows[at]) or _are_people(rows[at][1:]):
            return "a row holds names or initials of people"
    first = next((row for row in rows if sum(1 for cell in row if cell.strip()) > 1), ())
    if are_identifiers(first[1:]) and not _AMOUNT.search(first[0]):
        return "the first row holds a code in each column, each another one"
    labels = next((at for at, cells in enumerate(columns) if _are_words(cells)), 0)
    for at, cells in enumerate(columns):
        if _names_places(rows, headers, at):
            continue
        if are_names_in_a_row(cells) or (at == labels and _are_people(cells)):
            return f"column {column_letters(at)} holds names, initials or addresses of people"
    return None


def _are_people(cells: Sequence[str]) -> bool:
    return are_names(cells) or are_initials(cells) or are_numbered_people(cells) or are_addresses(cells)


def _are_words(cells: Sequence[str]) -> bool:
    """Whether a column holds words and not figures, below its header."""
    filled = [text for cell in cells if (text := cell.strip())][1:]
    return bool(filled) and sum(1 for text in filled if _is_figure(text)) < len(filled) / 2


def _names_places(rows: Sequence[Sequence[str]], headers: Sequence[int], position: int) -> bool:
    """Whether a header says that a column lists places ("Ward", "School"), or who answers for a row ("Owner")."""
    above = [rows[at][position] for at in headers if position < len(rows[at])]
    return any(is_place(cell) or _ROLE.search(cell) for cell in above if not announces_people(cell.strip()))


def _is_official(rows: Sequence[Sequence[str]]) -> bool:
    return any({cell.strip().lower() for cell in row} >= OFFICIAL for row in rows[:HEADERS_WITHIN])


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    for at in range(max((len(row) for row in rows), default=0)):
        yield [row[at] for row in rows if at < len(row)]


def _header_rows(rows: Sequence[Sequence[str]]) -> Iterator[int]:
    """Rows that may be a header: near the top, or the first after an empty row, with words and not figures in them."""
    for at, row in enumerate(rows):
        filled = [cell for cell in row if cell.strip()]
        follows_gap = at == 0 or not any(cell.strip() for cell in rows[at - 1])
        if not filled or (at > HEADERS_WITHIN and not follows_gap):
            continue
        if at == 0 or sum(1 for cell in filled if _is_figure(cell)) < len(filled) / 2:
            yield at


def _is_figure(cell: str) -> bool:
    return bool(_FIGURE.fullmatch(cell.strip()))


def _by_headers(rows: Sequence[Sequence[str]], at: int, codes: frozenset[int]) -> str | None:
    """Judge by the headers of one row, and by what stands under them. codes: the columns that may hold any."""
    kinds = {position: kind for position, cell in enumerate(rows[at]) if (kind := header_kind(cell.strip()))}
    hints = []
    for position, kind in kinds.items():
        under = _under(rows, at, position)
        place = f"the header of column {column_letters(position)}"
        if kind == "number" and (under or len(kinds) > 1):
            return f"{place} names a number or name of one person"
        if kind == "attribute" and (not _all_figures(under) if under else len(kinds) > 1):
            return f"{place} names something of one person (birth, health, home)"
        if kind == "hint":
            hints.append((position, under))
    if not hints or any(_counts(rows, at, position) for position in range(len(rows[at])) if position not in kinds):
        return None
    worded = [position for position, under in hints if under and not _all_figures(under)]
    if len(hints) >= 2 and (worded or not any(under for _, under in hints)):
        letters = " and ".join(column_letters(position) for position, _ in hints[:3])
        return f"columns {letters} have headers that describe one person each"
    return _hint_beside_codes(rows, at, codes) if worded else None


def _under(rows: Sequence[Sequence[str]], at: int, position: int) -> list[str]:
    """Filled cells under a header, as many as show what they are, down to an empty row."""
    below = rows[at + 1 : at + 1 + ROWS_UNDER]
    block = list(takewhile(lambda row: any(cell.strip() for cell in row), dropwhile(lambda row: not any(row), below)))
    return [text for row in block if position < len(row) and (text := row[position].strip())]


def _all_figures(cells: Sequence[str]) -> bool:
    """Whether all are figures, as under "NHS number" in a table of how complete records are, and no long numbers."""
    return all(_is_figure(text) and not _LONG.fullmatch(text) for text in cells)


def _counts(rows: Sequence[Sequence[str]], at: int, position: int) -> bool:
    """Whether a column is one of figures, by its header and its cells."""
    header = rows[at][position].strip()
    if not header or not (_COUNTED.search(header) or _is_period(header)):
        return False
    under = _under(rows, at, position)
    return bool(under) and sum(1 for text in under if _is_figure(text)) >= 0.8 * len(under)


def _hint_beside_codes(rows: Sequence[Sequence[str]], at: int, codes: frozenset[int]) -> str | None:
    for position in sorted(codes):
        cells = [row[position] for row in rows[at + 1 :] if position < len(row)]
        if are_identifiers(cells, unique=False) or any_days(cells):
            return f"column {column_letters(position)} holds codes or dates beside a header that describes one person"
    return None


def _is_period(cell: str) -> bool:
    period = read_period(cell)
    return period is not None and period.end is not None


def _by_identifiers(columns: Sequence[Sequence[str]]) -> str | None:
    """A column of codes, each another one, that no words name; or codes that come again, with days of events beside."""
    days = [at for at, cells in enumerate(columns) if any_days(_without_title(cells))]
    named = any(_are_labels(cells) for cells in columns)
    magnitudes = sum(1 for cells in columns if are_identifiers(_without_title(cells), unique=False))
    for at, cells in enumerate(columns):
        body = _without_title(cells)
        if are_identifiers(body, unique=False) and days and at not in days:
            return f"column {column_letters(at)} holds codes, with dates of events beside them"
        if are_identifiers(body) and not named and magnitudes <= 3 and not _AMOUNT.search(cells[0]):
            return f"column {column_letters(at)} holds a code for each row, each another one"
    return None


def _without_title(cells: Iterable[str]) -> list[str]:
    """The cells without a header at most one row long and without titles above it."""
    filled = [text for text in cells if text.strip()]
    return filled[1:] if len(filled) > 4 else filled


def _are_labels(cells: Sequence[str]) -> bool:
    """Whether a column names what is counted: phrases of several words, each another one."""
    filled = [text.strip() for text in cells[1:] if text.strip()]
    phrases = [text for text in filled if len(text.split()) >= 3 or (len(text) > 14 and " " in text)]
    return len(phrases) >= max(2, len(filled) * 0.5) and len(set(phrases)) >= 0.8 * len(phrases)
