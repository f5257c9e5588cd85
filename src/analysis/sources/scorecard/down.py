"""Tables with periods down: a column for each measure, or a row for each figure, as reporting tools export."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from analysis.sources.area_columns import find_code
from analysis.sources.cells import parse_cell
from analysis.sources.scorecard.across import PASSED_OVER
from analysis.sources.scorecard.areas import is_whole
from analysis.sources.scorecard.column_words import ColumnRole, column_role, split_heading
from analysis.sources.scorecard.grid import Grid
from analysis.sources.scorecard.grouped_columns import PARTS, is_only, says_how, with_parts
from analysis.sources.scorecard.heading_stack import heading_stack
from analysis.sources.scorecard.headings import dated_by_title
from analysis.sources.scorecard.period_words import PeriodWords, consecutive, plain, read_period_words
from analysis.sources.scorecard.tables import Beside, FoundCell, FoundColumn, FoundRow, FoundTable, Part

FEWEST = 2  # periods that make a column of periods
MOSTLY = 0.8
SHORT_HEADING = 3  # words
BESIDE: tuple[ColumnRole, ...] = (
    "target", "rag", "direction", "remark", "person", "benchmark", "forecast", "change", "aggregate", "previous",
    "period", "basis", "polarity", "outturn", "numerator", "denominator",
)  # fmt: skip
WORDED: tuple[ColumnRole, ...] = ("person", "remark")  # in words: under "Contacts" and figures no person is named
_KINDS = ("bare_year", "year", "quarter", "month")


@dataclass(frozen=True, slots=True)
class PeriodColumn:
    """A column of periods. header: the row of its heading. periods: by row, as far as they are dated.

    columns: those of its table, where others stand beside it. said: rows of units, targets below the heading.
    """

    column: int
    header: int
    periods: dict[int, PeriodWords] = field(repr=False)
    columns: range
    said: Mapping[int, ColumnRole] = field(default_factory=dict, repr=False)


def period_column(grid: Grid, first: int, last: int) -> PeriodColumn | None:
    """Return the column whose cells name a period each, with words in the row above the first; None where none does."""
    found = [one for column in range(grid.width) if (one := _periods_down(grid, column, first, last)) is not None]
    return max(found, key=lambda one: (_fineness(one), len(one.periods), -one.column), default=None)


def period_columns(grid: Grid, first: int, last: int) -> list[PeriodColumn]:
    """Return the columns of periods of all tables that stand beside and below each other; empty where none does."""
    best = period_column(grid, first, last)
    if best is None:
        return []
    starts = [best]
    for column in (*range(best.column + 1, grid.width), *range(best.column - 1, -1, -1)):
        one = _periods_down(grid, column, first, last)
        if one is not None and _fineness(one) == _fineness(best) and _starts_a_table(grid, one, starts):
            starts.append(one)
    starts.sort(key=lambda one: one.column)
    until = [*(one.column for one in starts[1:]), grid.width]
    return [
        part
        for at, (one, end) in enumerate(zip(starts, until, strict=True))
        for part in _below_each_other(grid, replace(one, columns=range(one.column if at else 0, end)))
    ]


def _starts_a_table(grid: Grid, one: PeriodColumn, starts: Sequence[PeriodColumn]) -> bool:
    """Whether a further column of periods has figures on either side that are not of the periods beside them."""
    nearest = min(starts, key=lambda other: abs(other.column - one.column))
    left, right = sorted((nearest, one), key=lambda each: each.column)
    other_periods = any(left.periods.get(row) != period for row, period in right.periods.items())
    return (
        other_periods
        and len(set(one.periods.values())) > 1
        and _holds_figures(grid, left, range(left.column + 1, right.column))
        and _holds_figures(grid, right, range(right.column + 1, grid.width))
    )


def _holds_figures(grid: Grid, axis: PeriodColumn, columns: range) -> bool:
    return any(parse_cell(grid.text(row, column)).kind == "value" for column in columns for row in axis.periods)


def _below_each_other(grid: Grid, axis: PeriodColumn) -> Iterator[PeriodColumn]:
    """Yield the tables that one column of periods dates: a new one begins under each row that heads columns anew."""
    heads = [axis.header]
    filled = [row for row in range(axis.header, max(axis.periods) + 1) if not grid.is_blank(row)]
    for row, following in itertools.pairwise(filled):
        if (
            row != axis.header
            and row not in axis.periods
            and following in axis.periods
            and _heads_anew(grid, row, axis)
        ):
            heads.append(row)
    for head, end in zip(heads, [*heads[1:], len(grid.rows)], strict=True):
        periods = {row: period for row, period in axis.periods.items() if head < row < end}
        yield replace(axis, header=head, periods=periods)


def _heads_anew(grid: Grid, row: int, axis: PeriodColumn) -> bool:
    """Whether a row between months names columns: words, no figure; several, or under the first heading's word."""
    texts = [text for column in axis.columns if column != axis.column and (text := grid.text(row, column))]
    named_so = plain(grid.text(row, axis.column)) == plain(grid.text(axis.header, axis.column))
    words = bool(texts) and all(parse_cell(text).kind == "problem" for text in texts)
    return words and (len(texts) > 1 or named_so)


def _fineness(one: PeriodColumn) -> int:
    """Months go before quarters and these before years, where a table has a column of each."""
    kinds = [period.kind for period in one.periods.values()]
    return max((_KINDS.index(kind) for kind in kinds if kind in _KINDS), default=-1)


def _periods_down(grid: Grid, column: int, first: int, last: int) -> PeriodColumn | None:
    cells = {
        row: period
        for row in range(first, last + 1)
        if (period := read_period_words(grid.text(row, column), grid.cell(row, column).day)) is not None
    }
    if len(cells) < FEWEST:
        return None
    rows = list(cells)
    held = [row for row in range(rows[0], rows[-1] + 1) if grid.text(row, column)]
    if len(cells) < MOSTLY * len(held):
        return None
    numeric = [period for period in dict.fromkeys(cells.values()) if period.numeric]
    in_order = len(numeric) > 1 and consecutive(numeric)
    if numeric and not (in_order or column_role(grid.text(max(0, rows[0] - 1), column)) == "period"):
        return None
    stack = heading_stack(grid, rows[0], column)
    if stack is None or not _is_heading(grid, stack.header, column):
        return None
    return PeriodColumn(column, stack.header, _dated(grid, cells, stack.header, column), range(grid.width), stack.said)


def _is_heading(grid: Grid, row: int, column: int) -> bool:
    texts = [text for at in range(len(grid.rows[row])) if (text := grid.text(row, at)) and at != column]
    return bool(texts) and not any(parse_cell(text).kind == "value" for text in texts)


def _dated(grid: Grid, cells: dict[int, PeriodWords], header: int, column: int) -> dict[int, PeriodWords]:
    """Give months without a year the year of a row or column beside, of the months around them, or of the title."""
    year: PeriodWords | None = None
    dated: dict[int, PeriodWords] = {}
    for row, period in cells.items():
        beside = _year_beside(grid, row, column)
        alone = period.kind in ("year", "bare_year") and _only(grid, row, column)
        year = period if alone else beside or year
        if not alone:
            dated[row] = period.in_year(year) if year and period.kind in ("month", "quarter") else period
    return dated_by_title(grid, header, dated)


def _only(grid: Grid, row: int, column: int) -> bool:
    return not any(grid.text(row, other) for other in range(len(grid.rows[row])) if other != column)


def _year_beside(grid: Grid, row: int, column: int) -> PeriodWords | None:
    for other in (column - 1, column + 1):
        period = read_period_words(grid.text(row, other)) if 0 <= other < grid.width else None
        if period is not None and period.kind in ("year", "bare_year"):
            return period
    return None


def read_down(grid: Grid, axis: PeriodColumn) -> FoundTable:
    """Read a table with periods down: a row for each figure where a column names measures, else a column for each."""
    texts = _texts(grid, axis)
    roles = {column: column_role(text) for column, text in texts.items()}
    label = _label_of_long(grid, axis, texts, roles)
    if label is not None:
        return _long(grid, axis, texts, roles, label)
    return _wide(grid, axis, texts, roles)


def _texts(grid: Grid, axis: PeriodColumn) -> dict[int, str]:
    """Return the headings; the text of a row above that groups columns is put before them."""
    groups = _groups(grid, axis)
    own = {column: text for column in axis.columns if (text := grid.text(axis.header, column))}
    return {column: f"{groups[column]}: {text}" if groups.get(column) else text for column, text in own.items()}


def _groups(grid: Grid, axis: PeriodColumn) -> dict[int, str]:
    """Return the text of the row above that each column stands under, where that row groups columns."""
    above = axis.header - 1
    filled = [] if above < 0 else [column for column in axis.columns if grid.text(above, column)]
    if len(filled) < 2 and not any(at == above for at, _, _ in grid.merged):
        return {}
    groups, group = {}, ""
    for column in axis.columns:
        group = (grid.text(above, column) if column > axis.column else "") or group
        groups[column] = group
    return groups


def _label_of_long(
    grid: Grid, axis: PeriodColumn, texts: dict[int, str], roles: dict[int, ColumnRole | None]
) -> int | None:
    """Return the column of measures of a table with a row for each figure: words that come again month by month."""
    best: dict[int, float] = {}
    for column in texts:
        if column == axis.column or roles[column] not in (None, "label", "ref", "section"):
            continue
        cells = [grid.text(row, column) for row in axis.periods]
        worded = [text for text in cells if any(map(str.isalpha, text)) and parse_cell(text).kind == "problem"]
        if len(worded) >= MOSTLY * len(cells) and len(set(cells)) < len(cells):
            best[column] = (
                (1000 if roles[column] == "label" else 0)
                + len(set(cells))
                + sum(map(len, set(cells))) / len(set(cells))
            )
    values = [column for column, role in roles.items() if role == "value" and column != axis.column]
    return max(best, key=best.__getitem__, default=None) if values else None


def _long(
    grid: Grid, axis: PeriodColumn, texts: dict[int, str], roles: dict[int, ColumnRole | None], label: int
) -> FoundTable:
    by = {role: column for column, role in reversed(roles.items()) if role is not None and column != label}
    figures = {column: PARTS[role] for role, column in by.items() if role in PARTS}
    columns = tuple(_found_long(axis, texts, roles, label, figures))
    split = [column for column, role in roles.items() if role == "breakdown" and column != label]
    rows, problem = _rows_of_long(grid, axis, by, label, figures, split)
    return FoundTable(grid, "a row a figure", axis.header, columns, tuple(rows), problem=problem)


def _found_long(
    axis: PeriodColumn,
    texts: dict[int, str],
    roles: dict[int, ColumnRole | None],
    label: int,
    figures: dict[int, Part],
) -> Iterator[FoundColumn]:
    for column, text in texts.items():
        role: ColumnRole | None = "period" if column == axis.column else "label" if column == label else roles[column]
        doubt = PASSED_OVER.get(role) if role and column not in (axis.column, label) else None
        yield FoundColumn(column, text, role, part=figures.get(column, "value"), doubt=doubt, read=column in figures)


def _rows_of_long(
    grid: Grid,
    axis: PeriodColumn,
    by: dict[ColumnRole, int],
    label: int,
    figures: dict[int, Part],
    split: list[int],
) -> tuple[list[FoundRow], str | None]:
    """Gather the rows of each measure; where rows break a month down and none is the whole, say so and read none."""
    if "ref" in by and _numbers_each_row(grid, axis, by["ref"], label):
        by = {role: column for role, column in by.items() if role != "ref"}
    gathered: dict[tuple[str, str | None, str | None], list[FoundCell]] = {}
    beside: dict[tuple[str, str | None, str | None], dict[int, Beside]] = {}
    parts: dict[tuple[str, str | None, str | None], list[Beside]] = {}
    for row, period in axis.periods.items():
        name = grid.text(row, label)
        if not name:
            continue
        ref = grid.text(row, by["ref"]) or None if "ref" in by else None
        section = grid.text(row, by["section"]) or None if "section" in by else None
        key = (name, ref, section)
        if not all((not grid.text(row, column) or is_whole(grid.text(row, column))) for column in split):
            parts.setdefault(key, []).extend(
                Beside("breakdown", period, text, row, column) for column in figures if (text := grid.text(row, column))
            )
            continue
        cells = gathered.setdefault(key, [])
        for column, part in figures.items():
            cell = grid.cell(row, column)
            area = grid.text(row, by["area"]) or None if "area" in by else None
            cells.append(FoundCell(period, row, column, cell.text, part, formula=cell.formula, area=area))
        for role in ("unit", "polarity", "basis", "target", "rag", "remark"):
            if role in by and grid.text(row, by[role]):
                beside.setdefault(key, {})[by[role]] = Beside(role, None, grid.text(row, by[role]), row, by[role])
    rows = [
        FoundRow(*key, cells[0].row, label, tuple(cells), (*beside.get(key, {}).values(), *parts.get(key, ())))
        for key, cells in gathered.items()
    ]
    doubled = next((row for row in rows if _has_twice(row)), None)
    if doubled is not None:
        problem = (
            f'"{doubled.label}" has several rows for one month, and no column says which is the whole council. '
            "Keep the rows of the whole, or add a column called Breakdown that says Total for them."
        )
        return [], problem
    if split and not rows:
        names = ", ".join(grid.text(axis.header, column) for column in split)
        return [], f"Its rows are broken down by {names}, and none says Total. Add the rows of the whole council."
    return rows, None


def _numbers_each_row(grid: Grid, axis: PeriodColumn, ref: int, label: int) -> bool:
    """Whether a column counts the rows of the file (the number of an item, say) and names no measure."""
    refs, names = ([grid.text(row, column) for row in axis.periods] for column in (ref, label))
    return len(set(refs)) == len(refs) and len(set(names)) < len(names)


def _has_twice(row: FoundRow) -> bool:
    keys = [(cell.period, cell.part, cell.area) for cell in row.cells]
    return len(keys) != len(set(keys))


def _wide(grid: Grid, axis: PeriodColumn, texts: dict[int, str], roles: dict[int, ColumnRole | None]) -> FoundTable:
    """Read a column for each measure."""
    columns, rows = [], []
    groups = _groups(grid, axis)
    area = next(
        (column for column, role in roles.items() if column != axis.column and _are_areas(grid, axis, column)), None
    )
    for column, text in texts.items():
        period = read_period_words(text)
        holds = any(parse_cell(grid.text(row, column)).kind == "value" for row in axis.periods)
        counted = roles[column] in WORDED and _is_of_figures(grid, axis, column)
        role = None if counted else _role_beside_measures(text, roles[column], texts)
        if column in (axis.column, area) or not holds or role is not None or period is not None:
            reason = PASSED_OVER.get(role, "not a figure of the month") if role and column != axis.column else None
            taken: ColumnRole | None = "period" if column == axis.column else role
            columns.append(FoundColumn(column, text, taken, period, doubt=reason, read=False))
            continue
        own = grid.text(axis.header, column)
        columns.append(FoundColumn(column, text, "value", part=PARTS.get(column_role(own), "value")))
        cells = tuple(
            FoundCell(when, row, column, (cell := grid.cell(row, column)).text, formula=cell.formula)
            for row, when in axis.periods.items()
        )
        named, section = (text, None) if says_how(own) else (own, groups.get(column))
        beside = tuple(_said_of(grid, axis, column))
        ref = next((one.text for one in beside if one.role == "ref"), None)
        hidden = column in grid.hidden_columns
        rows.append(FoundRow(named, ref, section or None, axis.header, column, cells, beside, hidden=hidden))
    rows = list(
        with_parts(rows, {column: (groups.get(column, ""), grid.text(axis.header, column)) for column in texts})
    )
    names = [(row.label, row.section) for row in rows]
    twice = {row.label for row in rows if names.count((row.label, row.section)) > 1}
    problem = (
        f"Several columns are called {', '.join(sorted(twice))}; nobody can say which is which." if twice else None
    )
    if _several_days_a_month(grid, axis):
        problem = (
            "Several of its dates fall in one month: figures by the week or the day are not read. Add a table "
            "of months to have them read."
        )
    elif len(set(axis.periods.values())) < len(axis.periods):
        problem = (
            "A month stands in several rows, and no column says which is the whole council. Keep one row for each "
            "month, or add a column that names the measure."
        )
    return FoundTable(
        grid, "periods down", axis.header, tuple(columns), () if problem else tuple(rows), problem=problem
    )


def _is_of_figures(grid: Grid, axis: PeriodColumn, column: int) -> bool:
    kinds = [parse_cell(text).kind for row in axis.periods if (text := grid.text(row, column))]
    return kinds.count("value") > len(kinds) / 2


def _said_of(grid: Grid, axis: PeriodColumn, column: int) -> Iterator[Beside]:
    """Yield what the rows below the heading say of a measure: its unit, its target."""
    for row, role in axis.said.items():
        if text := grid.text(row, column):
            heading = grid.text(row, axis.column)
            yield Beside(role, split_heading(heading)[1], text, row, column, heading)


def _several_days_a_month(grid: Grid, axis: PeriodColumn) -> bool:
    """Whether more dates than months stand in a column, as in figures by the week."""
    days = {day for row in axis.periods if (day := grid.cell(row, axis.column).day) is not None}
    return len(days) > len({(day.year, day.month) for day in days})


def _role_beside_measures(text: str, role: ColumnRole | None, texts: dict[int, str]) -> ColumnRole | None:
    """Return the role of a column that belongs to a measure beside it, "Referrals target"; a measure has none.

    A measure may have the words of a role in its name: "Child protection plans", "Contacts".
    """
    if role not in BESIDE:
        return None
    words = plain(text)
    others = [plain(other) for other in texts.values() if plain(other) != words]
    alone = len(words.split()) <= SHORT_HEADING and column_role(words) == role and is_only(words, role)
    return role if alone or any(other and words.startswith(f"{other} ") for other in others) else None


def _are_areas(grid: Grid, axis: PeriodColumn, column: int) -> bool:
    texts = [text for row in axis.periods if (text := grid.text(row, column))]
    return bool(texts) and all(not text.isdigit() and find_code(text) for text in texts[:5])
