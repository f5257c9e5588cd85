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
        found = self._any_point()
        whole = self.reduced.known.whole
        unsettled = np.isnan(found) | (whole & (np.abs(found - np.round(found)) > TOUCH))
        for part in np.unique(self.reduced.part[unsettled]).tolist():
            program = Program.of(self.reduced, np.array([part]))
            found[program.unknowns] = program.nearest()
        return np.where(whole, np.round(found), found)

    def _any_point(self) -> Floats:
        """Return numbers for all unknowns, whole or not, from one program; NaN where nothing fits all of them."""
        found = self.reduced.value.copy()
        parts = np.unique(self.reduced.part[self.reduced.part >= 0])
        if len(parts):
            program = Program.of(self.reduced, parts)
            fitting = program.solver().least(np.zeros(len(program.unknowns)))
            found[program.unknowns] = np.nan if fitting is None else fitting
        return found

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
