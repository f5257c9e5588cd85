"""A reader with all the time in the world: bounds of any sum of unknowns, by one linear program for each end."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.optimize import OptimizeResult, linprog
from scipy.sparse import csr_matrix, hstack, identity, vstack

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
        return csr_matrix((values, (rows, columns)), shape=(len(sums), len(self.places)))


@dataclass(frozen=True, slots=True, eq=False)
class Enough:
    """Whether enough whole numbers lie between two bounds for one of many counts."""

    floors: Floats
    most: int

    def __call__(self, place: int, low: float, high: float) -> bool:
        """Answer for the count at a place."""
        first = max(np.ceil(low - NEAR), self.floors[place])
        return bool(min(np.floor(high + NEAR), self.most) - first + 1 >= VALUES)


class Reader:
    """A reader with all the time in the world: bounds of any sum, one linear program for each end."""

    def __init__(self, equations: Equations) -> None:
        self.equations = equations
        self.rows = equations.matrix(equations.sums)
        self.low, self.high = np.array(equations.low), np.array(equations.high)
        self.points: list[Floats] = []

    def point(self) -> Floats:
        """Return one set of numbers that fits everything."""
        found = self._solve(np.zeros(len(self.equations.places)))
        return found if found is not None else np.zeros(len(self.equations.places))

    def bounds(self, sums: Sequence[Sum], enough: "Enough | None" = None) -> tuple[Floats, Floats]:
        """Return the least and the greatest value of each sum; no further than is `enough`, where that is given."""
        low, high = np.full(len(sums), -np.inf), np.full(len(sums), np.inf)
        for place, total in enumerate(sums):
            if any(name not in self.equations.places for name in total):
                continue  # nobody says anything of it
            aim = self.equations.matrix([total]).toarray()[0]
            seen = [float(aim @ point) for point in self.points]
            if enough is not None and seen and enough(place, min(seen), max(seen)):
                low[place], high[place] = min(seen), max(seen)
                continue
            least, greatest = self._solve(aim), self._solve(-aim)
            low[place] = -np.inf if least is None else float(aim @ least)
            high[place] = np.inf if greatest is None else float(aim @ greatest)
        return low, high

    def _solve(self, aim: Floats) -> Floats | None:
        found = self._program(aim)
        if found.status == 2:
            self._loosen()
            found = self._program(aim)
        if not found.success:
            return None
        self.points.append(found.x)
        return np.asarray(found.x)

    def _program(self, aim: Floats) -> OptimizeResult:
        same = self.high - self.low < NEAR
        up, down = ~same & np.isfinite(self.high), ~same & np.isfinite(self.low)
        above = vstack([self.rows[np.flatnonzero(up)], -self.rows[np.flatnonzero(down)]], format="csr")
        equal = self.rows[np.flatnonzero(same)]
        return linprog(
            aim,
            A_ub=above if above.shape[0] else None,
            b_ub=np.concatenate([self.high[up], -self.low[down]]) if above.shape[0] else None,
            A_eq=equal if equal.shape[0] else None,
            b_eq=self.low[same] if equal.shape[0] else None,
            bounds=(0, MOST),
            method="highs",
        )

    def _loosen(self) -> None:
        """Where figures contradict each other, let those give way that must, by as little as they must."""
        count, size = self.rows.shape
        wide = hstack([self.rows, identity(count), -identity(count)], format="csr")
        up, down = np.isfinite(self.high), np.isfinite(self.low)
        found = linprog(
            np.concatenate([np.zeros(size), np.ones(2 * count)]),
            A_ub=vstack([wide[np.flatnonzero(up)], -wide[np.flatnonzero(down)]], format="csr"),
            b_ub=np.concatenate([self.high[up], -self.low[down]]),
            bounds=[(0, MOST)] * size + [(0, None)] * (2 * count),
            method="highs",
        )
        give = found.x[size : size + count] + found.x[size + count :]
        give = np.where(give > NEAR, give + NEAR, 0.0)
        self.low, self.high = self.low - give, self.high + give
