"""From the tables of a scorecard and its mapping to observations: each figure under its month, or a word why not."""

import datetime as dt
import json
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from analysis.catalogue.issue import Issue, Severity
from analysis.catalogue.measure import Measure, in_no_catalogue, measures
from analysis.catalogue.observation import Unit
from analysis.sources.arrows import parse_mark
from analysis.sources.cells import SheetCell
from analysis.sources.printed_figure import Spot
from analysis.sources.printed_rows import PrintedRows
from analysis.sources.provenance import Provenance
from analysis.sources.reading import Reading
from analysis.sources.scorecard.across import PASSED_OVER
from analysis.sources.scorecard.areas import find_area, why_not_held
from analysis.sources.scorecard.cell_counter import Counter, fate_of, sweep, why_no_figure
from analysis.sources.scorecard.comparisons import NO_FIGURE, NUMBERS, UNDATED, comparison_of
from analysis.sources.scorecard.contradictions import without_contradictions
from analysis.sources.scorecard.grid import Grid
from analysis.sources.scorecard.layout import RowKey, RowMapping, ScorecardLayout, row_key
from analysis.sources.scorecard.notes import Note, notes_of, notes_on
from analysis.sources.scorecard.placement import Placement, Unplaced
from analysis.sources.scorecard.proposal import polarity_overruled
from analysis.sources.scorecard.row_figures import RowUnit, parse_figure, read_figure, row_unit, target_limits
from analysis.sources.scorecard.skipped_tables import sheet_issues
from analysis.sources.scorecard.tables import Beside, FoundCell, FoundRow, FoundTable, latest_end
from analysis.sources.table import column_letters

BY_COLUMN = ("periods across", "a period a sheet")  # shapes whose headings say what a column of figures is
UNCONFIRMED = 'It is counted as the council\'s own until somebody confirms that it is "{name}".'
MOST_APART = 0.6  # percentage points between a printed percentage and the one its parts give


def read_scorecard(
    grids: Sequence[Grid],
    tables: Sequence[FoundTable],
    layout: ScorecardLayout,
    about: Provenance,
    issues: Sequence[Issue],
    own: Mapping[str, Measure] | None = None,
) -> Reading:
    """Read every table by its mapping. What nobody has said becomes issues, never a guess.

    own: measures of the council's own that its catalogue does not hold yet.
    """
    known = measures() if own is None else ChainMap(dict(own), dict(measures()))
    held = _Held(issues=[*issues, *sheet_issues(grids, tables, layout, about)])
    kept = [table for table in tables if table.grid.sheet not in layout.sheets_not_read]
    taken: dict[int, set[tuple[int, int]]] = {}
    everywhere = _rows_everywhere(kept, layout)
    notes = {id(table.grid): notes_of(table.grid) for table in kept}
    for table in kept:
        for row in _rows_of(table, layout):
            whole = everywhere[row_key(row.label, row.ref, row.section)]
            reading = _RowReading(table, row, whole, layout, about, known, notes[id(table.grid)])
            reading.read(held, len(held.entries) + 1)
            taken.setdefault(id(table.grid), set()).update(_places(row))
    observations = list(without_contradictions(held.figures.rows, held.counter, held.issues, known))
    sweep(held.counter, grids, kept, layout, taken)
    held.issues.append(held.counter.tally(about.file).as_issue(about.area))
    held.entries = [entry for entry in held.entries if entry["area"] is not None]
    return held.as_reading(observations, [*held.issues, *held.figures.issues])


@dataclass(slots=True)
class _Held(PrintedRows):
    counter: Counter = field(default_factory=Counter)


def _places(row: FoundRow) -> set[tuple[int, int]]:
    """Return the cells of a sheet that a row holds, what stands beside its figures among them."""
    return {(cell.row, cell.column) for cell in row.cells} | {(one.row, one.column) for one in row.beside}


def _rows_of(table: FoundTable, layout: ScorecardLayout) -> Iterator[FoundRow]:
    """Yield the rows that are measures; a table of areas is one measure."""
    if table.shape == "areas down":
        for row in table.rows:
            cells = tuple(replace(cell, area=row.label) for cell in row.cells)
            yield replace(row, label=table.title or layout.scorecard, ref=None, section=None, cells=cells)
        return
    yield from table.rows


def _rows_everywhere(tables: Sequence[FoundTable], layout: ScorecardLayout) -> dict[RowKey, FoundRow]:
    """Return each row with its cells of every sheet: of a sheet a month, one figure does not say what is usual."""
    found: dict[RowKey, FoundRow] = {}
    for table in tables:
        for row in _rows_of(table, layout):
            key = row_key(row.label, row.ref, row.section)
            before = found.get(key)
            found[key] = row if before is None else replace(before, cells=(*before.cells, *row.cells))
    return found


@dataclass(slots=True)
class _RowReading:
    """One row being read. whole: the same row with its cells of every sheet. notes: of its sheet, by their mark."""

    table: FoundTable
    row: FoundRow
    whole: FoundRow
    layout: ScorecardLayout
    about: Provenance
    known: Mapping[str, Measure]
    notes: Mapping[str, Note] = field(default_factory=dict)
    latest: dt.date | None = None

    def read(self, held: _Held, position: int) -> None:
        """Read the row into `held`, or say why it is not read."""
        mapping = self.layout.row(self._key)
        problem = self._problem(mapping)
        held.issues += [problem] if problem else []
        held.counter.rows.add(self._key)
        if problem is not None or mapping is None or mapping.measure is None:
            self._keep_row_out(mapping, held)
            return
        held.counter.rows_read.add(self._key)
        overruled = polarity_overruled(self.row, mapping.measure, self.known)
        if overruled is not None:
            message = f'Row "{self.row.label}": {overruled}'
            held.issues.append(replace(self._issue("polarity_overruled", "note", message), measure=mapping.measure))
        measure = self.known[mapping.measure]
        self._say_unconfirmed(measure, mapping, held)
        unit = row_unit(self.whole, mapping.unit or measure.unit, fractions=mapping.fractions)
        ends = [cell for cell in self._figure_cells() if cell.period.kind not in ("to_date", "year", "bare_year")]
        self.latest = latest_end(ends) or latest_end(self._figure_cells())
        parts = self._parts()
        for cell in self._figure_cells():
            self._read_cell(cell, measure, mapping, unit, parts, held)
        self._count_others(held)
        self._read_beside(measure, mapping, unit, held)
        held.remarks += self._notes_on(measure)
        held.entries += self._entries(measure, position)

    def _say_unconfirmed(self, measure: Measure, mapping: RowMapping, held: _Held) -> None:
        if mapping.guessed not in self.known:
            return
        said = UNCONFIRMED.format(name=self.known[str(mapping.guessed)].name)
        issue = self._issue("guess_unconfirmed", "note", f'Row "{self.row.label}": {said}')
        held.issues.append(replace(issue, measure=measure.id))
        if self.about.area is not None:
            note = {"kind": "note", "ref": self.row.ref, "period_end": None, "text": said, "details": "{}"}
            held.remarks.append(self._about(measure, issue.source or "") | note)

    def _problem(self, mapping: RowMapping | None) -> Issue | None:
        name = self.row.label
        if mapping is None:
            message = f'Nobody has said what the row "{name}" is; it is kept out. Add the file again to be asked.'
            return self._issue("measure_unknown", "warning", message)
        if mapping.measure is None:
            return self._issue("row_passed_over", "note", f'Row "{name}" is not read: {mapping.not_read}.')
        if mapping.measure not in self.known:
            message = f'Row "{name}" is kept out: {in_no_catalogue(mapping.measure)}.'
            return self._issue("measure_unknown", "warning", message)
        if mapping.unit is not None and self.known[mapping.measure].unit != mapping.unit:
            message = (
                f'Row "{name}" is mapped as {mapping.unit}, and {mapping.measure} is in another unit; it is kept out.'
            )
            return self._issue("unit_contradicted", "warning", message)
        return None

    def _figure_cells(self) -> list[FoundCell]:
        struck = self._struck()
        return [cell for cell in self.row.cells if cell.part == "value" and cell.column not in struck]

    def _struck(self) -> set[int]:
        return {column.column for column in self.table.columns if column.heading in self.layout.columns_not_read}

    def _keep_row_out(self, mapping: RowMapping | None, held: _Held) -> None:
        """Count the figures of a row that is not read, and those that stand beside it."""
        if mapping is None:
            why = "nobody has said what it is"
        elif mapping.measure is None:
            why = mapping.not_read or "it is not read"
        elif mapping.measure not in self.known:
            why = "its measure is in no catalogue"
        else:
            why = "its unit is not that of its measure"
        for cell in self.row.cells:
            if cell.text.strip() or cell.formula:
                held.counter.keep_out(self._locate(cell.row, cell.column), self._named, why)
        for one in self.row.beside:
            if one.role in PASSED_OVER and parse_figure(one.text).kind == "value":
                held.counter.keep_out(self._locate(one.row, one.column), self._named, why)

    @property
    def _placement(self) -> Placement:
        return Placement(self._figure_cells(), self.about.published_on, self.layout.years)

    @property
    def _key(self) -> RowKey:
        return row_key(self.row.label, self.row.ref, self.row.section)

    @property
    def _named(self) -> str:
        return f'row "{self.row.label}"'

    def _heading(self, column: int) -> str:
        found = next((one.heading for one in self.table.columns if one.column == column), None)
        return f'column "{found}"' if found and self.table.shape in BY_COLUMN else self._named

    def _count_others(self, held: _Held) -> None:
        """Count numerators and denominators with the figure they belong to, and the cells of columns struck out."""
        struck = self._struck()
        periods = {cell.period for cell in self._figure_cells() if cell.text.strip() or self._is_gap(cell)}
        for cell in self.row.cells:
            if not cell.text.strip() or (cell.part == "value" and cell.column not in struck):
                continue
            place, value = self._locate(cell.row, cell.column), parse_figure(cell.text).value
            if cell.column in struck:
                held.counter.keep_out(place, self._heading(cell.column), "its mapping says so")
            elif cell.period not in periods:
                held.counter.keep_out(place, self._named, f"no figure stands beside this {cell.part}")
            elif value is None or value < 0:
                held.counter.keep_out(place, self._named, f"this {cell.part} is no number of cases")
            else:
                held.counter.note(place, "read")

    def _parts(self) -> dict[object, dict[str, float]]:
        parts: dict[object, dict[str, float]] = {}
        for cell in self.row.cells:
            value = parse_figure(cell.text).value if cell.part != "value" else None
            if value is not None and value >= 0:
                parts.setdefault(cell.period, {})[cell.part] = value
        return parts

    def _read_cell(
        self,
        cell: FoundCell,
        measure: Measure,
        mapping: RowMapping,
        unit: RowUnit,
        parts: Mapping[object, Mapping[str, float]],
        held: _Held,
    ) -> None:
        source = self._locate(cell.row, cell.column)
        if cell.formula:
            held.counter.keep_out(source, self._named, "it has a formula and no saved value")
        if cell.formula or (not cell.text.strip() and not self._is_gap(cell)):
            return
        placed = self._placement.place(cell, measure, mapping)
        if isinstance(placed, Unplaced):
            if cell.text.strip():
                held.counter.keep_out(source, self._heading(cell.column), placed.why)
            if cell.text.strip() and not placed.of_column:
                message = f'"{cell.text}": {placed.why}; it is kept out.'
                held.issues.append(self._issue("period_not_understood", "warning", message, source))
            return
        basis, end = placed
        area = find_area(cell.area) if cell.area else self.about.area
        if area is None:
            held.issues.append(self._area_unknown(source, cell.area))
            held.counter.keep_out(source, self._named, why_not_held(cell.area or ""))
            return
        read = read_figure(cell, unit)
        if cell.text.strip():
            held.counter.note(source, fate_of(read), self._named, why_no_figure(read.problem))
        spot = Spot(area, measure.id, basis, end, self.about.published_on, source, unit=unit.unit)
        held.figures.add(read, spot, self._checked_parts(parts.get(cell.period, {}), read, unit.unit, spot, held))

    def _is_gap(self, cell: FoundCell) -> bool:
        """Whether an empty cell is a gap: before the last month with a figure, not a month yet to come."""
        end = cell.period.end if cell.period.kind in ("month", "quarter") else None
        if end is None or self.latest is None or end > self.latest or cell.outturn:
            return False
        return any(other.period.kind == cell.period.kind and other.text.strip() for other in self.row.cells)

    def _checked_parts(
        self, parts: Mapping[str, float], read: SheetCell, unit: Unit, spot: Spot, held: _Held
    ) -> tuple[float | None, float | None]:
        """Return numerator and denominator; of a percentage only where they give it."""
        top, bottom = parts.get("numerator"), parts.get("denominator")
        if unit == "percent" and top is not None and bottom and read.value is not None:
            share = top / bottom * 100
            if abs(share - read.value) > MOST_APART:
                message = f"{top:g} of {bottom:g} is {share:.1f}%, where {read.value:g}% stands."
                held.issues.append(spot.issue("ratio_against_printed", "warning", message))
        return top, bottom

    def _read_beside(self, measure: Measure, mapping: RowMapping, unit: RowUnit, held: _Held) -> None:
        for one in self.row.beside:
            source = self._beside_source(one)
            if one.role == "benchmark":
                self._read_comparison(one, measure, mapping, unit, held)
            elif one.role in PASSED_OVER and parse_figure(one.text).kind == "value":
                held.counter.keep_out(self._locate(one.row, one.column), self._said_by(one), PASSED_OVER[one.role])
            elif one.role == "target" and not one.again:
                due_on = one.period.end if one.period else None
                held.targets += (found := list(self._targets(one.text, due_on, measure, unit, source)))
                if not found and any(map(str.isdigit, one.text)):
                    why = "a target that is neither a figure nor a range"
                    held.counter.keep_out(self._locate(one.row, one.column), self._said_by(one), why)
            elif one.role in ("rag", "direction") and self.latest is not None and (mark := parse_mark(one.text)):
                end = self._end_of_mark(one)
                said = {"period_end": end, "kind": one.role, "mark": mark, "as_printed": one.text}
                held.marks.append(self._about(measure, source) | said)
            elif one.role == "remark" and self.about.area is not None:
                said = {"kind": "commentary", "ref": self.row.ref, "period_end": self.latest}
                said |= {"text": one.text, "details": "{}"}
                held.remarks.append(self._about(measure, source) | said)

    def _notes_on(self, measure: Measure) -> Iterator[dict[str, object]]:
        """Yield the notes that the row's label, its headings or its figures are marked with."""
        for note, end in notes_on(self.table, self.row, self.notes) if self.about.area is not None else ():
            details = json.dumps({"mark": note.mark})
            said = {"kind": "note", "ref": self.row.ref, "period_end": end, "text": note.text, "details": details}
            yield self._about(measure, self.table.grid.locate(note.row, note.column)) | said

    def _end_of_mark(self, one: Beside) -> dt.date | None:
        """Return the month that a mark is of: that of its column or of its row of marks, else the newest."""
        dated = one.period is not None and (one.row != self.row.row or one.period.kind in ("month", "quarter"))
        return (one.period.end if dated and one.period is not None else None) or self.latest

    def _read_comparison(self, one: Beside, measure: Measure, mapping: RowMapping, unit: RowUnit, held: _Held) -> None:
        """Take in a printed figure of England or of the neighbours under the year of its heading; or say why not."""
        place = self._locate(one.row, one.column)
        cell = FoundCell(one.period or UNDATED, one.row, one.column, one.text)
        read = read_figure(cell, unit)
        if read.kind == "missing":
            return
        if unit.unit == "count" or read.kind != "value":
            held.counter.keep_out(place, self._said_by(one), NUMBERS if unit.unit == "count" else NO_FIGURE)
            return
        is_stock = (mapping.basis or measure.basis) == "snapshot"
        of, why = comparison_of(one, self.about, self.layout.years, is_stock=is_stock)
        if of is None:
            held.counter.keep_out(place, self._said_by(one), why)
            return
        held.counter.note(place, "again" if one.again else "read")
        if not one.again:
            spot = Spot(of.area, measure.id, of.basis, of.end, self.about.published_on, self._beside_source(one),
                        unit=unit.unit)  # fmt: skip
            held.figures.add(read, spot)

    def _said_by(self, one: Beside) -> str:
        """Name the column, or the row below, that says something of this row."""
        if one.row == self.row.row:
            return self._heading(one.column)
        return f'row "{one.heading}"' if one.heading else self._named

    def _beside_source(self, one: Beside) -> str:
        """Return where it stands; of a row below, first the row of the measure, under which it is looked for."""
        printed = f" (printed in row {one.row + 1})"
        if self.table.shape == "periods down":
            filled = [cell.row for cell in self._figure_cells() if cell.text.strip()]
            return f"{self._locate(min(filled, default=self.row.row), one.column)}{printed}"
        if one.row == self.row.row or self.table.shape != "periods across":
            return self.table.grid.locate(one.row, one.column)
        return f"{self.table.grid.locate(self.row.row, one.column)}{printed}"

    def _targets(
        self, text: str, due_on: dt.date | None, measure: Measure, unit: RowUnit, source: str
    ) -> Iterator[dict[str, object]]:
        for level, value, missing in target_limits(text, unit):
            said = {"level": level, "due_on": due_on, "value": value, "unit": unit.unit}
            yield self._about(measure, source) | said | {"as_printed": text, "missing": missing}

    def _about(self, measure: Measure, source: str) -> dict[str, object]:
        return {
            "area": self.about.area,
            "measure": measure.id,
            "published_on": self.about.published_on,
            "source": source,
        }

    def _entries(self, measure: Measure, position: int) -> Iterator[dict[str, object]]:
        """Yield an entry for each printed row that holds figures of the measure: one, or one for each period."""
        table = self.row.section or self.layout.scorecard
        said = {"ref": self.row.ref, "label": self.row.label, "table": table, "position": position}
        rows = {cell.row: cell for cell in reversed(self._figure_cells()) if cell.text.strip()}
        if set(rows) <= {self.row.row}:
            yield self._about(measure, self._locate(self.row.row, self.row.column)) | said
            return
        for cell in sorted(rows.values(), key=lambda one: one.row):
            yield self._about(measure, self._locate(cell.row, cell.column)) | said

    def _locate(self, row: int, column: int) -> str:
        """Return where a figure stands; with periods down by its column first, for a row holds many measures."""
        if self.table.shape != "periods down":
            return self.table.grid.locate(row, column)
        sheet = f"{self.table.grid.sheet}, " if self.table.grid.sheet else ""
        return f"{self.table.grid.file}#{sheet}column {column_letters(column)}, row {row + 1}"

    def _area_unknown(self, source: str, area: str | None) -> Issue:
        unsaid = "The file does not say whose figures these are; say so with --area."
        what = f"Of {area}: {why_not_held(area)}." if area else unsaid
        return self._issue("area_unknown", "error", f"{what} The row is kept out.", source)

    def _issue(self, check: str, severity: Severity, message: str, source: str | None = None) -> Issue:
        place = source or self.table.grid.locate(self.row.row, self.row.column)
        return Issue(check, severity, message, area=self.about.area, source=place)
