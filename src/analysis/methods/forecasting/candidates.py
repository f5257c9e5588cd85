"""The models a single series may be forecast with: each takes numbers in order and says the next ones.

They know nothing of seasons or bounds; `combination` adjusts before them and puts back after them. statsmodels fits
them, and loads with the first fit: panels are forecast without it. A fit that fails or runs away gives the last value:
a combination must not fall for the sake of one part.
"""

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from analysis.methods.inputs import Floats

Starts = dict[str, Floats]  # by model: the parameters found last, from which the next search begins
FEWEST_TO_FIT = 6
SEARCH = {"maxiter": 30, "pgtol": 1e-4, "factr": 1e9}  # to 2e-7 of the likelihood: closer changes no forecast
HELD_TO_NONE = 0.03  # of the variance of the changes: of .03, .1, .3 the best on the series that choose
FURTHEST_RANGES = 4.0  # a forecast further from the last value than this many ranges of the series has run away


def last_value(values: Floats, horizon: int) -> Floats:
    """Repeat the last value."""
    repeated: Floats = np.repeat(values[-1], horizon)
    return repeated


def drift(values: Floats, horizon: int) -> Floats:
    """Continue the mean change of the whole series."""
    change = (values[-1] - values[0]) / max(len(values) - 1, 1)
    ahead: Floats = values[-1] + change * np.arange(1, horizon + 1)
    return ahead


def smoothing(values: Floats, horizon: int) -> Floats:
    """Simple exponential smoothing, ETS(A,N,N)."""
    return _fitted(lambda: _exponential(values, horizon, error="add"), values, horizon)


def damped_trend(values: Floats, horizon: int) -> Floats:
    """Exponential smoothing with a damped trend, ETS(A,Ad,N)."""
    return _fitted(
        lambda: _exponential(values, horizon, error="add", trend="add", damped_trend=True),
        values,
        horizon,
    )


def relative_trend(values: Floats, horizon: int) -> Floats:
    """Exponential smoothing with a trend and errors in proportion to the level, ETS(M,A,N); needs values above 0."""
    if (values <= 0).any():
        return last_value(values, horizon)
    return _fitted(lambda: _exponential(values, horizon, error="mul", trend="add"), values, horizon)


def theta(values: Floats, horizon: int) -> Floats:
    """Theta (Assimakopoulos & Nikolopoulos 2000): the mean of a straight line and a smoothed line of twice the bend."""
    time = np.arange(len(values))
    slope, start = np.polyfit(time, values, 1)
    line = start + slope * np.arange(len(values), len(values) + horizon)
    ahead: Floats = (line + smoothing(2 * values - (start + slope * time), horizon)) / 2
    return ahead


def arima(values: Floats, horizon: int, starts: Starts | None = None) -> Floats:
    """ARIMA(1,1,1). starts: of models fitted to an earlier part of the series; brought up to date by the fit."""
    return _fitted(lambda: _sarimax(values, horizon, (0, 0, 0, 0), starts=starts), values, horizon)


def airline(values: Floats, horizon: int, season_length: int, starts: Starts | None = None) -> Floats:
    """ARIMA(0,1,1)(0,1,1), the airline model: level and season move (Box & Jenkins). starts: as `arima`."""
    if len(values) < 2 * season_length + FEWEST_TO_FIT:
        return last_value(values, horizon)
    seasonal = (0, 1, 1, season_length)
    return _fitted(lambda: _sarimax(values, horizon, seasonal, (0, 1, 1), starts), values, horizon)


def long_autoregression(values: Floats, horizon: int, season_length: int) -> Floats:
    """Regress each change on those of a season and one step before it, held towards none (ridge; Hoerl & Kennard 1970).

    It sees the season as it comes, unadjusted. Where there are not two changes to each coefficient and a few more, the
    last season is repeated.
    """
    lags = season_length + 1
    if len(values) < 2 * lags + FEWEST_TO_FIT + 1:
        return values[len(values) - season_length + np.arange(horizon) % season_length]
    return _fitted(lambda: _ridge(values, horizon, lags), values, horizon)


def local_level(values: Floats, horizon: int) -> Floats:
    """Local level: a random walk seen through noise, in state space."""
    from statsmodels.tsa.statespace.structural import UnobservedComponents  # noqa: PLC0415 - see above

    return _fitted(lambda: UnobservedComponents(values, "llevel").fit(disp=False).forecast(horizon), values, horizon)


def _ridge(values: Floats, horizon: int, lags: int) -> Floats:
    """Regress the changes of a series on so many before each, and add the forecast changes up."""
    changes = np.diff(values)
    before = np.lib.stride_tricks.sliding_window_view(changes, lags)[:-1, ::-1]
    after = changes[lags:]
    hold = HELD_TO_NONE * float(np.mean(changes**2)) * len(after) * np.eye(lags)
    shares = np.linalg.solve(before.T @ before + hold, before.T @ after)
    known = list(changes)
    for _ in range(horizon):
        known.append(float(shares @ known[: -lags - 1 : -1]))
    ahead: Floats = values[-1] + np.cumsum(known[len(changes) :])
    return ahead


def _exponential(values: Floats, horizon: int, **form: Any) -> Floats:  # noqa: ANN401 - as ETSModel takes them
    """Exponential smoothing of a form: error, trend, damped_trend."""
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel  # noqa: PLC0415 - see above

    ahead: Floats = ETSModel(values, **form).fit(disp=False).forecast(horizon)
    return ahead


def _sarimax(
    values: Floats,
    horizon: int,
    seasonal: tuple[int, int, int, int],
    order: tuple[int, int, int] = (1, 1, 1),
    starts: Starts | None = None,
) -> Floats:
    """Difference the series, fit an ARMA model with its season, and add the forecast differences up again.

    The same model as differencing inside the state space, with a smaller state and in less time. A search that begins
    where that of a few months earlier ended takes a quarter of the steps.
    """
    from statsmodels.tsa.statespace.sarimax import SARIMAX  # noqa: PLC0415 - see above

    lags = [1] * order[1] + [seasonal[3]] * seasonal[1]
    stages = [values]
    for lag in lags:
        stages.append(stages[-1][lag:] - stages[-1][:-lag])
    model = SARIMAX(
        stages[-1],
        order=(order[0], 0, order[2]),
        seasonal_order=(seasonal[0], 0, *seasonal[2:]),
        concentrate_scale=True,
    )
    found = {} if starts is None else starts
    form = f"{order}{seasonal}"
    result = model.fit(start_params=found.get(form), disp=False, cov_type="none", **SEARCH)
    found[form] = result.params
    ahead = list(result.forecast(horizon))
    for lag, stage in zip(reversed(lags), reversed(stages[:-1]), strict=True):
        level = list(stage[-lag:])
        for change in ahead:
            level.append(level[-lag] + change)
        ahead = level[lag:]
    return np.array(ahead)


def _fitted(fit: Callable[[], Floats], values: Floats, horizon: int) -> Floats:
    """Run a fit; whether it converged is judged by its forecast, so its warnings are not passed on."""
    spread = float(np.ptp(values))
    if len(values) < FEWEST_TO_FIT or spread == 0:
        return last_value(values, horizon)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            forecast = np.asarray(fit(), dtype=float)
        except (ValueError, np.linalg.LinAlgError, ArithmeticError, IndexError):
            return last_value(values, horizon)
    usable = np.isfinite(forecast).all() and np.abs(forecast - values[-1]).max() <= FURTHEST_RANGES * spread
    return forecast if usable else last_value(values, horizon)
