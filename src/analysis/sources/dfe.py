"""Official statistics as the Department for Education publishes them: any vintage, one reader, renames as data."""

import datetime as dt
import re
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from analysis.catalogue.issue import Issue, issue_frame
from analysis.catalogue.measure import measures
from analysis.catalogue.observation import empty, shape
from analysis.catalogue.period import Month, period_of
from analysis.catalogue.plural import counted, is_or_are
from analysis.catalogue.suggestions import near_matches
from analysis.sources import area_columns
from analysis.sources.cells import parse_cell
from analysis.sources.formats import FigureColumn, PublishedFormat
from analysis.sources.provenance import Provenance
from analysis.sources.reading import Reading
from analysis.sources.table import Table

TIME = ("time_period", "time_identifier")
_Cells = dict[str, np.ndarray]  # one array per column of the observations
_YEAR = re.compile(r"(?P<year>\d{4})|(?P<century>\d{2})\d{2}(?P<second>\d{2})")  # 2024, or 202324 for 2023-24


def read_published(table: Table, form: PublishedFormat, about: Provenance) -> Reading:
    """Read a table of official statistics. Bad columns, rows and cells are kept out and listed as issues."""
    if not form.observations:
        message = f"{table.file} is recognised ({form.title}); it has no figures of its own."
        return Reading.of_issues([Issue("file_without_figures", "note", message, source=table.file)])
    renamed = form.rename(table.rows)
    issues = [*table.issues, *_column_issues(table, form, renamed), *_row_issues(table, form, renamed)]
    if not len(renamed) or set(_required(renamed)) - set(renamed.columns):
        return Reading.of_issues(issues)
    rows, row_issues = _keyed(table, renamed)
    issues += row_issues
    printed = dict(zip(renamed.columns, table.rows.columns, strict=True))
    columns = _Columns(table, rows, printed)
    parts = [part for figure in form.figures for part in _observe(figure, form, columns, about)]
    observations = shape("observations", _stacked(parts))
    issues += columns.issues()
    issues += _contradictions(table, observations)
    return Reading.of(observations=observations, issues=issue_frame(issues))


def last_year(table: Table, form: PublishedFormat) -> int | None:
    """Return the last year that the table has figures for."""
    if TIME[0] not in table.rows or form.year_ends is None:
        return None
    years = [year for text in table.rows[TIME[0]].unique() if (year := _year(text)) is not None]
    return max(years, default=None)


class _Columns:
    """Parsed columns of a table, each parsed once; what could not be parsed is remembered as issues."""

    def __init__(self, table: Table, rows: pd.DataFrame, printed: dict[str, str]) -> None:
        self.table, self.rows, self.printed = table, rows, printed
        self.values: dict[str, pd.Series] = {}
        self.missing: dict[str, pd.Series] = {}
        self.problems: dict[str, pd.Series] = {}

    def parse(self, column: str) -> pd.Series:
        """Return the numbers of a column, null where a cell has none."""
        if column not in self.values:
            text = self.rows[column]
            numbers = pd.to_numeric(text.where(text.str.fullmatch(r"-?[0-9]+(\.[0-9]+)?")), errors="coerce")
            odd = text[numbers.isna()]
            cells = {printed: parse_cell(printed) for printed in odd.unique()}
            plain = {
                p: c.value for p, c in cells.items() if c.kind == "value" and not c.qualifiers and c.second is None
            }
            self.values[column] = numbers.astype("float64").fillna(odd.map(plain).astype("float64"))
            self.missing[column] = odd.map({p: c.missing for p, c in cells.items() if c.missing}).astype("str")
            refused = {p: c.problem or "is more than one plain figure" for p, c in cells.items() if p not in plain}
            refused = {p: why for p, why in refused.items() if cells[p].missing is None}
            self.problems[column] = odd[odd.isin(list(refused))].map(refused)
        return self.values[column]

    def issues(self) -> Iterator[Issue]:
        """One issue for every column with cells that could not be read, with the first of them and how many."""
        for column, problems in self.problems.items():
            if len(problems):
                row = problems.index[0]
                name = self.printed[column]
                text = self.rows.loc[row, column]
                message = f'"{text}" in column {name}, row {row} of {self.table.file} {problems.iloc[0]}; '
                message += f"{counted(len(problems), 'such cell')} of the column {is_or_are(len(problems))} kept out."
                evidence = {"cells": len(problems), "rows": list(problems.index[:20])}
                source = self.table.locate(row, name)
                yield Issue("cell_not_understood", "error", message, evidence=evidence, source=source)


def _keyed(table: Table, renamed: pd.DataFrame) -> tuple[pd.DataFrame, list[Issue]]:
    """Add area and year to each row; rows without either are kept out and listed."""
    located = renamed if "old_la_code" in renamed else renamed.assign(old_la_code="")
    years = located[TIME[0]].map({text: _year(text) for text in located[TIME[0]].unique()}).astype("Int64")
    keyed = located.assign(area=area_columns.area_codes(located), year=years)
    contrary = area_columns.contradicts_its_name(keyed)
    problems = (
        (keyed["area"].isna(), "area_unknown", "name no area that the catalogue knows", _place),
        (contrary, "area_contradicted", "have the code of one area and the name of another", _place),
        (keyed["year"].isna(), "period_not_understood", "name no year", lambda row: str(row[TIME[0]])),
    )
    issues = [
        issue
        for rows, check, problem, show in problems
        for issue in _kept_out(table, keyed[rows], check, problem, show)
    ]
    return keyed[keyed["area"].notna() & keyed["year"].notna() & ~contrary], issues


def _place(row: pd.Series) -> str:
    return " ".join(str(row[column]) for column in area_columns.COLUMNS if row.get(column))


def _kept_out(
    table: Table, rows: pd.DataFrame, check: str, problem: str, show: Callable[[pd.Series], str]
) -> Iterator[Issue]:
    if len(rows):
        first = rows.index[0]
        shown = show(rows.loc[first])
        message = (
            f"{counted(len(rows), 'row')} of {table.file} {problem}, and {is_or_are(len(rows))} kept out; row {first} "
            f'is the first: "{shown}".'
        )
        evidence = {"rows": list(rows.index[:20]), "count": len(rows)}
        yield Issue(check, "error", message, evidence=evidence, source=f"{table.file}#row {first}")


def _required(rows: pd.DataFrame) -> tuple[str, ...]:
    """Columns without which rows cannot be keyed; a file about England as a whole needs none for authorities."""
    level = "geographic_level"
    national = level in rows and set(rows[level].str.lower()) <= {"national"}
    return (TIME[0], level) if national else (TIME[0], *area_columns.REQUIRED)


def _year(text: str) -> int | None:
    found = _YEAR.fullmatch(text.strip())
    if found is None:
        return None
    return int(found["year"] or found["century"] + found["second"])


def _observe(figure: FigureColumn, form: PublishedFormat, columns: _Columns, about: Provenance) -> Iterator[_Cells]:
    """The observations of one figure: none where this vintage does not have its column."""
    if figure.column not in columns.rows or any(column not in columns.rows for column in figure.where):
        return
    values = columns.parse(figure.column)
    chosen = ~values.index.isin(columns.problems[figure.column].index)
    for column, wanted in figure.where.items():
        chosen &= columns.rows[column].isin(wanted).to_numpy()
    count, name = int(chosen.sum()), columns.printed[figure.column]
    years, place_of_year = np.unique(columns.rows["year"].to_numpy(dtype="int64")[chosen], return_inverse=True)
    ends = [_period_end(figure, form, int(year)) for year in years]
    starts = [period_of(figure.basis_in_use, end).start for end in ends]
    measure = measures()[figure.measure]
    yield {
        "area": columns.rows["area"].to_numpy(dtype=object)[chosen],
        "measure": np.full(count, figure.measure, dtype=object),
        "period_start": np.array(starts, dtype="datetime64[s]")[place_of_year],
        "period_end": np.array(ends, dtype="datetime64[s]")[place_of_year],
        "basis": np.full(count, figure.basis_in_use, dtype=object),
        "value": values.to_numpy()[chosen],
        "unit": np.full(count, figure.unit_in_use, dtype=object),
        "numerator": _part(figure.numerator, measure.numerator, form, columns)[chosen],
        "denominator": _part(figure.denominator, measure.denominator, form, columns)[chosen],
        "as_printed": columns.rows[figure.column].to_numpy(dtype=object)[chosen],
        "missing": columns.missing[figure.column].reindex(values.index).to_numpy(dtype=object)[chosen],
        "published_on": np.full(count, about.published_on, dtype="datetime64[s]"),
        "source": columns.table.locate_all(columns.rows.index[chosen], name),
    }


def _stacked(parts: list[_Cells]) -> pd.DataFrame:
    """Put the figures under each other: column by column, which is far quicker than frame by frame."""
    if not parts:
        return empty("observations")
    return pd.DataFrame({column: np.concatenate([part[column] for part in parts]) for column in parts[0]})


def _part(column: str | None, measure: str | None, form: PublishedFormat, columns: _Columns) -> np.ndarray:
    """The numbers of a numerator or denominator: of the column named, or of the catalogue's own measure."""
    if column is None and measure is not None:
        own = (f.column for f in form.figures if f.measure == measure and not f.where and f.month is None)
        column = next(own, None)
    if column is None or column not in columns.rows:
        return np.full(len(columns.rows), np.nan)
    numbers: np.ndarray = columns.parse(column).to_numpy()
    return numbers


def _period_end(figure: FigureColumn, form: PublishedFormat, year: int) -> dt.date:
    if form.year_ends is None:
        message = f"{form.id} has figures and no year_ends"
        raise ValueError(message)
    end = Month(year, form.year_ends.month)
    if figure.month is None:
        return dt.date(year, form.year_ends.month, form.year_ends.day)
    return Month(year if figure.month <= end.number else year - 1, figure.month).last_day


def _column_issues(table: Table, form: PublishedFormat, renamed: pd.DataFrame) -> Iterator[Issue]:
    filters = {column for figure in form.figures for column in figure.where}
    figures = [figure.column for figure in form.figures]
    known = {*TIME, *area_columns.COLUMNS, *form.known_columns}
    unknown = [column for column in renamed.columns if column not in known]
    absent = [column for column in known if column not in renamed.columns]
    for column in (*_required(renamed), *sorted(filters)):
        if column not in renamed.columns:
            hint = _nearest(column, unknown)
            message = f"{table.file} has no column {column}, without which it cannot be read.{hint}"
            yield Issue("column_missing", "error", message, source=table.file)
    if not any(column in renamed.columns for column in figures):
        message = f"{table.file} has none of the figures of {form.title}: {', '.join(dict.fromkeys(figures))}."
        yield Issue("column_missing", "error", message, source=table.file)
    for column in unknown:
        hint = _nearest(column, [name for name in absent if name in figures])
        message = f"Column {column} of {table.file} is not known in {form.title} and is not read.{hint}"
        yield Issue(
            "column_unknown", "warning", message, source=f"{table.file}#row {table.header_row}, column {column}"
        )


def _row_issues(table: Table, form: PublishedFormat, renamed: pd.DataFrame) -> Iterator[Issue]:
    """Yield what a column says in rows that no figure takes and that the format does not name as passed over."""
    for column, known in form.rows_passed_over.items():
        taken = {value for figure in form.figures for value in figure.where.get(column, ())}
        if column not in renamed:
            continue
        found = renamed.loc[~renamed[column].isin({*taken, *known}), column]
        for value, rows in found.groupby(found):
            message = f'"{value}" in column {table.rows.columns[list(renamed.columns).index(column)]} of {table.file} '
            message += (
                f"is not known in {form.title}; {counted(len(rows), 'row')} of it {is_or_are(len(rows))} not read."
            )
            hint = _nearest(str(value), sorted(taken))
            yield Issue("rows_unknown", "warning", message + hint, source=f"{table.file}#row {rows.index[0]}")


def _nearest(column: str, among: list[str]) -> str:
    near = near_matches(column, among, limit=1)
    return f" Is it {near[0]} under another name? Then add the name to the format." if near else ""


def _contradictions(table: Table, observations: pd.DataFrame) -> Iterator[Issue]:
    key = ["area", "measure", "basis", "period_end"]
    twice = observations[observations.duplicated(key, keep=False)]
    if twice.empty:
        return
    said = twice.drop_duplicates([*key, "value"])
    differ = said[said.duplicated(key)]
    for area, measure, basis, end in differ[key].drop_duplicates().head(20).itertuples(index=False):
        message = f"{table.file} gives {measure} ({basis}) of {area} for the period to {end:%Y-%m-%d} twice, "
        message += "and not the same."
        yield Issue("figure_twice", "warning", message, area=area, measure=measure, period_end=end, source=table.file)
