"""A table ready to print, and the cells it is made of."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pandas as pd

from analysis.catalogue.unit import units
from analysis.language.numbers import HIDDEN, WITHHELD, in_cell, number, signed
from analysis.language.phrasebook import phrase
from analysis.language.vocabulary import expanded
from analysis.methods import rates
from analysis.present.tables.row_headers import naming_columns, with_row_headers
from analysis.questions.answer import EvidenceUnit

if TYPE_CHECKING:
    from great_tables import GT


MARKS: Mapping[str, str] = {HIDDEN: "mark_hidden", WITHHELD: "mark_withheld"}


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table in which every cell is text.

    heading: its message. numbers: columns to align right. note: what a reader must know to read it. marked: columns
    whose words are also coloured, by word: fill and ink. grouped_by: the column whose words head groups of
    rows. widths: of columns, in parts of the whole; left to the page where none is given. drawn: columns that only
    show what others say, as sparklines do.
    """

    heading: str
    frame: pd.DataFrame
    numbers: tuple[str, ...] = ()
    note: str | None = None
    marked: Mapping[str, Mapping[str, tuple[str, str]]] = field(default_factory=dict)
    grouped_by: str | None = None
    widths: Mapping[str, int] = field(default_factory=dict)
    drawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as notebooks and papers show it. made: as great_tables has it, for those who want to restyle it."""

    sheet: PrintedTable
    made: "GT" = field(repr=False)

    def as_raw_html(self) -> str:
        """Return the table as HTML, in which every row and every column has a header."""
        shown = self.sheet.frame.drop(columns=self.sheet.grouped_by) if self.sheet.grouped_by else self.sheet.frame
        return with_row_headers(str(self.made.as_raw_html()), naming_columns(shown), self.sheet.heading)

    def _repr_html_(self) -> str:
        return self.as_raw_html()

    def __repr__(self) -> str:
        """Return the table as aligned text."""
        return str(self.sheet.frame.to_string(index=False))


def as_table(found: PrintedTable, name: str) -> TableView:
    """Return a sheet as a table. name: its id in a page, the same in every run."""
    import great_tables as gt  # noqa: PLC0415 - loads when a table is laid out

    from analysis.present.tables.text_table import TextTable  # noqa: PLC0415 - the same

    words = [column for column in found.frame if column not in (*found.numbers, found.grouped_by)]
    made: gt.GT = TextTable(found.frame, groupname_col=found.grouped_by, id=name).cols_align("left", words)
    if found.numbers:
        made = made.cols_align("right", list(found.numbers))
    for column, looks in found.marked.items():
        for word, (fill, ink) in looks.items():
            rows = [place for place, cell in enumerate(found.frame[column]) if cell == word]
            if rows:
                styles = [gt.style.fill(fill), gt.style.text(color=ink, weight="bold")]
                made = made.tab_style(styles, gt.loc.body(columns=column, rows=rows))
    if found.widths:
        whole = sum(found.widths.values())
        made = made.cols_width({column: f"{100 * width / whole:.1f}%" for column, width in found.widths.items()})
    made = made.tab_options(table_font_size="14px", table_width="100%")
    return TableView(found, made.tab_source_note(expanded(found.note)) if found.note else made)


def cells(values: Iterable[float], unit: EvidenceUnit = "count", decimals: int | None = None) -> list[str]:
    """Return numbers as text; an absent one is `not available`."""
    return [number(float(value), unit, decimals) for value in values]


def changes(values: Iterable[float], unit: EvidenceUnit = "count", decimals: int | None = None) -> list[str]:
    """Return changes as text with their signs; an absent one is left empty."""
    return ["" if pd.isna(value) else signed(float(value), unit, decimals) for value in values]


def changes_of_hidden(values: Iterable[float], *missing: Iterable[object]) -> list[str]:
    """Return changes of counts as text; one that is missing because a figure is hidden has the mark of those.

    missing: why each figure of the change is missing, for each end of it.
    """
    hidden = ["suppressed" in reasons for reasons in zip(*missing, strict=True)]
    return [HIDDEN if gone and not text else text for text, gone in zip(changes(values), hidden, strict=True)]


def with_marks_explained(found: PrintedTable) -> PrintedTable:
    """Return a table whose note says what the marks in its cells stand for, where it has any."""
    notes = marks_explained(found.frame)
    return replace(found, note=" ".join([*([found.note] if found.note else []), *notes])) if notes else found


def marks_explained(frame: pd.DataFrame) -> list[str]:
    """Return what the marks in a table's cells stand for, a sentence each."""
    printed = {str(cell) for column in frame for cell in frame[column]}
    return [phrase(key) for mark, key in MARKS.items() if mark in printed]


def changes_between(
    before: Iterable[float], after: Iterable[float], unit: EvidenceUnit, places: int | None = None
) -> list[str]:
    """Return changes as a reader reckons them: between two figures as they are printed, percentages in points."""
    shown = units()[unit].decimals if places is None else places
    found = (
        rates.printed_difference(float(earlier), float(later), shown)
        for earlier, later in zip(before, after, strict=True)
    )
    return changes(found, "ratio" if unit == "percent" else unit, shown)


def with_reasons(values: Iterable[float], missing: Iterable[object], unit: EvidenceUnit = "count") -> list[str]:
    """Return numbers as text, or why each is missing."""
    return [
        in_cell(reason) if pd.isna(value) else number(float(value), unit)
        for value, reason in zip(values, missing, strict=True)
    ]
