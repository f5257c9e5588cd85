"""The rows above a table with periods down: what its columns are called, and under that their units or targets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analysis.sources.scorecard.column_words import ColumnRole, split_heading
from analysis.sources.scorecard.grid import Grid
from analysis.sources.scorecard.row_figures import unit_said

MOST_SAID = 6  # rows between the names of columns and the first month
SAID_BELOW: tuple[ColumnRole, ...] = (
    "unit", "target", "polarity", "ref", "basis", "rag", "direction", "benchmark", "forecast", "remark", "person",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HeadingStack:
    """header: the row in which columns are named. said: rows below it, each with what it says of every column."""

    header: int
    said: Mapping[int, ColumnRole] = field(default_factory=dict)


def heading_stack(grid: Grid, first: int, column: int) -> HeadingStack | None:
    """Return the heading of a column of periods; None where none stands above. first: the row of its first period."""
    said: dict[int, ColumnRole] = {}
    filled = [row for row in range(first - 1, -1, -1) if not grid.is_blank(row)]
    for at, row in enumerate(filled):
        role = _said_in(grid, row, column)
        if role is None or not _named_above(grid, row, filled[at + 1 : MOST_SAID], column):
            return HeadingStack(row, said)
        said[row] = role
    return None


def _said_in(grid: Grid, row: int, column: int) -> ColumnRole | None:
    """Return what a row says of every column: as the cell beside it is called, or units because all of it is units."""
    texts = _texts_beside(grid, row, column)
    role = split_heading(grid.text(row, column))[0]
    if role in SAID_BELOW:
        return role
    return "unit" if texts and all(unit_said(text) for text in texts.values()) else None


def _named_above(grid: Grid, row: int, above: Sequence[int], column: int) -> bool:
    """Whether each column that a row says something of is named by a cell of its own in a row above."""
    texts = set(_texts_beside(grid, row, column))
    return bool(texts) and any(texts <= set(_texts_beside(grid, other, column)) for other in above)


def _texts_beside(grid: Grid, row: int, column: int) -> dict[int, str]:
    return {at: text for at in range(len(grid.rows[row])) if at != column and (text := grid.text(row, at))}
