"""All tables of a file, sheet by sheet, whatever their shape."""

from collections.abc import Iterator, Sequence

from analysis.sources.scorecard.across import read_across
from analysis.sources.scorecard.blocks import (
    under_known_sections,
    under_sheets,
    under_titles,
    without_line_numbers,
)
from analysis.sources.scorecard.companion_rows import join_companions
from analysis.sources.scorecard.down import period_column, period_columns, read_down
from analysis.sources.scorecard.grid import Grid
from analysis.sources.scorecard.headings import heading_rows
from analysis.sources.scorecard.period_words import PeriodWords, period_in
from analysis.sources.scorecard.single import heading_of_roles, read_single, with_earlier_months
from analysis.sources.scorecard.tables import FoundTable

FEWEST_DOWN = 3  # periods under each other; two may be a year above its months


def find_tables(grids: Sequence[Grid], file_name: str) -> list[FoundTable]:
    """Return the tables of every visible sheet. file_name: may say the year of sheets called "April"."""
    year = _year_of(grids, file_name)
    found = [table for grid in grids if not grid.hidden and grid.rows for table in _tables(grid, year)]
    found = list(without_line_numbers(list(under_known_sections(with_earlier_months(found)))))
    joined = [table if table.shape == "areas down" else table.with_rows(join_companions(table.rows)) for table in found]
    return list(under_sheets(joined))


def _year_of(grids: Sequence[Grid], file_name: str) -> PeriodWords | None:
    """Return the year that the file's name or the title of its first sheet gives."""
    texts = [
        file_name.rpartition(".")[0],
        *(grid.text(row, 0) for grid in grids[:1] for row in range(min(3, len(grid.rows)))),
    ]
    found = [period for text in texts if text and (period := period_in(text)) is not None]
    return next((period for period in found if period.kind in ("year", "bare_year")), None)


def _tables(grid: Grid, year: PeriodWords | None) -> Iterator[FoundTable]:
    last = len(grid.rows) - 1
    axis = period_column(grid, 0, last)
    down = axis.periods if axis is not None and len(axis.periods) >= FEWEST_DOWN else {}
    headings = [one for one in heading_rows(grid) if one.row not in down]
    if not headings:
        yield from _without_headings(grid, last, year)
        return
    found = []
    for heading, following in zip(headings, [*headings[1:], None], strict=True):
        until = following.top - 1 if following is not None else last
        found.extend(read_across(grid, heading, until))
    yield from under_titles(found)


def _without_headings(grid: Grid, last: int, year: PeriodWords | None) -> Iterator[FoundTable]:
    found = period_columns(grid, 0, last)
    if found:
        yield from (read_down(grid, axis) for axis in found)
        return
    row = heading_of_roles(grid, 0, last)
    if row is not None:
        yield from read_single(grid, row, last, year)
