"""Annual forecasts that borrow from other authorities: how far the last value should be pulled back, and to what.

One authority's twelve years cannot say how much of last year's jump will last; a hundred and fifty authorities can.
For each horizon the change ahead is regressed, over all authorities and past years, on how far each authority stands
from its own recent level, from its own long-run mean, and from other authorities. Year effects are taken out by the
median, errors are absolute (a few authorities jump wildly), and the coefficients are held towards simple exponential
smoothing, so that three years of data give a level forecast and twelve a fitted one. The panel's own recent movement
continues at a quarter of its pace: more of it lost on origins to 2018, none of it lost too.
"""

import numpy as np

from analysis.methods.inputs import Floats

RECENT_WEIGHT = 0.5  # of the newest year in the recent level
HELD_TOWARDS = np.array([-0.5, 0.0, 0.0])  # recent level, own mean, other authorities: simple exponential smoothing
HELD_BY = 100.0  # as many authority-years as the prior counts for
COMMON_MOVEMENT = 0.25  # share of the panel's median yearly change that is continued
COMMON_YEARS = 3
ABSOLUTE_ROUNDS = 15
SMALLEST_ERROR = 0.02  # 2%: errors smaller than this count as equal
FEWEST_CHANGES = 50


def exponential_level(logs: Floats, weight: float) -> Floats:
    """Return the exponentially weighted mean of each year and all before it (years x areas).

    weight: of the newest year; weights of the years that exist add up to 1. A missing year repeats the level.
    """
    total = np.zeros(logs.shape[1])
    share = np.zeros(logs.shape[1])
    levels = np.full(logs.shape, np.nan)
    for year, values in enumerate(logs):
        seen = np.isfinite(values)
        total = (1 - weight) * total + np.where(seen, values, 0)
        share = (1 - weight) * share + seen
        levels[year] = np.divide(total, share, out=np.full_like(total, np.nan), where=share > 0)
    return levels


def carried_forward(logs: Floats) -> Floats:
    """Repeat the last known value of each area through the years it is missing."""
    filled = logs.copy()
    for year in range(1, len(filled)):
        filled[year] = np.where(np.isfinite(filled[year]), filled[year], filled[year - 1])
    return filled


def pooled_forecast(logs: Floats, horizon: int) -> Floats:
    """Forecast every area of a panel (years x areas, working scale, missing allowed): horizon x areas.

    An area with no value at all stays missing. Nothing after the last row is used, as there is nothing after it.
    """
    known = carried_forward(logs)
    standings = _standings(logs, known)
    movement = COMMON_MOVEMENT * _common_movement(known)
    ahead = np.empty((horizon, logs.shape[1]))
    for step in range(1, horizon + 1):
        pull = np.nan_to_num(standings[-1]) @ _coefficients(known, standings, step)
        ahead[step - 1] = known[-1] + pull + movement * step
    return ahead


def _standings(logs: Floats, known: Floats) -> Floats:
    """Return how far each area stands from its recent level, its own mean and other areas: years x areas x 3."""
    own_mean = np.cumsum(np.nan_to_num(logs), axis=0) / np.maximum(np.cumsum(np.isfinite(logs), axis=0), 1)
    recent = known - exponential_level(logs, RECENT_WEIGHT)
    others = known - _median_by_period(known)
    return np.stack([without_period(recent), without_period(known - own_mean), others], axis=2)


def _coefficients(known: Floats, standings: Floats, step: int) -> Floats:
    """Fit the change `step` years ahead on the standings, by absolute errors, held towards smoothing."""
    if len(known) <= step:
        return HELD_TOWARDS
    change = without_period(known[step:] - known[:-step]).ravel()
    features = standings[:-step].reshape(-1, standings.shape[2])
    return absolute_regression(change, features, HELD_TOWARDS, HELD_BY)


def absolute_regression(change: Floats, features: Floats, towards: Floats, held_by: float) -> Floats:
    """Return coefficients with the smallest absolute errors, held towards prior ones as if by `held_by` points.

    change: one per point; features: points x coefficients; points with anything missing are left out. Iteratively
    reweighted least squares. Below 50 points the prior ones are returned.
    """
    usable = np.isfinite(change) & np.isfinite(features).all(axis=1) & np.any(features != 0, axis=1)
    change, features = change[usable], features[usable]
    if len(change) < FEWEST_CHANGES:
        return towards
    hold = held_by * (np.mean(features**2, axis=0) + 1e-4)
    coefficients = towards
    for _ in range(ABSOLUTE_ROUNDS):
        error = np.abs(change - features @ coefficients)
        weighted = features * (np.median(error) / np.maximum(error, SMALLEST_ERROR))[:, None]
        coefficients = np.linalg.solve(weighted.T @ features + np.diag(hold), weighted.T @ change + hold * towards)
    return coefficients


def _common_movement(known: Floats) -> float:
    """Return the mean over the last years of the panel's median yearly change."""
    changes = np.diff(known[-COMMON_YEARS - 1 :], axis=0)
    medians = [np.median(row[np.isfinite(row)]) for row in changes if np.isfinite(row).any()]
    return float(np.mean(medians)) if medians else 0.0


def without_period(values: Floats) -> Floats:
    """Take the median of all areas out of each row (periods x areas)."""
    return values - _median_by_period(values)


def _median_by_period(values: Floats) -> Floats:
    medians = [np.median(row[np.isfinite(row)]) if np.isfinite(row).any() else np.nan for row in values]
    return np.array(medians)[:, None]
