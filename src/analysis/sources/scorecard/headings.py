"""The rows of a sheet that are headings of periods: found by what they hold, never by where they stand."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from analysis.sources.cells import parse_cell
from analysis.sources.scorecard.carried_years import IN_A_YEAR, dated_kinds, with_carried_years
from analysis.sources.scorecard.column_words import ColumnRole, column_role, split_heading
from analysis.sources.scorecard.grid import Grid
from analysis.sources.scorecard.period_words import PeriodWords, consecutive, period_in, read_period_words

SHORT_HEADING = 3  # words; what names rows is short, where what is counted may say "performance" too
ABOVE = 2  # rows above a row of months that may group them
FEWEST_WORDED = 2  # periods with words in them (Apr-25): beside these a bare 2024 is a year and no figure
_PIVOT = re.compile(r"(?:sum|count|average|max|min|total) of .+|column labels|values", re.IGNORECASE)
GROUPING = ("year", "bare_year", "quarter")  # kinds of periods that stand above months, and say their year
MOST_TITLES = 12  # rows above a table in which its year may stand


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a table with periods across. top, row, bottom: its first, its main and its last row, from 0.

    texts: by column, all its rows; periods: of the columns that are dated; roles: of the others. alone: columns under
    which a month or quarter has no year anywhere.
    """

    top: int
    row: int
    bottom: int
    texts: dict[int, str] = field(repr=False)
    periods: dict[int, PeriodWords] = field(repr=False)
    roles: dict[int, ColumnRole | None] = field(repr=False)


def period_cells(grid: Grid, row: int) -> dict[int, PeriodWords]:
    """Return the cells of a row that name a period each; empty where the row holds figures besides."""
    found: dict[int, PeriodWords] = {}
    for column in range(len(grid.rows[row])):
        text = grid.text(row, column)
        period = read_period_words(text, grid.cell(row, column).day) if text else None
        if period is not None:
            found[column] = period
        elif text and _is_number(text):
            return {}
    numeric = [period for period in found.values() if period.numeric]
    if numeric and len(found) - len(numeric) < FEWEST_WORDED and not consecutive(numeric):
        return {}
    return found


def _is_number(text: str) -> bool:
    return any(character.isdigit() for character in text) and parse_cell(text).kind == "value"


def heading_rows(grid: Grid) -> Iterator[Heading]:
    """Yield the headings with periods across, from the top: two periods and more, or one beside a column of labels."""
    row = 0
    while row < len(grid.rows):
        heading = _heading_at(grid, row)
        if heading is not None:
            yield heading
            row = heading.bottom
        row += 1


def _heading_at(grid: Grid, row: int) -> Heading | None:
    found = period_cells(grid, row)
    strong = {period for period in found.values() if period.kind not in ("to_date", "rolling")}
    if not strong or (len(strong) < 2 and not _names_rows_of_one_period(grid, row, strong)):
        return None
    if {period.kind for period in strong} <= set(GROUPING) and _groups_months(grid, row, strong):
        return None  # a row of years or quarters above one of months belongs to that
    bottom = _sub_heading(grid, row, found)
    top = _top(grid, row, found)
    texts, spread = _texts(grid, range(top, bottom + 1), found)
    return _dated(grid, Heading(top, row, bottom, texts, spread, {}))


def _names_rows_of_one_period(grid: Grid, row: int, strong: set[PeriodWords]) -> bool:
    """Whether a row with one dated period heads labels, and no column of values that the period is not of."""
    texts = [grid.text(row, column) for column in range(len(grid.rows[row]))]
    roles = [column_role(text) if len(text.split()) <= SHORT_HEADING else None for text in texts]
    return bool({"label", "ref"} & set(roles)) and "value" not in roles and all(period.end for period in strong)


def _groups_months(grid: Grid, row: int, strong: set[PeriodWords]) -> bool:
    """Whether a row of months stands just below, or under years one of quarters."""
    if row + 1 >= len(grid.rows):
        return False
    below = period_cells(grid, row + 1)
    finer = ("month",) if any(period.kind == "quarter" for period in strong) else ("month", "quarter")
    return len(below) >= 2 and any(period.kind in finer for period in below.values())


def _sub_heading(grid: Grid, row: int, found: dict[int, PeriodWords]) -> int:
    """Return the last row of the heading: the next, where it says numerator, denominator, % or target under periods."""
    if row + 1 >= len(grid.rows):
        return row
    texts = [grid.text(row + 1, column) for column in range(min(found, default=0), grid.width)]
    filled = [text for text in texts if text]
    parts = [column_role(text) for text in filled]
    known = sum(1 for part in parts if part in ("numerator", "denominator", "value", "target", "rag", "direction"))
    words_only = not any(_is_number(text) for text in filled)
    says = known >= 0.7 * len(filled) or _splits_periods(grid, row, found)
    return row + 1 if len(filled) >= 2 and words_only and says else row


def _splits_periods(grid: Grid, row: int, found: dict[int, PeriodWords]) -> bool:
    """Whether the row below splits each period in the same way: North, South, Total under every month."""
    starts = sorted(found)
    until = [*starts[1:], starts[-1] + (starts[-1] - starts[-2] if len(starts) > 1 else 1)]
    under = [
        tuple(grid.text(row + 1, column) for column in range(start, end))
        for start, end in zip(starts, until, strict=True)
    ]
    alike = {part[: min(map(len, under))] for part in under}
    return len(alike) == 1 and min(map(len, under)) >= 2 and all(next(iter(alike))) and len(set(next(iter(alike)))) > 1


def _top(grid: Grid, row: int, found: dict[int, PeriodWords]) -> int:
    """Return the first row of the heading: rows above that group its columns, by years or by words."""
    top = row
    for above in range(row - 1, max(-1, row - ABOVE - 1), -1):
        filled = [column for column in range(len(grid.rows[above])) if grid.text(above, column)]
        if not filled or any(
            _is_number(grid.text(above, column)) and not _names_period(grid, above, column) for column in filled
        ):
            break
        groups = [column for column in filled if column >= min(found) - 1]
        if not groups or (len(filled) == 1 and not _names_period(grid, above, filled[0])):
            break
        top = above
    return top


def _names_period(grid: Grid, row: int, column: int) -> bool:
    return split_heading(grid.text(row, column))[1] is not None


def _texts(grid: Grid, rows: range, found: dict[int, PeriodWords]) -> tuple[dict[int, str], dict[int, PeriodWords]]:
    """Return the texts of each column over the rows of a heading, and its period from the same rows."""
    last = _last_grouped(found)
    if rows[-1] > 0 and not period_cells(grid, rows[-1]):  # a row of parts below: the last month reaches as far as it
        last = max(last, *(column for column in range(len(grid.rows[rows[-1]])) if grid.text(rows[-1], column)))
    lines = [_filled_right(grid, row, rows, min(found), last) for row in rows]
    width = max((max(line, default=0) for line in lines), default=0)
    texts: dict[int, str] = {}
    periods: dict[int, PeriodWords] = {}
    for column in range(max(width, last) + 1):
        parts = [line[column] for line in lines if line.get(column) and not _of_pivot(line[column])]
        if parts:
            texts[column] = " ".join(dict.fromkeys(parts))
    for line, row in zip(lines, rows, strict=True):
        for column, text in line.items():
            period = read_period_words(text, grid.cell(row, column).day) or split_heading(text)[1]
            if period is not None:
                periods[column] = _combined(periods.get(column), period)
    return texts, periods


def _last_grouped(found: dict[int, PeriodWords]) -> int:
    """Return the last column that a year above months reaches to.

    What is counted since April is of that year where it stands just after its months, and these are the newest or each
    year has its own.
    """
    to_date = [column for column, period in found.items() if period.kind == "to_date" and period.year is None]
    dated = [column for column in found if column not in to_date] or list(found)
    last = max(dated)
    numbers = [found[column].number or 0 for column in sorted(dated) if found[column].kind == "month"][-2:]
    newest_last = len(numbers) > 1 and (numbers[1] - numbers[0]) % 12 == 1
    return last + 1 if last + 1 in to_date and (newest_last or len(to_date) > 1) else last


def _of_pivot(text: str) -> bool:
    """Whether a text says how a pivot table was made, and nothing of the column it stands above."""
    return _PIVOT.fullmatch(" ".join(text.split())) is not None


def _combined(above: PeriodWords | None, period: PeriodWords) -> PeriodWords:
    """A month under a year is a month of that year; else what stands nearest to the figures counts."""
    return period.in_year(above) if above is not None and above.kind in GROUPING else period


def _filled_right(grid: Grid, row: int, rows: range, first: int, last: int) -> dict[int, str]:
    """Return the texts of a row of a heading, groups spread over their columns: as merged, or up to the next text."""
    line = {column: text for column in range(len(grid.rows[row])) if (text := grid.text(row, column))}
    merged = {start: end for at, start, end in grid.merged if at == row}
    is_group = row < rows[-1]
    for column in sorted(line):
        if not is_group or (column < first and column not in merged and not _is_year(line[column])):
            continue
        following = min((other for other in line if other > column), default=last + 1)
        until = merged.get(column, max(column, following - 1))
        for beside in range(column + 1, until + 1):
            line.setdefault(beside, line[column])
    return line


def _is_year(text: str) -> bool:
    period = read_period_words(text)
    return period is not None and period.kind in ("year", "bare_year")


def _dated(grid: Grid, heading: Heading) -> Heading:
    """Give months without a year that of those beside them, of a title above, or of the sheet's name."""
    periods = dated_by_title(grid, heading.top, heading.periods)
    roles = {column: split_heading(text)[0] or _role_of_parts(text) for column, text in heading.texts.items()}
    return replace(heading, periods=periods, roles=roles)


def dated_by_title(grid: Grid, top: int, periods: Mapping[int, PeriodWords]) -> dict[int, PeriodWords]:
    """Return periods, those without a year in that of their neighbours; where none of their kind has one, of a title.

    top: the first row of the heading. periods: by column, or by row.
    """
    year, dated = year_above(grid, top), dated_kinds(periods.values())
    titled = {
        place: period.in_year(year) if year and period.kind in IN_A_YEAR and period.kind not in dated else period
        for place, period in sorted(periods.items())
    }
    return with_carried_years(titled)


def _role_of_parts(text: str) -> ColumnRole | None:
    return column_role(text) if read_period_words(text) is None else None


def year_above(grid: Grid, top: int) -> PeriodWords | None:
    """Return the one year that titles above a table, or the sheet's name, give to months without one."""
    for row in range(top - 1, max(-1, top - MOST_TITLES), -1):
        for column in range(len(grid.rows[row])):
            period = period_in(grid.text(row, column)) if grid.text(row, column) else None
            if period is not None and period.kind in GROUPING and period.year is not None:
                return period
    named = period_in(grid.sheet) if grid.sheet else None
    return named if named is not None and named.kind in GROUPING and named.year is not None else None
