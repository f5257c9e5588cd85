"""Ratios: a percentage or average beside the numbers it is made of."""

from collections.abc import Iterator

import pandas as pd

from analysis.audit.audit_context import PLACE, Material
from analysis.audit.check_pages import explain_ratio
from analysis.audit.discrepancy import Discrepancy
from analysis.audit.relations import Ratio
from analysis.audit.rounding import REGIONAL, differ, grain, shares_possible
from analysis.audit.wording import exact, figure, number, period

SCALE = {"percent": 100.0, "per_10000": 1e4, "per_100000": 1e5, "cases_per_fte": 1.0, "score": 1.0}
LAST_DIGIT = 0.05  # half a digit of a figure with one decimal
MAY_EXCEED = (
    r"growth|increase|reduction|change|more than|compared|turnover|cover"  # shares of something else than a whole
)
KEYS = [*PLACE, "area", "basis", "period_end"]


def ratio_against_printed(material: Material) -> Iterator[Discrepancy]:
    """Find figures that their own printed numerator and denominator do not give.

    A ratio of a region or the nation may leave out authorities that reported only one of the two: a warning there.
    """
    for row in _with_fraction(material).itertuples():
        if not row.wrong or row.swapped:
            continue
        slip = explain_ratio(row.numerator, row.denominator, row.value, row.decimals, scale=row.scale)
        computed = figure(row.computed, row.unit, row.decimals)
        yield Discrepancy.at(
            row,
            "warning" if row.excusable or row.area.startswith(REGIONAL) else "error",
            f"{row.label}, {period(row.period_end, row.basis)}: {exact(row.numerator)} of {exact(row.denominator)} is "
            f"{computed}, but {figure(row.value, row.unit, row.decimals)} is printed"
            + (" (only a rounded denominator would excuse it)." if row.excusable else f"{_hint(slip)}."),
            numerator=row.numerator,
            denominator=row.denominator,
            printed=row.value,
            computed=round(row.computed, 4),
            likeliest=slip,
        )


def swapped_fraction(material: Material) -> Iterator[Discrepancy]:
    """Find fractions printed upside down: the printed figure is denominator / numerator."""
    for row in _with_fraction(material).itertuples():
        if row.wrong and row.swapped:
            yield Discrepancy.at(
                row,
                "error",
                f"{row.label}, {period(row.period_end, row.basis)}: the fraction is printed as "
                f"{exact(row.numerator)}/{exact(row.denominator)}, but the figure {exact(row.value)} is "
                f"{exact(row.denominator)}/{exact(row.numerator)}: numerator and denominator are swapped.",
                numerator=row.numerator,
                denominator=row.denominator,
                printed=row.value,
            )


def _with_fraction(material: Material) -> pd.DataFrame:
    """Return figures with a numerator and denominator, and whether these give the figure."""
    rows = material.figures
    rows = rows[rows["denominator"].gt(0) & rows["numerator"].notna() & ~rows["rough"] & rows["unit"].isin(SCALE)]
    above, below = _in_decimals(material, "numerator"), _in_decimals(material, "denominator")
    rows = rows.assign(above_loose=rows["measure"].isin(above), below_loose=rows["measure"].isin(below))
    scale = rows["unit"].map(SCALE).astype(float)  # also where there are no rows
    computed = rows["numerator"] / rows["denominator"] * scale
    upside_down = rows["denominator"] / rows["numerator"].where(rows["numerator"] > 0) * scale
    fractional = (rows["numerator"] % 1 != 0) | (rows["denominator"] % 1 != 0)
    # Where one of the two has decimals, the other may have been rounded to a whole number.
    loose = (computed * 0.5 / rows["denominator"]).where(fractional & (rows["denominator"] % 1 == 0), 0.0)
    slack = rows["slack"] + _fraction_slack(rows, computed, scale)
    return rows.assign(
        scale=scale,
        computed=computed,
        wrong=differ(computed, rows["value"], slack),
        swapped=~differ(upside_down, rows["value"], slack) & upside_down.notna(),
        excusable=~differ(computed, rows["value"], slack + loose),
    )


def _in_decimals(material: Material, side: str) -> set[str]:
    """Return the measures whose numerator (or denominator) is measured, not counted: "22" there is 22.0."""
    measured = set()
    for measure in material.measures.values():
        part = getattr(measure, side)
        if part in material.measures and material.measures[part].unit != "count":
            measured.add(measure.id)
    return measured


def _fraction_slack(rows: pd.DataFrame, computed: pd.Series, scale: pd.Series) -> pd.Series:
    """Return how far the rounding of numerator and denominator may move the ratio."""
    above = grain(rows, "numerator").mask(rows["above_loose"], LAST_DIGIT) * scale
    below = grain(rows, "denominator").mask(rows["below_loose"], LAST_DIGIT) * computed
    return (above + below) / rows["denominator"]


def _hint(slip: str | None) -> str:
    return f" ({slip})" if slip else ""


def impossible_percentage(material: Material) -> Iterator[Discrepancy]:
    """Find shares below 0% or above 100%."""
    rows = material.figures
    share = rows["unit"].eq("percent") & ~rows["label"].str.contains(MAY_EXCEED, case=False)
    out = rows["value"].lt(0) | rows["value"].gt(100 + 1e-9)
    for row in rows[share & out].itertuples():
        certain = str(row.label).lower().lstrip().startswith(("%", "percent", "proportion"))
        yield Discrepancy.at(
            row,
            "error" if certain else "warning",
            f"{row.label}, {period(row.period_end, row.basis)}: {figure(row.value, 'percent', row.decimals)} is "
            "printed, and a share of a whole lies between 0% and 100%.",
            printed=row.value,
        )


def share_not_possible(material: Material) -> Iterator[Discrepancy]:
    """Find percentages that no whole number of the cases there were can give."""
    for ratio in material.relations.ratios:
        if ratio.per == 100.0 and ratio.denominator and material.has(ratio.value, ratio.denominator):
            yield from _not_possible(material, ratio, ratio.denominator)


def _not_possible(material: Material, ratio: Ratio, denominator: str) -> Iterator[Discrepancy]:
    figures = material.one_each
    cases = figures[figures["measure"] == denominator][[*KEYS, "value"]]
    rows = material.precise(ratio.value)
    for row in rows.merge(cases, on=KEYS, suffixes=("", "_whole")).itertuples():
        whole = int(row.value_whole)
        if whole < 1 or shares_possible(row.value - row.slack, row.value + row.slack, whole):
            continue
        below = int(row.value * whole / 100)
        nearest = [f"{part} of {whole} is {number(part / whole * 100, row.decimals)}%" for part in (below, below + 1)]
        yield Discrepancy.at(
            row,
            "error" if ratio.certain else "warning",
            f"{row.label}, {period(row.period_end, row.basis)}: no number out of {whole} "
            f"({material.label(denominator)}) is {figure(row.value, 'percent', row.decimals)}; "
            f"{' and '.join(nearest)}.",
            printed=row.value,
            denominator=whole,
        )


def ratio_of_measures(material: Material) -> Iterator[Discrepancy]:
    """Find percentages and averages that the paper's own figures for the two measures do not give."""
    for ratio in _ratios(material):
        if material.has(ratio.value, ratio.numerator, ratio.denominator):
            yield from _ratio_broken(material, ratio)


def _ratios(material: Material) -> Iterator[Ratio]:
    """Yield the ratios of the catalogue that need no population, then those of relations.yml."""
    for measure in material.measures.values():
        if measure.numerator and measure.denominator and measure.per and "population" not in measure.denominator:
            yield Ratio(value=measure.id, numerator=measure.numerator, denominator=measure.denominator, per=measure.per)
    yield from material.relations.ratios


def _ratio_broken(material: Material, ratio: Ratio) -> Iterator[Discrepancy]:
    rows = _ratio_table(material, ratio)
    wrong = rows[differ(rows["computed"], rows["value"], rows["reach"])]
    for row in wrong.itertuples():
        slip = explain_ratio(row.above, row.below, row.value, row.decimals, scale=ratio.per)
        yield Discrepancy.at(
            row,
            "error" if ratio.certain else "warning",
            f"{row.label}, {period(row.period_end, row.basis)}: {figure(row.value, row.unit, row.decimals)} is printed,"
            f" but {material.label(str(ratio.numerator))} ({exact(row.above)}) over "
            f"{material.label(str(ratio.denominator))} ({exact(row.below)}) is "
            f"{figure(row.computed, row.unit, row.decimals)}{_hint(slip)}.",
            printed=row.value,
            numerator=row.above,
            denominator=row.below,
            computed=round(row.computed, 4),
            likeliest=slip,
        )


def _ratio_table(material: Material, ratio: Ratio) -> pd.DataFrame:
    """Return printed ratios beside the numerator and denominator that the same paper gives for the same period.

    Adds columns above, below, computed, reach (how far rounding of all three may take them apart).
    """
    rows = material.precise(ratio.value)
    rows = rows[rows["numerator"].isna() | rows["denominator"].isna()]
    above = _counts(material, str(ratio.numerator)).rename(columns={"value": "above", "grain": "above_grain"})
    below = _counts(material, str(ratio.denominator)).rename(columns={"value": "below", "grain": "below_grain"})
    rows = rows.merge(above, on=KEYS).merge(below, on=KEYS)
    rows = rows[rows["below"] > 0]
    computed = rows["above"] / rows["below"] * ratio.per
    grain = (rows["above_grain"] * ratio.per + rows["below_grain"] * computed) / rows["below"]
    return rows.assign(computed=computed, reach=rows["slack"] + grain)


def _counts(material: Material, measure: str) -> pd.DataFrame:
    rows = material.precise(measure)
    return rows[[*KEYS, "value"]].assign(grain=grain(rows))
