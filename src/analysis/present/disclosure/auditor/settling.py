"""Putting unknowns together that exact figures tie: those that can still move are left, in whole numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]

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


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """What is known of sums of roots, each sum once, its first root once in it.

    low, high: the closest limits that do not contradict the ones before.
    """

    sums: csr_matrix
    low: Floats
    high: Floats

    @property
    def exact(self) -> Iterator[tuple[int, int | None, float]]:
        """The pairs of roots of which the first is the other, or nought (None), and exactly so much more."""
        size = np.diff(self.sums.indptr)
        for row in np.flatnonzero((self.high - self.low <= NEAR) & (size <= 2)).tolist():
            start = self.sums.indptr[row]
            first, more = int(self.sums.indices[start]), float(self.low[row])
            if size[row] == 1:
                yield first, None, more
            elif abs(self.sums.data[start + 1] + 1) < NEAR:
                yield first, int(self.sums.indices[start + 1]), more


def settle(rows: Rows, whole: Mask) -> Settled:
    """Tie unknowns wherever figures say exactly how much more one is than another, until no more can be tied."""
    size = rows.matrix.shape[1]
    ties = _Ties(list(range(size + 1)), [0.0] * (size + 1))
    kinds = np.append(whole, True)
    while True:
        root, more = (np.array(side) for side in zip(*map(ties.find, range(size + 1)), strict=True))
        known = _known(rows, root, more, kinds)
        found = list(known.exact)
        for first, other, apart in found:
            one, to = ties.find(first), ties.find(size if other is None else other)
            if one[0] != to[0]:
                ties.tie(one[0], to[0], apart + to[1] - one[1])
        if not found:
            return _settled(root, more, known, kinds)


def _known(rows: Rows, root: Places, more: Floats, whole: Mask) -> _Known:
    """Put the roots in: what is left are sums of them, in whole numbers where they speak of nothing else."""
    size = rows.matrix.shape[1]
    moves = root[:-1] != root[-1]
    places = np.flatnonzero(moves)
    to_roots = csr_matrix((np.ones(len(places)), (places, root[places])), shape=(size, size + 1))
    sums = (rows.matrix @ to_roots).tocsr()
    sums.data[np.abs(sums.data) <= NEAR] = 0.0
    sums.eliminate_zeros()
    sums.sort_indices()
    above = rows.matrix @ np.where(moves, more[:-1], more[:-1] - more[-1])
    told = np.flatnonzero(np.diff(sums.indptr) > 0)
    sums = sums[told]
    by = sums.data[sums.indptr[:-1]]
    sums.data = np.round(sums.data / np.repeat(by, np.diff(sums.indptr)), 12)
    ends = np.stack([(rows.low[told] - above[told]) / by, (rows.high[told] - above[told]) / by])
    low, high = np.where(by > 0, ends, ends[::-1])
    broken = ~whole[sums.indices] | (np.abs(sums.data - np.round(sums.data)) >= NEAR)
    plain = np.add.reduceat(broken, sums.indptr[:-1]) == 0 if len(told) else np.zeros(0, dtype=bool)
    drawn = np.ceil(low - NEAR), np.floor(high + NEAR)
    plain &= drawn[0] <= drawn[1]
    return _each_once(sums, np.where(plain, drawn[0], low), np.where(plain, drawn[1], high))


def _each_once(sums: csr_matrix, low: Floats, high: Floats) -> _Known:
    first: dict[tuple[bytes, bytes], int] = {}
    least, most = low.copy(), high.copy()
    for row, (start, stop) in enumerate(pairwise(sums.indptr.tolist())):
        key = sums.indices[start:stop].tobytes(), sums.data[start:stop].tobytes()
        place = first.setdefault(key, row)
        if place != row:
            closer = max(least[place], low[row]), min(most[place], high[row])
            if closer[0] <= closer[1] + NEAR:
                least[place], most[place] = closer
    kept = np.array(list(first.values()), dtype=np.int64)
    return _Known(sums[kept], least[kept], most[kept])


def _settled(root: Places, more: Floats, known: _Known, whole: Mask) -> Settled:
    moves = root[:-1] != root[-1]
    moving, mover = np.unique(root[:-1][moves], return_inverse=True)
    beyond = np.where(moves, more[:-1], more[:-1] - more[-1])
    places = np.flatnonzero(moves)
    movers = csr_matrix((np.ones(len(places)), (places, mover)), shape=(len(moves), len(moving)))
    floor = np.zeros(len(moving))
    np.maximum.at(floor, mover, -beyond[places])
    return Settled(beyond, movers, Rows(known.sums[:, moving].tocsr(), known.low, known.high), floor, whole[moving])
