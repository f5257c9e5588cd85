"""Whole numbers that a sum of a few unknowns can be: tried one after the other, in a bounded number of steps.

Branch and bound, one linear program a step. The steps are counted and never timed, so that the same figures have the
same answer on any machine. What was not settled within them is said to be open: who asks decides which side is safe.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import highspy
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, vstack

from analysis.present.disclosure.auditor.programs import MOST, least_at, program_of
from analysis.present.disclosure.auditor.settling import NEAR, Mask, Rows

Floats = npt.NDArray[np.float64]

BRANCHES = 300  # that are tried for one value
Box = tuple[Floats, Floats]  # the least and the greatest value of each unknown


@dataclass(frozen=True, slots=True)
class Found:
    """How many of the values that were asked for a sum can have, and of how many it was not settled."""

    possible: int
    open: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Wholes:
    """A few unknowns, some of them whole numbers, and what is known of them: low <= sums <= high.

    points: whole ones that fit, found so far.
    """

    rows: Rows
    box: Box
    whole: Mask
    points: list[Floats] = field(default_factory=list)

    @classmethod
    def of(cls, rows: Rows, floor: Floats, whole: Mask) -> "Wholes":
        """Take what is known; unknowns of which only differences are known are held where they are measured from."""
        return cls(rows, held_still(rows.matrix.toarray(), floor, whole), whole)

    def values(self, aim: Floats, wanted: Iterable[int], enough: int) -> Found:
        """Return how many of the wanted values a sum can have, `enough` at most."""
        is_whole = bool(self.whole[aim != 0].all() and (np.abs(aim - np.round(aim)) < NEAR).all())
        near = NEAR / 10 if is_whole else 0.5
        seen = {round(float(aim @ point)) for point in self.points} if is_whole else set()
        program: highspy.Highs | None = None
        possible = unsettled = 0
        for value in wanted:
            if possible == enough:
                break
            fits: bool | None = value in seen
            if not fits:
                program = program or self._beside(aim)
                program.changeRowBounds(self.rows.matrix.shape[0], value - near, value + near)
                fits = self._fits(program)
            possible += fits is True
            unsettled += fits is None
        return Found(possible, unsettled)

    def _beside(self, aim: Floats) -> highspy.Highs:
        matrix = vstack([self.rows.matrix, csr_matrix(aim)], format="csr")
        rows = Rows(matrix, np.append(self.rows.low, -np.inf), np.append(self.rows.high, np.inf))
        return program_of(rows, *self.box)

    def _fits(self, program: highspy.Highs) -> bool | None:
        """Whether whole numbers fit; None where it was not settled in so many branches."""
        places = np.arange(len(self.whole), dtype=np.int32)
        nothing = np.zeros(len(places))
        boxes, settled = [self.box], True
        for _ in range(BRANCHES):
            if not boxes:
                return False if settled else None
            box = boxes.pop()
            program.changeColsBounds(len(places), places, *box)
            point = least_at(program, nothing)
            if point is None:
                settled &= program.getModelStatus() == highspy.HighsModelStatus.kInfeasible
                continue
            apart = np.where(self.whole, np.abs(point - np.round(point)), 0.0)
            if apart.max(initial=0.0) <= NEAR:
                self.points.append(np.where(self.whole, np.round(point), point))
                return True
            boxes.extend(_halves(box, int(apart.argmax()), float(point[apart.argmax()])))
        return None


def _halves(box: Box, place: int, value: float) -> Iterator[Box]:
    """Yield what lies below and above a value of an unknown, the nearer side last."""
    low, high = box[0].copy(), box[1].copy()
    high[place], low[place] = np.floor(value), np.ceil(value)
    sides = [(box[0], high), (low, box[1])]
    yield from sides if value - np.floor(value) > 1 / 2 else sides[::-1]


def held_still(matrix: Floats, floor: Floats, whole: Mask) -> Box:
    """Return the least and the greatest value of each unknown.

    Unknowns that can all grow by the same number, and nothing known would change, are measured from one of them: that
    one is nought, and the others may lie on either side. Otherwise numbers without end would be tried, a step apart.
    """
    low, high = floor.copy(), np.full(len(floor), MOST)
    ways = list(_moving_together(matrix, whole))
    for _, together in ways:
        low[together] = -MOST
    still = [first for first, _ in ways]
    low[still] = high[still] = 0.0
    return low, high


def _moving_together(matrix: Floats, whole: Mask) -> Iterator[tuple[int, Mask]]:
    """Yield an unknown, and which grow with it by as many when no row changes: one for each such way to grow."""
    reduced, pivots = _by_pivots(matrix)
    for free in sorted(set(range(matrix.shape[1])) - set(pivots)):
        grows = np.zeros(matrix.shape[1])
        grows[free] = 1.0
        grows[pivots] = -reduced[: len(pivots), free]
        grows[np.abs(grows) < NEAR] = 0.0
        if whole[free] and (grows >= 0).all() and (np.abs(grows - np.round(grows)) < NEAR).all():
            yield free, grows > 0


def _by_pivots(matrix: Floats) -> tuple[Floats, list[int]]:
    """Return the rows in reduced echelon form, and the columns of their ones."""
    rows = matrix.astype(float).copy()
    pivots: list[int] = []
    for column in range(rows.shape[1]):
        done = len(pivots)
        if done == len(rows):
            break
        best = done + int(np.abs(rows[done:, column]).argmax())
        if abs(rows[best, column]) <= NEAR:
            continue
        rows[[done, best]] = rows[[best, done]]
        rows[done] /= rows[done, column]
        others = np.arange(len(rows)) != done
        rows[others] -= np.outer(rows[others, column], rows[done])
        pivots.append(column)
    return rows, pivots
