"""The zip of CSV files is what its description says, read by a reader that knows nothing of ours."""

import csv
import datetime as dt
import io
import json
import re
import zipfile

import jsonschema
import pytest

from analysis.papers.data_package import write_data_package
from analysis.present.workbook_cells import Data

DAY = dt.date(2021, 5, 31)
TABLE = Data(
    ("Month", "Rate", "Said", "Change"),
    (("2021-04", 24.25, "=1+1", "+5%"), ("2021-05", None, "-", "\N{MINUS SIGN}5%"), ("", 3, 'fine, "so"', "")),
)
NAME = {"type": "string", "pattern": r"^[-a-z0-9._/]+$"}
# What the specification asks of a tabular data package (https://specs.frictionlessdata.io, version 1).
FIELD = {
    "type": "object",
    "required": ["name", "type"],
    "properties": {"name": {"type": "string", "minLength": 1}, "type": {"enum": ["string", "number", "date"]}},
}
RESOURCE = {
    "type": "object",
    "required": ["name", "path", "profile", "schema"],
    "properties": {
        "name": NAME,
        "path": {"type": "string", "pattern": r"^(?!/|.*\.\.)[^\\:]+\.csv$"},
        "profile": {"const": "tabular-data-resource"},
        "schema": {
            "type": "object",
            "required": ["fields"],
            "properties": {
                "fields": {"type": "array", "minItems": 1, "items": FIELD},
                "missingValues": {"type": "array", "items": {"type": "string"}},
            },
        },
    },
}
PACKAGE = {
    "type": "object",
    "required": ["profile", "resources"],
    "properties": {
        "profile": {"const": "tabular-data-package"},
        "name": NAME,
        "created": {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$"},
        "resources": {"type": "array", "minItems": 1, "items": RESOURCE},
    },
}
READS = {"number": float, "date": dt.date.fromisoformat, "string": str}


def check_package(path):
    """Check a data package as its own description tells; return its tables by name."""
    with zipfile.ZipFile(path) as parts:
        described = json.loads(parts.read("datapackage.json"))
        jsonschema.validate(described, PACKAGE)
        names = [resource["name"] for resource in described["resources"]]
        assert len(set(names)) == len(names)
        assert {resource["path"] for resource in described["resources"]} | {"datapackage.json"} == set(parts.namelist())
        return {resource["name"]: _read(resource, parts) for resource in described["resources"]}


def _read(resource, parts):
    rows = list(csv.reader(io.StringIO(parts.read(resource["path"]).decode(resource["encoding"]), newline="")))
    fields = resource["schema"]["fields"]
    assert rows[0] == [field["name"] for field in fields]
    assert len(set(rows[0])) == len(rows[0])
    missing = set(resource["schema"]["missingValues"])
    return [
        [None if cell in missing else READS[field["type"]](cell) for cell, field in zip(row, fields, strict=True)]
        for row in rows[1:]
    ]


@pytest.fixture
def made(tmp_path):
    return write_data_package(tmp_path / "data-pack.zip", "Data pack: Torbay, May 2021", [("Table 1", "x", TABLE)], DAY)


def test_every_cell_is_of_the_kind_that_the_description_says(made):
    april, may = dt.date(2021, 4, 1), dt.date(2021, 5, 1)
    assert check_package(made) == {
        "table-1": [
            [april, 24.25, "'=1+1", 0.05],
            [may, None, "'-", -0.05],
            [None, 3.0, 'fine, "so"', None],
        ]
    }


def test_no_cell_opens_a_formula_in_a_spreadsheet(made):
    with zipfile.ZipFile(made) as parts:
        cells = [cell for row in csv.reader(io.StringIO(parts.read("table-1.csv").decode())) for cell in row]
    assert not [cell for cell in cells if re.match(r"[=+@\t\r]|-(?!\d)", cell)]


def test_the_same_tables_make_the_same_file(tmp_path):
    made = [write_data_package(tmp_path / f"{place}.zip", "x", [("Table 1", "x", TABLE)], DAY) for place in (1, 2)]
    assert made[0].read_bytes() == made[1].read_bytes()


def test_a_heading_that_begins_like_a_formula_is_text_and_named_so_in_the_description(tmp_path):
    hostile = Data(("=cmd|' /C calc'!A0", "Rate"), (("Torbay", 24.25),))
    path = write_data_package(tmp_path / "pack.zip", "Torbay", [("A table", "all of it", hostile)], DAY)
    with zipfile.ZipFile(path) as parts:
        (name,) = [name for name in parts.namelist() if name.endswith(".csv")]
        assert parts.read(name).startswith(b"'=cmd")
    check_package(path)
