"""Scorecards as councils keep them, made up with every habit, and the figures that a careful person would read.

Shares no code with the readers: what a sheet means is known because it was written so.
"""

import calendar
import csv
import datetime as dt
import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook

LABELS = Path(__file__).resolve().parents[1] / "tests" / "reference" / "printed-labels.csv"
ROUND = "%Y-%m-%d"


@dataclass(frozen=True)
class Line:
    """A printed row: its label, the measure it really is (empty: of no catalogue), and its monthly values."""

    ref: str
    label: str
    section: str
    measure: str
    between: frozenset[str]
    unit: str
    stock: bool
    values: dict[dt.date, float]
    parts: dict[dt.date, tuple[int, int]]


@dataclass
class Sheet:
    """A file, and its truth: (label, end, way of counting) -> value; None where the cell holds no figure, in words.

    others: (label, whose, end) -> value of the dated comparisons beside a percentage, rate or average.
    """

    name: str
    content: bytes
    published_on: dt.date
    truth: dict[tuple[str, dt.date, str], float | None]
    lines: list[Line]
    habits: list[str] = field(default_factory=list)
    others: dict[tuple[str, str, dt.date], float] = field(default_factory=dict)


def last_day(year: int, month: int) -> dt.date:
    """Return the last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def months(chance: random.Random) -> list[dt.date]:
    """Return the ends of some months in a row."""
    count = chance.choice((6, 9, 12, 15, 18, 24))
    end_year, end_month = chance.choice(((2025, 9), (2025, 6), (2024, 12), (2025, 3), (2025, 8)))
    found = []
    for back in range(count - 1, -1, -1):
        index = end_year * 12 + end_month - 1 - back
        found.append(last_day(index // 12, index % 12 + 1))
    return found


def labels() -> list[dict[str, str]]:
    """Return the labels as councils print them, with their figures."""
    with LABELS.open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["figures"]]


def lines(chance: random.Random, ends: list[dt.date]) -> list[Line]:
    """Take rows from the labels as councils print them; each measure and each label once."""
    chosen, seen = [], set()
    for row in chance.sample(labels(), k=len(labels())):
        unit = row["unit"]
        if row["label"].lower() in seen or (row["measure"] and row["measure"] in seen) or "ytd" in row["label"].lower():
            continue
        if unit not in ("count", "percent", "per_10000", "days", "cases_per_fte"):
            continue
        seen |= {row["label"].lower(), row["measure"] or row["label"]}
        chosen.append(line(chance, row, ends, len(chosen) + 1))
        if len(chosen) == chance.choice((6, 8, 12, 16)) or len(chosen) >= 16:
            break
    return sorted(chosen, key=lambda one: one.section)


def line(chance: random.Random, row: dict[str, str], ends: list[dt.date], number: int) -> Line:
    """Make a row of one label, with values near its usual ones."""
    usual = [float(text.strip().rstrip("%").replace(",", "").lstrip("£")) for text in row["figures"].split(";")]
    middle = sorted(usual)[len(usual) // 2]
    values, parts = {}, {}
    for end in ends:
        if row["unit"] == "count":
            values[end] = float(max(0, round(chance.gauss(middle, max(1.0, middle * 0.08)))))
        elif row["unit"] == "percent":
            bottom = chance.randrange(40, 400)
            top = min(bottom, max(0, round(bottom * min(max(chance.gauss(middle, 3) / 100, 0.0), 1.0))))
            values[end], parts[end] = round(top / bottom * 100, 1), (top, bottom)
        else:
            values[end] = round(max(0.1, chance.gauss(middle, middle * 0.05)), 1)
    label = row["label"]
    stock = any(
        word in label.lower() for word in ("month end", "open", "snapshot", "end of", "as at", "caseload", "vacan")
    )
    between = frozenset(filter(None, (row["between"] or "").split(" ")))
    return Line(
        f"K{number}", label, row["heading"] or "Performance", row["measure"], between, row["unit"], stock, values, parts
    )


SPELLINGS: dict[str, Callable[[dt.date], object]] = {
    "Apr-24": lambda end: f"{end:%b-%y}",
    "April 2024": lambda end: f"{end:%B %Y}",
    "Apr 24": lambda end: f"{end:%b %y}",
    "April-24": lambda end: f"{end:%B-%y}",
    "30/04/2024": lambda end: f"{end:%d/%m/%Y}",
    "01/04/2024": lambda end: f"01/{end:%m/%Y}",
    "2024-04": lambda end: f"{end:%Y-%m}",
    "202404": lambda end: f"{end:%Y%m}",
    "45383": lambda end: str((end.replace(day=1) - dt.date(1899, 12, 30)).days),
    "Apr\n24": lambda end: f"{end:%b}\n{end:%y}",
    "Sep '24": lambda end: f"{end:%b} '{end:%y}",
    "date": lambda end: dt.datetime.combine(end.replace(day=1), dt.time()),
    "end date": lambda end: dt.datetime.combine(end, dt.time()),
}


def year_of(end: dt.date) -> str:
    """Return the financial year of a day, as 2024/25."""
    start = end.year if end.month >= 4 else end.year - 1
    return f"{start}/{(start + 1) % 100:02d}"


class Writer:
    """Writes cells: percentages in the file's own way, mistakes and reasons among them, and keeps the truth."""

    def __init__(self, chance: random.Random, *, excel: bool) -> None:
        self.chance, self.excel = chance, excel
        self.truth: dict[tuple[str, dt.date, str], float | None] = {}
        self.others: dict[tuple[str, str, dt.date], float] = {}
        self.formats: Formats = {}
        self.percent = chance.choice(("signed", "plain", "fraction", "format" if excel else "signed"))
        self.mistakes = chance.random() < 0.5
        self.text = excel and chance.random() < 0.1
        self.habits = [f"percent {self.percent}", *(["mistakes"] if self.mistakes else [])]

    def value(self, line: Line, end: dt.date, basis: str = "month") -> tuple[object, str]:
        """Return what the cell of a row and month holds, and its number format."""
        value = line.values[end]
        key = (line.label, end, basis)
        if self.mistakes and self.chance.random() < 0.04:
            wrong, truth = self.mistake(line, value)
            self.truth.pop(key, None)
            if truth is not None:
                self.truth[key] = None
            return wrong, "General"
        self.truth[key] = value
        return self.shown(line, value)

    def mistake(self, line: Line, value: float) -> tuple[object, str | None]:
        """Return a cell that is no figure, and whether it is a reason for none."""
        reasons = ["c", "*", "<5", "x", "n/a", "TBC", ":", ".."]
        wrongs: list[object] = ["#N/A", "#DIV/0!", "#REF!", "(12)", "see note"]
        if line.unit == "count":
            wrongs += [-3, "12 (3%)", "1.234,5"]
        if line.unit == "percent" and self.percent == "plain" and 20 < value < 99.5:
            wrongs.append(round(value / 100, 3) if value / 100 != int(value / 100) else "#N/A")
        if line.unit == "percent" and self.percent in ("plain", "signed"):
            wrongs.append(130 if self.percent == "plain" else "130%")
        if self.chance.random() < 0.4:
            return self.chance.choice(reasons), "reason"
        return self.chance.choice(wrongs), None

    def shown(self, line: Line, value: float) -> tuple[object, str]:
        """Return a value as the file writes it."""
        if line.unit == "percent":
            if self.percent == "format":
                return value / 100, "0.0%"
            if self.percent == "signed":
                return f"{value:g}%", "General"
            return (round(value / 100, 4) if self.percent == "fraction" else value), "General"
        if value == int(value):
            whole = int(value)
            if not self.excel or self.text:
                return f"{whole:,}" if self.chance.random() < 0.5 else str(whole), "General"
            return whole, "General"
        return value, "General"


Grid = list[list[object]]
Formats = dict[tuple[int, int], str]
Tab = tuple[str, Grid, dict]


def put(grid: Grid, row: int, column: int, value: object) -> None:
    """Write a cell, making the grid as large as it needs."""
    while len(grid) <= row:
        grid.append([])
    grid[row] += [None] * (column + 1 - len(grid[row]))
    grid[row][column] = value


def across(chance: random.Random, all_lines: list[Line], ends: list[dt.date], out: Writer) -> Iterator[Tab]:
    """Months across, with everything that stands around them."""
    canvas = Canvas(chance, [], out, across_style(chance, out))
    row = titles(chance, canvas.grid, out)
    repeated = chance.random() < 0.25
    by_year = chance.random() < 0.2 and len({year_of(end) for end in ends}) > 1
    years = [[end for end in ends if year_of(end) == year] for year in dict.fromkeys(map(year_of, ends))]
    out.habits += ["header repeated by section"] * repeated + ["a block for each year"] * by_year
    sections = list(dict.fromkeys(one.section for one in all_lines))
    groups = [[one for one in all_lines if one.section == name] for name in sections] if repeated else [all_lines]
    for block in years if by_year else [ends]:
        for group in groups:
            row = block_of(canvas, row, group, block, extras=not by_year)
            row += chance.choice((1, 2))
    notes(chance, canvas.grid, row)
    yield "Scorecard", canvas.grid, {"merged": canvas.merged, "formats": canvas.formats}


@dataclass
class Canvas:
    """A sheet being written."""

    chance: random.Random
    grid: Grid
    out: Writer
    style: dict
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    formats: Formats = field(default_factory=dict)


@dataclass
class Columns:
    """Where columns stand: those before the months, the months, those after."""

    heads: list[tuple[str, str]]
    after: list[tuple[str, str]]
    shown: list[dt.date]
    places: dict[object, int]


def block_of(canvas: Canvas, row: int, group: list[Line], ends: list[dt.date], *, extras: bool) -> int:
    """Write a block of rows under one heading; return the next row."""
    columns = columns_of(canvas.style, ends, extras=extras)
    row = heading_of(canvas, row, columns)
    section = None
    for line in group:
        if canvas.style["sections"] and line.section != section:
            section = line.section
            put(canvas.grid, row, 0 if not canvas.style["ref"] or canvas.chance.random() < 0.7 else 1, section)
            row += 1
        row_of(canvas, row, line, columns)
        row += 1
    return row


def columns_of(style: dict, ends: list[dt.date], *, extras: bool) -> Columns:
    """Give each column its place."""
    shown = list(reversed(ends)) if style["newest"] else list(ends)
    heads = [*([("ref", "Ref")] if style["ref"] else []), ("label", style["label"]), *style["before"]]
    after = style["after"] if extras else []
    places: dict[object, int] = {kind: column for column, (kind, _) in enumerate(heads)}
    step = 3 if style["parts"] else 1
    places |= {end: len(heads) + at * step for at, end in enumerate(shown)}
    places |= {kind: len(heads) + len(shown) * step + at for at, (kind, _) in enumerate(after)}
    return Columns(heads, after, shown, places)


def heading_of(canvas: Canvas, row: int, columns: Columns) -> int:
    """Write the heading: a year above, months, and parts under each; return the next row."""
    style, grid, places = canvas.style, canvas.grid, columns.places
    if style["spelling"] == "year above":
        years_above(canvas, row, columns)
        row += 1
    spell = SPELLINGS.get(style["spelling"], lambda end: f"{end:%b}")
    for kind, name in (*columns.heads, *columns.after):
        put(grid, row, places[kind], name)
    for end in columns.shown:
        put(grid, row, places[end], spell(end) if canvas.out.excel else str(plain_text(spell(end))))
    if style["parts"]:
        row += 1
        for end in columns.shown:
            for offset, name in enumerate(("Num", "Den", "%")):
                put(grid, row, places[end] + offset, name)
    return row + 1


def years_above(canvas: Canvas, row: int, columns: Columns) -> None:
    """Write each year above its first month, merged over all of them or not."""
    for year in dict.fromkeys(map(year_of, columns.shown)):
        span = [columns.places[end] for end in columns.shown if year_of(end) == year]
        put(canvas.grid, row, min(span), year)
        if canvas.style["merge"] and len(span) > 1:
            canvas.merged.append((row, min(span), row, max(span) + (2 if canvas.style["parts"] else 0)))


def plain_text(value: object) -> object:
    """Return a day as a text file has it."""
    return f"{value:%d/%m/%Y}" if isinstance(value, dt.datetime) else value


BEFORE = (
    ("polarity", "Good is"),
    ("target", "Target 2025/26"),
    ("england", "England 2023/24"),
    ("outturn", "Outturn 2023/24"),
    ("owner", "Owner"),
)
AFTER = (
    ("ytd", "YTD"),
    ("rag", "RAG"),
    ("dot", "DOT"),
    ("comment", "Commentary"),
    ("average", "12 month average"),
    ("sn", "Stat Neigh 2023/24"),
    ("variance", "Variance"),
    ("previous", "Previous month"),
    ("forecast", "Year-end forecast"),
    ("target2", "Target"),
)


def across_style(chance: random.Random, out: Writer) -> dict:
    """Choose how a table of months across is laid out."""
    spelling = chance.choice((*SPELLINGS, "year above", "year above"))
    if not out.excel and spelling in ("date", "end date", "Apr\n24"):
        spelling = "Apr-24"
    before = chance.sample(BEFORE, k=chance.choice((0, 0, 1, 2)))
    after = chance.sample(AFTER, k=chance.choice((0, 1, 3, 4)))
    out.habits += [f"months as {spelling}", *(name for _, name in before), *(name for _, name in after)]
    parts = chance.random() < 0.12
    return {
        "spelling": spelling, "newest": chance.random() < 0.15, "ref": chance.random() < 0.7,
        "label": chance.choice(("Indicator", "Measure", "KPI", "Performance Indicator", "Description")),
        "before": before, "after": after, "sections": chance.random() < 0.5, "merge": chance.random() < 0.6,
        "parts": parts,
    }  # fmt: skip


def row_of(canvas: Canvas, row: int, line: Line, columns: Columns) -> None:
    """Write one row of a table with months across."""
    grid, places = canvas.grid, columns.places
    for kind, _ in (*columns.heads, *columns.after):
        put(grid, row, places[kind], beside(canvas, kind, line, columns.shown, (row, places[kind])))
    for end in columns.shown:
        value, form = canvas.out.value(line, end)
        at = places[end] + (2 if canvas.style["parts"] else 0)
        put(grid, row, at, value)
        canvas.formats[row, at] = form
        if canvas.style["parts"] and line.unit == "percent":
            put(grid, row, at - 2, line.parts[end][0])
            put(grid, row, at - 1, line.parts[end][1])


def beside(canvas: Canvas, kind: str, line: Line, shown: list[dt.date], place: tuple[int, int]) -> object:
    """Return what stands in a column that is no month; of YTD and outturn the truth is kept."""
    words: dict[str, tuple[str, ...]] = {
        "ref": (line.ref,),
        "label": (line.label,),
        "polarity": ("High", "Low", ""),
        "rag": ("Red", "Amber", "Green", ""),
        "dot": ("\u2191", "\u2193", "\u2192"),
        "comment": ("", "", "Figures are provisional.", "3 cases late in May 2024; see plan."),
        "owner": ("AD", "Head of Service"),
    }
    if kind in words:
        return canvas.chance.choice(words[kind])
    if kind in ("ytd", "outturn"):
        return year_figure(canvas, kind, line, shown, place)
    value = canvas.chance.choice(list(line.values.values()))
    figure, canvas.formats[place] = canvas.out.shown(line, value)
    if kind in ("england", "sn") and line.unit != "count":
        whose = "England" if kind == "england" else "neighbours"
        canvas.out.others[line.label, whose, dt.date(2024, 3, 31)] = value
    return figure


def year_figure(canvas: Canvas, kind: str, line: Line, shown: list[dt.date], place: tuple[int, int]) -> object:
    """Return what was counted since April, or in the year before; neither of what is counted on one day."""
    if line.stock or line.unit not in ("count", "percent"):
        return ""
    chance, out, latest = canvas.chance, canvas.out, max(shown)
    since = [line.values[end] for end in shown if year_of(end) == year_of(latest)]
    if kind == "ytd":
        value = sum(since) if line.unit == "count" else round(sum(since) / len(since), 1)
        out.truth[line.label, latest, "year_to_date"] = value
    else:
        value = float(chance.randrange(500, 9000)) if line.unit == "count" else round(chance.uniform(20, 99), 1)
        out.truth[line.label, dt.date(2024, 3, 31), "year"] = value
    cell, canvas.formats[place] = out.shown(line, value)
    return cell


def titles(chance: random.Random, grid: Grid, out: Writer) -> int:
    """Write titles above a table; return the next row."""
    row = 0
    for text in chance.sample(
        ["Northshire Children's Services", "Monthly performance scorecard", "OFFICIAL"], k=chance.choice((0, 1, 2))
    ):
        put(grid, row, 0, text)
        row += 1
    if row and chance.random() < 0.6:
        row += 1
    out.habits += ["titles"] * bool(row)
    return row


def notes(chance: random.Random, grid: Grid, row: int) -> None:
    """Write notes below a table."""
    if chance.random() < 0.5:
        for at, text in enumerate(
            ["Note: figures are provisional.", "Source: case system, 06/10/2025", "[note 1] See definitions"]
        ):
            put(grid, row + 1 + at, 0, text)


def a_sheet_each(chance: random.Random, all_lines: list[Line], ends: list[dt.date], out: Writer) -> Iterator[Tab]:
    """A sheet for every month."""
    naming = chance.choice(("Apr 24", "April 2024", "2024-04", "Apr-24"))
    titled = chance.random() < 0.6
    columns = [
        "Ref",
        "Indicator",
        *chance.choice((["This month"], ["Numerator", "Denominator", "This month"], ["Actual"], ["Value"])),
    ]
    columns += chance.sample(["Last month", "YTD", "Target", "RAG", "Comments"], k=chance.choice((1, 3)))
    out.habits += [f"sheets called {naming}"]
    names = {"Apr 24": "%b %y", "April 2024": "%B %Y", "2024-04": "%Y-%m", "Apr-24": "%b-%y"}
    for end in ends:
        grid: Grid = [[f"Performance report {end:%B %Y}"], []] if titled else []
        formats: Formats = {}
        grid.append(list(columns))
        for line in all_lines:
            row = len(grid)
            cells = []
            for column, name in enumerate(columns):
                value, form = cell_of_month(chance, name, line, end, out)
                formats[row, column] = form
                cells.append(value)
            grid.append(cells)
        yield end.strftime(names[naming]), grid, {"formats": formats, "merged": []}


def cell_of_month(chance: random.Random, name: str, line: Line, end: dt.date, out: Writer) -> tuple[object, str]:
    """Return what stands in a column of a sheet of one month, and its number format."""
    if name in ("This month", "Actual", "Value"):
        return out.value(line, end)
    if name in ("Last month", "Target"):
        return out.shown(line, chance.choice(list(line.values.values())))
    parts = dict(zip(("Numerator", "Denominator"), line.parts.get(end, ("", "")), strict=True))
    words = {
        "Ref": line.ref,
        "Indicator": line.label,
        "RAG": "Amber",
        "Comments": "Down on last month",
        "YTD": "",
        **parts,
    }
    return words[name], "General"


def long(chance: random.Random, all_lines: list[Line], ends: list[dt.date], out: Writer) -> Iterator[Tab]:
    """A row for each figure, as reporting tools export."""
    spelling = chance.choice(
        ("30/04/2024", "2024-04", "Apr-24", "April 2024", "01/04/2024", *(["date"] if out.excel else []))
    )
    period = chance.choice(("Reporting Period", "Month", "Period", "Date"))
    split = chance.random() < 0.3
    columns = [
        period,
        "Indicator Ref",
        "Indicator Name",
        "Service Area",
        *(["Locality"] if split else []),
        "Value",
        "Unit",
        "Target",
        "RAG",
    ]
    out.habits += [f"long, {spelling}", *(["with localities"] if split else [])]
    grid: Grid = [list(columns)]
    formats: Formats = {}
    units = {
        "percent": "%",
        "count": "Number",
        "per_10000": "Rate per 10,000",
        "days": "Days",
        "cases_per_fte": "Average",
    }
    for end in ends:
        for line in all_lines:
            for place in ("North", "South", "Total") if split else (None,):
                when = plain_or_date(SPELLINGS[spelling](end), out)
                if place in (None, "Total"):
                    value, form = out.value(line, end)
                else:
                    value, form = out.shown(line, chance.choice(list(line.values.values())))
                row = [
                    when,
                    line.ref,
                    line.label,
                    line.section,
                    *([place] if split else []),
                    value,
                    units[line.unit],
                    "",
                    "",
                ]
                formats[len(grid), 4 + split] = form
                grid.append(row)
    yield "Export", grid, {"formats": formats, "merged": []}


def plain_or_date(value: object, out: Writer) -> object:
    """Return a day as the file can hold it."""
    return value if out.excel else plain_text(value)


def down(chance: random.Random, all_lines: list[Line], ends: list[dt.date], out: Writer) -> Iterator[Tab]:
    """Months down, a column for each measure."""
    spelling = chance.choice([name for name in SPELLINGS if out.excel or name not in ("date", "end date", "Apr\n24")])
    grid: Grid = []
    row = titles(chance, grid, out)
    with_year = chance.random() < 0.2
    out.habits += [f"months down, {spelling}", *(["year beside"] if with_year else [])]
    heads = [*(["Year"] if with_year else []), "Month", *(line.label for line in all_lines)]
    formats: Formats = {}
    for column, text in enumerate(heads):
        put(grid, row, column, text)
    shown = list(reversed(ends)) if chance.random() < 0.2 else ends
    for end in shown:
        row += 1
        column = 0
        if with_year:
            put(grid, row, 0, year_of(end))
            column = 1
        put(grid, row, column, f"{end:%B}" if with_year else plain_or_date(SPELLINGS[spelling](end), out))
        for at, line in enumerate(all_lines, start=column + 1):
            value, form = out.value(line, end)
            put(grid, row, at, value)
            formats[row, at] = form
    yield "Data", grid, {"formats": formats, "merged": []}


def quarters(chance: random.Random, all_lines: list[Line], ends: list[dt.date], out: Writer) -> Iterator[Tab]:
    """Quarters across."""
    spell = chance.choice(("Q1 2024/25", "2024-25 Q1", "Apr-Jun 2024"))
    kept = [end for end in ends if end.month % 3 == 0]
    out.habits.append(f"quarters as {spell}")
    grid: Grid = []
    row = titles(chance, grid, out)
    formats: Formats = {}
    for column, text in enumerate(["Ref", "Indicator", *(quarter(end, spell) for end in kept)]):
        put(grid, row, column, text)
    for line in all_lines:
        row += 1
        put(grid, row, 0, line.ref)
        put(grid, row, 1, line.label)
        for column, end in enumerate(kept, start=2):
            value, form = out.value(line, end, "quarter")
            put(grid, row, column, value)
            formats[row, column] = form
    yield "Quarterly", grid, {"formats": formats, "merged": []}


def quarter(end: dt.date, spell: str) -> str:
    """Return a quarter as it is spelled."""
    number = (end.month - 4) % 12 // 3 + 1
    if spell == "Apr-Jun 2024":
        first = dt.date(end.year, end.month - 2, 1)
        return f"{first:%b}-{end:%b} {end.year}"
    year = year_of(end)
    return f"Q{number} {year}" if spell == "Q1 2024/25" else f"{year.replace('/', '-')} Q{number}"


def side_by_side(chance: random.Random, all_lines: list[Line], ends: list[dt.date], out: Writer) -> Iterator[Tab]:
    """Two blocks of rows beside each other, each with labels of its own."""
    half = max(1, len(all_lines) // 2)
    grid: Grid = []
    formats: Formats = {}
    row = titles(chance, grid, out)
    kept = ends[-6:]
    spell = SPELLINGS[chance.choice(("Apr-24", "April 2024", "2024-04"))]
    for at, block in enumerate((all_lines[:half], all_lines[half:])):
        left = at * (len(kept) + 3)
        for column, text in enumerate(["Ref", "Indicator", *(spell(end) for end in kept)]):
            put(grid, row, left + column, text)
        for number, line in enumerate(block, start=1):
            put(grid, row + number, left, line.ref)
            put(grid, row + number, left + 1, line.label)
            for column, end in enumerate(kept, start=2):
                value, form = out.value(line, end)
                put(grid, row + number, left + column, value)
                formats[row + number, left + column] = form
    out.habits.append("blocks side by side")
    yield "Scorecard", grid, {"formats": formats, "merged": []}


def actual_and_target(chance: random.Random, all_lines: list[Line], ends: list[dt.date], out: Writer) -> Iterator[Tab]:
    """Under each month the figure, its target and its RAG."""
    grid: Grid = []
    formats: Formats = {}
    merged = []
    row = titles(chance, grid, out)
    kept = ends[-9:]
    put(grid, row + 1, 0, "Ref")
    put(grid, row + 1, 1, "Indicator")
    for at, end in enumerate(kept):
        left = 2 + at * 3
        put(grid, row, left, SPELLINGS["April 2024"](end))
        merged.append((row, left, row, left + 2))
        for offset, name in enumerate(("Actual", "Target", "RAG")):
            put(grid, row + 1, left + offset, name)
    if chance.random() < 0.4:
        merged = []
    for number, line in enumerate(all_lines, start=2):
        put(grid, row + number, 0, line.ref)
        put(grid, row + number, 1, line.label)
        for at, end in enumerate(kept):
            value, form = out.value(line, end)
            left = 2 + at * 3
            put(grid, row + number, left, value)
            formats[row + number, left] = form
            target, form = out.shown(line, chance.choice(list(line.values.values())))
            put(grid, row + number, left + 1, target)
            formats[row + number, left + 1] = form
            put(grid, row + number, left + 2, chance.choice(("Red", "Green")))
    out.habits.append("actual, target and RAG under each month")
    yield "Scorecard", grid, {"formats": formats, "merged": merged}


def rows_of_parts(chance: random.Random, all_lines: list[Line], ends: list[dt.date], out: Writer) -> Iterator[Tab]:
    """Numerator and denominator in rows under each percentage."""
    grid: Grid = []
    formats: Formats = {}
    row = titles(chance, grid, out)
    spell = SPELLINGS[chance.choice(("Apr-24", "30/04/2024", "202404"))]
    for column, text in enumerate(["Indicator", *(spell(end) for end in ends)]):
        put(grid, row, column, text)
    for line in all_lines:
        row += 1
        put(grid, row, 0, line.label)
        for column, end in enumerate(ends, start=1):
            value, form = out.value(line, end)
            put(grid, row, column, value)
            formats[row, column] = form
        if line.unit == "percent":
            for offset, name in enumerate(("Numerator", "Denominator")):
                row += 1
                put(grid, row, 0, name)
                for column, end in enumerate(ends, start=1):
                    put(grid, row, column, line.parts[end][offset])
    out.habits.append("rows of numerators and denominators")
    yield "Scorecard", grid, {"formats": formats, "merged": []}


def months_to_come(chance: random.Random, all_lines: list[Line], ends: list[dt.date], out: Writer) -> Iterator[Tab]:
    """A whole year across, of which the last months are empty, 0 or a forecast, and a year to date."""
    last = max(ends)
    start = last.year if last.month >= 4 else last.year - 1
    year = [last_day(start + (month < 4), month) for month in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)]
    grid: Grid = []
    formats: Formats = {}
    row = titles(chance, grid, out)
    fill = chance.choice(("empty", "zero", "forecast"))
    put(grid, row, 2, year_of(last))
    row += 1
    for column, text in enumerate(["Ref", "Indicator", *(f"{end:%b}" for end in year), f"YTD {year_of(last)}"]):
        put(grid, row, column, text)
    for line in all_lines:
        row += 1
        put(grid, row, 0, line.ref)
        put(grid, row, 1, line.label)
        for column, end in enumerate(year, start=2):
            if end in line.values:
                value, form = out.value(line, end)
                put(grid, row, column, value)
                formats[row, column] = form
            elif end > last and fill != "empty":
                put(grid, row, column, 0 if fill == "zero" else out.shown(line, line.values[last])[0])
    out.habits.append(f"months to come {fill}")
    yield (
        "Scorecard",
        grid,
        {"formats": formats, "merged": [(row - len(all_lines) - 1, 2, row - len(all_lines) - 1, 13)]},
    )


def year_and_month(_chance: random.Random, all_lines: list[Line], ends: list[dt.date], out: Writer) -> Iterator[Tab]:
    """A row for each figure, the period in two columns."""
    grid: Grid = [["Financial Year", "Month", "Measure", "Value"]]
    formats: Formats = {}
    for end in ends:
        for line in all_lines:
            value, form = out.value(line, end)
            formats[len(grid), 3] = form
            grid.append([year_of(end), f"{end:%B}", line.label, value])
    out.habits.append("year and month in two columns")
    yield "Export", grid, {"formats": formats, "merged": []}


def sheets_of_themes(_chance: random.Random, all_lines: list[Line], ends: list[dt.date], out: Writer) -> Iterator[Tab]:
    """A sheet for each theme, and one that repeats some of their rows."""
    names = list(dict.fromkeys(line.section for line in all_lines))
    for name in names:
        grid: Grid = [[name], ["Ref", "Indicator", *(f"{end:%b-%y}" for end in ends)]]
        formats: Formats = {}
        for line in (one for one in all_lines if one.section == name):
            cells: list[object] = [line.ref, line.label]
            for column, end in enumerate(ends, start=2):
                value, form = out.value(line, end)
                formats[len(grid), column] = form
                cells.append(value)
            grid.append(cells)
        yield (
            "".join(letter for letter in name if letter.isalnum() or letter == " ")[:25] or "Sheet",
            grid,
            {"formats": formats, "merged": []},
        )
    out.habits.append("a sheet for each theme")


SHAPES = (
    *(across, across, across, across, a_sheet_each, long, down, down, quarters, side_by_side, actual_and_target),
    *(rows_of_parts, months_to_come, year_and_month, sheets_of_themes),
)


def make(seed: int) -> Sheet:
    """Make one scorecard, the same for the same number."""
    chance = random.Random(seed)  # noqa: S311 figures for a benchmark
    shape = chance.choice(SHAPES)
    excel = shape in (a_sheet_each, sheets_of_themes) or chance.random() < 0.6
    ends = months(chance)
    all_lines = lines(chance, ends)
    out = Writer(chance, excel=excel)
    sheets = list(shape(chance, all_lines, ends, out))
    latest = max(ends)
    published = dt.date(latest.year + latest.month // 12, latest.month % 12 + 1, 15)
    name = f"scorecard_{seed}.{'xlsx' if excel else 'csv'}"
    content = as_excel(chance, sheets, out) if excel else as_text(chance, sheets[0][1], out)
    return Sheet(name, content, published, out.truth, all_lines, [shape.__name__, *out.habits], out.others)


def as_excel(chance: random.Random, sheets: list[tuple[str, Grid, dict]], out: Writer) -> bytes:
    """Return the sheets as a workbook."""
    book = Workbook()
    book.remove(book.active)
    for name, grid, about in sheets:
        tab = book.create_sheet(name)
        for row, cells in enumerate(grid, start=1):
            for column, value in enumerate(cells, start=1):
                if value not in (None, ""):
                    cell = tab.cell(row, column, value)
                    cell.number_format = about["formats"].get((row - 1, column - 1), cell.number_format)
                    if isinstance(value, dt.datetime):
                        cell.number_format = "mmm-yy"
        for top, left, bottom, right in about["merged"]:
            tab.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    if chance.random() < 0.3:
        others(chance, book, sheets[0], out)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def others(chance: random.Random, book: openpyxl.Workbook, first: tuple[str, Grid, dict], out: Writer) -> None:
    """Add sheets that are not to be read: definitions, and a hidden one of last year with other figures."""
    tab = book.create_sheet("Definitions")
    tab.append(["Indicator", "Definition"])
    tab.append(["Referrals", "All referrals received in the month."])
    if chance.random() < 0.6:
        hidden = book.create_sheet("Old", 0 if chance.random() < 0.5 else None)
        hidden.sheet_state = "hidden"
        for cells in first[1]:
            hidden.append([value + 7 if isinstance(value, int) else value for value in cells])
        book.active = 1
        out.habits.append("a hidden sheet with other figures")


def as_text(chance: random.Random, grid: Grid, out: Writer) -> bytes:
    """Return a grid as text, in one of the usual separators and encodings."""
    mark = chance.choice((",", ",", ";", "\t"))
    encoding = chance.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16"))
    out.habits += [f"separated by {mark!r}", encoding]
    width = max(map(len, grid))
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=mark)
    ragged = chance.random() < 0.5
    for row in grid:
        cells = [
            "" if value is None else str(value).replace("→", "-").replace("↑", "+").replace("↓", "-") for value in row
        ]
        writer.writerow(cells if ragged else cells + [""] * (width - len(cells)))
    return held.getvalue().encode(encoding, "replace")
