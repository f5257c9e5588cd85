"""The scale on which a measure is modelled: logs for what cannot be negative, log-odds for percentages.

Forecasts and intervals made there come back within the bounds of the measure, whatever the model says.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from analysis.methods.inputs import Floats, ImpossibleInputError

Kind = Literal["count", "rate", "percent", "days"]
KINDS: tuple[Kind, ...] = ("count", "rate", "percent", "days")
HALF_AN_EVENT = 0.5  # the usual continuity correction, so that a count of 0 has a logarithm
FIVE_POINTS = (
    5.0  # added to both ends of a percentage: without it a change from 1% to 2% is as large as one from 33% to 50%
)
SMALLEST = float(np.finfo(float).tiny)  # half of a number smaller than this is nought, which has no logarithm
FURTHEST = 30.0  # beyond e30 a forecast is an overflow, not a number


@dataclass(frozen=True, slots=True)
class WorkingScale:
    """How values of one kind become numbers that may be anything, and how they come back.

    offset: added before the logarithm, in the unit of the measure; 0 where no value is 0.
    """

    kind: Kind
    offset: float

    def into(self, values: Floats) -> Floats:
        """Return values on the working scale; missing stays missing."""
        if self.kind == "percent":
            share = (values + self.offset) / (100 + 2 * self.offset)
            return np.log(share / (1 - share))
        return np.log(values + self.offset)

    def back(self, working: Floats) -> Floats:
        """Return working numbers as values within the bounds of the kind."""
        bounded = np.clip(working, -FURTHEST, FURTHEST)
        if self.kind == "percent":
            share = 1 / (1 + np.exp(-bounded))
            return np.clip(share * (100 + 2 * self.offset) - self.offset, 0, 100)
        return np.maximum(np.exp(bounded) - self.offset, 0)

    def slope(self, working: Floats) -> Floats:
        """Return how many units of the measure one unit of the working scale is, around `working`."""
        bounded = np.clip(working, -FURTHEST, FURTHEST)
        if self.kind == "percent":
            share = 1 / (1 + np.exp(-bounded))
            return share * (1 - share) * (100 + 2 * self.offset)
        return np.exp(bounded)


def working_scale(values: Floats, kind: Kind) -> WorkingScale:
    """Choose the scale for `values` (any shape, missing allowed) of one kind.

    Counts get half an event and percentages five points at either end, always; rates and days get half the smallest
    value above 0, and only where a 0 occurs. Raises ImpossibleInputError where a value is outside its bounds.
    """
    if kind not in KINDS:
        raise ImpossibleInputError(f'There is no kind "{kind}": it is one of {", ".join(KINDS)}.')
    seen = values[np.isfinite(values)]
    if np.isinf(values).any() or (seen < 0).any():
        raise ImpossibleInputError("A series to forecast has values below 0 or infinite ones.")
    if kind == "percent" and (seen > 100).any():
        raise ImpossibleInputError("A percentage to forecast is above 100.")
    if kind == "count":
        return WorkingScale(kind, HALF_AN_EVENT)
    if kind == "percent":
        return WorkingScale(kind, FIVE_POINTS)
    above = seen[seen > 0]
    has_zero = above.size < seen.size
    half = max(float(above.min()) / 2, SMALLEST) if above.size else 1.0
    return WorkingScale(kind, half if has_zero else 0.0)
