"""How often "why did it change" finds a cause that was planted, and how often it names one that was not.

python benchmarks/planted_causes.py [--runs 200] [--shared DIR] [--processes 2] [--first-seed 1]

Worlds come from simulated_pathway.py: authorities whose steps wander as real ones do. In one of them, of Torbay's size
or of the median size, a cause of 10, 25 or 50% is planted in the year to March 2024, and the workbench is asked in a
month of 2025, when the year after is known. The answerer sees nothing but observations of the authority and its
neighbours. For the median authority a change of 25% is planted in quieter worlds too, where authorities wander half or
a quarter as much as real ones do, in half as many runs, so that a reader sees what limits the power. Worlds in which
nothing is planted are run twice as often: the share of false names is small and must be well known.
"""

import argparse
import datetime as dt
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
from joblib import Parallel, delayed

from analysis.catalogue.area import areas
from analysis.catalogue.measure import measures
from analysis.catalogue.neighbour import neighbours
from analysis.catalogue.observation import FRAMES, empty, shape
from analysis.catalogue.period import Month, period_of
from analysis.methods import rates
from analysis.questions.answer import Answer
from analysis.questions.why.explanations import explanations
from analysis.questions.why.question import why
from analysis.store import Store
from simulated_pathway import (
    YEARS,
    Cause,
    Planted,
    Wandering,
    estimate_wandering,
    quieter,
    read_panel,
    simulate_areas,
)

TORBAY = "E06000027"
PLANTED = 2024
MONTH = Month(2025, 12)
SIZES = (0.10, 0.25, 0.50)
QUIETER = (0.5, 0.25)
FALLS = ("slower_exits", "plans_refused")  # causes that take from the ratio that they move
BASES = {measure.id: measure.basis or "year" for measure in measures().values()}
WRITE_EVERY = 250
PUBLISHED_ON = dt.date(2025, 10, 30)


@dataclass(frozen=True, slots=True)
class Expected:
    """What a right answer says: the measure to ask about, the step first, and explanations any of which is right.

    moves: the ratio of the made-up world that the cause changes, for the power that the best possible test has.
    facts: signs and their ways, any of which is the cause as a fact (what happened); it needs no verdict.
    """

    measure: str
    step: str
    explanations: frozenset[str]
    moves: str = ""
    facts: frozenset[tuple[str, str]] = frozenset()


EXPECTED: dict[Cause, Expected] = {
    "threshold_shift": Expected("cp_rate", "icpc_per_s47", frozenset({"threshold_shift"}), "icpc_per_s47"),
    "backlog_pulse": Expected("cp_rate", "s47_per_referral", frozenset({"backlog_clearance"}), "s47_per_referral"),
    "slower_exits": Expected(
        "cp_rate",
        "ends",
        frozenset({"plans_last_longer"}),
        "exit_speed",
        frozenset({("cp_plans_ended_as_before", "down")}),  # fewer endings are no slower ones
    ),
    "recording_change": Expected(
        "referral_rate", "referral_rate", frozenset({"contacts_counted", "recording_change"}), "referrals"
    ),
    "plans_refused": Expected("cp_rate", "plans_per_icpc", frozenset({"higher_threshold"}), "plans_per_icpc"),
    "none": Expected("cp_rate", "", frozenset()),
}


@dataclass(frozen=True, slots=True)
class World:
    """What every run draws from."""

    wandering: Wandering
    populations: dict[str, pd.Series]
    median_area: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What is simulated: which authority, how restless the world is (1 is as real authorities are), what is planted."""

    area: str
    noise: float
    cause: Cause
    size: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run found."""

    cell: Cell
    rose: bool
    step_first: bool
    step_unusual: bool
    explained: bool
    wrong: tuple[str, ...]


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
    populations = {code: world.populations[code] for code in (area, *members)}
    codes = {code: areas()[code].three_digit or code for code in populations}
    counts = simulate_areas(populations, codes, world.wandering, random, Planted(area, cause, size, PLANTED))
    counts["period_end"] = [dt.date(year, 3, 31) for year in counts["year"]]
    people = pd.concat(
        pd.DataFrame({"area": code, "measure": "population_0_17", "value": known, "period_end": mid_years(known)})
        for code, known in populations.items()
    )
    rows = pd.concat([counts.drop(columns="year"), people], ignore_index=True)
    rows["basis"] = rows["measure"].map(BASES)
    starts = {key: period_of(*key).start for key in set(zip(rows["basis"], rows["period_end"], strict=True))}
    rows["period_start"] = [starts[key] for key in zip(rows["basis"], rows["period_end"], strict=True)]
    rows = rows.assign(
        unit="count",
        value=rows["value"].astype(float),
        published_on=PUBLISHED_ON,
        source="simulated#" + rows["area"] + "/" + rows["measure"],
    )
    observations = shape(
        "observations", rows.sort_values(["measure", "area", "basis", "period_end"], ignore_index=True)
    )
    return Store({kind: empty(kind) for kind in FRAMES} | {"observations": observations})


def mid_years(known: pd.Series) -> list[dt.date]:
    """Return the days of the mid-year estimates."""
    return [dt.date(int(year), 6, 30) for year in known.index]


def run_once(world: World, cell: Cell, seed: int) -> Outcome:
    """Plant, ask, and compare the answer with what was planted."""
    if cell.noise != 1:
        world = replace(world, wandering=quieter(world.wandering, cell.noise))
    store = simulate_store(world, cell.area, cell.cause, cell.size, np.random.default_rng(seed))
    expected = EXPECTED[cell.cause]
    answer = why(store, expected.measure, cell.area, MONTH, between=(f"{PLANTED - 1}-03", f"{PLANTED}-03"))
    kinds = {entry.name: entry for entry in explanations()}
    supported = [kinds[verdict.explanation] for verdict in answer.verdicts if verdict.ruling == "supported"]
    wrong = [entry.id for entry in supported if entry.kind == "cause" and entry.id not in expected.explanations]
    return Outcome(
        cell,
        rose=_moved_up(answer),
        step_first=_first(answer, cell.cause) == expected.step,
        step_unusual=_most_unusual(answer) == expected.step,
        explained=any(entry.id in expected.explanations for entry in supported) or _is_told(answer, expected.facts),
        wrong=tuple(wrong),
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
    by_size = steps["contribution"] * (-1 if cause == "plans_refused" else 1)
    return str(steps.loc[by_size.idxmax(), "step"])


def _most_unusual(answer: Answer) -> str:
    """The step that the answer ranks first by how rare so large a change of it is; empty where none is ranked."""
    steps = answer.tables["pathway"] if "pathway" in answer.tables else pd.DataFrame()
    if "order_unusual" not in steps:
        return ""
    first = steps.loc[steps["order_unusual"] == 1, "step"]
    return str(first.iloc[0]) if len(first) else ""


def _is_told(answer: Answer, facts: frozenset[tuple[str, str]]) -> bool:
    """Whether any of the facts stands among what happened."""
    if not facts or "what_happened" not in answer.tables:
        return False
    table = answer.tables["what_happened"]
    return not facts.isdisjoint(zip(table["sign"], table["way"], strict=True))


def cells(median_area: str) -> list[Cell]:
    """Every cell of the table: each size and cause as restless as life, then 25% in quieter worlds."""
    lively = [
        Cell(area, 1.0, cause, size)
        for area in (TORBAY, median_area)
        for cause in EXPECTED
        for size in (SIZES if cause != "none" else (0.0,))
    ]
    quiet = [
        Cell(median_area, noise, cause, 0.25 if cause != "none" else 0.0) for noise in QUIETER for cause in EXPECTED
    ]
    return [*lively, *quiet]


def report(outcomes: Sequence[Outcome]) -> pd.DataFrame:
    """One row a cell: shares of runs in per cent."""
    frame = pd.DataFrame(
        {
            "authority": ["Torbay" if found.cell.area == TORBAY else "median" for found in outcomes],
            "noise": [found.cell.noise for found in outcomes],
            "cause": [found.cell.cause for found in outcomes],
            "size": [f"{found.cell.size:.0%}" for found in outcomes],
            "rose": [found.rose * 100 for found in outcomes],
            "right step first": [found.step_first * 100 for found in outcomes],
            "right step most unusual": [found.step_unusual * 100 for found in outcomes],
            "either": [(found.step_first or found.step_unusual) * 100 for found in outcomes],
            "right explanation": [found.explained * 100 for found in outcomes],
            "a wrong cause named": [bool(found.wrong) * 100 for found in outcomes],
            "and not the right one": [(bool(found.wrong) and not found.explained) * 100 for found in outcomes],
        }
    )
    grouped = frame.groupby(["authority", "noise", "cause", "size"], sort=False)
    shares = grouped.mean().round(0).astype(int)
    shares.insert(0, "runs", grouped.size())
    return shares.reset_index().sort_values(["noise", "authority"], ascending=[False, True], kind="stable")


def as_markdown(table: pd.DataFrame) -> str:
    """Return the table as Markdown."""
    rows = [table.columns, ["---"] * len(table.columns), *table.astype(str).to_numpy()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


READING = """
A change of 25% is 0.22 on the log scale, and 50% is 0.41. A year's change of one step of a real authority has a
standard deviation of about 0.2 on that scale, so that 25% is an ordinary year: other steps move more by themselves
(which limits "right step first", an exact sum), and no rule that names a reason in fewer than 1 in 20 years without one
can name it in most years with one (which limits "right explanation"; the table of the best possible test shows how
far). The quieter worlds show the same rule where the authorities wander less.

Yearly counts cannot tell more contacts counted as referrals from professionals who refer more readily: where the one is
supported the other is too, and the sentence of each names the other. "A wrong cause named" counts that as wrong; "and
not the right one" does not. That plans are closed more slowly is a fact of the figures, not a reason for it; told
among what happened it counts as the right explanation of slower exits. That more enquiries were made counts for nought.
"Right step first" is the largest part of the sum; "most unusual" is the step for which so large a change is rarest.
"""


def best_power(world: World, cause: Cause, size: float) -> float:
    """The share of years in which the best possible test would name this cause, if it looked for nothing else.

    It knows the authority's own level, what national drift to expect and every year's surprise without counting error,
    and names the cause where the surprise is larger than in 19 of 20 years with nothing planted.
    """
    surprises = world.wandering.surprises[EXPECTED[cause].moves].to_numpy()
    sense, moved = (-1, np.log(1 - size)) if cause in FALLS else (1, np.log(1 + size))
    return float((sense * (surprises + moved) > np.quantile(sense * surprises, 0.95)).mean())


def bounds(world: World) -> str:
    """Return what the best possible test reaches, by cause and size."""
    rows = [
        f"| {cause} | {' | '.join(f'{best_power(world, cause, size):.0%}' for size in SIZES)} |"
        for cause in EXPECTED
        if cause != "none"
    ]
    head = f"| the best possible test, in per cent of years | {' | '.join(f'{size:.0%}' for size in SIZES)} |"
    return "\n".join([head, "| --- | --- | --- | --- |", *rows]) + "\n"


def aims(table: pd.DataFrame, outcomes: Sequence[Outcome]) -> str:
    """Return each aim with what was reached."""
    real = table[table["noise"].astype(float) == 1]
    at_25 = real[(real["authority"] == "median") & (real["size"] == "25%")]
    steps, named = (at_25[name].astype(int) for name in ("right step first", "right explanation"))
    named_wrongly = [bool(found.wrong) for found in outcomes if found.cell.cause == "none" and found.cell.noise == 1]
    wrong, runs = sum(named_wrongly), len(named_wrongly)
    if not runs or at_25.empty:
        return ""
    false = rates.proportion_interval(wrong, runs)
    low, high = float(false.lower) * 100, float(false.upper) * 100
    met = "no" if wrong > 0.05 * runs else "yes" if high <= 5 else "yes, but too few runs to be sure"
    return (
        "| aim, in a world as restless as life | reached | met |\n| --- | --- | --- |\n"
        f"| right step first at 25%, median authority: 90% or more | {steps.min()} to {steps.max()}% by cause | "
        f"{'yes' if steps.min() >= 90 else 'no'} |\n"
        f"| right explanation at 25%, median authority: 75% or more | {named.min()} to {named.max()}% by cause | "
        f"{'yes' if named.min() >= 75 else 'no'} |\n"
        f"| a cause named where none was planted: 5% or less | {wrong} of {runs:,} runs, {wrong / runs:.1%} "
        f"(95% interval {low:.1f} to {high:.1f}%) | {met} |\n"
    )


def page(outcomes: Sequence[Outcome], world: World, given: argparse.Namespace, seconds: float) -> str:
    """Return the result as a page."""
    wrong = Counter(name for found in outcomes if found.cell.cause == "none" for name in found.wrong)
    named = ", ".join(f"{name} {count}" for name, count in wrong.most_common()) or "none"
    surprises = {name: float(value) for name, value in world.wandering.surprises.std().round(2).items()}
    return (
        "# Planted causes\n\n"
        f"`python benchmarks/planted_causes.py --runs {given.runs} --first-seed {given.first_seed}`, "
        f"{dt.datetime.now(tz=dt.UTC):%Y-%m-%d}, 2 cores: {len(outcomes):,} runs in {seconds:,.0f} s, "
        f"processes: {given.processes}. Per cent of runs. "
        f"The median authority is {areas()[world.median_area].name}.\n\n"
        f"{aims(report(outcomes), outcomes)}\n{bounds(world)}\n{as_markdown(report(outcomes))}\n{READING}\n"
        f"Surprises of a year beyond counting (standard deviation on the log scale) at noise 1: {surprises}.\n"
        f"Causes named where none was planted: {named}.\n"
    )


def main() -> None:
    """Run every cell in turn, again and again, so that the table is even whenever it is read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--first-seed", type=int, default=1, help="seeds of no other use: thresholds are never chosen on these"
    )
    parser.add_argument("--only", default="", help="cells of this cause alone")
    parser.add_argument("--noise", type=float, default=None, help="cells of this noise alone")
    parser.add_argument("--out", type=Path, default=Path("benchmarks/results/planted_causes.md"))
    given = parser.parse_args()
    start = time.perf_counter()
    world = read_world(given.shared)
    every = cells(world.median_area)
    wanted = [cell for cell in every if given.only in ("", cell.cause) and given.noise in (None, cell.noise)]
    turns = [
        cell
        for run in range(given.runs)
        for cell in (*wanted, *(cell for cell in wanted if cell.cause == "none"))
        if cell.noise == 1 or run % 2 == 0
    ]
    running = Parallel(n_jobs=given.processes, batch_size=5, return_as="generator_unordered")(
        delayed(run_once)(world, cell, given.first_seed + place) for place, cell in enumerate(turns)
    )
    found: list[Outcome] = []
    for outcome in running:
        found.append(outcome)
        if len(found) % WRITE_EVERY == 0 or len(found) == len(turns):
            seconds = time.perf_counter() - start
            print(f"{len(found):,} of {len(turns):,} runs, {seconds:,.0f} s", flush=True)
            given.out.write_text(page(found, world, given, seconds), encoding="utf-8")
    print(given.out.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
