"""Stock and flow: how many there are now is how many there were, plus those who came, less those who left."""

from collections.abc import Iterator

import pandas as pd

from analysis.audit.audit_context import Material
from analysis.audit.discrepancy import Discrepancy
from analysis.audit.relations import Flow
from analysis.audit.wording import exact, period

LEAST = 10  # children: below it a residual says nothing
SEVERAL = 4  # years, to know what an area's account usually fails to close by
FAR = 3.0  # times what this area's own account usually fails to close by


def stock_and_flow(material: Material) -> Iterator[Discrepancy]:
    """Find years whose stock does not follow from the year before and the flows between."""
    for flow in material.relations.flows:
        if not material.has(flow.stock, flow.started, flow.ended):
            continue
        account = _closing_account(material, flow)
        years = account.groupby("area")["residual"].transform("size")
        usual = account["residual"].abs().groupby(account["area"]).transform("median").where(years >= SEVERAL, 0.0)
        expected = (flow.usual_residual / 100 * account["stock"]).clip(lower=LEAST)
        far = account["residual"].abs() > pd.concat([expected * 2, usual * FAR], axis=1).max(axis=1)
        for row in account[far].itertuples():
            ought = row.before + row.started - row.ended
            yield Discrepancy(
                "warning",
                f"{material.label(flow.stock)}, {period(row.period_end, 'snapshot')}: {exact(row.before)} a year "
                f"before, {exact(row.started)} started and {exact(row.ended)} ended make {exact(ought)}, but "
                f"{exact(row.stock)} is printed ({exact(abs(row.residual))} "
                f"{'more' if row.residual > 0 else 'fewer'}).",
                area=row.area,
                measure=flow.stock,
                period_end=row.period_end.date(),
                evidence={
                    "before": row.before,
                    "started": row.started,
                    "ended": row.ended,
                    "stock": row.stock,
                    "residual": row.residual,
                },
                source=row.source,
            )


def _closing_account(material: Material, flow: Flow) -> pd.DataFrame:
    """Return stock, the stock a year before, what started and ended, and the residual, one row per area and year.

    residual: stock - (before + started - ended), in children. Newest vintages; authorities only.
    """
    rows = material.newest
    rows = rows[~rows["area"].str.startswith(("E92", "E12", "SN", "ENG")) & ~rows["rough"]]
    stocks = rows[(rows["measure"] == flow.stock) & (rows["basis"] == "snapshot")]
    stocks = stocks[["area", "period_end", "value", "source"]].rename(columns={"value": "stock"})
    earlier = stocks.drop(columns="source").rename(columns={"stock": "before"})
    earlier = earlier.assign(period_end=earlier["period_end"] + pd.DateOffset(years=1))
    account = stocks.merge(earlier.astype({"period_end": stocks["period_end"].dtype}), on=["area", "period_end"])
    for name, measure in (("started", flow.started), ("ended", flow.ended)):
        flows = rows[(rows["measure"] == measure) & (rows["basis"] == "year")]
        flows = flows[["area", "period_end", "value"]].rename(columns={"value": name})
        account = account.merge(flows, on=["area", "period_end"])
    return account.assign(residual=account["stock"] - (account["before"] + account["started"] - account["ended"]))
