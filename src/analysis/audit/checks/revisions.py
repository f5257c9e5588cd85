"""Revisions: the same figure said again later, and differently."""

from collections.abc import Iterator

import pandas as pd

from analysis.audit.audit_context import BENCHMARKS, Material
from analysis.audit.discrepancy import Discrepancy
from analysis.audit.wording import exact, figure, period
from analysis.catalogue.plural import counted
from analysis.catalogue.vintage import newest_first

FIGURE = ["area", "measure", "basis", "period_end"]
LARGE = 0.05
LARGE_COUNT = 10


def restated_figures(material: Material) -> Iterator[Discrepancy]:
    """Count, by measure and pair of vintages, the figures that a later one gives differently."""
    table = _restated(material)
    keys = ["measure", "published_before", "published_on"]
    for _, rows in table.groupby(keys, sort=False):
        size = (rows["value"] - rows["before"]).abs() / rows["before"].abs().clip(lower=1)
        row = rows.loc[size.idxmax()]
        areas = rows["area"].nunique()
        where = f" in {areas} areas" if areas > 1 else ""
        yield Discrepancy(
            "note",
            f"{row['label']}: {counted(len(rows), 'figure')}{where} restated {_between(row)}; "
            f"the largest, {period(row['period_end'], row['basis'])}, from "
            f"{figure(row['before'], row['unit'], int(row['decimals_before']))} to "
            f"{figure(row['value'], row['unit'], int(row['decimals']))}.",
            area=row["area"],
            measure=row["measure"],
            period_end=row["period_end"].date(),
            evidence={"restated": len(rows), "before": row["before"], "after": row["value"]},
            source=row["source"],
        )


def _between(row: pd.Series) -> str:
    """Say which two papers: by their days, or, of one day, that there are two."""
    before, after = row["published_before"].date(), row["published_on"].date()
    return f"between two papers of {after}" if before == after else f"between {before} and {after}"


def _restated(material: Material) -> pd.DataFrame:
    rows = material.one_each
    rows = rows.iloc[newest_first(rows)[::-1]].sort_values(FIGURE, kind="stable")
    rows = rows[~rows["rough"]]
    groups = rows.groupby(FIGURE, sort=False)
    before = groups[["value", "slack", "decimals", "published_on", "paper"]].shift()
    rows = rows.assign(
        before=before["value"],
        slack_before=before["slack"],
        decimals_before=before["decimals"],
        published_before=before["published_on"],
        paper_before=before["paper"],
    )
    gap = (rows["value"] - rows["before"]).abs()
    return rows[gap > rows["slack"] + rows["slack_before"] + 1e-9]


def differs_from_published(material: Material) -> Iterator[Discrepancy]:
    """Find figures of a council's own paper that are far from the published statistic of the same thing."""
    rows = material.one_each
    rows = rows[~rows["area"].str.startswith(BENCHMARKS) & ~rows["rough"]]
    official = rows["paper"].str.contains("published", regex=False)
    both = rows[~official].merge(
        rows[official].sort_values("published_on").drop_duplicates(FIGURE, keep="last"),
        on=FIGURE,
        suffixes=("", "_official"),
    )
    gap = (both["value"] - both["value_official"]).abs()
    far = gap > (both["value_official"].abs() * LARGE).clip(lower=0)
    counts = both["unit"].ne("count") | (gap >= LARGE_COUNT)
    for row in both[far & counts & (gap > both["slack"] + both["slack_official"])].itertuples():
        yield Discrepancy.at(
            row,
            "warning",
            f"{row.label}, {period(row.period_end, row.basis)}: the paper prints "
            f"{figure(row.value, row.unit, row.decimals)}, and the published statistic is "
            f"{figure(row.value_official, row.unit_official, row.decimals_official)}.",
            printed=row.value,
            published=row.value_official,
            published_in=row.source_official,
            difference=exact(row.value - row.value_official),
        )
