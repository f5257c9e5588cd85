"""Twelve more ways in which councils lay out a scorecard, made up on seeds, and what a careful person reads in them.

Shares no code with the readers: what a sheet means is known because it was written so.
"""

import datetime as dt
import random

from benchmarks.scorecard_habits import Habit, figures, header, sheet_of
from benchmarks.scorecard_sheets import Line, Sheet, Writer, year_of
from openpyxl.worksheet.worksheet import Worksheet

LAST_YEAR = dt.date(2024, 3, 31)  # the year of the comparisons that are printed


def quarter_of(end: dt.date) -> str:
    """Return the quarter of a day, as Q2 2024/25."""
    return f"Q{(end.month - 4) % 12 // 3 + 1} {year_of(end)}"


def quarters_above(_: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """Months under merged quarters, each with a column for the quarter itself."""
    tab.cell(4, 1, "Performance measure")
    at = 2
    for quarter in dict.fromkeys(map(quarter_of, ends)):
        some = [end for end in ends if quarter_of(end) == quarter]
        tab.cell(3, at, quarter)
        tab.merge_cells(start_row=3, end_row=3, start_column=at, end_column=at + len(some))
        header(tab, 4, at, some, "%b")
        tab.cell(4, at + len(some), quarter[:2])
        for number, line in enumerate(rows, start=5):
            tab.cell(number, 1, line.label)
            figures(tab, number, at, line, some, out)
            if len(some) == 3 and line.unit == "count" and not line.stock:
                total = float(sum(line.values[end] for end in some))
                tab.cell(number, at + 3, total)
                out.truth[line.label, some[-1], "quarter"] = total
        at += len(some) + 1


def pivot_table(_: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """A pivot table pasted as values: filters, groups with their sums, (blank) and Grand Total."""
    tab.cell(1, 1, "Status")
    tab.cell(1, 2, "(All)")
    tab.cell(3, 1, "Sum of Value")
    tab.cell(3, 2, "Column Labels")
    tab.cell(4, 1, "Row Labels")
    header(tab, 4, 2, ends, "%Y-%m")
    tab.cell(4, 2 + len(ends), "(blank)")
    tab.cell(4, 3 + len(ends), "Grand Total")
    out.mistakes = False
    row, counts = 5, [line for line in rows if line.unit == "count"]
    for section in dict.fromkeys(line.section for line in counts):
        group = [line for line in counts if line.section == section]
        sums_of(tab, row, section, group, ends)
        for line in group:
            row += 1
            tab.cell(row, 1, f"   {line.label}")
            figures(tab, row, 2, line, ends, out)
            tab.cell(row, 3 + len(ends), sum(line.values[end] for end in ends))
        row += 1
    tab.cell(row, 1, "(blank)")
    sums_of(tab, row + 1, "Grand Total", counts, ends)


def sums_of(tab: Worksheet, row: int, label: str, group: list[Line], ends: list[dt.date]) -> None:
    """Write a row of the sums of some lines."""
    tab.cell(row, 1, label)
    for at, end in enumerate(ends, start=2):
        tab.cell(row, at, sum(line.values[end] for line in group))


def said_below(chance: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """Target, comparisons and ratings in rows below each percentage."""
    tab.cell(1, 1, "Ref")
    tab.cell(1, 2, "Measure")
    header(tab, 1, 3, ends)
    row = 2
    for line in rows:
        tab.cell(row, 1, line.ref)
        tab.cell(row, 2, line.label)
        figures(tab, row, 3, line, ends, out)
        row += 1
        if line.unit != "percent":
            continue
        middle = line.values[ends[0]]
        below = {"Target": middle, "England average 2023/24": middle, "Statistical neighbours": middle, "RAG": None}
        for name in chance.sample(list(below), k=chance.choice((1, 2, 4))):
            tab.cell(row, 2, name)
            for at in range(len(ends)):
                shown, form = out.shown(line, middle) if below[name] is not None else (chance.choice("RAG"), "General")
                tab.cell(row, 3 + at, shown).number_format = form
            if name.startswith("England"):
                out.others[line.label, "England", LAST_YEAR] = middle
            row += 1


def three_rows(chance: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """Numerator, denominator and percentage in three rows, the measure's name merged over them."""
    names = chance.choice(
        (
            ("Numerator", "Denominator", "%"),
            ("Number in timescale", "Out of", "Percentage"),
            ("No.", "Total", "%"),
        )
    )
    first = chance.random() < 0.5
    tab.cell(1, 1, "Indicator")
    header(tab, 1, 3, ends)
    out.mistakes, out.percent = False, "format"
    row = 2
    for line in rows:
        tab.cell(row, 1, line.label)
        if line.unit != "percent":
            tab.cell(row, 2, "Value")
            figures(tab, row, 3, line, ends, out)
            row += 1
            continue
        places = (row, row + 1, row + 2) if first else (row + 1, row + 2, row)
        for place, name in zip(places, names, strict=True):
            tab.cell(place, 2, name)
        tab.merge_cells(start_row=row, end_row=row + 2, start_column=1, end_column=1)
        for at, end in enumerate(ends, start=3):
            tab.cell(places[0], at, line.parts[end][0])
            tab.cell(places[1], at, line.parts[end][1])
        figures(tab, places[2], 3, line, ends, out)
        row += 3


def localities(chance: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """North, South and all of it under each merged month."""
    whole = chance.choice(("Total", "Borough", "Council"))
    tab.cell(2, 1, "Indicator")
    for place, end in enumerate(ends):
        at = 2 + 3 * place
        tab.cell(1, at, f"{end:%B %Y}")
        tab.merge_cells(start_row=1, end_row=1, start_column=at, end_column=at + 2)
        for offset, name in enumerate(("North", "South", whole)):
            tab.cell(2, at + offset, name)
    for number, line in enumerate(rows, start=3):
        tab.cell(number, 1, line.label)
        for place, end in enumerate(ends):
            part, form = out.shown(line, line.values[end] // 2)
            tab.cell(number, 2 + 3 * place, part).number_format = form
            tab.cell(number, 3 + 3 * place, part).number_format = form
            figures(tab, number, 4 + 3 * place, line, [end], out)


def teams_down(_: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """A row for each team, and one for all of them."""
    tab.cell(1, 1, "Indicator")
    tab.cell(1, 2, "Team")
    header(tab, 1, 3, ends)
    row = 2
    for line in rows:
        for team in ("East", "West", "All teams"):
            tab.cell(row, 1, line.label)
            tab.cell(row, 2, team)
            if team == "All teams":
                figures(tab, row, 3, line, ends, out)
            else:
                for at, end in enumerate(ends, start=3):
                    part, form = out.shown(line, line.values[end] // 2)
                    tab.cell(row, at, part).number_format = form
            row += 1


def list_of_items(chance: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """A list exported with the number of each item, filters above, and words after the figures."""
    tab.cell(1, 1, "Filters applied: Status = Active; Modified > 01/04/2024")
    for at, name in enumerate(("ID", "Title", "Reporting Month", "Actual", "Modified", "Item Type"), start=1):
        tab.cell(3, at, name)
    item = chance.randrange(1000, 9000)
    for number, (end, line) in enumerate(((end, line) for end in ends for line in rows), start=4):
        value, form = out.value(line, end)
        worded = line.unit in ("count", "days") and isinstance(value, int | float) and form == "General" and value >= 0
        if worded and (line.unit != "count" or value == int(value)):
            value = f"{value:,} {'days' if line.unit == 'days' else 'cases'}"
        for at, cell in enumerate((item + number, line.label, dt.date(end.year, end.month, 1), value), start=1):
            tab.cell(number, at, cell)
        tab.cell(number, 4).number_format = form
        tab.cell(number, 5, dt.datetime.combine(end, dt.time(9, 30)) + dt.timedelta(days=12))
        tab.cell(number, 6, "Item")


def weeks_beside(_: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """A sheet of weeks, which is no month, before the sheet of months."""
    monday = ends[-1] - dt.timedelta(days=90)
    for sheet, as_date in ((tab, True), (tab.parent.create_sheet("By week"), False)):
        sheet.cell(1, 1, "Measure")
        for at in range(13):
            day = monday + dt.timedelta(days=7 * at)
            sheet.cell(1, 2 + at, day if as_date else f"w/c {day:%d/%m/%Y}")
        for number, line in enumerate(rows, start=2):
            sheet.cell(number, 1, line.label)
            for at in range(13):
                sheet.cell(number, 2 + at, 3 + at)
    monthly = tab.parent.create_sheet("Monthly")
    monthly.cell(1, 1, "Measure")
    header(monthly, 1, 2, ends)
    for number, line in enumerate(rows, start=2):
        monthly.cell(number, 1, line.label)
        figures(monthly, number, 2, line, ends, out)


def sheet_a_quarter(_: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """A sheet for each quarter, its months by name alone."""
    for place, quarter in enumerate(dict.fromkeys(map(quarter_of, ends))):
        sheet = tab if place == 0 else tab.parent.create_sheet()
        sheet.title = quarter.replace("/", "-")
        some = [end for end in ends if quarter_of(end) == quarter]
        sheet.cell(2, 1, "Measure")
        header(sheet, 2, 2, some, "%B")
        sheet.cell(2, 2 + len(some), "Quarter target")
        for number, line in enumerate(rows, start=3):
            sheet.cell(number, 1, line.label)
            figures(sheet, number, 2, line, some, out)


def compared(chance: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """Comparisons in columns, dated and not, a rating beside every month, and a variance to the target."""
    heads = chance.sample(
        ("England 2023/24", "SN 2023/24", "England", "Variance to target", "Target 2025/26", "London 2023/24"), k=3
    )
    for at, name in enumerate(("Ref", "Indicator", *heads), start=1):
        tab.cell(1, at, name)
    start = 3 + len(heads)
    for place, end in enumerate(ends):
        tab.cell(1, start + 2 * place, f"{end:%b-%y}")
        tab.cell(1, start + 2 * place + 1, "RAG")
    for number, line in enumerate(rows, start=2):
        tab.cell(number, 1, line.ref)
        tab.cell(number, 2, line.label)
        middle = line.values[ends[0]]
        for at, name in enumerate(heads, start=3):
            shown, form = out.shown(line, middle)
            tab.cell(number, at, shown).number_format = form
            if name in ("England 2023/24", "SN 2023/24") and line.unit != "count":
                out.others[line.label, "England" if name[0] == "E" else "neighbours", LAST_YEAR] = middle
        for place, end in enumerate(ends):
            figures(tab, number, start + 2 * place, line, [end], out)
            tab.cell(number, start + 2 * place + 1, chance.choice("RAG"))


def dashboard_first(_: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], out: Writer) -> None:
    """Tiles of the newest month on a sheet of their own, and the figures month by month on another."""
    tab.title = "Dashboard"
    tab.cell(1, 1, "Dashboard")
    tab.cell(2, 1, "Reporting month:")
    tab.cell(2, 2, f"{ends[-1]:%B %Y}")
    for number, line in enumerate(rows):
        row, at = 4 + 4 * (number // 4), 1 + 3 * (number % 4)
        tab.cell(row, at, line.label)
        tab.cell(row + 1, at, line.values[ends[-1]])
        tab.cell(row + 2, at, f"{ends[-2]:%b-%y}")
        tab.cell(row + 2, at + 1, line.values[ends[-2]])
    data = tab.parent.create_sheet("Data")
    data.cell(1, 1, "MonthEnding")
    for at, line in enumerate(rows, start=2):
        data.cell(1, at, line.label)
    for number, end in enumerate(ends, start=2):
        data.cell(number, 1, end)
        for at, line in enumerate(rows, start=2):
            figures(data, number, at, line, [end], out)


def another_nation(chance: random.Random, tab: Worksheet, rows: list[Line], ends: list[dt.date], _: Writer) -> None:
    """A sheet of authorities of Wales or of Scotland, of which nothing may be stored."""
    places = chance.choice((("Cardiff", "Gwynedd", "Powys", "Swansea"), ("Fife", "Glasgow City", "Moray", "Highland")))
    tab.cell(1, 1, rows[0].label)
    tab.cell(3, 1, "Local authority")
    header(tab, 3, 2, ends)
    for number, place in enumerate(places, start=4):
        tab.cell(number, 1, place)
        for at in range(len(ends)):
            tab.cell(number, 2 + at, chance.randrange(20, 300))


LAYOUTS: tuple[Habit, ...] = (
    *(quarters_above, pivot_table, said_below, three_rows, localities, teams_down, list_of_items, weeks_beside),
    *(sheet_a_quarter, compared, dashboard_first, another_nation),
)


def make(seed: int) -> Sheet:
    """Make one scorecard, the same for the same number; each layout in its turn."""
    return sheet_of("layout", LAYOUTS, seed)
