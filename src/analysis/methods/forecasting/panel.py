"""Forecasts of one area among many: chosen, and their errors measured, across the whole panel."""

from collections.abc import Collection
from functools import partial

import numpy as np
import pandas as pd

from analysis.methods.forecasting.history import future_labels
from analysis.methods.forecasting.panel_choice import PanelBacktest, PanelModel, PanelPlan, after_building, choose_model
from analysis.methods.forecasting.panel_spread import half_widths, volatility
from analysis.methods.forecasting.pooled import carried_forward, exponential_level, pooled_forecast
from analysis.methods.forecasting.pooled_months import pooled_months
from analysis.methods.forecasting.predictive import bounds
from analysis.methods.forecasting.result import Forecast, forecast_frame
from analysis.methods.forecasting.scale import Kind, working_scale
from analysis.methods.inputs import Floats, TooFewPointsError

LAST_YEAR = "last year's value"
SAME_SEASON = "the same season last year"
LEVEL_WEIGHT = 0.7  # of the newest year: the best of .5 to .9 on authorities, origins to 2018
FEWEST_YEARS = 3
FEWEST_SEASONS = 2
FEWEST_AREAS = 8  # below it a panel says less about an area than the area itself
YEARS_TESTED = 3  # even where fewer are asked for: next year's forecast is the same however far one looks
MONTHLY_ORIGINS = 12
MONTHS_APART = 3


def same_season_last_year(logs: Floats, horizon: int, season_length: int) -> Floats:
    """Repeat each area's last known season; a missing month repeats the year before it."""
    filled = logs.copy()
    for row in range(season_length, len(filled)):
        filled[row] = np.where(np.isfinite(filled[row]), filled[row], filled[row - season_length])
    places = np.arange(horizon) % season_length
    return filled[len(filled) - season_length + places]


def last_year(logs: Floats, horizon: int) -> Floats:
    """Repeat each area's last known value."""
    return np.repeat(carried_forward(logs)[-1:], horizon, axis=0)


def recent_level(logs: Floats, horizon: int) -> Floats:
    """Repeat each area's exponentially weighted level: simple exponential smoothing with one weight for all."""
    return np.repeat(exponential_level(logs, LEVEL_WEIGHT)[-1:], horizon, axis=0)


def plan_for_panel(length: int, season_length: int) -> PanelPlan:
    """Say what is tried on a panel of this many periods; every origin has enough before it and one period after."""
    if season_length == 1:
        yearly: dict[str, PanelModel] = {LAST_YEAR: last_year, "level": recent_level, "pooled level": pooled_forecast}
        return PanelPlan(LAST_YEAR, "pooled level", yearly, tuple(range(FEWEST_YEARS, length)))
    monthly: dict[str, PanelModel] = {
        SAME_SEASON: partial(same_season_last_year, season_length=season_length),
        "pooled season and level": partial(pooled_months, season_length=season_length),
    }
    first = FEWEST_SEASONS * season_length
    back = [length - MONTHS_APART * step for step in range(MONTHLY_ORIGINS, 0, -1)]
    return PanelPlan(
        SAME_SEASON, "pooled season and level", monthly, tuple(origin for origin in back if origin >= first)
    )


def fits_panel(periods: int, areas: int, season_length: int) -> bool:
    """Whether a panel is long and wide enough to learn from."""
    needed = FEWEST_YEARS if season_length == 1 else FEWEST_SEASONS * season_length
    return periods >= needed and areas >= FEWEST_AREAS


def forecast_panel(
    panel: pd.DataFrame,
    horizon: int,
    *,
    season_length: int = 1,
    levels: tuple[int, ...] = (80, 95),
    kind: Kind = "count",
    wanted: Collection[str] | None = None,
) -> dict[str, Forecast]:
    """Forecast every area of a panel (columns areas, index periods in order) at once.

    One model is chosen for all areas by backtests on the panel itself, and gives place to repeating the last year or
    season where that was nearer from origins that chose nothing (`choose_model`). Intervals are the quantiles of its
    backtest errors, measured in units of each area's own volatility. An area with no value at all is left out. wanted:
    the areas to return, all where left out; the others are learnt from all the same. Raises TooFewPointsError below 3
    years (2 seasons of months) or 8 areas.

    >>> years = pd.Index(range(2016, 2022))
    >>> rates = {f"area {place}": [70.0 + place + year % 3 for year in years] for place in range(8)}
    >>> panel = pd.DataFrame(rates, index=years)
    >>> made = forecast_panel(panel, 1, kind="rate")
    >>> len(made), list(made["area 3"].frame.index)
    (8, [2022])
    """
    values = panel.to_numpy(dtype=float, na_value=np.nan)
    areas = int(np.isfinite(values).any(axis=0).sum())
    if not fits_panel(len(values), areas, season_length):
        raise TooFewPointsError(
            f"A panel to forecast has {len(values)} periods of {areas} areas, and needs {FEWEST_YEARS} years "
            f"({FEWEST_SEASONS} seasons of months) of {FEWEST_AREAS} areas."
        )
    scale = working_scale(values, kind)
    logs = scale.into(values)
    plan = plan_for_panel(len(logs), season_length)
    tested = max(horizon, YEARS_TESTED) if season_length == 1 else horizon
    tried = backtest_panel(logs, tested, plan, season_length)
    why = choose_model(tried, plan, areas, after_building(panel.index, plan.origins))
    centres = plan.models[why.model](logs, horizon)
    widths = half_widths(tried.errors[why.model][:, :horizon], tried.scales, volatility(logs, season_length), levels)
    labels = future_labels(panel.index, horizon)
    forecasts = {}
    for place, area in enumerate(panel.columns):
        centre = centres[:, place]
        if (wanted is None or area in wanted) and np.isfinite(centre).all():
            limits = {level: bounds(centre, width[:, place], level, scale) for level, width in widths.items()}
            forecasts[area] = Forecast(forecast_frame(scale.back(centre), limits, labels), why.model, why)
    return forecasts


def backtest_panel(logs: Floats, horizon: int, plan: PanelPlan, season_length: int) -> PanelBacktest:
    """Forecast from every origin of the plan; no origin sees what follows it."""
    shape = (len(plan.origins), horizon, logs.shape[1])
    errors = {name: np.full(shape, np.nan) for name in plan.models}
    scales = np.ones((len(plan.origins), logs.shape[1]))
    for row, origin in enumerate(plan.origins):
        steps = min(horizon, len(logs) - origin)
        scales[row] = volatility(logs[:origin], season_length)
        for name, model in plan.models.items():
            errors[name][row, :steps] = logs[origin : origin + steps] - model(logs[:origin], steps)
    return PanelBacktest(errors, scales)
