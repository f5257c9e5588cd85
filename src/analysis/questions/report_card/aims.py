"""What a row of the card should reach: the targets in force, how far off they are, how sure they are to be met."""

import datetime as dt
import math
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis.catalogue.measure import Measure
from analysis.catalogue.observation import Unit
from analysis.catalogue.target import reaches
from analysis.methods import control_charts
from analysis.methods.control_charts import Improvement
from analysis.questions.report_card.card_chart import card_chart
from analysis.questions.report_card.paper import PrintedRow

BETTER: dict[str, Improvement] = {"high_is_good": "increase", "low_is_good": "decrease", "neutral": "neutral"}


Kind = Literal["target", "minimum", "upper", "band"]


@dataclass(frozen=True, slots=True)
class Aimed:
    """One target as the paper sets it. value, top: in `unit`; top only of a band, which one cell prints as a range."""

    kind: Kind
    value: float
    top: float
    unit: Unit
    as_printed: str
    due_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Aim:
    """The targets of a row in force on a day.

    limits: one target, or a minimum and an upper limit, in the measure's unit; empty where none is set. Of a band
    ("5 to 10%") the limit is its nearer edge: inside it, and beyond it on the good side, the target is met.
    every: all targets in figures that the paper prints, whatever their date. due_on: the day by which the limits are
    to be met; null where none is printed. not_yet_set: the paper says that a target is to come.
    """

    limits: tuple[float, ...]
    every: tuple[Aimed, ...]
    due_on: dt.date | None
    not_yet_set: bool = False

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


def aim_of(row: PrintedRow, measure: Measure, day: dt.date) -> Aim:
    """Return what a row should reach on `day`: limits without a date, or those of the first date still to come."""
    every = _aimed(row.targets.dropna(subset=["value"]))
    to_come = [aimed.due_on for aimed in every if aimed.due_on is not None and aimed.due_on >= day]
    due = min(to_come, default=None)
    in_force = [aimed for aimed in every if aimed.due_on is None or aimed.due_on == due]
    levels = [aimed for aimed in in_force if aimed.kind in ("minimum", "upper")]
    limits = dict.fromkeys(_limit(aimed, measure) for aimed in levels or in_force)
    not_yet_set = not every and bool((row.targets["missing"] == "not_yet_set").any())
    return Aim(tuple(limits), every, due, not_yet_set)


def assured(rows: pd.DataFrame, basis: str | None, measure: Measure, aim: Aim) -> str | None:
    """Return whether chance alone would miss the target (`consistently`, `hit and miss`, `not`), or None.

    rows: of single periods, as `card_chart` takes them, long enough for limits. Source: NHS England, Making Data Count,
    assurance.
    """
    if not aim.limits or measure.polarity == "neutral":
        return None
    # The limits of a stock's changes follow it wherever it goes: whether it would reach a target its level says.
    chart = card_chart(rows, "month" if basis == "snapshot" else basis, BETTER[measure.polarity])
    return control_charts.assurance(chart, aim.best(measure))


def _aimed(targets: pd.DataFrame) -> tuple[Aimed, ...]:
    """Return the targets in figures in the order of the paper; the two ends that one cell prints are one band."""
    found = []
    for _, cell in targets.groupby("source", sort=False):
        first = cell.iloc[0]
        band = len(cell) > 1
        found.append(
            Aimed(
                kind="band" if band else first["level"],
                value=float(cell["value"].min()),
                top=float(cell["value"].max()) if band else math.nan,
                unit=first["unit"],
                as_printed=str(first["as_printed"]).strip(),
                due_on=None if pd.isna(first["due_on"]) else first["due_on"].date(),
            )
        )
    return tuple(found)


def _limit(aimed: Aimed, measure: Measure) -> float:
    return aimed.top if aimed.kind == "band" and measure.polarity == "low_is_good" else aimed.value
