"""What the figures of an area say, and how their measures hang together, as sums of running totals and stocks."""

from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import LinearConstraint, milp

from analysis.audit.discrepancy import Row
from analysis.audit.relations import Relations
from analysis.catalogue.measure import may_count_once, measures
from analysis.catalogue.pathway import POPULATION
from analysis.present.disclosure.auditor.reader import Equations, Name, Sum, add, scaled
from analysis.present.disclosure.auditor.ties import beside, counted_as, fraction_of, of_children, some_of_all, subsets

COUNTED = ("count", "fte")  # units of what is counted; posts not in whole numbers
FOUND = 0  # milp's word for a solution
LONGEST = 400  # days of a stretch whose count is looked at
Stretch = tuple[int, int]  # first day and the day after the last


@dataclass(frozen=True, slots=True)
class Form:
    """A count that could be small. told: the row whose cell gives it, or None.

    room: it is looked at where all figures together leave no more values than this for it.
    """

    total: Sum = field(repr=False)
    measure: str
    start: int
    stop: int
    told: int | None
    room: int = 3


def named_rows(rows: pd.DataFrame) -> Iterable[Any]:
    """Return rows with a name for each column, and their own as `Index`: plain numbers, read at once."""
    names = tuple("from_" if column == "from" else str(column) for column in rows.columns)
    columns = (rows.index.tolist(), *(rows[column].tolist() for column in rows.columns))
    row = _named(names)
    return [row(*values) for values in zip(*columns, strict=True)]


@cache
def _named(names: tuple[str, ...]) -> Any:  # noqa: ANN401 - the class of rows with these columns
    return namedtuple("Figures", ("Index", *names))  # noqa: PYI024 - its columns are the frame's


@dataclass(frozen=True, slots=True)
class Small:
    """Which stretches of time have a small count at a point that fits all that is known.

    value: of every unknown at that point. below: what is small is less.
    """

    value: Mapping[Name, float]
    below: float

    def pairs(self, whole: str, parts: Sequence[str], days: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the pairs of days, no further apart than `LONGEST`, between which a whole less its parts is small.

        Days of which nobody says anything are left out: nothing follows there.
        """
        of_day = np.array(days, dtype=np.int64)
        total = np.array([self._total(whole, day) for day in days])
        for part in parts:
            total -= np.array([self._total(part, day) for day in days])
        first, last = np.triu_indices(len(days), 1)
        apart = total[last] - total[first]
        found = (of_day[last] - of_day[first] <= LONGEST) & (apart > 1 / 2) & (apart < self.below)
        yield from zip(of_day[first[found]].tolist(), of_day[last[found]].tolist(), strict=True)

    def _total(self, name: str, day: int) -> float:
        return self.value.get(("total", name, day), np.nan)


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """How the measures of some rows hang together. days: of each measure, every day its running total is asked for."""

    relations: Relations
    days: Mapping[str, Sequence[int]]
    moments: Mapping[str, Sequence[int]]  # of each stock, the days it is held for
    second_names: Mapping[str, str]
    told: frozenset[str]  # measures that some figure says something of
    once: Mapping[str, frozenset[Stretch]]  # periods of counts of children that cannot be added up
    counted: frozenset[str] = frozenset()  # measures of which a number is given

    @classmethod
    def of(cls, rows: pd.DataFrame, facts: Relations) -> "Facts":
        """Lay out the figures of one edition."""
        names = {alike.measures[1]: alike.measures[0] for alike in facts.alike}
        names |= {name: measures()[name].same_as for name in set(rows["measure"]) & set(measures())}
        names = {name: first for name, first in names.items() if first}
        for rolled in facts.rolled:
            names |= {other: rolled.month for other in (rolled.rolling, rolled.year_to_date) if other}
        days: dict[str, set[int]] = {}
        moments: dict[str, set[int]] = {}
        for row in named_rows(rows):
            if row.unit in COUNTED and row.moment:
                moments.setdefault(names.get(row.measure, row.measure), set()).add(row.until)
            grown = {growth.of for growth in facts.growths if growth.growth == row.measure}
            for name in {names.get(row.measure, row.measure), *fraction_of(row.measure, facts), *grown}:
                known = measures().get(counted_as(name, facts))
                if known is not None and known.is_of_a_date and name != POPULATION and row.unit not in COUNTED:
                    moments.setdefault(name, set()).add(row.until)
                days.setdefault(name, set()).update({row.until} if row.moment else {row.from_, row.until})
                if grown:
                    days[name] |= {_a_year_before(row.from_), _a_year_before(row.until)}
        told = frozenset(days)
        _spread(days, facts, told)
        return cls(
            facts,
            {name: sorted(found) for name, found in days.items()},
            {name: sorted(found) for name, found in moments.items()},
            names,
            told,
            counted_once(rows, names),
            frozenset(rows.loc[rows["unit"].isin(COUNTED), "measure"].map(lambda name: names.get(name, name))),
        )

    def name(self, measure: str) -> str:
        """Return the first name of a measure that has two."""
        return self.second_names.get(measure, measure)

    def count(self, row: Row) -> Sum:
        """Return what a row counts."""
        return self.of_period(row.measure, row.from_, row.until, moment=row.moment)

    def of_period(self, measure: str, start: int, stop: int, *, moment: bool) -> Sum:
        """Return a count of a period, or of its last day where it is a stock."""
        name = self.name(measure)
        if name in self.once and not moment:
            return {("once", name, stop * 10000 + stop - start): 1.0}
        return {("stock", name, stop): 1.0} if moment else {("total", name, stop): 1.0, ("total", name, start): -1.0}

    def of_measure(self, measure: str, row: Row) -> Sum:
        """Return another measure over the period of a row, or on its last day where it is a stock."""
        if measure == POPULATION:
            held = self.moments.get(measure, ())
            before = [day for day in held if day < row.until] or held[:1]
            return {("stock", measure, max(before)): 1.0} if before else {}
        known = measures().get(counted_as(measure, self.relations))
        moment = row.basis == "snapshot" or (known is not None and known.is_of_a_date)
        return self.of_period(measure, row.from_, row.until, moment=moment)

    def equations(
        self, values: pd.Series, rows: pd.DataFrame, *, hidden: bool = True, whole: bool = False
    ) -> Equations:
        """Return what the figures say (`values`, NaN where one is hidden), with everything that ties measures.

        whole: with the numbers that a ratio is held with, not only those that are shown.
        """
        found = Equations()
        for row, value in zip(named_rows(rows), values, strict=True):
            numbers = (row.numerator, row.denominator) if whole else (row.top, row.bottom)
            self._say(found, row, value, numbers, hidden=hidden)
        for name, days in self.days.items():
            for earlier, later in () if name in self.once else pairwise(days):
                found.add({("total", name, later): 1.0, ("total", name, earlier): -1.0}, 0.0, np.inf)
        for total, low, high in self._ties():
            found.add(total, low, high)
        for name, periods in self.once.items():
            for total in self._of_children_once(name, periods | _asked(found, name)):
                found.add(total, 0.0, np.inf)
        return found

    def _say(self, found: Equations, row: Row, value: float, numbers: tuple[float, float], *, hidden: bool) -> None:
        if row.unit not in COUNTED:
            if not np.isnan(value):
                self._say_ratio(found, row, value, numbers)
        elif not np.isnan(value):
            found.add(self.count(row), value - row.half, value + row.half, row.Index)
        elif hidden:
            found.add(self.count(row), row.floor, np.inf)

    def _of_children_once(self, name: str, periods: frozenset[Stretch]) -> Iterator[Sum]:
        """Yield what cannot be less than nought: a period less one within it, and all that it falls into less it."""
        for long in periods:
            whole = self.of_period(name, *long, moment=False)
            inside = sorted(one for one in periods if one != long and long[0] <= one[0] and one[1] <= long[1])
            for short in inside:
                yield add(whole, scaled(self.of_period(name, *short, moment=False), -1))
            for pieces in _pieces(long, inside):
                total = scaled(whole, -1)
                for piece in pieces:
                    total = add(total, self.of_period(name, *piece, moment=False))
                yield total

    def _say_ratio(self, found: Equations, row: Row, value: float, numbers: tuple[float, float]) -> None:
        sides = self.sides(row)
        if sides is None:
            return
        above, below, per = sides
        found.add(add(scaled(below, (value - row.half) / per), scaled(above, -1)), -np.inf, 0.0, row.Index)
        found.add(add(above, scaled(below, -(value + row.half) / per)), -np.inf, 0.0, row.Index)
        for side, number in zip((above, below), numbers, strict=True):
            if not np.isnan(number):
                found.add(side, number, number, row.Index)

    def sides(self, row: Row) -> tuple[Sum, Sum, float] | None:
        """Return the two sides of a ratio and what it is multiplied with; None where nobody can say."""
        for growth in self.relations.growths:
            if growth.growth == row.measure:
                now = self.of_measure(growth.of, row)
                before = {(kind, name, _a_year_before(day)): value for (kind, name, day), value in now.items()}
                return add(now, scaled(before, -1)), before, 100.0
        fraction = fraction_of(row.measure, self.relations)
        if fraction:
            below = self.of_measure(fraction[1], row)
            per = measures()[row.measure].per if row.measure in measures() else None
            return (self.of_measure(fraction[0], row), below, float(per or 100)) if below else None
        if row.unit == "percent":
            name = self.name(row.measure)
            return (
                {("above", name, row.until * 10000 + row.until - row.from_): 1.0},
                {("below", name, row.until * 10000 + row.until - row.from_): 1.0},
                100.0,
            )
        return None

    def _ties(self) -> Iterator[tuple[Sum, float, float]]:
        for whole, parts, complete in self._wholes():
            for rest, _ in self._rests(whole, parts):
                yield rest, 0.0, 0.0 if complete else np.inf
        for flow in self.relations.flows:
            stock = self.name(flow.stock)
            if not {flow.started, flow.ended} & self.told:
                continue
            for earlier, later in pairwise(self.moments.get(stock, ())):
                yield self._closing(stock, flow.started, flow.ended, earlier, later), 0.0, 0.0

    def _closing(self, stock: str, started: str, ended: str, earlier: int, later: int) -> Sum:
        came, went = (self.of_period(name, earlier, later, moment=False) for name in (started, ended))
        change: Sum = {("stock", stock, later): 1.0, ("stock", stock, earlier): -1.0}
        return add(add(change, scaled(came, -1)), went)

    def _wholes(self) -> Iterator[tuple[str, tuple[str, ...], bool]]:
        """Yield wholes with their parts, of which figures say something of two."""
        for fact in self.relations.wholes:
            if _says_of_two((fact.whole, *fact.parts), self.told):
                yield fact.whole, fact.parts, fact.complete
        for whole, part in subsets(self.relations):
            if _says_of_two((whole, part), self.told):
                yield whole, (part,), False
        for whole, part in some_of_all():
            if {whole, part} <= self.counted:
                yield whole, (part,), False

    def _rests(self, whole: str, parts: Sequence[str], small: "Small | None" = None) -> Iterator[tuple[Sum, int]]:
        """Yield what a whole has beside parts: on every day of a stock, between neighbouring days of a flow.

        small: between any two days of a flow between which it can be small. With each, how many values it may have to
        be looked at.
        """
        named = [self.name(part) for part in parts]
        whole = self.name(whole)
        for day in sorted(
            set(self.moments.get(whole, ())) & set().union(*(self.moments.get(part, ()) for part in named))
        ):
            yield add({("stock", whole, day): 1.0}, {("stock", part, day): -1.0 for part in named}), 3
        flows = [part for part in named if part in self.days and part not in self.moments]
        if whole in self.days and whole not in self.moments and flows:
            days = self.days[whole]
            once = [self.once[name] for name in (whole, *named) if name in self.once]
            told = pairwise(days) if small is None else small.pairs(whole, named, days)
            for first, last in sorted(frozenset().union(*once)) if once else told:
                beside = [self.of_period(part, first, last, moment=False) for part in named]
                rest = self.of_period(whole, first, last, moment=False)
                for side in beside:
                    rest = add(rest, scaled(side, -1))
                yield rest, 1

    def untold(self, rows: pd.DataFrame, small: "Small") -> Iterator[Form]:
        """Yield the counts that no cell gives and a reader might work out, of flows those that can be small."""
        for name, days in self.days.items():
            if (
                of_children(name)
                and name not in self.moments
                and name not in self.once
                and (name not in measures() or measures()[name].unit == "count")
            ):
                for first, last in small.pairs(name, (), days):
                    yield Form(self.of_period(name, first, last, moment=False), name, first, last, None, 1)
        for whole, parts, complete in self._wholes():
            if not of_children(whole):
                continue
            for some in beside(parts, complete=complete):
                for rest, room in self._rests(whole, some, small):
                    yield Form(rest, f"{whole} beside {', '.join(some)}", *_stretch(rest), None, room)
        yield from self._behind_ratios(rows)

    def _behind_ratios(self, rows: pd.DataFrame) -> Iterator[Form]:
        """Yield the numbers that ratios of ours were made of, and what a percentage leaves."""
        for row in named_rows(rows[~rows["unit"].isin(COUNTED)]):
            sides = self.sides(row)
            above = fraction_of(row.measure, self.relations)
            if sides is None or row.public or not (of_children(row.measure) or (above and of_children(above[0]))):
                continue
            yield Form(sides[0], f"number behind {row.measure}", row.from_, row.until, None)
            if row.unit == "percent":
                rest = add(sides[1], scaled(sides[0], -1))
                yield Form(rest, f"rest of {row.measure}", row.from_, row.until, None)


def counted_once(rows: pd.DataFrame, names: Mapping[str, str]) -> Mapping[str, frozenset[Stretch]]:
    """Return the periods of the counts of children, once each, whose figures no sums make.

    As long as they add up, they are added up, as a reader will.
    """
    known = measures()
    counts = rows[rows["unit"].eq("count") & ~rows["moment"]]
    counts = counts.assign(measure=counts["measure"].map(lambda name: names.get(name, name)))
    found = {}
    for name, held in counts.groupby("measure"):
        if name in known and may_count_once(known[str(name)]) and not _add_up(held):
            found[str(name)] = frozenset(zip(held["from"].tolist(), held["until"].tolist(), strict=True))
    return found


def _add_up(held: pd.DataFrame) -> bool:
    """Whether some number for each stretch between neighbouring days, none below nought, makes every figure."""
    return _makes_every_figure(*(tuple(held[name].tolist()) for name in ("from", "until", "value", "half")))


@lru_cache(maxsize=4096)
def _makes_every_figure(
    starts: tuple[int, ...], stops: tuple[int, ...], values: tuple[float, ...], halves: tuple[float, ...]
) -> bool:
    """Ask it once of the same figures, which stand in many editions."""
    days = np.unique([*starts, *stops])
    within = (days[:-1] >= np.array(starts)[:, None]) & (days[1:] <= np.array(stops)[:, None])
    value, half = np.array(values, dtype=float), np.array(halves, dtype=float)
    limits = LinearConstraint(within.astype(float), value - half, value + half)
    return bool(milp(np.zeros(len(days) - 1), constraints=limits).status == FOUND)


def _asked(found: Equations, name: str) -> frozenset[Stretch]:
    """Return the periods that something was said of, of a count whose periods do not add up."""
    ends = [(end // 10000, end % 10000) for kind, of, end in found.places if kind == "once" and of == name]
    return frozenset((stop - long, stop) for stop, long in ends)


def _pieces(long: Stretch, inside: Sequence[Stretch]) -> Iterator[tuple[Stretch, ...]]:
    """Yield ways to cut a period into others: into the shortest from each beginning, and into two."""
    cut: list[Stretch] = []
    day = long[0]
    while day < long[1] and (steps := [one for one in inside if one[0] == day]):
        cut.append(min(steps, key=lambda one: one[1]))
        day = cut[-1][1]
    if day == long[1] and len(cut) > 1:
        yield tuple(cut)
    first = {one[1]: one for one in inside if one[0] == long[0]}
    for last in inside:
        if last[1] == long[1] and last[0] in first:
            yield first[last[0]], last


def _stretch(total: Sum) -> tuple[int, int]:
    days = [day for _, _, day in total]
    return min(days), max(days)


def _says_of_two(names: Sequence[str], told: Iterable[str]) -> bool:
    return len(set(names) & set(told)) > 1


def _spread(days: dict[str, set[int]], facts: Relations, told: frozenset[str]) -> None:
    """Let measures that are tied to each other ask for the same days."""
    ties = [(whole.whole, *whole.parts) for whole in facts.wholes] + subsets(facts)
    ties += [(flow.stock, flow.started, flow.ended) for flow in facts.flows]
    ties = [tie for tie in ties if _says_of_two(tie, told)]
    changed = True
    while changed:
        changed = False
        for tie in ties:
            together = set().union(*(days.get(name, set()) for name in tie))
            for name in tie:
                if days.get(name) != together:
                    days[name] = set(together)
                    changed = True


def _a_year_before(day: int) -> int:
    return int(
        (pd.Timestamp(day, unit="D") - pd.DateOffset(years=1)).to_datetime64().astype("datetime64[D]").astype(int)
    )
