"""Figures that must be equal, and figures that should not be."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from analysis.audit.audit_context import PLACE, Material
from analysis.audit.discrepancy import Discrepancy
from analysis.audit.rounding import differ
from analysis.audit.wording import exact, figure, listed, period
from analysis.catalogue.period import Month

TWIN_SHARED = 6  # periods two series must share
TWIN_EQUAL = 0.75  # of them equal, for the series to be taken for one thing under two names
TWIN_LEVELS = 4  # with so many different values, so that two flat series do not count
EXACT = 1e-6  # a difference below it comes from how numbers are stored
COPY_AT_LEAST = 20  # counts below this coincide by chance
COPY_RUN = 2  # coincidences in a row
COPY_DIGITS = 4.0  # and so many digits in all: two counts of a hundred, three of twenty-five
PAIR_KEYS = [*PLACE, "area", "basis", "period_end"]


def printed_twice(material: Material) -> Iterator[Discrepancy]:
    """Find one figure that one paper prints twice with two values."""
    rows = material.figures
    rows = rows[~rows["rough"]]
    rows = rows[rows.duplicated(["series", "period_end"], keep=False)]
    same = rows.groupby(["series", "period_end"])
    spread = same["value"].transform("max") - same["value"].transform("min")
    slack = same["slack"].transform("sum")
    for _, group in rows[spread > slack + 1e-9].groupby(["series", "period_end"], sort=False):
        first = next(group.itertuples())
        said = [figure(row.value, row.unit, row.decimals) for row in group.itertuples()]
        complement = _complement(group) if first.unit == "percent" else None
        often = "twice" if len(said) == 2 else f"{len(said)} times"
        hint = f" The two add up to {complement}: one may be the complement." if complement else ""
        yield Discrepancy.at(
            first,
            "error",
            f"{first.label}, {period(first.period_end, first.basis)}, is printed {often} in one paper as "
            f"{listed(list(dict.fromkeys(said)))}.{hint}",
            values=list(group["value"]),
            sources=list(group["source"]),
        )


def _complement(group: pd.DataFrame) -> str | None:
    """Return what two of the values add up to where that is 100, or as near as rounding brings it; else null."""
    sums = [abs(first + second - 100) for first in group["value"] for second in group["value"] if first != second]
    nearest = min(sums, default=2.0)
    return None if nearest > 1 else "100" if nearest < EXACT else "about 100"


def must_be_equal(material: Material) -> Iterator[Discrepancy]:
    """Find measures that are the same thing by definition, or in nearly every period, and differ in some."""
    stated = {frozenset(fact.measures) for fact in material.relations.alike}
    for pair in stated:
        yield from _unequal(material, tuple(sorted(pair)), "error")
    for pair in _twins(material) - stated:
        yield from _unequal(material, tuple(sorted(pair)), "warning")


def _unequal(material: Material, pair: tuple[str, ...], severity: str) -> Iterator[Discrepancy]:
    if not material.has(*pair):
        return
    rows = material.one_each
    rows = rows[~rows["rough"]]
    first, second = (rows[rows["measure"] == measure] for measure in pair)
    both = first.merge(second, on=PAIR_KEYS, suffixes=("", "_twin"))
    for row in both[differ(both["value"], both["value_twin"], both["slack"] + both["slack_twin"])].itertuples():
        agree = "elsewhere the two agree" if severity == "warning" else "they are the same thing"
        yield Discrepancy.at(
            row,
            "error" if severity == "error" else "warning",
            f"{row.label} is {figure(row.value, row.unit, row.decimals)} and {row.label_twin} "
            f"{figure(row.value_twin, row.unit_twin, row.decimals_twin)} for {period(row.period_end, row.basis)}, and "
            f"{agree}.",
            first=row.value,
            second=row.value_twin,
            other_measure=row.measure_twin,
        )


def _twins(material: Material) -> set[frozenset[str]]:
    """Return pairs of unrelated measures of one paper that are equal in nearly all periods they share."""
    rows = material.monthly
    rows = rows[~rows["rough"]]
    rows = rows[rows.groupby("series")["value"].transform("size") >= TWIN_SHARED]
    known = material.relations.related()
    found = set()
    for _, table in rows.groupby([*PLACE, "area", "basis"], sort=False):
        wide = table.pivot_table(index="period_end", columns="measure", values="value", aggfunc="first")
        levels = wide.nunique()
        for number, first in enumerate(wide.columns):
            if levels[first] < TWIN_LEVELS:
                continue
            rest = wide.iloc[:, number + 1 :]
            shared = rest.notna().mul(wide[first].notna(), axis=0).sum()
            same = rest.eq(wide[first], axis=0).sum()
            twins = rest.columns[(shared >= TWIN_SHARED) & (same >= TWIN_EQUAL * shared) & (same < shared)]
            found |= {frozenset((first, twin)) for twin in twins} - known
    return found


def must_complement(material: Material) -> Iterator[Discrepancy]:
    """Find two shares that must make up 100% (or another total) and do not."""
    rows = material.one_each
    for fact in material.relations.complements:
        first, second = (rows[rows["measure"] == measure] for measure in fact.measures)
        both = first.merge(second, on=PAIR_KEYS, suffixes=("", "_rest"))
        total = both["value"] + both["value_rest"]
        for row in both[differ(total, total * 0 + fact.total, both["slack"] + both["slack_rest"])].itertuples():
            yield Discrepancy.at(
                row,
                "error",
                f"{row.label} ({figure(row.value, row.unit, row.decimals)}) and {row.label_rest} "
                f"({figure(row.value_rest, row.unit_rest, row.decimals_rest)}) for "
                f"{period(row.period_end, row.basis)} make {exact(row.value + row.value_rest)}, not "
                f"{exact(fact.total)}.",
                first=row.value,
                second=row.value_rest,
                total=fact.total,
            )


def _chance(run: pd.DataFrame) -> bool:
    """Whether coincidences are few and small enough to be chance."""
    levels = run["value"].drop_duplicates()
    return len(levels) < COPY_RUN or float(np.log10(levels).sum()) < COPY_DIGITS


def copied_figures(material: Material) -> Iterator[Discrepancy]:
    """Find two different measures with the same counts at several dates in a row."""
    rows = material.own
    rows = rows[rows["unit"].eq("count") & rows["value"].ge(COPY_AT_LEAST) & ~rows["rough"]]
    rows = rows.assign(rank=rows.groupby("series")["period_end"].rank("dense"))
    columns = [*PAIR_KEYS, "value", "measure", "group", "label", "rank", "source"]
    both = rows[columns].merge(rows[columns], on=[*PAIR_KEYS, "value"], suffixes=("", "_copy"))
    both = both[(both["measure"] < both["measure_copy"]) & (both["group"] != both["group_copy"])]
    known = material.relations.related()
    keys = [*PLACE, "area", "basis", "measure", "measure_copy"]
    for names, run in both.groupby(keys, sort=False):
        ordered = run.sort_values("period_end")
        in_a_row = max(ordered[rank].diff().eq(1).sum() for rank in ("rank", "rank_copy")) + 1
        if frozenset(names[-2:]) in known or _chance(run) or in_a_row < COPY_RUN:
            continue
        last = list(run.sort_values("period_end").itertuples())[-1]
        when = [f"{exact(row.value)} ({Month.of(row.period_end.date()).words})" for row in run.itertuples()]
        yield Discrepancy.at(
            last,
            "warning",
            f"{last.label} and {last.label_copy} are printed with the same figures at {len(run)} dates: "
            f"{listed(when)}; one may be copied from the other.",
            values=list(run["value"]),
            other_measure=last.measure_copy,
            other_source=last.source_copy,
        )
