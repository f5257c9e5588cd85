"""What a trend should reach, and whether the series as it is now would reach it by more than luck."""

from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.catalogue.target import Target, targets_of
from analysis.methods.control_charts import Assurance, assurance
from analysis.questions.answer import Finding
from analysis.questions.evidence_log import Ledger
from analysis.questions.report_card.aims import BETTER
from analysis.questions.trend.trend_series import Series


@dataclass(frozen=True, slots=True)
class TrendAim:
    """The target in force on the day of the newest figure, and whether the limits reach it."""

    target: Target
    assurance: Assurance


def aim_of(series: Series, chart: pd.DataFrame) -> TrendAim | None:
    """Return the one target of the series; null where none is set, or neither way is better.

    Source of the rule: NHS England, Making Data Count, assurance.
    """
    measure = measures()[series.measure]
    counted = (None, series.basis or series.figures.basis(series.measure))
    found = [
        target
        for target in targets_of(measure.id, series.figures.area, chart["period_end"].iloc[-1])
        if target.level == "target" and target.unit == measure.unit and target.basis in counted
    ]
    if len(found) != 1 or measure.polarity == "neutral":
        return None
    return TrendAim(found[0], assurance(chart, found[0].value, BETTER[measure.polarity]))


def enter_aim(ledger: Ledger, series: Series, aim: TrendAim | None) -> list[Finding]:
    """Enter the target with its date, and return the finding that says it; nothing where there is none."""
    if aim is None:
        return []
    formula = f"target as printed: {aim.target.as_printed} ({aim.target.source})"
    ledger.computed("target", aim.target.value, aim.target.unit, formula, decimals=_decimals(aim.target.value))
    ledger.stated("target_date", Month.of(aim.target.due_on).words)
    facts = {"measure": series.measure, "monthly": series.monthly, "assurance": aim.assurance}
    return [Finding("trend_target", ledger.about(target="target", date="target_date"), facts)]


def _decimals(value: float) -> int | None:
    return 1 if value % 1 else None
