"""A linear system of what is visible: rows over unknowns, said by cells or by laws that always hold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse

from analysis.present.disclosure.cells import Mask
from analysis.present.disclosure.reduction import TOUCH, Known

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]
Span = tuple[int, int]
LAW = -1  # the cell of a row that always holds
SEEN = 1.0  # a hidden count is at least one: a real nought is shown
FAR = 250_000.0  # beyond the children of any authority


@dataclass(frozen=True, slots=True, eq=False)
class DaySequence:
    """A count of children from day to day: one row of `steps` over the unknowns for each stretch of `days`."""

    days: Sequence[Span]
    steps: sparse.csr_matrix


@dataclass(frozen=True, slots=True, eq=False)
class System:
    """Rows over unknowns that are not negative: low <= rows @ unknowns <= high.

    cell: of each row, the cell that says it, or LAW. hidden_low: of each row, what still holds from below once its cell
    is hidden. free: of each cell, whether it can be hidden. cost: of each cell, what hiding it costs a reader.
    sequences: what is counted from day to day. groups: what else counts children (what a stock has beside its parts).
    """

    rows: sparse.csr_matrix
    low: Floats
    high: Floats
    cell: Places
    hidden_low: Floats
    free: Mask
    cost: Floats
    sequences: Sequence[DaySequence]
    groups: sparse.csr_matrix
    count_row: Places  # of each cell, the row that counts it, or LAW
    whole: Mask  # of each unknown, whether it is a whole number
    below: sparse.csr_matrix  # of each row of a ratio, what it says of the number below the line

    @property
    def can_hide(self) -> Mask:
        """Which cells hide something once they are hidden: a nought would be known to be above nought, so it stays."""
        nought = np.zeros(len(self.free), dtype=bool)
        counted = self.count_row != LAW
        nought[counted] = self.high[self.count_row[counted]] <= 0
        return ~nought

    @property
    def cap(self) -> float:
        """A number beyond everything that the rows say: a range that reaches it has no upper end.

        It is beyond the wholes that no row speaks of, too: the rest of a percentage of a whole that nobody prints is
        not small because the rows around it say nothing great.
        """
        ends = np.concatenate([self.low[np.isfinite(self.low)], self.high[np.isfinite(self.high)], [FAR]])
        return float(4 * np.abs(ends).max())

    def known(self, hidden: Mask, *, noughts: bool = False) -> Known:
        """Return what a reader knows where some cells are hidden. noughts: any of them may be nought."""
        gone = self.of(hidden)
        floor = np.where(self.hidden_low > 0, 0.0, self.hidden_low) if noughts else self.hidden_low
        return Known(
            self.rows, np.where(gone, floor, self.low), np.where(gone, np.inf, self.high), self.cap, self.whole
        )

    def fitting(self, point: Floats) -> "System":
        """Return the system with rows loosened that contradict the others, so that a point fits all of them."""
        said = self.rows @ point
        slack = TOUCH * (1 + np.abs(said))
        low = np.where(said < self.low - slack, said, self.low)
        high = np.where(said > self.high + slack, said, self.high)
        return replace(self, low=low, high=high, hidden_low=np.minimum(self.hidden_low, low))

    def of(self, cells: Mask) -> Mask:
        """Return which rows are said by some of the cells."""
        return np.asarray((self.cell != LAW) & cells[self.cell])
