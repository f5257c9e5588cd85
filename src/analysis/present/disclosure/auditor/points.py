"""Points at which everything that is known fits, found on the way: they show what a reader cannot rule out."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from analysis.present.disclosure.auditor.settling import NEAR

Floats = npt.NDArray[np.float64]


@dataclass(slots=True, eq=False)
class Points:
    """Numbers for some unknowns, one row a point, the first that was found first."""

    whole: npt.NDArray[np.bool_]  # which of the unknowns are whole numbers
    _rows: Floats = field(default_factory=lambda: np.zeros((0, 0)))
    _in_whole_numbers: list[bool] = field(default_factory=list)
    _count: int = 0

    def __len__(self) -> int:
        """Return how many there are."""
        return self._count

    @property
    def first(self) -> Floats:
        """The point that was found first: a value for each unknown."""
        return np.asarray(self._rows[0])

    def add(self, point: Floats | None) -> None:
        """Put one down, where one was found."""
        if point is None:
            return
        if self._count == len(self._rows):
            wider = np.zeros((2 * self._count + 8, len(point)))
            if self._count:
                wider[: self._count] = self._rows
            self._rows = wider
        self._rows[self._count] = point
        self._in_whole_numbers.append(bool((np.abs(point - np.round(point)) <= NEAR)[self.whole].all()))
        self._count += 1

    def ends(self, aim: Floats) -> tuple[float, float]:
        """Return the least and the greatest value of a sum at any of them; there is one at least."""
        values = self._rows[: self._count] @ aim
        return float(values.min()), float(values.max())

    def whole_values(self, aim: Floats, least: float) -> int:
        """Return how many different whole numbers, from `least` up, a sum is at those that are in whole numbers.

        None is sure of a sum of what is not counted in whole numbers.
        """
        if not (self.whole | (aim == 0)).all():
            return 0
        values = np.round(self._rows[: self._count][self._in_whole_numbers] @ aim)
        return len(set(values[values >= least - NEAR].tolist()))
