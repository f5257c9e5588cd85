"""The words of an issue: figures, periods and lists as a Board member reads them."""

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from analysis.catalogue.period import Month, year_label
from analysis.catalogue.unit import units


def number(value: float, decimals: int = 0) -> str:
    """Return a number with thousands separated, rounded half up."""
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(repr(round(float(value), 9))).quantize(step, rounding=ROUND_HALF_UP)
    return f"{rounded:,}"


def exact(value: float) -> str:
    """Return a number with the decimals it has, up to four."""
    return f"{round(float(value), 4):,.10g}" if abs(value) < 1e6 else number(value)


def figure(value: float, unit: str, decimals: int = 0) -> str:
    """Return a number with its unit: "47.4%", "252 days", "1,919"."""
    before = "£" if unit == "pounds" else ""
    return f"{before}{number(value, decimals)}{units()[unit].spaced('in_issue') if unit in units() else ''}"


def period(end: pd.Timestamp | dt.date, basis: str) -> str:
    """Return the period in words: "September 2011", "2019-20", "2021-22 to May 2021", "at 31 March 2021"."""
    day = pd.Timestamp(end).date()
    month = Month.of(day).words
    words = {
        "year": year_label(day) if (day.month, day.day) == (3, 31) else f"the year to {month}",
        "year_to_date": f"{year_label(day)} to {month}",
        "rolling_12_months": f"12 months to {month}",
        "quarter": f"quarter to {month}",
        "three_years": f"three years to {month}",
        "snapshot": f"end of {month}" if day == Month.of(day).last_day else f"{day.day} {month}",
    }
    return words.get(basis, month)


def listed(items: Sequence[str], limit: int = 6) -> str:
    """Return "a, b and c"; a long list ends in "and n more"."""
    shown = list(items[:limit])
    if len(items) > limit:
        shown.append(f"{len(items) - limit} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
