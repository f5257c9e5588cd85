"""Putting unknowns together that exact figures tie: those that can still move are left, in whole numbers."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Key = tuple[tuple[int, float], ...]  # a sum of unknowns: the first is there once

NEAR = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Sums of unknowns that lie between two numbers."""

    matrix: csr_matrix
    low: Floats
    high: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """Every unknown is `more`, or the mover that its row of `movers` names and so much more.

    rows: what is known of the movers beyond that; floor: the least that each can be; whole: which are whole numbers.
    """

    more: Floats
    movers: csr_matrix
    rows: Rows
    floor: Floats
    whole: Mask


@dataclass(slots=True)
class _Ties:
    """A forest of unknowns: each is its parent and so much more; the last one is nought itself."""

    parent: list[int]
    more: list[float]

    def find(self, place: int) -> tuple[int, float]:
        """Return the root of an unknown, and how much more it is."""
        path, above = [], 0.0
        while self.parent[place] != place:
            path.append(place)
            place = self.parent[place]
        for child in reversed(path):
            above += self.more[child]
            self.parent[child], self.more[child] = place, above
        return place, above

    def tie(self, root: int, other: int, more: float) -> None:
        """Say that a root is another unknown and so much more."""
        self.parent[root], self.more[root] = other, more


@dataclass(slots=True)
class _Known:
    """What is known of sums of roots, each sum once: the closest limits that do not contradict the ones before."""

    limits: dict[Key, tuple[float, float]] = field(default_factory=dict)

    def say(self, key: Key, low: float, high: float) -> None:
        held = self.limits.get(key, (-np.inf, np.inf))
        closer = (max(held[0], low), min(held[1], high))
        self.limits[key] = closer if closer[0] <= closer[1] + NEAR else held


def settle(rows: Rows, whole: Mask) -> Settled:
    """Tie unknowns wherever figures say exactly how much more one is than another, until no more can be tied."""
    size = rows.matrix.shape[1]
    ties = _Ties(list(range(size + 1)), [0.0] * (size + 1))
    kinds = np.append(whole, True)
    while True:
        roots = [ties.find(place) for place in range(size + 1)]
        known = _known(rows, roots, kinds)
        found = list(_exact(known, size))
        for first, other, more in found:
            if (root := ties.find(first))[0] != (to := ties.find(other))[0]:
                ties.tie(root[0], to[0], more + to[1] - root[1])
        if not found:
            return _settled(roots, known, kinds)


def _known(rows: Rows, roots: list[tuple[int, float]], whole: Mask) -> _Known:
    known, matrix = _Known(), rows.matrix
    nought = roots[-1][0]
    for row in range(matrix.shape[0]):
        total: dict[int, float] = {}
        above = 0.0
        for entry in range(matrix.indptr[row], matrix.indptr[row + 1]):
            root, more = roots[matrix.indices[entry]]
            above += matrix.data[entry] * (more - roots[-1][1] if root == nought else more)
            if root != nought:
                total[root] = total.get(root, 0.0) + matrix.data[entry]
        key = sorted((root, value) for root, value in total.items() if abs(value) > NEAR)
        if key:
            known.say(*_limits(key, float(rows.low[row]) - above, float(rows.high[row]) - above, whole))
    return known


def _limits(key: list[tuple[int, float]], low: float, high: float, whole: Mask) -> tuple[Key, float, float]:
    """Return a sum by its first unknown once, with its limits; in whole numbers where it speaks of nothing else."""
    by = key[0][1]
    one = tuple((root, round(value / by, 12)) for root, value in key)
    low, high = (low / by, high / by) if by > 0 else (high / by, low / by)
    if all(whole[root] and abs(value - round(value)) < NEAR for root, value in one):
        drawn = float(np.ceil(low - NEAR)), float(np.floor(high + NEAR))
        low, high = drawn if drawn[0] <= drawn[1] else (low, high)
    return one, low, high


def _exact(known: _Known, nought: int) -> Iterator[tuple[int, int, float]]:
    """Yield the pairs of unknowns of which the first is the other, or nought, and exactly so much more."""
    for key, (low, high) in known.limits.items():
        if high - low <= NEAR and len(key) == 1:
            yield key[0][0], nought, low
        elif high - low <= NEAR and len(key) == 2 and abs(key[1][1] + 1) < NEAR:
            yield key[0][0], key[1][0], low


def _settled(roots: list[tuple[int, float]], known: _Known, whole: Mask) -> Settled:
    nought, base = roots[-1]
    moving = sorted({root for root, _ in roots if root != nought})
    place = {root: number for number, root in enumerate(moving)}
    more = np.array([above - base if root == nought else above for root, above in roots[:-1]], dtype=float)
    entries = [(row, place[root]) for row, (root, _) in enumerate(roots[:-1]) if root != nought]
    rows, columns = zip(*entries, strict=True) if entries else ((), ())
    movers = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(more), len(moving)))
    floor = np.zeros(len(moving))
    for row, column in entries:
        floor[column] = max(floor[column], -more[row])
    said = [(number, place[root], value) for number, key in enumerate(known.limits) for root, value in key]
    lines, unknowns, values = zip(*said, strict=True) if said else ((), (), ())
    matrix = csr_matrix((np.array(values, dtype=float), (lines, unknowns)), shape=(len(known.limits), len(moving)))
    ends = np.array(list(known.limits.values()), dtype=float).reshape(-1, 2)
    return Settled(more, movers, Rows(matrix, ends[:, 0], ends[:, 1]), floor, whole[moving])
