"""Benchmarks: whom a figure is compared with, and in what unit."""

from collections.abc import Iterator

import pandas as pd

from analysis.audit.audit_context import Material
from analysis.audit.discrepancy import Discrepancy
from analysis.audit.wording import exact, figure, listed
from analysis.catalogue.plural import counted, is_or_are

PAPER = ["paper", "published_on", "measure"]
FAR = 8.0  # times; a comparison this far off is in another unit


def benchmark_group_changed(material: Material) -> Iterator[Discrepancy]:
    """Count the measures for which one paper gives two different groups of statistical neighbours."""
    rows = material.one_each
    rows = rows[rows["area"].str.startswith("SN")]
    for _, table in rows.groupby(["paper", "published_on"], sort=False):
        groups = table.groupby("measure")["area"].nunique()
        both = groups[groups > 1].index
        if len(both) == 0:
            continue
        spread = (
            table[table["measure"].isin(both)].groupby("measure")["value"].agg(lambda part: part.max() - part.min())
        )
        largest = spread.idxmax()
        yield Discrepancy.at(
            next(table.itertuples()),
            "note",
            f"{counted(len(both), 'measure')} {is_or_are(len(both))} compared with two groups of statistical "
            f"neighbours; the change of group moves the comparison "
            f"by up to {exact(spread.max())} ({material.label(str(largest))}), without any change of "
            "performance.",
            measures=list(both),
            largest=float(spread.max()),
        )


def benchmark_in_another_unit(material: Material) -> Iterator[Discrepancy]:
    """Find comparisons printed in another unit than the measure, or of another size altogether."""
    rows = material.one_each
    away = rows["area"].str.startswith(("SN", "ENG", "E92", "E12"))
    home = rows[~away].sort_values("period_end", kind="stable")
    middle = home.groupby(PAPER)["value"].median().rename("own")
    units = home.groupby(PAPER)["unit"].agg(lambda part: part.iloc[-1]).rename("own_unit")
    table = rows[away].merge(pd.concat([middle, units], axis=1).reset_index(), on=PAPER)
    table = table[table["unit"].ne(table["own_unit"]) | _far(table)]
    for _, same in table.groupby(PAPER, sort=False):
        row = next(same.itertuples())
        others = listed([figure(other.value, other.unit, other.decimals) for other in same.itertuples()])
        yield Discrepancy.at(
            row,
            "warning",
            f"{row.label}: the comparison ({others}) is not in the unit or of the size of the measure's own figures "
            f"(about {figure(row.own, row.own_unit, 0)}).",
            comparison=row.value,
            comparison_unit=row.unit,
            own=row.own,
            own_unit=row.own_unit,
        )


def _far(table: pd.DataFrame) -> pd.Series:
    """Whether a comparison is many times the measure's own size; counts depend on an area's size and are left out."""
    ratio = table["value"] / table["own"].where(table["own"] > 0)
    average = table["label"].str.contains("average|mean|median|percentile|rate|per ", case=False)
    return average & ~table["unit"].isin(["count", "fte", "pounds", "percent"]) & ((ratio > FAR) | (ratio < 1 / FAR))
