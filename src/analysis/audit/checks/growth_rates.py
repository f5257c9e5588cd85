"""Growth: a percentage more or less than a year before, against the two counts."""

from collections.abc import Iterator

import pandas as pd

from analysis.audit.audit_context import PLACE, Material
from analysis.audit.discrepancy import Discrepancy
from analysis.audit.rounding import differ, grain
from analysis.audit.wording import exact, figure, period

KEYS = [*PLACE, "area", "basis", "period_end"]


def growth_against_counts(material: Material) -> Iterator[Discrepancy]:
    """Find growth percentages, or their sign, that the paper's counts of the two years do not give."""
    rows = material.one_each
    rows = rows[~rows["rough"]]
    for fact in material.relations.growths:
        if not material.has(fact.growth, fact.of):
            continue
        counts = rows[rows["measure"] == fact.of][[*KEYS, "value"]].rename(columns={"value": "now"})
        earlier = counts.rename(columns={"now": "before"})
        earlier = earlier.assign(period_end=_year_later(earlier["period_end"]))
        table = rows[rows["measure"] == fact.growth].merge(counts, on=KEYS).merge(earlier, on=KEYS)
        table = table[table["before"] > 0]
        computed = (table["now"] / table["before"] - 1) * 100
        loose = (grain(table, "now") + grain(table, "before")) / table["before"] * 100
        table = table.assign(computed=computed)
        for row in table[differ(computed, table["value"], table["slack"] + loose)].itertuples():
            lost = abs(row.value + row.computed) <= row.slack + 1e-9
            yield Discrepancy.at(
                row,
                "error",
                f"{row.label}, {period(row.period_end, row.basis)}: {figure(row.value, row.unit, row.decimals)} is "
                f"printed, but from {exact(row.before)} to {exact(row.now)} is "
                f"{figure(row.computed, row.unit, row.decimals)}{' (the minus is lost)' if lost else ''}.",
                printed=row.value,
                before=row.before,
                now=row.now,
                computed=round(row.computed, 4),
            )


def _year_later(end: pd.Series) -> pd.Series:
    """Return the same month's end a year later, 29 February becoming 28."""
    return (end + pd.DateOffset(years=1) + pd.offsets.MonthEnd(0)).astype(end.dtype)
