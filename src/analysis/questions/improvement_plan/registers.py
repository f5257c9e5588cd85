"""The registers of one paper of the council, typed: themes, priorities, risks, actions."""

import datetime as dt
import json
import re
from calendar import month_name
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis.catalogue.period import Month
from analysis.questions.source_rows import folder_of
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
_NUMBERS = {month_name[number][:3].lower(): number for number in range(1, 13)}
_NAMED = re.compile(rf"\b(?P<month>{'|'.join(_NUMBERS)})[a-z]*\.?,?\s+(?P<year>(?:20)?\d{{2}})\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\b\d{1,2}[./](?P<month>\d{1,2})[./](?P<year>(?:20)?\d{2})\b")
_WITHOUT_END = re.compile(r"\bon-?going\b|^\s*from\b", re.IGNORECASE)  # "from January 2017": a beginning
PLAN_KINDS = ("theme", "priority", "risk", "action")
COMMENTARY = "commentary"
PAPER_MONTHS = 3  # a paper of a month is published within a quarter of it
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
COMPLETED_LIST = re.compile(r"\bcompleted\b", re.IGNORECASE)


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
    """An action with who owns it, by when, and where it stands as the paper says.

    listed: the list of the paper that it stands in. status: the paper's own words on its state.
    """

    entry: Entry
    theme: str
    owner: str
    due: str
    state: State
    listed: str = ""
    status: str = ""

    @property
    def in_completed_list(self) -> bool:
        """Whether it stands in a list of completed actions."""
        return COMPLETED_LIST.search(self.listed) is not None

    @property
    def key(self) -> tuple[str, str]:
        """Its number and its words, by which it is the same action in another list."""
        return self.entry.ref, " ".join(self.entry.text.lower().split())

    @property
    def quarters(self) -> tuple[str, ...]:
        """What the paper says of it in each quarter of its year; empty texts where it says nothing."""
        return tuple(self.entry.detail(quarter) for quarter in QUARTERS)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done: the paper says that it is completed or stopped."""
        return self.state in ("completed", "stopped")

    @property
    def is_dated(self) -> bool:
        """Whether the paper says by when it is due."""
        return due_month(self.due) is not None

    def overdue(self, month: Month) -> bool:
        """Whether the date it was promised for lies before `month` and it is not completed or stopped."""
        due = due_month(self.due)
        return due is not None and due < month and not self.is_over


def due_month(text: str) -> Month | None:
    """Return the last month that a promise names; None where it names none, or a beginning without an end.

    >>> str(due_month("Sept - Nov 2017"))
    '2017-11'
    >>> due_month("From Jan 2017 and ongoing")
    """
    if _WITHOUT_END.search(text):
        return None
    named = [(found["year"], _NUMBERS[found["month"].lower()]) for found in _NAMED.finditer(text)]
    numbered = [(found["year"], int(found["month"])) for found in _NUMBERED.finditer(text)]
    months = [Month(int(year[-2:]) + 2000, number) for year, number in (*named, *numbered) if 1 <= number <= 12]
    return max(months, default=None)


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
    guidance: tuple[Entry, ...] = ()


def registers_of(store: Store, area: str, month: Month) -> Registers | None:
    """Return the registers of the council's paper that covers `month`, or None where it has no such paper.

    It is the paper of the month's performance table, and where that has no register, or was published more than a
    quarter after the month, the newest that was published in the month or within a quarter after it. Where none was,
    a table's later paper is read all the same: `written_afterwards` says so.
    """
    from analysis.questions.report_card.paper import paper_of  # noqa: PLC0415 - whose package reads these registers

    remarks = _of_area(store, area)
    card = paper_of(store, area, month.last_day)
    written = remarks[remarks["kind"].isin((*PLAN_KINDS, COMMENTARY))]
    in_time = written[written["published_on"].between(*map(pd.Timestamp, (month.first_day, _latest(month))))]
    if card is not None and (in_time.empty or card.folder in set(in_time["folder"])):
        return _read(remarks, card.folder, card.published_on)
    if in_time.empty:
        return None
    plans = in_time[in_time["kind"].isin(PLAN_KINDS)]
    in_time = in_time if plans.empty else plans
    newest = in_time.sort_values("published_on", kind="stable").iloc[-1]
    return _read(remarks, str(newest["folder"]), newest["published_on"].date())


def written_afterwards(found: Registers, month: Month) -> bool:
    """Whether no Board of `month` can have read these registers: they were published more than a quarter after it."""
    return found.published_on > _latest(month)


def registers_before(store: Store, area: str, found: Registers) -> Registers | None:
    """Return the registers of the council's last paper with risks before this one, or None."""
    remarks = _of_area(store, area)
    earlier = remarks[remarks["kind"].eq("risk") & (remarks["published_on"] < pd.Timestamp(found.published_on))]
    if earlier.empty:
        return None
    newest = earlier.sort_values("published_on", kind="stable").iloc[-1]
    return _read(remarks, str(newest["folder"]), newest["published_on"].date())


def _of_area(store: Store, area: str) -> pd.DataFrame:
    remarks = store.frames["remarks"]
    mine = remarks[remarks["area"] == area]
    return mine.assign(folder=mine["source"].map(folder_of), published_on=pd.to_datetime(mine["published_on"]))


def _latest(month: Month) -> dt.date:
    return month.plus(PAPER_MONTHS).last_day


def _read(remarks: pd.DataFrame, folder: str, published_on: dt.date) -> Registers:
    mine = remarks[remarks["folder"] == folder]
    kinds = {kind: tuple(_entries(rows)) for kind, rows in mine.groupby("kind")}
    return Registers(
        folder,
        published_on,
        themes=kinds.get("theme", ()),
        priorities=tuple(_action(entry) for entry in kinds.get("priority", ())),
        risks=tuple(_by_score(_risk(entry) for entry in kinds.get("risk", ()))),
        actions=tuple(_action(entry) for entry in kinds.get("action", ())),
        data_checks=kinds.get("data_check", ()),
        commentary=kinds.get(COMMENTARY, ()),
        guidance=kinds.get("rag_guidance", ()),
    )


def state_of(words: str) -> State:
    """Return where an action stands, by the words a paper uses; `COMPLETED; ONGOING` is ongoing.

    `not given` where none of the words that are known is among them.
    """
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
    status, listed = entry.detail("Status", "State"), entry.detail("List")
    state = state_of(status)
    if state == "not given" and COMPLETED_LIST.search(listed):
        state = "completed"
    return Action(
        entry,
        theme=entry.detail("Theme", "List", "Project"),
        owner=entry.detail("Owner", "Who", "Lead"),
        due=entry.detail("By when", "When", "Due"),
        state=state,
        listed=listed,
        status=status,
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
