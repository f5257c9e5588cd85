"""How often "why did it change" finds a cause that was planted, and how often it names one that was not.

python benchmarks/planted_causes.py [--runs 200] [--shared DIR] [--processes 2]

Worlds come from simulated_pathway.py: authorities whose steps wander as real ones do. In one of them, of Torbay's size
or of the median size, a cause of 10, 25 or 50% is planted in the year to March 2024, and the workbench is asked in a
month of 2025, when the year after is known. The answerer sees nothing but observations.
"""

import argparse
import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from joblib import Parallel, delayed

from analysis.catalogue.area import areas
from analysis.catalogue.measure import measures
from analysis.catalogue.neighbour import neighbours
from analysis.catalogue.observation import FRAMES, empty, shape
from analysis.catalogue.period import Month, period_of
from analysis.questions.answer import Answer
from analysis.questions.why.explanations import explanations
from analysis.questions.why.question import why
from analysis.store import Store
from simulated_pathway import YEARS, Cause, Wandering, estimate_wandering, read_panel, simulate_area

TORBAY = "E06000027"
PLANTED = 2024
MONTH = Month(2025, 12)
SIZES = (0.10, 0.25, 0.50)
PUBLISHED_ON = dt.date(2025, 10, 30)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a right answer says: the measure to ask about, the step first, and explanations any of which is right."""

    measure: str
    step: str
    explanations: frozenset[str]


EXPECTED: dict[Cause, Expected] = {
    "threshold_shift": Expected("cp_rate", "icpc_per_s47", frozenset({"threshold_shift"})),
    "backlog_pulse": Expected("cp_rate", "s47_per_referral", frozenset({"backlog_clearance"})),
    "slower_exits": Expected("cp_rate", "ends", frozenset({"slow_exits", "plans_last_longer"})),
    "recording_change": Expected("referral_rate", "referral_rate", frozenset({"recording_change"})),
    "none": Expected("cp_rate", "", frozenset()),
}


@dataclass(frozen=True, slots=True)
class World:
    """What every run draws from."""

    wandering: Wandering
    populations: dict[str, pd.Series]
    median_area: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run found."""

    area: str
    cause: Cause
    size: float
    moved: bool
    step_first: bool
    explained: bool
    causes_named: int
    patterns_named: int


def read_world(shared: Path) -> World:
    """Read the panel once. The median authority is the one whose population is the median of all."""
    panel = read_panel(shared)
    populations: dict[str, pd.Series] = {}
    for area in areas().authorities(dt.date(2024, 3, 31)):
        if area.three_digit in panel.index.get_level_values("old_la_code"):
            known = panel.loc[area.three_digit, "pop_0_17_mid_year"].dropna()
            if len(known) >= len(YEARS) - 1:
                populations[area.code] = known
    newest = pd.Series({code: float(known.iloc[-1]) for code, known in populations.items()})
    median_area = str((newest - newest.median()).abs().idxmin())
    return World(estimate_wandering(panel), populations, median_area)


def simulate_store(world: World, area: str, cause: Cause, size: float, random: np.random.Generator) -> Store:
    """Return a store of the area and its neighbours, the cause planted in the area alone."""
    members = [code for code in neighbours(area, "2025").members if code in world.populations]
    frames = []
    for code in (area, *members):
        planted = (cause, size) if code == area else ("none", 0.0)
        counts = simulate_area(
            world.populations[code], areas()[code].three_digit, world.wandering, random, *planted, planted=PLANTED
        )
        frames += [_observed(code, counts), _population(code, world.populations[code])]
    return Store({kind: empty(kind) for kind in FRAMES} | {"observations": shape("observations", pd.concat(frames))})


def _observed(code: str, counts: pd.DataFrame) -> pd.DataFrame:
    long = counts.rename_axis("year").reset_index().melt("year", var_name="measure")
    ends = [dt.date(year, 3, 31) for year in long["year"]]
    bases = [measures()[measure].basis or "year" for measure in long["measure"]]
    return _rows(code, list(long["measure"]), ends, bases, long["value"].astype(float))


def _population(code: str, known: pd.Series) -> pd.DataFrame:
    ends = [dt.date(int(year), 6, 30) for year in known.index]
    return _rows(code, ["population_0_17"] * len(ends), ends, ["snapshot"] * len(ends), known.to_numpy())


def _rows(code: str, names: list[str], ends: list[dt.date], bases: list[str], values: object) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "area": code,
            "measure": names,
            "period_start": [period_of(basis, end).start for basis, end in zip(bases, ends, strict=True)],
            "period_end": ends,
            "basis": bases,
            "value": values,
            "unit": "count",
            "published_on": PUBLISHED_ON,
            "source": [f"simulated#{code}/{name}/{end}" for name, end in zip(names, ends, strict=True)],
        }
    )


def run_once(world: World, area: str, cause: Cause, size: float, seed: int) -> Outcome:
    """Plant, ask, and compare the answer with what was planted."""
    store = simulate_store(world, area, cause, size, np.random.default_rng(seed))
    expected = EXPECTED[cause]
    answer = why(store, expected.measure, area, MONTH, between=(f"{PLANTED - 1}-03", f"{PLANTED}-03"))
    kinds = {entry.name: entry for entry in explanations()}
    supported = [kinds[verdict.explanation] for verdict in answer.verdicts if verdict.ruling == "supported"]
    wrong = [entry for entry in supported if entry.kind == "cause" and entry.id not in expected.explanations]
    return Outcome(
        area="Torbay" if area == TORBAY else "median",
        cause=cause,
        size=size,
        moved=_moved_up(answer),
        step_first=_first(answer, cause) == expected.step,
        explained=any(entry.id in expected.explanations for entry in supported),
        causes_named=len(wrong),
        patterns_named=sum(entry.kind == "pattern" for entry in supported),
    )


def _moved_up(answer: Answer) -> bool:
    change = answer.evidence[f"{answer.group}.count_change"].value
    return isinstance(change, int | float) and change > 0


def _first(answer: Answer, cause: Cause) -> str:
    """The step the answer would name first: of starts, or `ends` where ends moved the stock more than starts did."""
    steps = answer.tables["pathway"] if "pathway" in answer.tables else pd.DataFrame()
    if cause == "slower_exits":
        flows = answer.tables["stock_and_flow"]
        change = flows[["started", "ended"]].iloc[-1] - flows[["started", "ended"]].iloc[0]
        return "ends" if -change["ended"] > max(change["started"], 0) else "starts"
    if steps.empty:
        return str(answer.measure)  # a flow with one step only has that step first
    return str(steps.loc[steps["contribution"].idxmax(), "step"])


def plan(runs: int, median_area: str) -> Iterator[tuple[str, Cause, float, int]]:
    """Every run: area, cause, size, seed. Seeds differ between cells, so that cells are independent."""
    seed = 0
    for area in (TORBAY, median_area):
        for cause in EXPECTED:
            for size in SIZES if cause != "none" else (0.0,):
                for _ in range(runs):
                    seed += 1
                    yield area, cause, size, seed


def report(outcomes: pd.DataFrame) -> pd.DataFrame:
    """One row a cell: shares of runs in per cent."""
    grouped = outcomes.groupby(["area", "cause", "size"], sort=False)
    return (
        pd.DataFrame(
            {
                "runs": grouped.size(),
                "rose": grouped["moved"].mean() * 100,
                "right step first": grouped["step_first"].mean() * 100,
                "right explanation": grouped["explained"].mean() * 100,
                "a wrong cause named": grouped["causes_named"].agg(lambda named: (named > 0).mean() * 100),
            }
        )
        .round(0)
        .astype(int)
        .reset_index()
    )


def as_markdown(table: pd.DataFrame) -> str:
    """Return the table as Markdown."""
    rows = [table.columns, ["---"] * len(table.columns), *table.astype(str).to_numpy()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    """Run all cells and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/planted_causes.md"))
    given = parser.parse_args()
    start = time.perf_counter()
    world = read_world(given.shared)
    cells = list(plan(given.runs, world.median_area))
    found = Parallel(n_jobs=given.processes, batch_size=20)(delayed(run_once)(world, *cell) for cell in cells)
    table = report(pd.DataFrame(found))
    seconds = time.perf_counter() - start
    text = (
        "# Planted causes\n\n"
        f"`python benchmarks/planted_causes.py --runs {given.runs}`, {len(cells):,} runs in {seconds:,.0f} s, "
        f"{given.processes} processes. Per cent of runs.\n\n{as_markdown(table)}\n\n"
        f"The median authority is {areas()[world.median_area].name}. Surprises (standard deviation of a year's log "
        f"change): {world.wandering.surprises.std().round(2).to_dict()}.\n"
    )
    given.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
