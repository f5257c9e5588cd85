"""Whether the days that a file writes in numbers stand month first, as American programs export them."""

import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from analysis.sources.scorecard.grid import Grid, GridCell
from analysis.sources.scorecard.period_words import SLASHED, plain

FEWEST = 3  # months in a row, all on their first day, that prove the order where no day is over the 12th
LAST_MONTH = 12

Written = tuple[int, int, int]  # first number, second number, year


def with_days(grids: Sequence[Grid]) -> list[Grid]:
    """Return the sheets, days written month first (6/30/2024) marked as the days they are; others as they were."""
    if not month_first([one for grid in grids for one in _written(grid)]):
        return list(grids)
    return [replace(grid, rows=[[_with_day(cell) for cell in row] for row in grid.rows]) for grid in grids]


def month_first(days: Sequence[Written]) -> bool:
    """Whether days written in numbers can only be read month first.

    Either some second number is over 12 and no first one is; or all are the first day of one month after another, which
    read as in Britain would be the first days of January, year by year.
    """
    if any(first > LAST_MONTH for first, _, _ in days):
        return False
    if any(second > LAST_MONTH for _, second, _ in days):
        return True
    months = sorted({year * 12 + first for first, _, year in days})
    in_a_row = all(after - before == 1 for before, after in itertools.pairwise(months))
    return {second for _, second, _ in days} == {1} and len(months) >= FEWEST and in_a_row


def _written(grid: Grid) -> Iterator[Written]:
    for row in grid.rows:
        for cell in row:
            found = _match(cell)
            if found is not None:
                yield int(found["first"]), int(found["second"]), _year(found)


def _match(cell: GridCell) -> re.Match[str] | None:
    return SLASHED.fullmatch(plain(cell.text)) if cell.day is None and "/" in cell.text else None


def _year(found: re.Match[str]) -> int:
    return int(found["year"]) + (2000 if len(found["year"]) == 2 else 0)


def _with_day(cell: GridCell) -> GridCell:
    found = _match(cell)
    if found is None:
        return cell
    try:
        return replace(cell, day=dt.date(_year(found), int(found["first"]), int(found["second"])))
    except ValueError:
        return cell
