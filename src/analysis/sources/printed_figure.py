"""From a printed cell to an observation: what is known about the place it stands in, and what the cell itself says."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from analysis.catalogue.issue import Issue, Severity
from analysis.catalogue.measure import measures
from analysis.catalogue.observation import UNITS, Unit
from analysis.catalogue.period import Basis, period_of
from analysis.sources.cells import SheetCell, parse_cell
from analysis.sources.numbers import Qualifier

ROUGH: frozenset[Qualifier] = frozenset({"approximate", "over", "under"})
NOT_WHOLE = ROUGH | {"partial"}  # printed, and yet no figure that sums or charts may use: "nearly 290", "over 250"


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a printed figure stands: what it would be about, if the cell holds one.

    start: where the source prints it; none, the basis gives it. unit: none, the catalogue's.
    """

    area: str
    measure: str
    basis: Basis
    end: dt.date
    published_on: dt.date
    source: str
    start: dt.date | None = None
    unit: Unit | None = None

    def issue(
        self, check: str, severity: Severity, message: str, evidence: Mapping[str, object] | None = None
    ) -> Issue:
        """Return an issue about this spot."""
        return Issue(check, severity, message, self.area, self.measure, self.end, evidence or {}, self.source)


@dataclass(slots=True)
class PrintedFigures:
    """Observations gathered so far, and what was doubtful about the cells they came from."""

    rows: list[dict[str, object]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def add(self, cell: SheetCell, spot: Spot, parts: tuple[float | None, float | None] = (None, None)) -> None:
        """Add the figure of `cell`, or its reason for being missing, or the issue that it is neither.

        parts: numerator and denominator, where they are printed elsewhere.
        """
        self.issues += _doubts(cell, spot)
        if cell.kind in ("problem", "mark"):
            return
        missing = "partial" if NOT_WHOLE & set(cell.qualifiers) else cell.missing
        self.rows.append(
            {
                "area": spot.area,
                "measure": spot.measure,
                "period_start": spot.start or period_of(spot.basis, spot.end).start,
                "period_end": spot.end,
                "basis": spot.basis,
                "value": None if missing else cell.value,
                "unit": _unit(cell, spot),
                "numerator": parts[0],
                "denominator": parts[1],
                "as_printed": cell.text,
                "missing": missing,
                "published_on": spot.published_on,
                "source": spot.source,
            }
        )

    def add_pair(self, cell: SheetCell, spot: Spot, second: Spot | None) -> None:
        """Add a cell that may hold two figures, "2238 / 876*": the second is about another measure.

        Where no second measure is known, a cell with two figures is an issue and not read.
        """
        if cell.second is None or cell.missing is not None:
            self.add(cell, spot)
        elif second is None:
            problem = 'holds two figures, and the layout does not say what the second is ("rate" or "second")'
            self.add(replace(cell, value=None, problem=problem), spot)
        else:
            self.add(replace(cell, second=None), spot)
            self.add(replace(cell, value=cell.second, second=None, unit=None, understood=None), second)


def _doubts(cell: SheetCell, spot: Spot) -> Iterator[Issue]:
    """What a reader should be told about a cell: unread, read in an unusual way, inexact, or in another unit."""
    text = " ".join(cell.text.split())
    if cell.kind in ("problem", "mark"):
        problem = cell.problem or "is a mark where a figure should be"
        yield spot.issue("cell_not_understood", "warning", f'"{text}" {problem}; it is kept out.')
        return
    if "partial" in cell.qualifiers:
        yield spot.issue("figure_partial", "note", f'"{text}" covers only part of the period, and counts as missing.')
    if cell.understood is not None:
        yield spot.issue("cell_understood_as", "note", f'"{text}" was read as {cell.understood}.')
    rough = next((name for name in cell.qualifiers if name in ROUGH), None)
    if rough is not None:
        said = {"approximate": "about", "over": "more than", "under": "less than"}[rough]
        message = f'"{text}" is no exact figure ({said} {cell.value:,.10g}), and counts as missing.'
        yield spot.issue("figure_inexact", "note", message, evidence={"about": cell.value, "said": said})
    if cell.kind == "value" and _unit(cell, spot) != _expected(spot):
        message = f'"{text}" is in {cell.unit}, where {_expected(spot)} is expected.'
        yield spot.issue("unit_contradicted", "warning", message)


def ratio_parts(text: str) -> tuple[float, float] | None:
    """Read "46/97" as numerator and denominator, or None where it is not one."""
    cell = parse_cell(text)
    return (cell.value, cell.second) if cell.value is not None and cell.second is not None else None


def _expected(spot: Spot) -> Unit:
    return spot.unit or measures()[spot.measure].unit


def _unit(cell: SheetCell, spot: Spot) -> Unit:
    """The unit the cell itself prints goes before the catalogue's."""
    return next((unit for unit in UNITS if unit == cell.unit), _expected(spot))
