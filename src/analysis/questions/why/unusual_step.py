"""The step that is most unusual for itself: what made most of the sum is not always what stands out.

Some steps move much in every year (referrals), others hardly at all (conferences that lead to a plan). The largest
contribution finds the restless ones, and a change that is rare for a quiet step can hide behind them. So both are told:
which step made most of the sum, and for which so large a change is rarest among other authorities.
"""

import math

import pandas as pd

from analysis.questions.answer import Finding
from analysis.questions.evidence_log import Ledger
from analysis.questions.why.inquiry import Part
from analysis.questions.why.year_to_year_variation import ENOUGH_CHANGES, UNUSUAL

FEWEST_STEPS = 3  # with a population and one rate the headline says it all


def ranked(steps: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of steps with `surprise`, the share of other changes as large, and both places, 1 first.

    steps: as `step_table` returns it. surprise: this change counted among the others, NaN where there are too few; of
    two alike the one that moved further comes first. order_unusual: null where there is no surprise to rank.
    """
    enough = steps["comparable_changes"] >= ENOUGH_CHANGES
    surprise = ((steps["as_large"] + 1) / (steps["comparable_changes"] + 1)).where(enough)
    moved = steps["ratio_change"].map(lambda change: abs(math.log1p(change)))
    by_surprise = pd.DataFrame({"surprise": surprise, "moved": -moved}).dropna().sort_values(["surprise", "moved"])
    places = pd.Series(range(1, len(by_surprise) + 1), index=by_surprise.index)
    return steps.assign(
        surprise=surprise,
        order_sum=steps["contribution"].abs().rank(ascending=False, method="first").astype(int),
        order_unusual=places.reindex(steps.index).astype("Int64"),
    )


def unusual_step(ledger: Ledger, along: Part) -> Part:
    """Rank the steps both ways, and tell the most unusual one where so large a change of it is rare elsewhere."""
    steps = along.tables.get("pathway", pd.DataFrame())
    if len(steps) < FEWEST_STEPS:
        return Part()
    places = ranked(steps)
    first = places[places["order_unusual"] == 1]
    tables = {"pathway": places}
    if first.empty or not first["surprise"].iloc[0] < UNUSUAL or _is_told_with_another(first, places, along):
        return Part(tables=tables, figures=tables)
    row = first.iloc[0]
    name = str(row["step"])
    formula = f"changes of {name} in other authorities that were as large for their size, up or down"
    ledger.computed("unusual_as_large", int(row["as_large"]), "count", formula, kind="test")
    ledger.computed("unusual_changes", int(row["comparable_changes"]), "count", "changes compared with", kind="test")
    about = ledger.about(
        before=f"step_{name}_before",
        after=f"step_{name}_after",
        as_large="unusual_as_large",
        changes="unusual_changes",
    )
    facts = {"step": name, "leads_too": int(row["order_sum"]) == 1}
    return Part(findings={"unusual_step": Finding("unusual_step", about, facts)}, tables=tables, figures=tables)


def _is_told_with_another(first: pd.DataFrame, steps: pd.DataFrame, along: Part) -> bool:
    """Whether the step is one event with another, which is told by the count that they share."""
    told = along.findings.get("steps")
    if told is None or told.kind != "one_event":
        return False
    return int((steps["event"] == first["event"].iloc[0]).sum()) > 1
