"""Where a grid has a list of cases: rows each with a day, a time, a sex or an age of its own, and nothing counted.

Headings of such lists are without end. So it is asked the other way round: what a scorecard has beside figures with
days in it is of a few kinds (a schedule, a log of changes, a plan of actions, a column that says when a figure was put
in), and rows that are of none of these are taken for cases.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise, takewhile
from statistics import mode

from analysis.sources.case_cells import (
    AGE,
    CODE,
    DISTINCT,
    FEWEST,
    MOSTLY,
    OF_ONE_CASE,
    YES_OR_NO,
    Cells,
    are_figures,
    are_in_order,
    are_kinds,
    are_large,
    are_names_of_rows,
    are_of_events,
    are_refs,
    counts,
    has_counts_said,
    is_age,
    is_cross_table,
    is_day,
    is_edit,
    is_phrase,
    is_sex,
    is_table_of_figures,
    is_time,
    most,
)
from analysis.sources.people_in_grids import ROWS_UNDER
from analysis.sources.person_columns import read_day
from analysis.sources.person_names import says_what
from analysis.sources.table import column_letters

WIDEST = 400  # columns of a grid that is looked at on its side as well
FEWEST_KINDS = 3  # columns of kinds, which a scorecard has none of without a label or a figure
LINES_ABOVE = 2  # empty rows between a header and its list
# Headers of what is met about, published, checked, done, updated or agreed on a day: none is about a child.
SCHEDULE = re.compile(
    r"\b(meetings?|boards?|committees?|agenda|papers|minutes|decisions?|versions?|releases?|publi\w+|audit\w*|theme"
    r"|inspect\w*|judge?ments?|polic(?:y|ies)|procedures?|contracts?|tenders?|training|courses?|workshops?|events?"
    r"|milestones?|projects?|actions?|tasks?|recommendations?|(?<!\w )risks?|objectives?|measures?|indicators?|kpis?"
    r"|metrics?|targets?|modified|updated?|refresh\w*|extract\w*|loaded|snapshot|census|deadlines?|submi\w+|reporting"
    r"|w/?[ce]|week (?:commencing|ending|beginning)|terms?|bank holiday|data ?sets?|what changed|amend\w*"
    r"|posts?|vacanc\w+|software|systems?|approved by|authors?|surveys?|consultations?|foi|items?|owners?"
    r"|lead officers?|sponsors?)\b",
    re.IGNORECASE,
)
_PLACE_OF_WORK = re.compile(
    r"\b(teams?|schools?|academy|nurser(?:y|ies)|services?|homes?|hubs?|cent(?:re|er)s?|settings?|hospitals?|practices?"
    r"|authority|council|region|neighbours?)\b",
    re.IGNORECASE,
)
_ABOUT_ONE = re.compile(
    r"\b(he|she|his|her|him|mum|dad|mother|father|boy|girl|baby|son|daughter|brother|sister|yp|young person"
    r"|the child)\b",
    re.IGNORECASE,
)
_NAMES_MEASURES = re.compile(
    r"\b(frequency|source|polarity|basis|owner|lead(?! agency)|unit|format|collection|rag|numerator|denominator"
    r"|definition|data type|cost|ledger|account|subjective|urn|lae?stab|ukprn|ofsted|rating|lsoa|msoa|ward|postcode"
    r"|order|invoice|code)\b",
    re.IGNORECASE,
)
_PLACE_OF_LABELS = re.compile(r"\b(directorate|division|locality lead|manager)\b", re.IGNORECASE)
SAID_OF_KINDS = "each says several things of a single case, beside nothing that is counted"


def list_of_cases(rows: Sequence[Cells]) -> str | None:
    """Return which rows of a grid are a list of cases, in words that quote none of it; None where none are."""
    tidy = [[cell.strip() for cell in row] for row in rows]
    if (found := _case_block(tidy)) is not None:
        return f"rows {found.first + 1} to {found.last + 1}, column {column_letters(found.column)}: {found.said}"
    for at in _heads(tidy):
        if (column := _kinds_under(tidy, at)) is not None:
            return f"rows from {at + 2}, column {column_letters(column)}: {SAID_OF_KINDS}"
    width = max(map(len, tidy), default=0)
    if not FEWEST < width <= WIDEST or len(tidy) > WIDEST:
        return None
    on_its_side = [[row[at] if at < len(row) else "" for row in tidy] for at in range(width)]
    if (found := _case_block(on_its_side, is_on_side=True)) is None:
        return None
    columns = f"{column_letters(found.first)} to {column_letters(found.last)}"
    return f"columns {columns}, row {found.column + 1}: {found.said}"


@dataclass(frozen=True, slots=True)
class _Found:
    """Rows of a grid, the column that shows what they are, and what that is."""

    first: int
    last: int
    column: int
    said: str


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows of a list with the neighbouring columns that have anything in them. headers: what stands above each.

    at: which of the columns shows what the rows are.
    """

    headers: tuple[str, ...]
    columns: tuple[tuple[str, ...], ...]
    at: int

    @property
    def others(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        pairs = zip(self.headers, self.columns, strict=True)
        return (pair for position, pair in enumerate(pairs) if position != self.at)

    def after(self, position: int) -> "_Block":
        """The columns behind one, as those to the right of a scorecard."""
        return _Block(self.headers[position + 1 :], self.columns[position + 1 :], self.at - position - 1)


def _case_block(rows: Sequence[Cells], *, is_on_side: bool = False) -> _Found | None:
    for first, last in _bands(rows):
        for column in range(max(len(row) for row in rows[first:last])):
            cells = [row[column] if column < len(row) else "" for row in rows[first:last]]
            for is_one, judge, said in _KINDS:
                run = _run(cells, is_one)
                if run is None:
                    continue
                block = _block(rows, first + run[0], first + run[1], column)
                if judge(block) and not (is_on_side and are_in_order(block.columns[block.at])):
                    return _Found(first + run[0], first + run[1], column, said)
    return None


def _bands(rows: Sequence[Cells]) -> Iterator[tuple[int, int]]:
    """The first row and the one after the last of each part between empty rows."""
    start: int | None = None
    for at, row in enumerate((*rows, ())):
        if any(row):
            start = at if start is None else start
        elif start is not None:
            yield start, at
            start = None


def _run(cells: Cells, is_one: Callable[[str], bool]) -> tuple[int, int] | None:
    """The first and last row of the cells of one kind, where there are enough and little else lies between."""
    places = [at for at, cell in enumerate(cells) if is_one(cell)]
    if len(places) < FEWEST:
        return None
    between = sum(1 for cell in cells[places[0] : places[-1] + 1] if cell)
    return (places[0], places[-1]) if len(places) >= MOSTLY * between else None


def _block(rows: Sequence[Cells], first: int, last: int, column: int) -> _Block:
    header = _header_above(rows, first)
    body = rows[first : last + 1]

    def cells(at: int) -> tuple[str, ...]:
        return tuple(row[at] if at < len(row) else "" for row in body)

    left = right = column
    while left > 0 and any(cells(left - 1)):
        left -= 1
    while any(cells(right + 1)):
        right += 1
    span = range(left, right + 1)
    headers = tuple(header[at] if at < len(header) else "" for at in span)
    return _Block(headers, tuple(map(cells, span)), column - left)


def _header_above(rows: Sequence[Cells], first: int) -> Cells:
    """The nearest row with more than a title above a list."""
    for row in reversed(rows[max(0, first - 1 - LINES_ABOVE) : first]):
        if sum(map(bool, row)) > 1:
            return row
    return ()


def _has_events(block: _Block) -> bool:
    """Whether rows have days of events, or times of day, beside something else, and are no schedule or log."""
    events = block.columns[block.at]
    if not are_of_events(events):
        return False
    others = [(header, cells) for header, cells in block.others if any(cells)]
    worded = [cells for _, cells in others if not are_figures(cells)]
    if not worded:
        return any(AGE.match(header) for header, _ in others) and not are_in_order(events)
    figures = [
        at for at, pair in enumerate(zip(block.headers, block.columns, strict=True)) if is_table_of_figures(*pair)
    ]
    if figures:
        return _tells_of_persons(block.after(figures[-1]))
    if any(has_counts_said(header, cells) for header, cells in others):
        return False
    is_explained = _is_schedule(block) or _are_labelled(block) or _is_series(block)
    return not is_explained or _tells_of_persons(block)


def _tells_of_persons(block: _Block) -> bool:
    """Whether a column is one of sexes, or of ages by its header."""
    return any(
        most(cells, is_sex) or (AGE.match(header) and most(cells, is_age))
        for header, cells in zip(block.headers, block.columns, strict=True)
    )


def _is_schedule(block: _Block) -> bool:
    """Whether a header says what is met about or done on the days, and no two columns of kinds say more of each row."""
    if not any(map(SCHEDULE.search, block.headers)):
        return False
    others = [cells for _, cells in block.others]
    return any(map(are_names_of_rows, others)) or sum(map(are_kinds, others)) < FEWEST_KINDS - 1


def _are_labelled(block: _Block) -> bool:
    """Whether a column says in each row what is done or changed on the day, or before it at which place of work."""
    for at, (header, cells) in enumerate(zip(block.headers, block.columns, strict=True)):
        filled = [cell for cell in cells if cell]
        is_repeated = len(set(filled)) < DISTINCT * len(filled)
        if at == block.at or not filled or is_repeated or any(map(_ABOUT_ONE.search, filled)):
            continue
        is_label = at < block.at and (_PLACE_OF_WORK.search(header) or most(cells, is_phrase))
        if is_label or (at == 0 and most(cells, says_what)) or sum(map(is_edit, filled)) > len(filled) / 2:
            return True
    return False


def _is_series(block: _Block) -> bool:
    """Whether days follow one another in equal steps, or each has a column of figures too large for one child."""
    days = [day for cell in dict.fromkeys(block.columns[block.at]) if (day := read_day(cell)) is not None]
    steps = [(after - before).days for before, after in pairwise(days)]
    is_regular = len(days) == len(block.columns[block.at]) and steps.count(mode(steps)) >= MOSTLY * len(steps)
    return is_regular or any(are_large(header, cells) for header, cells in block.others)


def _has_sexes(block: _Block) -> bool:
    """Whether rows have a sex each, others come again, and nothing is counted for them."""
    sexes = [cell.lower()[:1] for cell in block.columns[block.at]]
    others = [(header, cells) for header, cells in block.others if any(cells)]
    if not others or len(set(sexes) - {""}) < 2 or any(counts(header, cells) for header, cells in others):
        return False
    said = [cells for header, cells in others if not are_figures(cells) or AGE.match(header)]
    return not is_cross_table([block.columns[block.at], *said])


def _has_ages(block: _Block) -> bool:
    """Whether rows have ages by their header, in no order, beside words that come again, and nothing is counted."""
    header, ages = block.headers[block.at], block.columns[block.at]
    others = [(name, cells) for name, cells in block.others if any(cells)]
    if not AGE.match(header) or are_in_order(ages) or any(counts(name, cells) for name, cells in others):
        return False
    return any(not are_figures(cells) and not most(cells, is_phrase) for _, cells in others)


def _has_codes(block: _Block) -> bool:
    """Whether rows have a code each, and words of a few kinds beside it, and nothing is named, counted or placed."""
    codes = [cell for cell in block.columns[block.at] if CODE.fullmatch(cell)]
    header = block.headers[block.at]
    if len(set(codes)) < len(codes) or are_refs(header, codes):
        return False
    if any(known.search(name) for known in (SCHEDULE, _NAMES_MEASURES, _PLACE_OF_WORK) for name in block.headers):
        return False
    if any(counts(name, cells) or are_large(name, cells) for name, cells in block.others if any(cells)):
        return False
    others = [cells for _, cells in block.others if any(cells) and not are_figures(cells)]
    kinds = [cells for cells in others if are_kinds(cells)]
    is_unsorted = codes not in (sorted(codes), sorted(codes, reverse=True))
    has_answers = any(most(cells, lambda cell: cell.lower() in YES_OR_NO) for cells in kinds)
    fewest = FEWEST_KINDS - 1 if is_unsorted or has_answers else FEWEST_KINDS
    return len(kinds) >= fewest and all(map(are_kinds, others))


def _heads(rows: Sequence[Cells]) -> Iterator[int]:
    """The first row of each part between empty rows that has more than a title."""
    for first, last in _bands(rows):
        yield next((at for at in range(first, last) if sum(map(bool, rows[at])) > 1), first)


def _kinds_under(rows: Sequence[Cells], at: int) -> int | None:
    """Return the first of neighbouring columns under a header that are several kinds of single cases, with no count."""
    body = list(takewhile(any, rows[at + 1 : at + 1 + ROWS_UNDER]))
    if len(body) < FEWEST:
        return None
    width = max(len(rows[at]), *map(len, body))
    table = [(_at(rows[at], place), tuple(_at(row, place) for row in body)) for place in range(width)]
    start = 0
    for filled, group in groupby(table, key=lambda column: any(column[1])):
        columns = list(group)
        if filled and _are_kinds_of_cases(columns):
            return start
        start += len(columns)
    return None


def _at(row: Cells, place: int) -> str:
    return row[place] if place < len(row) else ""


def _are_kinds_of_cases(columns: Sequence[tuple[str, tuple[str, ...]]]) -> bool:
    """Whether columns say of each row several things that others are as well, none says what a row is, none counts."""
    worded = [cells for _, cells in columns if not are_figures(cells)]
    kinds = [cells for cells in worded if are_kinds(cells)]
    if len(kinds) < FEWEST_KINDS or any(map(are_names_of_rows, worded)):
        return False
    known = (SCHEDULE, _NAMES_MEASURES, _PLACE_OF_LABELS)
    if any(pattern.search(header) for pattern in known for header, _ in columns):
        return False
    if any(are_refs(header, cells) for header, cells in columns if not are_figures(cells)):
        return False
    figures = [(header, cells) for header, cells in columns if are_figures(cells)]
    if any(counts(header, cells) or are_large(header, cells) for header, cells in figures):
        return False
    if any(is_table_of_figures(header, cells) for header, cells in columns):
        return False
    counted = any(not (OF_ONE_CASE.search(header) or header.isdigit()) for header, _ in figures)
    return not counted or len(set(zip(*kinds, strict=True))) < len(kinds[0])


_KINDS: tuple[tuple[Callable[[str], bool], Callable[[_Block], bool], str], ...] = (
    (is_day, _has_events, "each has a day of its own, beside nothing that is counted, met about or done by a plan"),
    (is_time, _has_events, "each has a time of day of its own, beside nothing that is counted"),
    (is_sex, _has_sexes, "each has a sex of its own, beside nothing that is counted"),
    (is_age, _has_ages, "each has an age of its own, beside nothing that is counted"),
    (lambda cell: CODE.fullmatch(cell) is not None, _has_codes, "each has a code of its own, beside nothing counted"),
)
