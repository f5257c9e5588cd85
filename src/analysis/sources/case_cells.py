"""What cells and columns beside a table of figures are: days, times, sexes, ages, kinds, labels, references, counts."""

import math
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from analysis.sources.people_in_grids import is_figure
from analysis.sources.person_columns import MONTHS, read_day

FEWEST = 4  # rows: of fewer nobody can say
MOSTLY = 0.6  # of the filled cells of a column
WORDS_OF_PHRASE = 3
OLDEST = 25  # years that a child or care leaver has
_EDIT = re.compile(
    r"\b(add(?:ed)?|remov\w+|correct\w+|fix(?:ed)?|renamed?|restated?|rebased|definitions?|formulas?|measures?|targets?"
    r"|columns?|rows?|charts?|axis|colours?|rag|thresholds?|typo|layout|sheets?|tabs?|agenda|minutes|apologies)\b",
    re.IGNORECASE,
)
_OF_ONE_CASE = re.compile(
    r"\b(age|yr|ncy|year group|no|num|number|id|ref|refs|reference|cost|fee|price|paid|weekly|days?|weeks?|months?"
    r"|hours?|minutes|mins|duration|length|score)\b|\u00a3",
    re.IGNORECASE,
)
_WITHOUT_YEAR = re.compile(rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{'|'.join(MONTHS)})[a-z]*", re.IGNORECASE)
_MISSING = frozenset(("c", "x", "z", "k", "u", "na", "low", "nil", "tbc"))  # in place of a figure
_TIME = re.compile(r"(?:.*\s)?([01]?\d|2[0-3])[:.][0-5]\d(?::[0-5]\d)?(?: ?[ap]m)?", re.IGNORECASE)
AGE = re.compile(r"(?:current )?ages?\b(?!.*\b(?:group|band|range)\b)|.*\b(?:yrs|years) old\b", re.IGNORECASE)
CODE = re.compile(r"(?=.*\d)(?!(?:19|20)\d\d$)[A-Za-z]{0,4}[-/ ]?\d{1,6}[A-Za-z]?")
_REF = re.compile(r"(?:ref|reference|no|number|#)?\.?", re.IGNORECASE)
Cells = Sequence[str]


def is_day(cell: str) -> bool:
    """Whether a cell is a day, with or without a year before or a time behind it, that is not written as a number."""
    if cell.isdigit():
        return False
    return read_day(_without_time(cell)) is not None or _WITHOUT_YEAR.fullmatch(cell) is not None


def _without_time(cell: str) -> str:
    return cell.rpartition(" ")[0] if " " in cell and _TIME.fullmatch(cell) else cell


def is_time(cell: str) -> bool:
    """Whether a cell is a time of day, alone or behind a day."""
    return ":" in cell and _TIME.fullmatch(cell) is not None


def is_edit(cell: str) -> bool:
    """Whether a cell says that something of a scorecard was changed, or what a meeting always has."""
    return _EDIT.search(cell) is not None


def are_large(header: str, cells: Cells) -> bool:
    """Whether a column has figures too large for one child, under a header that says no length, cost or number."""
    values = sorted(int(cell.replace(",", "")) for cell in cells if cell.replace(",", "").isdigit())
    return bool(header and values) and values[len(values) // 2] > OLDEST and not _OF_ONE_CASE.search(header)


def is_phrase(cell: str) -> bool:
    """Whether a cell has words enough to say what is done, and is no address."""
    return len(cell.split()) >= WORDS_OF_PHRASE and not cell[:1].isdigit()


def is_cross_table(columns: Sequence[Cells]) -> bool:
    """Whether each combination of what stands in some columns has one row: figures by age and sex, not persons."""
    combinations = set(zip(*columns, strict=True))
    return len(combinations) == len(columns[0]) == math.prod(len(set(cells)) for cells in columns)


def are_figures(cells: Iterable[str]) -> bool:
    """Whether all cells of a column are figures, or what stands where one is missing."""
    return all(map(_is_figure, cells))


def _is_figure(cell: str) -> bool:
    """Whether a cell is a figure, or one of the few letters that stand for one: CP and Y are none."""
    return is_figure(cell.removeprefix("£")) and not (cell.isalpha() and cell.lower() not in _MISSING)


def most(cells: Cells, is_one: Callable[[str], bool]) -> bool:
    """Whether several filled cells of a column are of a kind, and little else is there."""
    filled = [cell for cell in cells if cell]
    return len(filled) >= FEWEST and sum(1 for cell in filled if is_one(cell)) >= MOSTLY * len(filled)


def are_in_order(cells: Cells) -> bool:
    """Whether days or numbers go up, or down, from cell to cell."""
    days = (read_day(cell) for cell in cells)
    values = [
        int(cell) if day is None else day.toordinal()
        for cell, day in zip(cells, days, strict=True)
        if day or cell.isdigit()
    ]
    ups = [after >= before for before, after in pairwise(values)]
    return all(ups) or not any(ups)


def are_refs(header: str, codes: Cells) -> bool:
    """Whether codes are references of measures: counted through, as numbers or under a header that says no more."""
    is_ref = _REF.fullmatch(header) is not None or all(map(str.isdigit, codes))
    return is_ref and all(map(CODE.fullmatch, codes)) and _are_counted_through(codes)


def _are_counted_through(codes: Cells) -> bool:
    """Whether the numbers of codes go up by one from row to row, as those of measures do."""
    numbers = [int("".join(filter(str.isdigit, code))) for code in codes]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
