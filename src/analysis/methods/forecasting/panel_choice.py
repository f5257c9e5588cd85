"""Which model a panel is forecast with, and what that choice earned on origins that had no part in it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy

from analysis.methods.forecasting.result import Chosen, Why
from analysis.methods.inputs import Floats

PanelModel = Callable[[Floats, int], Floats]  # (periods x areas, horizon) -> horizon x areas, working scale

FEWEST_ERRORS = 24
BUILT_ON = 2018  # the constants of the pooled models were chosen on origins of years up to this (benchmarks/results)


@dataclass(frozen=True, slots=True)
class PanelPlan:
    """What is tried on a panel: naive, the model preferred without evidence, all models, and the backtest origins."""

    naive: str
    advance: str
    models: dict[str, PanelModel]
    origins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PanelBacktest:
    """Errors of each model at every origin of the plan.

    errors: by model, origin x step x area on the working scale, missing where there is nothing to compare.
    scales: origin x area, the yearly volatility as known at the origin.
    """

    errors: dict[str, Floats]
    scales: Floats


@dataclass(frozen=True, slots=True)
class Unseen:
    """What choosing earned at origins that had no part in the choice: losses of the model chosen there and of naive.

    chosen, naive: origin x step x area, missing where there is nothing to compare.
    """

    chosen: Floats
    naive: Floats

    @property
    def count(self) -> int:
        """How many forecasts there are."""
        return int(np.isfinite(self.chosen).sum())

    @property
    def improvement(self) -> float:
        """Share of the absolute error of naive that was saved; below 0 where naive was nearer."""
        naive = float(np.nansum(self.naive))
        return 1 - float(np.nansum(self.chosen)) / naive if naive > 0 else 0.0

    @property
    def p_value(self) -> float | None:
        """That both are as good as each other, between areas, whose errors hang together over time."""
        saved = self.naive - self.chosen
        by_area = np.nansum(saved, axis=(0, 1))[np.isfinite(saved).any(axis=(0, 1))]
        return float(scipy.stats.ttest_1samp(by_area, 0).pvalue) if by_area.any() else None


def choose_model(tried: PanelBacktest, plan: PanelPlan, areas: int, built: np.ndarray | None = None) -> Why:
    """Choose the model with the smallest absolute errors in backtests, and say what such a choice earned.

    What it earned is measured from origins that chose nothing (`unseen_losses`); where naive was nearer there, the
    model gives place to it. Without 24 errors the plan's own choice is used. built: as `after_building`.
    """
    losses = {name: np.abs(errors) for name, errors in tried.errors.items()}
    both = np.all([np.isfinite(loss) for loss in losses.values()], axis=0)
    count = int(both.sum())
    if count < FEWEST_ERRORS:
        return Why(plan.advance, plan.naive, "in advance", None, None, count, areas, 0)
    model = _nearest(losses, both)
    later = built is not None and bool(np.isfinite(losses[model][built]).any())
    unseen = unseen_losses(losses, plan, built if later else None)
    chosen: Chosen = "across the panel"
    if model == plan.naive or unseen.improvement < 0:
        return Why(plan.naive, plan.naive, chosen, 0.0, None, unseen.count, areas, 0, unseen=later)
    return Why(model, plan.naive, chosen, unseen.improvement, unseen.p_value, unseen.count, areas, 0, unseen=later)


def unseen_losses(losses: dict[str, Floats], plan: PanelPlan, only: np.ndarray | None = None) -> Unseen:
    """Return the losses of the model that each origin would have chosen from what was known there.

    losses: by model, origin x step x area. only: which origins count; all where left out. An origin sees a forecast
    made at an earlier one where what it was of had happened by then; before there are 24 the plan's own choice is used.
    """
    both = np.all([np.isfinite(loss) for loss in losses.values()], axis=0)
    origins, steps = np.array(plan.origins), np.arange(1, both.shape[1] + 1)
    happened = origins[:, None] + steps
    chosen, naive = np.full(both.shape, np.nan), np.full(both.shape, np.nan)
    for row, origin in enumerate(plan.origins):
        if only is not None and not only[row]:
            continue
        known = both & (happened <= origin)[:, :, None]
        model = plan.advance if known.sum() < FEWEST_ERRORS else _nearest(losses, known)
        chosen[row] = np.where(both[row], losses[model][row], np.nan)
        naive[row] = np.where(both[row], losses[plan.naive][row], np.nan)
    return Unseen(chosen, naive)


def after_building(index: pd.Index, origins: tuple[int, ...]) -> np.ndarray:
    """Return which origins (lengths of history) lie after the years on which the models' constants were chosen."""
    years = index if pd.api.types.is_integer_dtype(index.dtype) else pd.Index([label.year for label in index])
    return np.array([bool(years[origin - 1] > BUILT_ON) for origin in origins], dtype=bool)


def _nearest(losses: dict[str, Floats], where: np.ndarray) -> str:
    return min(losses, key=lambda name: float(losses[name][where].mean()))
