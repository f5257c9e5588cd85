"""Lasting changes of the level of a series, the season taken out."""

import datetime as dt

import numpy as np
import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.methods.breaks import StructuralBreaks, cusum, structural_breaks
from analysis.methods.control_charts import FIRM_FROM, xmr
from analysis.methods.inputs import TooFewPointsError
from analysis.questions.answer import Finding
from analysis.questions.evidence_log import Ledger
from analysis.questions.trend.trend_series import Series

SIGNIFICANT = 0.05
SHORTEST_STRETCH = 12  # months of one level that are looked for where the run rules say that something changed


def breaks_of(series: Series, *, restless: bool = False) -> StructuralBreaks | None:
    """Lasting changes of level, the season taken out; null where the series is too short or has noughts.

    restless: whether the chart has points out of the ordinary, so that levels of 12 months are looked for.
    """
    values = series.adjusted()
    if series.carried:  # a stock strays from every level: what looks like a new one is what it was
        return None
    if len(values) < FIRM_FROM or (values <= 0).any():
        return None
    try:
        with np.errstate(over="ignore"):  # a level without any noise beside one with much
            logarithms = pd.Series(np.log(values.to_numpy()), index=list(values.index))
            return structural_breaks(logarithms, min_segment=_shortest(series, restless=restless))
    except (TooFewPointsError, RuntimeError):  # or dates of a break that cannot be bounded
        return None


def _shortest(series: Series, *, restless: bool) -> int | None:
    """Least periods of one level; null is the method's own share of the series."""
    return SHORTEST_STRETCH if series.monthly and restless and len(series.observed) >= 2 * SHORTEST_STRETCH else None


def _blind(size: int, breaks: StructuralBreaks) -> int:
    """How many of the newest periods no change can be seen in: a level must be so long to be found."""
    return breaks.min_segment - 1 if size > breaks.min_segment else 0


def enter_break(
    ledger: Ledger, series: Series, breaks: StructuralBreaks | None, shown_from: dt.date, *, unsettled: bool
) -> list[Finding]:
    """Enter when the level changed, from what to what, and what the search cannot see.

    shown_from: where the chart begins. unsettled: whether all of the newest 12 months are out of the ordinary.
    """
    if breaks is None:
        return []
    days = list(series.observed.index)
    p_value = cusum(np.log(series.adjusted().to_numpy())).p_value
    ledger.computed("level_p_value", p_value, "probability", "OLS-CUSUM test of one level", kind="test")
    ledger.computed("levels", len(breaks.positions) + 1, "count", "levels found (least BIC)", kind="test", decimals=0)
    ledger.computed(
        "unseen", _blind(len(days), breaks), "count", "newest periods too few for a level of their own", decimals=0
    )
    facts: dict[str, object] = {
        "measure": series.measure,
        "monthly": series.monthly,
        "changed": False,
        "unsettled": unsettled,
    }
    if breaks.positions and p_value < SIGNIFICANT:
        last, (first, latest) = breaks.positions[-1], breaks.intervals[-1]
        levels = np.exp(breaks.segments["level"])
        unit, used = measures()[series.measure].unit, [series.figure(day) for day in days]
        for name, place in (("break", last), ("break_from", first), ("break_to", latest)):
            ledger.stated(f"{name}_date", Month.of(days[min(max(place, 1), len(days)) - 1]).words)
        for name, level in (("level_before", levels.iloc[-2]), ("level_after", levels.iloc[-1])):
            ledger.computed(name, float(level), unit, "geometric mean of the level, season taken out", used)
        facts |= {"changed": True, "shown": days[last - 1] >= shown_from}
    about = ledger.about(
        date="break_date",
        first="break_from_date",
        latest="break_to_date",
        before="level_before",
        after="level_after",
        p_value="level_p_value",
        unseen="unseen",
    )
    return [Finding("trend_break", about, facts)]


def level_frame(series: Series, breaks: StructuralBreaks) -> pd.DataFrame:
    """One row a level: first and last period end, periods, level (season taken out)."""
    days: list[dt.date] = list(series.observed.index)
    return pd.DataFrame(
        {
            "first": [days[int(start) - 1] for start in breaks.segments["start"]],
            "last": [days[int(end) - 1] for end in breaks.segments["end"]],
            "periods": breaks.segments["end"] - breaks.segments["start"] + 1,
            "level": np.exp(breaks.segments["level"]),
        }
    )


def with_stretches(
    chart: pd.DataFrame, series: Series, breaks: StructuralBreaks | None, *, by_hand: bool
) -> pd.DataFrame:
    """Add the level of each stretch between dated changes, and its limits: level, level_lower, level_upper, stretch.

    They are drawn beside the limits of all periods, which alone say what is out of the ordinary. Missing where the
    chart has one stretch, or an analyst named where its limits start anew.
    """
    empty = chart.assign(level=np.nan, level_lower=np.nan, level_upper=np.nan, stretch=0)
    dated = found_changes(series, breaks)
    starts = [
        place for place in (int((chart["period_end"] <= day).sum()) for day in dated) if 1 < place < len(chart) - 1
    ]
    if by_hand or not starts or "centre" in chart or series.carried:  # limits of their own kind
        return empty
    season = (chart["value"] / chart["adjusted"]).fillna(1.0) if "adjusted" in chart else 1.0
    parts = xmr(chart["value"] / season, rebase_at=starts)
    named = {"level": "mean", "level_lower": "lower", "level_upper": "upper"}
    floor = 0.0 if chart["value"].min() >= 0 else -np.inf
    drawn = {name: (parts[column] * season).clip(lower=floor) for name, column in named.items()}
    return chart.assign(stretch=parts["segment"], **drawn)


def found_changes(series: Series, breaks: StructuralBreaks | None) -> list[dt.date]:
    """Return the newest period of each level but the last, where one level does not fit the series."""
    if breaks is None or not breaks.positions:
        return []
    if cusum(np.log(series.adjusted().to_numpy())).p_value >= SIGNIFICANT:
        return []
    days = list(series.observed.index)
    return [days[place - 1] for place in breaks.positions]
