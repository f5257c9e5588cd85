"""Twelve-month figures: each month can move them only so far, and at the year's end they are the year."""

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.audit.audit_context import PLACE, Material
from analysis.audit.checks.periods import ADDITIVE
from analysis.audit.discrepancy import Discrepancy, Row
from analysis.audit.wording import exact, figure, period
from analysis.catalogue.period import Month

MONTHS = 12
SAYS_SO = re.compile(r"rolling|cumulative|year to date|ytd|since april|from april|12 months?", re.IGNORECASE)
UNEVEN = 1.5  # a month may hold this many times a twelfth of the year's cases
RESET = 2.0  # a step into April this many times the largest other step looks like a new year's count
LEAST_STEP = 3.0  # points of a percentage
KEYS = [*PLACE, "area"]


def rolling_jumps(material: Material) -> Iterator[Discrepancy]:
    """Find 12-month figures that move further in one month than one month in and one out can take them."""
    rows = material.one_each
    rows = rows[(rows["basis"] == "rolling_12_months") & rows["unit"].isin(["percent", *ADDITIVE]) & ~rows["rough"]]
    pairs = _pairs(material)
    for keys, series in rows.groupby([*KEYS, "measure"], sort=False):
        steps = series["value"].diff()
        apart = series["period_end"].map(_index).diff()
        months = _monthly(material, keys[:-1], pairs.get(keys[-1], {"month": keys[-1]}).get("month"))
        bound = _most(series, months)
        others = steps[(apart == 1) & (series["period_end"].dt.month != 4)].abs().max()
        for row, step, gap in zip(series.itertuples(), steps, apart, strict=True):
            if gap != 1 or pd.isna(step):
                continue
            too_far = abs(step) > bound + 2 * row.slack
            april = row.period_end.month == 4 and abs(step) > max(LEAST_STEP, RESET * others)
            if too_far or april:
                yield _jump(row, step, bound, others, april=april, known=len(months) >= 6)


def _most(series: pd.DataFrame, months: pd.Series) -> float:
    """Return how far one month in and one month out can move a 12-month figure; known months say it best."""
    known = len(months) >= 6
    if series["unit"].iloc[0] in ADDITIVE:
        month = float(months.max()) if known else float(series["value"].median()) / MONTHS
        return month * UNEVEN * 2
    return UNEVEN * float(months.max() - months.min()) / MONTHS if known else 100.0 / MONTHS


def _jump(row: Row, step: float, bound: float, others: float, *, april: bool, known: bool) -> Discrepancy:
    points = "" if row.unit in ADDITIVE else " points"
    moved = f"moves {abs(step):.1f}{points} in {period(row.period_end, 'month')}"
    reason = (
        f"its largest other step is {others:.1f}"
        if abs(step) <= bound
        else f"one month in and one out can move it about {bound:.1f}"
        + (" (from the months' own figures)" if known else " where months are of equal size")
    )
    likeliest = "it seems to start again in April" if april else None
    return Discrepancy.at(
        row,
        "warning",
        f"{row.label}: the 12-month figure {moved}, from "
        f"{figure(row.value - step, row.unit, row.decimals)} to {figure(row.value, row.unit, row.decimals)}; "
        f"{reason}{f', and {likeliest}' if likeliest else ''}.",
        before=round(row.value - step, 6),
        after=row.value,
        most=round(bound, 2),
        likeliest=likeliest,
    )


def _index(day: pd.Timestamp) -> int:
    return int(day.year * MONTHS + day.month)


def _pairs(material: Material) -> dict[str, dict[str, str]]:
    """Return, by rolling measure, the ids of the same thing counted in the month and since April."""
    return {
        fact.rolling: {"month": fact.month, "year_to_date": fact.year_to_date or fact.month}
        for fact in material.relations.rolled
        if fact.rolling
    }


def _monthly(material: Material, place: tuple[object, ...], measure: str | None) -> pd.Series:
    rows = material.one_each
    keep = (rows["measure"] == measure) & (rows["basis"] == "month")
    for key, value in zip(KEYS, place, strict=True):
        keep &= rows[key] == value
    return rows[keep].set_index("period_end")["value"]


def rolling_against_months(material: Material) -> Iterator[Discrepancy]:
    """Find 12-month figures that the in-month figures contradict, or that are an in-month figure."""
    rows = material.one_each
    rows = rows[(rows["basis"] == "rolling_12_months") & ~rows["rough"]]
    pairs = _pairs(material)
    for keys, series in rows.groupby([*KEYS, "measure"], sort=False):
        months = _monthly(material, keys[:-1], pairs.get(keys[-1], {}).get("month", keys[-1]))
        if months.empty:
            continue
        for row in series.itertuples():
            window = months[(months.index > row.period_end - pd.DateOffset(years=1)) & (months.index <= row.period_end)]
            if len(window) == MONTHS:
                yield from _against_window(row, window)
            yield from _is_in_month(row, months)


def _against_window(row: Row, window: pd.Series) -> Iterator[Discrepancy]:
    """Compare with all twelve months: their sum where counts add, their range otherwise."""
    label, unit, value = row.label, row.unit, row.value
    slack = row.slack * 2
    where = f"{label}, {period(row.period_end, 'rolling_12_months')}"
    if unit in ADDITIVE:
        if abs(window.sum() - value) > slack + 1e-6:
            yield Discrepancy.at(
                row,
                "error",
                f"{where}: {exact(value)} is printed, but the twelve months add up to {exact(window.sum())}.",
                printed=value,
                sum_of_months=window.sum(),
            )
    elif value < window.min() - slack - 1e-9 or value > window.max() + slack + 1e-9:
        yield Discrepancy.at(
            row,
            "error",
            f"{where}: {figure(value, unit, 1)} is printed, outside all twelve of its months "
            f"({figure(window.min(), unit, 1)} to {figure(window.max(), unit, 1)}).",
            printed=value,
            lowest_month=window.min(),
            highest_month=window.max(),
        )


def _is_in_month(row: Row, months: pd.Series) -> Iterator[Discrepancy]:
    """Find a 12-month share that equals the month's own, where the months differ enough for that to tell."""
    value, end = row.value, row.period_end
    if row.unit in ADDITIVE or end not in months.index or not np.isclose(months.loc[end], value):
        return
    if months.nunique() < 4 or np.isclose(value, (0.0, 100.0)).any():
        return
    yield Discrepancy.at(
        row,
        "warning",
        f"{row.label}, {Month.of(end.date()).words}: the 12-month figure and the in-month figure are both "
        f"{figure(value, row.unit, row.decimals)}, so one seems to stand in the other's place.",
        rolling=value,
        month=months.loc[end],
    )


def twelve_months_at_year_end(material: Material) -> Iterator[Discrepancy]:
    """Find figures to 31 March that cover the same twelve months under two bases and differ.

    An error where both labels say how they are counted; where only our reading of the table says it, a warning.
    """
    rows = material.one_each
    march = rows[(rows["period_end"].dt.month == 3) & (rows["period_end"].dt.day == 31) & ~rows["rough"]]
    rolling = march[march["basis"] == "rolling_12_months"]
    pairs = _pairs(material)
    other = rolling["measure"].map(lambda measure: pairs.get(measure, {}).get("year_to_date", measure))
    years = march[march["basis"].isin(["year", "year_to_date"])]
    both = rolling.assign(other=other).merge(
        years,
        left_on=[*KEYS, "other", "period_end"],
        right_on=[*KEYS, "measure", "period_end"],
        suffixes=("", "_year"),
    )
    so_far = march[march["basis"] == "year_to_date"].merge(
        march[march["basis"] == "year"], on=[*KEYS, "measure", "period_end"], suffixes=("", "_year")
    )
    for row in pd.concat([both, so_far]).itertuples():
        if abs(row.value - row.value_year) <= row.slack + row.slack_year + 1e-9:
            continue
        first = "12 months" if row.basis == "rolling_12_months" else "year to date"
        second = "since April" if row.basis_year == "year_to_date" else "for the year"
        yield Discrepancy.at(
            row,
            "error" if all(SAYS_SO.search(label) for label in (row.label, row.label_year)) else "warning",
            f"{row.label} ({first}) is {figure(row.value, row.unit, row.decimals)} and {row.label_year} ({second}) is "
            f"{figure(row.value_year, row.unit_year, row.decimals_year)} at the end of March {row.period_end.year}, "
            "when both cover the same twelve months.",
            first=row.value,
            second=row.value_year,
        )
