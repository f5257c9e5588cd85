"""Parts and wholes: what is counted in a part is counted in the whole, and complete parts add up to it."""

from collections.abc import Iterator

import pandas as pd

from analysis.audit.audit_context import Material
from analysis.audit.checks.ratios import KEYS
from analysis.audit.discrepancy import Discrepancy, Row
from analysis.audit.relations import Whole
from analysis.audit.rounding import grain
from analysis.audit.wording import exact, listed, period
from analysis.catalogue.issue import Severity


def parts_against_whole(material: Material) -> Iterator[Discrepancy]:
    """Find parts that do not add up to their whole, or exceed it."""
    for fact in material.relations.wholes:
        if not material.has(fact.whole):
            continue
        for row in _table(material, (fact.whole, *fact.parts)).itertuples():
            yield from _part_findings(material, fact, row)


def _table(material: Material, measures: tuple[str, ...]) -> pd.DataFrame:
    """Return one row per place with value and grain of each measure; only where the whole stands."""
    figures = material.one_each
    figures = figures[figures["measure"].isin(measures) & ~figures["rough"]]
    figures = figures.assign(grain=grain(figures))
    wide = figures.pivot_table(index=KEYS, columns="measure", values=["value", "grain"], aggfunc="first")
    if wide.empty:
        return pd.DataFrame(columns=[*KEYS, "whole", "parts", "grain", "source"])
    values = wide["value"].reindex(columns=list(measures))
    loose = wide["grain"].reindex(columns=list(measures)).fillna(0).sum(axis=1)
    sources = figures[figures["measure"] == measures[0]].drop_duplicates(KEYS).set_index(KEYS)["source"]
    table = pd.DataFrame(
        {
            "whole": values[measures[0]],
            "parts": values[list(measures[1:])].to_numpy().tolist(),
            "grain": loose,
        },
        index=values.index,
    )
    return table[table["whole"].notna()].join(sources).reset_index()


def breakdowns_disagree(material: Material) -> Iterator[Discrepancy]:
    """Find a whole that is printed nowhere and that two tables, by their own complete parts, make differently."""
    for first, second in _split_twice(material):
        one, two = (_totals(material, fact) for fact in (first, second))
        printed = material.precise(first.whole)[KEYS].assign(printed=True)
        both = one.merge(two, on=KEYS, suffixes=("", "_other")).merge(printed, on=KEYS, how="left")
        apart = (both["total"] - both["total_other"]).abs() > both["grain"] + both["grain_other"] + 1e-6
        for row in both[apart & both["printed"].isna()].itertuples():
            yield Discrepancy.at(
                row,
                "error" if first.certain and second.certain else "warning",
                f"{material.label(first.whole)}, {period(row.period_end, row.basis)}: {material.label(first.parts[0])} "
                f"and the other parts of its table add up to {exact(row.total)}, {material.label(second.parts[0])} and "
                f"those of another to {exact(row.total_other)}; both are all of one thing.",
                first=row.total,
                second=row.total_other,
                parts=[*first.parts, *second.parts],
            )


def _split_twice(material: Material) -> Iterator[tuple[Whole, Whole]]:
    """Yield every two complete ways of splitting one whole whose parts have figures."""
    known = [fact for fact in material.relations.wholes if fact.complete and material.has(*fact.parts)]
    for place, first in enumerate(known):
        yield from ((first, second) for second in known[place + 1 :] if second.whole == first.whole)


def _totals(material: Material, fact: Whole) -> pd.DataFrame:
    """Return one row per place where every part stands: their total, its grain, the measure and source of the first."""
    figures = pd.concat([material.precise(part) for part in fact.parts])
    figures = figures.assign(grain=grain(figures))
    found = figures.groupby(KEYS).agg(
        total=("value", "sum"), grain=("grain", "sum"), held=("measure", "nunique"), source=("source", "first")
    )
    return found[found["held"] == len(fact.parts)].reset_index().assign(measure=fact.parts[0])


def _part_findings(material: Material, fact: Whole, row: Row) -> Iterator[Discrepancy]:
    present = {part: value for part, value in zip(fact.parts, row.parts, strict=True) if pd.notna(value)}
    if not present:
        return
    total = sum(present.values())
    full = fact.complete and len(present) == len(fact.parts)
    gap = total - row.whole
    if abs(gap) <= row.grain + 1e-6 or (gap < 0 and not full):
        return
    severity: Severity = "error" if fact.certain else "warning"
    names = listed([f"{material.label(part)} {exact(value)}" for part, value in present.items() if value], limit=5)
    verb = "add up to" if full else "together make"
    yield Discrepancy(
        severity,
        f"{material.label(fact.whole)}, {period(row.period_end, row.basis)}: the parts ({names}) {verb} "
        f"{exact(total)}, but the whole is printed as {exact(row.whole)}, {exact(abs(gap))} "
        f"{'less' if gap > 0 else 'more'}.",
        area=row.area,
        measure=fact.whole,
        period_end=row.period_end.date(),
        evidence={"whole": row.whole, "sum_of_parts": total, "difference": gap, "parts": present},
        source=row.source,
    )


def subset_exceeds_whole(material: Material) -> Iterator[Discrepancy]:
    """Find a part that is larger than what it is part of."""
    for fact in material.relations.subsets:
        if not material.has(fact.part, fact.whole):
            continue
        part, whole = (
            rows.assign(grain=grain(rows)) for rows in (material.precise(name) for name in (fact.part, fact.whole))
        )
        both = part.merge(whole[[*KEYS, "value", "grain"]], on=KEYS, suffixes=("", "_whole"))
        over = both["value"] > both["value_whole"] + both["grain"] + both["grain_whole"] + 1e-6
        for row in both[over].itertuples():
            yield Discrepancy.at(
                row,
                "error",
                f"{row.label}, {period(row.period_end, row.basis)}: {exact(row.value)} is printed, more than the "
                f"{exact(row.value_whole)} of {material.label(fact.whole)} they are part of.",
                part=row.value,
                whole=row.value_whole,
                whole_measure=fact.whole,
            )
