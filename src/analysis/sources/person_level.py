"""Files with a row for each child or worker are refused at the door, before any reader sees them.

The workbench holds totals. No cell, header or sheet name of such a file goes into a message: only what kind of column
was found, and its place by number.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analysis.catalogue.errors import SourceError
from analysis.sources.document_properties import property_names_a_person
from analysis.sources.fields_of_one import tells_fields_of_one
from analysis.sources.limits import check_size
from analysis.sources.names import full_path
from analysis.sources.people_in_grids import AMOUNT, HEADERS_WITHIN, ROLE, header_rows, is_figure, people_in, under
from analysis.sources.person_columns import (
    SHORTEST_DAY,
    any_days,
    are_ages_of_children,
    are_identifiers,
    births_over_columns,
    days_of,
    has_person_number,
    may_hold_codes_or_days,
    numbers_over_columns,
    read_day,
    shows_persons,
)
from analysis.sources.person_headers import has_tags_of_returns, header_kind, says_how_to_reach
from analysis.sources.person_names import are_names, are_tabs_of_people, says_measure, says_people, says_person
from analysis.sources.raw_grids import RawGrid, UnseenError, raw_grids
from analysis.sources.sheet_blocks import names_period
from analysis.sources.single_children import is_called_as_a_child, says_single_children, tells_a_story
from analysis.sources.table import column_letters
from analysis.sources.told_in_passing import lists_people, tells_in_passing
from analysis.sources.understood_blocks import is_list_of_cases, not_understood

WIDEST = 400  # columns of a grid whose rows are looked at as well: persons may stand side by side
NO_TABLES = (".md", ".yml", ".json", ".parquet")  # no reader takes rows of figures from these
SHORTEST_LIST = 12  # characters
FEWEST_OF_LIST = 3  # parts and one more
OFFICIAL = frozenset({"time_period", "geographic_level"})  # the columns that every file of official statistics has
HINT = (
    "The workbench takes totals only. Count the rows by month where the data are kept, and add the counts; nothing of "
    "this file was copied or written down. If it does hold totals only, remove the column named here, or name it for "
    "what is counted."
)
NOT_UNDERSTOOD = (
    "Nobody can say what stands in {} ({}): neither figures by period or under words of counting, with a name for each "
    "row, nor a list of measures, meetings, changes, words or the like. It may be about single children, so the file "
    "is not taken."
)
HINT_BLOCK = (
    "Look there in Excel; sheets are counted from the left, hidden ones too. What is about single children must go: "
    "save the table of figures as a file of its own. Figures need a header that says the month or what is counted, and "
    "a name of what is counted before each row; a number alone needs a word before it; a note is a sentence in one "
    "cell. Nothing was copied."
)
CALLED = "A file in this folder is called as one person is, by a name, a birth or a number. It is not taken."
HINT_CALLED = "Name the file for what it counts, where it does hold totals only: names of files stand in every paper."
HINT_UNSEEN = (
    "Save the sheets of totals alone, without what else the file keeps, as xlsx or CSV; nothing of it was copied."
)
_LIST = re.compile(r"[;\n|]\s*|,\s+")
_NO_PERSON = re.compile(  # headers of codes that measures, ledgers and schools have
    r"\b(measure|indicator|kpi|metric|cost cent(?:re|er)|ledger|account|subjective|urn|lae?stab|estab|ukprn|dfe"
    r"|(?:purchase )?order|invoice)\b",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"\b(services?|teams?|organisations?|offices?)\b", re.IGNORECASE)
_AGE = re.compile(r"age\b", re.IGNORECASE)
_HEADS_REPORTS = re.compile(  # headers of dates on which something was counted or met about
    r"\b(snapshot|as at|reports?|reporting|weeks?|w/?c|census|boards?|meetings?|period|month|position|papers)\b",
    re.IGNORECASE,
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
    if is_called_as_a_child(path.stem):
        raise PersonLevelError(CALLED, where=str(full_path(path).parent), hint=HINT_CALLED)
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
            if path.suffix.lower() not in NO_TABLES and (strange := _not_understood(grid)) is not None:
                what = NOT_UNDERSTOOD.format(strange, grid.where or "the file")
                return _Refusal(PersonLevelError, what, HINT_BLOCK)
    except UnseenError as unseen:  # what no reader can open either is left to the readers to refuse, in their words
        what = f"Nobody can say what this file holds: {unseen}. It is not taken."
        return _Refusal(PersonLevelError, what, HINT_UNSEEN) if unseen.carries_rows else None
    except SourceError as too_large:
        return _Refusal(SourceError, too_large.what, too_large.hint)
    except OSError:
        return None
    return None


def person_level(grid: RawGrid) -> str | None:
    """Return what shows that the rows of a grid are persons, in words that quote none of it; None for totals."""
    return _by_text(grid) or _by_cells(grid.rows)


def _not_understood(grid: RawGrid) -> str | None:
    """Return which rows of cells are no figures, and none of what else may stand beside them."""
    is_table = not (grid.is_beside or grid.are_names or grid.is_said or _is_official(grid.rows))
    return not_understood(grid.rows) if is_table else None


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
    if grid.are_names and are_tabs_of_people(grid.rows[0]):
        return "it names a person, as the name of a sheet or file, or as a property"
    if grid.are_properties and any(map(property_names_a_person, grid.rows[0])):
        return "its title, subject, keywords or comments name a person (in Excel: File, Info, Properties)"
    return _by_lists(grid.rows, is_said=grid.is_said)


def _by_lists(rows: Sequence[Sequence[str]], *, is_said: bool) -> str | None:
    """A list of persons in one cell: several names, or several parts, each with a code or a date of birth; a story."""
    for cell in {cell for row in rows for cell in row if len(cell) > SHORTEST_LIST}:
        if (told := next((said for tells, said in _TOLD if tells(cell)), None)) is not None:
            return told
        if not is_said and is_list_of_cases(cell):  # else its parts are the cells of a row
            return "a cell holds a list of cases"
        parts = _LIST.split(cell)
        if len(parts) > FEWEST_OF_LIST and ((shown := shows_persons(parts)) or are_identifiers(parts)):
            return f"a cell holds a list of {shown or 'codes of persons'}"
    return None


def _names_clients(text: str) -> bool:
    return says_people(text) and not ROLE.search(text)


def _is_list_of_names(text: str) -> bool:
    lines = text.splitlines()
    return len(lines) >= FEWEST_OF_LIST and are_names(lines)


_TOLD: tuple[tuple[Callable[[str], bool], str], ...] = (
    (_names_clients, "a text in it names people, with an age, a number or a family, or one after another"),
    (says_single_children, "a text in it says something of a single child or family, such as an age"),
    (tells_a_story, "a text in it tells what happened to a single child or family"),
    (tells_fields_of_one, "a text in it has fields of one person, such as a name and an age"),
    (tells_in_passing, "a text in it says something of a single child or family in passing"),
    (lists_people, "a text in it lists people by names or initials"),
    (_is_list_of_names, "a cell holds a list of names"),
)


def _by_cells(rows: Sequence[Sequence[str]]) -> str | None:
    codes = frozenset(at for at, cells in enumerate(_columns(rows)) if may_hold_codes_or_days(cells))
    by_header = next(filter(None, (_by_headers(rows, at, codes) for at in header_rows(rows))), None)
    if by_header is not None or _is_official(rows):
        return by_header
    columns = [cells[:1] if _are_small_figures(cells[1:]) else cells for cells in _columns(rows)]
    for at, cells in enumerate(columns):
        if (shown := shows_persons(cells)) and not _are_days_of_reports(cells):
            return f"column {column_letters(at)} holds {shown}"
    long_rows = (cells[1:] for cells in rows if len(cells) > len(columns) // 2)
    if len(columns) <= WIDEST and any(shows_persons(cells) for cells in long_rows if not _are_small_figures(cells)):
        return "a row holds dates of birth, or numbers or postcodes of persons"
    if (parted := numbers_over_columns(rows)) is not None:
        return f"columns {column_letters(parted)} and those beside it hold NHS numbers between them"
    if (parted := births_over_columns(rows)) is not None and not _head_measures(rows, parted):
        return f"columns {column_letters(parted)} and those beside it hold dates of birth between them"
    return people_in(rows, columns) or _by_identifiers(columns)


def _head_measures(rows: Sequence[Sequence[str]], at: int) -> bool:
    """Whether three columns have measures as headers: numbers that could be days, months and years are counts."""
    above = (row[at : at + 3] for row in rows[:HEADERS_WITHIN])
    return any(all(says_measure(cell) and len(cell.split()) >= FEWEST_OF_LIST for cell in cells) for cells in above)


def _are_days_of_reports(cells: Sequence[str]) -> bool:
    """Whether a column has days in order, and a header that says what was counted or met about on them."""
    days = days_of([text for cell in cells if (text := cell.strip())])
    return bool(_HEADS_REPORTS.search(cells[0])) and days in (sorted(set(days)), sorted(set(days), reverse=True))


def _are_small_figures(cells: Sequence[str]) -> bool:
    """Whether no cell could be a day, a code or a name: most columns of a wide table are, and need no second look."""
    return not any(
        len(text) >= SHORTEST_DAY or text.upper() != text.lower() or not text.isascii() for text in set(cells)
    )


def _is_official(rows: Sequence[Sequence[str]]) -> bool:
    return any({cell.strip().lower() for cell in row} >= OFFICIAL for row in rows[:HEADERS_WITHIN])


def _columns(rows: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    for at in range(max((len(row) for row in rows), default=0)):
        yield [row[at] for row in rows if at < len(row)]


def _by_headers(rows: Sequence[Sequence[str]], at: int, codes: frozenset[int]) -> str | None:
    """Judge by the headers of one row, and by what stands under them. codes: the columns that may hold any."""
    kinds = {position: kind for position, cell in enumerate(rows[at]) if (kind := header_kind(cell.strip()))}
    if any(ROLE.search(cell) or _SERVICE.search(cell) for cell in rows[at]):  # whom to ask about a measure, or for help
        kinds = {position: kind for position, kind in kinds.items() if not says_how_to_reach(rows[at][position])}
    hints = []
    is_record = at > 0 and any(map(read_day, rows[at]))  # a measure called UASC, beside the day it was put in
    for position, kind in kinds.items():
        below = under(rows, at, position)
        place = f"the header of column {column_letters(position)}"
        if kind == "number" and (below or len(kinds) > 1):
            return f"{place} names a number or name of one person"
        if (kind == "attribute" or _is_exact_age(rows[at][position], below)) and (
            not _all_figures(below) if below else len(kinds) > 1
        ):
            return f"{place} names something of one person (birth, health, home)"
        if kind == "hint" and not is_record and not (below and all(text.endswith("%") for text in below)):
            hints.append((position, below))
    others = [position for position in range(len(rows[at])) if position not in kinds]
    if not hints or any(_counts(rows, at, position) for position in others):
        return None
    if _is_cross_table([below for _, below in hints]):
        return None
    worded = [position for position, below in hints if below and not _all_figures(below)]
    if len(hints) >= 2 and (worded or not any(below for _, below in hints)):
        letters = " and ".join(column_letters(position) for position, _ in hints[:3])
        return f"columns {letters} have headers that describe one person each"
    return _hint_beside_codes(rows, at, codes) if worded else None


def _is_exact_age(header: str, below: Sequence[str]) -> bool:
    """Whether a column gives ages in years and months: those of single children, where no average is announced."""
    return _AGE.match(header.strip()) is not None and are_ages_of_children(below)


def _is_cross_table(columns: Sequence[Sequence[str]]) -> bool:
    """Whether each combination of what stands in some columns has one row: figures by age and sex, not persons."""
    if len({len(cells) for cells in columns}) != 1 or len(columns[0]) < FEWEST_OF_LIST:
        return False
    combinations = set(zip(*columns, strict=True))
    every = math.prod(len(set(cells)) for cells in columns)
    return len(combinations) == len(columns[0]) == every


def _all_figures(cells: Sequence[str]) -> bool:
    """Whether all are figures, as under "NHS number" in a table of how complete records are, and no long numbers.

    Letters alone are none: "c" stands among figures where one is missing, M and F do not.
    """
    has_digits = not cells or any(character.isdigit() for text in cells for character in text)
    return has_digits and all(is_figure(text) and not _LONG.fullmatch(text) for text in cells)


def _counts(rows: Sequence[Sequence[str]], at: int, position: int) -> bool:
    """Whether a column is one of figures, by its header and its cells."""
    header = rows[at][position].strip()
    if not header or not (_COUNTED.search(header) or names_period(header)):
        return False
    below = under(rows, at, position)
    return bool(below) and sum(1 for text in below if is_figure(text)) >= 0.8 * len(below)


def _hint_beside_codes(rows: Sequence[Sequence[str]], at: int, codes: frozenset[int]) -> str | None:
    for position in sorted(codes):
        if position < len(rows[at]) and _NO_PERSON.search(rows[at][position]):
            continue
        cells = [row[position] for row in rows[at + 1 :] if position < len(row)]
        if are_identifiers(cells, unique=False) or any_days(cells):
            return f"column {column_letters(position)} holds codes or dates beside a header that describes one person"
    return None


def _by_identifiers(columns: Sequence[Sequence[str]]) -> str | None:
    """A column of codes, each another one, that no words name; or codes that come again, with days of events beside."""
    columns = [[] if cells and _names_no_person(cells[0]) else cells for cells in columns]
    days = [at for at, cells in enumerate(columns) if any_days(_without_title(cells))]
    named = any(_are_labels(cells) for cells in columns)
    magnitudes = sum(1 for cells in columns if are_identifiers(_without_title(cells), unique=False))
    for at, cells in enumerate(columns):
        body = _without_title(cells)
        if are_identifiers(body, unique=False) and days and at not in days:
            return f"column {column_letters(at)} holds codes, with dates of events beside them"
        if are_identifiers(body) and not named and magnitudes <= 3:
            return f"column {column_letters(at)} holds a code for each row, each another one"
    return None


def _names_no_person(header: str) -> bool:
    return AMOUNT.search(header) is not None or _NO_PERSON.search(header) is not None or names_period(header.strip())


def _without_title(cells: Iterable[str]) -> list[str]:
    """The cells without a header at most one row long and without titles above it."""
    filled = [text for text in cells if text.strip()]
    return filled[1:] if len(filled) > 4 else filled


def _are_labels(cells: Sequence[str]) -> bool:
    """Whether a column names what is counted: phrases of several words, each another one."""
    filled = [text.strip() for text in cells[1:] if text.strip()]
    phrases = [text for text in filled if len(text.split()) >= 3 or (len(text) > 14 and " " in text)]
    return len(phrases) >= max(2, len(filled) * 0.5) and len(set(phrases)) >= 0.8 * len(phrases)
