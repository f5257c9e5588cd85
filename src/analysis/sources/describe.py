"""Propose the layout of an unknown wide table, and show how each column and row was understood."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from analysis.catalogue.area import ENGLAND, areas
from analysis.catalogue.errors import SourceError
from analysis.catalogue.matching.match import match_label
from analysis.catalogue.measure import measures
from analysis.catalogue.period import year_start
from analysis.sources.cells import SheetCell, parse_cell
from analysis.sources.column_roles import ColumnRole, column_roles, latest_end
from analysis.sources.formats import recognise
from analysis.sources.header_words import read_basis, read_period
from analysis.sources.source_folder import NOTE, read_note
from analysis.sources.table import Table
from analysis.sources.table_file import open_table
from analysis.sources.wide_layout import WideLayout

HEADER_WITHIN = 12  # rows: titles and logos stand above, seldom more
NEW_GROUPS = dt.date(2021, 4, 1)  # from here papers mean the neighbour groups of April 2021
SINGLE: Mapping[str, str] = {
    "ref": "ref",
    "label": "label",
    "section": "section",
    "area": "area_column",
    "source_line": "source_line",
}


@dataclass(frozen=True, slots=True)
class Description:
    """A proposed layout as plain data, and what a person should know of it."""

    file: str
    layout: Mapping[str, object]
    columns: tuple[ColumnRole, ...]
    doubts: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        """Return the layout as YAML, with comments on each column and on what to check."""
        lines = [
            f"# Layout of {self.file}, proposed by `workbench sources describe`. Check it before you add the file."
        ]
        rows = self.layout.get("rows")
        if isinstance(rows, list) and any("passed_over" in row for row in rows):
            lines += [
                "#",
                "# A row that is passed over is read once `passed_over: ...` is replaced by `measure: NAME`;",
            ]
            lines += ["# `workbench list measures` has every name. Look at its basis as well."]
        lines += ["#", "# How each column was understood:"]
        lines += [f"#   {role.column!r}: {role.kind} ({role.why}); {role.cells}" for role in self.columns]
        if self.doubts:
            lines += ["#", "# To check:", *(f"#   - {doubt}" for doubt in self.doubts)]
        body = yaml.safe_dump(dict(self.layout), sort_keys=False, allow_unicode=True, width=118)
        return "\n".join(lines) + f"\n{body}"


def describe(path: Path, area: str | None = None, sheet: str | None = None) -> Description:
    """Propose a layout. area: whose table it is (default: as a SOURCE.md beside it says). Raises SourceError."""
    table = _open(path, sheet)
    published = recognise(table.rows)
    if published is not None:
        form, reason = published
        hint = "Add it as it is with `workbench sources add`."
        raise SourceError(
            f"It needs no layout: it is {form.title}, for {reason}.", where=str(path.resolve()), hint=hint
        )
    proposal = _Proposal(table, area or _area_beside(path), column_roles(table))
    layout = proposal.layout(path.stem.replace("_", " "))
    if not layout["figures"]:
        hint = "Give the columns of figures the names of periods: Apr 21, 2020/21, Q1 2020/21."
        raise SourceError(
            "No column has a period in its name and figures under it.", where=str(path.resolve()), hint=hint
        )
    WideLayout.model_validate(layout)
    return Description(path.name, layout, tuple(proposal.roles), tuple(proposal.doubts))


def _open(path: Path, sheet: str | None) -> Table:
    """Open a table at the row that looks most like a header of periods."""
    first = open_table(path, str(path.resolve()), 1, sheet)
    tries = [
        first,
        *(open_table(path, str(path.resolve()), row, sheet) for row in range(2, HEADER_WITHIN) if _periods(first) < 2),
    ]
    return max(tries, key=_periods)


def _periods(table: Table) -> int:
    return sum(1 for column in table.columns if (period := read_period(column)) and period.end)


def _area_beside(path: Path) -> str | None:
    note = path.with_name(NOTE)
    return read_note(note, NOTE).area if note.is_file() else None


@dataclass(slots=True)
class _Proposal:
    table: Table
    area: str | None
    roles: list[ColumnRole]
    doubts: list[str] = field(default_factory=list)

    def layout(self, title: str) -> dict[str, object]:
        latest = latest_end(self.roles)
        layout: dict[str, object] = {"title": title}
        if self.table.header_row > 1:
            layout["header_row"] = self.table.header_row
        if self.table.sheet is not None:
            layout["sheet"] = self.table.sheet
        layout |= {SINGLE[role.kind]: role.column for role in self.roles if role.kind in SINGLE}
        if words := self._basis_words():
            layout["basis"] = words
        layout["figures"] = [entry for role in self.roles if (entry := self._figures(role, latest))]
        layout["ratios"] = [{"column": role.column} for role in self._of("ratio")]
        layout["targets"] = [self._target(role) for role in self._of("target")]
        layout["marks"] = [{"column": r.column, "kind": r.kind} for r in self._of("direction", "rag", "status")]
        layout["remarks"] = [{"column": role.column} for role in self._of("remark")]
        layout["rows"] = self._rows()
        layout["footnotes"] = self._footnotes()
        layout["passed_over"] = self._passed_over(layout)
        return {key: value for key, value in layout.items() if value or key == "figures"}

    def _of(self, *kinds: str) -> list[ColumnRole]:
        return [role for role in self.roles if role.kind in kinds]

    def _basis_words(self) -> dict[str, object] | None:
        (role,) = self._of("basis") or (None,)
        if role is None:
            return None
        printed = dict.fromkeys(" ".join(text.split()) for text in self.table.rows[role.column])
        return {"column": role.column, "words": {text: basis for text in printed if (basis := read_basis(text))}}

    def _figures(self, role: ColumnRole, latest: dt.date | None) -> dict[str, object] | None:
        if role.kind not in ("figures", "benchmark"):
            return None
        outturn = None if latest is None else year_start(latest + dt.timedelta(days=1)) - dt.timedelta(days=1)
        basis = role.period.basis if role.period else None
        end = role.period.end if role.period else None
        area = self._benchmark_area(role) if role.kind == "benchmark" else None
        if role.kind == "benchmark" and area is None:
            return None
        if end is None:
            if latest is None or outturn is None:
                self.doubts.append(
                    f"{role.column}: nothing says to which period its figures belong; it is passed over."
                )
                return None
            before = outturn.replace(year=outturn.year - 1)
            end = before if role.kind == "benchmark" else outturn if basis == "year" else latest
            self.doubts.append(f"{role.column}: the header has no date; {end} was taken.")
        entry: dict[str, object] = {"column": role.column, "ends": end}
        if counted := self._counted(role, basis):
            entry["basis"] = counted
        if area is not None:
            entry["area"] = area
        return entry

    def _counted(self, role: ColumnRole, basis: str | None) -> str | dict[str, str] | None:
        """Say how a column is counted in rows of every basis."""
        if basis == "year" or (role.kind == "benchmark" and basis is None):
            return {"year_to_date": "year", "month": "year", "quarter": "year"}
        if basis == "year_to_date":
            return {"month": "year_to_date"}
        beside = any(other.period and other.period.basis == "year_to_date" for other in self._of("figures"))
        return {"year_to_date": "month"} if beside and basis is None else basis

    def _benchmark_area(self, role: ColumnRole) -> str | None:
        if role.benchmark == "england":
            return ENGLAND
        if self.area is None:
            self.doubts.append(f"{role.column}: whose {role.benchmark}? Say so with --area; it is passed over.")
            return None
        if role.benchmark == "region":
            return areas()[self.area].region
        name, latest = role.column.lower(), latest_end(self.roles)
        if "to 2021" in name or "until 2021" in name:
            return f"SNto2021-{self.area}"
        group = "SN2021" if "from 2021" in name or (latest and latest >= NEW_GROUPS) else "SN"
        self.doubts.append(f"{role.column}: taken as group {group}; see `workbench list areas` for the others.")
        return f"{group}-{self.area}"

    @staticmethod
    def _target(role: ColumnRole) -> dict[str, object]:
        entry: dict[str, object] = {"column": role.column, "level": role.level}
        if role.period is not None and role.period.end is not None:
            entry["due_on"] = role.period.end
        return entry

    def _rows(self) -> list[dict[str, object]]:
        (label,) = self._of("label") or (None,)
        (ref,) = self._of("ref") or (None,)
        rows = []
        for cells in self.table.rows.to_dict("records"):
            words = " ".join(cells[label.column].split()) if label else ""
            code = " ".join(cells[ref.column].split()) if ref else ""
            if words or code:
                rows.append(self._row(code or None, words, {str(name): str(text) for name, text in cells.items()}))
        return rows

    def _row(self, ref: str | None, label: str, cells: Mapping[str, str]) -> dict[str, object]:
        named = {"ref": ref, "label": label or None}
        row: dict[str, object] = {key: text for key, text in named.items() if text}
        printed_figures = [cell for cell in self._figure_cells(cells) if cell.value is not None]
        match = match_label(
            label,
            figures=[cell.value for cell in printed_figures if cell.value is not None and cell.second is None],
            unit="percent" if any(cell.unit == "percent" for cell in printed_figures) else None,
            ref=ref,
        )
        if match.measure is None:
            near = f"; the nearest measures are {', '.join(match.between)}" if match.between else ""
            # with its basis, so that a measure written in place of `passed_over` is read as it is counted
            counted = {} if self._of("basis") else {"basis": read_basis(label) or "month"}
            return row | counted | {"passed_over": f"nobody has said which measure it is{near}"}
        if match.certainty == "guess":
            others = f" (or {', '.join(match.between)})" if match.between else ""
            asked = f" {match.question}" if match.question else ""
            self.doubts.append(f'Row {ref or ""} "{label}" was taken as {match.measure}{others}.{asked}')
        row["measure"] = match.measure
        measure = measures()[match.measure]
        printed = [read_basis(cells[role.column]) for role in self._of("basis")]
        basis = read_basis(label)
        if not any(printed) and (basis or measure.basis in (None, "year")):
            row["basis"] = basis or "month"  # columns of years turn it into a year
            if basis is None and measure.basis is None:
                self.doubts.append(
                    f'Row {ref or ""} "{label}": nothing says how its period is counted; month was taken.'
                )
        if measure.rate and any(cell.second is not None for cell in self._figure_cells(cells)):
            row["rate"] = measure.rate
        return row

    def _figure_cells(self, cells: Mapping[str, str]) -> list[SheetCell]:
        return [parse_cell(cells[role.column]) for role in self._of("figures")]

    def _footnotes(self) -> dict[str, object]:
        """A mark that stands on the second number of pairs marks the rate wherever it stands alone."""
        pairs = [
            cell
            for cells in self.table.rows.to_dict("records")
            for cell in self._figure_cells({str(name): str(text) for name, text in cells.items()})
            if cell.second is not None and cell.footnote
        ]
        return {cell.footnote: {"rate": True} for cell in pairs if cell.footnote}

    def _passed_over(self, layout: Mapping[str, object]) -> list[str]:
        figures = layout["figures"]
        read = {str(entry["column"]) for entry in figures} if isinstance(figures, list) else set()
        unread = [role for role in self._of("figures", "benchmark") if role.column not in read]
        return [role.column for role in self.roles if role.kind == "passed_over" or role in unread]
