"""The attacker's problem: the least and the greatest value that each count can have, given all that is visible."""

from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse import csgraph

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]

TOUCH = 1e-6  # a solver's answer is so near


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


class Attack:
    """A reader's way with one state of a system: the range of any group (a row over the unknowns)."""

    def __init__(self, reduced: Reduced) -> None:
        """Start with everything put in that follows at once."""
        self.reduced = reduced
        self._fixed = np.nan_to_num(reduced.value)
        self._programs: dict[tuple[int, ...], tuple[Places, Solver]] = {}

    def range(self, group: sparse.csr_matrix) -> tuple[float, float, list[Floats]]:
        """Return the least and the greatest value of a group, and the points that reach them.

        Points are NaN in parts of the system that the group has nothing in.
        """
        fixed = float((group @ self._fixed)[0])
        parts = tuple(np.unique(self.reduced.part[group.indices][self.reduced.part[group.indices] >= 0]).tolist())
        if not parts:
            return fixed, fixed, []
        unknowns, solver = self._solver(parts)
        aim = group[:, unknowns].toarray()[0]
        least, greatest = solver.least(aim), solver.least(-aim)
        low = -np.inf if least is None else float(aim @ least)
        high = np.inf if greatest is None else float(aim @ greatest)
        points = [self._whole(unknowns, point) for point in (least, greatest) if point is not None]
        return fixed + low, np.inf if high >= self.reduced.known.cap - TOUCH else fixed + high, points

    def ranges(self, groups: sparse.csr_matrix) -> tuple[Floats, Floats]:
        """Return the least and the greatest value of every group."""
        found = [self.range(groups[[row]])[:2] for row in range(groups.shape[0])]
        low, high = np.array(found, dtype=float).reshape(-1, 2).T
        return low, high

    def point(self) -> Floats:
        """Return numbers for all unknowns that fit all that is known."""
        found = self.reduced.value.copy()
        for part in np.unique(self.reduced.part[self.reduced.part >= 0]).tolist():
            unknowns, solver = self._solver((part,))
            fitting = solver.least(np.zeros(len(unknowns)))
            found[unknowns] = 0.0 if fitting is None else fitting
        return found

    def _whole(self, unknowns: Places, point: Floats) -> Floats:
        found = self.reduced.value.copy()
        found[unknowns] = point
        return found

    def _solver(self, parts: tuple[int, ...]) -> "tuple[Places, Solver]":
        if parts not in self._programs:
            program = Program.of(self.reduced, np.array(parts))
            solver = program.solver()
            if not solver.fits():
                solver = program.relaxed().solver()
            self._programs[parts] = (program.unknowns, solver)
        return self._programs[parts]


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

    def solver(self) -> "Solver":
        """Return a solver of these rows."""
        return Solver(self.rows, self.low, self.high, np.full(len(self.unknowns), self.cap))

    def relaxed(self) -> "Program":
        """Return the program with the rows that contradict the others loosened, by as little as there need be."""
        count, size = self.rows.shape
        slack = sparse.identity(count, format="csr")
        wide = sparse.hstack([self.rows, slack, -slack], format="csr")
        solver = Solver(
            wide, self.low, self.high, np.concatenate([np.full(size, self.cap), np.full(2 * count, np.inf)])
        )
        found = solver.least(np.concatenate([np.zeros(size), np.ones(2 * count)]))
        if found is None:
            return self
        slacks = found[size : size + count] + found[size + count :]
        loose = np.where(slacks > TOUCH, slacks + TOUCH, 0.0)
        return Program(self.places, self.unknowns, self.rows, self.low - loose, self.high + loose, self.cap)


class Solver:
    """HiGHS over rows of unknowns from nought to `most`: each question starts where the one before it ended."""

    def __init__(self, rows: sparse.csr_matrix, low: Floats, high: Floats, most: Floats) -> None:
        """Hand the rows over: low <= rows @ unknowns <= high."""
        program = highspy.HighsLp()
        program.num_row_, program.num_col_ = rows.shape
        program.row_lower_, program.row_upper_ = low, high
        program.col_lower_, program.col_upper_ = np.zeros(len(most)), most
        program.col_cost_ = np.zeros(len(most))
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_, program.a_matrix_.index_ = rows.indptr, rows.indices
        program.a_matrix_.value_ = rows.data
        self._places = np.arange(len(most), dtype=np.int32)
        self._highs = highspy.Highs()
        self._highs.silent()
        self._highs.setOptionValue("threads", 1)
        self._highs.passModel(program)

    def least(self, aim: Floats) -> Floats | None:
        """Return the point at which the aim is least, or None where no point fits."""
        self._highs.changeColsCost(len(aim), self._places, aim)
        self._highs.run()
        if self._highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return np.array(self._highs.getSolution().col_value)

    def fits(self) -> bool:
        """Whether any point fits the rows."""
        return self.least(np.zeros(len(self._places))) is not None


def values_possible(low: Floats, high: Floats, least: Floats) -> Places:
    """Return how many whole numbers lie between low and high, from `least` up."""
    first = np.maximum(np.ceil(low - TOUCH), least)
    return np.asarray(np.clip(np.floor(high + TOUCH) - first + 1, 0, 10**9), dtype=np.int64)
