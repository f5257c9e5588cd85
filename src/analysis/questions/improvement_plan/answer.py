"""What was promised, and where does it stand: from the council's own registers to an answer."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.errors import NoFiguresError
from analysis.catalogue.period import Month
from analysis.questions.answer import Answer, Caveat, Finding, context_of
from analysis.questions.evidence_log import Ledger
from analysis.questions.improvement_plan.contradictions import (
    Contradiction,
    contradictions_in,
    is_overall,
    rating_of,
)
from analysis.questions.improvement_plan.registers import (
    QUARTERS,
    Action,
    Registers,
    Risk,
    registers_before,
    registers_of,
)
from analysis.questions.improvement_plan.standing import once, standing_of
from analysis.questions.improvement_plan.tracker import tracker
from analysis.store import Store

GROUP = "plan"
MOST_RISKS = 5  # as many as a Board can look at in one sitting
HIGH = 15  # a score of 15 or more of 25 is what risk registers call high
LATER = re.compile(r"\b(?:medium|long|longer)[ -]term\b", re.IGNORECASE)
OPEN: tuple[str, ...] = ("ongoing", "under review", "not started")


def answer_improvement_plan(store: Store, area: str, month: Month) -> Answer:
    """What was promised, and where does it stand: themes, priorities, risks and actions of the paper of the month.

    Raises NoFiguresError where the council has no paper of that month, or one without registers.

    >>> from analysis import ask
    >>> ask.improvement_plan("Torbay", "2021-05").tables[:3]
    ['themes', 'risks', 'all_risks']
    """
    found = registers_of(store, area, month)
    if found is None or not (found.risks or found.actions or found.themes or found.priorities):
        raise NoFiguresError(
            f"There are no risks, actions or priorities of {areas()[area].in_sentence} for {month.words}.",
            hint="Add the council's registers as `workbench sources add` describes (risks.csv, actions.csv).",
        )
    ledger = Ledger(GROUP)
    clashes = contradictions_in(found)
    findings = [*_enter(ledger, found, month), *_contradictions(ledger, clashes)]
    risks = _risks(found, registers_before(store, area, found))
    now, later = (tuple(each for each in found.priorities if _is_later(each) is late) for late in (False, True))
    tables = {
        "themes": _themes(found),
        "guidance": _guidance(found),
        "risks": risks.head(MOST_RISKS),
        "all_risks": risks,
        "priorities": _actions(now, month),
        "medium_term": _actions(later, month),
        "actions": _actions(found.actions, month),
        "actions_by_state": _by_state(found.actions, month),
        "overdue": _actions([each for each in (*found.priorities, *once(found.actions)) if each.overdue(month)], month),
        "data_checks": _data_checks(found),
        "contradictions": _contradictions_listed(clashes),
        **tracker(store, area, found, month),
    }
    return Answer(
        question="What was promised, and where does it stand?",
        measure=None,
        context=context_of(store, area, month),
        group=GROUP,
        findings=tuple(findings),
        evidence=ledger.evidence,
        tables={name: frame for name, frame in tables.items() if len(frame)},
        caveats=(Caveat("plan_says_so_itself"),),
    )


def _contradictions_listed(clashes: Sequence[Contradiction]) -> pd.DataFrame:
    """Return a row for each contradiction; none for a single one, which the words beside it say."""
    return pd.DataFrame([asdict(clash) for clash in clashes] if len(clashes) > 1 else [])


def _enter(ledger: Ledger, found: Registers, month: Month) -> list[Finding]:
    high = [risk for risk in found.risks if (risk.score or 0) >= HIGH]
    promised = (*once(found.actions), *found.priorities)
    undone = [action for action in promised if not action.is_over]
    stands = standing_of(found.actions)
    totals = {
        "risks": len(found.risks),
        "high_risks": len(high),
        "actions": stands.actions,
        "in_open_list": stands.in_open,
        "in_completed_list": stands.in_completed,
        "in_both_lists": stands.in_both,
        "completed": stands.completed,
        "without_state": stands.unstated,
        "without_owner": sum(not action.owner for action in once(found.actions)),
        "overdue": sum(action.overdue(month) for action in promised),
        "undone": len(undone),
        "without_date": sum(not action.is_dated for action in undone),
        "priorities": len(found.priorities),
        "themes": sum(not is_overall(entry) for entry in found.themes),
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
    if undone:
        findings.append(Finding("plan_dates", about))
    if found.themes:
        findings.append(Finding("plan_themes", about, {"ratings": _ratings(found)}))
    return findings


def _contradictions(ledger: Ledger, clashes: Sequence[Contradiction]) -> list[Finding]:
    """What the paper says in two ways, kind by kind; nothing where it says everything once."""
    if not clashes:
        return []
    counts = Counter(clash.kind for clash in clashes)
    for kind, count in counts.items():
        ledger.computed(f"contradictions_{kind}", count, "count", "counted in the council's paper", decimals=0)
    return [
        Finding(
            f"plan_{kind}",
            ledger.about(count=f"contradictions_{kind}"),
            next(
                {"about": clash.about, "says": clash.says, "but": clash.but} for clash in clashes if clash.kind == kind
            ),
        )
        for kind in counts
    ]


def _is_later(action: Action) -> bool:
    """Whether a priority stands in a list of those for later on."""
    return LATER.search(action.listed) is not None


def _guidance(found: Registers) -> pd.DataFrame:
    """One row a rating: scope, rating, text (what the paper means by it), source."""
    return pd.DataFrame(
        [
            {
                "scope": entry.detail("Scope"),
                "rating": entry.detail("Status", "RAG", "Rating").capitalize(),
                "text": entry.text,
                "source": entry.source,
            }
            for entry in found.guidance
        ]
    )


def _data_checks(found: Registers) -> pd.DataFrame:
    """One row a warning of the paper on its own figures: ref, theme, measure, text, source."""
    return pd.DataFrame(
        [
            {
                "ref": entry.ref,
                "theme": entry.detail("Theme"),
                "measure": entry.measure,
                "text": entry.text,
                "source": entry.source,
            }
            for entry in found.data_checks
        ]
    )


def _movement(risk: Risk, before: Registers | None) -> str | None:
    """How a risk stands to the last paper's: new, up, down, same; null where no earlier register is held."""
    if before is None:
        return None
    same = [each for each in before.risks if each.entry.text.lower() == risk.entry.text.lower()]
    if not same:
        return "new"
    was, now = same[0].score, risk.score
    if was is None or now is None:
        return None
    return "same" if was == now else "up" if now > was else "down"


def _ratings(found: Registers) -> dict[str, int]:
    """How many themes have each rating, in the paper's own words."""
    rated = [rating_of(entry) for entry in found.themes if not is_overall(entry)]
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


def _risks(found: Registers, before: Registers | None) -> pd.DataFrame:
    """One row a risk, highest score first, with how it moved since the last paper (null: none is held).

    Columns: ref, risk, probability, impact, score, contradicts_itself, movement, mitigation, owner, raised, source.
    """
    return pd.DataFrame(
        [
            {
                "ref": risk.entry.ref,
                "risk": risk.entry.text,
                "probability": risk.probability,
                "impact": risk.impact,
                "score": risk.score,
                "contradicts_itself": risk.contradicts_itself,
                "movement": _movement(risk, before),
                "mitigation": risk.entry.detail("Mitigation"),
                "owner": risk.entry.detail("Owner"),
                "raised": risk.entry.detail("Date raised", "Raised"),
                "source": risk.entry.source,
            }
            for risk in found.risks
        ]
    )


def _actions(actions: Sequence[Action], month: Month) -> pd.DataFrame:
    """One row an action: ref, theme, objective, action, owner, due, state, overdue, Q1 to Q4, said, source."""
    return pd.DataFrame(
        [
            {
                "ref": action.entry.ref,
                "theme": action.theme,
                "objective": action.entry.detail("Objective"),
                "action": action.entry.text,
                "owner": action.owner,
                "due": action.due,
                "state": action.state,
                "overdue": action.overdue(month),
                **dict(zip(QUARTERS, action.quarters, strict=True)),
                "said": action.entry.detail("Said of it", "Progress", "Comment"),
                "source": action.entry.source,
            }
            for action in actions
        ]
    )


def _by_state(actions: Sequence[Action], month: Month) -> pd.DataFrame:
    """One row a theme: theme, actions, completed, open, not_given, overdue.

    completed and open are null where the paper gives a state for none of the theme, overdue where it gives no date.
    """
    themes = dict.fromkeys(action.theme or "No theme" for action in actions)
    return pd.DataFrame(
        [
            {
                "theme": theme,
                **_states_of([action for action in actions if (action.theme or "No theme") == theme], month),
            }
            for theme in themes
        ]
    )


def _states_of(actions: Sequence[Action], month: Month) -> dict[str, int | None]:
    unsaid = sum(action.state == "not given" for action in actions)
    stated, dated = unsaid < len(actions), any(action.is_dated for action in actions)
    return {
        "actions": len(actions),
        "completed": sum(action.state == "completed" for action in actions) if stated else None,
        "open": sum(action.state in OPEN for action in actions) if stated else None,
        "not_given": unsaid,
        "overdue": sum(action.overdue(month) for action in actions) if dated else None,
    }
