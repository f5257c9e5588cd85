"""Scorecards written as a council would keep them, and read as they would be taken in."""

import datetime as dt
import io
from collections.abc import Callable

import openpyxl
import pytest

from analysis.sources.provenance import Provenance
from analysis.sources.scorecard.finding import find_tables
from analysis.sources.scorecard.grid import Grid, GridCell, read_grids
from analysis.sources.scorecard.proposal import propose
from analysis.sources.scorecard.reading import read_scorecard

PUBLISHED_ON = dt.date(2025, 10, 15)
KIRKLEES = "E08000034"


def grid_of(rows, sheet: str | None = None) -> Grid:
    """Return rows of texts as a grid."""
    return Grid("card.csv", sheet, [[GridCell(str(cell)) for cell in row] for row in rows], formats_seen=False)


@pytest.fixture
def grid() -> Callable[..., Grid]:
    return grid_of


@pytest.fixture
def found():
    """Return a function that finds the tables of rows, or of sheets by name."""

    def find(rows, name="card.csv"):
        grids = [grid_of(rows)] if isinstance(rows, list) else [grid_of(cells, sheet) for sheet, cells in rows.items()]
        return find_tables(grids, name)

    return find


@pytest.fixture
def workbook(tmp_path):
    """Return a function that writes sheets of values (and formulas) as an xlsx file."""

    def write(name="card.xlsx", **sheets):
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in sheets.items():
            tab = book.create_sheet(title.replace("_", " "))
            for row in rows:
                tab.append(row)
        out = io.BytesIO()
        book.save(out)
        path = tmp_path / name
        path.write_bytes(out.getvalue())
        return path

    return write


@pytest.fixture
def read():
    """Return a function that reads rows, or a file, as they are proposed: (measure, end) -> value, and the reading."""

    def as_proposed(rows, published_on=PUBLISHED_ON, years=None):
        if isinstance(rows, list):
            grids, issues = [grid_of(rows)], []
        elif isinstance(rows, dict):
            grids, issues = [grid_of(cells, sheet) for sheet, cells in rows.items()], []
        else:
            grids, issues = read_grids(rows, rows.name)
        tables = find_tables(grids, "card.csv")
        layout = propose(tables, "Card").layout(years)
        reading = read_scorecard(grids, tables, layout, Provenance("card.csv", published_on, KIRKLEES), issues)
        rows_read = reading.observations.itertuples()
        values = {
            (row.measure, row.period_end.date().isoformat(), row.basis): row.missing
            if row.value != row.value
            else row.value
            for row in rows_read
        }
        return values, reading

    return as_proposed
