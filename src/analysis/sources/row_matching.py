"""Which measure a printed row is: by the catalogue's own words for it, by likeness, or not at all."""

from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz, process

from analysis.catalogue.measure import Measure, measures

SURE_ENOUGH = 87.0  # of 100: below it a row is left for a person to name
MENTIONED = 3


@dataclass(frozen=True, slots=True)
class RowMatch:
    """measure: none, nothing is like enough. exact: the catalogue knows these very words. near: what comes nearest."""

    measure: str | None
    exact: bool = False
    near: tuple[str, ...] = ()


def match_row(ref: str | None, label: str) -> RowMatch:
    """Find the measure that a row's label names; its ref decides where several have the name."""
    named = measures().with_label(label)
    chosen = next((m for m in named if ref is not None and ref in m.refs), None) or next(iter(named), None)
    if chosen is not None:
        return RowMatch(chosen.id, exact=True)
    found = process.extract(
        label, list(_names()), scorer=fuzz.token_sort_ratio, processor=str.casefold, limit=12, score_cutoff=40
    )
    ranked = list(dict.fromkeys(_names()[name] for name, _, _ in found))
    best = found[0][1] if found else 0.0
    return RowMatch(ranked[0] if best >= SURE_ENOUGH else None, near=tuple(ranked[:MENTIONED]))


@cache
def _names() -> dict[str, str]:
    return {name: measure.id for measure in measures().values() for name in _called(measure)}


def _called(measure: Measure) -> tuple[str, ...]:
    return (measure.name, measure.label, *measure.labels)
