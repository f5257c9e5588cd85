"""Counting the filled cells of a scorecard while it is read; of those in no row and no column that is read too."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from analysis.sources.cells import SheetCell
from analysis.sources.printed_figure import NOT_WHOLE
from analysis.sources.scorecard.across import PASSED_OVER
from analysis.sources.scorecard.column_words import ColumnRole, column_role
from analysis.sources.scorecard.grid import Grid
from analysis.sources.scorecard.layout import RowKey, ScorecardLayout
from analysis.sources.scorecard.period_words import read_period_words
from analysis.sources.scorecard.row_figures import parse_figure
from analysis.sources.scorecard.tables import FoundTable
from analysis.sources.scorecard.tally import KeptOut, Tally

Fate = Literal["read", "gap", "doubted", "again", "out"]
GROUPING = 2  # rows above the months that may group them, and are headings too
NO_FIGURES: tuple[ColumnRole | None, ...] = (
    "label", "ref", "section", "unit", "polarity", "basis", "target", "rag", "direction", "remark",
    "breakdown", "period", "area",
)  # fmt: skip


@dataclass(slots=True)
class Counter:
    """Counts cells while a scorecard is read. fates: by the place of a cell, with the row or column and the reason.

    rows, rows_read: by what a row is known, once for all sheets it stands on.
    """

    fates: dict[str, tuple[Fate, str, str]] = field(default_factory=dict)
    rows: set[RowKey] = field(default_factory=set)
    rows_read: set[RowKey] = field(default_factory=set)

    def note(self, place: str, fate: Fate, what: str = "", why: str = "") -> None:
        """Say what became of the cell at a place; what is said last counts."""
        self.fates[place] = (fate, what, why)

    def keep_out(self, place: str, what: str, why: str) -> None:
        """Say that a cell was kept out. why: without any figure."""
        self.note(place, "out", what, why.rstrip("."))

    def tally(self, file: str) -> Tally:
        """Return the counts; cells kept out for one reason in one row or column as one entry, in their order."""
        number = dict.fromkeys(("read", "gap", "doubted", "again", "out"), 0)
        kept: dict[tuple[str, str], list[str]] = {}
        for place, (fate, what, why) in self.fates.items():
            number[fate] += 1
            if fate == "out":
                kept.setdefault((what, why), []).append(place)
        entries = tuple(KeptOut(what, why, places[0], len(places)) for (what, why), places in kept.items())
        counts = (number["read"], number["gap"], number["doubted"], number["again"])
        return Tally(file, len(self.rows), len(self.rows_read), *counts, entries)


def fate_of(read: SheetCell) -> Fate:
    """Return what becomes of a cell that is in its place."""
    if read.kind in ("problem", "mark"):
        return "out"
    return "doubted" if NOT_WHOLE & set(read.qualifiers) else "gap" if read.kind == "missing" else "read"


def why_no_figure(problem: str | None) -> str:
    """Return why a cell is no figure, in words that print nothing of what stands in it."""
    if problem is not None and problem.startswith("may be"):
        return "may be a fraction among percentages"
    return problem or "is a mark where a figure should be"


def sweep(
    counter: Counter,
    grids: Sequence[Grid],
    tables: Sequence[FoundTable],
    layout: ScorecardLayout,
    taken: Mapping[int, set[tuple[int, int]]],
) -> None:
    """Count the figures that stand in no row or column that is read: nothing on a sheet goes by in silence.

    taken: by id of a grid, the cells that rows hold.
    """
    known = {row.ref for table in tables for row in table.rows if row.ref}
    for grid in grids:
        here = [table for table in tables if table.grid is grid]
        heads = {row for table in here for row in range(table.header_row - GROUPING, table.header_row + 1)}
        refs = _columns_of_refs(here)
        for row in range(len(grid.rows)):
            for column in range(len(grid.rows[row])):
                if row in heads or (row, column) in taken.get(id(grid), set()) or not _is_figure(grid, row, column):
                    continue
                table = _table_at(here, row)
                names_a_row = column in refs[id(table)] if table is not None else grid.text(row, column) in known
                if not names_a_row:
                    _count_loose(counter, grid, table, row, column, layout)


def _is_figure(grid: Grid, row: int, column: int) -> bool:
    text = grid.text(row, column)
    if not any(map(str.isdigit, text)) or parse_figure(text).kind != "value":
        return False
    return read_period_words(text, grid.cell(row, column).day) is None


def _table_at(tables: Sequence[FoundTable], row: int) -> FoundTable | None:
    return max((one for one in tables if one.header_row < row), key=lambda one: one.header_row, default=None)


def _columns_of_refs(tables: Sequence[FoundTable]) -> dict[int, set[int]]:
    """Return the columns of each table that hold names of rows, whatever they look like."""
    found = {}
    for table in tables:
        named = {row.column for row in table.rows if table.shape != "periods down"}
        named |= {one.column for one in table.columns if one.role in NO_FIGURES}
        for row in table.rows[:1]:
            named |= {at for at in range(row.column) if row.ref and table.grid.text(row.row, at) == row.ref}
        found[id(table)] = named
    return found


def _count_loose(
    counter: Counter, grid: Grid, table: FoundTable | None, row: int, column: int, layout: ScorecardLayout
) -> None:
    place = grid.locate(row, column)
    sheet = f"sheet {grid.sheet}" if grid.sheet else "the file"
    if grid.hidden or grid.sheet in layout.sheets_not_read:
        counter.keep_out(place, sheet, "it is hidden" if grid.hidden else "its mapping says so")
    elif table is None:
        counter.keep_out(place, sheet, "it stands in no table of figures by period")
    elif table.problem:
        counter.keep_out(place, f"the table at {table.place}", table.problem)
    else:
        counter.keep_out(place, *(_of_row(grid, table, row) or _of_column(table, column)))


def _of_row(grid: Grid, table: FoundTable, row: int) -> tuple[str, str] | None:
    """Return what a row is called that stands between the months of a table with periods down, and what it is."""
    axis = next((one.column for one in table.columns if one.role == "period"), None)
    named = grid.text(row, axis) if table.shape == "periods down" and axis is not None else ""
    if not named:
        return None
    why = PASSED_OVER["aggregate"] if column_role(named) == "aggregate" else "it is called by no month"
    return f'row "{named}"', why


def _of_column(table: FoundTable, column: int) -> tuple[str, str]:
    found = next((one for one in table.columns if one.column == column), None)
    if found is None:
        return f"what stands beside or under the table at {table.place}", "no row and no column says what it is"
    named = f'column "{found.heading}"'
    if found.read:
        return named, "it stands in a row that names nothing"
    return named, found.doubt or "its heading names no period"
