"""Forecasts of one series on the working scale: naive ones, a level, and combinations of candidates.

A combination is better than choosing: on short series the choice between models is mostly noise. Parts and the way
to combine them were chosen on one half of the M3 development series; benchmarks/results/forecasting_m3.md has both.
"""

from collections.abc import Callable, Sequence

import numpy as np

from analysis.methods.forecasting import candidates
from analysis.methods.forecasting.pooled import exponential_level
from analysis.methods.forecasting.scale import WorkingScale
from analysis.methods.forecasting.seasonal_factors import is_seasonal, season_ahead, seasonal_pattern, shrunken_pattern
from analysis.methods.inputs import Floats

SeriesModel = Callable[
    [Floats, int, int, WorkingScale], Floats
]  # working values, horizon, season length, scale; gives steps

LEVEL_WEIGHT = 0.7  # of the newest year: the best of .5 to .9 on authorities, origins to 2018
AIRLINE_SEASONS = 2.5
SHARES_OF_NAIVE = range(10, 100, 10)  # per cent, tried in this order where the parts alone do not beat naive
LOWEST_SHARE = 0.1  # a falling line stops at a tenth of the lowest value ever seen


def last_value(working: Floats, horizon: int, _season_length: int, _scale: WorkingScale) -> Floats:
    """Repeat the last value."""
    return candidates.last_value(working, horizon)


def seasonal_naive(working: Floats, horizon: int, season_length: int, _scale: WorkingScale) -> Floats:
    """Repeat the last season; the last value where there is not a whole season yet."""
    if len(working) < season_length:
        return candidates.last_value(working, horizon)
    return season_ahead(working[-season_length:], 0, horizon)


def level(working: Floats, horizon: int, _season_length: int, _scale: WorkingScale) -> Floats:
    """Repeat the exponentially weighted level."""
    return np.repeat(exponential_level(working[:, None], LEVEL_WEIGHT)[-1, 0], horizon)


def trend_combination(working: Floats, horizon: int, _season_length: int, scale: WorkingScale) -> Floats:
    """Take the median of drift, Theta, a damped trend and a relative trend, on the measure's own scale."""
    values = scale.back(working)
    parts = [
        candidates.drift(values, horizon),
        candidates.theta(values, horizon),
        candidates.damped_trend(values, horizon),
        candidates.relative_trend(values, horizon),
    ]
    ahead = np.median(parts, axis=0)
    bounded = np.clip(ahead, LOWEST_SHARE * values.min(), 100 if scale.kind == "percent" else np.inf)
    return scale.into(bounded)


def parts_from(
    working: Floats, lengths: Sequence[int], horizon: int, season_length: int, scale: WorkingScale
) -> list[Floats]:
    """Forecast with `seasonal_parts` from the first so many points of a series, by length, shortest first.

    Each search for parameters begins where that of the shorter series ended, so that nothing later is known to it.
    """
    starts: candidates.Starts = {}
    return [seasonal_parts(working[:length], horizon, season_length, scale, starts) for length in lengths]


def seasonal_parts(
    working: Floats, horizon: int, season_length: int, scale: WorkingScale, starts: candidates.Starts | None = None
) -> Floats:
    """Forecast with Theta, ARIMA(1,1,1), the airline model and a long autoregression: part x step.

    Theta and ARIMA see the series seasonally adjusted; the others have a season of their own. Without two seasons and
    a half the airline model cannot be fitted, and the last season takes its place. starts: see `parts_from`.
    """
    seasonal = is_seasonal(working, season_length)
    tested = seasonal_pattern(working, season_length) if seasonal else np.zeros(season_length)
    adjusted, season = _adjust(working, tested, horizon)
    smoothed, shrunken = _adjust(working, shrunken_pattern(working, season_length), horizon)
    return np.array(
        [
            candidates.theta(smoothed, horizon) + shrunken,
            candidates.arima(adjusted, horizon, starts) + season,
            candidates.airline(working, horizon, season_length, starts)
            if len(working) >= AIRLINE_SEASONS * season_length
            else seasonal_naive(working, horizon, season_length, scale),
            candidates.long_autoregression(working, horizon, season_length),
        ]
    )


def combinations(parts: Floats, naive: Floats, losses: Floats, names: tuple[str, str]) -> dict[str, Floats]:
    """Return the mean of all parts, of the best ones, and with growing shares of naive, in order of preference.

    parts: part x anything (forecasts, or errors: both mix in the same way). naive: the same without the first axis.
    losses: of each part in backtests, by which the best are told. names: of the combination and of naive.
    """
    name, name_of_naive = names
    best_first = np.argsort(losses, kind="stable")
    mean = parts.mean(axis=0)
    found = {name: mean}
    for count in range(len(parts) - 1, 0, -1):
        found[f"{name} (best {count} of {len(parts)})"] = parts[best_first[:count]].mean(axis=0)
    for share in SHARES_OF_NAIVE:
        found[f"{name} with {share}% of {name_of_naive}"] = mean + (naive - mean) * share / 100
    return found


def _adjust(working: Floats, pattern: Floats, horizon: int) -> tuple[Floats, Floats]:
    """Return the series without its pattern, and the pattern of the steps ahead."""
    length = len(working)
    return working - pattern[np.arange(length) % len(pattern)], season_ahead(pattern, length, horizon)
