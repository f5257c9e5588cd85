"""Areas: what is counted in every authority of a region is what is counted in the region."""

from collections.abc import Iterator

import pandas as pd

from analysis.audit.audit_context import PLACE, Material
from analysis.audit.discrepancy import Discrepancy
from analysis.audit.rounding import REGIONAL, grain
from analysis.audit.wording import exact, number, period
from analysis.catalogue.area import areas

KEYS = [*PLACE, "measure", "basis", "period_end", "region"]


def areas_against_region(material: Material) -> Iterator[Discrepancy]:
    """Find regions whose authorities, all of them printed, do not add up to the regional count."""
    totals = _regions(material)
    authorities = _authorities(material, totals)
    both = authorities.merge(totals, on=KEYS)
    both = both[both["printed"].eq(both["all_of_them"])]
    gap = both["sum"] - both["total"]
    for row in both.assign(gap=gap)[gap.abs() > both["loose"] + 1e-6].itertuples():
        yield Discrepancy(
            "error",
            f"{row.label}, {period(row.period_end, row.basis)}: the {row.printed} authorities of the region "
            f"{areas()[row.region].name} add up to {number(row.sum)}, but the region is printed as {exact(row.total)}, "
            f"{exact(abs(row.gap))} {'less' if row.gap > 0 else 'more'}.",
            area=row.region,
            measure=row.measure,
            period_end=row.period_end.date(),
            evidence={"sum": row.sum, "region": row.total, "difference": row.gap, "authorities": row.printed},
            source=row.source,
        )


def _regions(material: Material) -> pd.DataFrame:
    rows = material.one_each
    rows = rows[rows["unit"].eq("count") & ~rows["rough"] & rows["area"].str.startswith(REGIONAL[1:])]
    return rows.assign(region=rows["area"], total=rows["value"], loose=grain(rows))[
        [*KEYS, "total", "loose", "source", "label"]
    ]


def _authorities(material: Material, totals: pd.DataFrame) -> pd.DataFrame:
    """Return the sum of each region's authorities, how many are printed and how many there were."""
    known = areas()
    home = {code: area.region for code, area in known.items() if area.kind == "authority"}
    rows = material.one_each
    rows = rows[rows["unit"].eq("count") & rows["measure"].isin(totals["measure"].unique())]
    rows = rows.assign(region=rows["area"].map(home))
    rows = rows[rows["region"].notna()]
    table = rows.groupby(KEYS).agg(sum=("value", "sum"), printed=("area", "nunique")).reset_index()
    days = table["period_end"].drop_duplicates()
    there = pd.DataFrame(
        [
            {
                "region": region,
                "period_end": day,
                "all_of_them": sum(known[code].existed_on(day.date()) for code in codes),
            }
            for region, codes in _members(home).items()
            for day in days
        ],
        columns=["region", "period_end", "all_of_them"],
    )
    return table.merge(there.astype({"period_end": table["period_end"].dtype}), on=["region", "period_end"])


def _members(home: dict[str, str | None]) -> dict[str, list[str]]:
    members: dict[str, list[str]] = {}
    for code, region in home.items():
        if region is not None:
            members.setdefault(region, []).append(code)
    return members
