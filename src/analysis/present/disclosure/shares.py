"""Percentages whose part is no measure: 31% of 13 children who left care is four, whoever counts them or not."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.audit.rounding import decimals_printed, half_unit
from analysis.catalogue.measure import measures
from analysis.present.disclosure.knowledge import knowledge, share_wholes
from analysis.present.disclosure.policy import Rule, Rules

Mask = npt.NDArray[np.bool_]

ENOUGH = 4  # whole numbers that must stay possible
NEAR = 1e-6


def shares_of_few(frame: pd.DataFrame, hidden: Mask, hideable: Mask, rules: Rules) -> Mask:
    """Return which percentages to hide: their part, or what is left of their whole, would be a small count.

    frame: observations. hidden: which of them are not shown. hideable: which can be hidden. Every figure that is held
    of the whole in the same period counts, whoever printed it; where one of them is hidden, so is the percentage.
    """
    wholes = share_wholes()
    found = np.zeros(len(frame), dtype=bool)
    asked = hideable & frame["measure"].isin(wholes.keys()).to_numpy() & frame["value"].notna().to_numpy()
    if not asked.any():
        return found
    name = knowledge().name
    named = frame["measure"].map({measure: name(measure) for measure in frame["measure"].unique()})
    counts = frame[named.isin({name(whole) for whole in wholes.values()}) & frame["unit"].eq("count")]
    keys = [_period(named[place], row) for place, row in zip(counts.index, counts.itertuples(), strict=True)]
    held: dict[tuple[object, ...], list[tuple[float, bool]]] = {}
    for key, value, gone in zip(keys, counts["value"], hidden[counts.index], strict=True):
        held.setdefault(key, []).append((float(value), bool(gone)))
    rows = frame[asked]
    half = half_unit(decimals_printed(rows["as_printed"], rows["value"]), rows["unit"])
    for place, row, rounded in zip(rows.index, rows.itertuples(), half, strict=True):
        rule = rules.rule(str(row.measure))
        whole = held.get(_period(name(wholes[str(row.measure)]), row), [])
        found[place] = any(gone or _of_few(number, float(row.value), float(rounded), rule) for number, gone in whole)
    return found


def _period(measure: str, row: tuple) -> tuple[object, ...]:  # type: ignore[type-arg]
    """Return what a count is of: a stock of the month of its day, a flow of its period."""
    known = measures().get(measure)
    start = None if known is not None and known.is_of_a_date else row.period_start  # type: ignore[attr-defined]
    end = row.period_end  # type: ignore[attr-defined]
    return (row.area, measure, start, end.year, end.month)  # type: ignore[attr-defined]


def _of_few(whole: float, share: float, half: float, rule: Rule) -> bool:
    """Whether a share leaves fewer than four numbers for its part or for the rest, a small one among them."""
    if rule.rule != "suppress" or np.isnan(whole):
        return False
    least, most = (whole * (share + side * half) / 100 for side in (-1, 1))
    first, last = np.ceil(least - NEAR), np.floor(most + NEAR)
    if first > last:  # no whole number fits: a reader takes the nearest
        first = last = float(np.round(whole * share / 100))
    if last - first + 1 >= ENOUGH:
        return False
    sides = ((first, last), (whole - last, whole - first))
    return any(low <= rule.high and high >= rule.low for low, high in sides)
