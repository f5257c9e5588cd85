"""A reader with all the time in the world: bounds of any sum of unknowns, by one linear program for each end."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import highspy
import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack, identity

Floats = npt.NDArray[np.float64]
Name = tuple[str, str, int]  # "total" or "stock", measure, day
Sum = dict[Name, float]  # coefficients of unknowns

VALUES = 4  # whole numbers that must stay possible for a small count
NEAR = 1e-6
MOST = 1e6


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

    def add(self, total: Sum, low: float, high: float) -> None:
        """Say that a sum lies between two numbers."""
        for name in total:
            self.places.setdefault(name, len(self.places))
        self.sums.append(total)
        self.low.append(low)
        self.high.append(high)

    def matrix(self, sums: Sequence[Sum]) -> csr_matrix:
        """Return sums as rows over the unknowns."""
        entries = [(row, self.places[name], value) for row, total in enumerate(sums) for name, value in total.items()]
        rows, columns, values = (np.array(side) for side in zip(*entries, strict=True)) if entries else ([], [], [])
        return csr_matrix((np.asarray(values, dtype=float), (rows, columns)), shape=(len(sums), len(self.places)))


@dataclass(frozen=True, slots=True, eq=False)
class Enough:
    """Whether enough whole numbers lie between two bounds for one of many counts. floors: least value of each."""

    floors: Floats

    def __call__(self, place: int, low: float, high: float) -> bool:
        """Answer for the count at a place."""
        first = max(np.ceil(low - NEAR), self.floors[place])
        return bool(np.floor(high + NEAR) - first + 1 >= VALUES)


class Reader:
    """A reader with all the time in the world: bounds of any sum, one linear program for each end."""

    def __init__(self, equations: Equations) -> None:
        """Sit down with everything visible."""
        self.equations = equations
        self.rows = equations.matrix(equations.sums)
        self.low, self.high = np.array(equations.low, dtype=float), np.array(equations.high, dtype=float)
        self.points: list[Floats] = []
        self.highs = _program(self.rows, self.low, self.high, MOST)
        if self._least(np.zeros(self.rows.shape[1])) is None:
            give = self._contradictions()
            self.low, self.high = self.low - give, self.high + give
            self.highs = _program(self.rows, self.low, self.high, MOST)

    def point(self) -> Floats:
        """Return one set of numbers that fits everything."""
        found = self._least(np.zeros(self.rows.shape[1]))
        return np.zeros(self.rows.shape[1]) if found is None else found

    def bounds(self, sums: Sequence[Sum], enough: "Enough | None" = None) -> tuple[Floats, Floats]:
        """Return the least and the greatest value of each sum; no further than is `enough`, where that is given."""
        low, high = np.full(len(sums), -np.inf), np.full(len(sums), np.inf)
        for place, total in enumerate(sums):
            if any(name not in self.equations.places for name in total):
                continue  # nobody says anything of it
            aim = self.equations.matrix([total]).toarray()[0]
            seen = np.array(self.points) @ aim if self.points else np.array([])
            if enough is not None and len(seen) and enough(place, seen.min(), seen.max()):
                low[place], high[place] = seen.min(), seen.max()
                continue
            least, greatest = self._least(aim), self._least(-aim)
            low[place] = -np.inf if least is None else float(aim @ least)
            high[place] = np.inf if greatest is None else float(aim @ greatest)
        return low, high

    def _least(self, aim: Floats) -> Floats | None:
        self.highs.changeColsCost(len(aim), np.arange(len(aim), dtype=np.int32), aim)
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        found = np.array(self.highs.getSolution().col_value)
        self.points.append(found)
        return found

    def _contradictions(self) -> Floats:
        """Return by how much each figure must give way where they contradict each other, as little as they must."""
        count, size = self.rows.shape
        wide = hstack([self.rows, identity(count), -identity(count)], format="csr")
        highs = _program(wide, self.low, self.high, np.inf)
        aim = np.concatenate([np.zeros(size), np.ones(2 * count)])
        highs.changeColsCost(len(aim), np.arange(len(aim), dtype=np.int32), aim)
        highs.run()
        slack = np.array(highs.getSolution().col_value)[size:]
        give = slack[:count] + slack[count:]
        return np.where(give > NEAR, give + NEAR, 0.0)


def _program(rows: csr_matrix, low: Floats, high: Floats, most: float) -> highspy.Highs:
    """Return HiGHS with rows over unknowns from nought to `most`."""
    program = highspy.HighsLp()
    program.num_row_, program.num_col_ = rows.shape
    program.row_lower_, program.row_upper_ = low, high
    program.col_lower_, program.col_upper_ = np.zeros(rows.shape[1]), np.full(rows.shape[1], most)
    program.col_cost_ = np.zeros(rows.shape[1])
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_, program.a_matrix_.index_ = rows.indptr, rows.indices
    program.a_matrix_.value_ = rows.data
    highs = highspy.Highs()
    highs.silent()
    highs.setOptionValue("threads", 1)
    highs.passModel(program)
    return highs
