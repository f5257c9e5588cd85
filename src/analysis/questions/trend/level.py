"""Lasting changes of the level of a series, the season taken out."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from analysis.catalogue.chart_step import steps_of
from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.methods.breaks import StructuralBreaks, cusum, structural_breaks
from analysis.methods.control_charts import FIRM_FROM
from analysis.methods.inputs import TooFewPointsError
from analysis.questions.answer import Finding
from analysis.questions.evidence_log import Ledger
from analysis.questions.series_reader import SeriesReader
from analysis.questions.trend.trend_series import FEWEST_YEARS, Series, cases_of, chart_of, find_series

SIGNIFICANT = 0.05
VERY_STRONG = 10.0  # of a difference of BIC: Kass and Raftery (1995)
SHORTEST_STRETCH = 12  # months: Making Data Count asks for as many before limits start anew
TWO_YEARS = 24  # months
SHARE_OF_SERIES = 0.15  # Bai and Perron (2003): the least part of a series that is one level


def breaks_of(series: Series, *, restless: bool = False) -> StructuralBreaks | None:
    """Lasting changes of level, the season taken out; null where the series is too short or has noughts.

    A series that one level fits has one (OLS-CUSUM, or BIC by less than 10), whatever would have the least BIC.
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
            found = structural_breaks(logarithms, min_segment=_shortest(series, restless=restless))
            if found.positions and not _certain(found, logarithms):
                return structural_breaks(logarithms, max_breaks=0, min_segment=found.min_segment)
            return found
    except (TooFewPointsError, RuntimeError):  # or dates of a break that cannot be bounded
        return None


def _certain(found: StructuralBreaks, logarithms: pd.Series) -> bool:
    """Whether more than one level is beyond doubt: what goes up and comes back down escapes the CUSUM alone."""
    return cusum(logarithms).p_value < SIGNIFICANT or found.bic[0] - min(found.bic) >= VERY_STRONG


def _shortest(series: Series, *, restless: bool) -> int:
    """Least periods of one level: as many as its limits could be drawn from.

    Where nothing is out of the ordinary, months also have to make up the method's own share of the series.
    """
    if not series.monthly:
        return FEWEST_YEARS
    return SHORTEST_STRETCH if restless else max(SHORTEST_STRETCH, int(SHARE_OF_SERIES * len(series.observed)))


def _blind(size: int, breaks: StructuralBreaks) -> int:
    """How many of the newest periods no change can be seen in: a level must be so long to be found."""
    return breaks.min_segment - 1 if size > breaks.min_segment else 0


def enter_break(ledger: Ledger, series: Series, breaks: StructuralBreaks | None, chart: pd.DataFrame) -> list[Finding]:
    """Enter when the level changed, from what to what, and what the search cannot see.

    A level is unsettled where all of the newest 12 months on the chart are out of the ordinary.
    """
    signal = chart["signal"].ne("none")
    unsettled = series.monthly and int(signal.tail(SHORTEST_STRETCH).sum()) == SHORTEST_STRETCH
    facts: dict[str, object] = {
        "measure": series.measure,
        "monthly": series.monthly,
        "changed": False,
        "unsettled": unsettled,
        "searched": breaks is not None,
        "restless": bool(signal.any()),
    }
    if breaks is None:
        return [Finding("trend_break", {}, facts)] if unsettled else []
    days = list(series.observed.index)
    p_value = cusum(np.log(series.adjusted().to_numpy())).p_value
    ledger.computed("level_p_value", p_value, "probability", "OLS-CUSUM test of one level", kind="test")
    ledger.computed("levels", len(breaks.positions) + 1, "count", "levels found (least BIC)", kind="test", decimals=0)
    ledger.computed(
        "unseen", _blind(len(days), breaks), "count", "newest periods too few for a level of their own", decimals=0
    )
    if breaks.positions:
        last, (first, latest) = breaks.positions[-1], breaks.intervals[-1]
        levels = _levels(series, breaks)
        unit, used = measures()[series.measure].unit, [series.figure(day) for day in days]
        for name, place in (("break", last), ("break_from", first), ("break_to", latest)):
            ledger.stated(f"{name}_date", Month.of(days[min(max(place, 1), len(days)) - 1]).words)
        for name, level in (("level_before", levels[-2]), ("level_after", levels[-1])):
            ledger.computed(name, level, unit, "mean of the stretch, season taken out", used)
        facts |= {"changed": True, "shown": days[last - 1] >= chart["period_end"].iloc[0]}
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
            "level": _levels(series, breaks),
        }
    )


def _levels(series: Series, breaks: StructuralBreaks) -> list[float]:
    """Return the centre of each stretch as the chart has it: its mean, or the share of all its cases."""
    values = pd.Series(series.observed.to_numpy(), index=series.periods)
    cases, adjusted = cases_of(series, values), series.adjusted().to_numpy()
    parts = [slice(before, end) for before, end in pairwise([0, *breaks.positions, len(values)])]
    if cases is None:
        return [float(adjusted[part].mean()) for part in parts]
    sums = [cases.iloc[part].sum() for part in parts]
    return [float(100 * each["numerator"] / each["denominator"]) for each in sums]


@dataclass(frozen=True, slots=True)
class LevelChange:
    """The newest lasting change of the level of some months: since when, and whether the new one is higher."""

    since: dt.date
    rose: bool


def newest_level_change(figures: SeriesReader, measure: str) -> LevelChange | None:
    """Return the change of level that a trend of the months would tell last, if it lies within their newest two years.

    A figure beside that of a year before does not see it where it came earlier or in between. Null where there is
    none, where too few months are held, and where an analyst names the stretches.
    """
    try:
        series = find_series(figures, measure, "month")
    except NoFiguresError:
        return None
    if steps_of(measure, figures.area):
        return None
    breaks = breaks_of(series, restless=bool(chart_of(series)["signal"].ne("none").any()))
    if breaks is None or not breaks.positions:
        return None
    place, levels = breaks.positions[-1], _levels(series, breaks)
    if len(series.observed) - place > TWO_YEARS:
        return None
    return LevelChange(series.observed.index[place], levels[-1] > levels[-2])


def found_changes(series: Series, breaks: StructuralBreaks | None) -> list[dt.date]:
    """Return the newest period of each level but the last."""
    if breaks is None:
        return []
    days = list(series.observed.index)
    return [days[place - 1] for place in breaks.positions]
