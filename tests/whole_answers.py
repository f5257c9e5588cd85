"""Whole answers, each made once for all tests of a process: what a part of a question enters is held to their record.

`held_to_its_record("why")` in the tests of a part: where the part says another figure, unit, case or gap than before,
the record of an answer that it is in differs.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cache

from analysis.catalogue.pathway import pathway_of
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.questions.answer import Answer
from analysis.questions.capacity import answer_capacity
from analysis.questions.comparators import comparators, others_held
from analysis.questions.evidence_log import Ledger
from analysis.questions.improvement_plan import answer_improvement_plan
from analysis.questions.outlook_months import answer_all_next, answer_next
from analysis.questions.report_card import answer_report_card
from analysis.questions.series_reader import SeriesReader
from analysis.questions.trend import answer_trend
from analysis.questions.what_if.answer import answer_what_if
from analysis.questions.what_if.scenario import Assumption, Cost, Scenario
from analysis.questions.why.inquiry import Inquiry
from analysis.questions.why.question import why
from analysis.questions.why.window import Window
from analysis.store import Store, open_store
from own_months_store import KIRKLEES, LAST, rows_of
from own_months_store import store_of as months_store
from pathway_store import TORBAY, published_store
from recorded_answers import as_recorded
from torbay_cards import ROOT, card_of

MAY_2021 = Month(2021, 5)
REFERRALS = (410, 395, 402, 441, 398, 377, 405, 412, 420, 388, 390, 401, 430, 428, 441, 455, 460, 472, 465, 480)
CONTACTS = (1532, 1393, 1488, 1523, 1036, 1496, 1422, 1512, 1459, 1470, 1449, 1449, 1492, 1460, 1416, 1499, 1000, 1363)


def _own_months() -> object:
    caseload = rows_of("social_worker_caseload", [17.0, 18.0] * 7, "snapshot", "cases_per_fte")
    vacancy = rows_of("social_worker_vacancy_rate", [20.0] * 14, "snapshot", "percent")
    return months_store(rows_of("referrals", REFERRALS), rows_of("contacts", CONTACTS), caseload, vacancy)


def _scenario() -> Answer:
    more = Assumption(step="s47_per_referral", multiply=1.1)
    given = Scenario(
        title="More enquiries",
        measure="cp_rate",
        years=2,
        assumptions=(more,),
        cost=Cost(pounds_per_week=100.0, inflation_percent=2.0, source="made up"),
    )
    return answer_what_if(published_store(), TORBAY, MAY_2021, given)


ANSWERS: Mapping[str, Mapping[str, Callable[[], Answer]]] = {
    "why": {
        "why_cp_rate": lambda: why(published_store(), "cp_rate", TORBAY, MAY_2021, between=("2016-03", "2017-03")),
        "why_cla_rate": lambda: why(published_store(), "cla_rate", TORBAY, MAY_2021),
        "why_caseload": lambda: why(published_store(), "social_worker_caseload", TORBAY, MAY_2021),
        "why_own_months": lambda: why(_own_months(), "contacts", KIRKLEES, LAST),
    },
    "trend": {
        "trend_own_months": lambda: answer_trend(_own_months(), "referrals", KIRKLEES, LAST),
        "trend_cp_rate": lambda: answer_trend(published_store(), "cp_rate", TORBAY, MAY_2021),
    },
    "capacity": {
        "capacity_published": lambda: answer_capacity(published_store(), TORBAY, MAY_2021),
        "capacity_own_months": lambda: answer_capacity(_own_months(), KIRKLEES, LAST, 16.0),
    },
    "next": {
        "next_cp_rate": lambda: answer_next(published_store(), "cp_rate", TORBAY, MAY_2021, 3),
        "outlook": lambda: answer_all_next(published_store(), TORBAY, MAY_2021, 3),
    },
    "what_if": {"what_if": _scenario},
}


# Further answers of a question whose parts the ones above have not; what is printed of them is not held.
FURTHER: Mapping[str, Mapping[str, Callable[[], Answer]]] = {
    "why": {
        "why_implied_flows": lambda: _why_in_2025("cp_rate", "2024-03", "2025-03"),
        "why_referrals": lambda: _why_in_2025("referral_rate"),
        "why_vacancies": lambda: _why_in_2025("social_worker_vacancy_rate"),
    },
    "report_card": {
        "card_2012": lambda: card_of("2012-06"),
        "card_after_its_paper": lambda: card_of("2021-09"),
        "card_published": lambda: answer_report_card(published_store(), TORBAY, MAY_2021),
    },
    "improvement_plan": {
        "plan_2017": lambda: answer_improvement_plan(_papers(), TORBAY, Month(2017, 9)),
        "plan_2021": lambda: answer_improvement_plan(_papers(), TORBAY, MAY_2021),
    },
}


def _papers() -> Store:
    return open_store(Workspace.find(ROOT))


def _why_in_2025(measure: str, *between: str) -> Answer:
    return why(published_store(), measure, TORBAY, Month(2025, 12), **({"between": between} if between else {}))


def inquiry_into(measure: str, before: int = 2016, after: int = 2017) -> Inquiry:
    """An inquiry into the change of a published measure of Torbay from one March to another, nothing entered yet."""
    figures = SeriesReader.from_store(published_store(), TORBAY, MAY_2021.last_day)
    pathway = pathway_of(measure)
    window = Window(*(dt.date(year, 3, 31) for year in (before, after)))
    chosen, held = comparators(figures, pathway.count, MAY_2021), others_held(figures, pathway.count)
    return Inquiry(figures, pathway, window, MAY_2021, chosen, held, Ledger(pathway.group))


@cache
def _made(question: str, name: str) -> Answer:
    return {**ANSWERS.get(question, {}), **FURTHER.get(question, {})}[name]()


def held_to_its_record(question: str) -> None:
    """Assert that each answer to a question is what its record says."""
    for name in (*ANSWERS.get(question, ()), *FURTHER.get(question, ())):
        as_recorded(name, _made(question, name))
