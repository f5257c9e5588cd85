"""A council that has nothing but its own months, for tests: no other authority, no yearly figure."""

import datetime as dt

from analysis.catalogue.observation import FRAMES, empty, shape
from analysis.catalogue.period import Month, period_of
from analysis.store import Store

KIRKLEES = "E08000034"
LAST = Month(2025, 9)


def rows_of(measure, values, basis="month", unit="count", last=LAST, area=KIRKLEES, published_on=dt.date(2025, 10, 15)):
    """One row a month, the last of them `last`; None where a month is not held."""
    step = 3 if basis == "quarter" else 12 if basis == "year" else 1
    rows = []
    for back, value in enumerate(reversed(list(values))):
        end = last.plus(-back * step).last_day
        if value is not None:
            rows.append(
                {
                    "area": area,
                    "measure": measure,
                    "period_start": period_of(basis, end).start,
                    "period_end": end,
                    "basis": basis,
                    "value": float(value),
                    "unit": unit,
                    "as_printed": str(value),
                    "published_on": published_on,
                    "source": f"scorecard/{measure}.csv#row {back + 2}",
                }
            )
    return rows


def store_of(*rows):
    """A store of these observations and nothing else."""
    observations = shape("observations", [row for some in rows for row in some])
    return Store({kind: empty(kind) for kind in FRAMES} | {"observations": observations})
