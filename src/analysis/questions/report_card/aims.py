"""What a row of the card should reach: the targets in force, how far off they are, how sure they are to be met."""

import datetime as dt
import math
from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.measure import Measure
from analysis.catalogue.target import reaches
from analysis.methods import control_charts
from analysis.methods.control_charts import Improvement
from analysis.questions.report_card.paper import PrintedRow

BETTER: dict[str, Improvement] = {"high_is_good": "increase", "low_is_good": "decrease", "neutral": "neutral"}


@dataclass(frozen=True, slots=True)
class Aim:
    """The targets of a row in force on a day.

    limits: one target, or a minimum and an upper limit, in the measure's unit; empty where none is set. words: every
    target as the paper prints it. due_on: the day by which the limits are to be met; null where none is printed.
    """

    limits: tuple[float, ...]
    words: str
    due_on: dt.date | None

    def best(self, measure: Measure) -> float:
        """Return the limit that is green when reached; NaN where none is set."""
        if not self.limits:
            return math.nan
        return max(self.limits) if measure.polarity == "high_is_good" else min(self.limits)

    def monthly_step(self, measure: Measure, value: float, on: dt.date | None) -> float:
        """Return the change a month that would meet the target on its date; NaN where it is met or has no date."""
        target = self.best(measure)
        if math.isnan(target) or math.isnan(value) or self.due_on is None or on is None:
            return math.nan
        if reaches(value, target, measure.polarity) is not False:
            return math.nan
        months = (self.due_on.year - on.year) * 12 + self.due_on.month - on.month
        return (target - value) / months if months > 0 else math.nan


def aim_of(row: PrintedRow, day: dt.date) -> Aim:
    """Return what a row should reach on `day`: limits without a date, or those of the first date still to come."""
    valued = row.targets.dropna(subset=["value"])
    to_come = valued[valued["due_on"] >= pd.Timestamp(day)]["due_on"]
    due = to_come.min() if len(to_come) else pd.NaT
    in_force = valued[valued["due_on"].isna() | (valued["due_on"] == due)]
    levels = in_force[in_force["level"].isin(["minimum", "upper"])]
    used = levels if len(levels) else in_force
    limits = tuple(dict.fromkeys(float(value) for value in used["value"]))
    return Aim(limits, _in_words(row.targets), None if pd.isna(due) else due.date())


def assured(values: pd.Series, measure: Measure, aim: Aim) -> str | None:
    """Return whether chance alone would miss the target (`consistently`, `hit and miss`, `not`), or None.

    values: of single periods, long enough for limits. Source: NHS England, Making Data Count, assurance.
    """
    if not aim.limits or measure.polarity == "neutral":
        return None
    chart = control_charts.xmr(values.reset_index(drop=True), improvement=BETTER[measure.polarity])
    return control_charts.assurance(chart, aim.best(measure))


def _in_words(targets: pd.DataFrame) -> str:
    """Return every target in figures as printed: `79% by December 2012`, `minimum 90%; upper 100%`."""
    valued = targets.dropna(subset=["value"]).drop_duplicates(["as_printed", "due_on"])
    if valued.empty:
        return "not yet set" if (targets["missing"] == "not_yet_set").any() else ""
    levels = {"minimum": "minimum ", "upper": "upper "} if set(valued["level"]) >= {"minimum", "upper"} else {}
    parts = []
    for target in valued.itertuples():
        when = "" if pd.isna(target.due_on) else f" by {target.due_on:%B %Y}"
        parts.append(f"{levels.get(target.level, '')}{str(target.as_printed).strip()}{when}")
    return "; ".join(parts)
