"""Series of one area: Torbay's real monthly referrals, and made ones."""

import json

import pandas as pd
import pytest

from analysis.catalogue.period import period_of
from pathway_store import TORBAY, row, store_of


def series(measure, values, first="2012-04", basis="month", area=TORBAY):
    """Rows of one observation a month (or a year) from `first`; None leaves a period out."""
    step = 1 if basis == "month" else 12
    start = pd.Period(first, "M")
    rows = []
    for place, value in enumerate(values):
        end = (start + place * step).end_time.date()
        if value is not None:
            period = period_of(basis, end)
            rows.append(
                row(area, measure, end, value)
                | {"basis": basis, "period_start": period.start, "period_end": period.end, "published_on": end}
            )
    return rows


@pytest.fixture(scope="session")
def make():
    return series


@pytest.fixture(scope="session")
def referrals(root):
    found = json.loads((root / "tests/reference/monthly_referrals_torbay.json").read_text(encoding="utf-8"))
    return found["referrals"]


@pytest.fixture
def torbay(referrals):
    """A store of the monthly referrals that the Department for Education published for Torbay, 2012-13 to 2023-24."""
    return store_of(series("referrals", referrals))
