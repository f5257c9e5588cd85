"""Wide performance tables: a row per measure, months across, with benchmarks, targets, arrows and notes."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis.catalogue.issue import Issue
from analysis.catalogue.measure import in_no_catalogue, measures
from analysis.catalogue.period import Basis
from analysis.catalogue.suggestions import near_matches
from analysis.sources.area_columns import find_code
from analysis.sources.arrows import parse_mark
from analysis.sources.cells import SheetCell, parse_cell
from analysis.sources.missing_words import missing_reason
from analysis.sources.printed_figure import PrintedFigures, Spot, ratio_parts
from analysis.sources.printed_rows import PrintedRows
from analysis.sources.provenance import Provenance
from analysis.sources.reading import Reading
from analysis.sources.repeated import told_once
from analysis.sources.table import Table
from analysis.sources.wide_layout import LATEST, FigureColumn, MarkColumn, RowNote, TargetColumn, WideLayout

Level = Literal["target", "minimum", "upper"]


def read_wide_table(table: Table, layout: WideLayout, about: Provenance) -> Reading:
    """Read a wide table by its layout. What the layout does not explain becomes issues, never a guess."""
    issues = [*table.issues, *_column_issues(table, layout)]
    known = tuple(column for column in layout.figures if column.measure is None or column.measure in measures())
    for column in layout.figures:
        if column not in known:
            message = f'Column "{column.column}" is kept out: {in_no_catalogue(column.measure or "")}.'
            issues.append(Issue("measure_unknown", "error", message, source=f"{table.file}#column {column.column}"))
    if not known:
        return Reading.of_issues(issues)
    layout = layout.model_copy(update={"figures": known})
    lists = PrintedRows(issues=issues)
    for position, (number, cells) in enumerate(table.rows.to_dict("index").items(), start=1):
        row = _Row(table, layout, about, int(str(number)), {str(name): str(text) for name, text in cells.items()})
        row.read(lists, position)
    issues += lists.figures.issues
    return lists.as_reading(lists.figures.rows, told_once(issues))


@dataclass(slots=True)
class _Row:
    """One printed row being read."""

    table: Table
    layout: WideLayout
    about: Provenance
    number: int
    cells: dict[str, str]
    area: str = ""
    note: RowNote | None = None

    def read(self, lists: PrintedRows, position: int) -> None:
        """Read the row into `lists`; a row that the layout does not know, or passes over, becomes an issue."""
        area = self._area()
        self.note = self.layout.row_note(self._text(self.layout.ref), self._text(self.layout.label))
        problem = self._problem(area)
        if problem is not None:
            lists.issues.append(problem)
            return
        self.area = area or ""
        lists.entries.append(self._entry(position))
        latest = self._read_figures(lists.figures)
        lists.targets += [target for column in self.layout.targets for target in self._targets(column, lists.issues)]
        lists.marks += [mark for column in self.layout.marks for mark in self._marks(column, latest, lists.issues)]
        lists.remarks += list(self._remarks(latest))

    def _text(self, column: str | None) -> str | None:
        text = " ".join(self.cells.get(column, "").split()) if column else ""
        return text or None

    def _area(self) -> str | None:
        if self.layout.area_column is None:
            return self.about.area
        return find_code(self.cells.get(self.layout.area_column, ""))

    def _problem(self, area: str | None) -> Issue | None:
        name = self._text(self.layout.ref) or self._text(self.layout.label) or ""
        if area is None:
            named = self._text(self.layout.area_column) or "no area"
            return self._issue(
                "area_unknown", "error", f"{named} is no area that the catalogue knows; the row is kept out."
            )
        if self.note is None and self.layout.rows:
            label = self._text(self.layout.label) or name
            near = near_matches(label, [measure.name for measure in measures().values()], limit=1)
            hint = f' The nearest measure is "{near[0]}".' if near else ""
            message = f'The layout does not say what the row "{name} {label}" is; the row is kept out.{hint}'
            return self._issue("measure_unknown", "warning", message)
        if self.note is not None and self.note.passed_over is not None:
            return self._issue("row_passed_over", "note", f"Row {name} is not read: {self.note.passed_over}.")
        meant = (self.note.measure, self.note.rate) if self.note is not None else ()
        unknown = next((measure for measure in meant if measure is not None and measure not in measures()), None)
        if unknown is not None:
            return self._issue("measure_unknown", "error", f"Row {name} is kept out: {in_no_catalogue(unknown)}.")
        return None

    def _issue(
        self, check: str, severity: Literal["error", "warning", "note"], message: str, column: str | None = None
    ) -> Issue:
        place = f"{self.table.file}#row {self.number}" if column is None else self._source(column)
        return Issue(check, severity, message, area=self.about.area, source=place)

    def _source(self, column: str) -> str:
        line = self._text(self.layout.source_line)
        place = self.table.locate(self.number, column)
        return f"{place} ({line})" if line else place

    def _measure(self, column: FigureColumn) -> str:
        measure = column.measure or (self.note.measure if self.note else None)
        return measure or next(figure.measure for figure in self.layout.figures if figure.measure) or ""

    def _own_measure(self) -> str:
        if self.note is not None and self.note.measure is not None:
            return self.note.measure
        return self._measure(self.layout.figures[0])

    def _basis(self, measure: str) -> Basis | None:
        """How the row's period is counted: as its note says, or its own column, or the catalogue."""
        if self.note is not None and self.note.basis is not None:
            return self.note.basis
        if self.layout.basis is not None:
            printed = self._text(self.layout.basis.column) or ""
            if printed in self.layout.basis.words:
                return self.layout.basis.words[printed]
        return measures()[measure].basis

    def _entry(self, position: int) -> dict[str, object]:
        return {
            "area": self.area,
            "measure": self._own_measure(),
            "ref": self._text(self.layout.ref),
            "label": self._text(self.layout.label),
            "table": self._text(self.layout.section) or self.layout.title,
            "position": position,
            "published_on": self.about.published_on,
            "source": self._source(self.layout.label or self.layout.ref or self.table.columns[0]),
        }

    def _read_figures(self, figures: PrintedFigures) -> dict[str, dt.date]:
        """Read every column of figures; return the end of the latest with a value, and of each column."""
        ends: dict[str, dt.date] = {}
        rows: dict[str, int] = {}
        for column in self.layout.figures:
            if column.column not in self.cells:
                continue
            before = len(figures.rows)
            self._read_figure(column, figures)
            ends[column.column] = column.ends
            filled = len(figures.rows) > before and figures.rows[before]["value"] is not None
            if filled:
                rows[column.column] = before
            if filled and column.area is None and column.ends >= ends.get(LATEST, column.ends):
                ends[LATEST], rows[LATEST] = column.ends, before
        self._attach_ratios(figures, rows)
        return ends

    def _read_figure(self, column: FigureColumn, figures: PrintedFigures) -> None:
        measure = self._measure(column)
        basis = column.basis_for(self._basis(measure))
        cell = parse_cell(self.cells[column.column])
        source = self._source(column.column)
        if basis is None:
            message = f"Nothing says how {measure} is counted in row {self.number}: give the row a basis."
            figures.issues.append(self._issue("basis_unknown", "warning", message))
            return
        unit = column.unit or (self.note.unit if self.note else None)
        spot = Spot(column.area or self.area, measure, basis, column.ends, self.about.published_on, source, unit=unit)
        if column.second == "denominator" and cell.second is not None:
            figures.add(cell, spot, (None, cell.second))
            return
        figures.add_pair(cell, *self._by_footnote(cell, spot))

    def _by_footnote(self, cell: SheetCell, spot: Spot) -> tuple[Spot, Spot | None]:
        """Let a footnote mark move the figure: to the row's rate, or to another basis."""
        rate = self.note.rate if self.note else None
        as_rate = (
            None
            if rate is None
            else Spot(spot.area, rate, spot.basis, spot.end, spot.published_on, spot.source, unit=measures()[rate].unit)
        )
        footnote = self.layout.footnotes.get(cell.footnote or "")
        if footnote is None or cell.second is not None:
            return spot, as_rate
        if footnote.rate and as_rate is not None:
            return as_rate, None
        basis = footnote.basis or spot.basis
        moved = Spot(spot.area, spot.measure, basis, spot.end, spot.published_on, spot.source, unit=spot.unit)
        return moved, as_rate

    def _attach_ratios(self, figures: PrintedFigures, rows: dict[str, int]) -> None:
        for ratio in self.layout.ratios:
            text = self.cells.get(ratio.column, "")
            if missing_reason(text.strip()) is not None:
                continue
            parts = ratio_parts(text)
            if parts is None or ratio.of not in rows:
                why = (
                    "is not a numerator over a denominator"
                    if parts is None
                    else "belongs to a figure that is not there"
                )
                figures.issues.append(
                    self._issue("ratio_not_understood", "warning", f'"{text}" {why}; it is not used.', ratio.column)
                )
                continue
            figures.rows[rows[ratio.of]] |= {"numerator": parts[0], "denominator": parts[1]}

    def _targets(self, column: TargetColumn, issues: list[Issue]) -> Iterator[dict[str, object]]:
        text = self.cells.get(column.column, "")
        cell = parse_cell(text)
        if cell.missing == "blank":
            return
        limits: list[tuple[Level, float | None]] = [(column.level, cell.value)]
        if cell.span is not None:
            limits = [("minimum", cell.span[0]), ("upper", cell.span[1])]
        elif cell.kind in ("problem", "mark"):
            message = f'The target "{text}" {cell.problem or "is a mark"}; it is kept out.'
            issues.append(self._issue("cell_not_understood", "warning", message, column.column))
            return
        for level, value in limits:
            yield {
                "area": self.area,
                "measure": self._own_measure(),
                "level": level,
                "due_on": column.due_on,
                "value": value,
                "unit": cell.unit if cell.unit in ("percent", "days", "weeks") else self._target_unit(),
                "as_printed": text,
                "missing": cell.missing,
                "published_on": self.about.published_on,
                "source": self._source(column.column),
            }

    def _target_unit(self) -> str:
        return (self.note.unit if self.note else None) or measures()[self._own_measure()].unit

    def _marks(self, column: MarkColumn, ends: dict[str, dt.date], issues: list[Issue]) -> Iterator[dict[str, object]]:
        text = self.cells.get(column.column, "").strip()
        mark = column.words.get(text) or parse_mark(text)
        if mark is None and missing_reason(text.lower()) is not None:
            return
        end = ends.get(column.of)
        if mark is None or end is None:
            why = "is no mark that can be read" if mark is None else "stands beside no figure"
            message = f'"{text}" in {column.column} {why}.'
            issues.append(self._issue("mark_not_understood", "warning", message, column.column))
            return
        yield {
            "area": self.area,
            "measure": self._own_measure(),
            "period_end": end,
            "kind": column.kind,
            "mark": mark,
            "as_printed": text,
            "published_on": self.about.published_on,
            "source": self._source(column.column),
        }

    def _remarks(self, ends: dict[str, dt.date]) -> Iterator[dict[str, object]]:
        for column in self.layout.remarks:
            text = self._text(column.column)
            if text is not None:
                yield {
                    "area": self.area,
                    "kind": column.kind,
                    "ref": self._text(self.layout.ref),
                    "measure": self._own_measure(),
                    "period_end": ends.get(LATEST, pd.NaT),
                    "text": text,
                    "details": "{}",
                    "published_on": self.about.published_on,
                    "source": self._source(column.column),
                }


def _column_issues(table: Table, layout: WideLayout) -> Iterator[Issue]:
    named = layout.columns
    for column in dict.fromkeys(named):
        if column not in table.columns:
            near = near_matches(column, [name for name in table.columns if name not in named], limit=1)
            hint = f' Is it "{near[0]}" now? Then change the layout.' if near else ""
            message = f'{table.file} has no column "{column}", which its layout names.{hint}'
            yield Issue("column_missing", "error", message, source=table.file)
    for column in table.columns:
        if column not in named:
            near = near_matches(column, [name for name in named if name not in table.columns], limit=1)
            hint = f' Is it what the layout calls "{near[0]}"?' if near else " Name it, or list it under passed_over."
            message = f'The layout of {table.file} does not say what column "{column}" is; it is not read.{hint}'
            yield Issue("column_unknown", "warning", message, source=f"{table.file}#column {column}")
