"""What every method refuses, by name, before it computes anything."""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Numbers: TypeAlias = float | Sequence[float] | npt.NDArray[np.float64] | pd.Series


class ImpossibleInputError(ValueError):
    """Numbers that cannot be what they are said to be, such as a numerator above its denominator."""


class MissingValuesError(ValueError):
    """A missing value where the method has no defined answer without it."""


class TooFewPointsError(ValueError):
    """A series too short for the method to say anything."""


def complete_series(values: Numbers, name: str, at_least: int) -> Floats:
    """Return `values` as a one-dimensional float array.

    Raises MissingValuesError where any is missing, TooFewPointsError below `at_least`, and ImpossibleInputError where
    any is infinite or the shape is not one-dimensional.

    >>> complete_series([4, 5, 6], "values", at_least=2).tolist()
    [4.0, 5.0, 6.0]
    """
    array = np.asarray(values, dtype=float)
    if array.ndim != 1:
        raise ImpossibleInputError(f"{name} must be one number per period, not an array of shape {array.shape}.")
    if np.isnan(array).any():
        places = ", ".join(str(place) for place in np.flatnonzero(np.isnan(array))[:5])
        raise MissingValuesError(f"{name} has missing values, first at position {places}: leave those periods out.")
    if np.isinf(array).any():
        raise ImpossibleInputError(f"{name} has infinite values.")
    if array.size < at_least:
        raise TooFewPointsError(f"{name} has {array.size} points, and the method needs {at_least}.")
    return array
