"""Control charts: which points of a series are signals, and which are the noise it always had.

References: Wheeler & Chambers (1992); NHS England, *Making Data Count*; Laney (2002) for p' and u'. The expected
answers of `xmr` come from NHSRplotthedots.
"""

from collections.abc import Hashable, Sequence
from typing import Literal

import numpy as np
import pandas as pd
import scipy

from analysis.methods import run_rules
from analysis.methods.inputs import Floats, ImpossibleInputError, Numbers, complete_series
from analysis.methods.seasonality import MonthFactors, factors_for, month_factors

Improvement = Literal["increase", "decrease", "neutral"]
Assurance = Literal["consistently", "not", "hit and miss"]

MOVING_RANGE_TO_LIMIT = 2.66  # 3 / d2(2), Wheeler & Chambers (1992)
MOVING_RANGE_UPPER_LIMIT = 3.267  # D4(2), Wheeler & Chambers (1992): a moving range beyond it is itself a signal
MOVING_RANGE_TO_SIGMA = 1.128  # d2(2), the same tables
BEYOND = 0.00135  # of a normal distribution, as much as lies beyond three standard deviations at one end
MOST_ALIKE = 0.9  # correlation within a period beyond which cases are hardly cases of their own
FIRM_FROM = 13  # below it limits are trial limits: Making Data Count asks for 12 to 13 points or more


def xmr(
    values: Numbers,
    *,
    rebase_at: Sequence[Hashable] = (),
    baseline: int | None = None,
    screen_outliers: bool = True,
    improvement: Improvement = "neutral",
) -> pd.DataFrame:
    """Individuals chart with natural process limits (XmR), one row per period, the index of `values` kept.

    values: one number per period, in order. rebase_at: where limits start anew (0-based positions, or labels of the
    index), only at dates a person gives with a reason. baseline: how many first points of each segment fix its limits.
    screen_outliers: leave out moving ranges that are signals themselves.

    Columns: value, mean, lower, upper, moving_range, signal (`outside`, `trend`, `two_in_three`, `shift`, `none`),
    direction (1 high, -1 low, 0), variation (`improvement`, `concern`, `neutral_high`, `neutral_low`, `common`),
    segment, trial (fewer than 13 points fix these limits) and improvement.
    Raises MissingValuesError (leave those periods out), TooFewPointsError below 2 points in all, and
    ImpossibleInputError on a position or baseline that the series does not have.

    >>> chart = xmr([20, 22, 21, 19, 23, 20, 22, 21, 20, 21, 22, 19, 35])
    >>> chart["signal"].iloc[-1], round(float(chart["upper"].iloc[-1]), 1), bool(chart["trial"].iloc[-1])
    ('outside', 27.0, False)
    """
    series = complete_series(values, "values", at_least=2)
    index = values.index if isinstance(values, pd.Series) else pd.RangeIndex(series.size)
    starts = _starts(rebase_at, index)
    _check_choices(improvement, baseline, series.size)
    parts = [
        _segment(series[start:end], baseline, screen_outliers=screen_outliers)
        for start, end in zip(starts, [*starts[1:], series.size], strict=True)
    ]
    chart = pd.concat(parts, keys=range(len(parts)), names=["segment", None]).reset_index("segment")
    return _classified(chart.set_axis(index), improvement)


def p_chart(
    numerator: Numbers, denominator: Numbers, *, laney: bool = True, improvement: Improvement = "neutral"
) -> pd.DataFrame:
    """Control chart of a proportion (0 to 1) whose denominator varies; Laney's p' unless `laney` is false.

    Columns as `xmr`, with `sigma_z` (1: no more variation than chance; with large denominators far more) in place of
    moving_range. Raises ImpossibleInputError on a numerator above its denominator or a denominator not above 0.
    Source: Laney (2002).

    >>> chart = p_chart([46, 50, 41, 60], [97, 96, 95, 99])
    >>> round(float(chart["mean"].iloc[0]), 3), bool(chart["trial"].all())
    (0.509, True)
    """
    events, trials = _counts(numerator, denominator)
    if (events > trials).any():
        raise ImpossibleInputError("A numerator is above its denominator.")
    mean = events.sum() / trials.sum()
    sigma = np.sqrt(mean * (1 - mean) / trials)
    chart = _attribute_chart(events / trials, mean, sigma, laney=laney)
    chart["upper"] = chart["upper"].clip(upper=1.0)
    return _classified(_indexed(chart, numerator), improvement)


def exact_p_chart(
    numerator: Numbers,
    denominator: Numbers,
    *,
    rebase_at: Sequence[Hashable] = (),
    baseline: int | None = None,
    improvement: Improvement = "neutral",
) -> pd.DataFrame:
    """Control chart of a proportion (0 to 1) of few cases, or one near 0 or 1, with exact limits.

    Limits are quantiles of the binomial distribution at each denominator. Where months vary by more than chance
    (Laney's sigma z above 1), they are those of the beta-binomial with that variance: waiting for proof of it leaves
    the limits too narrow where there are few months to prove it by. They are never closer than chance. Runs are counted
    about the median of the shares, as `centre`, on which points break a run; two of three near a limit do not count,
    since the limit may be the end of what is possible.

    Columns as `p_chart`, with `centre`. rebase_at, baseline: as `xmr`. Raises ImpossibleInputError as both do.
    Source: Laney (2002) for sigma z; Skellam (1948) for the beta-binomial.

    >>> chart = exact_p_chart([28, 36, 20, 36, 30, 28, 19], [30, 38, 22, 39, 33, 30, 36])
    >>> chart["signal"].to_list()[-2:], round(float(chart["lower"].iloc[0]), 2)
    (['none', 'outside'], 0.53)
    """
    events, trials = _counts(numerator, denominator)
    if (events > trials).any():
        raise ImpossibleInputError("A numerator is above its denominator.")
    index = numerator.index if isinstance(numerator, pd.Series) else pd.RangeIndex(events.size)
    starts = _starts(rebase_at, index)
    bounds = zip(starts, [*starts[1:], events.size], strict=True)
    _check_choices(improvement, baseline, events.size)
    parts = [_exact_segment(events[start:end], trials[start:end], baseline) for start, end in bounds]
    chart = pd.concat(parts, keys=range(len(parts)), names=["segment", None]).reset_index("segment")
    return _classified(chart.set_axis(index), improvement, near_limits=False)


def u_chart(
    count: Numbers, exposure: Numbers, *, laney: bool = True, improvement: Improvement = "neutral"
) -> pd.DataFrame:
    """Control chart of a rate of events per unit of exposure (children, days); Laney's u' unless `laney` is false.

    Columns as `p_chart`. Raises ImpossibleInputError on a negative count or an exposure not above 0.

    >>> chart = u_chart([160, 240, 155, 170], [10_000, 10_000, 10_000, 10_000], laney=False)
    >>> chart["signal"].to_list()
    ['none', 'outside', 'none', 'none']
    """
    events, people = _counts(count, exposure)
    mean = events.sum() / people.sum()
    chart = _attribute_chart(events / people, mean, np.sqrt(mean / people), laney=laney)
    return _classified(_indexed(chart, count), improvement)


def seasonal_xmr(
    values: pd.Series,
    *,
    factors: MonthFactors | None = None,
    rebase_at: Sequence[Hashable] = (),
    baseline: int | None = None,
    screen_outliers: bool = True,
    improvement: Improvement = "neutral",
) -> pd.DataFrame:
    """XmR chart of monthly figures that knows the time of year: every August is low, and that is no signal.

    values: a Series on monthly dates (Timestamps or Periods). factors: calendar-month indices, from the series itself
    unless given (give those of England or of similar authorities for a short or small series). The figures are charted
    after division by their month's index, and the limits multiplied back, so that mean and limits follow the season.
    Columns as `xmr`, with `month_factor` and `adjusted`. Where the season is not proven (`factors.stable` is false)
    every factor is 1 and the chart is the plain one. Raises what `xmr` and `month_factors` raise.

    >>> months = pd.period_range("2018-04", periods=48, freq="M")
    >>> referrals = pd.Series([150 if month.month == 8 else 200 for month in months], index=months) + np.arange(48) % 5
    >>> chart = seasonal_xmr(referrals)
    >>> chart.loc["2019-08", "signal"], xmr(referrals).loc["2019-08", "signal"]
    ('none', 'outside')
    """
    found = factors if factors is not None else month_factors(values)
    seasonal = factors_for(values.index, found) if found.stable else np.ones(len(values))
    adjusted = pd.Series(np.asarray(values, dtype=float) / seasonal, index=values.index)
    chart = xmr(
        adjusted, rebase_at=rebase_at, baseline=baseline, screen_outliers=screen_outliers, improvement=improvement
    )
    limits = {name: chart[name] * seasonal for name in ("mean", "lower", "upper")}
    return chart.assign(value=values.astype(float), **limits, month_factor=seasonal, adjusted=adjusted)


def carried_xmr(
    values: pd.Series,
    *,
    rebase_at: Sequence[Hashable] = (),
    baseline: int | None = None,
    improvement: Improvement = "neutral",
) -> pd.DataFrame:
    """XmR chart of a stock that carries over from period to period: its changes are charted, not its level.

    values: a Series, one number per period, in order. The points of a stock are not independent (a random walk strays
    from any mean), its changes nearly are: each point has the limits of a usual change after the point before it.
    Columns and errors as `xmr`; baseline: in changes. Below 3 points there is no second change, and the chart is the
    plain one. The first point has nothing before it and is never a signal. Source: Wheeler & Chambers (1992), on
    autocorrelated data.

    >>> plans = pd.Series([200.0, 204, 201, 205, 203, 208, 206, 211, 209, 213, 212, 216, 251])
    >>> carried_xmr(plans)["signal"].tolist()[-2:]
    ['none', 'outside']
    """
    if len(values) < 3:
        return xmr(values, rebase_at=rebase_at, baseline=baseline, improvement=improvement)
    level = values.astype(float)
    changes = level.diff().iloc[1:]
    starts = [start for start in rebase_at if start in changes.index]
    chart = xmr(changes, rebase_at=starts, baseline=baseline, improvement=improvement).reindex(level.index)
    before = level.shift().fillna(level)
    limits = {name: before + chart[name].fillna(0.0) for name in ("mean", "lower", "upper")}
    first = {"signal": "none", "direction": 0, "variation": "common", "segment": 0, "improvement": improvement}
    kept = {name: chart[name].fillna(value).astype(type(value)) for name, value in first.items()}
    return chart.assign(value=level, **limits, **kept, trial=chart["trial"].bfill().astype(bool))


def assurance(chart: pd.DataFrame, target: float, improvement: Improvement | None = None) -> Assurance:
    """Say whether the process as it is now meets `target`: consistently, not, or hit and miss (by chance).

    chart: of this module; its last segment counts, and its last limits where they vary. improvement: which way is
    better, that of the chart unless given. Raises ImpossibleInputError where neither way is better.
    Source: NHS England, *Making Data Count*, assurance icons.

    >>> chart = xmr([80, 82, 81, 79, 83, 80, 82, 81, 80, 81, 82, 79, 81], improvement="increase")
    >>> [assurance(chart, target) for target in (70, 80, 95)]
    ['consistently', 'hit and miss', 'not']
    """
    last = chart.iloc[-1]
    better = improvement or last["improvement"]
    if better not in ("increase", "decrease"):
        raise ImpossibleInputError('Neither way is better here: give improvement="increase" or "decrease".')
    if last["lower"] <= target <= last["upper"]:
        return "hit and miss"
    return "consistently" if (target < last["lower"]) == (better == "increase") else "not"


def _segment(values: Floats, baseline: int | None, *, screen_outliers: bool) -> pd.DataFrame:
    ranges = np.abs(np.diff(values))
    fixing = values[:baseline]
    mean, spread = fixing.mean(), _mean_moving_range(ranges[: fixing.size - 1], screen_outliers=screen_outliers)
    return pd.DataFrame(
        {
            "value": values,
            "mean": mean,
            "lower": mean - MOVING_RANGE_TO_LIMIT * spread,
            "upper": mean + MOVING_RANGE_TO_LIMIT * spread,
            "moving_range": np.concatenate([[np.nan], ranges]),
            "trial": fixing.size < FIRM_FROM,
        }
    )


def _mean_moving_range(ranges: Floats, *, screen_outliers: bool) -> float:
    if not ranges.size:
        return float("nan")
    mean = float(ranges.mean())
    usual = ranges[ranges < MOVING_RANGE_UPPER_LIMIT * mean]
    return float(usual.mean()) if screen_outliers and usual.size else mean


def _attribute_chart(shares: Floats, mean: float, sigma: Floats, *, laney: bool) -> pd.DataFrame:
    scores = (shares - mean) / np.where(sigma > 0, sigma, np.inf)
    sigma_z = float(np.abs(np.diff(scores)).mean()) / MOVING_RANGE_TO_SIGMA if laney else 1.0
    return pd.DataFrame(
        {
            "segment": 0,
            "value": shares,
            "mean": mean,
            "lower": np.maximum(0.0, mean - 3 * sigma * sigma_z),
            "upper": mean + 3 * sigma * sigma_z,
            "sigma_z": sigma_z,
            "trial": shares.size < FIRM_FROM,
        }
    )


def _exact_segment(events: Floats, trials: Floats, baseline: int | None) -> pd.DataFrame:
    shares, fixing = events / trials, slice(baseline)
    mean = float(events[fixing].sum() / trials[fixing].sum())
    sigma = np.sqrt(mean * (1 - mean) / trials)
    scores = ((shares - mean) / np.where(sigma > 0, sigma, np.inf))[fixing]
    sigma_z = float(np.abs(np.diff(scores)).mean()) / MOVING_RANGE_TO_SIGMA if scores.size > 1 else 1.0
    lower, upper = _exact_limits(mean, trials, max(1.0, sigma_z))
    return pd.DataFrame(
        {
            "value": shares,
            "mean": mean,
            "centre": float(np.median(shares[fixing])),
            "lower": lower,
            "upper": upper,
            "sigma_z": sigma_z,
            "trial": scores.size < FIRM_FROM,
        }
    )


def _exact_limits(mean: float, trials: Floats, spread: float) -> tuple[Floats, Floats]:
    """Return shares beyond which less than one in 740 lie at either end. spread: 1 is chance alone."""
    if not 0 < mean < 1:
        return np.full(trials.size, mean), np.full(trials.size, mean)
    within = scipy.stats.binom(trials, mean)
    if spread > 1:
        # Variance of a beta-binomial: n p q (1 + (n - 1) r). The same r for all, from the usual denominator.
        usual = max(float(np.median(trials)), 2.0)
        alike = min((spread**2 - 1) / (usual - 1), MOST_ALIKE)
        size = 1 / alike - 1
        within = scipy.stats.betabinom(trials, mean * size, (1 - mean) * size)
    return within.ppf(BEYOND) / trials, within.ppf(1 - BEYOND) / trials


def _classified(chart: pd.DataFrame, improvement: Improvement, *, near_limits: bool = True) -> pd.DataFrame:
    """Name each point's signal, looking at each segment by itself, with runs about the `centre` where there is one."""
    chart = chart.assign(signal="none", direction=0, improvement=improvement)
    for segment in chart["segment"].unique():
        rows = (chart["segment"] == segment).to_numpy()
        middle = "centre" if "centre" in chart else "mean"
        columns = (chart.loc[rows, name].to_numpy(dtype=float) for name in ("value", middle, "lower", "upper"))
        found = run_rules.signals(*columns, near_limits=near_limits)
        chart.loc[rows, "signal"], chart.loc[rows, "direction"] = found
    return chart.assign(variation=_variation(chart["direction"].to_numpy(), improvement))


def _variation(direction: run_rules.Signs, improvement: Improvement) -> np.ndarray:
    words = {
        "neutral": {1: "neutral_high", -1: "neutral_low"},
        "increase": {1: "improvement", -1: "concern"},
        "decrease": {1: "concern", -1: "improvement"},
    }[improvement]
    return np.array([words.get(int(sign), "common") for sign in direction])


def _starts(rebase_at: Sequence[Hashable], index: pd.Index) -> list[int]:
    starts = {0}
    for place in rebase_at:
        if place in index:
            starts.add(int(index.get_indexer([place])[0]))
        elif isinstance(place, int | np.integer) and 0 <= place < len(index):
            starts.add(int(place))
        else:
            raise ImpossibleInputError(f"The series cannot be rebased at {place}: it is no label or position of it.")
    return sorted(starts)


def _check_choices(improvement: str, baseline: int | None, size: int) -> None:
    if improvement not in ("increase", "decrease", "neutral"):
        raise ImpossibleInputError(f'improvement is "{improvement}"; choose "increase", "decrease" or "neutral".')
    if baseline is not None and not 2 <= baseline <= size:
        raise ImpossibleInputError(f"A baseline of {baseline} points does not fit a series of {size}.")


def _counts(numerator: Numbers, denominator: Numbers) -> tuple[Floats, Floats]:
    events = complete_series(numerator, "the numerator", at_least=2)
    trials = complete_series(denominator, "the denominator", at_least=2)
    if events.size != trials.size:
        raise ImpossibleInputError(f"{events.size} numerators do not fit {trials.size} denominators.")
    if (events < 0).any() or (trials <= 0).any():
        raise ImpossibleInputError("A numerator is negative, or a denominator is not above 0.")
    return events, trials


def _indexed(chart: pd.DataFrame, like: Numbers) -> pd.DataFrame:
    return chart.set_axis(like.index) if isinstance(like, pd.Series) else chart
