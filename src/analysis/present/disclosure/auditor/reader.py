"""A reader with all the time in the world: which values any sum of unknowns can have, given all that is visible.

What is told exactly ties unknowns to each other: a running total is another one and so many more. Unknowns that are
tied are put together, again and again, until only a few are left that can move; each group of those is asked by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import highspy
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack, identity
from scipy.sparse.csgraph import connected_components

from analysis.catalogue.measure import measures
from analysis.present.disclosure.auditor.points import Points
from analysis.present.disclosure.auditor.programs import MOST, PRIMAL, least_at, program_of
from analysis.present.disclosure.auditor.settling import NEAR, Rows, Settled, settle
from analysis.present.disclosure.auditor.wholes import Wholes

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Name = tuple[str, str, int]  # "total" or "stock", measure, day
Sum = dict[Name, float]  # coefficients of unknowns

LAW = -1  # what always holds, whoever says nothing
VALUES = 4  # whole numbers that must stay possible for a small count
FEW = 12  # values between two ends that are tried one by one
WIDEST = 60  # unknowns that can move, of which whole numbers are tried


def scaled(total: Sum, by: float) -> Sum:
    """Return a sum so many times."""
    return {name: value * by for name, value in total.items()}


def add(first: Sum, second: Sum) -> Sum:
    """Return two sums together."""
    found = dict(first)
    for name, value in second.items():
        found[name] = found.get(name, 0.0) + value
    return found


@dataclass(slots=True)
class Equations:
    """Everything visible, as rows: low <= sum <= high."""

    places: dict[tuple[str, str, int], int] = field(default_factory=dict)
    sums: list[Sum] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    told_by: list[int] = field(default_factory=list)  # the row of the figures that says it, or LAW

    def add(self, total: Sum, low: float, high: float, told_by: int = LAW) -> None:
        """Say that a sum lies between two numbers."""
        for name in total:
            self.places.setdefault(name, len(self.places))
        self.sums.append(total)
        self.low.append(low)
        self.high.append(high)
        self.told_by.append(told_by)

    def matrix(self, sums: Sequence[Sum]) -> csr_matrix:
        """Return sums as rows over the unknowns; what nobody says anything of is left out."""
        entries = [
            (row, self.places[name], value)
            for row, total in enumerate(sums)
            for name, value in total.items()
            if value and name in self.places
        ]
        rows, columns, values = (np.array(side) for side in zip(*entries, strict=True)) if entries else ([], [], [])
        return csr_matrix((np.asarray(values, dtype=float), (rows, columns)), shape=(len(sums), len(self.places)))

    def whole(self) -> npt.NDArray[np.bool_]:
        """Return which unknowns are whole numbers: children are, posts need not be."""
        known = measures()
        return np.array([name not in known or known[name].unit != "fte" for _, name, _ in self.places], dtype=bool)


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """What can be said of some sums: the least and the greatest value of each, and how many whole numbers it can be.

    possible: those that are sure to be. at_most: with those of which it could not be settled in the steps there are for
    it; whoever looks for what is exposed goes by `possible`, whoever excuses something by `at_most`. More than `FEW`
    values are those between the ends, holes or not.
    """

    low: Floats
    high: Floats
    possible: Places
    at_most: Places


class Reader:
    """A reader with all the time in the world."""

    def __init__(self, equations: Equations) -> None:
        """Sit down with everything visible."""
        self.equations = equations
        rows = Rows(
            equations.matrix(equations.sums),
            np.array(equations.low, dtype=float),
            np.array(equations.high, dtype=float),
        )
        self.settled = settle(rows, equations.whole())
        pattern = self.settled.rows.matrix.astype(bool).astype(float)
        _, self.group = connected_components(pattern.T @ pattern, directed=False)
        self._tables: dict[tuple[int, ...], Table] = {}

    def look(self, sums: Sequence[Sum], floors: Floats | None = None, enough: Places | None = None) -> Look:
        """Return what can be said of sums. floors: what each is known to be at least. enough: values, of each.

        A sum that is seen to have values enough is not asked further: its ends are at least as far apart as given.
        """
        least = np.zeros(len(sums)) if floors is None else floors
        many = np.full(len(sums), VALUES + 1) if enough is None else enough
        asked = self.equations.matrix(sums)
        low = np.asarray(asked @ self.settled.more, dtype=float)
        moving = (asked @ self.settled.movers).tocsr()
        moving.data[np.abs(moving.data) < NEAR] = 0.0
        moving.eliminate_zeros()
        high = low.copy()
        values = counted(low, high, least)
        at_most = values.copy()
        silent = np.array([any(name not in self.equations.places for name in total) for total in sums], dtype=bool)
        for place in np.flatnonzero((np.diff(moving.indptr) > 0) | silent).tolist():
            if silent[place]:
                low[place], high[place], values[place], at_most[place] = -np.inf, np.inf, FEW, FEW
                continue
            inside = slice(moving.indptr[place], moving.indptr[place + 1])
            table, aim = self._table(moving.indices[inside], moving.data[inside])
            said = table.ask(aim, float(low[place]), float(least[place]), int(many[place]))
            low[place], high[place], values[place], at_most[place] = said
        return Look(low, high, values, at_most)

    def behind(self, total: Sum) -> frozenset[int]:
        """Return the figures that the least and the greatest value of a sum follow from, by their rows' names.

        They are those whose rows have a price in the linear program of either end.
        """
        rows, told_by, unknowns = self._around(total)
        aim = self.equations.matrix([total])[:, unknowns].toarray()[0]
        floor = np.zeros(len(unknowns))
        rows, _, _ = _giving_way(rows, floor)
        program = program_of(rows, floor, np.full(len(unknowns), MOST))
        bearing = np.zeros(len(told_by), dtype=bool)
        for side in (aim, -aim):
            if least_at(program, side) is not None:
                bearing |= np.abs(np.array(program.getSolution().row_dual)) > NEAR
        return frozenset(told_by[bearing & (told_by != LAW)].tolist())

    def _around(self, total: Sum) -> tuple[Rows, Places, Places]:
        """Return everything said of what hangs together with a sum, by which row, and of which unknowns."""
        matrix = self.equations.matrix(self.equations.sums)
        pattern = matrix.astype(bool).astype(float)
        _, group = connected_components(pattern.T @ pattern, directed=False)
        unknowns = np.flatnonzero(np.isin(group, group[self.equations.matrix([total]).indices]))
        chosen = np.flatnonzero(np.diff(matrix[:, unknowns].tocsr().indptr) > 0)
        low, high = (np.array(side, dtype=float)[chosen] for side in (self.equations.low, self.equations.high))
        told_by = np.array(self.equations.told_by, dtype=np.int64)[chosen]
        return Rows(matrix[chosen][:, unknowns].tocsr(), low, high), told_by, unknowns

    def moves(self, sums: Sequence[Sum]) -> npt.NDArray[np.bool_]:
        """Return which sums can move, or have something in them that nobody says anything of."""
        moving = abs(self.equations.matrix(sums) @ self.settled.movers)
        silent = [any(name not in self.equations.places for name in total) for total in sums]
        return np.asarray((np.asarray(moving.sum(axis=1)).ravel() > NEAR) | np.array(silent, dtype=bool))

    def at_a_point(self) -> Mapping[Name, float]:
        """Return the value of every unknown where everything that is known fits."""
        point = np.zeros(len(self.group))
        for group in np.unique(self.group).tolist():
            table = self._of_groups((group,))
            if len(table.points):
                point[table.movers] = table.points.first
        values = (self.settled.more + self.settled.movers @ point).tolist()
        return dict(zip(self.equations.places, values, strict=True))

    def _of_groups(self, groups: tuple[int, ...]) -> "Table":
        if groups not in self._tables:
            self._tables[groups] = Table.of(self.settled, np.flatnonzero(np.isin(self.group, groups)))
        return self._tables[groups]

    def _table(self, movers: Places, by: Floats) -> "tuple[Table, Floats]":
        table = self._of_groups(tuple(sorted(set(self.group[movers].tolist()))))
        aim = np.zeros(len(table.movers))
        aim[np.searchsorted(table.movers, movers)] = by
        return table, aim


@dataclass(frozen=True, eq=False)
class Table:
    """What is known of a few unknowns that can move, and of nothing else."""

    movers: Places
    rows: Rows
    floor: Floats
    whole: npt.NDArray[np.bool_]
    program: highspy.Highs
    points: Points

    @classmethod
    def of(cls, settled: Settled, movers: Places) -> "Table":
        """Take what is known of some movers; figures that contradict each other give way, as little as they must."""
        matrix = settled.rows.matrix[:, movers]
        places = np.flatnonzero(np.diff(matrix.indptr) > 0)
        rows = Rows(matrix[places], settled.rows.low[places], settled.rows.high[places])
        floor = settled.floor[movers]
        rows, program, fitting = _giving_way(rows, floor)
        program.setOptionValue("simplex_strategy", PRIMAL)  # what fits still fits when another sum is asked for
        points = Points(settled.whole[movers])
        points.add(fitting)
        return cls(movers, rows, floor, settled.whole[movers], program, points)

    @cached_property
    def is_broken(self) -> bool:
        """Whether something known keeps a fraction, so that there may be holes between two ends."""
        data = self.rows.matrix.data
        return bool((np.abs(data - np.round(data)) > NEAR).any())

    @cached_property
    def may_have_holes(self) -> bool:
        """Whether whole numbers are tried one by one: where a fraction is kept, and few enough unknowns can move."""
        return self.is_broken and len(self.movers) <= WIDEST

    @cached_property
    def wholes(self) -> Wholes:
        """What is known, asked in whole numbers."""
        return Wholes.of(self.rows, self.floor, self.whole)

    def ask(self, aim: Floats, more: float, least: float, enough: int) -> tuple[float, float, int, int]:
        """Return ends and values of a sum of movers and so much `more`, which is known to be `least` or greater.

        Of the values first those that are sure to be possible, then with those that were not settled. Nothing is sure
        of an end that was not found. enough: values that need no further look, once points show them.
        """
        ends: list[Floats | None] = []
        for side in (aim, -aim):
            if (seen := self._seen(aim, more, least, enough)) is not None:
                return seen
            ends.append(least_at(self.program, side))
            self.points.add(ends[-1])
        lowest, highest = ends
        if lowest is None or highest is None:
            return -np.inf, np.inf, 0, FEW
        low, high = more + float(aim @ lowest), more + float(aim @ highest)
        values = _whole_numbers(low, high, least)
        if 1 < values <= FEW and self.may_have_holes:
            return low, high, *self._one_by_one(aim, max(low, least) - more, values)
        return low, high, values, values

    def _seen(self, aim: Floats, more: float, least: float, enough: int) -> tuple[float, float, int, int] | None:
        """Return ends and values as the points found so far show them, where those are enough.

        Between two points lie others; where whole numbers are tried one by one, and they are not far apart, whole
        points alone count.
        """
        if not len(self.points):
            return None
        first, last = (more + end for end in self.points.ends(aim))
        between = _whole_numbers(first, last, least)
        if self.may_have_holes and between <= FEW:
            between = self.points.whole_values(aim, least - more) if between >= enough else 0
        return (first, last, between, between) if between >= enough else None

    def _one_by_one(self, aim: Floats, least: float, count: int) -> tuple[int, int]:
        """Return how many of so many whole values from `least` up a sum has, `VALUES` at most: for sure, and perhaps.

        Where what is known contradicts itself in whole numbers, so that none is left, those between the ends count.
        """
        first = int(np.ceil(least - NEAR))
        found = self.wholes.values(aim, range(first, first + count), VALUES)
        if not found.possible and not found.open:
            return count, count
        return found.possible, found.possible + found.open


def counted(low: Floats, high: Floats, least: Floats) -> Places:
    """Return how many whole numbers lie between two ends, from `least` up."""
    first = np.maximum(np.ceil(low - NEAR), least)
    return np.asarray(np.clip(np.floor(high + NEAR) - first + 1, 0, 10**6), dtype=np.int64)


def _whole_numbers(low: float, high: float, least: float) -> int:
    return int(counted(np.array(low), np.array(high), np.array(least)))


def _giving_way(rows: Rows, floor: Floats) -> tuple[Rows, highspy.Highs, Floats | None]:
    """Return rows of which those that contradict the others give way, as little as they must.

    With them, HiGHS that holds them and numbers that fit, where any were found.
    """
    count, size = rows.matrix.shape
    nothing, most = np.zeros(size), np.full(size, MOST)
    program = program_of(rows, floor, most)
    fitting = least_at(program, nothing)
    if fitting is not None:
        return rows, program, fitting
    wide = Rows(hstack([rows.matrix, identity(count), -identity(count)], format="csr"), rows.low, rows.high)
    free = np.zeros(2 * count)
    found = least_at(
        program_of(wide, np.append(floor, free), np.append(most, free + np.inf)), np.append(nothing, free + 1)
    )
    if found is None:
        return rows, program, None
    give = found[size : size + count] + found[size + count :]
    give = np.where(give > NEAR, give + NEAR, 0.0)
    loose = Rows(rows.matrix, rows.low - give, rows.high + give)
    program = program_of(loose, floor, most)
    return loose, program, least_at(program, nothing)
