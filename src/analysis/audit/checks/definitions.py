"""Definitions: series that do not mean the same throughout."""

from collections.abc import Iterator

import numpy as np

from analysis.audit.audit_context import Material
from analysis.audit.discrepancy import Discrepancy
from analysis.audit.wording import figure, period
from analysis.catalogue.period import Month

SIDE = 3  # figures needed on either side of a break
APART = 3.0  # times the usual step that the two sides must lie apart
MONTHLY = ["month", "snapshot", "rolling_12_months"]
CHANGE = r"new measure|new definition|definition|new system|undercount|not comparable|recorded differently|only from"


def partial_periods(material: Material) -> Iterator[Discrepancy]:
    """Find figures that cover only part of their period, by the paper's own words."""
    rows = material.observations
    text = rows["as_printed"].fillna("").astype("str")
    partial = (rows["missing"].eq("partial") & ~rows["rough"]) | text.str.contains(r"\bonly\b|" + CHANGE, case=False)
    for row in rows[partial & ~rows["area"].str.startswith(("SN", "ENG"))].itertuples():
        yield Discrepancy.at(
            row,
            "note",
            f'{row.label}, {period(row.period_end, row.basis)}: "{row.as_printed}" does not cover the whole period '
            "and does not compare with other years.",
            as_printed=row.as_printed,
        )


def definition_change(material: Material) -> Iterator[Discrepancy]:
    """Find the paper's own warnings that a definition, a system or the recording changed."""
    rows = material.remarks
    rows = rows[rows["kind"].eq("data_check") & rows["text"].fillna("").str.contains(CHANGE, case=False)]
    for row in rows.itertuples():
        yield Discrepancy.at(
            row, "note", f"The paper itself warns: {str(row.text).strip().rstrip('.')}.", text=row.text
        )


def series_break(material: Material) -> Iterator[Discrepancy]:
    """Find monthly series that move to another level and stay there.

    A stock carries over from month to month, so that it strays from every level by itself: there the step at which the
    new level begins must stand out among its steps.
    """
    rows = material.monthly
    rows = rows[rows["basis"].isin(MONTHLY) & ~rows["rough"]]
    for _, series in rows.groupby("series", sort=False):
        if len(series) < 2 * SIDE + 2:
            continue
        values = series["value"].to_numpy()
        place = _break_at(values)
        if place is None or (series["basis"].iloc[0] == "snapshot" and not _stands_out(values, place)):
            continue
        row = series.iloc[place]
        before, after = series["value"].iloc[:place].median(), series["value"].iloc[place:].median()
        month = Month.of(row["period_end"].date()).words
        yield Discrepancy(
            "note",
            f"{row['label']} moves to another level in {month} and stays there: about "
            f"{figure(before, row['unit'], int(row['decimals']))} before, "
            f"{figure(after, row['unit'], int(row['decimals']))} since; ask whether a definition, a system or practice "
            "changed.",
            area=row["area"],
            measure=row["measure"],
            period_end=row["period_end"].date(),
            evidence={"before": float(before), "after": float(after)},
            source=row["source"],
        )


def _stands_out(values: np.ndarray, place: int) -> bool:
    """Whether the step to a place is far larger than the other steps of a series."""
    steps = np.abs(np.diff(values))
    others = np.delete(steps, place - 1)
    return bool(steps[place - 1] > APART * others.mean())


def _break_at(values: np.ndarray) -> int | None:
    """Return where two sides without overlap lie furthest apart, if that is far; the position the new level starts."""
    highest, lowest = np.maximum.accumulate(values), np.minimum.accumulate(values)
    highest_after, lowest_after = (
        np.maximum.accumulate(values[::-1])[::-1],
        np.minimum.accumulate(values[::-1])[::-1],
    )
    starts = np.arange(SIDE, len(values) - SIDE + 1)
    clear = np.maximum(
        lowest_after[starts] - highest[starts - 1],
        lowest[starts - 1] - highest_after[starts],
    )
    if clear.max() <= 0:
        return None
    start = int(starts[clear.argmax()])
    left, right = values[:start], values[start:]
    step = np.abs(np.concatenate([np.diff(left), np.diff(right)])).mean()
    return start if abs(np.median(right) - np.median(left)) > APART * step else None
