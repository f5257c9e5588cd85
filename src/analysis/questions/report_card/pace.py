"""How long a line has missed its target, and when it would meet it at the pace of its last months."""

import datetime as dt
import math
from typing import Literal

import pandas as pd

from analysis.catalogue.period import Month
from analysis.catalogue.target import reaches
from analysis.questions.report_card.line import CardLine

PACE_MONTHS = 6  # the stretch that a pace is taken over: half a year evens out single months
LONGEST_MONTHS = 24  # further ahead a pace says nothing
Ahead = Literal["month", "not at this pace", "beyond two years", "too few months"]


def missed_since(line: CardLine) -> dt.date | None:
    """Return the end of the first period of the run that misses the target and has not ended; None where it is met.

    Measured against the target in force now, on the line's own basis.
    """
    target = line.aim.best(line.measure)
    if math.isnan(target) or line.measure.polarity == "neutral":
        return None
    since = None
    series = line.row.series(line.basis)
    for value, end in zip(series["value"][::-1], series["period_end"][::-1], strict=True):
        if reaches(float(value), target, line.measure.polarity) is not False:
            break
        since = end.date()
    return since


def missed_from_first(line: CardLine) -> bool:
    """Whether the target is missed since the first period that is held: it may have been missed before."""
    series = line.row.series(line.basis)
    return len(series) > 0 and missed_since(line) == series["period_end"].iloc[0].date()


def met_at_this_pace(line: CardLine) -> tuple[Ahead, Month | None]:
    """Return when the target would be met if the change of the last six months went on; arithmetic, not a forecast.

    Raises nothing: a line that is met, builds up through the year or has too short a history has no month.
    """
    target = line.aim.best(line.measure)
    if math.isnan(target) or math.isnan(line.value) or line.period_end is None or line.measure.polarity == "neutral":
        return "too few months", None
    now = Month.of(line.period_end)
    earlier = _value_at(line, now.plus(-PACE_MONTHS))
    if math.isnan(earlier) or (line.basis == "year_to_date" and line.measure.grows_to_the_year):
        return "too few months", None
    pace, gap = (line.value - earlier) / PACE_MONTHS, target - line.value
    if pace == 0 or gap / pace < 0:
        return "not at this pace", None
    months = math.ceil(gap / pace - 1e-9)
    return ("month", now.plus(months)) if months <= LONGEST_MONTHS else ("beyond two years", None)


def _value_at(line: CardLine, month: Month) -> float:
    """Return the figure whose period ends with a month, on the line's own basis; NaN where there is none."""
    series = line.row.series(line.basis)
    found = series.loc[series["period_end"] == pd.Timestamp(month.last_day), "value"]
    return float(found.iloc[0]) if len(found) else math.nan
