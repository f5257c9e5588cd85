"""Points at which everything that is known fits, found on the way: they show what a reader cannot rule out."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(slots=True, eq=False)
class Points:
    """Numbers for some unknowns, one row a point, the first that was found first."""

    _rows: Floats = field(default_factory=lambda: np.zeros((0, 0)))
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
        self._count += 1

    def ends(self, aim: Floats) -> tuple[float, float]:
        """Return the least and the greatest value of a sum at any of them; there is one at least."""
        values = self._rows[: self._count] @ aim
        return float(values.min()), float(values.max())
