"""How many small counts a reader recovers from a protected release, how much else is hidden, and how long it takes.

python benchmarks/disclosure.py [--tables 200] [--systems 1000] [--first 0] [--attacks NAME ...] [--minutes 60]

Every attack of tests/disclosure_attacks.py on random unpublished tables, before and after protection; then random
figures of a whole area that fit each other, protected, looked at by the independent auditor, and mended where it names
anything. Seconds are of the processor. With --minutes each attack, and the areas together, end after their share of
the clock; how many tables and areas were tried is said. --first is the first seed: with one that nobody has used,
nothing was mended by what is tried. --attacks takes some of them by name, so that a long run can be made in parts.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from analysis.present.disclosure import Rule, protect
from analysis.present.disclosure.auditor import audit_release
from analysis.present.disclosure.mending import mend
from analysis.store import Store
from disclosure_attacks import ATTACKS, Table, random_figures, recovered, store_with
from pathway_store import store_of

Attack = Callable[[np.random.Generator], Table]
RULE = Rule(rule="suppress", low=1, high=5)


def further(store: Store, released: pd.DataFrame) -> float | None:
    """Return how many cells are hidden beside the small counts, for each of them; None where there are none."""
    frame = store.observations
    ours = frame["source"].str.startswith("our-returns")
    small = int((ours & frame["unit"].eq("count") & frame["value"].between(1, 5)).sum())
    hidden = int((ours & frame["value"].notna() & released["value"].iloc[: len(frame)].isna()).sum())
    return (hidden - small) / small if small else None


def seeds(first: int, most: int, minutes: float) -> Iterator[int]:
    """Yield seeds from `first` until there were so many, or the time is over."""
    until = time.monotonic() + 60 * minutes
    for seed in range(first, first + most):
        if seed > first and time.monotonic() > until:
            return
        yield seed


def attacked(attack: Attack, tables: Iterator[int]) -> tuple[int, int, int, int, list[float], float]:
    """Return tables tried, recovered before and after, of how many, further cells for each, and seconds a table."""
    before = after = count = tried = 0
    beside, began = [], time.process_time()
    for seed in tables:
        tried += 1
        table = attack(np.random.default_rng(seed))
        store = store_with(table)
        released = protect(store, RULE, ["our-returns"]).observations
        before += recovered(table, store.observations)[0]
        found, of = recovered(table, released)
        after, count = after + found, count + of
        if (more := further(store, released)) is not None:
            beside.append(more)
    return tried, before, after, count, beside, (time.process_time() - began) / tried


def main() -> None:
    """Print the note."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--tables", type=int, default=200)
    options.add_argument("--systems", type=int, default=1000)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--attacks", nargs="*", choices=[attack.__name__ for attack in ATTACKS])
    options.add_argument("--minutes", type=float, default=1e6)
    wanted = options.parse_args()
    named = [attack for attack in ATTACKS if not wanted.attacks or attack.__name__ in wanted.attacks]
    share = wanted.minutes / (len(named) * bool(wanted.tables) + 10 * bool(wanted.systems))
    print("# Small counts\n")
    print("| attack | tables | recovered before | after | of | further cells for each, median | seconds |")
    print("|---|---|---|---|---|---|---|")
    for attack in named if wanted.tables else ():
        tried, before, after, count, beside, seconds = attacked(attack, seeds(wanted.first, wanted.tables, share))
        more = f"{np.median(beside):.1f}" if beside else "-"
        name = attack.__name__.replace("_", " ")
        print(f"| {name} | {tried} | {before} | {after} | {count} | {more} | {seconds:.2f} |", flush=True)
    if wanted.systems:
        areas(seeds(wanted.first, wanted.systems, 10 * share))


def areas(systems: Iterator[int]) -> None:
    """Print what became of random figures of whole areas."""
    named, failed, beside, seconds, audit = 0, 0, [], [], []
    for seed in systems:
        store = store_of(random_figures(np.random.default_rng(seed)))
        held = store.observations
        ours = held["source"].str.startswith("our-returns").to_numpy()
        nothing = np.zeros(len(held), dtype=bool)
        began = time.process_time()
        released = protect(store, RULE, ["our-returns"]).observations
        between = time.process_time()
        mended = mend(held, released, ours, most=RULE.high, seen=nothing)
        seconds.append(between - began)
        audit.append((time.process_time() - between) / (len(mended.rounds) + 1))
        named += bool(mended.rounds)
        failed += bool(mended.rounds) and not audit_release(held, mended.observations, ours).passed
        if (more := further(store, mended.observations)) is not None:
            beside.append(more)
    print(
        f"\n{len(seconds)} random areas: the auditor named a count in {named}, "
        f"and still did in {failed} once it was mended."
    )
    print(f"Further cells for each small count, median: {np.median(beside):.1f}.")
    print(f"Seconds to protect {np.median(seconds):.1f}, to audit once {np.median(audit):.1f} (medians).")


if __name__ == "__main__":
    main()
