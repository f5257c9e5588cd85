"""What was promised, and where does it stand: from the council's own registers to an answer."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.period import Month
from analysis.questions.answer import Answer, Finding, context_of
from analysis.questions.evidence_log import Ledger
from analysis.questions.improvement_plan.registers import Action, Registers, registers_of
from analysis.store import Store

GROUP = "plan"
MOST_RISKS = 5  # as many as a Board can look at in one sitting
HIGH = 15  # a score of 15 or more of 25 is what risk registers call high
OPEN: tuple[str, ...] = ("ongoing", "under review", "not started", "not given")


def answer_improvement_plan(store: Store, area: str, month: Month) -> Answer:
    """Return themes, priorities, risks and actions of the council's paper of `month`.

    Raises NoFiguresError where the council has no paper of that month, or one without registers.
    """
    found = registers_of(store, area, month)
    if found is None or not (found.risks or found.actions or found.themes or found.priorities):
        raise NoFiguresError(
            f"No risks, actions or priorities of {areas()[area].name} are held for {month.words}.",
            hint="Add the council's registers as `workbench sources add` describes (risks.csv, actions.csv).",
        )
    ledger = Ledger(GROUP)
    findings = _enter(ledger, found, month)
    tables = {
        "themes": _themes(found),
        "risks": _risks(found).head(MOST_RISKS),
        "all_risks": _risks(found),
        "priorities": _actions(found.priorities, month),
        "actions": _actions(found.actions, month),
        "actions_by_state": _by_state(found.actions, month),
    }
    return Answer(
        question="What was promised, and where does it stand?",
        measure=None,
        context=context_of(store, area, month),
        group=GROUP,
        findings=tuple(findings),
        evidence=ledger.evidence,
        tables={name: frame for name, frame in tables.items() if len(frame)},
    )


def _enter(ledger: Ledger, found: Registers, month: Month) -> list[Finding]:
    high = [risk for risk in found.risks if (risk.score or 0) >= HIGH]
    overdue = [action for action in (*found.actions, *found.priorities) if action.overdue(month)]
    states = Counter(action.state for action in found.actions)
    totals = {
        "risks": len(found.risks),
        "high_risks": len(high),
        "actions": len(found.actions),
        "completed": states["completed"],
        "without_state": states["not given"],
        "without_owner": sum(not action.owner for action in found.actions),
        "overdue": len(overdue),
        "priorities": len(found.priorities),
        "themes": sum(entry.ref != "Overall" for entry in found.themes),
    }
    for name, total in totals.items():
        ledger.computed(name, total, "count", "counted in the council's paper", decimals=0)
    paper = f"{found.published_on.day} {Month.of(found.published_on).words}"
    ledger.stated("paper_date", paper)
    about = ledger.about(**{name: name for name in totals}, paper="paper_date")
    findings = [
        Finding("plan_actions", about),
        Finding("plan_risks", about, {"risk": high[0].entry.text if high else ""}),
    ]
    parts = {entry.detail("RAG").lower() for entry in found.themes if entry.ref != "Overall"}
    if found.themes:
        findings.append(Finding("plan_themes", about, {"ratings": _ratings(found), "same": len(parts) == 1}))
    return findings


def _ratings(found: Registers) -> dict[str, int]:
    """How many themes have each rating, in the paper's own words."""
    rated = [entry.detail("RAG", "Rating").lower() for entry in found.themes if entry.ref != "Overall"]
    return dict(Counter(rating or "not rated" for rating in rated))


def _themes(found: Registers) -> pd.DataFrame:
    """One row a theme: theme, rating, text, source."""
    return pd.DataFrame(
        [
            {
                "theme": entry.detail("Theme") or entry.ref,
                "rating": entry.detail("RAG", "Rating").capitalize() or "Not rated",
                "text": entry.text,
                "source": entry.source,
            }
            for entry in found.themes
        ]
    )


def _risks(found: Registers) -> pd.DataFrame:
    """One row a risk, highest score first: ref, risk, probability, impact, score, mitigation, owner, raised, source."""
    return pd.DataFrame(
        [
            {
                "ref": risk.entry.ref,
                "risk": risk.entry.text,
                "probability": risk.probability,
                "impact": risk.impact,
                "score": risk.score,
                "contradicts_itself": risk.contradicts_itself,
                "mitigation": risk.entry.detail("Mitigation"),
                "owner": risk.entry.detail("Owner"),
                "raised": risk.entry.detail("Date raised", "Raised"),
                "source": risk.entry.source,
            }
            for risk in found.risks
        ]
    )


def _actions(actions: Sequence[Action], month: Month) -> pd.DataFrame:
    """One row an action: ref, theme, action, owner, due, state, overdue, said, source."""
    return pd.DataFrame(
        [
            {
                "ref": action.entry.ref,
                "theme": action.theme,
                "action": action.entry.text,
                "owner": action.owner,
                "due": action.due,
                "state": action.state,
                "overdue": action.overdue(month),
                "said": action.entry.detail("Said of it", "Progress", "Comment"),
                "source": action.entry.source,
            }
            for action in actions
        ]
    )


def _by_state(actions: Sequence[Action], month: Month) -> pd.DataFrame:
    """One row a theme: theme, actions, completed, open, state not given, overdue."""
    themes = dict.fromkeys(action.theme or "No theme" for action in actions)
    rows = []
    for theme in themes:
        mine = [action for action in actions if (action.theme or "No theme") == theme]
        rows.append(
            {
                "theme": theme,
                "actions": len(mine),
                "completed": sum(action.state == "completed" for action in mine),
                "open": sum(action.state in OPEN and action.state != "not given" for action in mine),
                "not_given": sum(action.state == "not given" for action in mine),
                "overdue": sum(action.overdue(month) for action in mine),
            }
        )
    return pd.DataFrame(rows)
