"""The attacker's problem: which values each count can have, given all that is visible.

Children are whole: what is printed of them leaves whole numbers only. The ends of a range are found by linear programs
over rows that are drawn in to whole numbers wherever they speak of nothing else; where a row keeps a fraction (a rate
of a count that is hidden), how many values are left is counted by mixed integer programs.
"""

from dataclasses import dataclass, field, replace

import numpy as np
from scipy import sparse

from analysis.present.disclosure.programs import ENOUGH, Program, Solver
from analysis.present.disclosure.reduction import TOUCH, Floats, Places, Reduced

NARROW = 3 * ENOUGH  # values between the ends of a range, beyond which its holes are not looked for


@dataclass(frozen=True, slots=True, eq=False)
class Range:
    """What a reader can say of a count. points: numbers that fit, NaN in parts of the system it has nothing in.

    values: how many whole numbers it can be; more than `ENOUGH` are not counted.
    """

    low: float
    high: float
    values: int
    points: list[Floats] = field(default_factory=list)


@dataclass(frozen=True, slots=True, eq=False)
class Memory:
    """What was found of programs, wherever the same is asked again: everything goes by what a program says.

    points: that fit it, a row each; whole_points: in whole numbers; nearest: the one numbers that were taken for the
    truth.
    """

    ranges: dict[bytes, Range] = field(default_factory=dict)
    points: dict[bytes, Floats] = field(default_factory=dict)
    whole_points: dict[bytes, list[Floats]] = field(default_factory=dict)
    nearest: dict[bytes, Floats] = field(default_factory=dict)


class Attack:
    """A reader's way with one state of a system: the range of any group (a row over the unknowns)."""

    def __init__(self, reduced: Reduced, memory: Memory) -> None:
        """Start with everything put in that follows at once. memory: of attacks before, and of this one."""
        self.reduced = reduced
        self._memory = memory
        self._fixed = np.nan_to_num(reduced.value)
        self._programs: dict[tuple[int, ...], Program] = {}
        self._solvers: dict[tuple[int, ...], tuple[Program, Solver]] = {}

    def range(self, groups: sparse.csr_matrix, least: float = 0.0, *, row: int = 0, enough: int = 10**9) -> Range:
        """Return what can be said of one of some groups, whose value is known to be `least` or more.

        row: which of them. enough: where points found before show that it can have so many values, they are its range,
        and nothing is solved.
        """
        inside = slice(groups.indptr[row], groups.indptr[row + 1])
        return self._range(groups.indices[inside], groups.data[inside], least, enough)

    def _range(self, indices: Places, data: Floats, least: float, enough: int) -> Range:
        fixed = float(data @ self._fixed[indices])
        parts = tuple(sorted({part for part in self.reduced.part[indices].tolist() if part >= 0}))
        if not parts:
            return Range(fixed, fixed, int(values_possible(fixed, fixed, least)), [])
        program = self._program(parts)
        aim = np.zeros(len(self._fixed))
        aim[indices] = data
        aim = aim[program.unknowns]
        key = program.digest + aim.tobytes() + np.array([fixed, least]).tobytes()
        if key not in self._memory.ranges:
            broken = bool(self.reduced.broken[indices].any())
            seen = self._seen(program, aim, fixed, least, broken=broken)
            if seen.values >= enough:
                return seen
            self._memory.ranges[key] = self._asked(parts, aim, fixed, least, broken=broken)
        found = self._memory.ranges[key]
        return replace(found, points=[self._whole(program.unknowns, point) for point in found.points])

    def _seen(self, program: Program, aim: Floats, fixed: float, least: float, *, broken: bool) -> Range:
        """Return what the points found before show: between any two of them lie others, unless a fraction is left."""
        points = self._memory.points.get(program.digest)
        if points is None:
            return Range(fixed, fixed, 0)
        values = points @ aim
        low, high = fixed + float(values.min()), fixed + float(values.max())
        between = int(values_possible(low, high, least))
        return Range(low, high, between if between > NARROW or not broken else 0)

    def _asked(self, parts: tuple[int, ...], aim: Floats, fixed: float, least: float, *, broken: bool) -> Range:
        """Return the range of a group; its points are over the unknowns of its parts."""
        program, solver = self._solver(parts)
        lowest, highest = solver.least(aim), solver.least(-aim)
        if lowest is None or highest is None:  # an end was not found: no value is sure to be possible
            return Range(-np.inf, np.inf, 0)
        low, high, points = fixed + float(aim @ lowest), fixed + float(aim @ highest), [lowest, highest]
        high = np.inf if high >= self.reduced.known.cap - TOUCH else high
        values = int(values_possible(low, high, least))
        if 1 < values <= NARROW and broken:
            near, inside = program.around(np.flatnonzero(aim))
            known = self._memory.whole_points.setdefault(near.digest, [])
            values, whole = near.whole_values(aim[inside], max(low, least) - fixed, known)
            points += whole if len(near.unknowns) == len(program.unknowns) else []
        digest = self._program(parts).digest
        self._memory.points[digest] = np.array([*self._memory.points.get(digest, ()), *points])
        return Range(low, high, values, points)

    def ranges(self, groups: sparse.csr_matrix, enough: int) -> tuple[Floats, Floats, Places]:
        """Return the least and the greatest value of every group, and how many whole numbers it can be.

        groups: a row each, with what it multiplies every unknown by. Of a group that can have `enough` values the ends
        are as far apart as was seen, and maybe further.
        """
        low = np.asarray(groups @ self._fixed, dtype=float)
        high, values = low.copy(), values_possible(low, low, np.zeros(len(low)))
        for row in np.flatnonzero(abs(groups) @ np.isnan(self.reduced.value).astype(float) > 0).tolist():
            inside = slice(groups.indptr[row], groups.indptr[row + 1])
            found = self._range(groups.indices[inside], groups.data[inside], 0.0, enough)
            low[row], high[row], values[row] = found.low, found.high, found.values
        return low, high, values

    def point(self) -> Floats:
        """Return a number for each unknown, in their order, that fit what is known, whole ones where they must be.

        Where figures contradict each other they fit as nearly as was found.
        """
        found = self.reduced.value.copy()
        nearest = self._memory.nearest
        for program in Program.each(self.reduced):
            if program.digest not in nearest:
                nearest[program.digest] = program.nearest()
            found[program.unknowns] = nearest[program.digest]
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


def values_possible(low: Floats | float, high: Floats | float, least: Floats | float) -> Places:
    """Return how many whole numbers lie between low and high, from `least` up."""
    first = np.maximum(np.ceil(low - TOUCH), least)
    return np.asarray(np.clip(np.floor(high + TOUCH) - first + 1, 0, 10**9), dtype=np.int64)
