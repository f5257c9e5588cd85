"""Freshness: last figures older than a report allows, figures that do not move, and months that lack."""

from collections.abc import Iterator

import pandas as pd

from analysis.audit.audit_context import PLACE, Material
from analysis.audit.discrepancy import Discrepancy, Row
from analysis.audit.wording import figure, listed
from analysis.catalogue.period import Month

OLD = 3  # months that a monthly figure may lag behind the newest of its paper
STUCK = 4  # periods with the very same figure
LONG = 12  # months of a series that is kept by month
FEW = 3  # months that it may lack: with more it is not kept by month throughout


def stale_figures(material: Material) -> Iterator[Discrepancy]:
    """Find monthly measures whose last figure is months older than the paper's newest."""
    rows = material.monthly
    for _, paper in rows.groupby([*PLACE, "area"], sort=False):
        newest = paper["period_end"].max()
        last = paper.sort_values("period_end", kind="stable").drop_duplicates("measure", keep="last")
        spacing = paper.groupby("measure")["period_end"].agg(_usual_gap).reindex(last["measure"])
        late = (newest.year - last["period_end"].dt.year) * 12 + newest.month - last["period_end"].dt.month
        for row, months, gap in zip(last.itertuples(), late, spacing, strict=True):
            if months > max(OLD, gap):
                yield Discrepancy.at(
                    row,
                    "warning",
                    f"{row.label}: the last figure is of {Month.of(row.period_end.date()).words}, {months} months "
                    f"before the newest of the same paper ({Month.of(newest.date()).words}).",
                    last=row.period_end.date(),
                    newest=newest.date(),
                    months=int(months),
                )


def _usual_gap(days: pd.Series) -> float:
    """Return the usual number of months between figures."""
    ordered = days.drop_duplicates().sort_values()
    return float((ordered.diff().dt.days / 30.4).median())


def stuck_figures(material: Material) -> Iterator[Discrepancy]:
    """Find series that print the very same figure for many periods in a row."""
    rows = material.monthly
    rows = rows[~rows["value"].isin([0, 100]) & rows["value"].abs().ge(1)]
    rows = rows[(rows["decimals"] > 0) | rows["value"].ge(50)]
    change = rows["value"].ne(rows.groupby("series")["value"].shift()).astype("int64")
    rows = rows.assign(run=change.cumsum())
    length = rows["run"].groupby([rows["series"], rows["run"]]).transform("size")
    for _, run in rows[length >= STUCK].groupby(["series", "run"], sort=False):
        if run["period_end"].nunique() == len(run):
            row = list(run.itertuples())[-1]
            months = listed([Month.of(end.date()).words for end in run["period_end"]], limit=8)
            yield Discrepancy.at(
                row,
                "note",
                f"{row.label}: {figure(row.value, row.unit, row.decimals)} is printed {len(run)} times in a row "
                f"({months}); the figure may be carried forward.",
                value=row.value,
                times=len(run),
            )


def absent_months(material: Material) -> Iterator[Discrepancy]:
    """Find months that are not there between others of one measure; once for all measures that lack the same.

    A month whose figure is missing for a reason that is printed (hidden, not available) is there.
    """
    rows = material.observations
    rows = rows[rows["basis"].isin(["month", "snapshot"]) & ~rows["area"].str.startswith(("SN", "ENG"))]
    found: dict[tuple[str, str, tuple[Month, ...]], list[Row]] = {}
    for _, series in rows.groupby([*PLACE, "area", "measure", "basis"], sort=False):
        lacking = _lacking(series["period_end"])
        if lacking:
            last = list(series.itertuples())[-1]
            found.setdefault((last.paper, last.area, lacking), []).append(last)
    for (_, _, months), same in found.items():
        named = listed([str(row.label) for row in same], limit=3)
        words = listed([month.words for month in months])
        yield Discrepancy.at(
            same[0],
            "note",
            f"No figure is there for {words}, which {'lies' if len(months) == 1 else 'lie'} between others: {named}.",
            months=[str(month) for month in months],
            measures=sorted({str(row.measure) for row in same}),
        )


def _lacking(ends: pd.Series) -> tuple[Month, ...]:
    """Return the few months that a long series lacks; none of one that is not kept by month."""
    held = sorted({Month.of(end.date()) for end in ends})
    every = [
        held[0].plus(step) for step in range((held[-1].year - held[0].year) * 12 + held[-1].number - held[0].number)
    ]
    lacking = tuple(month for month in every if month not in held)
    return lacking if len(held) >= LONG and len(lacking) <= FEW else ()
