"""Annual forecasts of one area among many: chosen, and their errors measured, across the whole panel."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import optimize, stats

from analysis.methods.forecasting.history import future_labels
from analysis.methods.forecasting.pooled import carried_forward, exponential_level, pooled_forecast
from analysis.methods.forecasting.predictive import bounds, conformal_quantile
from analysis.methods.forecasting.result import Forecast, Why, forecast_frame
from analysis.methods.forecasting.scale import Kind, WorkingScale, working_scale
from analysis.methods.inputs import Floats, TooFewPointsError

PanelModel = Callable[[Floats, int], Floats]  # (years x areas, horizon) -> horizon x areas, working scale

LAST_YEAR = "last year's value"
POOLED = "pooled level"
LEVEL_WEIGHT = 0.7  # of the newest year: the best of .5 to .9 on authorities, origins to 2018
FEWEST_YEARS = 3
FEWEST_AREAS = 8  # below it a panel says less about an area than the area itself
FEWEST_ERRORS = 24
TYPICAL_YEARS = 6.0  # years that the volatility expected from an area's size counts for beside its own
WILDEST_CHANGE = 1.0  # a yearly change beyond e1 is a recording fault, not volatility


def same_as_last_year(logs: Floats, horizon: int) -> Floats:
    """Repeat each area's last known value."""
    return np.repeat(carried_forward(logs)[-1:], horizon, axis=0)


def recent_level(logs: Floats, horizon: int) -> Floats:
    """Repeat each area's exponentially weighted level: simple exponential smoothing with one weight for all."""
    return np.repeat(exponential_level(logs, LEVEL_WEIGHT)[-1:], horizon, axis=0)


MODELS: dict[str, PanelModel] = {
    LAST_YEAR: same_as_last_year,
    "level": recent_level,
    POOLED: pooled_forecast,
}


@dataclass(frozen=True, slots=True)
class PanelBacktest:
    """Errors of each model at every origin the panel allows.

    errors: by model, origin x step x area on the working scale, missing where there is nothing to compare.
    scales: origin x area, the yearly volatility as known at the origin.
    """

    errors: dict[str, Floats]
    scales: Floats


def forecast_panel(
    panel: pd.DataFrame, horizon: int, *, levels: tuple[int, ...] = (80, 95), kind: Kind = "count"
) -> dict[str, Forecast]:
    """Forecast every area of an annual panel (columns areas, index years in order) at once.

    One model is chosen for all areas by backtests on the panel itself; intervals are the quantiles of its backtest
    errors, measured in units of each area's own volatility. An area with no value at all is left out. Raises
    TooFewPointsError below 3 years or 8 areas.
    """
    values = panel.to_numpy(dtype=float, na_value=np.nan)
    areas = int(np.isfinite(values).any(axis=0).sum())
    if len(values) < FEWEST_YEARS or areas < FEWEST_AREAS:
        raise TooFewPointsError(
            f"A panel to forecast has {len(values)} years of {areas} areas, and needs {FEWEST_YEARS} of {FEWEST_AREAS}."
        )
    scale = working_scale(values, kind)
    logs = scale.into(values)
    tried = backtest_panel(logs, horizon)
    model = choose_model(tried)
    centres = MODELS[model](logs, horizon)
    widths = half_widths(logs, tried, model, horizon, levels)
    labels = future_labels(panel.index, horizon)
    return {
        area: _one_area(centres[:, place], {level: widths[level][:, place] for level in levels}, scale, labels, why)
        for place, area in enumerate(panel.columns)
        if np.isfinite(centres[0, place])
        for why in [_why(tried, model, areas)]
    }


def backtest_panel(logs: Floats, horizon: int) -> PanelBacktest:
    """Forecast from every origin with at least 3 years before it and 1 after; no origin sees what follows it."""
    origins = range(FEWEST_YEARS, len(logs))
    errors = {name: np.full((len(origins), horizon, logs.shape[1]), np.nan) for name in MODELS}
    scales = np.array([volatility(logs[:origin]) for origin in origins]).reshape(len(origins), logs.shape[1])
    for row, origin in enumerate(origins):
        steps = min(horizon, len(logs) - origin)
        for name, model in MODELS.items():
            errors[name][row, :steps] = logs[origin : origin + steps] - model(logs[:origin], steps)
    return PanelBacktest(errors, scales)


def choose_model(tried: PanelBacktest) -> str:
    """Choose the model with the smallest absolute errors in backtests; the pooled level where there is no evidence."""
    losses = {name: np.abs(tried.errors[name]) for name in MODELS}
    known = np.isfinite(losses[LAST_YEAR])
    if known.sum() < FEWEST_ERRORS:
        return POOLED
    return min(MODELS, key=lambda name: float(np.mean(losses[name][known])))


def volatility(logs: Floats) -> Floats:
    """Return each area's typical yearly change, the panel's own movement taken out.

    An area's own few changes are averaged with what its size predicts (a constant plus the noise of counting), as if
    that were 6 further years.
    """
    changes = np.diff(logs, axis=0)
    changes = changes - np.array([np.nanmedian(row) if np.isfinite(row).any() else 0.0 for row in changes])[:, None]
    squares = np.clip(changes, -WILDEST_CHANGE, WILDEST_CHANGE) ** 2
    years = np.isfinite(squares).sum(axis=0)
    own = np.nansum(squares, axis=0)
    counting = np.exp(-np.nan_to_num(carried_forward(logs)[-1]))
    fit = years > 0
    features = np.column_stack([np.ones(fit.sum()), counting[fit]])
    constant, noise = optimize.nnls(features, own[fit] / years[fit])[0] if fit.any() else (0.0, 0.0)
    expected = constant + noise * counting
    typical: Floats = np.sqrt(np.maximum((TYPICAL_YEARS * expected + own) / (TYPICAL_YEARS + years), 1e-6))
    return typical


def half_widths(
    logs: Floats, tried: PanelBacktest, model: str, horizon: int, levels: tuple[int, ...]
) -> dict[int, Floats]:
    """Return the half-width of each interval on the working scale: by level, horizon x areas, never narrowing."""
    here = volatility(logs)
    scores = np.abs(tried.errors[model]) / tried.scales[:, None, :] if len(tried.scales) else np.empty((0, horizon, 0))
    return {
        level: np.maximum.accumulate([_quantile(scores, step, level) for step in range(horizon)])[:, None] * here
        for level in levels
    }


def _quantile(scores: Floats, step: int, level: int) -> float:
    """Return the quantile at a step; where nothing was that far ahead yet, the last one, growing as a random walk."""
    quantile = conformal_quantile(scores[:, step].ravel(), level)
    if np.isfinite(quantile):
        return quantile
    normal = float(stats.norm.ppf(0.5 + level / 200))
    return normal if step == 0 else _quantile(scores, step - 1, level) * float(np.sqrt((step + 1) / step))


def _one_area(centre: Floats, widths: dict[int, Floats], scale: WorkingScale, labels: pd.Index, why: Why) -> Forecast:
    limits = {level: bounds(centre, width, level, scale) for level, width in widths.items()}
    return Forecast(forecast_frame(scale.back(centre), limits, labels), why.model, why)


def _why(tried: PanelBacktest, model: str, areas: int) -> Why:
    """Compare the chosen model with naive; the test is between areas, whose errors hang together over time."""
    naive, chosen = np.abs(tried.errors[LAST_YEAR]), np.abs(tried.errors[model])
    both = np.isfinite(naive) & np.isfinite(chosen)
    if both.sum() < FEWEST_ERRORS:
        return Why(model, LAST_YEAR, "in advance", None, None, int(both.sum()), areas, 0)
    improvement = float(1 - chosen[both].mean() / naive[both].mean())
    saved = np.where(both, naive - chosen, 0).sum(axis=(0, 1))[both.any(axis=(0, 1))]
    p_value = float(stats.ttest_1samp(saved, 0).pvalue) if model != LAST_YEAR else None
    return Why(model, LAST_YEAR, "across the panel", improvement, p_value, int(both.sum()), areas, 0)
