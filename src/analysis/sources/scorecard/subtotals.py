"""Rows of a pivot table or a matrix that are others added up, or their average: headings of these and no measures."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from analysis.sources.cells import parse_cell
from analysis.sources.scorecard.companion_rows import OF_EVERYTHING
from analysis.sources.scorecard.period_words import plain
from analysis.sources.scorecard.row_figures import signed_percent, unit_said
from analysis.sources.scorecard.tables import Beside, FoundRow

FEWEST_ADDED = 2  # rows of different kinds that show that a table adds up what cannot be added
FEWEST_PERIODS = 2  # with a figure
TIMES_APART = 4  # of the figures that an average is seen to be of
EXACT = 1e-6
LAST = OF_EVERYTHING | {"total", "totals", "overall total", "sub total", "subtotal", "sub-total"}


def without_subtotals(rows: Sequence[FoundRow], *, pivot: bool) -> tuple[FoundRow, ...]:
    """Return the rows that are no sums or averages of others; each of those becomes the heading of what it adds up.

    pivot: it is known to be a pivot table. Elsewhere a sum may be a measure (all plans, by category below it), unless
    the table adds up percentages or what is counted in different units: then none of its sums is one.
    """
    below = list(_subtotals(rows, LAST))
    if pivot or any(_cannot_be_added(rows[at + 1 : at + 1 + length]) for at, length in below):
        return tuple(_under_headings(rows, {at for at, _ in below}))
    above = [(len(rows) - 1 - at, length) for at, length in _subtotals(rows[::-1], OF_EVERYTHING)]
    if any(_cannot_be_added(rows[at - length : at]) for at, length in above):
        return tuple(_without(rows, {at for at, _ in above}))
    return tuple(rows)


def _subtotals(rows: Sequence[FoundRow], passed: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the place of each row that adds up the rows just below, and how many these are. passed: labels left out."""
    printed = [_printed(row) for row in rows]
    counted = [at for at, row in enumerate(rows) if plain(row.label) not in passed]
    for place, at in enumerate(counted):
        length = _added_up(printed[at], [printed[other] for other in counted[place + 1 :]])
        if length:
            yield at, length


@dataclass(frozen=True, slots=True)
class _Printed:
    """The figures of a row by period, 0 where a cell is empty, not a number where it has no figure (is hidden, say).

    half: half of the last digit that is printed; 0 of whole numbers.
    """

    values: tuple[float, ...]
    half: float


def _printed(row: FoundRow) -> _Printed:
    texts = [cell.text.strip().rstrip("%").rstrip() for cell in row.cells]
    decimals = max((len(text.partition(".")[2]) for text in texts), default=0)
    values = tuple(_added(cell.text) for cell in row.cells)
    return _Printed(values, 0.5 * 10.0**-decimals if decimals else 0.0)


def _added(text: str) -> float:
    found = parse_cell(text).value
    return found if found is not None else math.nan if text.strip() else 0.0


def _added_up(wanted: _Printed, below: Sequence[_Printed]) -> int:
    """Return of how many rows just below a row's figures are the sum, or the average, in every column; 0 for none."""
    held, rounded = [0.0] * len(wanted.values), 0.0
    for number, one in enumerate(below, start=1):
        held = [total + value for total, value in zip(held, one.values, strict=False)]
        rounded += one.half
        mean = [total / number for total in held]
        if _same(held, wanted, rounded) or (_same(mean, wanted, rounded / number) and _unlike(below[:number])):
            return number
    return 0


def _unlike(rows: Sequence[_Printed]) -> bool:
    """Whether figures of rows are so far apart that another row does not lie at their average by chance."""
    newest = [abs(row.values[-1]) for row in rows]
    return not any(map(math.isnan, newest)) and max(newest) >= TIMES_APART * min(newest)


def _same(computed: Sequence[float], printed: _Printed, rounded: float) -> bool:
    """Whether two rows are the same in every period of which both are known, and in some with a figure."""
    most = printed.half + rounded + EXACT
    pairs = zip(computed, printed.values, strict=False)
    known = [(one, other) for one, other in pairs if not math.isnan(one) and not math.isnan(other)]
    figures = sum(1 for _, other in known if other)
    return figures >= FEWEST_PERIODS and all(abs(one - other) <= most for one, other in known)


def _cannot_be_added(rows: Sequence[FoundRow]) -> bool:
    """Whether some of several rows are percentages and others are not, so that no sum of them is a figure."""
    shares = sum(
        1 for row in rows if signed_percent(row) or "%" in row.label or unit_said(row.said("unit")) == "percent"
    )
    return len(rows) >= FEWEST_ADDED and 0 < shares < len(rows)


def _without(rows: Sequence[FoundRow], sums: set[int]) -> Iterator[FoundRow]:
    """Yield the rows without those below them that add them up, which stand beside the row before."""
    kept: FoundRow | None = None
    for at, row in enumerate(rows):
        if kept is not None and (at in sums or plain(row.label) in LAST):
            kept = replace(kept, beside=(*kept.beside, *_as_sums(row)))
            continue
        if kept is not None:
            yield kept
        kept = row
    if kept is not None:
        yield kept


def _under_headings(rows: Sequence[FoundRow], sums: set[int]) -> Iterator[FoundRow]:
    """Yield the rows under those above them that add them up."""
    section: str | None = None
    above: tuple[Beside, ...] = ()
    kept: FoundRow | None = None
    for at, row in enumerate(rows):
        if at in sums or (plain(row.label) in LAST and kept is not None):
            section = row.label if at in sums else section
            above = (*above, *_as_sums(row))
            continue
        if kept is not None:
            yield kept
        kept = replace(row, section=section or row.section, beside=(*row.beside, *above))
        above = ()
    if kept is not None:
        yield replace(kept, beside=(*kept.beside, *above))


def _as_sums(row: FoundRow) -> Iterator[Beside]:
    for cell in row.cells:
        yield Beside("aggregate", cell.period, cell.text, cell.row, cell.column, row.label)
