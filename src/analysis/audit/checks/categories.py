"""Categories of a count: one that loses about what "unknown" gains, or the other way, from a year to the next."""

import math
from collections.abc import Iterator

import pandas as pd

from analysis.audit.audit_context import Material
from analysis.audit.discrepancy import Discrepancy
from analysis.audit.relations import Whole
from analysis.audit.wording import exact, period

UNKNOWN = "_unknown"  # how the measure of a category that nobody recorded ends
OF_WHOLE = 0.1  # of the whole: a smaller change of the unknown hides no category
ALIKE = 0.7  # how much of the one change the other is at least, either way round
BEYOND_CHANCE = 1.96
PERIOD = ["area", "basis", "period_end"]


def swaps_with_unknown(material: Material) -> Iterator[Discrepancy]:
    """Find years in which a category and "unknown" moved against each other by about as much, as shares of all."""
    for fact in material.relations.wholes:
        unknown = next((part for part in fact.parts if part.endswith(UNKNOWN)), None)
        if unknown is None or not material.has(fact.whole, unknown):
            continue
        for _, rows in _counts(material, fact).groupby(["area", "basis"], observed=True):
            for before, after in _years(rows):
                yield from _swap(material, fact, unknown, before, after)


def _counts(material: Material, fact: Whole) -> pd.DataFrame:
    """One row a period with the whole and its parts side by side, whichever table has them."""
    figures = material.one_each
    figures = figures[figures["measure"].isin((fact.whole, *fact.parts)) & ~figures["rough"]]
    wide = figures.pivot_table(index=PERIOD, columns="measure", values="value", aggfunc="last")
    unknown = figures[figures["measure"].str.endswith(UNKNOWN)].drop_duplicates(PERIOD, keep="last")
    return wide.join(unknown.set_index(PERIOD)["source"], how="inner").reset_index().sort_values("period_end")


def _years(rows: pd.DataFrame) -> Iterator[tuple[pd.Series, pd.Series]]:
    """Each period with the one that ends a year before it, where both are held."""
    held = {row["period_end"]: row for _, row in rows.iterrows()}
    for end, after in held.items():
        before = held.get(pd.Timestamp(end) - pd.DateOffset(years=1))
        if before is not None:
            yield before, after


def _swap(material: Material, fact: Whole, unknown: str, before: pd.Series, after: pd.Series) -> Iterator[Discrepancy]:
    known = [part for part in fact.parts if part in after.index and pd.notna(before[part]) and pd.notna(after[part])]
    if unknown not in known or pd.isna(before[fact.whole]) or pd.isna(after[fact.whole]):
        return
    grown = after[fact.whole] / before[fact.whole] if before[fact.whole] else math.nan
    gained = after[unknown] - before[unknown] * grown
    chance = BEYOND_CHANCE * math.sqrt(max(before[unknown] + after[unknown], 1))
    if not (abs(gained) >= OF_WHOLE * after[fact.whole] and abs(gained) > chance):
        return
    others = {part: after[part] - before[part] * grown for part in known if part != unknown}
    against = {part: change for part, change in others.items() if change * gained < 0}
    most = max(against, key=lambda part: abs(against[part]), default=None)
    if most is None or not ALIKE <= abs(against[most] / gained) <= 1 / ALIKE:
        return
    yield Discrepancy.at(
        type("Place", (), {**after[["area", "period_end", "source"]].to_dict(), "measure": unknown}),
        "note",
        f"{material.label(fact.whole)}, {period(after['period_end'], after['basis'])}: "
        f"{_went(material, unknown, before, after)} and {_went(material, most, before, after)}, while all of them went "
        f"from {exact(before[fact.whole])} to {exact(after[fact.whole])}. The one may be recorded as the other.",
        whole=fact.whole,
        other_measure=most,
        unknown_change=gained,
        other_change=against[most],
    )


def _went(material: Material, part: str, before: pd.Series, after: pd.Series) -> str:
    return f"{material.label(part)} went from {exact(before[part])} to {exact(after[part])}"
