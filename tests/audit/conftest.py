"""Small papers, written row by row, and what a check finds in them."""

import json
from collections.abc import Callable

import pandas as pd
import pytest

from analysis.audit.audit_context import Material
from analysis.audit.checks import BY_NAME
from analysis.audit.relations import Relations, relations
from analysis.catalogue.issue import Issue
from analysis.catalogue.measure import measures
from analysis.catalogue.observation import FRAMES, empty, shape
from analysis.store import Store

TORBAY = "E06000027"


def _complete(kind: str, number: int, row: dict[str, object]) -> dict[str, object]:
    base: dict[str, object] = {
        "area": TORBAY,
        "published_on": "2012-07-18",
        "source": f"paper/table.csv#row {number + 2}, column A",
    }
    if kind == "observations":
        value = row.get("value")
        known = measures().get(str(row["measure"]))
        base |= {
            "basis": "month",
            "unit": known.unit if known else "count",
            "as_printed": "" if value is None else f"{value:g}",
        }
        base["period_start"] = row["period_end"]
    if kind == "entries":
        base |= {"position": number, "table": "card"}
    if kind == "targets":
        base |= {"level": "target", "unit": "percent", "as_printed": str(row.get("value"))}
    if kind == "remarks":
        base |= {"kind": "commentary", "details": "{}"}
    return {**base, **row}


@pytest.fixture(scope="session")
def paper() -> Callable[..., Store]:
    """Return a store of rows by kind; what a row leaves out is filled in as one Torbay paper of July 2012."""

    def build(**kinds: list[dict[str, object]]) -> Store:
        frames = {kind: empty(kind) for kind in FRAMES}
        for kind, rows in kinds.items():
            table = pd.DataFrame([_complete(kind, number, row) for number, row in enumerate(rows)])
            for column in table.columns.intersection(["period_end", "period_start", "published_on", "due_on"]):
                table[column] = pd.to_datetime(table[column])
            frames[kind] = shape(kind, table)
        return Store(frames)

    return build


@pytest.fixture(scope="session")
def find(paper) -> Callable[..., list[Issue]]:
    """Return what one check finds in a paper given as rows."""

    def look(check: str, facts: Relations | None = None, **kinds: list[dict[str, object]]) -> list[Issue]:
        material = Material.of(paper(**kinds), measures(), facts or relations())
        return BY_NAME[check].issues(material)

    return look


@pytest.fixture(scope="session")
def series() -> Callable[..., list[dict[str, object]]]:
    """Return monthly rows of one measure from a first month on."""

    def rows(measure: str, first: str, values: list[float | None], **more: object) -> list[dict[str, object]]:
        ends = pd.date_range(first, periods=len(values), freq="ME")
        return [
            {"measure": measure, "period_end": end, "value": value, **more}
            for end, value in zip(ends, values, strict=True)
            if value is not None
        ]

    return rows


@pytest.fixture(scope="session")
def evidence() -> Callable[[Issue], dict[str, object]]:
    """Return an issue's evidence as it stands in the frame."""
    return lambda issue: json.loads(str(issue.as_row()["evidence"]))
