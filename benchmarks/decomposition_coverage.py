"""Coverage of the intervals of a pathway's contributions, on English authorities.

For each authority and year the interval is learnt from earlier years of comparable authorities only. A contribution is
covered where its interval holds 0: the intervals say what usually happens, so that 95% of all years should be usual.
Which authorities are comparable is chosen on changes to 2018; the figures reported are of 2019 and later.

    python benchmarks/decomposition_coverage.py [--shared ../shared]
"""

import argparse
import os
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.methods import decomposition, noise

VOLUMES = {
    "population": "pop_0_17_mid_year",
    "referrals": "referrals",
    "s47_enquiries": "section47",
    "icpcs": "icpc",
    "cp_plans_started": "cpp_started",
}
CONFIDENCES = (0.80, 0.95)
CHOSEN_TO = 2018


def read_volumes(shared: Path) -> pd.DataFrame:
    """Volumes of the pathway by authority and year; the population is that of the mid-year before."""
    panel = pd.read_parquet(shared / "data/published/panel/panel_la_year_measure.parquet")
    authorities = panel[panel["new_la_code"].str[:3].isin(["E06", "E08", "E09", "E10"])]
    wide = authorities.pivot_table(index=["old_la_code", "year"], columns="measure", values="value")
    people = wide.pop("pop_0_17_mid_year").rename("pop_0_17_mid_year").reset_index()
    people["year"] += 1
    flows = wide.reset_index().merge(people, on=["old_la_code", "year"])
    volumes = flows.rename(columns={name: ours for ours, name in VOLUMES.items()} | {"old_la_code": "area"})
    kept = volumes[["area", "year", *VOLUMES]].dropna()
    return kept[(kept[list(VOLUMES)] > 0).all(axis=1)]


def read_neighbours(shared: Path) -> dict[str, set[str]]:
    """Statistical neighbours (model 2025) by three-digit code."""
    rows = pd.read_csv(shared / "vectors/statistical_neighbour_medians__sn_2025_long.csv", dtype=str)
    return {area: set(group["sn_code"]) for area, group in rows.groupby("old_la_code")}


def comparable(volumes: pd.DataFrame, area: str, year: int, pool: str, neighbours: dict[str, set[str]]) -> pd.DataFrame:
    """Rows an analyst could have had before `year`, without the area itself."""
    past = volumes[(volumes["year"] < year) & (volumes["area"] != area)]
    if pool == "statistical neighbours":
        return past[past["area"].isin(neighbours.get(area, set()))]
    if pool == "third of like size":
        size = volumes[volumes["year"] < year].groupby("area")["population"].last()
        distance = np.abs(np.log(size.drop(area) / size[area]))
        return past[past["area"].isin(distance.nsmallest(50).index)]
    return past


def covered(volumes: pd.DataFrame, pool: str, years: range, neighbours: dict[str, set[str]]) -> pd.DataFrame:
    """Whether each contribution's interval, and that of chance alone, holds 0: a row per authority, year and factor."""
    rows = []
    by_key = volumes.set_index(["area", "year"])
    for area, year in by_key.index:
        if year not in years or (area, year - 1) not in by_key.index:
            continue
        before, after = by_key.loc[(area, year - 1)].to_dict(), by_key.loc[(area, year)].to_dict()
        change = decomposition.pathway(before, after)
        known = comparable(volumes, area, year, pool, neighbours)
        for confidence in CONFIDENCES:
            try:
                table = noise.intervals(change, known, confidence)
            except ValueError:  # too few changes of comparable authorities: an analyst would get the same refusal
                continue
            for factor, row in table.iterrows():
                rows.append(
                    {
                        "area": area,
                        "year": year,
                        "factor": factor,
                        "confidence": confidence,
                        "covered": row["lower"] <= 0 <= row["upper"],
                        "by_chance": row["chance_lower"] <= 0 <= row["chance_upper"],
                        "width": (row["upper"] - row["lower"]) / change.split.before,
                    }
                )
    return pd.DataFrame(rows)


def table_of(found: pd.DataFrame) -> str:
    """Coverage by factor as a Markdown table."""
    means = found.pivot_table(["covered", "by_chance"], "factor", "confidence", sort=False)[["covered", "by_chance"]]
    header = "| factor | 80% | 95% | chance alone 80% | chance alone 95% |\n|---|---|---|---|---|"
    lines = [f"| {factor} | " + " | ".join(f"{value:.3f}" for value in row) + " |" for factor, row in means.iterrows()]
    return "\n".join([header, *lines])


def main() -> None:
    """Choose the pool on changes to 2018, report the coverage of 2019 and later."""
    parser = argparse.ArgumentParser(description=__doc__)
    beside = Path(__file__).resolve().parents[2] / "shared"
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("WORKBENCH_SHARED", beside)))
    shared = parser.parse_args().shared
    volumes, neighbours = read_volumes(shared), read_neighbours(shared)
    print("| comparable (changes of 2016-18) | 80% | 95% | median width (95%), share of plans | authority-years |")
    print("|---|---|---|---|---|")
    for pool in ("all authorities", "third of like size", "statistical neighbours"):
        found = covered(volumes, pool, range(2016, CHOSEN_TO + 1), neighbours)
        wide = found[found["confidence"] == CONFIDENCES[1]]
        means = found.groupby("confidence")["covered"].mean()
        count = len(wide.drop_duplicates(["area", "year"]))
        print(f"| {pool} | {means.iloc[0]:.3f} | {means.iloc[1]:.3f} | {wide['width'].median():.2f} | {count} |")
    for pool in ("all authorities", "statistical neighbours"):
        found = covered(volumes, pool, range(CHOSEN_TO + 1, 2030), neighbours)
        count = len(found.drop_duplicates(["area", "year"]))
        print(f"\nReported: {pool}, changes of {found['year'].min()}-{found['year'].max()}, {count} authority-years\n")
        print(table_of(found))
        by_year = found[found["confidence"] == CONFIDENCES[1]].groupby("year")["covered"].mean()
        print("\n95% by year: " + ", ".join(f"{year} {share:.3f}" for year, share in by_year.items()))


if __name__ == "__main__":
    main()
