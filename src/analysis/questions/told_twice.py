"""Figures that the council's own paper and the published statistics give differently for one day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.questions.answer import Caveat
from analysis.questions.figures import Figure
from analysis.questions.ledger import Ledger

# The council's way of counting beside the published measure that readers will take for the same.
COUNTERPARTS: Mapping[str, str] = {"agency_of_establishment_percent": "social_worker_agency_rate"}
WORKFORCE = "workforce"  # its published figures are of one day a year, whatever basis a paper counts on
PRINTED_ALIKE = 0.05  # half of the last decimal that either prints


@dataclass(frozen=True, slots=True)
class ToldTwice:
    """One thing, one day, two figures. label: what the paper calls its own. basis: how the paper counts it."""

    measure: str
    label: str
    basis: str
    local: Figure
    published: Figure


def told_twice(label: str, basis: str | None, local: Figure, published: Figure) -> ToldTwice | None:
    """Return the pair where both have a value for the same day and differ as printed, or None.

    A month beside a year says nothing; of the workforce a paper's running figure stands beside the year's.
    """
    known = local.value is not None and published.value is not None and local.period_end == published.period_end
    alike = basis == measures()[published.measure].basis or measures()[published.measure].group == WORKFORCE
    if not known or not alike or abs(local.number - published.number) <= PRINTED_ALIKE:
        return None
    return ToldTwice(published.measure, label, basis or "", local, published)


def enter_told_twice(ledger: Ledger, pairs: Iterable[ToldTwice]) -> tuple[Caveat, ...]:
    """Enter both figures of each pair as evidence; return the one caveat that sets them beside each other, or none."""
    facts = tuple(
        {
            "measure": pair.measure,
            "label": pair.label,
            "basis": pair.basis,
            "date": Month.of(pair.local.period_end).words,
            "local": ledger.observed(f"printed_{pair.measure}", pair.local),
            "published": ledger.observed(f"counted_{pair.measure}", pair.published),
        }
        for pair in pairs
    )
    return (Caveat("told_twice", {"pairs": facts}),) if facts else ()
