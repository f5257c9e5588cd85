"""The rules that tell a signal from noise on a control chart: each looks at plain vectors and at nothing else.

Source: NHS England, *Making Data Count*; the expected answers come from NHSRplotthedots.
"""

import numpy as np
import numpy.typing as npt

from analysis.methods.inputs import Floats

Flags = npt.NDArray[np.bool_]
Signs = npt.NDArray[np.int_]

RUN_LENGTH = 7  # Making Data Count: seven points, not the eight of Shewhart's other followers


def side(values: Floats, mean: Floats) -> Signs:
    """+1 above the mean, -1 below it, 0 on it; both in one unit.

    >>> side(np.array([9.0, 10.0, 12.0]), np.full(3, 10.0)).tolist()
    [-1, 0, 1]
    """
    return np.sign(values - mean).astype(int)


def outside(values: Floats, lower: Floats, upper: Floats) -> Flags:
    """Whether each point lies beyond its limits, all in one unit.

    >>> outside(np.array([4.0, 5.0, 16.0]), np.full(3, 5.0), np.full(3, 15.0)).tolist()
    [True, False, True]
    """
    return (values < lower) | (values > upper)


def close_to_limits(values: Floats, mean: Floats, lower: Floats, upper: Floats) -> Flags:
    """Whether each point lies in the outer third between mean and limit, and not outside; all in one unit.

    >>> close_to_limits(np.array([12.0, 14.0, 16.0]), np.full(3, 10.0), np.full(3, 5.0), np.full(3, 15.0)).tolist()
    [False, True, False]
    """
    low, high = mean - 2 / 3 * (mean - lower), mean + 2 / 3 * (upper - mean)
    return ((values < low) | (values > high)) & ~outside(values, lower, upper)


def ends_shift(sides: Signs) -> Signs:
    """Sign of the run that reaches its seventh point or goes on here, else 0; a point on the mean breaks a run.

    >>> ends_shift(np.array([1, 1, 1, 1, 1, 1, 1, 1, 0])).tolist()
    [0, 0, 0, 0, 0, 0, 1, 1, 0]
    """
    found = np.zeros(sides.size, dtype=int)
    for end in range(RUN_LENGTH - 1, sides.size):
        run = sides[end - RUN_LENGTH + 1 : end + 1]
        found[end] = sides[end] if sides[end] and (run == sides[end]).all() else 0
    return found


def ends_trend(values: Floats) -> Signs:
    """Sign of the trend of seven points that is complete here, else 0; equal neighbours break a trend.

    >>> ends_trend(np.array([7.0, 6, 5, 4, 3, 2, 1, 1])).tolist()
    [0, 0, 0, 0, 0, 0, -1, 0]
    """
    found = np.zeros(values.size, dtype=int)
    for end in range(RUN_LENGTH - 1, values.size):
        steps = np.sign(np.diff(values[end - RUN_LENGTH + 1 : end + 1]))
        found[end] = int(steps[0]) if steps[0] and (steps == steps[0]).all() else 0
    return found


def whole_run(ends: Signs) -> Signs:
    """Mark all seven points of each run, from the point that completes it backwards.

    >>> whole_run(np.array([0, 0, 0, 0, 0, 0, 0, 1, 0])).tolist()
    [0, 1, 1, 1, 1, 1, 1, 1, 0]
    """
    found = np.zeros(ends.size, dtype=int)
    for end in np.flatnonzero(ends):
        found[end - RUN_LENGTH + 1 : end + 1] = ends[end]
    return found


def two_in_three(close: Flags, sides: Signs) -> Flags:
    """Whether each point is one of three neighbours, all on one side of the mean, of which two or more are close.

    >>> two_in_three(np.array([True, False, True, False]), np.array([1, 1, 1, -1])).tolist()
    [True, True, True, False]
    """
    found = np.zeros(close.size, dtype=bool)
    for start in range(close.size - 2):
        window = slice(start, start + 3)
        same_side = abs(sides[window].sum()) == 3
        found[window] |= same_side and close[window].sum() >= 2
    return found


def signals(
    values: Floats, mean: Floats, lower: Floats, upper: Floats, *, near_limits: bool = True
) -> tuple[npt.NDArray[np.str_], Signs]:
    """Name the signal at each point, by precedence, and its direction (+1 high or rising, -1 low or falling, 0 none).

    Precedence: outside, trend, two_in_three (only the points that are close themselves), shift, none. near_limits:
    whether two of three near a limit count, which means nothing where a limit is the end of what is possible.

    >>> values, middle = np.array([10.0, 14.0, 14.5, 9.0, 16.0]), np.full(5, 10.0)
    >>> names, directions = signals(values, middle, middle - 5, middle + 5)
    >>> names.tolist(), directions.tolist()
    (['none', 'none', 'none', 'none', 'outside'], [0, 0, 0, 0, 1])
    """
    sides = side(values, mean)
    close = close_to_limits(values, mean, lower, upper) & near_limits
    trend = whole_run(ends_trend(values))
    shift = whole_run(ends_shift(sides))
    cases = [outside(values, lower, upper), trend != 0, two_in_three(close, sides) & close, shift != 0]
    names = np.select(cases, ["outside", "trend", "two_in_three", "shift"], "none")
    return names, np.select(cases, [sides, trend, sides, shift], 0)
