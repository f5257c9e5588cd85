"""Populations: a count and its rate imply how many children there are, and every rate of one year the same."""

from collections.abc import Iterator

import pandas as pd

from analysis.audit.audit_context import PLACE, Material
from analysis.audit.discrepancy import Discrepancy, Row
from analysis.audit.rounding import grain
from analysis.audit.wording import exact, figure, number, period
from analysis.catalogue.period import year_start

PER = {"per_10000": 1e4, "per_100000": 1e5}
DEFINITE = 0.02  # populations this far apart cannot both be the area's, whatever mid-year was meant
DOUBTFUL = 0.005
SEVERAL = 3  # rates of one year, to speak for it
YEARS_AROUND = 2
OTHER_YEAR = 0.08  # where only other years can be compared with
PARTS_OF_YEAR = {"month": 12.0, "quarter": 4.0}
ANNUALISED_WITHIN = 0.15  # of the population implied elsewhere: a rate that is not annualised is off by 12 times
JUMP = 0.06  # an area's children do not change by more than this in a year
DENOMINATOR_JUMP = 0.15  # nor do open cases in a month
KEYS = [*PLACE, "area", "basis", "period_end"]
YEAR = [*PLACE, "area", "year"]


def implied_population(material: Material) -> Iterator[Discrepancy]:
    """Find rates that rest on another population than the paper's other rates of the year, or than it prints."""
    implied = _implied_populations(material)
    if implied.empty:
        return
    usual, sure = _usual_populations(material, implied)
    gap = pd.concat([implied["low"] - usual, usual - implied["high"]], axis=1).max(axis=1).clip(lower=0) / usual
    for row, people, off, same_year in zip(implied.itertuples(), usual, gap, sure, strict=True):
        if pd.isna(off) or off <= (DOUBTFUL if same_year else OTHER_YEAR):
            continue
        expected = row.count_ / people * PER[row.unit] * row.pace
        yield Discrepancy.at(
            row,
            "error" if same_year and off > DEFINITE else "warning",
            f"{row.label}, {period(row.period_end, row.basis)}: {exact(row.count_)} at "
            f"{figure(row.value, row.unit, row.decimals)} means {number((row.low + row.high) / 2)} children, but other "
            f"figures of the paper mean about {number(people)}; {exact(row.count_)} would then be "
            f"{figure(expected, row.unit, row.decimals)}.",
            count=row.count_,
            rate=row.value,
            implied=[round(row.low), round(row.high)],
            usual=round(people),
        )


def _implied_populations(material: Material) -> pd.DataFrame:
    """Return each rate with its count, and the range of populations that the two allow.

    Adds count_, pace (counts since April are taken at their yearly pace), low and high, in children, and year.
    """
    rates = {name: measure.numerator for name, measure in material.measures.items() if measure.numerator}
    rows = material.one_each
    rows = rows[~rows["rough"] & ~rows["area"].str.startswith(("SN", "ENG"))]
    own = rows[rows["unit"].isin(PER) & rows["measure"].isin(rates) & rows["value"].gt(0) & rows["denominator"].isna()]
    counts = rows[rows["unit"].eq("count")].rename(columns={"value": "count_", "measure": "counted"})
    counts = counts.assign(spread=grain(counts, "count_"))[[*KEYS, "counted", "count_", "spread"]]
    table = own.assign(counted=own["measure"].map(rates)).merge(counts, on=[*KEYS, "counted"])
    table = table[table["count_"] > 0]
    months = (table["period_end"].dt.month - 4) % 12 + 1
    pace = (12 / months).where(table["basis"].eq("year_to_date"), 1.0) * _annualised(table)
    loose = table["slack"].where(~_round_number(table["value"]), table["value"] * 0.05)
    scale = table["unit"].map(PER).astype(float) * pace
    return table.assign(
        pace=pace,
        low=(table["count_"] - table["spread"]) / (table["value"] + loose) * scale,
        high=(table["count_"] + table["spread"]) / (table["value"] - loose).clip(lower=1e-9) * scale,
        year=table["period_end"].map(lambda end: year_start(end.date()).year),
    )


def _annualised(table: pd.DataFrame) -> pd.Series:
    """Return by what each count was taken to a year's for its rate: 12 or 4 where the rate is annualised, else 1.

    A rate of months is annualised where its label says so, or where its counts, taken to a year's, give the population
    that the paper's figures of whole years and of days imply, and by themselves do not.
    """
    factor = table["basis"].map(PARTS_OF_YEAR).astype("float64")
    implied = table["count_"] / table["value"] * table["unit"].map(PER).astype("float64")
    owner, series = [*PLACE, "area"], [*PLACE, "area", "measure", "basis"]
    whole = implied.where(factor.isna()).groupby([table[name] for name in owner]).transform("median")
    ratio = (implied * factor / whole).groupby([table[name] for name in series]).transform("median")
    said = table["label"].astype("str").str.contains(r"annuali[sz]ed", case=False, regex=True)
    yearly = factor.notna() & (said | ((ratio - 1).abs() <= ANNUALISED_WITHIN))
    return factor.where(yearly, 1.0)


def _round_number(value: pd.Series) -> pd.Series:
    """Whether a rate looks rounded to hundreds ("1200 per 10,000")."""
    return value.ge(100) & value.mod(100).eq(0)


def _usual_populations(material: Material, implied: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Return, for each rate, the population that the paper prints for the year or that its other rates mean.

    Other rates are those of the year, or those of the whole paper where there is none. Sharp ones count most: the
    median is taken of those whose range is within half a percent. The second series says whether the year is the same.
    """
    middle = (implied["low"] + implied["high"]) / 2
    sharp = (implied["high"] - implied["low"]) < 0.01 * implied["low"]
    table = implied[[*YEAR, "measure"]].assign(middle=middle, sharp=sharp)
    several = table["sharp"].groupby([table[key] for key in YEAR]).transform("sum") >= SEVERAL
    by_year = table["middle"].where(table["sharp"]).groupby([table[key] for key in YEAR]).transform("median")
    same_year = _printed(material, implied).fillna(by_year.where(several))
    return same_year.fillna(_of_years_around(table, same_year.isna())), same_year.notna() | _disputed(implied)


def _of_years_around(table: pd.DataFrame, wanted: pd.Series) -> pd.Series:
    """Return, where wanted, the median of the other sharp rates of the paper within two years."""
    found = pd.Series(float("nan"), index=table.index)
    for _, rows in table.groupby([*PLACE, "area"], sort=False):
        sharp = rows[rows["sharp"]]
        for row in rows[wanted[rows.index]].itertuples():
            near = (sharp["year"] - row.year).abs().le(YEARS_AROUND) & (sharp.index != row.Index)
            found[row.Index] = sharp.loc[near, "middle"].median()
    return found


def _disputed(implied: pd.DataFrame) -> pd.Series:
    """Whether another rate of the same year allows no population that this one allows."""
    year = implied.groupby(YEAR)
    return (implied["low"] > year["high"].transform("min")) | (implied["high"] < year["low"].transform("max"))


def _printed(material: Material, implied: pd.DataFrame) -> pd.Series:
    """Return the population that the same paper prints for the rate's year; null where it prints none."""
    rows = material.one_each
    rows = rows[rows["measure"].str.startswith("population_0_1")]
    years = rows["period_end"].map(lambda end: year_start(end.date()).year)
    printed = rows.assign(year=years).drop_duplicates(YEAR).set_index(YEAR)["value"]
    return pd.Series(
        printed.reindex(pd.MultiIndex.from_frame(implied[YEAR])).to_numpy(), index=implied.index, dtype="float64"
    )


def population_across_years(material: Material) -> Iterator[Discrepancy]:
    """Find populations that a count and its rate mean and that change more in a year than an area's children do."""
    implied = _implied_populations(material)
    keys = [*PLACE, "area", "measure", "basis"]
    known = {(found.area, found.measure, found.period_end) for found in implied_population(material)}
    places = zip(implied["area"], implied["measure"], implied["period_end"].dt.date, strict=True)
    fresh = pd.Series([place not in known for place in places], index=implied.index, dtype=bool)
    rows = implied[implied["basis"].isin(["year", "snapshot"]) & fresh].sort_values(
        [*keys, "period_end"], kind="stable"
    )
    before = rows.groupby(keys)[["low", "high", "period_end"]].shift()
    apart = ((rows["period_end"] - before["period_end"]).dt.days / 365.25).clip(lower=1)
    up = rows["low"] > before["high"] * (1 + JUMP) ** apart
    down = rows["high"] < before["low"] * (1 - JUMP) ** apart
    moved = up | down
    for row, earlier in zip(rows[moved].itertuples(), before[moved].itertuples(), strict=True):
        yield Discrepancy.at(
            row,
            "warning",
            f"{row.label}: count and rate mean {number((earlier.low + earlier.high) / 2)} children in "
            f"{period(earlier.period_end, row.basis)} and {number((row.low + row.high) / 2)} in "
            f"{period(row.period_end, row.basis)}; an area's population does not move so fast.",
            before=[round(earlier.low), round(earlier.high)],
            after=[round(row.low), round(row.high)],
        )


def implied_denominator(material: Material) -> Iterator[Discrepancy]:
    """Find a count and its percentage that mean a number of cases which jumps from one month to the next."""
    figures = material.one_each
    for ratio in material.relations.ratios:
        if ratio.denominator or not ratio.numerator:
            continue
        counts = figures[figures["measure"] == ratio.numerator][[*KEYS, "value"]].rename(columns={"value": "count_"})
        rows = figures[(figures["measure"] == ratio.value) & (figures["value"] > 0)].merge(counts, on=KEYS)
        rows = rows.assign(
            low=rows["count_"] / (rows["value"] + rows["slack"]) * ratio.per,
            high=rows["count_"] / (rows["value"] - rows["slack"]).clip(lower=1e-9) * ratio.per,
        )
        for _, series in rows.groupby([*PLACE, "area", "basis"], sort=False):
            yield from _denominator_jumps(series)


def _denominator_jumps(series: pd.DataFrame) -> Iterator[Discrepancy]:
    before = series.shift()
    up = series["low"] > before["high"] * (1 + DENOMINATOR_JUMP)
    down = series["high"] < before["low"] * (1 - DENOMINATOR_JUMP)
    for row, earlier in zip(series[up | down].itertuples(), before[up | down].itertuples(), strict=True):
        yield Discrepancy.at(
            row,
            "warning",
            f"{row.label}: {exact(earlier.count_)} at {figure(earlier.value, row.unit, row.decimals)} means "
            f"{number(_cases(earlier))} cases in {period(earlier.period_end, 'month')}, and {exact(row.count_)} at "
            f"{figure(row.value, row.unit, row.decimals)} means {number(_cases(row))} in "
            f"{period(row.period_end, 'month')}.",
            before=round(_cases(earlier)),
            after=round(_cases(row)),
        )


def _cases(row: Row) -> float:
    return float((row.low + row.high) / 2)
