"""The published files the workbench knows: what each column has been called, and which measure it holds."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Self

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from analysis.catalogue.errors import UnknownNameError, WorkbenchError
from analysis.catalogue.measure import measures
from analysis.catalogue.observation import Unit
from analysis.catalogue.period import Basis
from analysis.catalogue.validation import wrong_entries
from analysis.catalogue.yaml_reader import parse_yaml


class _StrictFormat(BaseModel):
    """A frozen entry in which a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FigureColumn(_StrictFormat):
    """A column (and the rows of it) that holds one measure.

    names: every name the column has had, the present one first. unit, basis: where they differ from the catalogue's.
    month: the calendar month it counts, of the year that the row names. where: what other columns say in the rows that
    hold the measure. numerator, denominator: columns, where the catalogue's own measures are not in the file.
    """

    names: tuple[str, ...]
    measure: str
    unit: Unit | None = None
    basis: Basis | None = None
    month: int | None = Field(default=None, ge=1, le=12)
    where: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    numerator: str | None = None
    denominator: str | None = None

    @model_validator(mode="after")
    def _measure_is_known(self) -> Self:
        known = measures()[self.measure]
        if self.basis is None and known.basis is None and self.month is None:
            message = f"{self.measure} has no basis, here or in the catalogue"
            raise ValueError(message)
        return self

    @property
    def column(self) -> str:
        """The column's present name."""
        return self.names[0]

    @property
    def unit_in_use(self) -> Unit:
        """The unit of the figure."""
        return self.unit or measures()[self.measure].unit

    @property
    def basis_in_use(self) -> Basis:
        """How the figure's period is counted."""
        return "month" if self.month else (self.basis or measures()[self.measure].basis or "year")


class RecognitionRule(_StrictFormat):
    """What tells the format from all others: one of the values of a column, or columns that only it has."""

    column: str | None = None
    values: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()

    def reason(self, rows: pd.DataFrame) -> str | None:
        """Say what in `rows` (under present names) fits, or None."""
        if self.column is None:
            return None if set(self.columns) - set(rows.columns) else f"it has the columns {', '.join(self.columns)}"
        found = set(rows[self.column].unique()) & set(self.values) if self.column in rows.columns else set()
        return f'its column {self.column} says "{min(found)}"' if found else None


class YearEnd(_StrictFormat):
    """The day on which the year ends that `time_period` names."""

    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)


class PublishedFormat(_StrictFormat):
    """One file of official statistics, whatever its vintage.

    renames: present name -> earlier names, of columns that are not figures. releases: last year in the file -> when the
    release with that year came out. passed_over: columns that are known and not read. rows_passed_over: by column, what
    it says in rows that are known and not read; any other row that no figure takes is then said to be unknown.
    """

    id: str
    title: str
    publisher: str
    release: str
    recognised_by: tuple[RecognitionRule, ...]
    year_ends: YearEnd | None = None
    renames: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    releases: Mapping[int, dt.date] = Field(default_factory=dict)
    figures: tuple[FigureColumn, ...] = ()
    passed_over: tuple[str, ...] = ()
    rows_passed_over: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    observations: bool = True

    def rename(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return `rows` with the present names for every column that has had another."""
        old_to_new = {old: new for new, olds in self.renames.items() for old in olds}
        old_to_new |= {old: figure.column for figure in self.figures for old in figure.names[1:]}
        return rows.rename(columns=_free(old_to_new, rows.columns))

    def why_recognised(self, rows: pd.DataFrame) -> str | None:
        """Say what in `rows` shows that they are of this format, or None where nothing does."""
        renamed = self.rename(rows)
        return next((reason for by in self.recognised_by if (reason := by.reason(renamed))), None)

    @property
    def known_columns(self) -> frozenset[str]:
        """Every column the format has a use or a place for."""
        named = {figure.column for figure in self.figures}
        filters = {column for figure in self.figures for column in figure.where}
        parts = {part for figure in self.figures for part in (figure.numerator, figure.denominator) if part}
        return frozenset({*named, *filters, *parts, *self.passed_over})


def _free(old_to_new: Mapping[str, str], columns: pd.Index) -> dict[str, str]:
    """Return the renamings whose new name no other column has; one that is itself renamed gives its name up.

    A name can be the earlier one of a column and the present one of another.
    """
    wanted = {old: new for old, new in old_to_new.items() if old in columns}
    while taken := {old for old, new in wanted.items() if new in columns and new not in wanted}:
        wanted = {old: new for old, new in wanted.items() if old not in taken}
    return wanted


def _entries(file: Traversable) -> list[object]:
    found = parse_yaml(file.read_bytes(), file.name)
    return found if isinstance(found, list) else []


@cache
def published_formats() -> Mapping[str, PublishedFormat]:
    """Read and check the formats by id. Raises WorkbenchError with every entry that is wrong."""
    found: dict[str, PublishedFormat] = {}
    problems: list[str] = []
    for file in sorted(files("analysis.sources").joinpath("formats").iterdir(), key=lambda path: path.name):
        if not file.name.endswith(".yml"):
            continue
        for position, entry in enumerate(_entries(file), start=1):
            try:
                read = PublishedFormat.model_validate(entry)
            except ValidationError as error:
                problems += [f"{file.name}, entry {position}: {problem}" for problem in wrong_entries(error)]
                continue
            except WorkbenchError as error:
                problems.append(f"{file.name}, entry {position}: {error}")
                continue
            found[read.id] = read
    if problems:
        raise WorkbenchError("The list of formats is wrong:\n" + "\n".join(problems), hint="Correct the entries.")
    return found


def published_format(name: str) -> PublishedFormat:
    """Return the format with this id, or raise UnknownNameError with near matches."""
    known = published_formats()
    if name not in known:
        raise UnknownNameError.from_name_and_known("format", name, known)
    return known[name]


def recognise(rows: pd.DataFrame) -> tuple[PublishedFormat, str] | None:
    """Return the published format that `rows` are in and what shows it, or None."""
    for candidate in published_formats().values():
        reason = candidate.why_recognised(rows)
        if reason is not None:
            return candidate, reason
    return None
