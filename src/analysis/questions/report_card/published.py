"""The published measures that every authority has: newest year, the year before, neighbours and England."""

import math

import pandas as pd

from analysis.catalogue.area import ENGLAND
from analysis.catalogue.measure import measures
from analysis.catalogue.period import Month
from analysis.methods import summaries
from analysis.questions.comparators import group_in_force
from analysis.questions.figures import Figures
from analysis.questions.ledger import Ledger
from analysis.questions.why.window import same_day

PUBLISHED = (
    "referral_rate",
    "re_referrals_percent",
    "cin_rate",
    "s47_rate",
    "icpc_rate",
    "cp_start_rate",
    "cp_rate",
    "cp_plans_subsequent_percent",
    "cla_start_rate",
    "cla_rate",
    "social_worker_vacancy_rate",
    "social_worker_agency_rate",
    "social_worker_turnover_rate",
    "social_worker_caseload",
)


def published_lines(figures: Figures, month: Month, ledger: Ledger) -> pd.DataFrame:
    """Return one row a published measure that the area has, and enter its newest figure as evidence.

    Columns: measure, name, unit, period_end, value, previous, change, neighbours_median, england, source.
    """
    group = group_in_force(figures.area, month)
    rows = []
    for measure in PUBLISHED:
        values = figures.yearly(measure)
        if values.empty:
            continue
        day = values.index[-1]
        now, before = figures.at(measure, day), figures.at(measure, same_day(day, -1))
        members = [figures.of(code).at(measure, day).number for code in (group.members if group else ())]
        ledger.observed(f"published_{measure}", now)
        rows.append(
            {
                "measure": measure,
                "name": measures()[measure].name,
                "unit": now.unit,
                "period_end": day,
                "value": now.number,
                "previous": before.number,
                "change": now.number - before.number,
                "neighbours_median": summaries.median(members).value if members else math.nan,
                "england": figures.of(ENGLAND).at(measure, day).number,
                "source": "; ".join(now.sources),
            }
        )
    return pd.DataFrame(rows)
