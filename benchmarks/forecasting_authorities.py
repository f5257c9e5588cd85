"""Annual measures of English authorities forecast 1 to 3 years ahead, beside "same as last year".

    python benchmarks/forecasting_authorities.py --origins 2016-2018     what was chosen on
    python benchmarks/forecasting_authorities.py                         what is reported: origins 2019-2022

Rates of the population at the mid-year before are forecast with the panel as known at the origin, and given back as
counts of that same, last known population. `--counts` pools counts instead; `--alone` forecasts without a panel.
"""

import argparse
import os
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.methods import forecasting

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("WORKBENCH_SHARED", ROOT.parent / "shared"))
MEASURES = ["cla_at31", "cla_started", "cpp_at31", "cpp_started", "referrals", "section47", "icpc", "cin_at31"]
HORIZON = 3
PER = 10_000
REPORTED = "2019-2022"
WAYS = {"rates": "rates", "counts": "counts", "alone": "counts, each without a panel"}


def read_panels() -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
    """Return counts, year x authority by measure, and the population at the mid-year before, year x authority.

    Authorities are joined on the three-digit code. A population that is not held (before mid-2012) repeats the first.
    """
    frame = pd.read_parquet(SHARED / "data/published/panel/panel_la_year_measure.parquet")
    authorities = frame[frame["new_la_code"].str.match("E0[6-9]|E10") & frame["old_la_code"].notna()]
    authorities = authorities[authorities["old_la_code"] != "nan"]
    wide = authorities.pivot_table(index="year", columns=["measure", "old_la_code"], values="value", aggfunc="first")
    population = wide["pop_0_17_mid_year"]
    population.index = population.index + 1
    years = range(int(wide.index.min()), int(wide.index.max()) + 1)
    panels = {measure: wide[measure].dropna(how="all") for measure in MEASURES}
    return panels, population.reindex(years).bfill().ffill()


def forecast_all(known: pd.DataFrame, population: pd.DataFrame, options: argparse.Namespace) -> dict[str, pd.DataFrame]:
    """Forecast every authority with a value in the last year; counts, whatever they are forecast as."""
    present = known.loc[:, known.iloc[-1].notna()]
    if options.areas:
        present = present.loc[:, sorted(np.random.default_rng(11).permutation(present.columns)[: options.areas])]
    if options.alone:
        enough = present.loc[:, present.notna().sum() >= 3]
        return {area: named(forecasting.forecast(enough[area], HORIZON, season_length=1)) for area in enough.columns}
    everyone = known.dropna(axis=1, how="all")
    if options.counts:
        together = forecasting.forecast_panel(everyone, HORIZON)
        return {area: named(together[area]) for area in present.columns}
    children = population.reindex(index=known.index, columns=everyone.columns).loc[: known.index[-1]]
    rates = forecasting.forecast_panel(everyone / children * PER, HORIZON, kind="rate")
    return {area: named(rates[area], children[area].iloc[-1] / PER) for area in present.columns if area in rates}


def named(result: forecasting.Forecast, times: float = 1.0) -> pd.DataFrame:
    """Return a forecast's frame as counts, with its model."""
    return (result.frame * times).assign(model=result.model)


def measure_origin(
    panel: pd.DataFrame, population: pd.DataFrame, measure: str, origin: int, options: argparse.Namespace
) -> pd.DataFrame:
    """Return one row per authority and year ahead."""
    known = panel.loc[:origin]
    rows = []
    for area, frame in forecast_all(known, population, options).items():
        for step, (year, line) in enumerate(frame.iterrows(), start=1):
            actual = panel[area].get(year, np.nan)
            if np.isfinite(actual):
                row = {"measure": measure, "area": area, "origin": origin, "step": step, "actual": actual}
                rows.append(row | {"last": known[area].iloc[-1]} | line.to_dict())
    table = pd.DataFrame(rows)
    for name, column in (("smape", "mean"), ("last_smape", "last")):
        size = table["actual"] + table[column]
        table[name] = np.where(size > 0, 200 * (table["actual"] - table[column]).abs() / size.where(size > 0, 1), 0)
    for level in (80, 95):
        inside = table["actual"].between(table[f"lower_{level}"], table[f"upper_{level}"])
        table[f"coverage_{level}"] = inside.astype(float)
    return table


def summary(table: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Average over measure, origin and step first, so that each weighs the same, then over the rest."""
    columns = ["smape", "last_smape", "coverage_80", "coverage_95"]
    cells = table.groupby(["measure", "origin", "step"])[columns].mean().reset_index()
    cells["all"] = "all"
    means = cells.groupby(by)[columns].mean()
    means = means.round(3).astype(object)
    means.insert(2, "better", [better(part) for _, part in table.assign(all="all").groupby(by)])
    return means


def better(part: pd.DataFrame) -> str:
    """Return the share of last year's sMAPE that was saved, with its standard error between areas (jackknife)."""
    sums = part.groupby("area")[["smape", "last_smape"]].sum()
    left_out = 1 - (sums["smape"].sum() - sums["smape"]) / (sums["last_smape"].sum() - sums["last_smape"])
    error = np.sqrt((len(sums) - 1) * ((left_out - left_out.mean()) ** 2).mean())
    return f"{1 - sums['smape'].sum() / sums['last_smape'].sum():.3f} ({error:.3f})"


def main() -> None:
    """Measure every measure and origin, and write the result of the reported origins."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--origins", default=REPORTED)
    parser.add_argument("--counts", action="store_true", help="forecast counts, not rates of the population before")
    parser.add_argument("--alone", action="store_true", help="without a panel")
    parser.add_argument("--areas", type=int, default=None, help="only so many, drawn at random")
    options = parser.parse_args()
    first, last = (int(year) for year in options.origins.split("-"))
    panels, population = read_panels()
    start = time.process_time()
    tables = [
        measure_origin(panel, population, measure, origin, options)
        for measure, panel in panels.items()
        for origin in range(first, last + 1)
    ]
    seconds = (time.process_time() - start) / (last - first + 1)
    table = pd.concat(tables)
    way = "alone" if options.alone else "counts" if options.counts else "rates"
    flags = ("" if way == "rates" else f" --{way}") + (
        "" if options.origins == REPORTED else f" --origins {options.origins}"
    )
    flags += f" --areas {options.areas}" if options.areas else ""
    models = ", ".join(f"{name} {count}" for name, count in table["model"].value_counts().items())
    paragraphs = [
        f"# Authorities, origins {options.origins}, forecast as {WAYS[way]}",
        (
            f"`python benchmarks/forecasting_authorities.py{flags}`, {datetime.now(UTC):%d %B %Y}, 2 cores shared with "
            f"other work, one process. {options.areas or 'All'} authorities x {len(MEASURES)} measures, one origin: "
            f"{seconds:.1f} s of processor time."
        ),
        *(table_of(summary(table, [by])) for by in ("all", "measure", "origin", "step")),
        f"Models used: {models}.",
    ]
    text = "\n\n".join(paragraphs)
    print(text)
    name = f"forecasting_authorities_{options.origins}" + ("" if way == "rates" else f"_{way}")
    (ROOT / f"benchmarks/results/{name}.md").write_text(text + "\n", encoding="utf-8")


def table_of(frame: pd.DataFrame) -> str:
    """Return a frame as a Markdown table."""
    rows = [[frame.index.name, *frame.columns], ["---"] * (len(frame.columns) + 1)]
    rows += [[name, *values] for name, values in zip(frame.index, frame.astype(object).to_numpy(), strict=True)]
    return "\n".join("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows)


if __name__ == "__main__":
    main()
