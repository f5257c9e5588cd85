"""One way in: which kind of forecast a series gets."""

from dataclasses import replace

import numpy as np
import pandas as pd

from analysis.methods.forecasting.history import read_history
from analysis.methods.forecasting.local_level import Walk, forecast_walk
from analysis.methods.forecasting.panel import fits_panel, forecast_panel
from analysis.methods.forecasting.result import Forecast
from analysis.methods.forecasting.scale import Kind, working_scale
from analysis.methods.forecasting.single import forecast_single

THE_SERIES = "__series__"  # its column in the panel, whatever it is called there


def forecast(  # noqa: PLR0913 - what is forecast, how far, and what is known of it
    series: pd.Series,
    horizon: int,
    *,
    season_length: int,
    levels: tuple[int, ...] = (80, 95),
    panel: pd.DataFrame | None = None,
    kind: Kind = "count",
    repeat: bool = False,
    walk: Walk | None = None,
) -> Forecast:
    """Forecast a series with calibrated intervals.

    series: one value per period in the unit of the result, its index years, dates or periods in order; a missing
    value inside is filled from its neighbours and counted in `why`, missing values at the end are forecast and left
    out. season_length: 1 for annual, 12 for monthly. levels: of the intervals, per cent. panel: the same measure for
    other areas (columns) over the same index; the series itself may be among them under its own name. Rows of the
    panel after the series ends are not used. kind: decides the bounds (percent 0 to 100, the others 0 and above).
    repeat: only repeat the last year, season or value of the series itself, with the intervals that this earned.
    walk: of months that are too few to show a season, whether they are a `stock` or a `flow` (`local_level`).
    Raises TooFewPointsError below 3 known points and ImpossibleInputError for values outside the bounds.

    >>> rates = pd.Series([70.0, 82.0, 78.0, 84.0, 81.0], index=[2017, 2018, 2019, 2020, 2021])
    >>> forecast(rates, 2, season_length=1, kind="rate").frame["mean"].round(1).to_dict()
    {2022: 81.4, 2023: 81.4}
    """
    history = read_history(series, horizon, season_length)
    together = None if panel is None or repeat else _join_panel(series, panel, season_length)
    if together is not None:
        every = forecast_panel(
            together, horizon, season_length=season_length, levels=levels, kind=kind, wanted=[THE_SERIES]
        )
        result = every[THE_SERIES]
        frame = result.frame.set_axis(history.labels)
        return Forecast(frame, result.model, replace(result.why, filled=history.filled))
    scale = working_scale(history.values, kind)
    steps = horizon + history.waiting
    if walk is None or repeat:
        result = forecast_single(scale.into(history.values), steps, season_length, levels, scale, repeat=repeat)
    else:
        result = forecast_walk(scale.into(history.values), steps, levels, scale, walk)
    frame = result.frame.iloc[history.waiting :].set_axis(history.labels)
    return Forecast(frame, result.model, replace(result.why, filled=history.filled))


def _join_panel(series: pd.Series, panel: pd.DataFrame, season_length: int) -> pd.DataFrame | None:
    """Return the panel over the periods of the series, with the series as a column of its own.

    None where what is left is too short or too narrow (`fits_panel`): it then says less than the series itself.
    """
    others = panel.drop(columns=[series.name], errors="ignore").reindex(series.index)
    others = others.loc[:, others.notna().any(axis=0)]
    if not fits_panel(len(others), others.shape[1] + 1, season_length):
        return None
    ours = pd.Series(series.to_numpy(dtype=float, na_value=np.nan), index=others.index, name=THE_SERIES)
    return pd.concat([others, ours], axis=1)
