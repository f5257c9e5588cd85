"""The data pack for programs: a zip of CSV files with a `datapackage.json` that says what is in each column.

Source of the format: Frictionless Data Package and Table Schema, version 1 (https://specs.frictionlessdata.io).
"""

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from analysis.present.accessible_spreadsheet import headers
from analysis.present.csv_text import inert
from analysis.present.workbook_cells import Columns, Data, WorkbookCell, columns_of
from analysis.render.archive import write_archive

NAME = "data-pack.zip"
DESCRIPTION = "datapackage.json"
NOTE = (
    "Every table and the data of every figure of the papers. A text that a spreadsheet would take for a formula has an "
    "apostrophe before it. An empty cell is missing, and not nought."
)
_NO_NAME = re.compile(r"[^a-z0-9]+")


def write_data_package(path: Path, title: str, tables: Sequence[tuple[str, str, Data]], day: dt.date) -> Path:
    """Write the zip and return its path. tables: each its name, what it shows, and its cells; day: what files carry."""
    parts: dict[str, bytes] = {}
    resources = []
    for name, about, data in tables:
        columns = columns_of(data)
        file = f"{_slug(name)}.csv"
        parts[file] = _csv(columns)
        resources.append(_resource(_slug(name), file, f"{name}: {about}", columns))
    described = {
        "profile": "tabular-data-package",
        "name": _slug(title),
        "title": title,
        "description": NOTE,
        "created": f"{day.isoformat()}T00:00:00Z",
        "resources": resources,
    }
    parts[DESCRIPTION] = (json.dumps(described, indent=1, ensure_ascii=False) + "\n").encode("utf-8")
    write_archive(parts, path, day)
    return path


def _resource(name: str, file: str, title: str, columns: Columns) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": file,
        "title": title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [
                {"name": header, "type": _type(cells)}
                for header, cells in zip(_headers(columns), columns.cells, strict=True)
            ],
            "missingValues": [""],
        },
    }


def _headers(columns: Columns) -> list[str]:
    return [inert(header) for header in headers(columns.headers)]


def _type(cells: Sequence[WorkbookCell]) -> str:
    values = [cell.value for cell in cells if cell.value is not None]
    if values and all(isinstance(value, dt.datetime) for value in values):
        return "date"
    if values and all(isinstance(value, int | float) for value in values):
        return "number"
    return "string"


def _csv(columns: Columns) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_headers(columns))
    writer.writerows([_written(cell.value) for cell in row] for row in zip(*columns.cells, strict=True))
    return text.getvalue().encode("utf-8")


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return inert(value) if isinstance(value, str) else str(value)


def _slug(text: str) -> str:
    return _NO_NAME.sub("-", text.lower()).strip("-")
