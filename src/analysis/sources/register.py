"""Registers: risks, actions, priorities, data checks, commentary. Words, kept with the columns beside them."""

import datetime as dt
import json
from collections.abc import Iterator

from analysis.catalogue.issue import Issue, issue_frame
from analysis.catalogue.measure import in_no_catalogue, measures
from analysis.catalogue.observation import shape
from analysis.catalogue.suggestions import near_matches
from analysis.sources.dates import parse_dates
from analysis.sources.provenance import Provenance
from analysis.sources.reading import Reading
from analysis.sources.table import Table

TEXT_COLUMNS = ("Text", "Description", "Action", "Guidance")  # the first that is there holds the words
PLACED = ("Kind", "Ref", "Measure", "Period end", "Area", "Source line")
KINDS = ("commentary", "risk", "action", "data_check", "priority", "theme", "rag_guidance")
# What a file is a register of, by the beginning of its name, where it has no column Kind.
KIND_BY_NAME = {
    "risk": "risk",
    "action": "action",
    "tracker": "action",
    "priorit": "priority",
    "data_check": "data_check",
    "theme": "theme",
    "rag": "rag_guidance",
    "commentary": "commentary",
}


def read_register(table: Table, about: Provenance) -> Reading:
    """Read a register into remarks; columns that have no place of their own go into the details."""
    issues = list(table.issues)
    text_column = next((column for column in TEXT_COLUMNS if column in table.columns), None)
    named = _named_kind(table.file)
    if text_column is None or (named is None and "Kind" not in table.columns):
        near = [found for column in TEXT_COLUMNS for found in near_matches(column, table.columns, limit=1)]
        hint = f' Is it "{near[0]}"?' if near and text_column is None else ""
        message = (
            f"{table.file} needs a column {' or '.join(TEXT_COLUMNS)}, and Kind where its name does not say it.{hint}"
        )
        return Reading.of_issues([*issues, Issue("column_missing", "error", message, source=table.file)])
    remarks = list(_remarks(table, about, text_column, named, issues))
    return Reading.of(remarks=shape("remarks", remarks), issues=issue_frame(issues))


def register_kind(table: Table) -> str | None:
    """Say what shows which kind of register a table is: its name, or a column; None where nothing does."""
    if "Kind" in table.columns:
        return "its column Kind"
    return f"its name ({_named_kind(table.file)})" if _named_kind(table.file) else None


def _named_kind(file: str) -> str | None:
    name = file.rsplit("/", 1)[-1]
    return next((kind for start, kind in KIND_BY_NAME.items() if name.startswith(start)), None)


def _remarks(
    table: Table, about: Provenance, text_column: str, named: str | None, issues: list[Issue]
) -> Iterator[dict[str, object]]:
    ends = _period_ends(table, issues)
    for position, (number, row) in enumerate(table.rows.to_dict("index").items()):
        cells = {str(column): " ".join(str(text).split()) for column, text in row.items()}
        place = table.locate(int(str(number)), text_column)
        source = f"{place} ({cells['Source line']})" if cells.get("Source line") else place
        kind, measure = cells.get("Kind") or named, cells.get("Measure") or None
        if kind not in KINDS or (measure is not None and measure not in measures()):
            wrong = f'"{kind}" is no kind of remark' if kind not in KINDS else in_no_catalogue(str(measure))
            issues.append(Issue("register_not_understood", "warning", f"{wrong}; the row is kept out.", source=source))
            continue
        rest = {column: text for column, text in cells.items() if column not in (*PLACED, text_column) and text}
        yield {
            "area": about.area,
            "kind": kind,
            "ref": cells.get("Ref") or None,
            "measure": measure,
            "period_end": ends[position],
            "text": cells[text_column],
            "details": json.dumps(rest, ensure_ascii=False),
            "published_on": about.published_on,
            "source": source,
        }


def _period_ends(table: Table, issues: list[Issue]) -> tuple[dt.date | None, ...]:
    if "Period end" not in table.columns:
        return (None,) * len(table.rows)
    dates = parse_dates(list(table.rows["Period end"]))
    for text, problem in dates.problems.items():
        message = f'"{text}" in column Period end {problem}.'
        issues.append(Issue("date_not_understood", "error", message, source=table.file))
    return dates.days
