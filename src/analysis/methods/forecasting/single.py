"""A series forecast from its own history: which model, by which evidence, and how wide."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import scipy

from analysis.methods.forecasting.combination import (
    SeriesModel,
    combinations,
    last_value,
    level,
    parts_from,
    seasonal_naive,
    trend_combination,
)
from analysis.methods.forecasting.metrics import difference_test
from analysis.methods.forecasting.predictive import bounds
from analysis.methods.forecasting.result import Chosen, Forecast, Why, forecast_frame
from analysis.methods.forecasting.scale import WorkingScale
from analysis.methods.inputs import Floats

FEWEST_ERRORS = 24  # below it the choice between models is a choice between noises
FEWEST_YEARS = 6
YEARLY_ORIGINS = 10
MONTHLY_ORIGINS = 8
MONTHS_BETWEEN_ORIGINS = 3
FEWEST_SEASONS = 2
A_YEAR_OF_CHANGES = 6  # origins that a season's worth of changes over a season is worth: a spread is told from them too

LAST_YEAR = "last year's value"
SAME_SEASON = "the same season last year"
LAST_VALUE = "the last value"
COMBINATION = "seasonal combination"
NORMAL_FROM_ABSOLUTE = float(np.sqrt(np.pi / 2))  # standard deviation of a normal variable by its mean absolute one
USUAL_LENGTH = 14  # the shortest annual series the tails were chosen on; shorter ones are widened as Student's t is


@dataclass(frozen=True, slots=True)
class ModelPlan:
    """What may be tried on a series of one length and season.

    naive: what has to be beaten. advance: the model used where there is too little to choose by. models: by name,
    in the order in which they are preferred. combined: whether `advance` is a mean of parts, tried with fewer of them
    and with shares of naive before it is given up. origins: lengths of history to backtest from.
    steady: how many origins the series' own changes over a season count for in its spread. growth, bend: of the
    variance with each step and with its square (a trend that is wrong is more wrong each year). tails: half-widths by
    level, where there are `usual` points to judge a spread by; here there are `points`. skew: 1 for intervals
    symmetric on the working scale, 0 for symmetric in the unit of the series.
    """

    naive: str
    advance: str
    models: dict[str, SeriesModel]
    combined: bool
    origins: tuple[int, ...]
    steady: float
    growth: float
    bend: float
    tails: dict[int, float]
    points: int
    usual: int
    skew: float


@dataclass(frozen=True, slots=True)
class Tried:
    """Errors of each model of a plan, origin x step on the working scale, missing past the end; and its forecast."""

    errors: dict[str, Floats]
    centres: dict[str, Floats]


def plan_for(length: int, season_length: int) -> ModelPlan:
    """Say what is tried; the constants were chosen on one half of the M3 development series."""
    if season_length == 1:
        yearly: dict[str, SeriesModel] = {"trend combination": trend_combination, "level": level, LAST_YEAR: last_value}
        origins = tuple(range(max(FEWEST_YEARS, length - YEARLY_ORIGINS), length))
        return ModelPlan(
            naive=LAST_YEAR,
            advance="level",
            models=yearly,
            combined=False,
            origins=origins,
            steady=8.0,
            growth=1.0,
            bend=0.2,
            tails={80: 1.2, 95: 2.2},
            points=min(length, USUAL_LENGTH) - 1,  # a level and a spread are both told from these years
            usual=USUAL_LENGTH,
            skew=0.0,
        )
    naive = SAME_SEASON if length >= season_length else LAST_VALUE
    first = FEWEST_SEASONS * season_length
    back = [length - MONTHS_BETWEEN_ORIGINS * step for step in range(MONTHLY_ORIGINS, 0, -1)]
    origins = tuple(origin for origin in back if origin >= first)
    enough = length >= first
    return ModelPlan(
        naive=naive,
        advance=COMBINATION if enough else naive,
        models={naive: seasonal_naive},
        combined=enough,
        origins=origins,
        steady=2.0,
        growth=0.1,
        bend=0.0,
        tails={80: 1.25, 95: 2.05},
        points=max(len(origins) + 1, A_YEAR_OF_CHANGES if length >= first else 1),
        usual=MONTHLY_ORIGINS + 1,
        skew=0.5,
    )


def try_models(working: Floats, plan: ModelPlan, horizon: int, season_length: int, scale: WorkingScale) -> Tried:
    """Forecast from every origin of the plan and from the end; no origin sees what follows it."""
    errors = {name: np.full((len(plan.origins), horizon), np.nan) for name in plan.models}
    for row, origin in enumerate(plan.origins):
        steps = min(horizon, len(working) - origin)
        after = working[origin : origin + steps]
        for name, model in plan.models.items():
            errors[name][row, :steps] = after - model(working[:origin], steps, season_length, scale)
    centres = {name: model(working, horizon, season_length, scale) for name, model in plan.models.items()}
    if plan.combined:
        lengths = [*plan.origins, len(working)]
        made = parts_from(working, lengths, horizon, season_length, scale)
        off = np.full((len(made[-1]), len(plan.origins), horizon), np.nan)
        for row, origin in enumerate(plan.origins):
            after = working[origin : origin + horizon]
            off[:, row, : len(after)] = after - made[row][:, : len(after)]
        losses, names = np.nansum(np.abs(off), axis=(1, 2)), (plan.advance, plan.naive)
        errors = combinations(off, errors[plan.naive], losses, names) | errors
        centres = combinations(made[-1], centres[plan.naive], losses, names) | centres
    return Tried(errors, centres)


def choose(plan: ModelPlan, tried: Tried, horizon: int) -> Why:
    """Take the first model, in order of preference, that came closer than naive; naive where none did."""
    losses = {name: np.abs(errors) for name, errors in tried.errors.items()}
    naive = losses[plan.naive]
    count = int(np.isfinite(naive).sum())
    if count == 0 or plan.advance == plan.naive:
        return Why(plan.advance, plan.naive, "in advance", None, None, 0, 1, 0)
    enough = count >= FEWEST_ERRORS
    candidates = [name for name in tried.errors if name != plan.naive]
    for name in candidates if enough else [plan.advance]:
        lost, lost_by_naive = float(np.nanmean(losses[name])), float(np.nanmean(naive))
        if lost < lost_by_naive:  # a naive forecast that was never out is not beaten by another
            improvement = 1 - lost / lost_by_naive
            p_value = difference_test(np.nanmean(losses[name], axis=1), np.nanmean(naive, axis=1), horizon)
            chosen: Chosen = "by its own backtest" if enough else "in advance"
            return Why(name, plan.naive, chosen, improvement, p_value, count, 1, 0)
    return Why(plan.naive, plan.naive, "by its own backtest", 0.0, None, count, 1, 0)


def deviation(working: Floats, errors: Floats, plan: ModelPlan, season_length: int) -> Floats:
    """Return the standard deviation of the forecast by step, on the working scale.

    Backtest errors of all steps, brought to one step by the growth of variance with distance, are averaged with the
    series' own changes over one season (halved where there is a season: the change of two errors), so that few or
    lucky origins do not make a narrow interval.
    """
    steps = np.arange(errors.shape[1])
    growth = 1 + plan.growth * steps + plan.bend * steps**2
    lag = min(season_length, len(working) - 1)
    changes = working[lag:] - working[:-lag]
    if season_length == 1:  # absolute, as one year of a merger or a recount is not how a series usually moves
        own = float(np.mean(np.abs(changes - np.median(changes))) * NORMAL_FROM_ABSOLUTE) ** 2
    else:
        own = float(np.mean(changes**2) / 2)
    origins = len(errors)
    backtested = float(np.nanmean(errors**2 / growth)) if origins else 0.0
    variance = (origins * backtested + plan.steady * own) / (origins + plan.steady)
    spread: Floats = np.sqrt(variance * growth)
    return spread


def tail(plan: ModelPlan, level: int) -> float:
    """Return how many standard deviations an interval reaches, wider for other levels and few points as t is."""
    known = sorted(plan.tails)
    share = 0.5 + level / 200
    factors = [plan.tails[each] / float(scipy.stats.norm.ppf(0.5 + each / 200)) for each in known]
    usual = float(scipy.stats.norm.ppf(share)) * float(np.interp(level, known, factors))
    wider = scipy.stats.t.ppf(share, max(plan.points - 1, 1)) / scipy.stats.t.ppf(share, plan.usual - 1)
    return usual * float(wider)


def forecast_single(
    working: Floats,
    horizon: int,
    season_length: int,
    levels: tuple[int, ...],
    scale: WorkingScale,
    *,
    repeat: bool = False,
) -> Forecast:
    """Forecast one complete series given on the working scale; the labels are positions. repeat: with naive alone."""
    plan = plan_for(len(working), season_length)
    if repeat:
        models: dict[str, SeriesModel] = {plan.naive: last_value if season_length == 1 else seasonal_naive}
        plan = replace(plan, advance=plan.naive, models=models, combined=False)
    tried = try_models(working, plan, horizon, season_length, scale)
    why = choose(plan, tried, horizon)
    centre = tried.centres[why.model]
    spread = deviation(working, tried.errors[why.model], plan, season_length)
    limits = {level: bounds(centre, tail(plan, level) * spread, level, scale, skew=plan.skew) for level in levels}
    return Forecast(forecast_frame(scale.back(centre), limits, pd.RangeIndex(horizon)), why.model, why)
