"""Orders: a quarter, the middle and three quarters of the cases stand in that order."""

from collections.abc import Iterator
from itertools import pairwise

from analysis.audit.audit_context import PLACE, Material
from analysis.audit.discrepancy import Discrepancy
from analysis.audit.wording import figure, period

KEYS = [*PLACE, "area", "basis", "period_end"]


def percentiles_out_of_order(material: Material) -> Iterator[Discrepancy]:
    """Find a lower percentile printed above a higher one."""
    for fact in material.relations.ordered:
        for low, high in pairwise(fact.measures):
            if not material.has(low, high):
                continue
            first, second = material.precise(low), material.precise(high)
            both = first.merge(second, on=KEYS, suffixes=("", "_next"))
            for row in both[both["value"] > both["value_next"] + both["slack"] + both["slack_next"]].itertuples():
                yield Discrepancy.at(
                    row,
                    "error",
                    f"{row.label}, {period(row.period_end, row.basis)}: {figure(row.value, row.unit, row.decimals)} is "
                    f"printed, above the {figure(row.value_next, row.unit_next, row.decimals_next)} of "
                    f"{material.label(high)}, which cannot be lower.",
                    lower=row.value,
                    higher=row.value_next,
                    other_measure=high,
                )
