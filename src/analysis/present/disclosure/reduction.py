"""What follows at once from what is known: unknowns that only one number is left for, and rows in whole numbers."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse import csgraph

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

TOUCH = 1e-6  # a solver's answer is so near


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
