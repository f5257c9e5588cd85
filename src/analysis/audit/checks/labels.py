"""Labels and zeros: the unit a label promises against the values under it."""

import re
from collections.abc import Iterator

import pandas as pd

from analysis.audit.audit_context import Material, printed_row
from analysis.audit.discrepancy import Discrepancy, Row
from analysis.audit.wording import exact, figure, listed, number, period
from analysis.catalogue.period import Month
from analysis.catalogue.plural import counted, is_or_are

SHARE_LABEL = re.compile(r"^\s*(%|percentage|proportion)|\(%\)|%\s*$", re.IGNORECASE)
RATE_LABEL = re.compile(r"\brate per\b|per 10[ ,]?000", re.IGNORECASE)
COUNT_LABEL = re.compile(r"^\s*(number|no\.?)\b", re.IGNORECASE)
LENGTH_LABEL = re.compile(r"\b(average|mean|median) (length|time)\b|^\s*duration\b", re.IGNORECASE)
AVERAGE_UNITS = {"days", "weeks", "score", "cases_per_fte"}
ZERO_RUN = 3
ZERO_FAR = 20.0  # points


def label_against_unit(material: Material) -> Iterator[Discrepancy]:
    """Find labels that promise another kind of figure than is printed under them."""
    rows = material.own
    kinds = rows[["label", "unit"]].drop_duplicates()
    broken = [any(not kept for _, kept in _promises(kind)) for kind in kinds.itertuples()]
    rows = rows.merge(kinds[pd.Series(broken, index=kinds.index, dtype=bool)], on=["label", "unit"])
    # A second figure in the cell is not what the label names: the unit that most of the row has is judged.
    most = _most_common_unit(material.own[material.own["label"].isin(rows["label"].unique())])
    rows = rows[rows["unit"].eq(printed_row(rows["source"]).map(most))]
    for row in rows.drop_duplicates(["paper", "area", "label"]).itertuples():
        for promise, kept in _promises(row):
            if not kept:
                yield Discrepancy.at(
                    row,
                    "warning",
                    f'"{row.label}" promises {promise}, but what is printed under it is {_kind(row)}, such as '
                    f'"{row.as_printed}".',
                    label=row.label,
                    unit=row.unit,
                )


def _most_common_unit(rows: pd.DataFrame) -> pd.Series:
    """Return, by printed row, the unit of most of its figures."""
    counts = rows.assign(row=printed_row(rows["source"])).groupby(["row", "unit"]).size()
    ordered = counts.reset_index(name="figures").sort_values("figures", kind="stable")
    return ordered.drop_duplicates("row", keep="last").set_index("row")["unit"]


def _promises(row: Row) -> Iterator[tuple[str, bool]]:
    label, unit = str(row.label), row.unit
    text = label.lower()
    if SHARE_LABEL.search(label):
        yield "a percentage", unit == "percent"
    if LENGTH_LABEL.search(label) and not SHARE_LABEL.search(label):
        yield "a length of time", unit in {"days", "weeks"}
    if COUNT_LABEL.search(label):
        yield "a number", unit in {"count", "fte"}
    if RATE_LABEL.search(label):
        yield "a rate", unit in {"per_10000", "per_100000"}
    if "week" in text and "day" in text and not re.search(r"working days?|within", text):
        yield "weeks and days at once", False


def _kind(row: Row) -> str:
    names = {"percent": "a percentage", "count": "a count", "days": "days", "weeks": "weeks"}
    return names.get(row.unit, str(row.unit).replace("_", " "))


def share_that_is_a_count(material: Material) -> Iterator[Discrepancy]:
    """Find series called percentages whose year's figure is the sum of its months: they are counts."""
    rows = material.own
    keys = ["paper", "published_on", "area", "measure"]
    followed = material.monthly[keys].drop_duplicates()
    shares = rows.merge(followed, on=keys)
    shares = shares[shares["unit"].eq("percent") | shares["label"].map(SHARE_LABEL.search).notna()]
    for _, table in shares.groupby(["paper", "published_on", "area", "measure"], sort=False):
        months = table[(table["basis"] == "month") & (table["value"] % 1 == 0)]
        for row in table[table["basis"] == "year"].itertuples():
            inside = months[(months["period_end"] <= row.period_end)]
            inside = inside[inside["period_end"] > row.period_end - pd.DateOffset(years=1)]
            total = inside["value"].sum()
            if len(inside) >= 6 and 100 < total <= row.value <= total * 12 / len(inside) * 1.2:
                yield Discrepancy.at(
                    row,
                    "error",
                    f"{row.label}, {period(row.period_end, 'year')}: called a percentage, but the year is printed as "
                    f"{exact(row.value)} and {len(inside)} of its months add up to {exact(total)}: these are counts.",
                    year=row.value,
                    sum_of_months=total,
                )


def share_written_as_fraction(material: Material) -> Iterator[Discrepancy]:
    """Find percentages a hundred times too small for their series: 0.45 among 44 and 46."""
    rows = material.own
    rows = rows[rows["unit"].eq("percent") & ~rows["rough"] & rows["denominator"].isna()]
    middle = rows.groupby("series")["value"].transform("median")
    size = rows.groupby("series")["value"].transform("size")
    slip = (size >= 4) & rows["value"].between(0, 1, inclusive="neither") & (middle > 20)
    near = (rows["value"] * 100 - middle).abs() < 0.25 * middle
    for row in rows[slip & near].itertuples():
        yield Discrepancy.at(
            row,
            "warning",
            f"{row.label}, {period(row.period_end, row.basis)}: {row.as_printed} is printed among figures of about "
            f"{number(middle.loc[row.Index])}%; it may be {exact(row.value * 100)}% written as a fraction.",
            printed=row.value,
            usual=middle.loc[row.Index],
        )


def zero_that_means_none(material: Material) -> Iterator[Discrepancy]:
    """Find averages printed as 0 where nothing happened to average."""
    rows = material.own
    percentile = rows["label"].str.contains("median|percentile|lost", case=False)
    zero = rows["unit"].isin(AVERAGE_UNITS) & rows["value"].eq(0) & ~percentile
    for row in rows[zero].itertuples():
        yield Discrepancy.at(
            row,
            "warning",
            f"{row.label}, {period(row.period_end, row.basis)}: {figure(0, row.unit)} is printed for an average; it "
            "more likely means that there was no case.",
            printed=0,
        )


def run_of_zeros(material: Material) -> Iterator[Discrepancy]:
    """Find shares that stay at 0% for months on end beside periods far from it."""
    rows = material.monthly
    rows = rows[rows["unit"].eq("percent")]
    rows = rows[rows["value"].eq(0).groupby(rows["series"]).transform("sum") >= ZERO_RUN]
    for _, series in rows.groupby("series", sort=False):
        zeros = series[series["value"] == 0]
        longest = (series["value"] != 0).cumsum()[zeros.index].value_counts().max()
        whole, first = material.own, series.iloc[0]
        others = whole[(whole["measure"] == first["measure"]) & (whole["paper"] == first["paper"])]
        high = others["value"].max()
        if longest < ZERO_RUN or high < ZERO_FAR:
            continue
        last = list(zeros.itertuples())[-1]
        yield Discrepancy.at(
            last,
            "warning",
            f"{last.label}: 0% in {len(zeros)} of {len(series)} periods, {longest} of them in a row, beside up to "
            f"{figure(high, 'percent', 0)} elsewhere; the work may be late in the record rather than undone.",
            zeros=[Month.of(row.period_end.date()).words for row in zeros.itertuples()],
            highest=high,
        )


def promised_but_empty(material: Material) -> Iterator[Discrepancy]:
    """Find measures that a table lists and gives no figure for in any period."""
    entries = material.entries.dropna(subset=["measure"])
    keys = ["paper", "published_on", "measure"]
    rows = material.observations
    given = rows["value"].notna() | rows["missing"].eq("partial")  # "over 80%" is given, if not exactly
    given = given.groupby([rows[key] for key in keys]).any()
    empty = entries.merge(given[~given].rename("given").reset_index(), on=keys).drop_duplicates(keys)
    for (_, _), rows in empty.groupby(["paper", "published_on"], sort=False):
        names = [f"{row.ref if pd.notna(row.ref) else '(no ref)'} {row.label}" for row in rows.itertuples()]
        yield Discrepancy.at(
            next(rows.itertuples()),
            "warning",
            f"{counted(len(names), 'measure')} {is_or_are(len(names))} listed without a figure in any period: "
            f"{listed(names)}.",
            refs=[row.ref if pd.notna(row.ref) else "" for row in rows.itertuples()],
        )
