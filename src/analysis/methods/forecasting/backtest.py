"""How a forecast would have done: made again from earlier dates, beside naive, with the test of the difference."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.methods.forecasting import metrics
from analysis.methods.forecasting.forecaster import forecast
from analysis.methods.forecasting.local_level import Walk
from analysis.methods.forecasting.scale import Kind
from analysis.methods.inputs import Floats, ImpossibleInputError

FEWEST_BEFORE = 3


@dataclass(frozen=True, slots=True)
class Backtest:
    """Forecasts from each origin and what then happened.

    frame: one row per origin and period ahead: `origin, period, step, model, actual, naive, mean` and the bounds of
    each level; actual is missing where it was never known. scores: one row for `forecast` and one for `naive`:
    `mae, smape, mase`, the forecast also `crps` and, by level, `coverage_` and `msis_`. improvement: share of
    naive's mean absolute error saved. p_value: that the two are as good as each other (Diebold-Mariano by origin),
    null below 4 origins.
    """

    frame: pd.DataFrame
    scores: pd.DataFrame
    improvement: float
    p_value: float | None

    @property
    def beats_naive(self) -> bool:
        """Whether the forecast came closer than naive."""
        return self.improvement > 0

    def __str__(self) -> str:
        """Say it in a sentence."""
        closer = "closer than" if self.beats_naive else "no closer than"
        doubt = "" if self.p_value is None else f", p = {max(self.p_value, 0.001):.3f}"
        origins = self.frame["origin"].nunique()
        return (
            f"Made again from {origins} earlier dates, the forecast came {closer} naive "
            f"({abs(self.improvement):.1%} {'less' if self.beats_naive else 'more'} error{doubt})."
        )


def backtest(  # noqa: PLR0913 - those of `forecast`, and where from
    series: pd.Series,
    horizon: int,
    origins: int | Sequence[object],
    *,
    season_length: int,
    levels: tuple[int, ...] = (80, 95),
    panel: pd.DataFrame | None = None,
    kind: Kind = "count",
    repeat: bool = False,
    walk: Walk | None = None,
) -> Backtest:
    """Forecast a series from earlier dates with only what was known then, and measure it.

    origins: labels of the last known period of each forecast, or how many of the latest possible ones. The model is
    chosen anew at each origin, from data up to it. The other arguments are those of `forecast`. Raises
    ImpossibleInputError where an origin is not in the series, has too little before it or nothing after it.

    >>> rates = pd.Series([70.0, 82.0, 78.0, 84.0, 81.0, 86.0], index=range(2016, 2022))
    >>> backtest(rates, 1, 2, season_length=1, kind="rate").frame[["period", "actual", "naive"]].to_numpy().tolist()
    [[2020.0, 81.0, 84.0], [2021.0, 86.0, 81.0]]
    """
    chosen = _origins(series, origins, season_length)
    frames = []
    for place in chosen:
        known, after = series.iloc[: place + 1], series.iloc[place + 1 : place + 1 + horizon]
        result = forecast(
            known,
            len(after),
            season_length=season_length,
            levels=levels,
            panel=panel,
            kind=kind,
            repeat=repeat,
            walk=walk,
        )
        frame = result.frame.set_axis(range(1, len(after) + 1)).rename_axis("step").reset_index()
        frame.insert(0, "origin", series.index[place])
        frame.insert(1, "period", after.index)
        frame.insert(3, "model", result.model)
        frame.insert(4, "actual", after.to_numpy(dtype=float, na_value=np.nan))
        frame.insert(5, "naive", _naive(known, len(after), season_length))
        frames.append(frame)
    table = pd.concat(frames, ignore_index=True)
    history = series.iloc[: chosen[0] + 1].to_numpy(dtype=float, na_value=np.nan)
    return _measured(table, history, season_length, levels)


def _origins(series: pd.Series, origins: int | Sequence[object], season_length: int) -> list[int]:
    fewest = max(FEWEST_BEFORE, season_length + 1 if season_length > 1 else FEWEST_BEFORE)
    if isinstance(origins, int):
        places = list(range(max(fewest - 1, len(series) - 1 - origins), len(series) - 1))
    else:
        missing = [str(label) for label in origins if label not in series.index]
        if missing:
            raise ImpossibleInputError(f"Origins that are not in the series: {', '.join(missing)}.")
        places = sorted(int(series.index.get_loc(label)) for label in origins)
    if not places or places[0] < fewest - 1 or places[-1] >= len(series) - 1:
        raise ImpossibleInputError(f"Every origin needs {fewest} periods up to it and one after it.")
    return places


def _naive(known: pd.Series, horizon: int, season_length: int) -> Floats:
    values = known.ffill().to_numpy(dtype=float, na_value=np.nan)
    season = values[-min(season_length, len(values)) :]
    repeated: Floats = season[np.arange(horizon) % len(season)]
    return repeated


def _measured(table: pd.DataFrame, history: Floats, season_length: int, levels: tuple[int, ...]) -> Backtest:
    actual, mean, naive = (table[column].to_numpy() for column in ("actual", "mean", "naive"))
    unit = _unit(history, season_length)
    rows = {
        name: {
            "mae": metrics.mae(actual, values),
            "smape": metrics.smape(actual, values),
            "mase": metrics.mae(actual, values) / unit,
        }
        for name, values in (("forecast", mean), ("naive", naive))
    }
    quantiles = {0.5: mean}
    for level in levels:
        lower, upper = table[f"lower_{level}"].to_numpy(), table[f"upper_{level}"].to_numpy()
        quantiles |= {0.5 - level / 200: lower, 0.5 + level / 200: upper}
        rows["forecast"][f"coverage_{level}"] = metrics.coverage(actual, lower, upper)
        rows["forecast"][f"msis_{level}"] = metrics.interval_score(actual, lower, upper, level) / unit
    rows["forecast"]["crps"] = metrics.crps(actual, quantiles)
    losses = table.assign(model_loss=np.abs(actual - mean), naive_loss=np.abs(actual - naive)).groupby("origin")
    overlap = int(table["step"].max()) - 1
    p_value = metrics.difference_test(
        losses["model_loss"].mean().to_numpy(), losses["naive_loss"].mean().to_numpy(), overlap
    )
    missed, by_naive = rows["forecast"]["mae"], rows["naive"]["mae"]
    improvement = 1 - missed / by_naive if by_naive > 0 else 0.0  # a naive forecast that was never out is not beaten
    return Backtest(table, pd.DataFrame(rows).T, improvement, p_value)


def _unit(history: Floats, season_length: int) -> float:
    """Return the unit of MASE; missing where the history never changes."""
    try:
        return metrics.naive_scale(history, season_length)
    except ImpossibleInputError:
        return float("nan")
