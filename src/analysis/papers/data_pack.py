"""The data pack: every table and the data of every figure of the papers, and every number, as one workbook.

Laid out after the Analysis Function's guidance *Releasing statistics in spreadsheets*: a cover, a list of contents, one
marked table to a sheet from cell A1 down, no merged cells, nothing said by colour alone.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from analysis.execution.spec import PackSpec
from analysis.language.units import UNITS
from analysis.papers.notebook_evidence import NotebookEvidence
from analysis.papers.paper_source import embeds
from analysis.present.workbook_cells import Data
from analysis.present.workbook_labels import in_words
from analysis.present.workbook_sheet import LONGEST_NAME, OPTIONS, Looks, WorkbookSheet, write_cover, write_table

NAME = "data-pack.xlsx"
UNIT_WORDS: Mapping[str, str] = {str(unit): words for unit, words in UNITS.items()}
COLUMNS = ("Sheet", "Column", "In the code")
NUMBERS = ("Number", "Value", "Unit", "Printed as", "Period end", "How it was made", "Cells it came from")
NOTES = (
    (
        "Tables have the figures of the papers, each number in a cell of its own; the data of figures has one row for "
        "each point or bar."
    ),
    "A cell that says not available, suppressed or the like has no number to show. An empty cell is not nought.",
    "The sheet Columns says what the workbench's code calls the columns of figures.",
    "The sheet Numbers has every number of the pack, how it was made, and the cells it came from.",
)


PUBLISHED_ONLY = "A small count of children stands here only where the council or the Department has published it."
FOR_STAFF = "For the council's own staff only: unpublished small counts of children are shown."


def small_counts(plan: PackSpec, disclosure: Mapping[str, Any]) -> str:
    """Return what is promised of small counts of children: no more than was checked.

    disclosure: what the check of the release found (`present.disclosure.certification`).
    """
    if plan.audience == "team":
        return FOR_STAFF
    checked, known = disclosure.get("checked", 0), disclosure.get("known_from_others", 0)
    if not checked:
        return PUBLISHED_ONLY
    told = f"{PUBLISHED_ONLY} {checked} others were checked: none can be worked out from what is shown"
    return f"{told}, but {known} that others have published enough of." if known else f"{told}."


def write_data_pack(
    build: Path, plan: PackSpec, evidence: Sequence[NotebookEvidence], vintage: str, disclosure: Mapping[str, Any]
) -> Path:
    """Write `papers/data-pack.xlsx` into a build folder and return its path.

    vintage: what the figures are, as the papers say it. disclosure: what the check of small counts found. The same pack
    makes the same file, byte for byte.
    """
    sheets = list(_sheets(build, plan, evidence))
    path = build / "papers" / NAME
    path.parent.mkdir(exist_ok=True)
    title = f"Data pack: {plan.title}"
    with xlsxwriter.Workbook(str(path), OPTIONS) as book:
        book.set_properties({"title": title, "created": dt.datetime.combine(plan.month.last_day, dt.time.min)})
        looks = Looks.of(book)
        write_cover(looks, "Cover", [title, f"Figures used: {vintage}.", *NOTES, small_counts(plan, disclosure)])
        _write_contents(looks, sheets)
        for sheet in sheets:
            write_table(sheet, looks)
    return path


def _sheets(build: Path, plan: PackSpec, evidence: Sequence[NotebookEvidence]) -> Iterator[WorkbookSheet]:
    """What the papers show, in their order, each once; then every number."""
    asked = [embed.label for paper in plan.papers for embed in embeds(build / paper.name)]
    captions = {label: caption.cap for file in evidence for label, caption in file.captions.items()}
    data = {label: found for file in evidence for label, found in file.data.items()}
    columns: list[tuple[str, ...]] = []
    for label in dict.fromkeys(asked):
        if label not in data:
            continue
        name = label[:LONGEST_NAME]
        if not label.startswith("fig-"):
            yield WorkbookSheet(name, captions[label], data[label])
            continue
        worded = in_words(label, data[label])
        columns += [(name, header, code) for header, code in zip(worded.data.columns, worded.names, strict=True)]
        yield WorkbookSheet(name, captions[label], worded.data)
    if columns:
        yield WorkbookSheet("Columns", "What the code calls the columns of figures", Data(COLUMNS, tuple(columns)))
    yield WorkbookSheet("Numbers", "Every number of the pack, and where it came from", _numbers(evidence))


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


def _write_contents(looks: Looks, sheets: Sequence[WorkbookSheet]) -> None:
    page = looks.book.add_worksheet("Contents")
    page.write_string(0, 0, "Contents", looks.heading)
    page.set_column(0, 0, LONGEST_NAME)
    page.set_column(1, 1, 110)
    rows = [[sheet.name, sheet.about] for sheet in sheets]
    columns = [{"header": "Sheet"}, {"header": "What it shows"}]
    page.add_table(1, 0, len(rows) + 1, 1, {"name": "contents", "columns": columns, "data": rows, "autofilter": False})
    for row, sheet in enumerate(sheets, start=2):
        page.write_url(row, 0, f"internal:'{sheet.name}'!A1", string=sheet.name)
