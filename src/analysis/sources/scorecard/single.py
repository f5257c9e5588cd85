"""Sheets of one period each: the month stands in the sheet's name or title, its figures in a column of their own."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from analysis.catalogue.period import Month
from analysis.sources.scorecard.across import read_across
from analysis.sources.scorecard.areas import is_whole
from analysis.sources.scorecard.column_words import DATED_ANYHOW, ColumnRole, column_role, split_heading
from analysis.sources.scorecard.grid import Grid
from analysis.sources.scorecard.headings import Heading
from analysis.sources.scorecard.period_words import PeriodWords, period_in, plain, read_period_words
from analysis.sources.scorecard.tables import FoundCell, FoundRow, FoundTable

_EARLIER = (
    (re.compile(r"(?:last|previous|prior|preceding) month(?:'s)?(?: (?:value|figure|performance|actual))?"), 1),
    (re.compile(r"(?:the )?same (?:month|period|time) (?:in )?(?:the )?(?:last|previous|prior) year"), 12),
    (re.compile(r"(?:last|previous|prior) year,? same month"), 12),
)
FEWEST_PARTS = 2  # columns of localities or teams beside that of the whole
TITLES_WITHIN = 10  # rows from the top
NO_PERIOD = (
    "Nothing says which month its figures are of: no column has a period, nor has the title above it or the sheet's "
    "name. Write the month into a cell above the table, or name the sheet for it."
)


def heading_of_roles(grid: Grid, first: int, last: int) -> int | None:
    """Return the first row that names columns of labels and of values, and holds no figure."""
    for row in range(first, last + 1):
        texts = _texts_of(grid, row)
        roles = set(_roles(texts).values())
        words = not any(text.replace(".", "").replace(",", "").isdigit() for text in texts.values())
        if words and {"label", "ref"} & roles and {"value", "numerator", "aggregate"} & roles:
            return row
    return None


def _texts_of(grid: Grid, row: int) -> dict[int, str]:
    return {column: text for column in range(len(grid.rows[row])) if (text := grid.text(row, column))}


def _roles(texts: Mapping[int, str]) -> dict[int, ColumnRole | None]:
    """Return what each column holds; of localities beside their whole ("North", "South", "Countywide"), the whole."""
    roles = {column: column_role(text) for column, text in texts.items()}
    wholes = [column for column, text in texts.items() if roles[column] in (None, "aggregate") and is_whole(text)]
    parts = [column for column, role in roles.items() if role is None and column not in wholes]
    if len(wholes) != 1 or len(parts) < FEWEST_PARTS or any(read_period_words(texts[column]) for column in parts):
        return roles
    return {**roles, **dict.fromkeys(parts, "breakdown"), wholes[0]: "value"}


def read_single(grid: Grid, row: int, last_row: int, year: PeriodWords | None) -> list[FoundTable]:
    """Return the table of one period under a heading of roles. year: of the workbook, for sheets called "April"."""
    period, problem = _period_of(grid, row, year)
    if period is None:
        return [FoundTable(grid, "a period a sheet", row, (), (), problem=problem)]
    texts = _texts_of(grid, row)
    roles = _roles(texts)
    periods = dict(_periods(texts, roles, period))
    roles = {column: _role_of(texts[column], role, period) for column, role in roles.items()}
    tables = read_across(grid, Heading(row, row, row, texts, periods, roles), last_row)
    return [
        FoundTable(table.grid, "a period a sheet", row, table.columns, table.rows, table.title, table.problem)
        for table in tables
    ]


def with_earlier_months(tables: Sequence[FoundTable]) -> list[FoundTable]:
    """Read "Last month" and "Same month last year" too, where the whole file is a report of one month.

    Where it has a sheet for each month, the earlier figures stand in their own.
    """
    single = [table for table in tables if table.shape == "a period a sheet"]
    months = {
        cell.period for table in single for row in table.rows for cell in row.cells if cell.period.kind == "month"
    }
    if len(months) != 1 or len(single) < len(tables):
        return list(tables)
    return [_with_earlier(table) for table in single]


def _with_earlier(table: FoundTable) -> FoundTable:
    dated = {one.column: one.period for one in table.columns if one.role == "previous" and one.period is not None}
    said = list(dated.values())
    dated = {column: period for column, period in dated.items() if said.count(period) == 1}
    columns = tuple(
        replace(one, role=None, doubt=None, read=True) if one.column in dated else one for one in table.columns
    )
    return replace(
        table, columns=columns, rows=tuple(_with_earlier_cells(table.grid, row, dated) for row in table.rows)
    )


def _with_earlier_cells(grid: Grid, row: FoundRow, dated: dict[int, PeriodWords]) -> FoundRow:
    earlier = (
        FoundCell(period, row.row, column, cell.text, formula=cell.formula)
        for column, period in dated.items()
        for cell in (grid.cell(row.row, column),)
    )
    beside = tuple(one for one in row.beside if one.column not in dated or one.row != row.row)
    return replace(row, cells=(*row.cells, *earlier), beside=beside)


def _periods(
    texts: dict[int, str], roles: dict[int, ColumnRole | None], period: PeriodWords
) -> Iterator[tuple[int, PeriodWords]]:
    """Give the sheet's period to columns of values and their parts, and what was counted since April its end."""
    for column, text in texts.items():
        named = read_period_words(text)
        if named is not None and named.kind == "to_date":
            yield column, PeriodWords("to_date", period.year, period.number)
        elif named is not None and named.kind == "rolling":
            yield column, PeriodWords("rolling", period.year, period.number)
        elif named is not None and named.end is not None and named.kind != "bare_year":
            yield column, named
        elif roles[column] in ("value", "numerator", "denominator") or (named and named.number == period.number):
            yield column, period
        elif roles[column] in DATED_ANYHOW and (dated := split_heading(text)[1]) is not None:
            yield column, dated
        elif roles[column] == "previous" and (before := _before(text, period)) is not None:
            yield column, before


def _before(text: str, period: PeriodWords) -> PeriodWords | None:
    """Return the month that "Last month" or "Same month last year" means in a sheet of a month; None for others."""
    if period.kind != "month" or period.end is None:
        return None
    months = next((months for pattern, months in _EARLIER if pattern.fullmatch(plain(text))), None)
    if months is None:
        return None
    earlier = Month.of(period.end).plus(-months)
    return PeriodWords("month", earlier.year, earlier.number)


def _role_of(text: str, role: ColumnRole | None, period: PeriodWords) -> ColumnRole | None:
    named = read_period_words(text)
    return None if named is not None and (named.kind != "month" or named.number == period.number) else role


def _period_of(grid: Grid, row: int, year: PeriodWords | None) -> tuple[PeriodWords | None, str]:
    """Return the period of a sheet, or why it has none: the sheet's name and the title above must not contradict."""
    name = read_period_words(grid.sheet) or period_in(grid.sheet) if grid.sheet else None
    titles = [
        period
        for at in range(min(row, TITLES_WITHIN))
        for column in range(len(grid.rows[at]))
        if (period := period_in(grid.text(at, column))) is not None and period.kind in ("month", "quarter", "year")
    ]
    dated = list(dict.fromkeys(period for period in titles if period.end and period.kind != "year"))
    years = list(dict.fromkeys(period for period in titles if period.kind == "year"))
    if name is not None and name.end is None and name.kind in ("month", "quarter"):
        context = next(iter(years), None) or year
        same = next((one for one in dated if one.number == name.number), None)
        name = same or (name.in_year(context) if context is not None else name)
    if name is not None and name.end is None:
        name = None
    if name is not None and dated and name not in dated:
        said = f'The sheet is called "{grid.sheet}", and its title says {dated[0].end:%B %Y}.'
        return None, f"{said} Correct the one that is wrong."
    if name is None and len(dated) > 1:
        return None, "Its titles name several months. Leave the one that its figures are of."
    return (name or next(iter(dated), None)), NO_PERIOD
