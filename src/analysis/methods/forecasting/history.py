"""A series as a forecast sees it: in order, regular, with what is missing dealt with openly."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.methods.inputs import Floats, ImpossibleInputError, TooFewPointsError

FEWEST_POINTS = 3
LONGEST_GUESS_OF_STEP = 2  # labels from which the step of an index of dates is told, where pandas cannot infer it


@dataclass(frozen=True, slots=True)
class History:
    """A series to forecast.

    values: from the first known to the last known point, nothing missing. filled: points in between that were
    missing and are interpolated. waiting: missing points at the end, forecast like the future and then left out.
    labels: of the future, one for each step of the horizon.
    """

    values: Floats
    filled: int
    waiting: int
    labels: pd.Index


def read_history(series: pd.Series, horizon: int, season_length: int) -> History:
    """Take the known part of a series, with missing points inside filled from their neighbours.

    A seasonal gap is filled from the same season a year before and after where both are known, so that a missing
    August stays an August. Raises TooFewPointsError below 3 known points and ImpossibleInputError where the index
    is not in order, or the horizon or the season is not at least 1.
    """
    if horizon < 1 or season_length < 1:
        raise ImpossibleInputError("The horizon and the season of a forecast are at least 1.")
    if not series.index.is_monotonic_increasing or not series.index.is_unique:
        raise ImpossibleInputError("A series to forecast has its periods in order, each once: sort its index.")
    values = series.to_numpy(dtype=float, na_value=np.nan)
    if np.isinf(values).any():
        raise ImpossibleInputError("A series to forecast has infinite values.")
    known = np.flatnonzero(np.isfinite(values))
    if known.size < FEWEST_POINTS:
        raise TooFewPointsError(f"A series to forecast has {known.size} known points, and needs {FEWEST_POINTS}.")
    inside = values[known[0] : known[-1] + 1]
    return History(
        values=_fill(inside, season_length),
        filled=int(np.isnan(inside).sum()),
        waiting=len(values) - 1 - int(known[-1]),
        labels=future_labels(series.index, horizon),
    )


def future_labels(index: pd.Index, horizon: int) -> pd.Index:
    """Return the `horizon` labels that follow an index of years, periods or dates.

    Raises ImpossibleInputError for labels of another kind, and for dates that are not regular.
    """
    if isinstance(index, pd.PeriodIndex):
        return pd.period_range(index[-1] + 1, periods=horizon, freq=index.freq, name=index.name)
    if isinstance(index, pd.DatetimeIndex):
        return _future_dates(index, horizon)
    if pd.api.types.is_integer_dtype(index.dtype):
        step = int(index[-1] - index[-2])
        return pd.Index([int(index[-1]) + step * ahead for ahead in range(1, horizon + 1)], name=index.name)
    raise ImpossibleInputError(
        f"The index of a series to forecast holds years, dates or periods, not {index.dtype} labels."
    )


def _future_dates(index: pd.DatetimeIndex, horizon: int) -> pd.Index:
    frequency = index.freq or (pd.infer_freq(index) if len(index) > LONGEST_GUESS_OF_STEP else None)
    if frequency is None:
        raise ImpossibleInputError("The dates of a series to forecast are not regular: a period may be left out.")
    return pd.date_range(index[-1], periods=horizon + 1, freq=frequency, name=index.name)[1:]


def _fill(values: Floats, season_length: int) -> Floats:
    filled = values.copy()
    for place in np.flatnonzero(np.isnan(values)):
        before, after = place - season_length, place + season_length
        if season_length > 1 and before >= 0 and after < len(values):
            filled[place] = (values[before] + values[after]) / 2
    known = np.isfinite(filled)
    return np.interp(np.arange(len(filled)), np.flatnonzero(known), filled[known])
