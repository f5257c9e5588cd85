"""The tracker of a plan: what, who, how, when, success measure, status, and the outcome quarter by quarter."""

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.catalogue.period import Month, year_label, year_start
from analysis.questions.improvement_plan.registers import Action, Registers
from analysis.questions.source_rows import folder_of
from analysis.store import Store


def tracker(store: Store, area: str, found: Registers, month: Month) -> dict[str, pd.DataFrame]:
    """Return the open and the completed actions of a paper that keeps them in lists; nothing where it keeps none.

    A row an action: ref, what, who, how, when, success, status, outcome, state, overdue, measure, source.
    """
    listed = [action for action in found.actions if action.listed]
    success, outcomes = _targets(store, area, found), _outcomes(store, area, found, month)
    parts = {
        "tracker_open": [action for action in listed if not action.in_completed_list],
        "tracker_completed": [action for action in listed if action.in_completed_list],
    }
    return {name: _frame(actions, success, outcomes, month) for name, actions in parts.items() if actions}


def quarter_label(day: dt.date) -> str:
    """Return the quarter of the financial year that a day is in: `Q1 2017/18` for June 2017."""
    quarter = (day.month - year_start(day).month) % 12 // 3 + 1
    return f"Q{quarter} {year_label(day)}"


def _frame(
    actions: Sequence[Action], success: Mapping[str, str], outcomes: Mapping[str, str], month: Month
) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "ref": action.entry.ref,
                "what": action.entry.text,
                "who": action.owner,
                "how": action.entry.detail("How"),
                "when": action.due,
                "success": action.entry.detail("Success measure", "Success measures")
                or success.get(action.entry.measure or "", ""),
                "status": action.status,
                "outcome": action.entry.detail("Outcome") or outcomes.get(action.entry.measure or "", ""),
                "state": action.state,
                "overdue": action.overdue(month),
                "measure": action.entry.measure,
                "source": action.entry.source,
            }
            for action in actions
        ]
    )


def _targets(store: Store, area: str, found: Registers) -> dict[str, str]:
    """Return what each measure should reach by the same paper: `85%`, with its date where it has one."""
    frame = store.frames["targets"]
    mine = frame[(frame["area"] == area) & frame["source"].map(folder_of).eq(found.folder)].dropna(subset=["value"])
    told: dict[str, list[str]] = {}
    for row in mine.itertuples():
        date = "" if pd.isna(row.due_on) else f" by {Month.of(row.due_on.date()).words}"
        told.setdefault(row.measure, []).append(f"{str(row.as_printed).strip()}{date}")
    return {measure: "; ".join(dict.fromkeys(texts)) for measure, texts in told.items()}


def _outcomes(store: Store, area: str, found: Registers, month: Month) -> dict[str, str]:
    """Return the figures of each measure in the same paper, oldest first, each under its quarter, as printed."""
    frame = store.of_area(area)
    ends_by = frame["period_end"] <= pd.Timestamp(month.last_day)
    mine = frame[frame["source"].map(folder_of).eq(found.folder) & ends_by].sort_values("period_end", kind="stable")
    told: dict[str, list[str]] = {}
    for row in mine.itertuples():
        if pd.isna(row.as_printed):
            continue
        day = row.period_end.date()
        when = year_label(day) if row.basis == "year" else quarter_label(day)
        told.setdefault(row.measure, []).append(f"{when}: {str(row.as_printed).strip()}")
    return {measure: "; ".join(texts) for measure, texts in told.items()}
