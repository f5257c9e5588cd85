"""Seasonal adjustment on the working scale: classical decomposition, used only where there is a season."""

import numpy as np

from analysis.methods.inputs import Floats

SEASONS_TO_JUDGE_NOISE = 3  # below it every place has one deviation, and nothing to tell its noise by
SEASONS_TO_TEST = 2  # M3 asked for three; with two the season of a short series is found sooner (chosen on M3)
ONE_SIDED_95 = 1.645  # the M3 competition's own test (Makridakis & Hibon 2000): 90%, two-sided


def is_seasonal(working: Floats, season_length: int) -> bool:
    """Whether the autocorrelation at one season is beyond what the shorter lags explain (Bartlett's formula)."""
    if season_length < 2 or len(working) < SEASONS_TO_TEST * season_length:
        return False
    centred = working - working.mean()
    total = float(centred @ centred)
    if total == 0:
        return False
    lags = np.array([centred[lag:] @ centred[:-lag] / total for lag in range(1, season_length + 1)])
    return bool(abs(lags[-1]) > ONE_SIDED_95 * np.sqrt((1 + 2 * np.sum(lags[:-1] ** 2)) / len(working)))


def seasonal_pattern(working: Floats, season_length: int) -> Floats:
    """Return the mean deviation of each place in the season from the centred moving average; they add to 0.

    The first is of the first point of `working`.
    """
    return _pattern(working, season_length)[0]


def _pattern(working: Floats, season_length: int) -> tuple[Floats, Floats, np.ndarray]:
    """Return the pattern, and every deviation it is the mean of with its place in the season."""
    half = season_length // 2
    ends = [0.5] if season_length % 2 == 0 else []
    weights = np.array([*ends, *np.ones(season_length - len(ends)), *ends]) / season_length
    deviation = working[half : len(working) - half] - np.convolve(working, weights, "valid")
    place = np.arange(half, len(working) - half) % season_length
    pattern = np.array([deviation[place == season].mean() for season in range(season_length)])
    return pattern - pattern.mean(), deviation, place


def shrunken_pattern(working: Floats, season_length: int) -> Floats:
    """Return the seasonal pattern pulled towards none by as much as it may be noise; it begins as `seasonal_pattern`.

    Positive-part James-Stein, as Miller & Williams (2003) propose for seasonal factors: noise is judged by how much
    the deviations of one place differ between years. Below three seasons the pattern is kept whole or not at all,
    by `is_seasonal`.
    """
    if len(working) < SEASONS_TO_JUDGE_NOISE * season_length:
        seasonal = is_seasonal(working, season_length)
        return seasonal_pattern(working, season_length) if seasonal else np.zeros(season_length)
    pattern, deviation, place = _pattern(working, season_length)
    left = deviation - pattern[place]
    noise = float(left @ left) / (len(left) - season_length) / (len(left) / season_length)
    size = float(pattern @ pattern)
    kept = max(1 - (season_length - 3) * noise / size, 0.0) if size > 0 else 0.0
    return kept * pattern


def season_ahead(pattern: Floats, length: int, horizon: int) -> Floats:
    """Return the pattern for the steps after a series of this length."""
    return pattern[np.arange(length, length + horizon) % len(pattern)]
