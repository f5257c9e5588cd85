"""One linear system of everything that an audience can see of an area at one time.

Unknowns are elementary: of a flow what happened between two neighbouring days at which any period of its group begins
or ends, of a stock its number on a day, of distinct children whose months do not add up (`distinct`) their number in a
period. Every figure is then a sum of unknowns, so that months, quarters, years to date, rolling years and years are
held against each other without a list of their identities. What ties measures (parts, subsets, stocks and flows,
ratios) are rows over the same unknowns.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import POPULATION
from analysis.present.disclosure.cells import COUNTED, PARTIAL, Cells, Mask
from analysis.present.disclosure.distinct import bounds, not_adding_up
from analysis.present.disclosure.knowledge import Flow, Knowledge, Parts, Ratio, kind_of, tied_measures
from analysis.present.disclosure.system import LAW, SEEN, DaySequence, Span, System

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Form = Mapping[int, float]  # coefficient by unknown
_NONE = np.zeros(0, dtype=np.int64)
EPOCH = pd.Timestamp(0, unit="D")


@dataclass(slots=True)
class _Draft:
    """A system in the making."""

    known: Knowledge
    cuts: Mapping[str, Sequence[int]]  # of each flow, the days at which some period of its group begins or ends
    people: Sequence[Span]  # the days of which the population is held, in order
    bounded: frozenset[str]  # measures whose periods are bounds of each other, and no sums
    unknowns: dict[tuple[object, ...], int] = field(default_factory=dict)
    forms: list[Form] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    cell: list[int] = field(default_factory=list)
    hidden_low: list[float] = field(default_factory=list)
    below: list[Form] = field(default_factory=list)
    groups: list[Form] = field(default_factory=list)
    sequences: list[dict[Span, Form]] = field(default_factory=list)

    def unknown(self, *name: object) -> int:
        return self.unknowns.setdefault(name, len(self.unknowns))

    def count(self, measure: str, kind: str, span: Span) -> Form:
        """Return a count of a period as a sum of unknowns."""
        if kind != "flow":
            return {self.unknown(kind, measure, *span): 1.0}
        if measure in self.bounded:
            return {self.unknown("children", measure, *span): 1.0}
        return {self.unknown("flow", measure, *step): 1.0 for step in self.steps(measure, span)}

    def steps(self, measure: str, span: Span) -> list[Span]:
        cuts = self.cuts.get(measure, ())
        inside = cuts[bisect_right(cuts, span[0]) : bisect_left(cuts, span[1])]
        return list(pairwise([span[0], *inside, span[1]]))

    def say(
        self,
        form: Form,
        low: float,
        high: float,
        cell: int = LAW,
        *,
        hidden_low: float = -np.inf,
        below: Form | None = None,
    ) -> int:
        self.forms.append(form)
        self.below.append(below or {})
        self.low.append(low)
        self.high.append(high)
        self.cell.append(cell)
        self.hidden_low.append(hidden_low)
        return len(self.forms) - 1


def system_of(cells: Cells, chosen: Mask, withheld: Mask, known: Knowledge) -> System:
    """Build the system of the chosen cells; the others are held by nobody in this edition.

    withheld: cells of tables that are not given at all, so that nobody can tell a nought in them from other counts.
    """
    table = cells.table[chosen]
    draft = _Draft(known, _cuts(table, known), _people(table), not_adding_up(table))
    count_row = np.full(len(cells), LAW)
    for place, row in zip(table.index, table.itertuples(), strict=True):
        if row.unit in COUNTED:
            form = draft.count(row.measure, row.kind, (row.start, row.stop))
            floor = SEEN if row.value > 0 and not withheld[place] else 0.0
            count_row[place] = draft.say(form, row.value - row.half, row.value + row.half, place, hidden_low=floor)
        else:
            _add_ratio(draft, place, row)
    held = _held(table, known)
    counted = set(table.loc[table["unit"].isin(COUNTED), "measure"])
    for fact in known.parts:
        if not fact.of_percentage or counted.issuperset((fact.whole, *fact.parts)):
            _add_parts(draft, fact, held)
    for flow in known.flows:
        _add_flow(draft, flow, held)
    _add_bounds(draft)
    return _finished(draft, cells, count_row)


def _finished(draft: _Draft, cells: Cells, count_row: Places) -> System:
    flows: dict[str, dict[Span, Form]] = {}
    for (kind, measure, *span), place in draft.unknowns.items():
        if kind == "flow" and _of_children(str(measure)):
            flows.setdefault(str(measure), {})[int(str(span[0])), int(str(span[1]))] = {place: 1.0}
    size = len(draft.unknowns)
    whole = [_is_whole(str(name[1])) for name in draft.unknowns]
    sequences = [
        DaySequence(sorted(steps), _matrix([steps[span] for span in sorted(steps)], size))
        for steps in (*flows.values(), *draft.sequences)
    ]
    return System(
        _matrix(draft.forms, size),
        np.array(draft.low, dtype=float),
        np.array(draft.high, dtype=float),
        np.array(draft.cell, dtype=np.int64),
        np.array(draft.hidden_low, dtype=float),
        cells.table["free"].to_numpy(dtype=bool),
        _costs(cells),
        sequences,
        _matrix(draft.groups, size),
        count_row,
        np.array(whole, dtype=bool),
        _matrix(draft.below, size),
    )


def _matrix(forms: Sequence[Form], size: int) -> sparse.csr_matrix:
    entries = [(row, place, value) for row, form in enumerate(forms) for place, value in form.items()]
    rows, places, values = zip(*entries, strict=True) if entries else ((), (), ())
    return sparse.csr_matrix((np.array(values, dtype=float), (rows, places)), shape=(len(forms), size))


def _is_whole(measure: str) -> bool:
    return measure not in measures() or measures()[measure].unit not in PARTIAL


def _of_children(measure: str) -> bool:
    return measure not in measures() or measures()[measure].of_children


def _costs(cells: Cells) -> Floats:
    """Return what hiding costs: more for what is longer or stands in more places; little for a ratio.

    No figure has a say in it, so that which one is hidden tells nothing of how large it is: of those that cost the
    same, a number made of their dates decides, and of their names only between those of the same dates. So two rows
    that print one count under two names, for the same periods and tied to nothing else, hide the same months, and
    neither fills the other's gaps.
    """
    table = cells.table
    years = (table["stop"] - table["start"]).clip(1, 400) / 365
    printed = np.array([len(rows) for rows in cells.rows])
    lot = _lot(table[["unit", "start", "stop"]]) + _lot(table[["measure"]]) / 1000
    return np.asarray(printed * np.where(table["unit"].isin(COUNTED), 2 + 3 * years, 1.0) + lot)


def _lot(things: pd.DataFrame) -> Floats:
    """Return a number from 0 to 1 for each row, always the same for the same things."""
    return np.asarray(pd.util.hash_pandas_object(things, index=False) / 2.0**64)


def _cuts(table: pd.DataFrame, known: Knowledge) -> dict[str, list[int]]:
    """Return, for each flow, the days at which a period of any flow it is tied to begins or ends."""
    group = tied_measures(known, set(table["measure"]))
    days: dict[str, set[int]] = {}
    for row in table.itertuples():
        ends = {row.stop} if row.kind == "stock" else {row.start, row.stop}
        ratio = known.ratios.get(row.printed_as)
        if ratio is not None and ratio.growth:
            ends |= set(_year_before(row.start, row.stop))
        days.setdefault(group.get(row.measure, row.measure), set()).update(ends)
    named = {*group, *table["measure"]}
    return {measure: sorted(days.get(group.get(measure, measure), ())) for measure in named}


Held = dict[str, dict[str, set[Span]]]  # periods by kind and measure


def _held(table: pd.DataFrame, known: Knowledge) -> Held:
    """Return the periods of which each count is held, or told by a ratio of it."""
    found: Held = {"flow": {}, "stock": {}}
    for row in table.itertuples():
        span = (row.start, row.stop)
        if row.unit in COUNTED:
            found[row.kind].setdefault(row.measure, set()).add(span)
            continue
        ratio = known.ratios.get(row.printed_as)
        if ratio is None or ratio.growth:
            continue
        for side in (ratio.numerator, ratio.denominator):
            if side != POPULATION:
                kind = _kind(side, row.basis)
                found[kind].setdefault(side, set()).add(_span(kind, row))
    return found


def _add_parts(draft: _Draft, fact: Parts, held: Held) -> None:
    """Tie parts to their whole wherever two of them are held; what the whole has beside them counts children too."""
    named = (fact.whole, *fact.parts)
    for kind, by_measure in held.items():
        there = [name for name in named if name in by_measure]
        if (fact.whole not in by_measure and not fact.complete) or len(there) < 2:
            continue
        spans = set().union(*(by_measure[name] for name in there))
        around = (min(start for start, _ in spans), max(stop for _, stop in spans))
        by_steps = kind == "flow" and draft.bounded.isdisjoint(named)
        steps = set(draft.steps(fact.whole, around)) if by_steps else spans
        for span in steps:
            _tie(draft, fact, kind, span)
        _add_rests(draft, fact, kind, steps)
    _tie_kinds(draft, fact, held)


def _tie(draft: _Draft, fact: Parts, kind: str, span: Span) -> None:
    rest = _less(draft.count(fact.whole, kind, span), *(draft.count(part, kind, span) for part in fact.parts))
    draft.say(rest, 0.0, 0.0 if fact.complete else np.inf)


def _add_rests(draft: _Draft, fact: Parts, kind: str, spans: set[Span]) -> None:
    """Note what a whole has beside its parts, each of them and all but one, where those are children too."""
    beside = [fact.parts] if not fact.complete else []
    beside += [(part,) for part in fact.parts] if len(fact.parts) > 1 else []
    if not fact.complete and len(fact.parts) > 2:
        beside += [tuple(other for other in fact.parts if other != part) for part in fact.parts]
    beside = beside if _of_children(fact.whole) else []
    for parts in beside:
        rests = {
            span: _less(draft.count(fact.whole, kind, span), *(draft.count(part, kind, span) for part in parts))
            for span in spans
        }
        if kind == "flow" and draft.bounded.isdisjoint((fact.whole, *parts)):
            draft.sequences.append(rests)
        else:
            draft.groups += rests.values()


def _tie_kinds(draft: _Draft, fact: Parts, held: Held) -> None:
    """Tie a part that is counted over a period to a whole that is counted on its last day."""
    stocks = {span[1]: span for span in held["stock"].get(fact.whole, ())}
    for part in fact.parts:
        for span in held["flow"].get(part, ()):
            if span[1] in stocks:
                whole = draft.count(fact.whole, "stock", stocks[span[1]])
                rest = _less(whole, draft.count(part, "flow", span))
                draft.say(rest, 0.0, np.inf)
                draft.groups.append(rest)


def _add_flow(draft: _Draft, flow: Flow, held: Held) -> None:
    """Tie each stock to the one before it: what came in less what went out."""
    days = sorted(span for span in held["stock"].get(flow.stock, ()) if span[1] - span[0] == 1)
    if not any(name in held["flow"] for name in (flow.started, flow.ended)):
        return
    for before, after in pairwise(days):
        span = (before[1], after[1])
        change = _less(draft.count(flow.stock, "stock", after), draft.count(flow.stock, "stock", before))
        started, ended = (draft.count(name, "flow", span) for name in (flow.started, flow.ended))
        draft.say(_plus(_less(change, started), ended), 0.0, 0.0)


def _add_bounds(draft: _Draft) -> None:
    """Hold the periods of what does not add up against each other, as bounds."""
    spans: dict[str, set[Span]] = {}
    for kind, measure, *span in draft.unknowns:
        if kind == "children":
            spans.setdefault(str(measure), set()).add((int(str(span[0])), int(str(span[1]))))
    for measure, held in spans.items():
        for greater, less in bounds(held):
            sides = [[draft.count(measure, "flow", span) for span in side] for side in (greater, less)]
            more, few = (reduce(_plus, side) for side in sides)
            draft.say(_less(more, few), 0.0, np.inf)


def _add_ratio(draft: _Draft, place: int, row: tuple) -> None:  # type: ignore[type-arg]
    """Say a percentage, rate or average within its rounding, and the numbers printed with it."""
    top, bottom, per = _sides(draft, row)
    if top is None or bottom is None:
        return
    low, high = (row.value - row.half) / per, (row.value + row.half) / per  # type: ignore[attr-defined]
    least, most = _times(bottom, low), _times(bottom, -high)
    draft.say(_plus(least, _times(top, -1.0)), -np.inf, 0.0, place, below=least)
    draft.say(_plus(top, most), -np.inf, 0.0, place, below=most)
    for side, number in ((top, row.numerator), (bottom, row.denominator)):  # type: ignore[attr-defined]
        if not pd.isna(number):
            draft.say(side, number, number, place)
    if row.children:  # type: ignore[attr-defined]
        draft.groups += [top] if row.unit != "percent" else [top, _less(bottom, top)]  # type: ignore[attr-defined]


def _sides(draft: _Draft, row: tuple) -> tuple[Form | None, Form | None, float]:  # type: ignore[type-arg]
    """Return numerator and denominator of a ratio as sums of unknowns, and what they are multiplied with."""
    ratio = draft.known.ratios.get(row.printed_as) or draft.known.ratios.get(row.measure)  # type: ignore[attr-defined]
    if ratio is None:
        if row.unit != "percent" or (pd.isna(row.denominator) and pd.isna(row.numerator)):  # type: ignore[attr-defined]
            return None, None, 1.0
        private = [draft.unknown(side, row.measure, row.start, row.stop) for side in ("numerator", "denominator")]  # type: ignore[attr-defined]
        return {private[0]: 1.0}, {private[1]: 1.0}, 100.0
    top = _side(draft, ratio.numerator, row)
    if ratio.growth:
        return _growth(draft, ratio, row, top)
    if ratio.denominator == POPULATION:
        return top, _population(draft, row.stop), ratio.per  # type: ignore[attr-defined]
    return top, _side(draft, ratio.denominator, row), ratio.per


def _side(draft: _Draft, measure: str, row: tuple) -> Form:  # type: ignore[type-arg]
    """Return what one side of a ratio counts."""
    kind = _kind(measure, row.basis)  # type: ignore[attr-defined]
    return draft.count(measure, kind, _span(kind, row))


def _span(kind: str, row: tuple) -> Span:  # type: ignore[type-arg]
    """Return the days over which a figure, or a side of it, is counted: a stock on the last."""
    average = row.kind == "stock" and row.stop - row.start > 1  # type: ignore[attr-defined]
    of_day = kind == "stock" and not average
    return (row.stop - 1 if of_day else row.start, row.stop)  # type: ignore[attr-defined]


def _growth(draft: _Draft, ratio: Ratio, row: tuple, now: Form) -> tuple[Form, Form, float]:  # type: ignore[type-arg]
    span = _year_before(row.start, row.stop)  # type: ignore[attr-defined]
    kind = _kind(ratio.denominator, row.basis)  # type: ignore[attr-defined]
    before = draft.count(ratio.denominator, kind, (span[1] - 1, span[1]) if kind == "stock" else span)
    return _less(now, before), before, ratio.per


def _year_before(start: int, stop: int) -> Span:
    first, last = (pd.Timestamp(day, unit="D") - pd.DateOffset(years=1) for day in (start, stop))
    return (first - EPOCH).days, (last - EPOCH).days


def _kind(measure: str, basis: str) -> str:
    return kind_of(measures().get(measure), basis)


def _people(table: pd.DataFrame) -> Sequence[Span]:
    held = table[(table["measure"] == POPULATION) & (table["unit"] == "count")]
    spans = {(int(start), int(stop)) for start, stop in zip(held["start"], held["stop"], strict=True)}
    return sorted(spans, key=lambda span: span[1])


def _population(draft: _Draft, stop: int) -> Form | None:
    """Return the population of the newest day before a period's end, or else of the first day held."""
    if not draft.people:
        return None
    before = [span for span in draft.people if span[1] < stop]
    return draft.count(POPULATION, "stock", before[-1] if before else draft.people[0])


def _plus(first: Form, second: Form) -> Form:
    found = dict(first)
    for place, value in second.items():
        found[place] = found.get(place, 0.0) + value
    return {place: value for place, value in found.items() if value}


def _times(form: Form, by: float) -> Form:
    return {place: value * by for place, value in form.items()}


def _less(form: Form, *others: Form) -> Form:
    for other in others:
        form = _plus(form, _times(other, -1.0))
    return form


def runs_of(spans: Sequence[Span], longest: int) -> tuple[Places, Places]:
    """Return first and last place of every run of spans that follow each other and are no longer than so many days."""
    start, stop = (np.array(side, dtype=np.int64) for side in zip(*spans, strict=True)) if spans else (_NONE, _NONE)
    stretch = np.concatenate([[0], np.cumsum(start[1:] != stop[:-1])]) if len(start) else _NONE
    first, last = np.triu_indices(len(start))
    found = (stretch[first] == stretch[last]) & ((stop[last] - start[first] <= longest) | (first == last))
    return first[found], last[found]
