"""What a scenario comes to, entered once: the number now, both courses to the end, and the difference."""

import pandas as pd

from analysis.catalogue.period import Month
from analysis.questions.answer import Finding
from analysis.questions.evidence_log import Ledger
from analysis.questions.newest_age import months_behind
from analysis.questions.series_reader import Figure

YEAR = 12  # months before the one asked about from which it is said where both courses begin
ROLES = {  # in the sentence, of the evidence
    "stock_now": "stock_now",
    "as_now": "stock_as_now",
    "now_lower": "stock_as_now_lower",
    "now_upper": "stock_as_now_upper",
    "scenario": "stock_scenario",
    "difference": "stock_difference",
    "lower": "stock_difference_lower",
    "upper": "stock_difference_upper",
    "until": "until",
    "title": "scenario",
}


def course_finding(ledger: Ledger, now: Figure, last: pd.Series, formula: str, title: str, month: Month) -> Finding:
    """Enter both courses of a stock and return what is said of them.

    now: the newest figure of the stock. last: the end of the courses, `period_end` and the columns of `summarise`.
    formula: how the futures were made. title: of the scenario. month: the one asked about.
    """
    ledger.observed("stock_now", now)
    for column in last.index.drop("period_end"):
        value = float(last[column])
        ledger.computed(f"stock_{column}", value, "count", formula, [now], kind="forecast", decimals=0)
    ledger.stated("until", Month.of(last["period_end"]).words)
    ledger.stated("scenario", title)
    behind = months_behind(now.period_end, month)
    begins = {"begins": Month.of(now.period_end).words, "behind": behind} if behind >= YEAR else {}
    return Finding("what_if", ledger.about(**ROLES), {"measure": now.measure, **begins})
