"""The tables of a sheet: where their headings are, which columns and rows hold figures, and of which period."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from analysis.sources.scorecard.column_words import ColumnRole
from analysis.sources.scorecard.grid import Grid
from analysis.sources.scorecard.period_words import PeriodWords

Shape = Literal["periods across", "a period a sheet", "a row a figure", "periods down", "areas down"]
Part = Literal["value", "numerator", "denominator"]


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """One column (or, with periods down, one row of periods) of a table, and what it was taken for.

    column: from 0. heading: as printed, all its rows. taken_for: in words. period: of its figures. doubt: why it is not
    read, or what to check; None where it is sure.
    """

    column: int
    heading: str
    role: ColumnRole | None
    period: PeriodWords | None = None
    part: Part = "value"
    doubt: str | None = None
    read: bool = True


@dataclass(frozen=True, slots=True)
class FoundCell:
    """A cell with a figure, or where one should be. part: of the figure of this period."""

    period: PeriodWords
    row: int
    column: int
    text: str
    part: Part = "value"
    outturn: bool = False
    formula: bool = False
    area: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """A cell that says something of a measure and is none of its figures. heading: of its column, or of its row.

    again: the same is said once more, for another period.
    """

    role: ColumnRole
    period: PeriodWords | None
    text: str
    row: int
    column: int
    heading: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A printed row (or, with periods down, a column) that is one measure.

    beside: what stands in the columns that are no figures, or in rows below that say something of it. of_part: tables
    of several teams or localities have it, and none is of the whole council. hidden: nobody sees it on the sheet.
    """

    label: str
    ref: str | None
    section: str | None
    row: int
    column: int
    cells: tuple[FoundCell, ...] = field(repr=False)
    beside: tuple[Beside, ...] = field(default=(), repr=False)
    of_part: bool = False
    hidden: bool = False

    def said(self, role: ColumnRole) -> str | None:
        """Return what stands beside it in the column of a role."""
        return next((one.text for one in self.beside if one.role == role and one.text), None)


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of a sheet. problem: why nothing of it can be read, in a sentence that says what to do.

    heading_above: the one text of the row just above its heading, where that is no note and no period.
    """

    grid: Grid = field(repr=False)
    shape: Shape
    header_row: int
    columns: tuple[FoundColumn, ...] = field(repr=False)
    rows: tuple[FoundRow, ...] = field(repr=False)
    title: str | None = None
    problem: str | None = None
    notes: tuple[str, ...] = ()
    heading_above: str | None = None

    @property
    def place(self) -> str:
        """Where it stands, for people."""
        sheet = f"sheet {self.grid.sheet}, " if self.grid.sheet else ""
        return f"{sheet}row {self.header_row + 1}"

    def with_rows(self, rows: Sequence[FoundRow]) -> "FoundTable":
        """Return the table with other rows."""
        return replace(self, rows=tuple(rows))


def latest_end(cells: Sequence[FoundCell]) -> dt.date | None:
    """Return the end of the last period that has a figure or a word in its cell."""
    return max((cell.period.end for cell in cells if cell.period.end and cell.text.strip()), default=None)
