"""What the cells of one row hold: numbers in which unit, fractions or percentages, and what is doubtful about each."""

import re
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from analysis.catalogue.observation import Missing, Unit
from analysis.catalogue.target import Level
from analysis.sources.cells import SheetCell, parse_cell
from analysis.sources.scorecard.period_words import plain
from analysis.sources.scorecard.tables import FoundCell, FoundRow

FEWEST_FRACTIONS = 2  # cells between 0 and 1 that show that percentages are written as fractions
USUAL = 0.6  # of the figures of a row: the others are mistakes, and are told at their cells
FRACTION, WHOLE = 1.0, 100.0
_SPACED = re.compile(r"\d{1,3}( \d{3})+(\.\d+)?")
_ACCOUNTING = re.compile(r"\(\s*[\d,.]+\s*%?\)")
_NEVER_BELOW_0 = "is below 0, which no such figure can be"
_UNITS: tuple[tuple[str, Unit], ...] = (
    (r"^%$|per ?cent|percentage|^pct$|^ratio$|proportion", "percent"),
    (r"100,?000|100k", "per_100000"),
    (r"10,?000|10k|^rate$", "per_10000"),
    (r"^days?$|working days|calendar days", "days"),
    (r"^weeks?$", "weeks"),
    (r"fte|wte", "fte"),
    (r"\u00a3|pounds|currency", "pounds"),
    (r"^(?:number|no\.?|#|count|num|total|volume|integer|whole number|n)$", "count"),
)


def unit_said(text: str | None) -> Unit | None:
    """Return the unit that a cell of a column of units names."""
    written = plain(text or "")
    return next((unit for pattern, unit in _UNITS if written and re.search(pattern, written)), None)


def unit_beside(row: FoundRow, values: Sequence[float]) -> Unit | None:
    """Return the unit printed beside a row; "Number" says nothing where most of its figures are not whole."""
    unit = unit_said(row.said("unit"))
    parted = sum(1 for value in values if value != int(value))
    return None if unit == "count" and parted > len(values) / 2 else unit


def parse_figure(text: str) -> SheetCell:
    """Read a cell of figures; 1 234 is a thousand, and (12) is nobody knows what."""
    written = " ".join(text.split())
    if _SPACED.fullmatch(written):
        return replace(parse_cell(written.replace(" ", "")), text=text, understood=f"{written.replace(' ', '')}")
    if _ACCOUNTING.fullmatch(written):
        return SheetCell(text, problem="stands in brackets, which may mean a number below 0, a note or a percentage")
    cell = parse_cell(text)
    if cell.kind == "value" and cell.note is not None and any(map(str.isdigit, cell.note)):
        return SheetCell(text, problem="holds two figures, and nothing says which of them the row is about")
    return cell


def values_of(row: FoundRow, most: int = 12) -> list[float]:
    """Return the newest figures of a row as they stand, without those of its numerators and denominators."""
    cells = [cell for cell in row.cells if cell.part == "value" and not cell.outturn and cell.period.kind != "to_date"]
    dated = sorted(cells, key=lambda cell: (cell.period.year or 0, cell.period.number or 0))
    read = [parse_figure(cell.text) for cell in dated]
    return [cell.value for cell in read if cell.value is not None and cell.second is None][-most:]


def usual_values(values: Sequence[float], *, percent: bool) -> list[float]:
    """Return the values without the few that cannot be: below 0, percentages over 100, halves of children."""
    kept = list(values)
    tests: tuple[Callable[[float], bool], ...] = (
        lambda value: value >= 0,
        lambda value: not percent or value <= WHOLE,
        lambda value: percent or value == int(value),
    )
    for fits in tests:
        fitting = [value for value in kept if fits(value)]
        kept = fitting if len(fitting) >= USUAL * len(kept) else kept
    return kept


def signed_percent(row: FoundRow) -> bool:
    """Whether most figures of a row carry a % sign."""
    cells = [parse_figure(cell.text) for cell in row.cells if cell.part == "value"]
    values = [cell for cell in cells if cell.kind == "value"]
    return bool(values) and sum(1 for cell in values if cell.unit == "percent") > len(values) / 2


def look_like_fractions(values: Sequence[float]) -> bool:
    """Whether numbers are all between 0 and 1, and not all whole."""
    inner = [value for value in values if value != int(value)]
    return len(inner) >= FEWEST_FRACTIONS and all(0 <= value <= FRACTION for value in values)


def within_one(values: Sequence[float]) -> bool:
    """Whether no number is over 1: a row such as 0.945, 1, 1 is of fractions where others of its file are."""
    return bool(values) and all(0 <= value <= FRACTION for value in values)


@dataclass(frozen=True, slots=True)
class RowUnit:
    """How the figures of a row are to be read. usual: the middle one, as percentages where they are.

    signed: most of its figures carry a % sign.
    """

    unit: Unit
    fractions: bool
    usual: float | None
    signed: bool = False


def row_unit(row: FoundRow, unit: Unit, *, fractions: bool) -> RowUnit:
    """Gather what reading its cells needs to know of a row."""
    scaled = fractions and not signed_percent(row)
    values = [value * WHOLE if scaled and value <= FRACTION else value for value in values_of(row, 60)]
    return RowUnit(unit, fractions, statistics.median(values) if values else None, signed_percent(row))


def read_figure(cell: FoundCell, about: RowUnit) -> SheetCell:
    """Read one cell in the unit of its row. What cannot be such a figure comes back with its problem."""
    read = parse_figure(cell.text)
    if read.kind != "value" or read.value is None:
        return read
    if about.unit == "percent":
        return _percentage(read, about)
    problem = _problem(read, about.unit)
    return replace(read, value=None, second=None, problem=problem) if problem else read


def _problem(read: SheetCell, unit: Unit) -> str | None:
    value = read.value or 0.0
    if read.unit == "percent":
        return "is a percentage, where the row is none"
    if read.second is not None:
        return "holds two figures, and nothing says which of them the row is about"
    if value < 0 and unit != "pounds":
        return _NEVER_BELOW_0
    return (
        "is no whole number, as a number of children or cases is" if unit == "count" and value != int(value) else None
    )


def _percentage(read: SheetCell, about: RowUnit) -> SheetCell:
    """Read a percentage: 85.2%, 85.2, or 0.852 in a row of fractions; 46/97 is its own proof."""
    value = read.value or 0.0
    if read.second is not None:
        if read.second > 0 and value <= read.second:
            share = value / read.second * WHOLE
            return replace(read, value=share, understood=f"{share:.1f}%")
        return replace(read, value=None, second=None, problem="is no part of a whole")
    written_as_fraction = about.fractions and read.unit is None and value <= FRACTION
    percent = value * WHOLE if written_as_fraction else value
    problem = _problem_of_percent(percent, read, about, written_as_fraction=written_as_fraction)
    if problem is not None:
        return replace(read, value=None, problem=problem)
    note = f"{percent:.10g}%" if written_as_fraction else read.understood
    return replace(read, value=float(f"{percent:.12g}"), unit="percent", understood=note)


def _problem_of_percent(percent: float, read: SheetCell, about: RowUnit, *, written_as_fraction: bool) -> str | None:
    if percent < 0:
        return _NEVER_BELOW_0
    if percent > WHOLE:
        return "is a percentage over 100"
    if about.signed and read.unit is None and percent == FRACTION:
        return "may be 1% or, as a share of 1, 100%: it has no % sign, as the other figures of the row have"
    odd = 0 < percent < FRACTION and percent != int(percent) and not written_as_fraction
    if odd and read.unit is None and (about.usual or 0.0) > 10:
        return f"may be {percent * WHOLE:.10g}%, as the other figures of the row are larger"
    return None


def target_limits(text: str, about: RowUnit) -> list[tuple[Level, float | None, Missing | None]]:
    """Return what a target says, in the unit of its row: one limit, both ends of a range, or that it is still to come.

    Empty where it says none of these.
    """
    cell = parse_cell(text)
    if cell.span is not None:
        printed: list[tuple[Level, float | None]] = [("minimum", cell.span[0]), ("upper", cell.span[1])]
    elif cell.kind == "problem" or cell.missing not in (None, "not_yet_set"):
        return []
    else:
        printed = [("target", cell.value)]
    scaled = about.unit == "percent" and cell.unit is None and about.fractions
    return [
        (level, value * WHOLE if scaled and value is not None and value <= FRACTION else value, cell.missing)
        for level, value in printed
    ]
