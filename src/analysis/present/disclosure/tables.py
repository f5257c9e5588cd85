"""Suppression in a table with totals: small counts hidden, and enough beside them that none can be worked out.

Primary: counts the rule hides. Secondary: further cells, smallest first, until no hidden count is fixed by the sums.
What a reader knows is that every row and column adds up and that a hidden count is at least one (a real nought is
shown), so the range of each hidden cell is found by linear programming, and must hold more than one whole number.
Source of the method: complementary cell suppression with an interval audit, as in Hundepool et al., *Statistical
Disclosure Control* (2012), chapter 4.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy

from analysis.present.disclosure.policy import Rule

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Sum = tuple[Sequence[int], int]  # positions of the parts, position of their total

AT_LEAST = 1.0  # what everybody knows of a hidden count
ROOM = 1.0  # the smallest range of whole numbers that leaves a doubt


def suppress(counts: Floats, rule: Rule, sums: Sequence[Sum]) -> Mask:
    """Return which of `counts` must be hidden.

    counts: every number of the table, totals among them; NaN where one is missing anyway (known to nobody).
    sums: which of them add up to which. Nothing is hidden where the rule shows everything.
    """
    known = ~np.isnan(counts)
    hidden: Mask = np.array(
        [bool(is_known and rule.hides(value)) for value, is_known in zip(counts, known, strict=True)]
    )
    if not hidden.any():
        return hidden
    while True:
        exposed = [cell for cell in np.flatnonzero(hidden).tolist() if not _in_doubt(cell, counts, hidden, sums)]
        if not exposed:
            return hidden
        hidden[_next(exposed[0], counts, hidden, sums)] = True


def grid_sums(rows: int, columns: int) -> list[Sum]:
    """Return the sums of a table whose last row and last column are totals, cells numbered row by row."""

    def cell(row: int, column: int) -> int:
        return row * columns + column

    across = [([cell(row, column) for column in range(columns - 1)], cell(row, columns - 1)) for row in range(rows)]
    down = [([cell(row, column) for row in range(rows - 1)], cell(rows - 1, column)) for column in range(columns)]
    return [*across, *down]


def _in_doubt(cell: int, counts: Floats, hidden: Mask, sums: Sequence[Sum]) -> bool:
    """Whether the sums leave more than one whole number possible for a hidden cell."""
    unknown: list[int] = np.flatnonzero(hidden | np.isnan(counts)).tolist()
    place = {position: number for number, position in enumerate(unknown)}
    matrix, totals = _equations(counts, place, sums)
    if not len(matrix):
        return True
    bounds = [(AT_LEAST if hidden[position] else 0.0, None) for position in unknown]
    aim = np.zeros(len(unknown))
    aim[place[cell]] = 1.0
    lowest = scipy.optimize.linprog(aim, A_eq=matrix, b_eq=totals, bounds=bounds, method="highs")
    highest = scipy.optimize.linprog(-aim, A_eq=matrix, b_eq=totals, bounds=bounds, method="highs")
    if highest.status == 3:  # without an upper limit
        return True
    if not (lowest.success and highest.success):
        return True  # the printed sums contradict each other, so that nothing follows from them
    return bool(-highest.fun - lowest.fun >= ROOM - 1e-6)


def _equations(counts: Floats, place: dict[int, int], sums: Sequence[Sum]) -> tuple[Floats, Floats]:
    """Return the sums that hold an unknown cell, with everything known on the right-hand side."""
    rows: list[Floats] = []
    right: list[float] = []
    for parts, total in sums:
        row, known = np.zeros(len(place)), 0.0
        for position, sign in [*((part, 1.0) for part in parts), (total, -1.0)]:
            if position in place:
                row[place[position]] += sign
            else:
                known += sign * counts[position]
        if row.any():
            rows.append(row)
            right.append(-known)
    return np.array(rows), np.array(right)


def _next(cell: int, counts: Floats, hidden: Mask, sums: Sequence[Sum]) -> int:
    """Return the next cell to hide for the sake of `cell`: the smallest count above nought in a sum with it.

    A total goes only when its parts are all hidden; a nought hides nothing, as a hidden count is at least one.
    """
    beside = [[*parts, total] for parts, total in sums if cell in parts or cell == total]
    shown = [position for group in beside for position in group if _can_hide(position, counts, hidden)]
    anywhere = [position for position in range(len(counts)) if _can_hide(position, counts, hidden)]
    choices = shown or anywhere
    totals = {total for _, total in sums}
    return min(choices, key=lambda position: (position in totals, counts[position], position))


def _can_hide(position: int, counts: Floats, hidden: Mask) -> bool:
    return not hidden[position] and not np.isnan(counts[position]) and counts[position] > 0
