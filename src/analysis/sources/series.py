"""Small long tables: a row per figure, with its measure, area and period written out."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from analysis.catalogue.area import areas
from analysis.catalogue.errors import SourceError, WorkbenchError
from analysis.catalogue.issue import Issue, issue_frame
from analysis.catalogue.measure import in_no_catalogue, measures
from analysis.catalogue.observation import UNITS, shape
from analysis.catalogue.own import OwnCatalogue, in_use
from analysis.catalogue.period import BASES, period_of
from analysis.catalogue.suggestions import near_matches
from analysis.catalogue.validation import wrong_entries
from analysis.catalogue.yaml_reader import parse_yaml
from analysis.sources.area_columns import find_code
from analysis.sources.cells import parse_cell
from analysis.sources.dates import parse_dates
from analysis.sources.printed_figure import PrintedFigures, Spot
from analysis.sources.provenance import Provenance
from analysis.sources.reading import Reading
from analysis.sources.table import Table

REQUIRED = ("Measure", "Period end", "Basis", "Value", "Unit")
OPTIONAL = ("Ref", "Area", "Period", "Period start", "Kind", "Numerator", "Denominator", "Source line")
TARGETS = ("target", "minimum", "upper")
SHARE_OR_NUMBER = re.compile(r"^(?:number|no|percentage|%) of | \(%\)$")


class SeriesLayout(BaseModel):
    """What the table's own words mean, where they are not the catalogue's. areas: "Family group" -> code; an area
    passed over (null) has its rows listed and left out. measures: name in the table -> id.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    areas: Mapping[str, str | None] = Field(default_factory=dict)
    measures: Mapping[str, str] = Field(default_factory=dict)


def read_series_layout(path: Path, name: str) -> SeriesLayout:
    """Read the layout beside a series; without one, every word must be the catalogue's. Raises SourceError."""
    if not path.is_file():
        return SeriesLayout()
    try:
        layout = SeriesLayout.model_validate(parse_yaml(path.read_bytes(), name))
        for area in layout.areas.values():
            areas()[area or "E92000001"]
    except ValidationError as error:
        raise SourceError(f"The layout is wrong: {'; '.join(wrong_entries(error))}.", where=name) from error
    except WorkbenchError as error:
        raise SourceError(f"The layout is wrong: {error}", where=name) from error
    return layout


def read_series(table: Table, layout: SeriesLayout, about: Provenance) -> Reading:
    """Read a long table. Rows that cannot be placed are kept out and listed."""
    issues = [*table.issues, *_column_issues(table)]
    if any(column not in table.columns for column in REQUIRED):
        return Reading.of_issues(issues)
    figures, targets, entries = PrintedFigures(), [], []
    ends, starts = _dates(table, "Period end", issues), _dates(table, "Period start", issues)
    for position, (number, cells) in enumerate(table.rows.to_dict("index").items()):
        row = _SeriesRow(table, about, int(str(number)), {str(name): str(text).strip() for name, text in cells.items()})
        kind = row.cells.get("Kind") or "actual"
        placed = row.placed(layout)
        if isinstance(placed, Issue):
            issues.append(placed)
        elif kind in TARGETS:
            targets.append(row.target(placed, kind, ends[position]))
        else:
            entries.append(row.entry(placed, position + 1))
            issues += row.read(placed, (starts[position], ends[position]), figures)
    return Reading.of(
        observations=shape("observations", figures.rows),
        entries=shape("entries", entries),
        targets=shape("targets", targets),
        issues=issue_frame([*issues, *figures.issues]),
    )


class _SeriesRow:
    """One row: its place in the catalogue first, then its figure."""

    def __init__(self, table: Table, about: Provenance, number: int, cells: dict[str, str]) -> None:
        self.about, self.cells = about, cells
        line = f" ({cells['Source line']})" if cells.get("Source line") else ""
        self.source = f"{table.locate(number, 'Value')}{line}"

    def placed(self, layout: SeriesLayout) -> tuple[str, str] | Issue:
        """Return area and measure, or why they cannot be told."""
        printed = self.cells.get("Area", "")
        measure = self._measure(layout)
        if isinstance(measure, Issue):
            return measure
        if printed in layout.areas and layout.areas[printed] is None:
            return self._issue(
                "row_passed_over", f'Figures of "{printed}" are not read: its members are not known.', "note"
            )
        area = layout.areas.get(printed) or (find_code(printed) if printed else self.about.area)
        if area is None:
            return self._issue("area_unknown", f'"{printed}" is no area of the catalogue; the row is kept out.')
        return area, measure

    def _measure(self, layout: SeriesLayout) -> str | Issue:
        name = self.cells["Measure"]
        named = layout.measures.get(name)
        if named is not None and named not in measures():
            return self._issue("measure_unknown", f"The row is kept out: {in_no_catalogue(named)}.")
        meant = (named,) if named else _measures_named(name, self.unit, self.cells["Basis"])
        if len(meant) > 1:
            said = " and ".join(f"{measure} ({measures()[measure].unit})" for measure in meant)
            message = f'"{name}" is the name of {len(meant)} measures, {said}; the row is kept out. Write the id meant.'
            return self._issue("measure_unknown", message)
        return meant[0] if meant else self._unknown(name)

    def _unknown(self, name: str) -> Issue:
        near = near_matches(name, [known.name for known in measures().values()], limit=1)
        hint = f' The nearest is "{near[0]}".' if near else ""
        return self._issue(
            "measure_unknown",
            f'"{name}" is no measure of the catalogue; the row is kept out.{hint} '
            f"A measure of your own goes into {in_use().file_for('measures')}.",
        )

    @property
    def unit(self) -> str:
        """The unit of the row: its own, or percent where the figure has the sign; empty where neither says it."""
        return self.cells["Unit"] or ("percent" if self.cells["Value"].endswith("%") else "")

    def read(
        self, placed: tuple[str, str], period: tuple[dt.date | None, dt.date | None], figures: PrintedFigures
    ) -> list[Issue]:
        """Add the row's figure; return what keeps it out."""
        area, measure = placed
        start, end = period
        basis, unit = self.cells["Basis"], self.cells["Unit"]
        if basis not in BASES or (unit and unit not in UNITS) or end is None or (start or end) > end:
            problem = f'"{basis}", "{unit}", {start} to {end}: basis, unit or period is not one that can be used'
            return [self._issue("period_not_understood", f"{problem}; the row is kept out.")]
        usual = period_of(basis, end).start
        spot = Spot(area, measure, basis, end, self.about.published_on, self.source, start, unit or None)
        cell = parse_cell(self.cells["Value"])
        parts = [parse_cell(self.cells.get(name, "")).value for name in ("Numerator", "Denominator")]
        figures.add(cell, spot, (parts[0], parts[1] if parts[1] is not None else cell.second))
        if start in (None, usual):
            return []
        message = f"The period {start} to {end} is not a whole {basis.replace('_', ' ')}; it is kept as printed."
        return [self._issue("period_unusual", message, "note")]

    def target(self, placed: tuple[str, str], kind: str, due_on: dt.date | None) -> dict[str, object]:
        """Return the row as a target."""
        cell = parse_cell(self.cells["Value"])
        return {
            "area": placed[0],
            "measure": placed[1],
            "level": kind,
            "due_on": due_on,
            "value": cell.value,
            "unit": self.unit or measures()[placed[1]].unit,
            "as_printed": cell.text,
            "missing": cell.missing,
            "published_on": self.about.published_on,
            "source": self.source,
        }

    def entry(self, placed: tuple[str, str], position: int) -> dict[str, object]:
        """Return the row as a printed entry."""
        return {
            "area": placed[0],
            "measure": placed[1],
            "ref": self.cells.get("Ref") or None,
            "label": self.cells["Measure"],
            "table": self.about.file,
            "position": position,
            "published_on": self.about.published_on,
            "source": self.source,
        }

    def _issue(self, check: str, message: str, severity: Literal["warning", "note"] = "warning") -> Issue:
        return Issue(check, severity, message, area=self.about.area, source=self.source)


def _measures_named(name: str, unit: str = "", basis: str = "") -> tuple[str, ...]:
    """Return the measures that a row of this name can mean: one, several that nothing tells apart, or none.

    name: an id, name or label of the catalogue, with or without "(%)" or "number of". A share and its number may be
    printed under one name: unit, and then basis, of the row decide between them; empty where the row does not say.
    """
    known = _by_name(in_use()).get(_bare(name), ())
    exact = {measure for measure in known if _plain(name) in _names_of(measure)}
    of_unit = {measure for measure in known if measures()[measure].unit == unit}
    of_basis = {measure for measure in exact | of_unit if measures()[measure].basis == basis}
    found = exact | of_unit
    for some in (of_unit, of_basis, exact):
        found = found & some or found
    return tuple(sorted(found))


@lru_cache(maxsize=8)
def _by_name(_own: OwnCatalogue) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for measure in measures():
        for name in _names_of(measure):
            found.setdefault(_bare(name), {})[measure] = None
    return {name: tuple(ids) for name, ids in found.items()}


def _names_of(measure: str) -> frozenset[str]:
    known = measures()[measure]
    return frozenset(_plain(name) for name in (measure, known.name, *known.labels))


def _bare(name: str) -> str:
    """A name without what only says whether it is the share or the number."""
    return SHARE_OR_NUMBER.sub("", _plain(name)).strip()


def _plain(name: str) -> str:
    return " ".join(name.lower().split())


def _dates(table: Table, column: str, issues: list[Issue]) -> tuple[dt.date | None, ...]:
    if column not in table.columns:
        return (None,) * len(table.rows)
    dates = parse_dates(list(table.rows[column]))
    place = f"{table.file}#column {column}"
    for text, problem in dates.problems.items():
        issues.append(Issue("date_not_understood", "error", f'"{text}" in column {column} {problem}.', source=place))
    if dates.assumed:
        message = f"Nothing in column {column} shows whether day or month comes first; day first was taken."
        issues.append(Issue("date_order_assumed", "warning", message, source=place))
    return dates.days


def _column_issues(table: Table) -> Iterator[Issue]:
    for column in REQUIRED:
        if column not in table.columns:
            near = near_matches(column, [name for name in table.columns if name not in (*REQUIRED, *OPTIONAL)], limit=1)
            hint = f' Is it "{near[0]}"?' if near else ""
            message = f'{table.file} has no column "{column}", without which it cannot be read.{hint}'
            yield Issue("column_missing", "error", message, source=table.file)
    for column in table.columns:
        if column not in (*REQUIRED, *OPTIONAL):
            message = f'Column "{column}" of {table.file} is not known in a series and is not read.'
            yield Issue("column_unknown", "warning", message, source=f"{table.file}#column {column}")
