"""The attacker's problem: the least and the greatest value that each count can have, given all that is visible."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize, sparse
from scipy.sparse import csgraph

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

TOUCH = 1e-6  # a solver's answer is so near
LARGEST = 6000  # unknowns of one linear program
INFEASIBLE = 2


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Rows over unknowns that are not negative, and no greater than `cap`: low <= rows @ unknowns <= high."""

    rows: sparse.csr_matrix
    low: Floats
    high: Floats
    cap: float


@dataclass(frozen=True, slots=True, eq=False)
class Reduced:
    """What is left of a system once everything that follows at once is put in.

    value: of each unknown, NaN where it is open. part: of each open unknown, the number of the part of the system it
    is in. row_part: of each row, the part it speaks of, or -1 where nothing in it is open.
    """

    known: Known
    value: Floats
    part: Places
    row_part: Places


def reduce(known: Known) -> Reduced:
    """Put in, again and again, every unknown that is alone in an equality, or that a sum of nought leaves none for."""
    value = np.full(known.rows.shape[1], np.nan)
    equal = known.high - known.low <= TOUCH
    pattern = known.rows.astype(bool).astype(float)
    while True:
        is_open = np.isnan(value)
        rest = known.low - known.rows @ np.nan_to_num(value)
        alone = np.flatnonzero(equal & (pattern @ is_open.astype(float) == 1))
        found = _alone(known.rows, alone, is_open, rest)
        if not found:
            break
        places, numbers = zip(*found.items(), strict=True)
        value[list(places)] = np.maximum(numbers, 0.0)
    return _parted(known, value)


def _alone(rows: sparse.csr_matrix, alone: Places, is_open: npt.NDArray[np.bool_], rest: Floats) -> dict[int, float]:
    found: dict[int, float] = {}
    for row in alone.tolist():
        for entry in range(rows.indptr[row], rows.indptr[row + 1]):
            place = int(rows.indices[entry])
            if is_open[place] and rows.data[entry]:
                found.setdefault(place, float(rest[row] / rows.data[entry]))
    return found


def _parted(known: Known, value: Floats) -> Reduced:
    is_open = np.isnan(value)
    open_rows = known.rows[:, np.flatnonzero(is_open)]
    tied = (np.isfinite(known.low) | np.isfinite(known.high)) & (np.diff(open_rows.indptr) > 0)
    informed = open_rows[np.flatnonzero(tied)].astype(bool).astype(float)
    _, labels = csgraph.connected_components(informed.T @ informed, directed=False)
    part = np.full(len(value), -1, dtype=np.int64)
    part[is_open] = labels
    row_part = np.full(known.rows.shape[0], -1, dtype=np.int64)
    for row in np.flatnonzero(tied).tolist():
        row_part[row] = labels[open_rows.indices[open_rows.indptr[row]]]
    return Reduced(known, value, part, row_part)


def ranges(reduced: Reduced, groups: sparse.csr_matrix) -> tuple[Floats, Floats]:
    """Return the least and the greatest value of every group (a row over the unknowns)."""
    fixed = groups @ np.nan_to_num(reduced.value)
    low, high = fixed.copy(), fixed.copy()
    is_open = np.isnan(reduced.value)
    loose = groups[:, np.flatnonzero(is_open)]
    for row in np.flatnonzero(np.diff(loose.indptr) > 0).tolist():
        if (loose[row].data < 0).any():
            low[row], high[row] = -np.inf, np.inf
        else:
            high[row] = np.inf
    for part, asked in _asked(reduced, groups):
        program = Program.of(reduced, part)
        lowest, highest = program.ends(groups[asked][:, program.unknowns])
        low[asked], high[asked] = fixed[asked] + lowest, fixed[asked] + highest
    return low, high


def _asked(reduced: Reduced, groups: sparse.csr_matrix) -> Iterator[tuple[Places, Places]]:
    """Yield parts of the system, with the groups whose open unknowns are all in them."""
    together: dict[tuple[int, ...], list[int]] = {}
    for row in range(groups.shape[0]):
        places = groups.indices[groups.indptr[row] : groups.indptr[row + 1]]
        parts = tuple(sorted({int(part) for part in reduced.part[places] if part >= 0}))
        if parts:
            together.setdefault(parts, []).append(row)
    for parts, rows in together.items():
        yield np.array(parts), np.array(rows)


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """The linear program of one part of a system (or of a few): rows over its open unknowns, fixed ones put in."""

    places: Places  # of its rows, in the system
    unknowns: Places
    rows: sparse.csr_matrix
    low: Floats
    high: Floats
    cap: float

    @classmethod
    def of(cls, reduced: Reduced, parts: Places) -> "Program":
        """Take out the rows and unknowns of some parts."""
        unknowns = np.flatnonzero(np.isin(reduced.part, parts))
        chosen = np.flatnonzero(np.isin(reduced.row_part, parts))
        rows = reduced.known.rows[chosen]
        fixed = rows @ np.nan_to_num(reduced.value)
        low, high = reduced.known.low[chosen] - fixed, reduced.known.high[chosen] - fixed
        return cls(chosen, unknowns, rows[:, unknowns], low, high, reduced.known.cap)

    def ends(self, groups: sparse.csr_matrix) -> tuple[Floats, Floats]:
        """Return the least and greatest value of each group: copies of the program side by side, one for each end."""
        count, size = groups.shape[0], max(1, len(self.unknowns))
        at_once = max(1, LARGEST // (2 * size))
        program, low, high = self, np.empty(count), np.empty(count)
        for first in range(0, count, at_once):
            some = groups[first : first + at_once]
            found = program.solve(some)
            if found is None:
                program = program.relaxed()
                found = program.solve(some)
            if found is None:  # it cannot be solved even where nothing contradicts: believe that all is open
                found = np.full((2, some.shape[0]), [[-np.inf], [np.inf]])
            low[first : first + at_once], high[first : first + at_once] = found
        return low, np.where(high >= self.cap - TOUCH, np.inf, high)

    def solve(self, groups: sparse.csr_matrix) -> Floats | None:
        """Return both ends of each group, or None where the rows contradict each other."""
        copies = 2 * groups.shape[0]
        dense = groups.toarray()
        aim = np.concatenate([dense, -dense], axis=1).ravel()
        above, below = self.sides()
        over = sparse.kron(sparse.identity(copies), above, format="csr")
        equal = sparse.kron(sparse.identity(copies), below[0], format="csr")
        found = optimize.linprog(
            aim,
            A_ub=over if over.shape[0] else None,
            b_ub=np.tile(below[2], copies) if over.shape[0] else None,
            A_eq=equal if equal.shape[0] else None,
            b_eq=np.tile(below[1], copies) if equal.shape[0] else None,
            bounds=(0.0, self.cap),
            method="highs",
        )
        if not found.success:
            return None
        reached = found.x.reshape(groups.shape[0], 2, -1)
        return np.stack([np.einsum("gk,gk->g", dense, reached[:, 0]), np.einsum("gk,gk->g", dense, reached[:, 1])])

    def sides(self) -> tuple[sparse.csr_matrix, tuple[sparse.csr_matrix, Floats, Floats]]:
        """Return what must stay below; and equalities, their right sides, and the right sides of what stays below."""
        equal = self.high - self.low <= TOUCH
        upper, lower = ~equal & np.isfinite(self.high), ~equal & np.isfinite(self.low)
        above = sparse.vstack([self.rows[np.flatnonzero(upper)], -self.rows[np.flatnonzero(lower)]], format="csr")
        limits = np.concatenate([self.high[upper], -self.low[lower]])
        middle = (self.low[equal] + self.high[equal]) / 2
        return above, (self.rows[np.flatnonzero(equal)], middle, limits)

    def relaxed(self) -> "Program":
        """Return the program with the rows that contradict the others loosened, by as little as there need be."""
        count, size = self.rows.shape
        slack = sparse.identity(count, format="csr")
        rows = sparse.hstack([self.rows, slack, -slack], format="csr")
        finite_low, finite_high = np.isfinite(self.low), np.isfinite(self.high)
        over = sparse.vstack([rows[np.flatnonzero(finite_high)], -rows[np.flatnonzero(finite_low)]], format="csr")
        limits = np.concatenate([self.high[finite_high], -self.low[finite_low]])
        aim = np.concatenate([np.zeros(size), np.ones(2 * count)])
        ends = [(0.0, self.cap)] * size + [(0.0, None)] * (2 * count)
        found = optimize.linprog(aim, A_ub=over, b_ub=limits, bounds=ends, method="highs")
        if not found.success:
            return self
        lack, excess = found.x[size : size + count], found.x[size + count :]
        loose = np.where(lack + excess > TOUCH, lack + excess + TOUCH, 0.0)
        return Program(self.places, self.unknowns, self.rows, self.low - loose, self.high + loose, self.cap)


def values_possible(low: Floats, high: Floats, least: Floats, most: float) -> Places:
    """Return how many whole numbers from `least` to `most` lie between low and high."""
    first = np.maximum(np.ceil(low - TOUCH), least)
    last = np.minimum(np.floor(high + TOUCH), most)
    return np.asarray(np.clip(last - first + 1, 0, 10**9), dtype=np.int64)
