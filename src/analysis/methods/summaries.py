"""Summaries of a comparison group: both that are in use, since a paper must say which one it shows.

The DfE's dashboards print the median of the statistical neighbours, the Local Authority Interactive Tool (LAIT) their
mean; the two differ, and each is rounded half up.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from analysis.methods.inputs import Numbers
from analysis.methods.rates import round_half_up

Summary = Literal["median", "mean"]


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """One summary of a group. value: null where no member has a figure. members, missing: how many have one or not."""

    value: float
    how: Summary
    members: int
    missing: int


def median(values: Numbers, decimals: int = 1) -> GroupSummary:
    """Median of the members that have a figure, rounded half up.

    >>> median([12.0, 15.5, float("nan"), 18.1, 9.0])
    GroupSummary(value=13.8, how='median', members=4, missing=1)
    """
    return _summary(values, decimals, "median")


def mean(values: Numbers, decimals: int = 1) -> GroupSummary:
    """Mean of the members that have a figure (each counts once, whatever its size), rounded half up.

    >>> mean([12.0, 15.5, float("nan"), 18.1, 9.0]).value
    13.7
    """
    return _summary(values, decimals, "mean")


def position(value: float, others: Numbers) -> tuple[int, int]:
    """Rank of `value` among itself and the others that have a figure, 1 the highest, and how many there are.

    Equal figures share the better rank. A missing `value` has no rank and raises ValueError.

    >>> position(84.6, [60.1, 92.0, 47.5])
    (2, 4)
    """
    if np.isnan(value):
        raise ValueError("A missing figure has no position.")
    known = np.asarray(others, dtype=float)
    known = known[~np.isnan(known)]
    return int((known > value).sum()) + 1, known.size + 1


def _summary(values: Numbers, decimals: int, how: Summary) -> GroupSummary:
    array = np.asarray(values, dtype=float)
    known = array[~np.isnan(array)]
    if not known.size:
        return GroupSummary(float("nan"), how, 0, array.size)
    raw = np.median(known) if how == "median" else np.mean(known)
    return GroupSummary(round_half_up(float(raw), decimals), how, known.size, array.size - known.size)
