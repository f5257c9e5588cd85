"""Which changes are worth explaining: the largest, the latest, and those outside what the series usually does."""

import datetime as dt
from itertools import pairwise

import pandas as pd

from analysis.methods import control_charts
from analysis.methods.inputs import TooFewPointsError
from analysis.questions.why.window import Window, same_day

MOST_YEARS_APART = 2
COLUMNS = ["change_from", "change_to", "value_before", "value_after", "change", "reason"]


def proposals(values: pd.Series) -> pd.DataFrame:
    """Return the changes of a yearly series that are worth explaining, latest first.

    values: by period end. Columns as COLUMNS; `reason` names every reason, joined by "; ". Changes over one year; where
    the series has none, changes from each period to the next. From nought to nought is no change to explain.
    """
    found = one_year_changes(values)
    if found.empty:
        found = neighbouring_changes(values)
    found = found[(found["value_before"] != 0) | (found["value_after"] != 0)].reset_index(drop=True)
    if found.empty:
        return found
    reasons: dict[int, list[str]] = {}
    reasons.setdefault(len(found) - 1, []).append("latest")
    reasons.setdefault(int(found["change"].abs().argmax()), []).append("largest")
    for place in _signals(values, found):
        reasons.setdefault(place, []).append("outside its usual range")
    chosen = found.iloc[sorted(reasons, reverse=True)]
    return chosen.assign(reason=["; ".join(reasons[place]) for place in sorted(reasons, reverse=True)]).reset_index(
        drop=True
    )


def one_year_changes(values: pd.Series) -> pd.DataFrame:
    """Return a row for every change between two period ends a year apart, oldest first, with no reason yet.

    values: by period end.
    """
    return _changes(values, [(day, same_day(day, 1)) for day in values.index if same_day(day, 1) in values.index])


def neighbouring_changes(values: pd.Series) -> pd.DataFrame:
    """Return a row for every change from one period to the next, oldest first, with no reason yet.

    values: by period end. Figures further apart than two years are left out: what was hidden between them is no single
    change.
    """
    close = [(one, other) for one, other in pairwise(values.index) if other <= same_day(one, MOST_YEARS_APART)]
    return _changes(values, close)


def _changes(values: pd.Series, pairs: list[tuple[dt.date, dt.date]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "change_from": [one for one, _ in pairs],
            "change_to": [other for _, other in pairs],
            "value_before": [float(values[one]) for one, _ in pairs],
            "value_after": [float(values[other]) for _, other in pairs],
            "change": [float(values[other] - values[one]) for one, other in pairs],
            "reason": "",
        },
        columns=COLUMNS,
    )


def latest(found: pd.DataFrame) -> Window:
    """Return the newest of the proposed changes."""
    return Window(found.iloc[0]["change_from"], found.iloc[0]["change_to"])


def largest(found: pd.DataFrame) -> Window:
    """Return the proposed change that is largest, up or down."""
    row = found.iloc[int(found["change"].abs().argmax())]
    return Window(row["change_from"], row["change_to"])


def _signals(values: pd.Series, found: pd.DataFrame) -> list[int]:
    """Places of changes that arrive at a point outside the natural process limits of the series."""
    try:
        chart = control_charts.xmr(values.to_numpy())
    except TooFewPointsError:
        return []
    outside = set(values.index[(chart["signal"] == "outside").to_numpy()])
    return [place for place, day in enumerate(found["change_to"]) if day in outside]
