"""Targets: their order against polarity, and targets that ask for less than there is."""

from collections.abc import Iterator

import pandas as pd

from analysis.audit.audit_context import Material
from analysis.audit.checks.direction_marks import GOOD
from analysis.audit.discrepancy import Discrepancy, Row
from analysis.audit.wording import listed

KEYS = ["paper", "published_on", "area", "measure"]
EASY = 0.1  # a target this far on the wrong side of the figure lets it get worse


def target_order(material: Material) -> Iterator[Discrepancy]:
    """Find minimum and upper targets, or targets of successive dates, in the order that polarity forbids."""
    for _, rows in _with_values(material).groupby(KEYS, sort=False):
        way = GOOD.get(material.polarity(rows["measure"].iloc[0]))
        if way is None:
            continue
        levels = rows.drop_duplicates("level").set_index("level")
        if {"minimum", "upper"} <= set(levels.index):
            yield from _wrong_order(material, levels.loc["minimum"], levels.loc["upper"], way, "the upper target")
        dated = rows[rows["due_on"].notna()].sort_values("due_on")
        for number in range(1, len(dated)):
            if dated["due_on"].iloc[number] > dated["due_on"].iloc[number - 1]:
                yield from _wrong_order(material, dated.iloc[number - 1], dated.iloc[number], way, "the later target")


def _with_values(material: Material) -> pd.DataFrame:
    return material.targets[material.targets["value"].notna() & material.targets["measure"].notna()]


def _wrong_order(material: Material, first: Row, then: Row, way: int, name: str) -> Iterator[Discrepancy]:
    if (then["value"] - first["value"]) * way >= 0:
        return
    good = "high" if way > 0 else "low"
    yield Discrepancy(
        "warning",
        f"{material.label(then['measure'])}: {good} is good, so {name} should be the harder one, but {name} is "
        f"{then['as_printed']} and the one before it {first['as_printed']}.",
        area=then["area"],
        measure=then["measure"],
        evidence={"first": first["value"], "then": then["value"], "polarity": good},
        source=then["source"],
    )


def target_out_of_range(material: Material) -> Iterator[Discrepancy]:
    """Find percentage targets that no percentage can reach."""
    rows = _with_values(material)
    for row in rows[rows["unit"].eq("percent") & ((rows["value"] > 100) | (rows["value"] < 0))].itertuples():
        yield Discrepancy.at(
            row,
            "error",
            f"{material.label(row.measure)}: a target of {row.as_printed} lies outside 0% to 100%.",
            target=row.value,
        )


def target_already_passed(material: Material) -> Iterator[Discrepancy]:
    """Find targets that the latest figure has passed by far: they would let it get worse."""
    last = material.own.sort_values("period_end", kind="stable").drop_duplicates(KEYS, keep="last")
    both = _with_values(material).merge(last, on=KEYS, suffixes=("", "_now"))
    both = both[both["unit"].eq(both["unit_now"])]
    for row in both.drop_duplicates(KEYS).itertuples():
        way = GOOD.get(material.polarity(row.measure))
        if way is None or not row.value:
            continue
        if (row.value_now - row.value) * way > EASY * abs(row.value) and row.value_now:
            yield Discrepancy.at(
                row,
                "note",
                f"{row.label}: the target is {row.as_printed} and the latest figure {row.as_printed_now} has passed "
                "it already, so the target would let it get worse.",
                target=row.value,
                latest=row.value_now,
            )


def targets_not_set(material: Material) -> Iterator[Discrepancy]:
    """Count the measures of a paper whose targets are not set yet."""
    rows = material.targets.dropna(subset=["measure"])
    for _, table in rows.groupby(["paper", "published_on"], sort=False):
        unset = table[table["missing"].eq("not_yet_set")]
        measures = unset["measure"].drop_duplicates()
        still = [measure for measure in measures if not table[table["measure"] == measure]["value"].notna().any()]
        if still:
            yield Discrepancy.at(
                next(unset.itertuples()),
                "note",
                f"{len(still)} of {table['measure'].nunique()} measures with a target column have none set: "
                f"{listed([material.label(measure) for measure in still], limit=4)}.",
                measures=still,
            )
