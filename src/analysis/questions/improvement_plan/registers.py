"""The registers of one paper of the council, typed: themes, priorities, risks, actions."""

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis.catalogue.period import Month
from analysis.questions.report_card.paper import paper_of
from analysis.store import Store

State = Literal["completed", "ongoing", "under review", "not started", "stopped", "not given"]

# The words by which councils say where an action stands; the first that is found decides.
STATES: tuple[tuple[re.Pattern[str], State], ...] = (
    (re.compile(r"\bnot (?:yet )?(?:started|begun)\b", re.IGNORECASE), "not started"),
    (re.compile(r"\b(?:stopped|cancelled|withdrawn|no longer)\b", re.IGNORECASE), "stopped"),
    (re.compile(r"\b(?:on-?going|in progress|on track|started|continu\w+|delayed)\b", re.IGNORECASE), "ongoing"),
    (re.compile(r"\breview\b", re.IGNORECASE), "under review"),
    (re.compile(r"\b(?:complete[d]?|achieved|closed|done)\b", re.IGNORECASE), "completed"),
)
_MONTHS = "|".join(pd.Timestamp(2000, number, 1).month_name() for number in range(1, 13))
_DUE = re.compile(rf"\b(?P<month>{_MONTHS})\s+(?P<year>\d{{4}})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a register. source: file#locator. details: the columns beside its words."""

    ref: str
    text: str
    source: str
    measure: str | None
    details: Mapping[str, str]

    def detail(self, *names: str) -> str:
        """Return the first of these columns that has something in it; empty where none has."""
        return next((self.details[name].strip() for name in names if self.details.get(name, "").strip()), "")


@dataclass(frozen=True, slots=True)
class Risk:
    """A scored risk. score: probability times impact (1 to 25), null where the paper gives no score."""

    entry: Entry
    probability: float | None
    impact: float | None
    score: float | None

    @property
    def contradicts_itself(self) -> bool:
        """Whether the printed score is not probability times impact."""
        parts = self.probability, self.impact, self.score
        return None not in parts and round(self.score or 0) != round((self.probability or 0) * (self.impact or 0))


@dataclass(frozen=True, slots=True)
class Action:
    """An action with who owns it, by when, and where it stands as the paper says."""

    entry: Entry
    theme: str
    owner: str
    due: str
    state: State

    def overdue(self, month: Month) -> bool:
        """Whether the date it was promised for lies before `month` and it is not completed or stopped."""
        found = _DUE.search(self.due)
        if found is None or self.state in ("completed", "stopped"):
            return False
        number = pd.Timestamp(f"1 {found['month']} 2000").month
        return Month(int(found["year"]), number) < month


@dataclass(frozen=True, slots=True)
class Registers:
    """What the council's paper of the month holds beside its figures. folder: of data/raw."""

    folder: str
    published_on: dt.date
    themes: tuple[Entry, ...]
    priorities: tuple[Action, ...]
    risks: tuple[Risk, ...]
    actions: tuple[Action, ...]
    data_checks: tuple[Entry, ...]
    commentary: tuple[Entry, ...]


def registers_of(store: Store, area: str, month: Month) -> Registers | None:
    """Return the registers of the council's paper that covers `month`, or None where it has no such paper."""
    paper = paper_of(store, area, month.last_day)
    if paper is None:
        return None
    remarks = store.frames["remarks"]
    mine = remarks[(remarks["area"] == area) & remarks["source"].str.startswith(f"{paper.folder}/")]
    kinds = {kind: tuple(_entries(rows)) for kind, rows in mine.groupby("kind")}
    return Registers(
        paper.folder,
        paper.published_on,
        themes=kinds.get("theme", ()),
        priorities=tuple(_action(entry) for entry in kinds.get("priority", ())),
        risks=tuple(_by_score(_risk(entry) for entry in kinds.get("risk", ()))),
        actions=tuple(_action(entry) for entry in kinds.get("action", ())),
        data_checks=kinds.get("data_check", ()),
        commentary=kinds.get("commentary", ()),
    )


def state_of(words: str) -> State:
    """Return where an action stands, by the words a paper uses; `COMPLETED; ONGOING` is ongoing."""
    return next((state for pattern, state in STATES if pattern.search(words)), "not given")


def _entries(rows: pd.DataFrame) -> Iterator[Entry]:
    for row in rows.to_dict("records"):
        yield Entry(
            ref="" if pd.isna(row["ref"]) else str(row["ref"]),
            text=str(row["text"]),
            source=str(row["source"]),
            measure=None if pd.isna(row["measure"]) else str(row["measure"]),
            details={str(name): str(value) for name, value in json.loads(row["details"] or "{}").items()},
        )


def _action(entry: Entry) -> Action:
    return Action(
        entry,
        theme=entry.detail("Theme", "List", "Project"),
        owner=entry.detail("Owner", "Who", "Lead"),
        due=entry.detail("By when", "When", "Due"),
        state=state_of(entry.detail("Status", "State")),
    )


def _risk(entry: Entry) -> Risk:
    probability, impact, score = (_number(entry.detail(name)) for name in ("Probability", "Impact", "Risk score"))
    return Risk(entry, probability, impact, score)


def _by_score(risks: Iterator[Risk]) -> list[Risk]:
    return sorted(risks, key=lambda risk: -(risk.score or 0))


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
