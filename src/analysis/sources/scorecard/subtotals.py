"""Rows of a pivot table or a matrix that are others added up, or their average: headings of these and no measures."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.sources.cells import parse_cell
from analysis.sources.scorecard.companion_rows import OF_EVERYTHING
from analysis.sources.scorecard.period_words import plain
from analysis.sources.scorecard.row_figures import signed_percent, unit_said
from analysis.sources.scorecard.tables import Beside, FoundRow

FEWEST_ADDED = 2  # rows of different kinds that show that a table adds up what cannot be added
ROUNDED = 0.05  # half of the last digit of a figure with one decimal
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
    figures = [_figures(row) for row in rows]
    counted = [at for at, row in enumerate(rows) if plain(row.label) not in passed]
    for place, at in enumerate(counted):
        length = _added_up(figures[at], [figures[other] for other in counted[place + 1 :]])
        if length:
            yield at, length


def _figures(row: FoundRow) -> list[float]:
    return [parse_cell(cell.text).value or 0.0 for cell in row.cells]


def _added_up(wanted: Sequence[float], below: Sequence[Sequence[float]]) -> int:
    """Return of how many rows just below a row's figures are the sum, or the average, in every column; 0 for none."""
    held = [0.0] * len(wanted)
    for number, figures in enumerate(below, start=1):
        held = [total + value for total, value in zip(held, figures, strict=False)]
        if any(wanted) and (_same(held, wanted, number) or _same([total / number for total in held], wanted, number)):
            return number
    return 0


def _same(computed: Sequence[float], printed: Sequence[float], number: int) -> bool:
    return all(abs(one - other) <= ROUNDED * (number + 1) for one, other in zip(computed, printed, strict=False))


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
