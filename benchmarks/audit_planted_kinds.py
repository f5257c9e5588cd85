"""Plant faults of three kinds in published figures and count what the audit finds: recall, and findings elsewhere.

    python benchmarks/audit_planted_kinds.py [--shared ../shared] [--seed 1]

Words: true and false sentences about referrals by month. Quarters: those of the same months, one of them changed.
Breakdowns: children coming into care by age and by legal status, the total left out, one part changed by 8% of all.
"""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from analysis import audit
from analysis.audit.checks import BY_NAME
from analysis.audit.relations import relations
from analysis.catalogue.observation import FRAMES, empty, shape
from analysis.store import Store
from audit_store import published_store

EACH = 40
RISE = ("The number of referrals has risen.", "Referrals rose again.", "Referrals have increased since {month}.")
FALL = ("The number of referrals has fallen.", "Referrals fell again.", "Referrals have decreased since {month}.")
WHOLE = "cla_started"


def main() -> None:
    """Plant each kind, audit with its check, report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path(os.environ.get("WORKBENCH_SHARED", "../shared")))
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    figures = published_store(chosen.shared / "data" / "published").observations
    rng = np.random.default_rng(chosen.seed)
    kinds = {"words-against-series": words, "quarters-against-parts": quarters, "breakdowns-disagree": breakdowns}
    for check, cases in kinds.items():
        told = [(planted, _found(store, check)) for planted, store in cases(figures, rng)]
        false = sum(found for planted, found in told if not planted)
        hit = sum(found for planted, found in told if planted)
        count = sum(planted for planted, _ in told)
        print(
            f"{check}: {hit} of {count} planted found; {false} found in {len(told) - count} that are as they should be"
        )


def words(figures: pd.DataFrame, rng: np.random.Generator) -> Iterator[tuple[bool, Store]]:
    """Sentences about thirteen months of referrals whose last step and whole went the same way."""
    months = figures[(figures["measure"] == "referrals") & (figures["basis"] == "month") & figures["value"].notna()]
    for rows in _stretches(months, 13, rng):
        values = rows["value"].to_numpy()
        steps = {np.sign(values[-1] - values[at]) for at in (0, -2, -6)}
        if len(steps) > 1 or min(abs(values[-1] / values[at] - 1) for at in (0, -2, -6)) < 0.05:
            continue
        rose, planted = bool(steps.pop() > 0), bool(rng.integers(2))
        text = str(rng.choice(RISE if rose != planted else FALL)).format(month=f"{rows['period_end'].iloc[-6]:%B}")
        remark = {"area": rows["area"].iloc[0], "kind": "commentary", "measure": "referrals", "text": text}
        remark |= {"details": "{}", "published_on": rows["published_on"].iloc[0], "source": "card/words.csv#row 2"}
        yield planted, _store(rows, remarks=shape("remarks", pd.DataFrame([remark])))


def quarters(figures: pd.DataFrame, rng: np.random.Generator) -> Iterator[tuple[bool, Store]]:
    """Twelve months of referrals and their four quarters."""
    months = figures[(figures["measure"] == "referrals") & (figures["basis"] == "month") & figures["value"].notna()]
    for rows in _stretches(months, 12, rng, ends_in=3):
        ends = rows.iloc[2::3]
        sums = rows["value"].to_numpy().reshape(4, 3).sum(axis=1)
        planted = bool(rng.integers(2))
        if planted:
            sums[rng.integers(4)] *= 1 + rng.choice([-1, 1]) * rng.uniform(0.03, 0.2)
        made = ends.assign(basis="quarter", value=sums.round(), as_printed=[f"{value:.0f}" for value in sums])
        yield planted, _store(pd.concat([rows, made], ignore_index=True))


def breakdowns(figures: pd.DataFrame, rng: np.random.Generator) -> Iterator[tuple[bool, Store]]:
    """Two tables of one year's children coming into care, without the total."""
    facts = [fact for fact in relations().wholes if fact.whole == WHOLE and fact.complete]
    names = {part for fact in facts for part in fact.parts}
    rows = figures[figures["measure"].isin(names) & figures["area"].str.startswith("E0") & figures["value"].notna()]
    rows = rows.sort_values("published_on").drop_duplicates(["area", "measure", "period_end"], keep="last")
    groups = [same for _, same in rows.groupby(["area", "period_end"]) if _full(same, facts)]
    for place in rng.permutation(len(groups))[: 2 * EACH]:
        same, planted = groups[place].reset_index(drop=True), bool(rng.integers(2))
        if planted:
            part = int(same.index[same["measure"].isin(facts[0].parts)][rng.integers(len(facts[0].parts))])
            total = same.loc[same["measure"].isin(facts[0].parts), "value"].sum()
            same.loc[part, "value"] += max(10, round(0.08 * total))
        yield planted, _store(same.assign(as_printed=[f"{value:.0f}" for value in same["value"]]))


def _full(same: pd.DataFrame, facts: list) -> bool:  # type: ignore[type-arg]
    held = set(same["measure"])
    return sum(set(fact.parts) <= held for fact in facts) > 1 and set(facts[0].parts) <= held


def _stretches(
    months: pd.DataFrame, size: int, rng: np.random.Generator, ends_in: int | None = None
) -> Iterator[pd.DataFrame]:
    """Months in a row of one authority and release, drawn at random."""
    newest = months.sort_values("published_on").drop_duplicates(["area", "period_end"], keep="last")
    newest = newest[newest["area"].str.startswith("E0")].assign(published_on=newest["published_on"].max())
    groups = [rows.sort_values("period_end") for _, rows in newest.groupby("area")]
    for _ in range(8 * EACH):
        rows = groups[int(rng.integers(len(groups)))]
        ends = [at for at in range(size, len(rows) + 1) if ends_in in (None, rows["period_end"].iloc[at - 1].month)]
        if ends:
            last = int(rng.choice(ends))
            part = rows.iloc[last - size : last].reset_index(drop=True)
            if (part["period_end"].iloc[-1] - part["period_end"].iloc[0]).days < 31 * size:
                yield part


def _store(rows: pd.DataFrame, **frames: pd.DataFrame) -> Store:
    rows = rows.assign(source=[f"card/card.csv#row 2, column {place}" for place in range(len(rows))])
    return Store({kind: empty(kind) for kind in FRAMES} | {"observations": shape("observations", rows)} | frames)


def _found(store: Store, check: str) -> bool:
    return len(audit.run(store, checks=(BY_NAME[check],))) > 0


if __name__ == "__main__":
    main()
