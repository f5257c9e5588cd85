"""Drivers: whether something that changed in an authority was followed by a change in what is explained.

A panel regression with an effect for each area and each year: the one takes out all that never changes in an area, the
other all that changed everywhere. Errors are clustered by area. References: Wooldridge (2010), chapter 10; Cameron &
Miller (2015) for the errors; Nickell (1981) for what a lagged outcome does to short panels; Holm (1979).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import scipy

from analysis.methods.inputs import Floats, ImpossibleInputError, TooFewPointsError

LEAST_AREAS = 30  # Cameron & Miller (2015): with fewer clusters the errors are too small
CONVERGED = 1e-11

CANNOT_SHOW = (
    "It does not show cause: something else that changed in the same areas at the same time would look alike.",
    "It is about areas over years, not about children or families, and not about this one area.",
    "It sees nothing that hardly changes from year to year, such as deprivation, however much that may matter.",
    "A driver that is measured badly has its effect understated.",
)
NICKELL = "With the outcome's own lag included, effects are biased where there are few years (Nickell 1981)."


@dataclass(frozen=True, slots=True)
class DynamicRegression:
    """A fitted panel regression.

    coefficients, by driver and lag: estimate, se, lower, upper, p_value, p_holm (allowing for how many were tried),
    within_sd (of the driver, effects removed) and effect_per_sd (in the outcome's unit). leads: the same regression
    with next year's drivers added: a lead that matters says that the outcome came first. within_r2: of the variation
    that is left after area and year effects. cannot_show: to be said wherever the result is.
    """

    coefficients: pd.DataFrame
    leads: pd.DataFrame
    within_r2: float
    observations: int
    areas: int
    years: tuple[int, int]
    own_lag: bool
    logged: bool
    cannot_show: tuple[str, ...]


def dynamic_regression(
    panel: pd.DataFrame,
    outcome: str,
    drivers: Mapping[str, int | Sequence[int]],
    *,
    own_lag: bool = False,
    log: bool = False,
    confidence: float = 0.95,
) -> DynamicRegression:
    """Regress an outcome on lagged drivers across areas and years, with area and year effects.

    panel: one row per area and year with columns `area`, `year` (whole numbers), the outcome and the drivers; rows with
    a missing figure among those needed are left out. drivers: column -> lag or lags in years (0 is the same year).
    own_lag: add the outcome of the year before. log: take logarithms of the outcome and the drivers, so that estimates
    are elasticities (0.1: 1% more of the driver goes with 0.1% more); all must be above 0.
    Raises ImpossibleInputError on absent columns, repeated rows or figures that have no logarithm, and
    TooFewPointsError below 30 areas or where nothing varies within areas.

    >>> rng = np.random.default_rng(1)
    >>> area, year = np.repeat(range(60), 10), np.tile(range(10), 60)
    >>> panel = pd.DataFrame({"area": area, "year": year, "x": rng.normal(size=600)})
    >>> panel["outcome"] = 3 * panel.groupby("area")["x"].shift().fillna(0) + area + rng.normal(size=600)
    >>> found = dynamic_regression(panel, "outcome", {"x": 1})
    >>> round(float(found.coefficients.loc[("x", 1), "estimate"]), 1)
    3.0
    """
    frame = _checked(panel, outcome, drivers, log=log)
    lagged = {(name, lag): _lagged(frame, name, lag) for name, lags in drivers.items() for lag in _lags(lags)}
    if own_lag:
        lagged[outcome, 1] = _lagged(frame, outcome, 1)
    leads = {(name, -1): _lagged(frame, name, -1) for name in drivers}
    fit = _fit(frame, outcome, lagged, confidence)
    lead_fit = _fit(frame, outcome, lagged | leads, confidence)
    return DynamicRegression(
        coefficients=fit.coefficients,
        leads=lead_fit.coefficients.loc[list(leads)],
        within_r2=fit.within_r2,
        observations=fit.observations,
        areas=fit.areas,
        years=fit.years,
        own_lag=own_lag,
        logged=log,
        cannot_show=(*CANNOT_SHOW, NICKELL) if own_lag else CANNOT_SHOW,
    )


@dataclass(frozen=True, slots=True)
class _DriverFit:
    coefficients: pd.DataFrame
    within_r2: float
    observations: int
    areas: int
    years: tuple[int, int]


def _checked(
    panel: pd.DataFrame, outcome: str, drivers: Mapping[str, int | Sequence[int]], *, log: bool
) -> pd.DataFrame:
    needed = ["area", "year", outcome, *drivers]
    absent = [name for name in needed if name not in panel]
    if absent or not drivers:
        raise ImpossibleInputError(f"The panel has no column {', '.join(absent)}." if absent else "Name a driver.")
    frame = panel[list(dict.fromkeys(needed))].copy()
    if frame.duplicated(["area", "year"]).any():
        raise ImpossibleInputError("An area has two rows for one year.")
    if log:
        columns = [outcome, *drivers]
        if (frame[columns] <= 0).any(axis=None):
            raise ImpossibleInputError("A figure of 0 or less has no logarithm; leave it out or use log=False.")
        frame[columns] = np.log(frame[columns].astype(float))
    return frame


def _lags(lags: int | Sequence[int]) -> Sequence[int]:
    found = [lags] if isinstance(lags, int) else list(lags)
    if any(lag < 0 for lag in found):
        raise ImpossibleInputError("A lag is 0 or more years; leads are tested besides.")
    return found


def _lagged(frame: pd.DataFrame, name: str, lag: int) -> Floats:
    """Value of `lag` years before, by year and not by row, so that a gap in the years stays a gap."""
    earlier = frame.set_index(["area", "year"])[name].astype(float)
    wanted = pd.MultiIndex.from_arrays([frame["area"], frame["year"] - lag])
    return np.asarray(earlier.reindex(wanted), dtype=float)


def _fit(frame: pd.DataFrame, outcome: str, lagged: Mapping[tuple[str, int], Floats], confidence: float) -> _DriverFit:
    y, x = frame[outcome].to_numpy(dtype=float), np.column_stack(list(lagged.values()))
    known = ~(np.isnan(y) | np.isnan(x).any(axis=1))
    areas = pd.factorize(frame["area"][known])[0]
    years = pd.factorize(frame["year"][known])[0]
    number = int(areas.max()) + 1 if areas.size else 0
    if number < LEAST_AREAS:
        raise TooFewPointsError(f"{number} areas have figures; clustered errors need {LEAST_AREAS}.")
    within = _demeaned(np.column_stack([y[known], x[known]]), areas, years)
    target, design = within[:, 0], within[:, 1:]
    moment = design.T @ design
    if np.linalg.matrix_rank(design) < design.shape[1]:
        raise TooFewPointsError("A driver does not vary within areas and years, or two say the same.")
    beta = np.asarray(np.linalg.solve(moment, design.T @ target), dtype=float)
    residuals = target - design @ beta
    se = np.sqrt(np.diag(_clustered(design, residuals, areas, absorbed=int(years.max()))))
    coefficients = _coefficients(list(lagged), beta, se, np.sqrt((design**2).mean(axis=0)), number - 1, confidence)
    span = frame["year"][known]
    r2 = 1 - float(residuals @ residuals) / float(target @ target)
    return _DriverFit(coefficients, r2, int(known.sum()), number, (int(span.min()), int(span.max())))


def _demeaned(values: Floats, areas: np.ndarray, years: np.ndarray) -> Floats:
    """Take out area and year means together: by turns until nothing changes, since the panel has gaps."""
    within = values - values.mean(axis=0)
    scale = np.abs(within).max(axis=0) + np.finfo(float).tiny
    for _ in range(1000):
        before = within
        for groups in (areas, years):
            within = within - pd.DataFrame(within).groupby(groups).transform("mean").to_numpy()
        if (np.abs(within - before) <= CONVERGED * scale).all():
            break
    within[:, (np.abs(within) <= 1e-9 * scale).all(axis=0)] = 0.0
    return np.asarray(within)


def _clustered(design: Floats, residuals: Floats, areas: np.ndarray, absorbed: int) -> Floats:
    bread = np.linalg.inv(design.T @ design)
    scores = pd.DataFrame(design * residuals[:, None]).groupby(areas).sum().to_numpy()
    clusters, size, terms = len(scores), residuals.size, design.shape[1] + absorbed
    # Area effects are nested in the clusters and cost no degrees of freedom (Cameron & Miller 2015, section II.C).
    correction = clusters / (clusters - 1) * (size - 1) / (size - terms)
    return np.asarray(correction * bread @ scores.T @ scores @ bread)


def _coefficients(
    names: list[tuple[str, int]], beta: Floats, se: Floats, spread: Floats, freedom: int, confidence: float
) -> pd.DataFrame:
    reach = scipy.stats.t.isf((1 - confidence) / 2, freedom) * se
    p_values = 2 * scipy.stats.t.sf(np.abs(beta) / se, freedom)
    return pd.DataFrame(
        {
            "estimate": beta,
            "se": se,
            "lower": beta - reach,
            "upper": beta + reach,
            "p_value": p_values,
            "p_holm": _holm(p_values),
            "within_sd": spread,
            "effect_per_sd": beta * spread,
        },
        index=pd.MultiIndex.from_tuples(names, names=["driver", "lag"]),
    )


def _holm(p_values: Floats) -> Floats:
    order = np.argsort(p_values)
    stepped = np.maximum.accumulate(p_values[order] * (p_values.size - np.arange(p_values.size)))
    adjusted = np.empty(p_values.size)
    adjusted[order] = np.minimum(1.0, stepped)
    return adjusted
