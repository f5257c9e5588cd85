"""A store of real published figures for Torbay, its neighbours, South West and England, from tests/reference/."""

import datetime as dt
import json
from functools import cache
from pathlib import Path

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.observation import FRAMES, empty, shape
from analysis.catalogue.period import period_of
from analysis.store import Store

REFERENCE = Path(__file__).parent / "reference" / "pathway_torbay_and_neighbours.json"
TORBAY = "E06000027"
PUBLISHED = {"population_0_17": dt.date(2025, 7, 30)}
PUBLISHED_OTHERWISE = dt.date(2025, 10, 30)


def row(area: str, measure: str, end: dt.date, value: float | None, missing: str | None = None) -> dict[str, object]:
    """One observation row in the basis the catalogue gives the measure."""
    entry = measures()[measure]
    period = period_of(entry.basis or "year", end)
    return {
        "area": area,
        "measure": measure,
        "period_start": period.start,
        "period_end": period.end,
        "basis": entry.basis or "year",
        "value": value,
        "unit": entry.unit,
        "as_printed": missing or str(value),
        "missing": missing,
        "published_on": PUBLISHED.get(measure, PUBLISHED_OTHERWISE),
        "source": f"published.csv#{area}/{measure}/{end}",
    }


def store_of(rows: list[dict[str, object]]) -> Store:
    """A store of these observations and nothing else."""
    frame = pd.DataFrame(rows)
    for column in ("period_start", "period_end", "published_on"):
        frame[column] = pd.to_datetime(frame[column])
    return Store({kind: empty(kind) for kind in FRAMES} | {"observations": shape("observations", frame)})


def year_end(measure: str, year: int) -> dt.date:
    """The day on which the measure's year, or its snapshot, ends."""
    if measure == "population_0_17":
        return dt.date(year, 6, 30)
    return dt.date(year, 9, 30) if measure.startswith(("social_worker", "case_holders")) else dt.date(year, 3, 31)


@cache
def published_rows() -> tuple[dict[str, object], ...]:
    """Every reference figure as a row."""
    figures = json.loads(REFERENCE.read_text(encoding="utf-8"))["figures"]
    return tuple(
        row(
            area,
            measure,
            year_end(measure, int(year)),
            None if isinstance(value, str) else float(value),
            "suppressed" if isinstance(value, str) else None,
        )
        for measure, areas in figures.items()
        for area, years in areas.items()
        for year, value in years.items()
    )


@cache
def published_store() -> Store:
    """The store of every reference figure."""
    return store_of(list(published_rows()))


def published_but(**values: float) -> Store:
    """The store of every reference figure, but for some of Torbay's (`cp_rate_2021=70`)."""
    rows = [dict(entry) for entry in published_rows()]
    for entry in rows:
        name = f"{entry['measure']}_{str(entry['period_end'])[:4]}"
        if entry["area"] == TORBAY and name in values:
            entry["value"] = values[name]
    return store_of(rows)


# Measures with a pathway that the reference figures hold: shares of assessments in time are local.
MEASURES = (
    "cp_rate",
    "cp_plans_at_period_end",
    "cp_plans_started",
    "cp_start_rate",
    "cla_rate",
    "cla_at_period_end",
    "cla_started",
    "cla_start_rate",
    "referral_rate",
    "referrals",
    "social_worker_caseload",
    "social_worker_vacancy_rate",
)
