"""The attacker's problem: which values each count can have, given all that is visible.

Children are whole: what is printed of them leaves whole numbers only. The ends of a range are found by linear programs
over rows that are drawn in to whole numbers wherever they speak of nothing else; where a row keeps a fraction (a rate
of a count that is hidden), how many values are left is counted by mixed integer programs.
"""

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property

import highspy
import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse import csgraph

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

TOUCH = 1e-6  # a solver's answer is so near
ENOUGH = 4  # whole numbers that must stay possible for a count of children that is not shown
FITTING = 2  # HiGHS's word for a point that fits all rows
NARROW = 3 * ENOUGH  # values between the ends of a range, beyond which its holes are not looked for
WIDEST = 40  # unknowns around a count of which whole numbers are tried
PATIENCE = 100  # branches that are tried for one value of one count in whole numbers


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Rows over unknowns that are not negative, and no greater than `cap`: low <= rows @ unknowns <= high.

    whole: which unknowns are whole numbers.
    """

    rows: sparse.csr_matrix
    low: Floats
    high: Floats
    cap: float
    whole: Mask


@dataclass(frozen=True, slots=True, eq=False)
class Reduced:
    """What is left of a system once everything that follows at once is put in.

    value: of each unknown, NaN where it is open. part: of each open unknown, the number of the part of the system it
    is in. row_part: of each row, the part it speaks of, or -1 where nothing in it is open. broken: which unknowns are
    in a part where some row keeps a fraction, so that whole numbers may have holes between the ends of a range.
    """

    known: Known
    value: Floats
    part: Places
    row_part: Places
    broken: Mask


def reduce(known: Known) -> Reduced:
    """Put in, again and again, every unknown that only one number is left for.

    That is where an unknown is alone in a row, and the row's ends, or those of several rows, leave one whole number;
    and where a sum of nought leaves none for any of its parts.
    """
    value = np.full(known.rows.shape[1], np.nan)
    sides = _Sides.of(known)
    while True:
        is_open = np.isnan(value)
        found = sides.settled(is_open, known.rows @ np.nan_to_num(value))
        if not np.isfinite(found[is_open]).any():
            break
        value[is_open] = found[is_open]
    plain = _is_plain(known, np.isnan(value))
    return _parted(_drawn_in(known, value, plain), value, plain)


@dataclass(frozen=True, slots=True, eq=False)
class _Sides:
    """A system laid out for putting in: its pattern, where it has negative entries, and where each entry stands."""

    known: Known
    pattern: sparse.csr_matrix
    negative: sparse.csr_matrix
    place: sparse.csr_matrix

    @classmethod
    def of(cls, known: Known) -> "_Sides":
        rows = known.rows.copy()
        rows.eliminate_zeros()
        known = Known(rows, known.low, known.high, known.cap, known.whole)
        pattern, negative, place = rows.copy(), rows.copy(), rows.copy()
        pattern.data = np.ones(len(rows.data))
        negative.data = (rows.data < 0).astype(float)
        place.data = rows.indices.astype(float)
        return cls(known, pattern, negative, place)

    def settled(self, is_open: Mask, said: Floats) -> Floats:
        """Return the number of each unknown that a row settles now, NaN of the others. said: what is put in, by row."""
        low, high, free = self.known.low - said, self.known.high - said, is_open.astype(float)
        count = self.pattern @ free
        found = self._alone(low, high, np.flatnonzero(count == 1), free)
        nothing = (np.abs(high) <= TOUCH) & (count > 0) & (self.negative @ free == 0)
        found[is_open & (self.pattern.T @ nothing.astype(float) > 0) & np.isnan(found)] = 0.0
        return found

    def _alone(self, low: Floats, high: Floats, alone: Places, free: Floats) -> Floats:
        size = len(free)
        places = (self.place[alone] @ free).astype(np.int64)
        by = self.known.rows[alone] @ free
        ends = np.sort(np.stack([low[alone] / by, high[alone] / by]), axis=0)
        exact = np.flatnonzero(ends[1] - ends[0] <= TOUCH)
        least, most = np.zeros(size), np.full(size, np.inf)
        np.maximum.at(least, places, ends[0])
        np.minimum.at(most, places, ends[1])
        whole = self.known.whole
        least[whole], most[whole] = np.ceil(least[whole] - TOUCH), np.floor(most[whole] + TOUCH)
        found = np.where(np.abs(most - least) <= TOUCH, least, np.nan)
        found[places[exact[::-1]]] = np.maximum(ends[0][exact[::-1]], 0.0)  # the first of those that contradict
        return found


def _is_plain(known: Known, is_open: Mask) -> Mask:
    """Return which rows speak of whole numbers alone once everything is put in."""
    broken = known.rows.copy()
    broken.data = np.abs(broken.data - np.round(broken.data)) > TOUCH
    broken.data = (broken.data | ~known.whole[broken.indices]).astype(float)
    return np.asarray(broken @ is_open.astype(float) == 0)


def _drawn_in(known: Known, value: Floats, plain: Mask) -> Known:
    rows = known.rows
    said = rows @ np.nan_to_num(value)
    low, high = known.low.copy(), known.high.copy()
    low[plain] = np.ceil(low[plain] - said[plain] - TOUCH) + said[plain]
    high[plain] = np.floor(high[plain] - said[plain] + TOUCH) + said[plain]
    crossed = low > high + TOUCH  # figures that contradict each other: the program looks for what gives way
    low[crossed], high[crossed] = known.low[crossed], known.high[crossed]
    return Known(rows, low, high, known.cap, known.whole)


def _parted(known: Known, value: Floats, plain: Mask) -> Reduced:
    is_open = np.isnan(value)
    open_rows = known.rows[:, np.flatnonzero(is_open)]
    open_rows.eliminate_zeros()
    tied = (np.isfinite(known.low) | np.isfinite(known.high)) & (np.diff(open_rows.indptr) > 0)
    informed = open_rows[np.flatnonzero(tied)].astype(bool).astype(float)
    _, labels = csgraph.connected_components(informed.T @ informed, directed=False)
    part = np.full(len(value), -1, dtype=np.int64)
    part[is_open] = labels
    row_part = np.full(known.rows.shape[0], -1, dtype=np.int64)
    there = np.flatnonzero(tied)
    row_part[there] = labels[open_rows.indices[open_rows.indptr[there]]]
    broken = np.isin(part, np.unique(row_part[~plain & (row_part >= 0)])) & is_open
    return Reduced(known, value, part, row_part, broken)


@dataclass(frozen=True, slots=True, eq=False)
class Range:
    """What a reader can say of a count. points: numbers that fit, NaN in parts of the system it has nothing in.

    values: how many whole numbers it can be; more than `ENOUGH` are not counted.
    """

    low: float
    high: float
    values: int
    points: list[Floats] = field(default_factory=list)


Memory = dict[bytes, Range]  # what was found of a count of one program, wherever the same is asked again


class Attack:
    """A reader's way with one state of a system: the range of any group (a row over the unknowns)."""

    def __init__(self, reduced: Reduced, memory: Memory) -> None:
        """Start with everything put in that follows at once. memory: of attacks before, and of this one."""
        self.reduced = reduced
        self._memory = memory
        self._fixed = np.nan_to_num(reduced.value)
        self._programs: dict[tuple[int, ...], Program] = {}
        self._solvers: dict[tuple[int, ...], tuple[Program, Solver]] = {}

    def range(self, group: sparse.csr_matrix, least: float = 0.0) -> Range:
        """Return what can be said of a group whose value is known to be `least` or more."""
        fixed = float((group @ self._fixed)[0])
        parts = tuple(np.unique(self.reduced.part[group.indices][self.reduced.part[group.indices] >= 0]).tolist())
        if not parts:
            return Range(fixed, fixed, int(values_possible(fixed, fixed, least)), [])
        program = self._program(parts)
        aim = group[:, program.unknowns].toarray()[0]
        key = program.digest + aim.tobytes() + np.array([fixed, least]).tobytes()
        if key not in self._memory:
            self._memory[key] = self._asked(parts, group, fixed, least)
        found = self._memory[key]
        return replace(found, points=[self._whole(program.unknowns, point) for point in found.points])

    def _asked(self, parts: tuple[int, ...], group: sparse.csr_matrix, fixed: float, least: float) -> Range:
        """Return the range of a group; its points are over the unknowns of its parts."""
        program, solver = self._solver(parts)
        aim = group[:, program.unknowns].toarray()[0]
        lowest, highest = solver.least(aim), solver.least(-aim)
        low = -np.inf if lowest is None else fixed + float(aim @ lowest)
        high = np.inf if highest is None else fixed + float(aim @ highest)
        high = np.inf if high >= self.reduced.known.cap - TOUCH else high
        points = [point for point in (lowest, highest) if point is not None]
        values = int(values_possible(low, high, least))
        if 1 < values <= NARROW and self.reduced.broken[group.indices].any():
            near = program.around(np.flatnonzero(aim))
            values, whole = near.whole_values(group[:, near.unknowns].toarray()[0], max(low, least) - fixed)
            points += whole if len(near.unknowns) == len(program.unknowns) else []
        return Range(low, high, values, points)

    def ranges(self, groups: sparse.csr_matrix) -> tuple[Floats, Floats, Places]:
        """Return the least and the greatest value of every group, and how many whole numbers it can be."""
        low = np.asarray(groups @ self._fixed, dtype=float)
        high, values = low.copy(), values_possible(low, low, np.zeros(len(low)))
        for row in np.flatnonzero(abs(groups) @ np.isnan(self.reduced.value).astype(float) > 0).tolist():
            found = self.range(groups[[row]])
            low[row], high[row], values[row] = found.low, found.high, found.values
        return low, high, values

    def point(self) -> Floats:
        """Return numbers for all unknowns that fit what is known, whole ones where they must be.

        Where figures contradict each other they fit as nearly as was found.
        """
        found = self.reduced.value.copy()
        for part in np.unique(self.reduced.part[self.reduced.part >= 0]).tolist():
            program = Program.of(self.reduced, np.array([part]))
            found[program.unknowns] = program.nearest()
        return np.where(self.reduced.known.whole, np.round(found), found)

    def _whole(self, unknowns: Places, point: Floats) -> Floats:
        found = self.reduced.value.copy()
        found[unknowns] = point
        return found

    def _program(self, parts: tuple[int, ...]) -> "Program":
        if parts not in self._programs:
            self._programs[parts] = Program.of(self.reduced, np.array(parts))
        return self._programs[parts]

    def _solver(self, parts: tuple[int, ...]) -> "tuple[Program, Solver]":
        if parts not in self._solvers:
            program = self._program(parts)
            solver = program.solver()
            if not solver.fits():
                program = program.relaxed()
                solver = program.solver()
            self._solvers[parts] = (program, solver)
        return self._solvers[parts]


@dataclass(frozen=True, eq=False)
class Program:
    """The linear program of one part of a system (or of a few): rows over its open unknowns, fixed ones put in.

    whole: which of the unknowns are whole numbers.
    """

    places: Places  # of its rows, in the system
    unknowns: Places
    rows: sparse.csr_matrix
    low: Floats
    high: Floats
    cap: float
    whole: Mask

    @classmethod
    def of(cls, reduced: Reduced, parts: Places) -> "Program":
        """Take out the rows and unknowns of some parts."""
        unknowns = np.flatnonzero(np.isin(reduced.part, parts))
        chosen = np.flatnonzero(np.isin(reduced.row_part, parts))
        known = reduced.known
        rows = known.rows[chosen]
        fixed = rows @ np.nan_to_num(reduced.value)
        low, high = known.low[chosen] - fixed, known.high[chosen] - fixed
        return cls(chosen, unknowns, rows[:, unknowns], low, high, known.cap, known.whole[unknowns])

    @cached_property
    def digest(self) -> bytes:
        """What tells this program from others: all that it says, wherever it stands in a system."""
        told = (self.rows.indptr, self.rows.indices, self.rows.data, self.low, self.high, self.whole)
        return hashlib.blake2b(b"".join(np.ascontiguousarray(one).tobytes() for one in told)).digest()

    def solver(self, beside: sparse.csr_matrix | None = None) -> "Solver":
        """Return a solver of these rows; beside: a further row, of whole unknowns, that starts without limits."""
        most = np.full(len(self.unknowns), self.cap)
        if beside is None:
            return Solver(self.rows, self.low, self.high, most)
        rows = sparse.vstack([self.rows, beside], format="csr")
        return Solver(rows, np.append(self.low, -np.inf), np.append(self.high, np.inf), most, self.whole)

    def whole_values(self, aim: Floats, least: float) -> tuple[int, list[Floats]]:
        """Return how many values from `least` up a sum can have in whole numbers (`ENOUGH` at most), and points.

        One after the other: the least that is found, then one above it. What takes the solver too long counts as none.
        """
        solver = self.solver(sparse.csr_matrix(aim))
        points: list[Floats] = []
        floor = np.ceil(least - TOUCH)
        for _ in range(ENOUGH):
            found = solver.least(aim, floor)
            if found is None:
                break
            points.append(found)
            floor = np.floor(aim @ found + TOUCH) + 1
        return len(points), points

    def around(self, places: Places) -> "Program":
        """Return what is known around some of the unknowns, as far as a question in whole numbers stays small."""
        pattern = self.rows.astype(bool).astype(float)
        reached = np.zeros(len(self.unknowns), dtype=bool)
        reached[places] = True
        while True:
            wider = (pattern.T @ (pattern @ reached.astype(float) > 0).astype(float)) > 0
            if wider.sum() > WIDEST or (wider == reached).all():
                break
            reached = wider
        inside = np.flatnonzero(pattern @ (~reached).astype(float) == 0)
        chosen = np.flatnonzero(reached)
        return Program(
            self.places[inside],
            self.unknowns[chosen],
            self.rows[inside][:, chosen],
            self.low[inside],
            self.high[inside],
            self.cap,
            self.whole[chosen],
        )

    def nearest(self) -> Floats:
        """Return numbers for the unknowns, whole where they must be, that break the rows as little as possible."""
        size = len(self.unknowns)
        fitting = self.solver().least(np.zeros(size))
        if fitting is not None and (np.abs(fitting - np.round(fitting)) <= TOUCH)[self.whole].all():
            return fitting
        found = self._with_slack(self.whole)
        if found is None:
            found = self._with_slack(None)
        return np.zeros(size) if found is None else found[:size]

    def _with_slack(self, whole: Mask | None) -> Floats | None:
        """Return the unknowns, then by how much each row gives way to either side: as little in all as was found."""
        count, size = self.rows.shape
        slack = sparse.identity(count, format="csr")
        wide = sparse.hstack([self.rows, slack, -slack], format="csr")
        most = np.concatenate([np.full(size, self.cap), np.full(2 * count, np.inf)])
        kinds = None if whole is None else np.concatenate([whole, np.zeros(2 * count, dtype=bool)])
        return Solver(wide, self.low, self.high, most, kinds).least(np.repeat([0.0, 1.0], [size, 2 * count]))

    def relaxed(self) -> "Program":
        """Return the program with the rows that contradict the others loosened, by as little as there need be."""
        count, size = self.rows.shape
        found = self._with_slack(None)
        if found is None:
            return self
        slacks = found[size : size + count] + found[size + count :]
        loose = np.where(slacks > TOUCH, slacks + TOUCH, 0.0)
        return replace(self, low=self.low - loose, high=self.high + loose)


class Solver:
    """HiGHS over rows of unknowns from nought to `most`: each question starts where the one before it ended."""

    def __init__(
        self, rows: sparse.csr_matrix, low: Floats, high: Floats, most: Floats, whole: Mask | None = None
    ) -> None:
        """Hand the rows over: low <= rows @ unknowns <= high. whole: which unknowns must be whole, where any must."""
        program = highspy.HighsLp()
        program.num_row_, program.num_col_ = rows.shape
        program.row_lower_, program.row_upper_ = low, high
        program.col_lower_, program.col_upper_ = np.zeros(len(most)), most
        program.col_cost_ = np.zeros(len(most))
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_, program.a_matrix_.index_ = rows.indptr, rows.indices
        program.a_matrix_.value_ = rows.data
        if whole is not None:
            kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
            program.integrality_ = [kinds[bool(is_whole)] for is_whole in whole]
        self._places = np.arange(len(most), dtype=np.int32)
        self._of_whole = whole is not None
        self._last = rows.shape[0] - 1
        self._highs = highspy.Highs()
        self._highs.silent()
        self._highs.setOptionValue("threads", 1)
        if whole is not None:
            self._highs.setOptionValue("mip_max_nodes", PATIENCE)
        self._highs.passModel(program)

    def least(self, aim: Floats, floor: float | None = None) -> Floats | None:
        """Return the point at which the aim is least, or None where no point fits. floor: of the last row."""
        self._highs.changeColsCost(len(aim), self._places, aim)
        if floor is not None:
            self._highs.changeRowBounds(self._last, floor, np.inf)
        self._highs.run()
        solved = self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        feasible = self._highs.getInfo().primal_solution_status == FITTING
        return np.array(self._highs.getSolution().col_value) if solved or (self._of_whole and feasible) else None

    def fits(self) -> bool:
        """Whether any point fits the rows."""
        return self.least(np.zeros(len(self._places))) is not None


def values_possible(low: Floats | float, high: Floats | float, least: Floats | float) -> Places:
    """Return how many whole numbers lie between low and high, from `least` up."""
    first = np.maximum(np.ceil(low - TOUCH), least)
    return np.asarray(np.clip(np.floor(high + TOUCH) - first + 1, 0, 10**9), dtype=np.int64)
