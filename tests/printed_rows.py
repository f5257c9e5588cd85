"""Rows of a report card for tests, written figure by figure."""

import datetime as dt
import math

import pandas as pd

from analysis.catalogue.measure import Measure
from analysis.catalogue.period import Month
from analysis.questions.report_card.paper import PrintedRow

LAST = Month(2021, 5)
PLACE = "card/card.csv#row 4"


def measure(unit="percent", polarity="high_is_good", **more):
    """A measure of no catalogue."""
    return Measure(id="seen_in_time", name="Seen in time", definition="", unit=unit, polarity=polarity, **more)


def figures(values, basis="month", unit="percent", last=LAST, denominator=math.nan, step=1):
    """One figure a period, the last of them for `last`; None where it is missing."""
    ends = [last.plus(-step * back).last_day for back in reversed(range(len(values)))]
    gone = [value is None for value in values]
    numbers = [math.nan if value is None else float(value) for value in values]
    return pd.DataFrame(
        {
            "area": "E06000027",
            "measure": "seen_in_time",
            "basis": basis,
            "period_end": pd.to_datetime(pd.Series(ends)),
            "value": pd.Series(numbers, dtype="float64"),
            "unit": unit,
            "numerator": [number * denominator / 100 for number in numbers],
            "denominator": float(denominator),
            "as_printed": [f"{number:g}%" for number in numbers],
            "missing": pd.Series(["suppressed" if one else None for one in gone], dtype="object"),
            "source": [f"{PLACE}, column {end:%b-%y}" for end in ends],
        }
    )


def target(value, level="target", due_on=None, column="Target", missing=None, unit="percent"):
    """One target as the store holds it."""
    return {
        "value": math.nan if value is None else float(value),
        "level": level,
        "unit": unit,
        "as_printed": f" {value} ",
        "due_on": pd.Timestamp(due_on) if due_on else pd.NaT,
        "missing": missing,
        "source": f"{PLACE}, column {column}",
    }


def benchmark(area, value, unit="percent", end=dt.date(2020, 3, 31)):
    """One benchmark as the store holds it."""
    return {"area": area, "value": float(value), "unit": unit, "period_end": pd.Timestamp(end)}


def printed_row(figures_, targets=(), benchmarks=(), mark=None, ref="1.1"):
    """A row of these cells."""
    return PrintedRow(
        place=PLACE,
        measure="seen_in_time",
        ref=ref,
        label="Seen in time",
        table="Front door",
        figures=figures_,
        benchmarks=pd.DataFrame(list(benchmarks), columns=["area", "value", "unit", "period_end"]),
        targets=pd.DataFrame(
            list(targets), columns=["value", "level", "unit", "as_printed", "due_on", "missing", "source"]
        ),
        marks=pd.DataFrame({"kind": ["direction"] if mark else [], "mark": [mark] if mark else []}),
    )
