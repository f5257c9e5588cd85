"""What the council and the published statistics say differently of one thing: side by side in the data section."""

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.catalogue.unit import places_beside_others
from analysis.methods.rates import printed_difference
from analysis.questions.answer import Caveat
from analysis.questions.discrepancies import ToldTwice
from analysis.questions.evidence_log import Ledger

FEWEST_MONTHS = 2  # from so many months on it is worth saying what they come to together


def beside_each_other(pairs: Sequence[ToldTwice]) -> pd.DataFrame:
    """One row a pair: measure, name, basis, period_end, unit, council, published, difference, source, published_in.

    difference: between the two as they are printed.
    """
    return pd.DataFrame(
        [
            {
                "measure": pair.measure,
                "name": measures()[pair.measure].name,
                "basis": pair.basis,
                "period_end": pair.local.period_end,
                "unit": pair.local.unit,
                "council": pair.local.number,
                "published": pair.published.number,
                "difference": printed_difference(
                    pair.published.number, pair.local.number, places_beside_others(pair.local.unit)
                ),
                "source": pair.local.sources[0],
                "published_in": "; ".join(pair.published.sources),
                "released": pair.published.published_on,
            }
            for pair in pairs
        ]
    )


def enter_publishers(ledger: Ledger, pairs: Sequence[ToldTwice], since: dt.date) -> tuple[Caveat, ...]:
    """Enter what tells most of the pairs after `since`; return the caveat that says it, or none.

    It is the newest and the furthest apart of the measure that differs most often by month, and what its months come
    to together: months that differ both ways and make one total were counted by another day, not by other children.
    """
    recent = [pair for pair in pairs if pair.local.period_end > since]
    if not recent:
        return ()
    ledger.computed("publishers_differ", len(recent), "count", "pairs of figures that differ", decimals=0)
    told = _most_often(recent)
    apart = max(told, key=lambda pair: abs(pair.local.number - pair.published.number))
    facts: dict[str, object] = {
        "count": len(recent),
        "measure": told[0].measure,
        "basis": told[0].basis,
        "newest": _entered(ledger, "newest", told[0]),
        "furthest": None if apart is told[0] else _entered(ledger, "furthest", apart),
        "months": len(told),
    }
    if len(told) >= FEWEST_MONTHS and told[0].local.unit == "count":
        for side in ("local", "published"):
            figures = [getattr(pair, side) for pair in told]
            total = sum(figure.number for figure in figures)
            facts[f"together_{side}"] = ledger.computed(
                f"publishers_together_{side}", total, "count", "the months that differ added up", figures, decimals=0
            )
    return (Caveat("publishers_differ", facts),)


def _most_often(pairs: Sequence[ToldTwice]) -> list[ToldTwice]:
    """Return the pairs of the measure with most months among them, newest first; the newest pair where none has."""
    monthly = [pair for pair in pairs if pair.basis == "month"]
    if not monthly:
        return [pairs[0]]
    counts = pd.Series([pair.measure for pair in monthly]).value_counts()
    return [pair for pair in monthly if pair.measure == counts.index[0]]


def _entered(ledger: Ledger, role: str, pair: ToldTwice) -> dict[str, str]:
    return {
        "when": Month.of(pair.local.period_end).words,
        "local": ledger.observed(f"publishers_{role}_local", pair.local),
        "published": ledger.observed(f"publishers_{role}_published", pair.published),
    }
