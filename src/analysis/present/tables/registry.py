"""Which sheet makes which table of an answer."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from analysis.catalogue.errors import UnknownNameError
from analysis.language.numbers import printed
from analysis.language.phrases.questioned import questioned
from analysis.language.vocabulary import expanded
from analysis.present.tables import (
    adoption,
    board,
    capacity,
    common,
    compare,
    data_quality,
    outlook,
    plan,
    published,
    report_card,
    trend,
    what_if,
    why,
)
from analysis.present.tables.plain import plain_table, plain_tables
from analysis.present.tables.printed_table import PrintedTable, TableView, as_table, with_marks_explained
from analysis.questions.answer import Answer, Evidence

SPLITS = (
    "unaccompanied",
    "starts_unaccompanied",
    "starts_need",
    "starts_age",
    "starts_legal",
    "ends_reason",
    "ends_age",
)  # ways of splitting a stock or a flow of pathways.yml
SHEETS: Mapping[str, Callable[[Answer], PrintedTable]] = {
    "stock_and_flow": why.stock_and_flow,
    "pathway": why.pathway,
    "duration": why.duration,
    "duration_ended": why.duration_ended,
    "sources": why.sources,
    "repeats": why.repeats,
    **{name: partial(why.by_characteristic, name) for name in SPLITS},
    "what_happened": why.what_happened,
    "months": why.months,
    "by_month": why.by_month,
    "factors": why.factors,
    "vacancies": why.vacancies,
    "timeliness": why.timeliness,
    "elsewhere": why.elsewhere,
    "proposals": why.proposals,
    "exceptions": report_card.exceptions,
    "measures": report_card.card,
    "in_order": report_card.card_in_order,
    "card_by_month": report_card.by_month,
    "as_printed": report_card.as_printed,
    "adoption": adoption.adoption,
    "published": published.published,
    "published_judged": published.judged,
    "issues": data_quality.issues,
    "all_issues": data_quality.all_issues,
    "checks": data_quality.checks,
    "publishers": data_quality.publishers,
    "held": data_quality.held,
    "freshness": data_quality.freshness,
    "gaps": data_quality.gaps,
    "kept_out": data_quality.kept_out,
    "signals": trend.signals,
    "levels": trend.levels,
    "drivers": outlook.drivers,
    "drivers_then": outlook.drivers_then,
    "forecast": outlook.forecast,
    "backtest": outlook.backtest,
    "then": outlook.then,
    "standings": compare.standings,
    "newest_beside": compare.newest_beside,
    "workforce": capacity.workforce,
    "vacancy": capacity.vacancy,
    "queue": capacity.queue,
    "teams": capacity.teams,
    "volumes": what_if.volumes,
    "assumptions": what_if.assumptions,
    "board_drivers": board.drivers,
    "risks": plan.risks,
    "all_risks": plan.all_risks,
    "themes": plan.themes,
    "priorities": plan.priorities,
    "actions": plan.actions,
    "actions_by_state": plan.actions_by_state,
    "guidance": plan.guidance,
    "medium_term": plan.medium_term,
    "overdue": plan.overdue,
    "data_checks": plan.data_checks,
    "contradictions": plan.contradictions,
    "tracker_open": plan.tracker_open,
    "tracker_completed": plan.tracker_completed,
    "verdicts": common.verdicts,
    "evidence": common.evidence,
    **{name: partial(plain_table, name) for name in sorted(plain_tables())},
}

SAY_IT_THEMSELVES = frozenset(
    {"exceptions", "measures", "in_order", "card_by_month", "as_printed", "evidence", "issues", "all_issues"}
)


def table_names(answer: Answer) -> list[str]:
    """Return the tables of an answer in its order, then its verdicts and its evidence."""
    own = [name for name in answer.tables if name in SHEETS]
    return [*own, *(["verdicts"] if answer.verdicts else []), *(["evidence"] if answer.evidence else [])]


def sheet(answer: Answer, name: str) -> PrintedTable:
    """Return a table's cells as text. Raises UnknownNameError with the names there are."""
    if name not in table_names(answer):
        raise UnknownNameError.from_name_and_known("table", name, table_names(answer))
    return with_marks_explained(_with_doubts(answer, name, SHEETS[name](answer)))


def _with_doubts(answer: Answer, name: str, found: PrintedTable) -> PrintedTable:
    """Return a table whose note names what the checks question of the figures printed in it.

    The card says so in the line itself, and the evidence by its number.
    """
    if name in SAY_IT_THEMSELVES:
        return found
    told = questioned(answer, [entry.name for entry in _doubted(answer, name, found)])
    return replace(found, note=" ".join(filter(None, (found.note, told)))) if told else found


def _doubted(answer: Answer, name: str, found: PrintedTable) -> list[Evidence]:
    """Return the questioned figures that stand in a table: by their cells, or as printed where it names no cells."""
    doubted = [entry for entry in answer.evidence.values() if entry.doubts]
    rows = answer.tables.get(name)
    if rows is not None and "source" in rows.columns:
        cells = set(rows["source"].dropna())
        return [entry for entry in doubted if cells & set(entry.sources)]
    words = {str(cell) for column in found.frame for cell in found.frame[column]}
    return [entry for entry in doubted if printed(entry) in words]


def table(answer: Answer, name: str) -> TableView:
    """Return a table. Raises UnknownNameError with the names there are."""
    return as_table(sheet(answer, name), f"{answer.group}-{name}".replace("_", "-"))


def caption(answer: Answer, name: str) -> str:
    """Return the message of a table."""
    return expanded(sheet(answer, name).heading)
