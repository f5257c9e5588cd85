"""Months, the year so far and the year: figures over longer periods are made of those over shorter ones."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from analysis.audit.audit_context import PLACE, Material
from analysis.audit.discrepancy import Discrepancy, Row
from analysis.audit.rounding import grain
from analysis.audit.wording import exact, figure, listed, number, period
from analysis.catalogue.measure import may_count_once
from analysis.catalogue.period import Month, year_start

ADDITIVE = {"count", "fte", "pounds"}
REMAINDER = 2.0  # the unseen months may each hold this many times the largest month seen
LATE_ENOUGH = 4  # months into the year, when one month no longer makes most of it
TWICE = 2.0  # a month may hold twice its share of the cases
SPAN = ["year_to_date", "year"]


@dataclass(frozen=True, slots=True)
class Span:
    """A figure for a stretch of so many months."""

    row: Row
    months: int


def months_against_year(material: Material) -> Iterator[Discrepancy]:
    """Find years, and years to date, that their months do not add up to (distinct children: cannot make)."""
    for span, months in _years_with_months(material):
        if span.row.unit in ADDITIVE:
            known = material.measures.get(span.row.measure)
            yield from _sum_findings(span, months, distinct=known is not None and may_count_once(known))
        elif len(months) == span.months:
            yield from _hull_findings(span.row, months)


def quarters_against_parts(material: Material) -> Iterator[Discrepancy]:
    """Find quarters that their months do not make, and years that their quarters do not make."""
    for part, parts, span in (("month", 3, "quarter"), ("quarter", 4, "year")):
        for row, rows in _made_of(material, part, parts, span):
            known = material.measures.get(row.measure)
            if row.unit not in ADDITIVE:
                yield from _hull_findings(row, rows, part)
            elif known is None or not may_count_once(known):
                yield from _total_findings(row, rows, part)


def _made_of(material: Material, part: str, parts: int, span: str) -> Iterator[tuple[Row, pd.DataFrame]]:
    """Yield figures of one basis with all the shorter ones that each is made of, where the same paper prints them."""
    keys = [*PLACE, "area", "measure"]
    figures = material.one_each[~material.one_each["rough"]]
    shorter = figures[figures["basis"] == part]
    shorter = shorter.assign(grain=grain(shorter))
    by_series = dict(iter(shorter.groupby(keys)))
    spans = figures[figures["basis"] == span]
    for row in spans.assign(grain=grain(spans)).itertuples():
        own = by_series.get((row.paper, row.published_on, row.area, row.measure))
        if own is None:
            continue
        step = 12 // parts if span == "year" else 1
        ends = [row.period_end - pd.offsets.MonthEnd(step * back) for back in range(parts)]
        within = own[own["period_end"].isin(ends)]
        if len(within) == parts:
            yield row, within.sort_values("period_end")


def _total_findings(row: Row, parts: pd.DataFrame, part: str) -> Iterator[Discrepancy]:
    total = parts["value"].sum()
    if abs(total - row.value) <= 1e-6 + parts["grain"].sum() + row.grain:
        return
    shown = listed([exact(value) for value in parts["value"]])
    yield Discrepancy.at(
        row,
        "error",
        f"{row.label}, {period(row.period_end, row.basis)}: {exact(row.value)} is printed, but its {part}s ({shown}) "
        f"add up to {exact(total)}.",
        printed=row.value,
        sum_of_parts=total,
    )


def _years_with_months(material: Material, only: str | None = None) -> Iterator[tuple[Span, pd.DataFrame]]:
    """Yield figures for a year (so far), of one measure or all, with the months of each that the same paper prints."""
    keys = [*PLACE, "area", "measure"]
    figures = material.one_each
    figures = figures if only is None else figures[figures["measure"] == only]
    months = figures[figures["basis"].eq("month") & ~figures["rough"]]
    months = months.assign(grain=grain(months)).sort_values([*keys, "period_end"], kind="stable")
    spans = figures[figures["basis"].isin(SPAN) & ~figures["rough"]]
    spans = spans[spans["basis"].ne("year") | spans["period_end"].dt.month.eq(3)]
    spans = spans.merge(months[keys].drop_duplicates(), on=keys)
    spans = spans.assign(grain=grain(spans))
    ends = months["period_end"].to_numpy()
    places = months.groupby(keys).indices
    months = months[["period_end", "value", "slack", "grain"]]
    for row in spans.itertuples():
        own = places[(row.paper, row.published_on, row.area, row.measure)]
        start = pd.Timestamp(year_start(row.period_end.date()))
        first, last = ends[own].searchsorted([start.to_datetime64(), row.period_end.to_datetime64()], side="right")
        if last > first:
            elapsed = (row.period_end.month - start.month) % 12 + 1
            yield Span(row, elapsed), months.iloc[own[first:last]]


def _sum_findings(span: Span, months: pd.DataFrame, *, distinct: bool) -> Iterator[Discrepancy]:
    row = span.row
    total = months["value"].sum()
    whole = len(months) == span.months
    where = f"{row.label}, {period(row.period_end, row.basis)}"
    shown = listed([exact(value) for value in months["value"]], limit=12)
    evidence = {"printed": row.value, "sum_of_months": total, "months": list(months["value"]), "of": span.months}
    if distinct:
        largest = months["value"].max()
        if row.value < largest or (whole and row.value > total):
            yield Discrepancy.at(
                row,
                "error",
                f"{where}: {exact(row.value)} children are printed, each counted once, but the months are {shown}: it "
                f"cannot be fewer than the largest month ({exact(largest)}) nor more than all together "
                f"({exact(total)}).",
                **evidence,
            )
        return
    loose = 1e-6 + months["grain"].sum() + row.grain
    if (whole and abs(total - row.value) > loose) or total > row.value + loose:
        yield Discrepancy.at(
            row,
            "error",
            f"{where}: {exact(row.value)} is printed, but the months ({shown}) add up to {exact(total)}.",
            **evidence,
        )
    elif not whole:
        yield from _remainder_findings(span, months, where, evidence)


def _remainder_findings(
    span: Span, months: pd.DataFrame, where: str, evidence: dict[str, object]
) -> Iterator[Discrepancy]:
    """Find a year that would need far more in its unseen months than any seen month has."""
    row, unseen = span.row, span.months - len(months)
    total = months["value"].sum()
    left = row.value - total
    largest = months["value"].max()
    if len(months) >= 6 and left > 20 and left / unseen > REMAINDER * largest:
        yield Discrepancy.at(
            row,
            "warning",
            f"{where}: {exact(row.value)} is printed; the {len(months)} months shown add up to {exact(total)}, so the "
            f"other {unseen} would have to hold {exact(left)}, when no month shown holds more than {exact(largest)}.",
            remainder=left,
            **evidence,
        )


def _hull_findings(row: Row, months: pd.DataFrame, part: str = "month") -> Iterator[Discrepancy]:
    """Find an average or share over several months that lies outside all of them."""
    low, high = months["value"].min(), months["value"].max()
    slack = row.slack + months["slack"].max()
    if row.value < low - slack - 1e-9 or row.value > high + slack + 1e-9:
        yield Discrepancy.at(
            row,
            "error",
            f"{row.label}, {period(row.period_end, row.basis)}: {figure(row.value, row.unit, row.decimals)} is printed,"
            f" outside every {part} it is made of ({figure(low, row.unit, row.decimals)} to "
            f"{figure(high, row.unit, row.decimals)}).",
            printed=row.value,
            lowest_month=low,
            highest_month=high,
        )


def cumulative_against_month(material: Material) -> Iterator[Discrepancy]:
    """Find months whose numerator and denominator are not what was added to the year so far."""
    figures = material.figures
    fractions = figures[figures["numerator"].notna() & figures["denominator"].notna()]
    fractions = fractions.drop_duplicates(["series", "period_end"])
    so_far = fractions[fractions["basis"] == "year_to_date"].copy()
    keys = [*PLACE, "area", "measure"]
    before = so_far.groupby(keys)[["numerator", "denominator", "period_end"]].shift()
    so_far[["num_before", "den_before", "end_before"]] = before
    steps = so_far[_months_apart(so_far["end_before"], so_far["period_end"]) == 1]
    months = fractions[fractions["basis"] == "month"]
    for row in months.merge(steps, on=[*keys, "period_end"], suffixes=("", "_so_far")).itertuples():
        top, bottom = row.numerator_so_far - row.num_before, row.denominator_so_far - row.den_before
        if (top, bottom) == (row.numerator, row.denominator):
            continue
        far = abs(bottom - row.denominator) > 0.05 * bottom or abs(top - row.numerator) > 0.05 * bottom
        yield Discrepancy.at(
            row,
            "error" if far else "warning",
            f"{row.label}, {period(row.period_end, 'month')}: the year so far went from {exact(row.num_before)} of "
            f"{exact(row.den_before)} to {exact(row.numerator_so_far)} of {exact(row.denominator_so_far)}, which leaves"
            f" {exact(top)} of {exact(bottom)} ({number(top / bottom * 100 if bottom else 0, 1)}%) for the month, but "
            f"{exact(row.numerator)} of {exact(row.denominator)} is printed.",
            month=[row.numerator, row.denominator],
            left_for_month=[top, bottom],
        )


def _months_apart(before: pd.Series, after: pd.Series) -> pd.Series:
    return (after.dt.year - before.dt.year) * 12 + after.dt.month - before.dt.month


def average_against_weights(material: Material) -> Iterator[Discrepancy]:
    """Find an average over several months that the months' averages, weighted by their cases, do not give."""
    figures = material.one_each
    for fact in material.relations.weighted:
        cases = figures[(figures["measure"] == fact.weight) & (figures["basis"] == "month")]
        weights = cases.set_index([*PLACE, "area", "period_end"])["value"].to_dict()
        for span, months in _years_with_months(material, fact.mean):
            row = span.row
            weight = [weights.get((row.paper, row.published_on, row.area, end), 0.0) for end in months["period_end"]]
            if not sum(weight) or len(months) != span.months:
                continue
            mean = float((months["value"] * weight).sum() / sum(weight))
            spread = months["value"].max() - months["value"].min()
            if abs(mean - row.value) > row.slack + months["slack"].max() + 0.02 * spread:
                yield Discrepancy.at(
                    row,
                    "warning",
                    f"{row.label}, {period(row.period_end, row.basis)}: {figure(row.value, row.unit, row.decimals)} is "
                    f"printed, but the months weighted by {material.label(fact.weight)} "
                    f"({listed([exact(part) for part in weight])}) give {figure(mean, row.unit, row.decimals)}.",
                    printed=row.value,
                    weighted_mean=round(mean, 3),
                    months=list(months["value"]),
                    weights=weight,
                )


def cumulative_falls(material: Material) -> Iterator[Discrepancy]:
    """Find a figure that only grows from April to March, and yet falls."""
    rows = material.one_each
    rows = rows[(rows["basis"] == "year_to_date") & ~rows["rough"]]
    keys = [*PLACE, "area", "measure"]
    year = rows["period_end"].map(lambda day: year_start(day.date()).year)
    rows = rows.assign(year=year)
    accumulating = _accumulating(rows, keys)
    before = rows.groupby([*keys, "year"])[["value", "period_end"]].shift()
    rows = rows.assign(before=before["value"], end_before=before["period_end"], climbs=accumulating)
    counts = rows["unit"].isin(ADDITIVE) & (rows["value"] < rows["before"])
    shares = rows["unit"].eq("percent") & rows["climbs"] & (rows["value"] < rows["before"] * 0.98)
    for row in rows[counts | shares].itertuples():
        certain = row.unit in ADDITIVE
        yield Discrepancy.at(
            row,
            "error" if certain else "warning",
            f"{row.label}: counted from April, it falls from {figure(row.before, row.unit, row.decimals)} "
            f"({Month.of(row.end_before.date()).words}) to {figure(row.value, row.unit, row.decimals)} "
            f"({Month.of(row.period_end.date()).words})"
            + (", and a running total cannot fall." if certain else "; only a larger denominator could do that."),
            before=row.before,
            after=row.value,
        )


def cumulative_jumps(material: Material) -> Iterator[Discrepancy]:
    """Find a share counted from April that moves further in a month than that month's cases can move it."""
    rows = material.one_each
    rows = rows[rows["basis"].eq("year_to_date") & rows["unit"].eq("percent") & ~rows["rough"]]
    keys = [*PLACE, "area", "measure"]
    rows = rows[~_accumulating(rows, keys)]
    before = rows.groupby(keys)[["value", "period_end"]].shift()
    months = (rows["period_end"].dt.month - 4) % 12 + 1
    follows = (_months_apart(before["period_end"], rows["period_end"]) == 1) & (months >= LATE_ENOUGH)
    step = rows["value"] - before["value"]
    room = (100 - before["value"]).where(step > 0, before["value"])
    most = TWICE * room / months
    rows = rows.assign(before=before["value"], most=most, step=step)
    for row in rows[follows & (step.abs() > most + 2 * rows["slack"])].itertuples():
        yield Discrepancy.at(
            row,
            "warning",
            f"{row.label}: counted from April, it moves from {figure(row.before, 'percent', row.decimals)} to "
            f"{figure(row.value, 'percent', row.decimals)} in {period(row.period_end, 'month')}; one month of the year "
            f"so far, even with twice its share of cases, can move it by {row.most:.1f} points.",
            before=row.before,
            after=row.value,
            most=round(row.most, 2),
        )


def _accumulating(rows: pd.DataFrame, keys: list[str]) -> pd.Series:
    """Whether a share piles up from April on: it starts the next year at less than half of where it ended."""
    first = rows["period_end"].dt.month.eq(Month(2000, 4).number)
    ended = rows.groupby(keys)["value"].shift()
    resets = first & ended.notna() & (rows["value"] < 0.5 * ended)
    return resets.groupby([rows[key] for key in keys]).transform("any")
