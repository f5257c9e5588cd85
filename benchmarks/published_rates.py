"""DfE's own rates and neighbour medians, recomputed through the readers and the store.

python benchmarks/published_rates.py [--shared ../shared]
"""

import argparse
import datetime as dt
import tempfile
from collections import Counter
from pathlib import Path

import pandas as pd

from all_england_data import ROOT, SHARED, build_all_england
from analysis.catalogue.area import areas
from analysis.catalogue.neighbour import neighbours
from analysis.methods.rates import published_rate
from analysis.methods.summaries import median
from analysis.store import Store

RESULT = ROOT / "benchmarks" / "results" / "published_rates.md"
COUNTS = {  # name in the vectors -> count, rate, decimals that DfE prints
    "referrals": ("referrals", "referral_rate", 1),
    "section47": ("s47_enquiries", "s47_rate", 1),
    "icpc": ("icpcs", "icpc_rate", 1),
    "cpp_at31": ("cp_plans_at_period_end", "cp_rate", 1),
    "cin_at31": ("cin_at_period_end", "cin_rate", 1),
    "cla_at31": ("cla_at_period_end", "cla_rate", 0),
}


def same_number(ours: float, printed: float) -> bool:
    """Whether two rounded figures are the same, whatever the last bit of a float says."""
    return abs(ours - printed) < 1e-9


def values(store: Store, measure: str) -> dict[tuple[str, int], float]:
    """Newest value of each area and year."""
    frame = store.select(measure, basis=["year", "snapshot"])
    return {(row.area, row.period_end.year): row.value for row in frame.itertuples()}


def rates_of_the_vectors(store: Store, shared: Path) -> tuple[list[tuple[str, object]], list[str]]:
    """Each row of the vectors: is its count in the store, is its population, does the rate come out as printed."""
    rows = pd.read_csv(shared / "vectors" / "dfe_published_rates_to_2020.csv").rename(columns={"count": "counted"})
    held = {name: values(store, count) for name, (count, _, _) in COUNTS.items()}
    population = values(store, "population_0_17")
    tally: Counter[str] = Counter()
    differ = []
    for row in rows.itertuples():
        decimals = COUNTS[row.measure][2]
        own = float(published_rate(row.counted, row.pop_prev_mid_year, decimals))
        tally["from the vectors' own count and population, equal"] += same_number(own, row.published_rate_per10k)
        if not same_number(own, row.published_rate_per10k):
            differ.append(f"{row.new_la_code} {row.measure} {row.year}: {own:g}, printed {row.published_rate_per10k:g}")
        code = areas().find(row.new_la_code).code
        count = held[row.measure].get((code, row.year), float("nan"))
        people = population.get((code, row.year - 1), float("nan"))
        if pd.isna(count) or pd.isna(people):
            tally["count or population not in the store"] += 1
            continue
        tally["in the store"] += 1
        tally["of them with the same count"] += count == row.counted
        tally["of them with the same population"] += people == row.pop_prev_mid_year
        same = count == row.counted and people == row.pop_prev_mid_year
        tally["same count and population"] += same
        tally["same count and population, and the rate equal"] += same and (
            same_number(float(published_rate(count, people, decimals)), row.published_rate_per10k)
        )
    return [("rows of the vectors", len(rows)), *tally.items()], differ


def rates_of_the_store(store: Store) -> list[tuple[str, object]]:
    """Rates that the files themselves print against count over the previous mid-year population in the store."""
    population = values(store, "population_0_17")
    found = []
    for count, rate, decimals in COUNTS.values():
        counts = values(store, count)
        printed = {key: value for key, value in values(store, rate).items() if not pd.isna(value)}
        able = {k: v for k, v in printed.items() if k in counts and (k[0], k[1] - 1) in population}
        able = {k: v for k, v in able.items() if k[0].startswith(("E0", "E10"))}
        able = {k: v for k, v in able.items() if not pd.isna(counts[k] + population[(k[0], k[1] - 1)])}
        for years, chosen in (("to 2022", range(2023)), ("2023 and after", range(2023, 2100))):
            keys = [key for key in able if key[1] in chosen]
            equal = sum(
                same_number(float(published_rate(counts[k], population[(k[0], k[1] - 1)], decimals)), able[k])
                for k in keys
            )
            found.append((f"{rate}, {years}: printed rates of authorities reproduced", f"{equal:,} of {len(keys):,}"))
    return found


def neighbour_medians(store: Store, shared: Path) -> tuple[list[tuple[str, object]], list[str]]:
    """Medians of the 2025 groups, vacancy rates of the 2025 vintage."""
    name = "statistical_neighbour_medians__workforce_data__Vacancy_Rate_Fte.csv"
    rows = pd.read_csv(shared / "vectors" / name, dtype={"old_la_code": str})
    rows = rows.rename(columns={"Vacancy Rate Fte": "printed"})
    rates = values(store, "social_worker_vacancy_rate")
    equal, differ = 0, []
    for row in rows.itertuples():
        members = neighbours(areas().find(row.old_la_code).code, "2025").members
        ours = median([rates.get((member, row.time_period), float("nan")) for member in members]).value
        if same_number(ours, row.printed):
            equal += 1
        else:
            differ.append(f"{row.geo_breakdown_sn} {row.time_period}: {ours:g}, printed {row.printed:g}")
    return [("medians", len(rows)), ("equal to the printed digit", equal)], differ


def main() -> None:
    """Measure, print and keep the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    shared = parser.parse_args().shared.resolve()
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(build_all_england(Path(folder), shared).processed)
    vectors, rates_differ = rates_of_the_vectors(store, shared)
    medians, medians_differ = neighbour_medians(store, shared)
    text = [
        "# Published rates and neighbour medians, through the readers and the store",
        "",
        f"`python benchmarks/published_rates.py`, {dt.datetime.now(tz=dt.UTC):%d %B %Y}, 2 cores.",
        "",
        "| what | figure |",
        "|---|---:|",
        *(f"| {what} | {figure} |" for what, figure in [*vectors, *rates_of_the_store(store), *medians]),
        "",
        "To 2022 one rate does not come out: West Sussex, plans of March 2013, where D1 counts 424 (as the rate does)",
        "and D5 of the same release 379. From 2023 the rates of October 2024 rest on estimates of mid-2022 and -2023",
        "that the store does not hold: it has those issued in October 2025, on which the later CLA rates rest.",
        "",
        "Rows of the vectors that do not come out:",
        *(f"- {line}" for line in rates_differ),
        "",
        f"Medians that do not come out: {len(medians_differ)}",
        *(f"- {line}" for line in medians_differ[:40]),
        "",
    ]
    RESULT.write_text("\n".join(text), encoding="utf-8")
    print("\n".join(text))


if __name__ == "__main__":
    main()
