"""Where a cell of a scorecard belongs: how its figure counts and until which day, or why that cannot be said."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from analysis.catalogue.measure import Measure
from analysis.catalogue.period import Basis, year_start
from analysis.sources.cells import parse_cell
from analysis.sources.scorecard.layout import RowMapping, Years
from analysis.sources.scorecard.tables import FoundCell

CALENDAR_YEAR_ENDS = (12, 31)
OF_ITS_LAST_DAY = "what is counted on one day stands under its month; this {period} has another, a sum or average"


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Why a cell is not read. of_column: its column is about something else, as is usual, and nothing is wrong."""

    why: str
    of_column: bool = False


@dataclass(frozen=True, slots=True)
class Placement:
    """Places the cells of one row. cells: all its figures; published_on: the day the paper is of; years: what columns
    called 2024 count.
    """

    cells: Sequence[FoundCell] = field(repr=False)
    published_on: dt.date
    years: Years | None = None

    def place(self, cell: FoundCell, measure: Measure, mapping: RowMapping) -> tuple[Basis, dt.date] | Unplaced:
        """Return how a cell counts and until when; or why it is not read."""
        basis = cell.period.basis
        is_stock = (mapping.basis or measure.basis) == "snapshot"
        other = _says_another_thing(cell, measure, is_stock=is_stock)
        if other is None and is_stock and self._differs_from_its_last_month(cell):
            other = OF_ITS_LAST_DAY.format(period="quarter" if cell.period.kind == "quarter" else "year")
        if other is not None:
            return Unplaced(other, of_column=True)
        end = self._end(cell)
        if end is None:
            return Unplaced("it stands under a period that nothing dates")
        if end > self.published_on:
            published = _day(self.published_on)
            return Unplaced(f"it would be a figure to {_day(end)}, after the day the paper is of ({published})")
        if basis == "month" and mapping.basis in ("rolling_12_months", "year_to_date"):
            return mapping.basis, end
        return ("snapshot" if is_stock else basis), end

    def _differs_from_its_last_month(self, cell: FoundCell) -> bool:
        """Whether a quarter or year of what is counted on one day has another figure than the month that ends with it.

        The month's is of that day; the other may be an average or a sum. An outturn says that it is of that day too.
        """
        if cell.period.kind not in ("quarter", "year") or cell.outturn:
            return False
        last = [
            parse_cell(other.text).value
            for other in self.cells
            if other.period.kind == "month" and other.period.end == cell.period.end
        ]
        held = [value for value in last if value is not None]
        return bool(held) and parse_cell(cell.text).value not in held

    def _end(self, cell: FoundCell) -> dt.date | None:
        if cell.period.kind == "bare_year":
            return self._end_of_bare_year(cell)
        return self._end_to_date(cell) if cell.period.kind == "to_date" and cell.period.end is None else cell.period.end

    def _end_of_bare_year(self, cell: FoundCell) -> dt.date | None:
        year = cell.period.year or 0
        if self.years == "calendar":
            return dt.date(year, *CALENDAR_YEAR_ENDS)
        return dt.date(year, 3, 31) if self.years == "to_march" else None

    def _end_to_date(self, cell: FoundCell) -> dt.date | None:
        """Return the last month with a figure in the year that is counted: that is how far since April it goes.

        A month after the day of the paper counts where it holds more than a nought or a word: what was counted since
        April then reaches beyond that day as well, and is kept out with it.
        """
        months = [other for other in self.cells if other.period.kind == "month" and other.text.strip()]
        dated = [
            end
            for other in months
            if (end := other.period.end) is not None
            and (end <= self.published_on or parse_cell(other.text).value not in (None, 0))
        ]
        if cell.period.year is not None:
            dated = [end for end in dated if year_start(end).year == cell.period.year]
        return max(dated, default=None)


def _says_another_thing(cell: FoundCell, measure: Measure, *, is_stock: bool) -> str | None:
    """Return why a column of the year is about something else than the row; null where it is about the row.

    What is counted on one day, or as a rate, has no sum since April; and a year's percentage of what is counted on one
    day may be its average: that of its last day stands under March.
    """
    if cell.period.kind == "to_date" and is_stock:
        return "what is counted on one day has no sum since April; the day stands under its month"
    if cell.period.kind == "to_date" and measure.unit not in ("count", "percent"):
        return "rates, days and averages of months have no sum since April"
    if is_stock and cell.period.kind in ("year", "bare_year") and measure.unit not in ("count", "per_10000"):
        return "a year's share or average of what is counted on one day may be of its last day or of all its months"
    return None


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
