"""Seasonality of monthly figures: an index for each calendar month, and whether it can be relied on.

The decomposition is STL (Cleveland et al. 1990) on logarithms with a periodic season, so that a month's index says by
how much it usually differs from the year around it. Evidence: the F-test of stable seasonality (months differ in the
same way every year, with the trend removed), at the level that X-11 and X-13 use; the strength of the season (Wang,
Smith & Hyndman 2006); and how well the indices of every second year agree with those of the other years.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy

from analysis.methods.inputs import Floats, ImpossibleInputError, complete_series

YEAR = 12
AT_LEAST_YEARS = 3  # STL needs two; with two the halves of the evidence would be one year each
SIGNIFICANT = 0.001  # monthly figures are not independent, so the usual 0.05 would find seasons everywhere


@dataclass(frozen=True, slots=True)
class MonthFactors:
    """Calendar-month indices (month 1-12 -> factor, average 1) and the evidence for them.

    stable: months differ in the same way every year (p_value below 0.001) and the two halves of the years agree
    (agreement above 0). p_value: F-test. strength: share of the variation around the trend that is season, 0-1.
    agreement: correlation between the indices of every second year and of the others. years: whole years used.
    """

    factors: pd.Series
    p_value: float
    strength: float
    agreement: float
    years: int

    @property
    def stable(self) -> bool:
        """Whether the season may be relied on."""
        return bool(self.p_value < SIGNIFICANT and self.agreement > 0)


def month_factors(values: pd.Series) -> MonthFactors:
    """Estimate calendar-month indices of a monthly series without gaps.

    values: a Series on monthly dates (Timestamps or Periods), above 0, of 36 months or more.
    Raises MissingValuesError on missing months' values, TooFewPointsError below 36, ImpossibleInputError where the
    index is not monthly and without gaps or a value is not above 0.

    >>> months = pd.period_range("2012-04", periods=72, freq="M")
    >>> referrals = pd.Series([150 if month.month == 8 else 200 for month in months], index=months)
    >>> found = month_factors(referrals + np.arange(72) % 5)
    >>> round(float(found.factors[8]), 2), found.stable
    (0.77, True)
    """
    series = complete_series(values, "values", at_least=AT_LEAST_YEARS * YEAR)
    months = calendar_months(values.index)
    if (series <= 0).any():
        raise ImpossibleInputError("Month factors are ratios: every value must be above 0.")
    logs = np.log(series)
    seasonal, residual = _periodic_stl(logs)
    levels = pd.Series(seasonal).groupby(months).mean()
    factors = np.exp(levels)
    detrended = _by_year(seasonal + residual, months)
    return MonthFactors(
        factors=(factors / factors.mean()).rename("factor").rename_axis("month"),
        p_value=float(scipy.stats.f_oneway(*detrended.T).pvalue),
        strength=max(0.0, 1 - float(residual.var() / max((seasonal + residual).var(), np.finfo(float).tiny))),
        agreement=_agreement(detrended),
        years=len(detrended),
    )


def factors_for(index: pd.Index, factors: MonthFactors) -> Floats:
    """Return the factor of each month of a monthly `index`. Raises what `calendar_months` raises.

    >>> months = pd.period_range("2018-04", periods=48, freq="M")
    >>> found = month_factors(pd.Series([150.0 if month.month == 8 else 200.0 for month in months], index=months))
    >>> factors_for(months[3:5], found).round(2).tolist()
    [1.02, 0.77]
    """
    found = factors.factors.loc[calendar_months(index)]
    return np.asarray(found, dtype=float)


def calendar_months(index: pd.Index) -> np.ndarray:
    """Return the calendar month (1-12) of each entry. Raises ImpossibleInputError unless monthly, without gaps.

    >>> calendar_months(pd.period_range("2020-11", periods=3, freq="M")).tolist()
    [11, 12, 1]
    """
    if not isinstance(index, pd.PeriodIndex | pd.DatetimeIndex):
        raise ImpossibleInputError("A monthly series needs dates or monthly periods as its index.")
    counted = np.asarray(index.year * YEAR + index.month)
    if (np.diff(counted) != 1).any():
        place = int(np.flatnonzero(np.diff(counted) != 1)[0])
        raise ImpossibleInputError(f"The index is not one month after another: {index[place]} then {index[place + 1]}.")
    return np.asarray(index.month, dtype=np.int64)


def _periodic_stl(logs: Floats) -> tuple[Floats, Floats]:
    # A seasonal window of ten times the series with degree 0 is R's s.window = "periodic": one pattern for all years.
    from statsmodels.tsa.seasonal import STL  # noqa: PLC0415 - loads when a season is looked for

    fit = STL(logs, period=YEAR, seasonal=10 * logs.size + 1, seasonal_deg=0, robust=True).fit()
    return np.asarray(fit.seasonal), np.asarray(fit.resid)


def _by_year(detrended: Floats, months: np.ndarray) -> Floats:
    """One row per twelve months from the first, columns in calendar order."""
    whole = detrended.size // YEAR * YEAR
    rows = detrended[:whole].reshape(-1, YEAR)
    return rows[:, np.argsort(months[:YEAR])]


def _agreement(detrended: Floats) -> float:
    halves = [np.median(detrended[start::2], axis=0) for start in (0, 1)]
    if any(np.ptp(half) == 0 for half in halves):
        return 0.0
    return float(scipy.stats.pearsonr(*halves).statistic)
