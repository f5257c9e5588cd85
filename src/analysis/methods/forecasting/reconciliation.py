"""Forecasts that add up: months to their year, parts to their total."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
import scipy

from analysis.methods.inputs import Floats, ImpossibleInputError


def reconcile(
    forecasts: pd.Series, totals: Mapping[object, Sequence[object]], variances: pd.Series | None = None
) -> pd.Series:
    """Change forecasts as little as possible so that every total is the sum of its parts and nothing is negative.

    forecasts: one number per label. totals: label of each total -> labels of its parts, which may be totals
    themselves. variances: of each forecast's error, from backtests; what is known better is changed less. Without
    them variances are in proportion to the forecasts' sizes. Weighted least squares on the parts that are not
    totals (Wickramasuriya et al. 2019, diagonal weights), solved with no part below 0. Raises ImpossibleInputError
    for labels without forecasts, missing values, variances not above 0, or a total among its own parts.

    >>> published = pd.Series({"year": 100.0, "summer": 40.0, "winter": 51.0})
    >>> reconcile(published, {"year": ["summer", "winter"]}, pd.Series(1.0, index=published.index)).round(1).to_dict()
    {'year': 97.0, 'summer': 43.0, 'winter': 54.0}
    """
    _check(forecasts, totals, variances)
    parts = [label for label in forecasts.index if label not in totals]
    sums = np.array([_row(label, parts, totals, ()) for label in forecasts.index])
    sizes = forecasts.abs().clip(lower=1e-9 * max(float(forecasts.abs().max()), 1.0))
    weight = 1 / np.sqrt((sizes if variances is None else variances.reindex(forecasts.index)).to_numpy(dtype=float))
    solution, _ = scipy.optimize.nnls(sums * weight[:, None], forecasts.to_numpy(dtype=float) * weight)
    return pd.Series(sums @ solution, index=forecasts.index, name=forecasts.name)


def _row(
    label: object, parts: list[object], totals: Mapping[object, Sequence[object]], above: tuple[object, ...]
) -> Floats:
    """Return how often each part is counted in a label."""
    if label in above:
        raise ImpossibleInputError(f"{label} is among its own parts.")
    if label not in totals:
        return np.array([float(part == label) for part in parts])
    row: Floats = np.sum([_row(part, parts, totals, (*above, label)) for part in totals[label]], axis=0)
    return row


def _check(forecasts: pd.Series, totals: Mapping[object, Sequence[object]], variances: pd.Series | None) -> None:
    if forecasts.isna().any():
        raise ImpossibleInputError("A missing forecast cannot be reconciled: leave its total out.")
    named = {label for total, parts in totals.items() for label in (total, *parts)}
    unknown = [str(label) for label in named if label not in forecasts.index]
    if unknown:
        raise ImpossibleInputError(f"Labels without a forecast: {', '.join(sorted(unknown))}.")
    if variances is not None and not (variances.reindex(forecasts.index) > 0).all():
        raise ImpossibleInputError("Every forecast needs a variance above 0.")
