"""A council's own newest month beside the newest figures that others have, each with its date and way of counting."""

from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.area import ENGLAND, areas
from analysis.catalogue.measure import measures
from analysis.catalogue.neighbour import NeighbourGroup
from analysis.catalogue.period import Basis, Month
from analysis.methods import summaries
from analysis.questions.answer import Answer, Caveat, Finding, context_of
from analysis.questions.evidence_log import Ledger
from analysis.questions.own_months import OwnMonths, own_months
from analysis.questions.reorganisation import boundary_caveats
from analysis.questions.series_reader import Figure, SeriesReader

PRINTED = "SN"  # how the areas begin that stand for neighbours as a council's paper prints them
BASES: tuple[Basis, ...] = ("year", "snapshot", "rolling_12_months", "quarter", "month")


@dataclass(frozen=True, slots=True)
class Other:
    """What somebody else has, at the newest day there is: a group as a paper prints it, a median, a region, England."""

    kind: str
    name: str
    figure: Figure
    basis: Basis
    members: int = 1


def answer_newest(
    figures: SeriesReader, asked: str, measure: str, month: Month, group: NeighbourGroup | None
) -> Answer | None:
    """Set the newest own month beside the newest published figures; null where no own month is held.

    asked: as the analyst named it; measure: what it is compared as. Nothing is judged: figures of different days, and
    of a month and a year, are not of one kind.
    """
    own = own_months(figures, measure)
    if own is None:
        return None
    others = _others_of(figures, measure, group)
    ledger = Ledger(f"compare_{asked}")
    newest = own.figure(own.newest)
    ledger.observed("value", newest)
    ledger.stated("date", Month.of(own.newest).words, own.newest)
    return Answer(
        question=f"How does {measures()[measure].label} compare with others?",
        measure=measure,
        context=context_of(figures.shelf.store, figures.area, month),
        group=ledger.group,
        findings=(_finding(ledger, own, others),),
        evidence=ledger.evidence,
        tables={"newest_beside": _table(figures, own, others)},
        caveats=(
            *((Caveat("compared_over_dates"),) if others else ()),
            *((Caveat("comparison_is_not_quality", {"measure": measure}),) if _is_need(measure) else ()),
            *boundary_caveats(figures.area),
        ),
        missing=() if others else (_nothing_of_others(measure),),
    )


def _others_of(figures: SeriesReader, measure: str, group: NeighbourGroup | None) -> tuple[Other, ...]:
    """Return the newest that others have: neighbours as a paper prints them, their median, the region, England."""
    found = [_newest(figures.of(code), measure, "printed") for code in _printed_groups(figures, measure)]
    found.append(_median(figures, measure, group))
    region = areas()[figures.area].region
    found += [
        _newest(figures.of(code), measure, kind) for code, kind in ((region, "region"), (ENGLAND, "england")) if code
    ]
    return tuple(other for other in found if other is not None)


def _printed_groups(figures: SeriesReader, measure: str) -> list[str]:
    """Benchmark groups of the area itself that a paper prints, such as `SN2025-E08000034`."""
    held = {code for basis in BASES for code in figures.shelf.take(measure, basis)}
    return sorted(code for code in held if code.startswith(PRINTED) and code.endswith(figures.area))


def _newest(figures: SeriesReader, measure: str, kind: str) -> Other | None:
    held = [(days[-1], basis) for basis in BASES if (days := figures.days(measure, basis))]
    if not held:
        return None
    day, basis = max(held, key=lambda one: (one[0], -BASES.index(one[1])))
    return Other(kind, areas()[figures.area].name, figures.at(measure, day, basis), basis)


def _median(figures: SeriesReader, measure: str, group: NeighbourGroup | None) -> Other | None:
    """The median of the neighbours on the newest day that any of them has."""
    members = [
        (code, other) for code in (group.members if group else ()) if (other := _newest(figures.of(code), measure, ""))
    ]
    if not members or group is None:
        return None
    newest = max(other.figure.period_end for _, other in members)
    same = [other for _, other in members if other.figure.period_end == newest]
    value = summaries.median([other.figure.number for other in same]).value
    sources = tuple(source for other in same for source in other.figure.sources)
    figure = Figure(measure, newest, value, same[0].figure.unit, sources=sources, formula="median")
    return Other("neighbours", f"the middle of {len(same)} statistical neighbours", figure, same[0].basis, len(same))


def _finding(ledger: Ledger, own: OwnMonths, others: tuple[Other, ...]) -> Finding:
    roles = {"value": "value", "date": "date"}
    for place, other in enumerate(others, start=1):
        if other.kind == "neighbours":
            unit, formula = other.figure.unit, f"median of {other.members} statistical neighbours"
            ledger.computed(f"other_{place}", other.figure.number, unit, formula, [other.figure])
        else:
            ledger.observed(f"other_{place}", other.figure)
        ledger.stated(f"other_{place}_date", Month.of(other.figure.period_end).words, other.figure.period_end)
        roles |= {f"other_{place}": f"other_{place}", f"other_{place}_date": f"other_{place}_date"}
    facts = {
        "measure": own.measure,
        "basis": own.basis,
        "names": tuple(other.name for other in others),
        "bases": tuple(other.basis for other in others),
    }
    return Finding("comparison_newest", ledger.about(**roles), facts)


def _table(figures: SeriesReader, own: OwnMonths, others: tuple[Other, ...]) -> pd.DataFrame:
    """One row an area: name, value, period_end, basis, source; the own newest month first."""
    mine = Other("area", areas()[figures.area].name, own.figure(own.newest), own.basis)
    return pd.DataFrame(
        [
            {
                "kind": other.kind,
                "name": other.name,
                "value": other.figure.number,
                "period_end": other.figure.period_end,
                "basis": other.basis,
                "source": "; ".join(other.figure.sources),
            }
            for other in (mine, *others)
        ]
    )


def _is_need(measure: str) -> bool:
    return measures()[measure].polarity == "neutral"


def _nothing_of_others(measure: str) -> str:
    name = measures()[measure].name
    return f"{name}: no figure of any other area is held; `workbench sources update` fetches what is published."
