"""Linear and mixed integer programs over one part of a system, solved by HiGHS."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import highspy
import numpy as np
from scipy import sparse

from analysis.present.disclosure.reduction import TOUCH, Floats, Mask, Places, Reduced

ENOUGH = 4  # whole numbers that must stay possible for a count of children that is not shown
WIDEST = 40  # unknowns around a count of which whole numbers are tried
FITTING = 2  # HiGHS's word for a point that fits all rows
BRANCHES = 40  # of linear programs that are tried for one value, before a program in whole numbers is
PRIMAL = 4  # HiGHS's word for the simplex method that goes from one point that fits to the next
PATIENCE = 100  # branches that are tried for one value of one count in whole numbers
STEPS = 1_000_000  # of the simplex method, for one question
LONGEST = 30.0  # seconds for one question in whole numbers: one branch of HiGHS can take for ever


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

    @classmethod
    def each(cls, reduced: Reduced) -> Iterator["Program"]:
        """Yield the program of every part by itself, cut from one matrix laid out part by part."""
        known, count = reduced.known, int(reduced.part.max(initial=-1)) + 1
        unknowns, chosen = (np.argsort(side, kind="stable") for side in (reduced.part, reduced.row_part))
        first = np.searchsorted(reduced.part[unknowns], np.arange(count + 1))
        first_row = np.searchsorted(reduced.row_part[chosen], np.arange(count + 1))
        fixed = known.rows @ np.nan_to_num(reduced.value)
        within = np.zeros(len(unknowns), dtype=known.rows.indices.dtype)  # place of each unknown in its part
        within[unknowns] = np.arange(len(unknowns)) - first[np.maximum(reduced.part[unknowns], 0)]
        laid = known.rows[chosen]
        is_open = reduced.part[laid.indices] >= 0
        ends = np.concatenate([[0], np.cumsum(is_open)])[laid.indptr]
        data, indices = laid.data[is_open], within[laid.indices[is_open]]
        for part in range(count):
            rows, size = slice(first_row[part], first_row[part + 1]), first[part + 1] - first[part]
            inside = slice(ends[rows.start], ends[rows.stop])
            indptr = ends[rows.start : rows.stop + 1] - ends[rows.start]
            places, here = chosen[rows], unknowns[first[part] : first[part + 1]]
            cut = sparse.csr_matrix((data[inside], indices[inside], indptr), shape=(len(places), size))
            low, high = known.low[places] - fixed[places], known.high[places] - fixed[places]
            yield cls(places, here, cut, low, high, known.cap, known.whole[here])

    @cached_property
    def digest(self) -> bytes:
        """What tells this program from others: all that it says, wherever it stands in a system."""
        told = (self.rows.indptr, self.rows.indices, self.rows.data, self.low, self.high, self.whole)
        return hashlib.blake2b(b"".join(np.ascontiguousarray(one).tobytes() for one in told)).digest()

    def solver(self, beside: sparse.csr_matrix | None = None, *, whole: bool = False) -> "Solver":
        """Return a solver of these rows; beside: a further row, that starts without limits. whole: in whole numbers."""
        most, kinds = np.full(len(self.unknowns), self.cap), self.whole if whole else None
        if beside is None:
            return Solver(self.rows, self.low, self.high, most, kinds)
        rows = sparse.vstack([self.rows, beside], format="csr")
        return Solver(rows, np.append(self.low, -np.inf), np.append(self.high, np.inf), most, kinds)

    def whole_values(self, aim: Floats, least: float, known: list[Floats]) -> tuple[int, list[Floats]]:
        """Return how many values from `least` up a sum can have in whole numbers (`ENOUGH` at most), and points.

        aim: what the sum multiplies each unknown by. One after the other: the least that is found, then one above it.
        What takes the solver too long counts as none. known: points in whole numbers that are known to fit; what is
        found is added.
        """
        floor = np.ceil(least - TOUCH)
        seen = {round(float(aim @ point)): point for point in known if aim @ point >= floor - TOUCH}
        if len(seen) >= ENOUGH:
            return ENOUGH, list(seen.values())[:ENOUGH]
        asked = _InWholeNumbers(self, aim)
        points: list[Floats] = []
        while len(points) < ENOUGH:
            found = seen.get(round(float(floor)))
            if found is None:
                found = asked.least(floor)
                if found is None:
                    break
                if round(float(aim @ found)) not in seen:
                    known.append(found)
            points.append(found)
            floor = np.floor(aim @ found + TOUCH) + 1
        return len(points), points

    def around(self, places: Places) -> "tuple[Program, Places]":
        """Return what is known around some of the unknowns, as far as a question in whole numbers stays small.

        With it, which of the unknowns those are.
        """
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
        low, high = self.low[inside], self.high[inside]
        rows, whole = self.rows[inside][:, chosen], self.whole[chosen]
        return Program(self.places[inside], self.unknowns[chosen], rows, low, high, self.cap, whole), chosen

    def nearest(self) -> Floats:
        """Return numbers for the unknowns, whole where they must be, that break the rows as little as possible."""
        size = len(self.unknowns)
        fitting = self.solver().least(np.zeros(size))
        if fitting is not None and self.is_whole(fitting):
            return fitting
        nearest = self._with_slack(None) if fitting is None else fitting
        if nearest is not None and self.is_whole(nearest[:size]):  # no whole numbers are nearer
            return nearest[:size]
        found = self._with_slack(self.whole)
        found = nearest if found is None else found
        return np.zeros(size) if found is None else found[:size]

    def is_whole(self, point: Floats) -> bool:
        """Whether a point is in whole numbers where it must be."""
        return bool((np.abs(point - np.round(point)) <= TOUCH)[self.whole].all())

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


class _InWholeNumbers:
    """The least that a sum can be from some value up, in whole numbers.

    Linear programs are asked first: each takes a fiftieth of the time, and where an answer is whole and no linear one
    is less, no other is.
    """

    def __init__(self, program: Program, aim: Floats) -> None:
        self._program, self._aim, self._beside = program, aim, sparse.csr_matrix(aim)
        self._counts = bool(program.whole[aim != 0].all() and (aim == np.round(aim)).all())

    @cached_property
    def _line(self) -> "Solver":
        return self._program.solver(self._beside)

    @cached_property
    def _whole(self) -> "Solver":
        return self._program.solver(self._beside, whole=True)

    def least(self, floor: float) -> Floats | None:
        """Return the point (a value for each unknown) at which the sum is least; None where none fits or was found."""
        while True:
            found = self._line.least(self._aim, floor)
            if found is None or self._program.is_whole(found):
                return found
            if not self._counts:
                break
            floor = float(np.ceil(self._aim @ found - TOUCH))
            found, is_settled = self._line.whole_point(self._program.whole, floor)
            if found is not None:
                return found
            if not is_settled:
                break
            floor += 1
        return self._whole.least(self._aim, floor)


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
        self._most, self._places = most, np.arange(len(most), dtype=np.int32)
        self._of_whole = whole is not None
        self._last = rows.shape[0] - 1
        self._highs = highspy.Highs()
        self._highs.silent()
        self._highs.setOptionValue("threads", 1)
        self._highs.setOptionValue("simplex_iteration_limit", STEPS)
        if whole is not None:
            self._highs.setOptionValue("mip_max_nodes", PATIENCE)
        self._highs.passModel(program)

    def least(self, aim: Floats, floor: float | None = None) -> Floats | None:
        """Return the point at which the aim is least, or None where no point fits. floor: of the last row.

        Where a question in whole numbers takes too long: the best point that was found by then, or None.
        """
        if self._of_whole:  # HiGHS counts the seconds of all questions together
            self._highs.setOptionValue("time_limit", self._highs.getRunTime() + LONGEST)
        self._highs.changeColsCost(len(aim), self._places, aim)
        if floor is not None:
            self._highs.changeRowBounds(self._last, floor, np.inf)
        self._highs.run()
        solved = self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        feasible = self._highs.getInfo().primal_solution_status == FITTING
        return np.array(self._highs.getSolution().col_value) if solved or (self._of_whole and feasible) else None

    def whole_point(self, whole: Mask, value: float) -> tuple[Floats | None, bool]:
        """Return a point in whole numbers at which the last row is a value, and whether a few branches settled it."""
        self._highs.changeRowBounds(self._last, value, value)
        boxes, found = [(np.zeros(len(self._most)), self._most)], None
        for _ in range(BRANCHES):
            if not boxes or found is not None:
                break
            low, high = boxes.pop()
            self._highs.changeColsBounds(len(high), self._places, low, high)
            point = self.least(np.zeros(len(high)))
            if point is None:
                continue
            apart = np.where(whole, np.abs(point - np.round(point)), 0.0)
            if apart.max(initial=0.0) <= TOUCH:
                found = point
            else:
                boxes += _halves(low, high, int(apart.argmax()), float(point[apart.argmax()]))
        self._highs.changeColsBounds(len(self._most), self._places, np.zeros(len(self._most)), self._most)
        return found, found is not None or not boxes

    def fits(self) -> bool:
        """Whether any point fits the rows: the next question then starts there."""
        fits = self.least(np.zeros(len(self._places))) is not None
        self._highs.setOptionValue("simplex_strategy", PRIMAL)  # the dual method would have to come back to it first
        return fits


def _halves(low: Floats, high: Floats, place: int, value: float) -> list[tuple[Floats, Floats]]:
    """Return the limits below and above a value of one unknown, the nearer last."""
    below, above = high.copy(), low.copy()
    below[place], above[place] = np.floor(value), np.ceil(value)
    sides = [(low, below), (above, high)]
    return sides if value - np.floor(value) > 1 / 2 else sides[::-1]
