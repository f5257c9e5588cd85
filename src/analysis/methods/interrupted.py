"""Interrupted time series: counts after a date that is known beforehand, against what they would have been.

A segmented count regression with a trend and a change of level at the intervention; a second fit adds one of slope.
References: Lopez Bernal, Cummins & Gasparrini (2017), whose Sicily example is the reference, run in R.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
import scipy
from statsmodels.genmod import families
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.stats.diagnostic import acorr_ljungbox

from analysis.methods.inputs import Floats, ImpossibleInputError, Numbers, TooFewPointsError, complete_series

Family = Literal["poisson", "quasi_poisson", "negative_binomial"]

YEAR = 12
LEAST_A_SIDE = 3
AUTOCORRELATED_BELOW = 0.05
LOG_ALPHA = (-16.0, 3.0)  # from no overdispersion that matters to counts that vary twenty times their mean
CANNOT_SHOW = (
    "It cannot tell the intervention from anything else that happened at the same time.",
    "It takes the trend before as what would have gone on, which is a guess the longer the time after.",
)


@dataclass(frozen=True, slots=True)
class Effect:
    """A rate ratio with its interval: 0.9 is 10% fewer. For a slope: per period."""

    ratio: float
    lower: float
    upper: float
    p_value: float


@dataclass(frozen=True, slots=True)
class InterruptedSeries:
    """A fitted interrupted time series.

    level: the step at the intervention. slope: the change of trend per period after it, from a second fit that has
    both. coefficients: estimate (log scale), se, ratio, lower, upper, p_value for each term of the first fit.
    path: per period: count, fitted, counterfactual (without the intervention), counterfactual_lower and _upper
    (uncertainty of the fitted line, not of single counts). difference: events after the intervention, fitted less
    counterfactual. autocorrelation: of deviance residuals, lag 0 on. residual_p_value: Ljung-Box; `autocorrelated` says
    whether the errors are too small without `hac`. dispersion: Pearson chi-squared by degrees of freedom (1: chance);
    for quasi-Poisson the errors allow for it. alpha: of the negative binomial, else null.
    """

    level: Effect
    slope: Effect
    coefficients: pd.DataFrame
    path: pd.DataFrame
    difference: float
    deviance: float
    dispersion: float
    durbin_watson: float
    autocorrelation: tuple[float, ...]
    residual_p_value: float
    family: Family
    hac_lags: int | None
    alpha: float | None
    cannot_show: tuple[str, ...] = CANNOT_SHOW

    @property
    def autocorrelated(self) -> bool:
        """Whether neighbouring residuals resemble each other, so that plain errors are too small."""
        return self.residual_p_value < AUTOCORRELATED_BELOW


class _Fit(NamedTuple):
    beta: Floats
    covariance: Floats
    means: Floats
    deviance_residuals: Floats
    deviance: float
    dispersion: float
    alpha: float | None


def interrupted_time_series(
    counts: Numbers,
    intervention: Hashable | Sequence[int],
    population: Numbers | None = None,
    *,
    season: int | None = None,
    family: Family = "quasi_poisson",
    hac: bool | int = False,
    confidence: float = 0.95,
) -> InterruptedSeries:
    """Estimate how counts changed at a date that was chosen without looking at them.

    counts: one whole number per period, in order. intervention: the first period of the new regime (label of the
    index or 0-based position), or a 0/1 vector. population: people (offset), one per period. season: how many pairs of
    sine and cosine waves of the year to include (2 is usual), for monthly series: calendar months where the index has
    them, else the first period is January. hac: Newey-West errors for autocorrelated counts, with the lags given or
    the usual 4 (n / 100)^(2/9). Raises MissingValuesError, TooFewPointsError (three periods on each side and more
    periods than terms) and ImpossibleInputError on negative counts, populations not above 0 or an unknown date.

    >>> found = interrupted_time_series([50, 52, 51, 53, 54, 40, 41, 43, 42, 44], 5, family="poisson")
    >>> round(found.level.ratio, 2), round(found.difference)
    (0.73, -76)
    """
    series = complete_series(counts, "counts", at_least=2 * LEAST_A_SIDE)
    index = counts.index if isinstance(counts, pd.Series) else pd.RangeIndex(series.size)
    if (series < 0).any():
        raise ImpossibleInputError("A count is negative.")
    after = _after(intervention, index)
    offset = _offset(population, series.size)
    design = _design(after, index, season)
    if series.size <= design.shape[1] + 1:
        raise TooFewPointsError(f"{series.size} periods are too few for {design.shape[1] + 1} terms.")
    lags = _lags(hac, series.size)
    fit = _fitted(series, design, offset, family, lags)
    sloped = design.assign(slope=np.where(after, np.cumsum(after), 0.0))
    with_slope = _coefficients(_fitted(series, sloped, offset, family, lags), sloped, confidence)
    coefficients = _coefficients(fit, design, confidence)
    path = _path(series, fit, design, offset, confidence).set_axis(index)
    residuals = fit.deviance_residuals
    return InterruptedSeries(
        level=_effect(coefficients.loc["level"]),
        slope=_effect(with_slope.loc["slope"]),
        coefficients=coefficients,
        path=path,
        difference=float((path["fitted"] - path["counterfactual"])[after.astype(bool)].sum()),
        deviance=fit.deviance,
        dispersion=fit.dispersion,
        durbin_watson=float((np.diff(residuals) ** 2).sum() / (residuals**2).sum()),
        autocorrelation=_autocorrelation(residuals),
        residual_p_value=float(acorr_ljungbox(residuals, lags=[_residual_lags(series.size)])["lb_pvalue"].iloc[0]),
        family=family,
        hac_lags=lags,
        alpha=fit.alpha,
    )


def _after(intervention: object, index: pd.Index) -> Floats:
    if isinstance(intervention, Sequence | np.ndarray | pd.Series) and not isinstance(intervention, str):
        after = np.asarray(intervention, dtype=float)
        if after.shape != (len(index),) or not np.isin(after, [0, 1]).all():
            raise ImpossibleInputError("The intervention vector must hold 0 or 1 for each period.")
    else:
        after = (np.arange(len(index)) >= _position(intervention, index)).astype(float)
    if min(after.sum(), len(index) - after.sum()) < LEAST_A_SIDE:
        raise TooFewPointsError(f"There must be {LEAST_A_SIDE} periods before the intervention and after it.")
    return after


def _position(label: object, index: pd.Index) -> int:
    if isinstance(index, pd.PeriodIndex | pd.DatetimeIndex) and isinstance(label, str):
        return int(
            index.searchsorted(pd.Period(label, freq=index.freq) if isinstance(index, pd.PeriodIndex) else label)
        )
    if label in index:
        return int(index.get_indexer([label])[0])
    if isinstance(label, int | np.integer) and 0 <= label < len(index):
        return int(label)
    raise ImpossibleInputError(f"The series has no period {label}.")


def _offset(population: Numbers | None, size: int) -> Floats:
    if population is None:
        return np.zeros(size)
    people = complete_series(population, "population", at_least=size)
    if people.size != size or (people <= 0).any():
        raise ImpossibleInputError("population must have one number above 0 per period.")
    return np.asarray(np.log(people))


def _design(after: Floats, index: pd.Index, season: int | None) -> pd.DataFrame:
    time = np.arange(1, len(index) + 1)
    design = pd.DataFrame({"constant": 1.0, "level": after, "time": time.astype(float)})
    month = np.asarray(index.month) if isinstance(index, pd.PeriodIndex | pd.DatetimeIndex) else time
    for wave in range(1, (season or 0) + 1):
        design[f"sin_{wave}"] = np.sin(2 * np.pi * wave * month / YEAR)
        design[f"cos_{wave}"] = np.cos(2 * np.pi * wave * month / YEAR)
    return design


def _lags(hac: bool | int, size: int) -> int | None:  # noqa: FBT001 -- true means the usual number of lags
    if hac is False:
        return None
    return int(4 * (size / 100) ** (2 / 9)) if hac is True else int(hac)


def _fitted(counts: Floats, design: pd.DataFrame, offset: Floats, family: Family, lags: int | None) -> _Fit:
    alpha = None
    model_family = families.Poisson()
    if family == "negative_binomial":
        alpha = _likeliest_alpha(counts, design.to_numpy(), offset)
        model_family = families.NegativeBinomial(alpha=alpha)
    elif family not in ("poisson", "quasi_poisson"):
        raise ImpossibleInputError(f'There is no family "{family}".')
    model = GLM(counts, design.to_numpy(), family=model_family, offset=offset)
    choices = {"scale": "X2"} if family == "quasi_poisson" else {}
    robust = {} if lags is None else {"cov_type": "HAC", "cov_kwds": {"maxlags": lags}}
    found = model.fit(**choices, **robust, tol=1e-12)
    return _Fit(
        beta=np.asarray(found.params),
        covariance=np.asarray(found.cov_params()),
        means=np.asarray(found.mu),
        deviance_residuals=np.asarray(found.resid_deviance),
        deviance=float(found.deviance),
        dispersion=float(found.pearson_chi2 / found.df_resid),
        alpha=alpha,
    )


def _likeliest_alpha(counts: Floats, design: Floats, offset: Floats) -> float:
    """Maximise the negative binomial likelihood over its dispersion, the coefficients fitted at each."""

    def loss(log_alpha: float) -> float:
        family = families.NegativeBinomial(alpha=float(np.exp(log_alpha)))
        return -float(GLM(counts, design, family=family, offset=offset).fit().llf)

    return float(np.exp(scipy.optimize.minimize_scalar(loss, bounds=LOG_ALPHA, method="bounded").x))


def _coefficients(fit: _Fit, design: pd.DataFrame, confidence: float) -> pd.DataFrame:
    se = np.sqrt(np.diag(fit.covariance))
    reach = scipy.stats.norm.isf((1 - confidence) / 2) * se
    return pd.DataFrame(
        {
            "estimate": fit.beta,
            "se": se,
            "ratio": np.exp(fit.beta),
            "lower": np.exp(fit.beta - reach),
            "upper": np.exp(fit.beta + reach),
            "p_value": 2 * scipy.stats.norm.sf(np.abs(fit.beta) / se),
        },
        index=design.columns,
    )


def _path(counts: Floats, fit: _Fit, design: pd.DataFrame, offset: Floats, confidence: float) -> pd.DataFrame:
    without = design.assign(level=0.0).to_numpy()
    line = without @ fit.beta + offset
    reach = scipy.stats.norm.isf((1 - confidence) / 2) * np.sqrt(
        np.einsum("ij,jk,ik->i", without, fit.covariance, without)
    )
    return pd.DataFrame(
        {
            "count": counts,
            "fitted": fit.means,
            "counterfactual": np.exp(line),
            "counterfactual_lower": np.exp(line - reach),
            "counterfactual_upper": np.exp(line + reach),
        }
    )


def _effect(row: pd.Series) -> Effect:
    return Effect(*(float(row[name]) for name in ("ratio", "lower", "upper", "p_value")))


def _autocorrelation(residuals: Floats) -> tuple[float, ...]:
    centred = residuals - residuals.mean()
    lags = range(min(YEAR, residuals.size - 2) + 1)
    return tuple(float((centred[lag:] * centred[: centred.size - lag]).sum() / (centred**2).sum()) for lag in lags)


def _residual_lags(size: int) -> int:
    return max(1, min(10, size // 5))  # Hyndman & Athanasopoulos (2021), section 5.4
