"""The report card of a month: the council's own measures where it has a paper, the published ones for everyone."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Sequence

import pandas as pd

from analysis.catalogue.area import ENGLAND, areas
from analysis.catalogue.measure import Measure, measures
from analysis.catalogue.period import Month
from analysis.methods import summaries
from analysis.questions.answer import Answer, Caveat, Finding
from analysis.questions.comparators import group_in_force
from analysis.questions.figures import Figure, Figures
from analysis.questions.ledger import Ledger
from analysis.questions.report_card.line import Line, line_of
from analysis.questions.report_card.paper import Paper, paper_of
from analysis.questions.why.window import same_day
from analysis.store import Store

GROUP = "card"
MOST_EXCEPTIONS = 12
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


def answer_report_card(store: Store, area: str, month: Month) -> Answer:
    """Set every measure of `month` against target and benchmarks; exceptions first.

    An area without a performance paper of its own gets the published measures alone, and is told so.
    """
    paper = paper_of(store, area, month.last_day)
    lines = _lines(paper)
    ledger = Ledger(GROUP)
    findings = _enter_lines(ledger, lines, paper) if lines else [Finding("card_published_only")]
    published = _published(Figures.from_store(store, area, month.last_day), month, ledger)
    ordered = sorted(lines, key=lambda line: line.rank)
    exceptions = [line for line in ordered if line.rank <= 2][:MOST_EXCEPTIONS]
    return Answer(
        question="How does every measure stand this month?",
        measure=None,
        area=area,
        area_name=areas()[area].name,
        month=str(month),
        known_at=store.known_at,
        group=GROUP,
        findings=tuple(findings),
        evidence=ledger.evidence,
        tables={
            "exceptions": _table(exceptions),
            "card": _table(ordered),
            "card_in_order": _table(lines),
            "published": published,
        },
        caveats=_caveats(paper, lines),
        missing=_missing(paper, lines, month),
    )


def _lines(paper: Paper | None) -> tuple[Line, ...]:
    if paper is None:
        return ()
    known = measures()
    return tuple(
        line_of(
            paper, row, known[row.measure] if row.measure in known else _uncatalogued(row.measure, row.label, paper)
        )
        for row in paper.rows
    )


def _uncatalogued(measure: str, label: str, paper: Paper) -> Measure:
    """A measure of a card the catalogue does not know: shown as printed, never judged."""
    unit = paper.observations.loc[paper.observations["measure"] == measure, "unit"].iloc[0]
    return Measure(id=measure, name=label, definition=f'As printed: "{label}".', unit=unit)


def _enter_lines(ledger: Ledger, lines: Sequence[Line], paper: Paper | None) -> list[Finding]:
    for line in lines:
        figure = _figure(line)
        ledger.observed(line.row.measure, figure)
        if not math.isnan(line.change):
            unit = line.measure.unit
            ledger.computed(
                f"{line.row.measure}_change", line.change, unit, "this period less the one before", [figure]
            )
    counted = Counter(line.rating.colour or line.rating.reason for line in lines)
    directions = Counter(line.direction for line in lines)
    totals = {
        "lines": len(lines),
        "with_target": sum(bool(line.limits) for line in lines),
        **{colour: counted[colour] for colour in ("green", "amber", "red")},
        "neutral": counted["neutral"],
        "no_target": counted["no_target"],
        "without_figure": sum(line.missing is not None for line in lines),
        "better": directions["better"],
        "worse": directions["worse"],
        "signals": sum(line.signal == "beyond usual variation" for line in lines),
        "judged_for_signal": sum(line.signal != "too few months to say" for line in lines),
    }
    for name, total in totals.items():
        ledger.computed(name, total, "count", "counted over the lines of the card", decimals=0)
    if paper is not None:
        ledger.stated("paper_date", f"{paper.published_on.day} {Month.of(paper.published_on).words}")
    findings = [
        Finding(
            "card_ratings", ledger.about(green="green", amber="amber", red="red", lines="lines", rated="with_target")
        ),
        Finding(
            "card_directions",
            ledger.about(better="better", worse="worse", signals="signals", judged="judged_for_signal"),
        ),
    ]
    worst = [line for line in sorted(lines, key=lambda line: line.rank) if line.rank == 0][:3]
    findings += [
        Finding(
            "card_exception",
            ledger.about(value=line.row.measure),
            {"name": line.measure.name, "targets": line.target_words},
        )
        for line in worst
    ]
    return findings


def _figure(line: Line) -> Figure:
    return Figure(
        line.row.measure if line.row.measure in measures() else "referrals",
        line.period_end or dt.date.min,
        None if math.isnan(line.value) else line.value,
        line.measure.unit,
        line.missing,
        (line.source,) if line.source else (),
    )


def _table(lines: Sequence[Line]) -> pd.DataFrame:
    """One row a line; every number as a number, its printed text beside it."""
    return pd.DataFrame(
        [
            {
                "ref": line.row.ref or "",
                "measure": line.row.measure,
                "name": line.measure.name,
                "label": line.row.label,
                "unit": line.measure.unit,
                "basis": line.basis,
                "period_end": line.period_end,
                "value": line.value,
                "as_printed": line.as_printed,
                "missing": line.missing,
                "previous": line.previous,
                "change": line.change,
                "direction": line.direction,
                "to_date": line.to_date,
                "target": line.target_words,
                "due_on": line.due_on,
                "neighbours": line.neighbours,
                "national": line.national,
                "rag": line.rating.colour,
                "reason": line.rating.reason,
                "signal": line.signal,
                "one_case": line.one_case,
                "printed_mark": line.printed_mark,
                "source": line.source,
            }
            for line in lines
        ]
    )


def _published(figures: Figures, month: Month, ledger: Ledger) -> pd.DataFrame:
    """One row a published measure: newest year, the year before, the neighbours' median, England."""
    group = group_in_force(figures.area, month)
    rows = []
    for measure in PUBLISHED:
        days = figures.days(measure)
        if not days:
            continue
        day = days[-1]
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


def _caveats(paper: Paper | None, lines: Sequence[Line]) -> tuple[Caveat, ...]:
    found = [Caveat("rag_of_figures_only"), Caveat("rates_of_need_not_rated")]
    if lines:
        found.append(Caveat("direction_is_one_month"))
    if paper is not None and any(not math.isnan(line.one_case) and line.one_case >= 1 for line in lines):
        found.append(Caveat("one_child_moves_it"))
    return tuple(found)


def _missing(paper: Paper | None, lines: Sequence[Line], month: Month) -> tuple[str, ...]:
    if paper is None:
        return (f"No performance paper of the council covers {month.words}: only published measures are shown.",)
    gone = [line for line in lines if line.missing is not None]
    return tuple(f"{line.row.ref or ''} {line.measure.name}: no figure for the month.".strip() for line in gone)
