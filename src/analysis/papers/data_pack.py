"""The data pack: every table and the data of every figure of the papers, and every number, as one workbook.

Laid out after the Analysis Function's guidance *Releasing statistics in spreadsheets*: a cover, a list of contents, one
marked table to a sheet from cell A1 down, no merged cells, nothing said by colour alone.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import xlsxwriter

from analysis.execution.spec import PackSpec
from analysis.language.units import UNITS
from analysis.papers.data_package import NAME as PACKAGE
from analysis.papers.data_package import write_data_package
from analysis.papers.float_numbers import FloatPlace, float_places
from analysis.papers.notebook_evidence import NotebookEvidence
from analysis.present.accessible_spreadsheet import (
    LONGEST_NAME,
    OPTIONS,
    Looks,
    WorkbookSheet,
    write_cover,
    write_table,
)
from analysis.present.workbook_cells import Data
from analysis.present.workbook_labels import in_words

NAME = "data-pack.xlsx"
CONTENTS = "Contents"
UNIT_WORDS: Mapping[str, str] = {str(unit): words for unit, words in UNITS.items()}
COLUMNS = ("Sheet", "Column", "In the code")
NUMBERS = ("Number", "Value", "Unit", "Printed as", "Period end", "How it was made", "Cells it came from")
NOTES = (
    (
        "Tables have the figures of the papers, each number in a cell of its own; the data of figures has one row for "
        "each point or bar."
    ),
    "A cell that says not available or the like has no number to show. An empty cell is not nought.",
    "[c] is a number hidden, here or by the publisher, since so few children are counted that one could be recognised.",
    "The sheet Columns says what the workbench's code calls the columns of figures.",
    "The sheet Numbers has every number of the pack, how it was made, and the cells it came from.",
)


PUBLISHED_ONLY = "A small count of children stands here only where the council or the Department has published it."
STAFF = "team"
FOR_STAFF = "For the council's own staff only: unpublished small counts of children are shown."


def small_counts(plan: PackSpec, disclosure: Mapping[str, Any]) -> str:
    """Return what is promised of small counts of children: no more than was checked.

    disclosure: what the check of the release found (`present.disclosure.certification`).
    """
    if plan.audience == STAFF:
        return FOR_STAFF
    checked, known = disclosure.get("checked", 0), disclosure.get("known_from_others", 0)
    if not checked:
        return PUBLISHED_ONLY
    told = f"{PUBLISHED_ONLY} {checked} others were checked: none can be worked out from what is shown"
    return f"{told}, but {known} that others have published enough of." if known else f"{told}."


@dataclass(frozen=True, slots=True)
class _PaperSheet(WorkbookSheet):
    """A sheet of the data pack. places: where papers show what it holds; none of what only the pack has."""

    places: tuple[FloatPlace, ...] = ()


def write_data_pack(
    build: Path, plan: PackSpec, evidence: Sequence[NotebookEvidence], vintage: str, disclosure: Mapping[str, Any]
) -> list[Path]:
    """Write the data pack into a build folder, in the formats of pack.yml, and return its files.

    vintage: what the figures are, as the papers say it. disclosure: what the check of small counts found. The same pack
    makes the same files, byte for byte.
    """
    sheets = list(_for_readers(plan, _sheets(build, plan, evidence)))
    about = [f"Figures used: {vintage}.", *NOTES, small_counts(plan, disclosure)]
    folder, title, day = build / "papers", f"Data pack: {plan.title}{_mark(plan)}", plan.month.last_day
    folder.mkdir(exist_ok=True)
    made = []
    if "xlsx" in plan.contents.data_pack:
        made.append(_write_workbook(folder / NAME, title, day, sheets, about))
    if "csv" in plan.contents.data_pack:
        tables = [(sheet.name, sheet.about, sheet.data) for sheet in sheets]
        made.append(write_data_package(folder / PACKAGE, title, tables, day))
    return made


def _mark(plan: PackSpec) -> str:
    return f". {FOR_STAFF.rstrip('.')}" if plan.audience == STAFF else ""


def _for_readers(plan: PackSpec, sheets: Iterable[_PaperSheet]) -> Iterator[_PaperSheet]:
    """Yield the sheets, each with a word for whom it is where not everybody may read it: sheets are sent on alone."""
    for sheet in sheets:
        yield replace(sheet, about=f"{sheet.about.rstrip('.')}{_mark(plan)}.") if plan.audience == STAFF else sheet


def _write_workbook(path: Path, title: str, day: dt.date, sheets: Sequence[_PaperSheet], about: Sequence[str]) -> Path:
    """Write the workbook and return its path. day: the date that it carries; about: what its cover says."""
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        book.set_properties({"title": title, "created": dt.datetime.combine(day, dt.time.min)})
        looks = Looks.of(book)
        write_cover(looks, "Cover", [title, *about])
        _write_contents(looks, sheets)
        for sheet in sheets:
            write_table(sheet, looks, back=CONTENTS)
    return path


def _sheets(build: Path, plan: PackSpec, evidence: Sequence[NotebookEvidence]) -> Iterator[_PaperSheet]:
    """What the papers show, in their order, each once; then every number."""
    asked = float_places([build / paper.name for paper in plan.papers])
    captions = {label: caption.cap for file in evidence for label, caption in file.captions.items()}
    data = {label: found for file in evidence for label, found in file.data.items()}
    columns: list[tuple[str, ...]] = []
    for label, places in asked.items():
        if label not in data:
            continue
        name = sheet_name(places[0])
        if not label.startswith("fig-"):
            yield _PaperSheet(name, captions[label], data[label], places)
            continue
        worded = in_words(label, data[label])
        columns += [(name, header, code) for header, code in zip(worded.data.columns, worded.names, strict=True)]
        yield _PaperSheet(name, captions[label], worded.data, places)
    if columns:
        yield _PaperSheet("Columns", "What the code calls the columns of figures", Data(COLUMNS, tuple(columns)))
    yield _PaperSheet("Numbers", "Every number of the pack, and where it came from", _numbers(evidence))


def sheet_name(place: FloatPlace) -> str:
    """Return what the sheet of a figure or table is called: as the papers call it, as long as Excel allows."""
    own = f"{place.kind} {place.number}"
    return own if place.first else f"{place.words.partition(',')[0][: LONGEST_NAME - len(own) - 1]} {own}"


def _numbers(evidence: Iterable[NotebookEvidence]) -> Data:
    entries = {entry["name"]: entry for file in evidence for entry in file.numbers}
    return Data(
        NUMBERS,
        tuple(
            (
                name,
                entry.get("value"),
                UNIT_WORDS.get(str(entry.get("unit")), entry.get("unit")),
                entry.get("text"),
                entry.get("period_end"),
                entry.get("formula") or "as published",
                "; ".join(entry.get("sources") or ()),
            )
            for name, entry in entries.items()
        ),
    )


def _write_contents(looks: Looks, sheets: Sequence[_PaperSheet]) -> None:
    page = looks.book.add_worksheet(CONTENTS)
    page.write_string(0, 0, "Contents", looks.heading)
    for column, width in enumerate((LONGEST_NAME, 100, 45)):
        page.set_column(column, column, width)
    rows = [[sheet.name, sheet.about, "; ".join(place.words for place in sheet.places)] for sheet in sheets]
    columns = [{"header": "Sheet"}, {"header": "What it shows"}, {"header": "Where papers show it"}]
    page.add_table(1, 0, len(rows) + 1, 2, {"name": "contents", "columns": columns, "data": rows, "autofilter": False})
    for row, sheet in enumerate(sheets, start=2):
        page.write_url(row, 0, f"internal:'{sheet.name}'!A1", string=sheet.name)
        if sheet.places:
            page.write_url(row, 2, f"external:{sheet.places[0].anchor}", string=rows[row - 2][2])
