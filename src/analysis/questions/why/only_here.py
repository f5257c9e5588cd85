"""Only here? What the same years did to neighbours, the region and England."""

import math

import pandas as pd

from analysis.catalogue.unit import places_beside_others
from analysis.methods import rates
from analysis.questions.answer import Caveat, Finding
from analysis.questions.why.elsewhere import Difference, change_table, difference, paired
from analysis.questions.why.inquiry import Inquiry, Part
from analysis.questions.why.signs import HALF, Direction, Sign
from analysis.questions.why.steps import PER_CENT


def only_here(inquiry: Inquiry) -> Part:
    """Enter the change of neighbours, region and England, and how far the area's is from theirs."""
    measure = inquiry.pathway.rate or inquiry.pathway.count
    table = change_table(inquiry.figures, measure, inquiry.chosen, inquiry.window)
    _enter(inquiry, table, measure)
    return Part(
        findings=_findings(inquiry, table, measure),
        tables={"elsewhere": table},
        figures={"elsewhere": table},
        signs=(_sign(inquiry, table),),
        caveats=_caveats(inquiry),
    )


def _enter(inquiry: Inquiry, table: pd.DataFrame, measure: str) -> None:
    ledger, unit = inquiry.ledger, inquiry.figures.at(measure, inquiry.window.after).unit
    for kind in ("region", "england"):
        rows = table[table["kind"] == kind]
        if not rows.empty:
            formula = f"{measure} of the {kind}, after - before, both as printed"
            before, after = (float(rows[end].iloc[0]) for end in ("before", "after"))
            change = rates.printed_difference(before, after, places_beside_others(unit))
            ledger.computed(f"change_{kind}", change, unit, formula)
    others = table.loc[table["kind"] == "neighbour", "change"].dropna()
    if others.empty:
        return
    ledger.computed("change_neighbours", float(others.mean()), unit, f"mean change of {len(others)} neighbours")
    ledger.computed("neighbours_rising", int((others > 0).sum()), "count", "neighbours whose figure rose")
    ledger.computed("neighbours_compared", len(others), "count", "neighbours with figures for both dates")
    pairs = paired(table)
    if pairs is not None:
        ledger.computed("neighbours_alike", pairs.alike, "count", "neighbours whose figure went the same way")
        ledger.computed(
            "neighbours_as_far", pairs.as_far, "count", "neighbours that went as far the same way, or further"
        )
        if not math.isnan(pairs.middle):  # one or two neighbours have none
            formula = (
                f"median of the changes of {len(others)} neighbours, each from its own figure before to its own after"
            )
            ledger.computed("change_neighbours_middle", pairs.middle, unit, formula)
            formula = "change_neighbours_middle / own change x 100"
            ledger.computed("elsewhere_share", pairs.share, "percent", formula, decimals=0)
    found = _difference(inquiry, table)
    ledger.computed("difference", found.value, unit, "own change - mean change of neighbours")
    formula = "95% interval of the difference: t distribution over the neighbours' own changes, and own chance"
    ledger.computed("difference_lower", found.lower, unit, formula)
    ledger.computed("difference_upper", found.upper, unit, formula)


def _difference(inquiry: Inquiry, table: pd.DataFrame) -> Difference:
    """The difference from neighbours; of counts, the chance (Poisson) of the area's own change is allowed for."""
    if inquiry.pathway.shape not in ("stock", "flow"):
        return difference(table)
    own = table.loc[table["kind"] == "area", ["before", "after"]].to_numpy(dtype=float)[0]
    counts = [
        inquiry.figures.at(inquiry.pathway.count, day).number for day in (inquiry.window.before, inquiry.window.after)
    ]
    parts = [value**2 / count for value, count in zip(own, counts, strict=True) if count > 0 and not math.isnan(value)]
    return difference(table, math.sqrt(sum(parts)))


def _sign(inquiry: Inquiry, table: pd.DataFrame) -> Sign:
    """Whether the area's change lies apart from those of its neighbours; level where it does not.

    It lies apart, too, where the middle of theirs is less than half of it: one neighbour that went far makes the
    interval so wide that no change could leave it, and most may have gone the other way.
    """
    found, pairs = _difference(inquiry, table), paired(table)
    if math.isnan(found.lower):
        return Sign.unknown("difference")
    side = found.value if found.stands_out else 0.0
    if not side and pairs is not None and pairs.share < HALF * PER_CENT:
        side = pairs.own
    way: Direction = "up" if side > 0 else "down" if side < 0 else "level"
    unit = inquiry.figures.at(inquiry.pathway.rate or inquiry.pathway.count, inquiry.window.after).unit
    own = float(table.loc[table["kind"] == "area", "change"].iloc[0])
    return Sign("difference", way, own - found.value, own, unit, clear=way != "level")


def _findings(inquiry: Inquiry, table: pd.DataFrame, measure: str) -> dict[str, Finding]:
    about = inquiry.ledger.about(
        own_before="rate_before" if inquiry.pathway.rate else "count_before",
        own_after="rate_after" if inquiry.pathway.rate else "count_after",
        neighbours="change_neighbours",
        rising="neighbours_rising",
        compared="neighbours_compared",
        england="change_england",
        middle="change_neighbours_middle",
        alike="neighbours_alike",
        share="elsewhere_share",
        as_far="neighbours_as_far",
        difference="difference",
        lower="difference_lower",
        upper="difference_upper",
    )
    if not (inquiry.ledger.has("change_neighbours") or inquiry.ledger.has("change_england")):
        return {}
    pairs = paired(table)
    facts = {
        "measure": measure,
        "way": "" if pairs is None or not pairs.own else "rose" if pairs.own > 0 else "fell",
    }
    return {"elsewhere": Finding("elsewhere", about, facts)}


def _caveats(inquiry: Inquiry) -> tuple[Caveat, ...]:
    group = inquiry.chosen.group
    if group is not None and not inquiry.chosen.members:
        return ()
    if group is None:
        return (Caveat("no_neighbours"),)
    return (Caveat("neighbour_group", {"model": group.model, "in_force": inquiry.chosen.in_force}),)
