"""Ten more habits of scorecards, made up on seeds of their own, and the figures that a careful person would read.

Shares no code with the readers: what a sheet means is known because it was written so.
"""

import datetime as dt
import io
import random
from collections.abc import Callable, Sequence

from benchmarks.scorecard_sheets import Line, Sheet, Writer, lines, months, year_of
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Habit = Callable[[random.Random, Worksheet, list[Line], list[dt.date], Writer], None]


def header(tab: Worksheet, row: int, column: int, ends: list[dt.date], spell: str = "%b-%y") -> None:
    """Write the names of months from a column on."""
    for at, end in enumerate(ends):
        tab.cell(row, column + at, f"{end:{spell}}")


def figures(tab: Worksheet, row: int, column: int, line: Line, ends: list[dt.date], out: Writer) -> None:
    """Write the figures of one row, and keep what they mean."""
    for at, end in enumerate(ends):
        value, form = out.value(line, end)
        cell = tab.cell(row, column + at, value)
        cell.number_format = form


def merged_years(_: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """Two rows of headings, years merged above months, below a block of titles."""
    for at, text in enumerate(("Children's services", "Performance board", "Restricted", "Run on the 5th"), start=1):
        tab.cell(at, 1, text)
    tab.cell(7, 1, "Measure")
    at = 2
    for year in dict.fromkeys(map(year_of, ends)):
        some = [end for end in ends if year_of(end) == year]
        tab.cell(6, at, year)
        if len(some) > 1:
            tab.merge_cells(start_row=6, end_row=6, start_column=at, end_column=at + len(some) - 1)
        header(tab, 7, at, some, "%b")
        at += len(some)
    for number, line in enumerate(rows, start=8):
        tab.cell(number, 1, line.label)
        figures(tab, number, 2, line, ends, out)


def notes_inside(chance: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """Notes between the rows, and beside them."""
    tab.cell(1, 1, "Indicator")
    header(tab, 1, 2, ends)
    row = 1
    for line in rows:
        row += 1
        if chance.random() < 0.4:
            tab.cell(row, 1, "Note: the figure below was validated late and may change.")
            row += 1
        tab.cell(row, 1, line.label)
        figures(tab, row, 2, line, ends, out)
    tab.cell(row + 1, 1, "* provisional")


def totals_between(_: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """A row of totals after each section, of counts that nobody asked to add."""
    tab.cell(1, 1, "Indicator")
    header(tab, 1, 2, ends)
    row = 1
    for section in dict.fromkeys(line.section for line in rows):
        for line in (one for one in rows if one.section == section):
            row += 1
            tab.cell(row, 1, line.label)
            figures(tab, row, 2, line, ends, out)
        row += 1
        tab.cell(row, 1, f"Subtotal {section}")
        for at, end in enumerate(ends):
            total = float(sum(line.values[end] for line in rows if line.section == section and line.unit == "count"))
            tab.cell(row, 2 + at, total)
            out.truth[f"Subtotal {section}", end, "month"] = total


def mixed_months(chance: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """Months as dates and as texts in one heading."""
    tab.cell(1, 1, "Ref")
    tab.cell(1, 2, "Indicator")
    for at, end in enumerate(ends):
        as_date = chance.random() < 0.5
        cell = tab.cell(1, 3 + at, dt.date(end.year, end.month, 1) if as_date else f"{end:%B %Y}")
        cell.number_format = "mmm-yy" if as_date else "General"
    for number, line in enumerate(rows, start=2):
        tab.cell(number, 1, line.ref)
        tab.cell(number, 2, line.label)
        figures(tab, number, 3, line, ends, out)


def reasons(chance: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """Words and marks where figures would be."""
    tab.cell(1, 1, "Indicator")
    header(tab, 1, 2, ends)
    for number, line in enumerate(rows, start=2):
        tab.cell(number, 1, line.label)
        figures(tab, number, 2, line, ends, out)
        for at, end in enumerate(ends):
            if chance.random() < 0.1:
                tab.cell(number, 2 + at, chance.choice(("n/a", "-", "*", "<5", "tbc", "No data")))
                out.truth[line.label, end, "month"] = None


def part_fractions(chance: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """Percentages with a % format in the first months, and with a sign typed in the later ones."""
    tab.cell(1, 1, "Indicator")
    header(tab, 1, 2, ends)
    turn = chance.randrange(1, len(ends))
    for number, line in enumerate(rows, start=2):
        tab.cell(number, 1, line.label)
        figures(tab, number, 2, line, ends, out)
        for at, end in enumerate(ends if line.unit == "percent" else []):
            value = line.values[end]
            cell = tab.cell(number, 2 + at, value / 100 if at < turn else f"{value:g}%")
            cell.number_format = "0.0%" if at < turn else "General"
            out.truth[line.label, end, "month"] = value


def transposed(_: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """Months down, a column for each measure, with the newest month first."""
    tab.cell(3, 1, "Month")
    for at, line in enumerate(rows, start=2):
        tab.cell(3, at, line.label)
    for number, end in enumerate(reversed(ends), start=4):
        tab.cell(number, 1, f"{end:%b-%y}")
        for at, line in enumerate(rows, start=2):
            value, form = out.value(line, end)
            cell = tab.cell(number, at, value)
            cell.number_format = form


def hidden_columns(_: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """The oldest months hidden, a filter over the headings, and a hidden sheet with other figures."""
    tab.cell(1, 1, "Indicator")
    header(tab, 1, 2, ends)
    for number, line in enumerate(rows, start=2):
        tab.cell(number, 1, line.label)
        figures(tab, number, 2, line, ends, out)
    for at in range(2, 2 + len(ends) // 3):
        tab.column_dimensions[get_column_letter(at)].hidden = True
    tab.auto_filter.ref = f"A1:{get_column_letter(1 + len(ends))}{1 + len(rows)}"
    other = tab.parent.create_sheet("Workings")
    other.sheet_state = "hidden"
    header(other, 1, 2, ends)
    for number, line in enumerate(rows, start=2):
        other.cell(number, 1, line.label)
        for at in range(len(ends)):
            other.cell(number, 2 + at, 7777)


def quarters_of_year(_: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """Q1 to Q4 under each financial year, merged."""
    kept = [end for end in ends if end.month % 3 == 0]
    tab.cell(2, 1, "Indicator")
    for at, end in enumerate(kept, start=2):
        if at == 2 or year_of(end) != year_of(kept[at - 3]):
            tab.cell(1, at, year_of(end))
        tab.cell(2, at, f"Q{(end.month - 4) % 12 // 3 + 1}")
    for number, line in enumerate(rows, start=3):
        tab.cell(number, 1, line.label)
        for at, end in enumerate(kept, start=2):
            value, form = out.value(line, end, "quarter")
            cell = tab.cell(number, at, value)
            cell.number_format = form


def newest_first(_: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """Months from the newest to the oldest, and two tables side by side with labels of their own."""
    back = list(reversed(ends))[:6]
    half = max(1, len(rows) // 2)
    for some, left in ((rows[:half], 1), (rows[half:], 3 + len(back))):
        tab.cell(2, left, "Indicator")
        header(tab, 2, left + 1, back)
        for number, line in enumerate(some, start=3):
            tab.cell(number, left, line.label)
            figures(tab, number, left + 1, line, back, out)


HABITS: tuple[Habit, ...] = (
    *(merged_years, notes_inside, totals_between, mixed_months, reasons, part_fractions, transposed, hidden_columns),
    *(quarters_of_year, newest_first),
)


def sheet_of(kind: str, ways: Sequence[Habit], seed: int) -> Sheet:
    """Make one scorecard in the way whose turn it is, the same for the same kind and number."""
    chance = random.Random(f"{kind} {seed}")  # noqa: S311 figures for a benchmark
    way = ways[seed % len(ways)]
    ends = months(chance)
    rows = lines(chance, ends)
    out = Writer(chance, excel=True)
    book = Workbook()
    tab = book.active
    tab.title = "Scorecard"
    way(chance, tab, rows, ends, out)
    held = io.BytesIO()
    book.save(held)
    latest = max(ends)
    published = dt.date(latest.year + latest.month // 12, latest.month % 12 + 1, 15)
    habits = [way.__name__, *out.habits]
    return Sheet(f"{kind}_{seed}.xlsx", held.getvalue(), published, out.truth, rows, habits, out.others)


def make(seed: int) -> Sheet:
    """Make one scorecard, the same for the same number; each habit in its turn."""
    return sheet_of("habit", HABITS, seed)
