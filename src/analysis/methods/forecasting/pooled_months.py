"""Forecasts of months that borrow from other authorities: one seasonal shape, many levels.

The season (school terms, August, Christmas) is nearly the same everywhere, and one authority's is mostly noise: the
panel's median shape is used, moved a little towards the area's own. What is left is a level, and how quickly it
follows the newest months is learned from all areas: the values ahead are regressed on a fast, a middle and a slow
level and on the distance from other areas, by absolute errors, held towards a fixed mixture. A quarter of the panel's
own movement over the last year continues. All constants were chosen on forecasts from April 2015 to April 2018.
"""

import numpy as np

from analysis.methods.forecasting.pooled import absolute_regression, exponential_level, without_period
from analysis.methods.inputs import Floats

MONTHLY_WEIGHTS = (0.3, 0.12, 0.02)  # of the newest month, in the fast, middle and slow levels
MIXTURE = np.array([0.4, 0.3, 0.0])  # shares of the middle and slow level, and of the distance from others
HELD_BY = 300.0
OWN_SEASON_AFTER = 30.0  # seasons after which an area's own shape weighs as much as the panel's
COMMON_MOVEMENT = 0.25
STEPS_TOGETHER = 3  # steps ahead that share one regression
ORIGINS_APART = 3


def pooled_season(logs: Floats, season_length: int) -> Floats:
    """Return the seasonal shape of each area: place in the season (the first is of the first row) x areas."""
    half = season_length // 2
    ends = [0.5] if season_length % 2 == 0 else []
    weights = np.array([*ends, *np.ones(season_length - len(ends)), *ends]) / season_length
    windows = np.lib.stride_tricks.sliding_window_view(logs, len(weights), axis=0)
    deviation = logs[half : len(logs) - half] - windows @ weights
    place = np.arange(half, len(logs) - half) % season_length
    shared, own, seasons = [], [], []
    for season in range(season_length):
        here = deviation[place == season]
        seen = np.isfinite(here)
        shared.append(np.mean([np.median(row[known]) for row, known in zip(here, seen, strict=True) if known.any()]))
        seasons.append(seen.sum(axis=0))
        own.append(np.where(seen, here, 0).sum(axis=0) / np.maximum(seasons[-1], 1))
    common = np.array(shared)[:, None] - np.mean(shared)
    count = np.array(seasons)
    weight = count / (count + OWN_SEASON_AFTER)
    mine: Floats = np.array(own) - np.mean(own, axis=0)
    shape: Floats = common + weight * (mine - common)
    return shape


def pooled_months(logs: Floats, horizon: int, season_length: int) -> Floats:
    """Forecast every area of a monthly panel (months x areas, working scale, missing allowed): horizon x areas.

    Needs two seasons. An area with no value stays missing.
    """
    length = len(logs)
    season = pooled_season(logs, season_length)
    adjusted = logs - season[np.arange(length) % season_length]
    fast, middle, slow = (exponential_level(adjusted, weight) for weight in MONTHLY_WEIGHTS)
    features = np.stack([middle - fast, slow - fast, without_period(fast)], axis=2)
    movement = COMMON_MOVEMENT * _movement(adjusted, season_length)
    ahead = np.empty((horizon, logs.shape[1]))
    for first in range(1, horizon + 1, STEPS_TOGETHER):
        steps = range(first, min(first + STEPS_TOGETHER, horizon + 1))
        share = _shares(adjusted, fast, features, steps, season_length)
        for step in steps:
            drift = movement * (step + season_length / 2 - 1) / season_length
            ahead[step - 1] = fast[-1] + np.nan_to_num(features[-1]) @ share + drift
            ahead[step - 1] += season[(length + step - 1) % season_length]
    return ahead


def _shares(adjusted: Floats, fast: Floats, features: Floats, steps: range, season_length: int) -> Floats:
    """Fit what happened some steps ahead of past origins on the levels known there."""
    changes, standings = [np.empty(0)], [np.empty((0, features.shape[2]))]
    for origin in range(season_length - 1, len(adjusted), ORIGINS_APART):
        for step in steps:
            if origin + step < len(adjusted):
                changes.append(without_period(adjusted[[origin + step]] - fast[[origin]])[0])
                standings.append(np.column_stack([without_period(each[None])[0] for each in features[origin].T]))
    return absolute_regression(np.concatenate(changes), np.concatenate(standings), MIXTURE, HELD_BY)


def _movement(adjusted: Floats, season_length: int) -> float:
    """Return the panel's median change from the season before last to the last one."""
    last, before = _means(adjusted[-season_length:]), _means(adjusted[-2 * season_length : -season_length])
    change = last - before
    seen = change[np.isfinite(change)]
    return float(np.median(seen)) if seen.size else 0.0


def _means(rows: Floats) -> Floats:
    seen = np.isfinite(rows)
    count = seen.sum(axis=0)
    total = np.where(seen, rows, 0).sum(axis=0)
    means: Floats = np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)
    return means
