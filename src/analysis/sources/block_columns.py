"""What one column of a block is: worded, in order, a key, counting, distinct; by its header and cells."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from analysis.sources.block_words import (
    COUNT_ALONE,
    COUNTS,
    DATED,
    IN_ORDER,
    NAMES_ROWS,
    NUMBERS_CASES,
    OF_AREAS,
    OF_MANY,
    OF_ONE,
    SCHEDULED,
    WITH_UNIT,
)
from analysis.sources.case_cells import (
    AGE,
    CODE,
    are_figures,
    are_in_order,
    are_large,
    are_refs,
    is_day,
    is_phrase,
    is_time,
    most,
)
from analysis.sources.people_in_grids import AMOUNT
from analysis.sources.person_columns import read_day
from analysis.sources.person_names import says_measure
from analysis.sources.scorecard.column_words import ColumnRole, column_role
from analysis.sources.sheet_blocks import is_words, names_period

DISTINCT = 0.9
MOSTLY = 0.6
LEVELS: tuple[ColumnRole, ...] = ("target", "benchmark", "aggregate")
BESIDE: tuple[ColumnRole, ...] = ("previous", "forecast", "change", "outturn")
FEWEST = 3  # cells of which anybody can say that they are in order
_TICK = re.compile(
    r"[\u2713\u2714\u2705\u2611\u2717\u2718\u2716\u274c\u2612\u2610\u00d7xyn]|yes|no|done", re.IGNORECASE
)
_OF_VERSIONS = re.compile(r"\b(?:versions?|ver|rev(?:ision)?|issue|release|draft|edition)\b", re.IGNORECASE)
_VERSION = re.compile(r"(?:(?:v|ver|version|rev|issue|draft)\.? ?)?\d{1,3}(?:\.\d{1,3})*", re.IGNORECASE)
Cells = Sequence[str]
Column = tuple[str, tuple[str, ...]]


def filled(cells: Cells) -> list[str]:
    """The cells with anything in them."""
    return [cell for cell in cells if cell]


def is_worded(cells: Cells) -> bool:
    """Whether most cells have words that may name something."""
    held = filled(cells)
    return bool(held) and sum(map(is_words, held)) >= MOSTLY * len(held)


def are_distinct(cells: Cells) -> bool:
    """Whether nearly every row says something else."""
    held = filled(cells)
    return len(set(held)) >= DISTINCT * len(held) and len(held) >= MOSTLY * len(cells)


def are_grouped(cells: Cells) -> bool:
    """Whether equal cells stand together, as those of a table by several kinds do, and those of persons seldom do."""
    runs = [key for key, _ in groupby(cells)]
    return len(runs) == len(set(runs)) and len(runs) < len(cells)


def are_measures(cells: Cells) -> bool:
    """Whether most cells name measures, in words enough."""
    named = sum(says_measure(cell) and is_phrase(cell) for cell in cells)
    return bool(cells) and named >= MOSTLY * len(cells)


def are_versions(header: str, cells: Cells) -> bool:
    """Whether a column numbers the versions of something: each once, up or down."""
    held = filled(cells)
    if not _OF_VERSIONS.search(header) or not all(map(_VERSION.fullmatch, held)):
        return False
    numbers = [[int(part) for part in re.findall(r"\d+", cell)] for cell in held]
    return len(set(held)) == len(held) and numbers in (sorted(numbers), sorted(numbers, reverse=True))


def are_coded(cells: Cells) -> bool:
    """Whether most cells are codes."""
    return most(cells, lambda cell: CODE.fullmatch(cell) is not None)


def is_under_period(header: str, cells: Cells) -> bool:
    """Whether a column has figures of the period that its header names."""
    return names_period(header) and _mostly_figures(cells)


def _mostly_figures(cells: Cells) -> bool:
    """Whether most cells are figures, or gaps among some: not marks alone, as x is one beside a tick."""
    held = filled(cells)
    said = sum(are_figures([WITH_UNIT.sub("", cell)]) for cell in held)
    return any(map(str.isdigit, "".join(held))) and said >= MOSTLY * len(held)


def counts(header: str, cells: Cells) -> bool:
    """Whether a column has figures of more than one person, by its header or its cells."""
    if not _mostly_figures(cells) or (cells[0] in ("0", "1") and are_refs("", cells)):
        return False
    if is_under_period(header, cells) or any(cell.endswith("%") for cell in cells):
        return True
    if OF_ONE.search(header) and not (OF_MANY.search(header) or COUNT_ALONE.fullmatch(header)):
        return False
    is_said = any(known.search(header) for known in (COUNTS, AMOUNT)) or says_measure(header)
    is_level = column_role(header) in LEVELS
    is_headed = any(map(str.isalpha, header)) or is_said
    return is_headed and (is_said or is_level or are_large(header, cells))


def counts_many(header: str, cells: Cells) -> bool:
    """Whether a column that counts has figures too large for one child, or says no more than that it counts."""
    return COUNT_ALONE.fullmatch(header) is not None or are_large(header, cells)


def is_of_events(header: str, cells: Cells) -> bool:
    """Whether a column beside figures has days, times, lengths or addresses that its header does not explain."""
    held = filled(cells)
    odd = sum(1 for cell in held if not (is_words(cell) or are_figures([cell]) or names_period(cell)))
    return odd > len(held) / 2 and len(held) >= FEWEST and not DATED.search(header)


def is_of_one(header: str, cells: Cells) -> bool:
    """Whether a column beside figures has sizes, scores or lengths under a header that says no number of a row."""
    is_numbered = (
        column_role(header) in (*LEVELS, *BESIDE, "ref")
        or NUMBERS_CASES.fullmatch(header) is not None
        or names_period(header)
    )
    return OF_ONE.search(header) is not None and not (is_numbered or counts(header, cells)) and _mostly_figures(cells)


def names_rows(header: str, cells: Cells) -> bool:
    """Whether a column says what each row is about, or when it is: a measure, a place, a period, a band, a day."""
    if is_in_order(header, cells):
        return True
    return is_worded(cells) and (not are_coded(cells) or NAMES_ROWS.search(header) is not None)


def is_key(header: str, cells: Cells) -> bool:
    """Whether a column is one of those by which figures are broken down."""
    if is_worded(cells):
        return not are_coded(cells) or any(known.search(header) for known in (NAMES_ROWS, OF_AREAS))
    return AGE.match(header) is not None or is_in_order(header, tuple(dict.fromkeys(cells)))


def is_in_order(header: str, cells: Cells) -> bool:
    """Whether a column counts through: periods, days, times, ages or bands, each once and in order."""
    held = filled(cells)
    if not held or len(set(held)) < len(held):
        return False
    if all(map(names_period, held)):
        return True
    if len(held) < FEWEST:
        return False
    if all(map(is_time, held)):
        return held == sorted(held)
    days = [day for cell in held if (day := read_day(cell)) is not None and not cell.isdigit()]
    if len(days) == len(held):
        is_regular = SCHEDULED.search(header) is not None or _have_equal_steps([day.toordinal() for day in days])
        return is_regular and days in (sorted(days), sorted(days, reverse=True))
    is_ref = column_role(header) == "ref" and not NUMBERS_CASES.fullmatch(header)
    is_named = AGE.match(header) is not None or IN_ORDER.search(header) is not None
    return (is_named or is_ref) and are_figures(held) and are_in_order([cell.replace(".", "") for cell in held])


def _have_equal_steps(days: Sequence[int]) -> bool:
    steps = [abs(after - before) for before, after in pairwise(days)]
    return max(steps) <= 2 * max(min(steps), 1) + 3


def are_ticks(cells: Cells) -> bool:
    """Whether most cells say yes or no by a mark or a letter, as of a child who was seen."""
    held = filled(cells)
    return bool(held) and sum(_TICK.fullmatch(cell) is not None for cell in held) >= MOSTLY * len(held)


def is_mixed(cells: Cells) -> bool:
    """Whether a column has cells of several forms: words, figures, days."""
    return forms_of(cells) > 1


def forms_of(cells: Cells) -> int:
    """How many forms the cells of a column have: words, figures, days, other things."""
    return len({(are_figures([cell]), is_day(cell), is_words(cell)) for cell in filled(cells)})
