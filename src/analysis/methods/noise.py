"""Noise of a decomposition: how far each factor usually moves from one year to the next in comparable authorities.

A contribution means little unless it is larger than what the same factor does every year somewhere like here. The log
change of a factor is taken to have the variance of chance plus a variance between years (tau squared) that is estimated
from the comparable authorities; how many such standard deviations hold, say, 95% of changes is read off their own
changes, since these have heavy tails (the split-conformal quantile of Vovk et al. 2005, Lei et al. 2018). Chance alone
(Poisson) is the lower bound and is labelled so: it is far too narrow to be used as the interval.
"""

import numpy as np
import pandas as pd
import scipy

from analysis.methods.decomposition import PathwayChange, log_mean
from analysis.methods.inputs import Floats, ImpossibleInputError, TooFewPointsError

LEAST_CHANGES = 20  # the 95% quantile exists from 19 changes on; higher confidence needs more
TOTAL = "total"


def intervals(change: PathwayChange, comparable: pd.DataFrame, confidence: float = 0.95) -> pd.DataFrame:
    """Contributions of a pathway with the interval that usual year-on-year changes put around them.

    comparable: one row per authority and year with columns `area`, `year` and every volume of the pathway; leave out
    the area itself and all years from the one that is explained on. Rows with a missing or zero volume say nothing.
    Returns a row per factor and one for the total: contribution, lower, upper, chance_lower, chance_upper (the lower
    bound: Poisson, or binomial where a step takes a part of the volume before it), beyond_usual (the interval leaves 0
    out), tau (usual log change besides chance) and changes (how many it was learnt from). Where the last volume is 0 on
    either side the limits are missing. Raises ImpossibleInputError on absent columns, TooFewPointsError below 20
    changes (more above 95% confidence).

    >>> from analysis.methods.decomposition import pathway
    >>> here = pathway({"referrals": 1988.0, "plans": 268.0}, {"referrals": 1616.0, "plans": 297.0})
    >>> others = pd.DataFrame([(area, year, 1000.0 + 90 * (area * year % 5), 150.0 + 7 * (area * year % 3))
    ...                        for area in range(1, 7) for year in range(2010, 2016)],
    ...                       columns=["area", "year", "referrals", "plans"])
    >>> intervals(here, others)["contribution"].round(1).to_dict()
    {'referrals': -58.5, 'plans per referrals': 87.5, 'total': 29.0}
    """
    names = ["area", "year", *change.volumes_before]
    absent = [name for name in names if name not in comparable]
    if absent:
        raise ImpossibleInputError(f"The comparable authorities have no column {', '.join(absent)}.")
    weight = log_mean(change.split.after, change.split.before) or np.nan
    pairs = _pairs(comparable[names])
    rows = {
        factor: _row(part, change, step, weight, pairs, confidence)
        for factor, part, step in [
            *((factor, part, change.steps[factor]) for factor, part in change.contributions.items()),
            (TOTAL, change.change, _whole(change)),
        ]
    }
    found = pd.DataFrame.from_dict(rows, orient="index").rename_axis("factor")
    return found.assign(beyond_usual=(found["lower"] > 0) | (found["upper"] < 0), changes=found["changes"].astype(int))


def _whole(change: PathwayChange) -> tuple[str, str | None]:
    """Return the last volume, per the first where the pathway explains a rate."""
    volumes = list(change.volumes_before)
    return volumes[-1], None if (volumes[0], None) in change.steps.values() else volumes[0]


def _row(
    part: float,
    change: PathwayChange,
    step: tuple[str, str | None],
    weight: float,
    pairs: tuple[pd.DataFrame, pd.DataFrame],
    confidence: float,
) -> dict[str, float]:
    moves, chances = _log_change(*pairs, step), _chance(*pairs, step)
    known = np.isfinite(moves) & np.isfinite(chances)
    least = max(LEAST_CHANGES, int(np.ceil(confidence / (1 - confidence))))
    if known.sum() < least:
        raise TooFewPointsError(f"{int(known.sum())} year-on-year changes are too few; give {least} or more.")
    moves, chances = moves[known], chances[known]
    between = _between_years(moves, chances)
    own = float(_chance(pd.DataFrame([change.volumes_before]), pd.DataFrame([change.volumes_after]), step)[0])
    spreads = np.sqrt(np.maximum(between + chances, np.finfo(float).tiny))
    reach = _quantile(np.abs(moves) / spreads, confidence) * np.sqrt(between + own) * weight
    chance_reach = scipy.stats.norm.isf((1 - confidence) / 2) * np.sqrt(own) * weight
    return {
        "contribution": part,
        "lower": part - reach,
        "upper": part + reach,
        "chance_lower": part - chance_reach,
        "chance_upper": part + chance_reach,
        "tau": float(np.sqrt(between)),
        "changes": float(moves.size),
    }


def _pairs(volumes: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return each authority-year that has a year before it, and that year before, row by row."""
    later = volumes.set_index(["area", "year"]).astype(float)
    if later.index.has_duplicates:
        raise ImpossibleInputError("A comparable authority has two rows for one year.")
    later = later.where(later > 0)
    areas, years = (later.index.get_level_values(name) for name in ("area", "year"))
    earlier = later.reindex(pd.MultiIndex.from_arrays([areas, years - 1], names=["area", "year"]))
    return earlier.reset_index(drop=True), later.reset_index(drop=True)


def _log_change(before: pd.DataFrame, after: pd.DataFrame, step: tuple[str, str | None]) -> Floats:
    top, under = step
    moves = np.log(after[top] / before[top])
    return np.asarray(moves - np.log(after[under] / before[under]) if under else moves, dtype=float)


def _chance(before: pd.DataFrame, after: pd.DataFrame, step: tuple[str, str | None]) -> Floats:
    """Variance of a log change by chance: Poisson, less what a step cannot vary because it takes a part of a whole.

    The size of a population is an estimate, not a count of events, and has no such variance.
    """
    top, under = step
    if under is None and top == before.columns[0]:
        return np.zeros(len(before))
    variance = np.zeros(len(before))
    for side in (before, after):
        counts = side[top].to_numpy(dtype=float)
        share = counts / side[under].to_numpy(dtype=float) if under else np.zeros(len(side))
        variance += np.where(share < 1, 1 - share, 1.0) / np.where(counts > 0, counts, np.nan)
    return variance


def _between_years(moves: Floats, chances: Floats) -> float:
    """Estimate tau squared by the median of squared changes, which a few extreme years cannot move.

    Where most changes are nil and chance explains none of the others, their mean square stands in.
    """
    normal = scipy.stats.chi2.median(1)
    robust = max(0.0, float(np.median(moves**2) / normal - np.median(chances)))
    return robust if robust or chances.all() else float((moves**2).mean())


def _quantile(scores: Floats, confidence: float) -> float:
    """Split-conformal quantile: the smallest score that holds `confidence` of a new one, whatever the distribution."""
    rank = int(np.ceil((scores.size + 1) * confidence))
    return float(np.sort(scores)[min(rank, scores.size) - 1])
