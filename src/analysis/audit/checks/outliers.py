"""Outliers: one figure far outside what the rest of its series does."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.audit.audit_context import Material
from analysis.audit.discrepancy import Discrepancy
from analysis.audit.wording import figure, period

MOVING_RANGE_TO_LIMIT = 3.145  # 3 / 0.954, limits from the median moving range: Wheeler & Chambers 1992
FEWEST = 6
BEYOND = 1.5  # times the distance of the limit
NEAREST = 0.3  # and at least this share of the usual level away from it
BEYOND_YEARLY = 4.0  # years differ more than months, and demand may truly double: that is worth a note
NEAREST_YEARLY = 1.0
TIMES_YEARLY = 5.0  # but not so many times over
OUTSIDE = 1.25  # times the range of all other figures


def outliers(material: Material) -> Iterator[Discrepancy]:
    """Find figures beyond the natural limits of their series without them."""
    rows = material.own
    running = rows["basis"].eq("year_to_date") & rows["unit"].isin(["count", "fte", "percent"])
    rows = rows[~rows["rough"] & ~running]
    rows = rows[~_before_a_gap(rows)]
    rows = rows[rows.groupby("series")["value"].transform("size") >= FEWEST]
    gap = rows.groupby("series")["period_end"].diff().dt.days.astype("float64")
    yearly = gap.groupby(rows["series"]).transform("median") > 100
    rows = rows[_may_hold_an_outlier(rows, yearly)]
    yearly = yearly[rows.index]
    values, slack = rows["value"].to_numpy(), rows["slack"].to_numpy()
    is_yearly, is_count = yearly.to_numpy(), rows["unit"].eq("count").to_numpy()
    for places in rows.groupby("series", sort=False).indices.values():
        first = places[0]
        least = _least_step(values[places], float(slack[places].max()), count=bool(is_count[first]))
        found = _furthest(values[places], least, yearly=bool(is_yearly[first]))
        if found is not None:
            yield _outlier(rows.iloc[places], found, yearly=bool(is_yearly[first]))


def _may_hold_an_outlier(rows: pd.DataFrame, yearly: pd.Series) -> pd.Series:
    """Screen series by how far any figure lies from the middle, as a share of it, before looking at each."""
    series = rows.groupby("series")["value"]
    middle = series.transform("median")
    reach = pd.concat([series.transform("max") - middle, middle - series.transform("min")], axis=1).max(axis=1)
    return reach >= 0.5 * middle.abs() * yearly.map({True: NEAREST_YEARLY, False: NEAREST})


def _before_a_gap(rows: pd.DataFrame) -> pd.Series:
    """Whether a figure stands alone before a monthly series begins: last year's, printed beside this year's months."""
    gap = -rows.groupby("series")["period_end"].diff(-1).dt.days.astype("float64")
    usual = gap.groupby(rows["series"]).transform("median")
    first = rows.groupby("series").cumcount().eq(0)
    return first & (gap > 3 * usual)


def _furthest(values: np.ndarray, least: float, *, yearly: bool) -> int | None:
    """Return the position of the figure furthest from the middle, where it is an outlier."""
    candidate = int(np.abs(values - np.median(values)).argmax())
    rest = np.delete(values, candidate)
    middle = float(np.median(rest))
    step = max(float(np.median(np.abs(np.diff(rest)))), least)
    away = abs(values[candidate] - middle)
    beyond, nearest = (BEYOND_YEARLY, NEAREST_YEARLY) if yearly else (BEYOND, NEAREST)
    inside = (
        away <= beyond * MOVING_RANGE_TO_LIMIT * step
        or away < nearest * abs(middle)
        or away <= OUTSIDE * float(np.ptp(rest))
    )
    return None if inside else candidate


def _least_step(values: np.ndarray, slack: float, *, count: bool) -> float:
    """Return the step below which chance and rounding explain everything: the square root of a count, or a digit."""
    middle = float(np.median(np.abs(values)))
    return float(max(middle**0.5, 1.0) if count else max(2 * slack, 0.02 * middle))


def _outlier(series: pd.DataFrame, candidate: int, *, yearly: bool) -> Discrepancy:
    row = series.iloc[candidate]
    rest = series["value"].drop(series.index[candidate])
    unit, decimals = row["unit"], int(row["decimals"])
    before = float(series["value"].iloc[max(candidate - 1, 0)])
    complement = unit == "percent" and abs(100 - float(row["value"]) - before) <= 1.0
    hint = f"; it is what {figure(before, unit, decimals)} before it leaves of 100" if complement else ""
    within = max(rest.max(), 1.0) * TIMES_YEARLY > row["value"] > rest.min() / TIMES_YEARLY
    return Discrepancy(
        "note" if yearly and within else "warning",
        f"{row['label']}, {period(row['period_end'], row['basis'])}: {figure(row['value'], unit, decimals)} lies far "
        f"outside the rest of its series ({figure(rest.min(), unit, decimals)} to "
        f"{figure(rest.max(), unit, decimals)}){hint}.",
        area=row["area"],
        measure=row["measure"],
        period_end=row["period_end"].date(),
        evidence={"value": float(row["value"]), "lowest": float(rest.min()), "highest": float(rest.max())},
        source=row["source"],
    )


def small_denominators(material: Material) -> Iterator[Discrepancy]:
    """Find percentages of so few cases that one more moves them by points."""
    rows = material.own
    rows = rows[rows["unit"].eq("percent") & rows["denominator"].between(1, 30) & rows["numerator"].notna()]
    last = rows.drop_duplicates(["paper", "published_on", "area", "measure"], keep="last")
    for row in last.itertuples():
        points = 100 / row.denominator
        yield Discrepancy.at(
            row,
            "note",
            f"{row.label}, {period(row.period_end, row.basis)}: {figure(row.value, 'percent', row.decimals)} rests on "
            f"{row.denominator:g} cases, so one more or less moves it by {points:.1f} points.",
            denominator=row.denominator,
            points_per_case=round(points, 2),
        )
