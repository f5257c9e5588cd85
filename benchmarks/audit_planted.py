"""Plant 500 faults of 15 kinds in clean figures and count what the audit finds: recall and precision per kind.

The figures are the DfE files of three whole regions, and for each authority a card made of them (referrals by month,
since April, over 12 months, and their growth). Each kind is planted alone into a fresh copy; an error or warning that
the clean copy does not have is right where it stands at the planted figure, at one tied to it, or at its region.
"""

import argparse
import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import audit
from analysis.audit.relations import relations
from analysis.catalogue.area import areas
from analysis.catalogue.measure import measures
from analysis.catalogue.observation import FRAMES, empty, shape
from analysis.store import Store
from audit_store import published_store

SEED = 20261121
FAULTS = 500
REGIONS = ("E12000001", "E12000002", "E12000009")
CARD_DATE = pd.Timestamp("2024-10-31")
YEAR = pd.Timedelta(days=366)


@dataclass(frozen=True)
class Planted:
    """One fault: where it stands."""

    area: str
    measures: tuple[str, ...]
    first: pd.Timestamp
    last: pd.Timestamp


# The spoiled frame, the measures touched and, where it is not the row's own period alone, the periods.
Change = tuple[pd.DataFrame, tuple[str, ...]] | tuple[pd.DataFrame, tuple[str, ...], pd.Series] | None
Planter = Callable[[pd.DataFrame, pd.Series, np.random.Generator], Change]


@dataclass(frozen=True)
class Kind:
    """A kind of fault. rows: what it can be planted in; plant: how; provable: whether arithmetic can show it."""

    name: str
    rows: Callable[[pd.DataFrame], pd.Series]
    plant: Planter
    provable: bool = True


def main() -> None:
    """Plant, audit, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("WORKBENCH_SHARED", "../shared")))
    parser.add_argument("--seed", type=int, default=SEED, help="where the faults are planted")
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    chosen = parser.parse_args()
    clean = clean_figures(chosen.shared / "data" / "published")
    before = found(clean)
    print(f"{len(clean):,} clean figures; {len(before)} errors and warnings stand in them already")
    results = []
    for number, kind in enumerate(KINDS):
        rng = np.random.default_rng([chosen.seed, number])
        wanted = FAULTS // len(KINDS) + (number < FAULTS % len(KINDS))
        spoiled, planted = plant(clean, kind, wanted, rng)
        results.append(score(kind, planted, found(spoiled) - before))
        print(pd.DataFrame(results[-1:]).to_string(index=False, header=number == 0))
    table = pd.DataFrame(results)
    for name, rows in (("all", table), ("provable", table[table["provable"]])):
        recall = rows["found"].sum() / rows["planted"].sum()
        precision = rows["right"].sum() / rows["issues"].sum()
        print(f"{name}: {rows['planted'].sum()} planted, recall {recall:.1%}, precision {precision:.1%}")
    if chosen.json:
        chosen.json.write_text(json.dumps(results, indent=1), encoding="utf-8")


def clean_figures(folder: Path) -> pd.DataFrame:
    """Return the published figures of three regions, and a card of each authority in them."""
    homes = {code: area.region for code, area in areas().items() if area.kind == "authority"}
    chosen = {code for code, region in homes.items() if region in REGIONS} | set(REGIONS)
    frame = published_store(folder).observations
    frame = frame[frame["area"].isin(chosen) & frame["value"].notna()]
    cards = [card(frame, code) for code in sorted(chosen) if code in homes]
    return shape("observations", pd.concat([frame, *cards], ignore_index=True))


def card(frame: pd.DataFrame, area: str) -> pd.DataFrame:
    """Return referrals of one authority as a report card has them: months, since April, 12 months, growth."""
    own = frame[(frame["area"] == area) & (frame["measure"] == "referrals")]
    months = own[own["basis"] == "month"].drop_duplicates("period_end").set_index("period_end")["value"].sort_index()
    years = own[own["basis"] == "year"].sort_values("published_on").drop_duplicates("period_end", keep="last")
    years = years.set_index("period_end")["value"].sort_index()
    rows = []
    if len(months) >= 48:
        since_april = months.groupby((months.index - pd.DateOffset(months=3)).year).cumsum()
        rolling = months.rolling(12).sum().dropna().tail(36)
        for basis, series in (("month", months.tail(48)), ("year_to_date", since_april.tail(36))):
            rows += [(basis, "referrals", "count", end, value, 0) for end, value in series.items()]
        rows += [("rolling_12_months", "referrals", "count", end, value, 0) for end, value in rolling.items()]
    rows += [("year", "referrals", "count", end, value, 0) for end, value in years.items()]
    growth = ((years / years.shift() - 1) * 100).dropna()
    rows += [("year", "referrals_growth_percent", "percent", end, value, 1) for end, value in growth.items()]
    table = pd.DataFrame(rows, columns=["basis", "measure", "unit", "period_end", "value", "decimals"])
    if table.empty:
        return table.drop(columns="decimals")
    values = [round(value, decimals) for value, decimals in zip(table["value"], table["decimals"], strict=True)]
    return table.drop(columns="decimals").assign(
        value=values,
        as_printed=[
            f"{value:.1f}" if unit == "percent" else f"{value:.0f}"
            for value, unit in zip(values, table["unit"], strict=True)
        ],
        area=area,
        period_start=table["period_end"],
        published_on=CARD_DATE,
        source=[f"card-{area}/card.csv#row {row}" for row in range(len(table))],
    )


def found(frame: pd.DataFrame) -> set[tuple[object, ...]]:
    """Return the errors and warnings of an audit as comparable rows."""
    issues = audit.run(Store({**EMPTY, "observations": frame}))
    issues = issues[issues["severity"].isin(["error", "warning"])]
    return set(
        zip(issues["check"], issues["area"], issues["measure"], issues["period_end"], issues["message"], strict=True)
    )


def plant(frame: pd.DataFrame, kind: Kind, wanted: int, rng: np.random.Generator) -> tuple[pd.DataFrame, list[Planted]]:
    """Return a copy with `wanted` faults of one kind, at most one in an authority's measure, and where they stand."""
    spoiled = frame.copy()
    authority = ~frame["area"].isin(REGIONS)
    places = rng.permutation(frame.index[kind.rows(frame) & authority].to_numpy())
    planted: list[Planted] = []
    taken: set[tuple[str, str]] = set()
    for place in places:
        row = frame.loc[place]
        if len(planted) == wanted:
            break
        if (row["area"], row["measure"]) in taken:
            continue
        change = kind.plant(spoiled, row, rng)
        if change is None:
            continue
        spoiled, touched, *periods = change
        ends = periods[0] if periods else pd.Series([row["period_end"]])
        taken.add((row["area"], row["measure"]))
        planted.append(Planted(row["area"], touched, ends.min(), ends.max()))
    return spoiled, planted


def score(kind: Kind, planted: list[Planted], new: set[tuple[object, ...]]) -> dict[str, object]:
    """Count the faults with a new issue at their place, and the new issues at a fault's place."""
    right, hit = set(), set()
    for issue in new:
        for number, fault in enumerate(planted):
            if _stands_at(issue, fault):
                right.add(issue)
                hit.add(number)
    return {
        "kind": kind.name,
        "provable": kind.provable,
        "planted": len(planted),
        "found": len(hit),
        "recall": round(len(hit) / len(planted), 3) if planted else None,
        "issues": len(new),
        "right": len(right),
        "precision": round(len(right) / len(new), 3) if new else None,
    }


def _stands_at(issue: tuple[object, ...], fault: Planted) -> bool:
    _, area, measure, end, _ = issue
    where = area == fault.area or area == areas()[fault.area].region
    what = measure in fault.measures or any(measure in TIED.get(name, ()) for name in fault.measures)
    when = pd.isna(end) or fault.first - YEAR <= pd.Timestamp(end) <= fault.last + YEAR
    return bool(where and what and when)


def _tied() -> dict[str, set[str]]:
    """Return, for each measure, those whose figures a fault in it can contradict."""
    tied: dict[str, set[str]] = {}
    groups = [set(pair) for pair in relations().related()]
    groups += [
        {measure.id, measure.numerator, measure.denominator} - {"population_0_17"}
        for measure in measures().values()
        if measure.numerator and measure.denominator
    ]
    for group in groups:
        for name in group:
            tied.setdefault(name, set()).update(group)
    return tied


TIED = _tied()
EMPTY = {kind: empty(kind) for kind in FRAMES}


# How to plant each kind; None where the row cannot bear it.


def _set(frame: pd.DataFrame, index: object, value: float, decimals: int | None = None) -> pd.DataFrame:
    text = str(frame.loc[index, "as_printed"])
    places = len(text.partition(".")[2]) if decimals is None else decimals
    frame.loc[index, "value"] = round(value, places)
    frame.loc[index, "as_printed"] = f"{value:.{places}f}"
    return frame


def swap_fraction(frame: pd.DataFrame, row: pd.Series, _rng: np.random.Generator) -> Change:
    """Exchange numerator and denominator."""
    if row["numerator"] == row["denominator"]:
        return None
    frame.loc[row.name, ["numerator", "denominator"]] = [row["denominator"], row["numerator"]]
    return frame, (row["measure"],)


def transpose(frame: pd.DataFrame, row: pd.Series, rng: np.random.Generator) -> Change:
    """Exchange two neighbouring digits of the printed figure."""
    text = str(row["as_printed"])
    pairs = [
        at
        for at in range(len(text) - 1)
        if text[at : at + 2].isdigit() and text[at] != text[at + 1] and not (at == 0 and text[1] == "0")
    ]
    if not pairs:
        return None
    at = int(rng.choice(pairs))
    swapped = f"{text[:at]}{text[at + 1]}{text[at]}{text[at + 2 :]}"
    return _set(frame, row.name, float(swapped)), (row["measure"],)


def shift_columns(frame: pd.DataFrame, row: pd.Series, _rng: np.random.Generator) -> Change:
    """Move one measure's figures of one file to the period before."""
    file = row["source"].partition("#")[0]
    same = (frame["area"] == row["area"]) & (frame["measure"] == row["measure"]) & (frame["basis"] == row["basis"])
    same &= frame["source"].str.startswith(f"{file}#") & (frame["period_end"] >= row["period_end"])
    series = frame[same].sort_values("period_end")
    if len(series) < 2 or series["value"].iloc[0] == series["value"].iloc[1]:
        return None
    for index, value, text in zip(
        series.index[:-1], series["value"].iloc[1:], series["as_printed"].iloc[1:], strict=True
    ):
        frame.loc[index, ["value", "as_printed"]] = [value, text]
    return frame, (row["measure"],), series["period_end"]


def copy_row(frame: pd.DataFrame, row: pd.Series, rng: np.random.Generator) -> Change:
    """Overwrite one measure's figures with those of another of the same file, as a row pasted twice."""
    file = row["source"].partition("#")[0]
    own = (frame["area"] == row["area"]) & frame["source"].str.startswith(f"{file}#") & frame["unit"].eq(row["unit"])
    others = sorted(set(frame.loc[own, "measure"]) - {row["measure"]})
    if not others:
        return None
    other = str(rng.choice(others))
    theirs = frame[own & (frame["measure"] == other)].drop_duplicates("period_end").set_index("period_end")
    mine = frame[own & (frame["measure"] == row["measure"])]
    mine = mine[mine["period_end"].isin(theirs.index)]
    if (theirs.loc[mine["period_end"], "value"].to_numpy() == mine["value"].to_numpy()).all():
        return None
    frame.loc[mine.index, "value"] = theirs.loc[mine["period_end"], "value"].to_numpy()
    frame.loc[mine.index, "as_printed"] = theirs.loc[mine["period_end"], "as_printed"].to_numpy()
    return frame, (row["measure"], other), mine["period_end"]


def drop_minus(frame: pd.DataFrame, row: pd.Series, _rng: np.random.Generator) -> Change:
    """Print a fall as a rise."""
    return _set(frame, row.name, -row["value"]), (row["measure"], "referrals")


def drop_point(frame: pd.DataFrame, row: pd.Series, _rng: np.random.Generator) -> Change:
    """Lose the decimal point: 15.4 becomes 154."""
    return _set(frame, row.name, row["value"] * 10, 0), (row["measure"],)


def reset_rolling(frame: pd.DataFrame, row: pd.Series, _rng: np.random.Generator) -> Change:
    """Let a 12-month figure start again in April, as the year to date."""
    card_ = frame["source"].str.startswith(f"card-{row['area']}/")
    rolling = card_ & frame["basis"].eq("rolling_12_months") & (frame["period_end"] >= row["period_end"])
    so_far = frame[card_ & frame["basis"].eq("year_to_date")].set_index("period_end")["value"]
    year = frame[rolling & (frame["period_end"] < row["period_end"] + pd.DateOffset(months=11))]
    frame.loc[year.index, "value"] = so_far.reindex(year["period_end"]).to_numpy()
    frame.loc[year.index, "as_printed"] = [f"{value:.0f}" for value in frame.loc[year.index, "value"]]
    return frame, (row["measure"],)


def as_fraction(frame: pd.DataFrame, row: pd.Series, _rng: np.random.Generator) -> Change:
    """Write a percentage as a fraction: 23.4 becomes 0.234."""
    return _set(frame, row.name, row["value"] / 100, 3), (row["measure"],)


def per_thousand(frame: pd.DataFrame, row: pd.Series, _rng: np.random.Generator) -> Change:
    """Give a rate per 10,000 per 1,000."""
    return _set(frame, row.name, row["value"] / 10, 1), (row["measure"], str(measures()[row["measure"]].numerator))


def days_as_weeks(frame: pd.DataFrame, row: pd.Series, _rng: np.random.Generator) -> Change:
    """Give a length in weeks under a label of days."""
    return _set(frame, row.name, row["value"] / 5, 0), (row["measure"],)


def month_for_year(frame: pd.DataFrame, row: pd.Series, _rng: np.random.Generator) -> Change:
    """Print the month's figure where the year so far belongs."""
    card_ = frame["source"].str.startswith(f"card-{row['area']}/") & frame["basis"].eq("month")
    month = frame[card_ & frame["period_end"].eq(row["period_end"])]["value"]
    if month.empty or row["period_end"].month == 4:
        return None
    return _set(frame, row.name, float(month.iloc[0])), (row["measure"],)


def other_population(frame: pd.DataFrame, row: pd.Series, rng: np.random.Generator) -> Change:
    """Work a rate out with the population of another year or area: 5% to 20% off."""
    factor = 1 + float(rng.choice([-1, 1])) * float(rng.uniform(0.05, 0.2))
    return _set(frame, row.name, row["value"] * factor), (row["measure"], str(measures()[row["measure"]].numerator))


def last_years_stock(frame: pd.DataFrame, row: pd.Series, _rng: np.random.Generator) -> Change:
    """Print last year's stock again."""
    same = (
        (frame["area"] == row["area"])
        & (frame["measure"] == row["measure"])
        & (frame["published_on"] == row["published_on"])
    )
    before = frame[same & frame["period_end"].eq(row["period_end"] - pd.DateOffset(years=1))]["value"]
    if before.empty or abs(before.iloc[0] - row["value"]) < 3:
        return None
    mine = frame[same & frame["period_end"].eq(row["period_end"])]
    for index in mine.index:
        frame = _set(frame, index, float(before.iloc[0]))
    return frame, (row["measure"],)


def after_paper(frame: pd.DataFrame, row: pd.Series, _rng: np.random.Generator) -> Change:
    """Date a figure after its own paper."""
    late = row["published_on"] + pd.Timedelta(days=30)
    frame.loc[row.name, ["period_start", "period_end"]] = [late, late]
    return frame, (row["measure"],), pd.Series([late])


def _fractions(frame: pd.DataFrame) -> pd.Series:
    return (
        frame["unit"].eq("percent")
        & frame["numerator"].gt(0)
        & frame["denominator"].gt(0)
        & frame["value"].between(2, 98)
    )


def _counts(frame: pd.DataFrame) -> pd.Series:
    return (
        frame["unit"].eq("count") & frame["basis"].isin(["year", "snapshot"]) & frame["value"].ge(20) & ~_carded(frame)
    )


def _carded(frame: pd.DataFrame) -> pd.Series:
    return frame["source"].str.startswith("card-")


def _rates(frame: pd.DataFrame) -> pd.Series:
    return frame["unit"].eq("per_10000") & frame["value"].ge(20) & frame["source"].str.startswith("vintage-2024")


def _card(basis: str) -> Callable[[pd.DataFrame], pd.Series]:
    return lambda frame: _carded(frame) & frame["basis"].eq(basis)


KINDS = (
    Kind("numerator and denominator swapped", _fractions, swap_fraction),
    Kind("digits transposed in a percentage", _fractions, transpose),
    Kind("digits transposed in a count", _counts, transpose),
    Kind("figures one column to the left", _counts, shift_columns),
    Kind("a row pasted over another", _counts, copy_row),
    Kind(
        "a minus dropped",
        lambda frame: frame["measure"].eq("referrals_growth_percent") & frame["value"].lt(-1),
        drop_minus,
    ),
    Kind("a decimal point dropped", _fractions, drop_point),
    Kind(
        "a 12-month series starting again in April",
        lambda frame: _card("rolling_12_months")(frame) & frame["period_end"].dt.month.eq(4),
        reset_rolling,
    ),
    Kind("a percentage written as a fraction", _fractions, as_fraction),
    Kind("a rate per 1,000 under per 10,000", _rates, per_thousand),
    Kind(
        "weeks under days",
        lambda frame: frame["measure"].isin(["icpc_days_median", "icpc_days_p75"]) & frame["value"].ge(5),
        days_as_weeks,
    ),
    Kind("a month where the year so far belongs", _card("year_to_date"), month_for_year),
    Kind("a rate with another population", _rates, other_population),
    Kind(
        "last year's stock again",
        lambda frame: frame["measure"].isin(["cla_at_period_end", "cp_plans_at_period_end", "cin_at_period_end"]),
        last_years_stock,
    ),
    Kind("a date after the paper", lambda frame: _counts(frame) & frame["period_end"].dt.year.ge(2020), after_paper),
)


if __name__ == "__main__":
    main()
