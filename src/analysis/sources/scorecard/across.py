"""Tables with periods across: a row for each measure (or area), a column for each month, quarter or year."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from analysis.sources.cells import parse_cell
from analysis.sources.scorecard.areas import is_authority, is_whole
from analysis.sources.scorecard.column_words import ColumnRole, column_role
from analysis.sources.scorecard.grid import Grid
from analysis.sources.scorecard.headings import Heading
from analysis.sources.scorecard.period_words import PeriodWords, period_in, plain
from analysis.sources.scorecard.subtotals import without_subtotals
from analysis.sources.scorecard.tables import Beside, FoundCell, FoundColumn, FoundRow, FoundTable, Part, Shape

PARTS: dict[ColumnRole | None, Part] = {None: "value", "value": "value", "outturn": "value", "numerator": "numerator",
                                        "denominator": "denominator"}  # fmt: skip
PASSED_OVER: dict[ColumnRole, str] = {
    "benchmark": "a comparison",
    "forecast": "a forecast, which is no figure of what was",
    "change": "a difference between other columns",
    "aggregate": "a sum or average of others",
    "previous": "an earlier figure, which is read in the column, sheet or file of its own month",
    "person": "a person or team",
    "breakdown": "a breakdown",
    "period": "a period",
    "basis": "how the row is counted",
}
NOTE_STARTS = (
    "note",
    "source",
    "*",
    "[note",
    "\u2020",
    "key",
    "rag",
    "produced by",
    "data as",
    "data source",
    "figures ",
)
MARKS: tuple[ColumnRole, ...] = ("rag", "direction")
PIVOT_LABELS = "row labels"  # how Excel heads the rows of a pivot table
FEWEST_WEEKS = 3  # columns of one month that are weeks, where two may be a month printed twice
SEVERAL_A_MONTH = "several columns fall in one month: figures by the week or the day are not read"
MOSTLY_AREAS = 0.6
_AREA_HEADING = re.compile(
    r"(?:local )?(?:authority|authorities|council|area|la|region|la name|area name)(?: (?:name|code))?|(?:gss|ons) code"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by what they hold. labels: where the words stand that name rows; none, there are none."""

    figures: dict[int, tuple[PeriodWords, Part, bool]]
    beside: dict[int, tuple[ColumnRole, PeriodWords | None]]
    label: int
    sub_label: int | None
    ref: int | None
    section: int | None
    found: tuple[FoundColumn, ...] = field(repr=False)


def read_across(grid: Grid, heading: Heading, last_row: int) -> list[FoundTable]:
    """Return the table under a heading; of blocks side by side with labels of their own, one table each."""
    body = range(heading.bottom + 1, last_row + 1)
    if _label_column(grid, heading, body, range(grid.width)) is None:
        return [_unnamed(grid, heading)] if any(_has_figures(grid, heading, row) for row in body) else []
    return [_table(grid, heading, body, block) for block in _blocks(grid, heading, body)]


def _blocks(grid: Grid, heading: Heading, body: range) -> list[range]:
    """Split the columns where a further column of labels stands after columns of periods."""
    label = _label_column(grid, heading, body, range(grid.width))
    if label is None:
        return []
    starts = [0]
    for column in range(label + 1, max(heading.periods, default=0) + 1):
        if any(starts[-1] <= other < column for other in heading.periods) and (
            _called_as(heading, column, label) or _names_rows_anew(grid, heading, body, starts[-1], column)
        ):
            starts.append(_with_ref(heading, column))
    return [range(start, end) for start, end in zip(starts, [*starts[1:], grid.width], strict=True)]


def _called_as(heading: Heading, column: int, label: int) -> bool:
    return bool(heading.texts.get(column)) and plain(heading.texts[column]) == plain(heading.texts.get(label, ""))


def _names_rows_anew(grid: Grid, heading: Heading, body: range, start: int, column: int) -> bool:
    """Whether a column of words stands between figures of a period and figures of the same period again."""
    if column in heading.periods or heading.roles.get(column) not in (None, "label", "ref", "section"):
        return False
    figures = _figure_columns(heading)
    before = {heading.periods[other] for other in figures if start <= other < column}
    following = [heading.periods[other] for other in figures if other > column]
    return bool(following) and following[0] in before and _words_in(grid, body, column) > 0


def _with_ref(heading: Heading, label: int) -> int:
    return label - 1 if heading.roles.get(label - 1) == "ref" else label


def _label_column(grid: Grid, heading: Heading, body: range, block: range) -> int | None:
    """Return the column of words that names the rows: the one called so, or else the wordiest before the figures."""
    wordy = {column: _words_in(grid, body, column) for column in block if column not in _figure_columns(heading)}
    called = [column for column in wordy if heading.roles.get(column) == "label" and wordy[column] > 0]
    if called:
        best_called = max(called, key=lambda column: (wordy[column], -column))
        alike = plain(heading.texts.get(best_called, ""))
        return min(
            column for column in called if plain(heading.texts.get(column, "")) == alike
        )  # blocks beside it repeat it
    plain_ones = {
        column: words
        for column, words in wordy.items()
        if heading.roles.get(column) in (None, "section", "ref", "breakdown", "value", "area", "person")
        and column < max(heading.periods, default=0)
    }
    best = max(plain_ones, key=lambda column: (plain_ones[column], -column), default=None)
    return best if best is not None and plain_ones[best] > 0 else None


def _figure_columns(heading: Heading) -> list[int]:
    return [column for column in heading.periods if heading.roles.get(column) in PARTS]


def _words_in(grid: Grid, body: range, column: int) -> float:
    """Return how many different words stand in a column, so that labels win over refs, units and sections."""
    texts = {grid.text(row, column) for row in body}
    worded = [text for text in texts if any(map(str.isalpha, text)) and parse_cell(text).kind == "problem"]
    return sum(min(len(text), 60) for text in worded)


def _unnamed(grid: Grid, heading: Heading) -> FoundTable:
    problem = "There is no column of words that says what its rows are; give each row a name in a column before."
    return FoundTable(grid, "periods across", heading.row, (), (), problem=problem)


def _table(grid: Grid, heading: Heading, body: range, block: range) -> FoundTable:
    columns = _columns(grid, heading, body, block)
    if columns is None:
        return _unnamed(grid, heading)
    pivot = plain(heading.texts.get(columns.label, "")) == PIVOT_LABELS
    rows = without_subtotals(tuple(_rows(grid, columns, body)), pivot=pivot)
    areas = [row for row in rows if is_authority(row.label)]
    named = _AREA_HEADING.fullmatch(plain(heading.texts.get(columns.label, ""))) is not None
    shape: Shape = "areas down" if rows and (named or len(areas) >= MOSTLY_AREAS * len(rows)) else "periods across"
    problem = None if rows else _why_none(columns)
    above = _section(grid, heading.top - 1) if heading.top > 0 else None
    return FoundTable(
        grid,
        shape,
        heading.row,
        columns.found,
        rows,
        title=_title(grid, heading.top),
        problem=problem,
        heading_above=above if above and period_in(above) is None else None,
    )


def _why_none(columns: Columns) -> str | None:
    """Return why no column of a table can be read, where all are left out for one reason."""
    doubts = {one.doubt for one in columns.found if one.period is not None and not one.read and one.doubt}
    if len(doubts) != 1 or any(one.read for one in columns.found):
        return None
    reason = next(iter(doubts))
    return f"{reason[:1].upper()}{reason[1:]}."


def _columns(grid: Grid, heading: Heading, body: range, block: range) -> Columns | None:
    label = _label_column(grid, heading, body, block)
    if label is None:
        return None
    ref = next((column for column in block if heading.roles.get(column) == "ref" and column != label), None)
    ref = ref if ref is not None else _unnamed_ref(grid, heading, body, label)
    section = next((column for column in block if heading.roles.get(column) == "section" and column != label), None)
    sub_label = _sub_label(grid, heading, body, label, block)
    found = [_found(heading, column, {label, ref, section, sub_label}) for column in block if column in heading.texts]
    found = list(_told_apart(_of_the_whole(grid, heading, found)))
    figures = {
        one.column: (one.period, one.part, one.role == "outturn")
        for one in found
        if one.read and one.period is not None
    }
    named = {label, ref, section, sub_label, *figures}
    beside = {
        column: (role, heading.periods.get(column))
        for column in block
        if column not in named and (role := heading.roles.get(column)) is not None
    }
    beside |= dict(_marks_by_month(beside, figures))
    return Columns(figures, beside, label, sub_label, ref, section, tuple(found))


def _marks_by_month(
    beside: Mapping[int, tuple[ColumnRole, PeriodWords | None]], figures: Mapping[int, tuple[PeriodWords, Part, bool]]
) -> Iterator[tuple[int, tuple[ColumnRole, PeriodWords | None]]]:
    """Give a rating or an arrow after each month the month before it; one that stands alone is of the newest."""
    for role in MARKS:
        columns = [column for column, (each, _) in beside.items() if each == role]
        for column in columns if len(columns) > 1 else []:
            before = max((other for other in figures if other < column), default=None)
            if beside[column][1] is None and before is not None:
                yield column, (role, figures[before][0])


def _found(heading: Heading, column: int, named: set[int | None]) -> FoundColumn:
    """Say what a column was taken for."""
    text, role, period = heading.texts[column], heading.roles.get(column), heading.periods.get(column)
    if column in named or period is None or role not in PARTS:
        reason = None
        if period is not None and column not in named and role in PASSED_OVER:
            reason = PASSED_OVER[role]
        return FoundColumn(column, text, role, period, doubt=reason, read=False)
    doubt = _doubt_of(period)
    return FoundColumn(column, text, role, period, PARTS[role], doubt, read=doubt is None or period.kind == "bare_year")


def _doubt_of(period: PeriodWords) -> str | None:
    if period.kind == "bare_year":
        return "nothing says whether this is a calendar year or a year to 31 March"
    if period.kind in ("month", "quarter") and period.year is None:
        return "nothing says of which year"
    return None


def _of_the_whole(grid: Grid, heading: Heading, found: Sequence[FoundColumn]) -> list[FoundColumn]:
    """Where columns split each period into parts (North, South, Total), read the one that is all of it."""
    if heading.bottom == heading.row:
        return list(found)
    under = {one.column: grid.text(heading.bottom, one.column) for one in found if one.period is not None}
    split = {text for text in under.values() if text and column_role(text) in (None, "aggregate", "breakdown")}
    wholes = {text for text in split if is_whole(text)}
    if len(split) < 2 or len(wholes) > 1:
        return list(found)
    return [_part_or_whole(one, under.get(one.column, ""), split, wholes) for one in found]


def _part_or_whole(one: FoundColumn, text: str, split: set[str], wholes: set[str]) -> FoundColumn:
    if text not in split or one.period is None:
        return one
    if text in wholes:
        return replace(one, role=None, doubt=None, read=one.period.end is not None)
    why = "a part of the council" if wholes else "a part of the council, and no column is called Total"
    return replace(one, doubt=why, read=False)


def _told_apart(found: Sequence[FoundColumn]) -> Iterator[FoundColumn]:
    """Leave out columns that stand for the same period and part as another: nobody can say which is meant.

    Where that is so of most columns, they are weeks or days, and a month with one of them is no month either.
    """
    keys = [(one.period, one.part, one.role == "outturn") for one in found if one.read]
    twice = [one for one in found if one.read and keys.count((one.period, one.part, one.role == "outturn")) > 1]
    weekly = len(twice) > len(keys) / 2 and max(map(keys.count, keys), default=0) >= FEWEST_WEEKS
    for one in found:
        if one.read and (one in twice or weekly):
            doubt = SEVERAL_A_MONTH if weekly else "another column stands for the same period"
            yield FoundColumn(one.column, one.heading, one.role, one.period, one.part, doubt, read=False)
        else:
            yield one


def _unnamed_ref(grid: Grid, heading: Heading, body: range, label: int) -> int | None:
    """Return a column of short codes just before the labels, where its heading does not say so."""
    before = label - 1
    if before < 0 or heading.texts.get(before):
        return None
    texts = [text for row in body if (text := grid.text(row, before))]
    coded = [text for text in texts if len(text) <= 8 and any(map(str.isdigit, text))]
    return before if texts and len(coded) >= 0.8 * len(texts) and len(set(texts)) == len(texts) else None


def _sub_label(grid: Grid, heading: Heading, body: range, label: int, block: range) -> int | None:
    """Return a column that tells rows of one label apart: number, rate, %, numerator; none where labels do."""
    labels = [grid.text(row, label) for row in body if _has_figures(grid, heading, row)]
    if len(labels) < 2 or len({text for text in labels if text}) > 0.7 * len(labels):
        return None
    for column in range(label + 1, min(heading.periods, default=label)):
        texts = [grid.text(row, column) for row in body if _has_figures(grid, heading, row)]
        worded = [text for text in texts if any(map(str.isalpha, text)) or text == "%"]
        if (
            column in block
            and heading.roles.get(column) in (None, "unit", "value", "label", "breakdown")
            and len(worded) > 0.7 * len(labels)
        ):
            return column
    return None


def _has_figures(grid: Grid, heading: Heading, row: int) -> bool:
    return any(grid.text(row, column) for column in _figure_columns(heading))


def _rows(grid: Grid, columns: Columns, body: range) -> Iterator[FoundRow]:
    """Yield the rows with a label and something under a period; a row with a single text is the heading of the next."""
    section: str | None = None
    above = printed = ""
    for row in body:
        label = grid.text(row, columns.label)
        held = [column for column in columns.figures if grid.text(row, column) or grid.cell(row, column).formula]
        if not held:
            above = printed = ""
            section = _section(grid, row) or section
            continue
        above = label or above
        named = _named(grid, columns, row, label or above)
        printed = (grid.text(row, columns.section) if columns.section is not None else "") or printed
        ref = grid.text(row, columns.ref) if columns.ref is not None else ""
        cells = tuple(_cells(grid, columns, row))
        beside, hidden = tuple(_beside(grid, columns, row)), row in grid.hidden_rows
        yield FoundRow(named, ref or None, printed or section, row, columns.label, cells, beside, hidden=hidden)


def _named(grid: Grid, columns: Columns, row: int, label: str) -> str:
    """Return the label, with what tells it from others of the same name."""
    sub = grid.text(row, columns.sub_label) if columns.sub_label is not None else ""
    return f"{label}, {sub}" if sub and label else sub or label


def _section(grid: Grid, row: int) -> str | None:
    """Return the one text of a row that heads others; notes under a table are none."""
    texts = [text for column in range(len(grid.rows[row])) if (text := grid.text(row, column))]
    if len(set(texts)) != 1 or len(texts[0]) > 80 or texts[0].lower().startswith(NOTE_STARTS):
        return None
    return texts[0]


def _cells(grid: Grid, columns: Columns, row: int) -> Iterator[FoundCell]:
    for column, (period, part, outturn) in columns.figures.items():
        cell = grid.cell(row, column)
        yield FoundCell(period, row, column, cell.text, part, outturn, cell.formula)


def _beside(grid: Grid, columns: Columns, row: int) -> Iterator[Beside]:
    headings = {one.column: one.heading for one in columns.found}
    for column, (role, period) in columns.beside.items():
        if text := grid.text(row, column):
            yield Beside(role, period, text, row, column, headings.get(column, ""))


def _title(grid: Grid, top: int) -> str | None:
    """Return the nearest single text above a table."""
    for row in range(top - 1, max(-1, top - 6), -1):
        texts = {text for column in range(len(grid.rows[row])) if (text := grid.text(row, column))}
        if len(texts) == 1:
            return next(iter(texts))
    return None
