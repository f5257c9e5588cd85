"""Lasting changes of the level of a series, the season taken out."""

import datetime as dt

import numpy as np
import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.methods.breaks import StructuralBreaks, cusum, structural_breaks
from analysis.methods.control_charts import FIRM_FROM
from analysis.methods.inputs import TooFewPointsError
from analysis.questions.answer import Finding
from analysis.questions.evidence_log import Ledger
from analysis.questions.trend.trend_series import Series

SIGNIFICANT = 0.05


def breaks_of(series: Series) -> StructuralBreaks | None:
    """Lasting changes of level, the season taken out; null where the series is too short or has noughts."""
    values = series.adjusted()
    if series.carried:  # a stock strays from every level: what looks like a new one is what it was
        return None
    if len(values) < FIRM_FROM or (values <= 0).any():
        return None
    try:
        with np.errstate(over="ignore"):  # a level without any noise beside one with much
            return structural_breaks(pd.Series(np.log(values.to_numpy()), index=list(values.index)))
    except (TooFewPointsError, RuntimeError):  # or dates of a break that cannot be bounded
        return None


def enter_break(ledger: Ledger, series: Series, breaks: StructuralBreaks | None) -> list[Finding]:
    """Enter when the level last changed, and from what to what, where one level does not fit the series."""
    if breaks is None:
        return []
    days = list(series.observed.index)
    p_value = cusum(np.log(series.adjusted().to_numpy())).p_value
    ledger.computed("level_p_value", p_value, "probability", "OLS-CUSUM test of one level", kind="test")
    ledger.computed("levels", len(breaks.positions) + 1, "count", "levels found (least BIC)", kind="test", decimals=0)
    facts: dict[str, object] = {"measure": series.measure, "monthly": series.monthly, "changed": False}
    if breaks.positions and p_value < SIGNIFICANT:
        last, (first, latest) = breaks.positions[-1], breaks.intervals[-1]
        levels = np.exp(breaks.segments["level"])
        unit, used = measures()[series.measure].unit, [series.figure(day) for day in days]
        for name, place in (("break", last), ("break_from", first), ("break_to", latest)):
            ledger.stated(f"{name}_date", Month.of(days[min(max(place, 1), len(days)) - 1]).words)
        for name, level in (("level_before", levels.iloc[-2]), ("level_after", levels.iloc[-1])):
            ledger.computed(name, float(level), unit, "geometric mean of the level, season taken out", used)
        facts["changed"] = True
    about = ledger.about(
        date="break_date",
        first="break_from_date",
        latest="break_to_date",
        before="level_before",
        after="level_after",
        p_value="level_p_value",
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
