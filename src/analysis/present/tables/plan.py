"""Tables of the improvement plan: ratings with what they mean, priorities, risks, actions, the tracker."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import in_words
from analysis.language.vocabulary import capitalised
from analysis.present.rating_colours import RATINGS
from analysis.present.tables.printed_table import PrintedTable
from analysis.questions.answer import Answer
from analysis.questions.improvement_plan.answer import HIGH
from analysis.questions.improvement_plan.registers import QUARTERS

MOVEMENTS: Mapping[str, str] = {"new": "New", "up": "Up", "down": "Down", "same": "No change"}
FEWEST_ROWS = 3  # in a shorter table a column that says one thing is no burden
RISK_WIDTHS: Mapping[str, int] = {"Risk": 38, "Score": 10, "Movement": 11, "What is being done": 38, "Owner": 14}
ACTION_WIDTHS: Mapping[str, int] = {
    "Action": 34,
    "Owner": 11,
    "By when": 12,
    "State": 12,
    "What the paper says, in short": 36,
}
TRACKER_WIDTHS: Mapping[str, int] = {
    "Ref": 6,
    "What": 26,
    "Who": 14,
    "How": 26,
    "When": 13,
    "Success measure": 15,
    "Status": 14,
    "Outcome by quarter": 22,
}


def risks(answer: Answer) -> PrintedTable:
    """The highest risks."""
    return _risks(answer, "risks")


def all_risks(answer: Answer) -> PrintedTable:
    """Every risk, highest score first."""
    return _risks(answer, "all_risks")


def _risks(answer: Answer, name: str) -> PrintedTable:
    frame, every = answer.tables[name], answer.tables["all_risks"]
    columns = {
        "Risk": list(frame["risk"]),
        "Score": [_score(row) for row in frame.itertuples()],
        "What is being done": _or_unsaid(frame, "mitigation", "What is being done"),
        "Owner": _or_unsaid(frame, "owner", "Owner"),
    }
    moved = every["movement"].notna().any()
    if moved:
        columns["Movement"] = [MOVEMENTS.get(str(movement), "Not known") for movement in frame["movement"]]
    columns, same = _without_constants(columns, ("Owner",))
    high = int((every["score"] >= HIGH).sum())
    shown = len(frame) < len(every)
    words = {"Risks": _risks_in_words(len(every)), "high": in_words(high, "none")}
    words["shown"] = phrase("table_heading", "risks shown", count=in_words(len(frame))) if shown else ""
    return PrintedTable(
        phrase("table_heading", "risks", **words),
        pd.DataFrame(columns),
        note=" ".join([phrase("plan_risks_note", _movement_told(moved=moved, whole=not shown)), *same]),
        widths={name: RISK_WIDTHS[name] for name in columns},
    )


def _movement_told(*, moved: bool, whole: bool) -> str:
    """Return which note a risk table needs: that movement is not known is said of the whole register alone."""
    return "with_movement" if moved else "without_movement" if whole else "score_alone"


def themes(answer: Answer) -> PrintedTable:
    """The themes of the plan with the paper's own ratings."""
    frame = answer.tables["themes"]
    columns = {
        "Theme": list(frame["theme"]),
        "Rating": list(frame["rating"]),
        "What the paper says, in short": list(frame["text"]),
    }
    return PrintedTable(
        phrase("table_heading", "themes"),
        pd.DataFrame(columns),
        marked={"Rating": RATINGS},
        widths={"Theme": 24, "Rating": 11, "What the paper says, in short": 60},
    )


def guidance(answer: Answer) -> PrintedTable:
    """What the paper means by each rating."""
    frame = answer.tables["guidance"]
    columns = {
        "Rating": list(frame["rating"]),
        "Of": list(frame["scope"]),
        "What the council means by it": list(frame["text"]),
    }
    return PrintedTable(
        phrase("table_heading", "guidance"),
        pd.DataFrame(columns),
        marked={"Rating": RATINGS},
        widths={"Rating": 12, "Of": 14, "What the council means by it": 70},
    )


def priorities(answer: Answer) -> PrintedTable:
    """The priorities with owner and date."""
    return _actions(answer, "priorities", "The priorities of the plan", what="Priority")


def medium_term(answer: Answer) -> PrintedTable:
    """What the plan sets out to do later."""
    return _actions(answer, "medium_term", "Medium-term developments")


def actions(answer: Answer) -> PrintedTable:
    """Every action with owner, date, state."""
    return _actions(answer, "actions", "Every action of the plan")


def overdue(answer: Answer) -> PrintedTable:
    """Actions and priorities whose date has passed."""
    count = len(answer.tables["overdue"])
    return _actions(answer, "overdue", phrase("plan_overdue_heading", _one_or_many(count), count=_counted(count)))


def actions_by_state(answer: Answer) -> PrintedTable:
    """How many actions of each theme are completed, open, overdue or without a state."""
    frame = answer.tables["actions_by_state"]
    names = {
        "actions": "Actions",
        "completed": "Completed",
        "open": "Open",
        "not_given": "State not given",
        "overdue": "Date passed",
    }
    in_lists = "tracker_completed" in answer.tables
    columns: dict[str, list[str]] = {"List" if in_lists else "Theme": list(frame["theme"])}
    said = {name: title for name, title in names.items() if not _says_nothing(frame, name)}
    columns |= {title: [_count_or_unsaid(count, title) for count in frame[name]] for name, title in said.items()}
    total, done = int(frame["actions"].sum()), int(frame["completed"].sum())
    return PrintedTable(
        phrase("table_heading", "actions listed")
        if in_lists
        else _how_many_completed(total, int(frame["not_given"].sum()), done),
        pd.DataFrame(columns),
        tuple(said.values()),
        None if "overdue" in said else phrase("same_in_every_row", "By when"),
    )


def _says_nothing(frame: pd.DataFrame, name: str) -> bool:
    """Whether a column of counts says nothing of any theme, or only that no action of any has a state."""
    return bool(frame[name].isna().all()) or (name == "not_given" and bool(frame[name].eq(frame["actions"]).all()))


def _count_or_unsaid(count: float, column: str) -> str:
    """A count, or that the paper does not say: none is said to be completed where no state is given."""
    unsaid = "By when" if column == "Date passed" else "State"
    return phrase("plan_unsaid", unsaid) if pd.isna(count) else f"{count:,.0f}"


def _how_many_completed(total: int, not_given: int, done: int) -> str:
    """What is known of their states: an action without a state may well be completed."""
    words = {"completed": in_words(done, "none"), "unstated": in_words(not_given)}
    case = "actions unstated" if not_given == total else "actions some" if not_given else "actions"
    return phrase("table_heading", case, Count=_counted(total), **words)


def _risks_in_words(count: int) -> str:
    return f"{_counted(count)} risk{'' if count == 1 else 's'}"


def data_checks(answer: Answer) -> PrintedTable:
    """What the paper itself says is wrong with its figures."""
    frame = answer.tables["data_checks"]
    columns = {
        "Ref": list(frame["ref"].fillna("")),
        "Measure": [_measure(measure) for measure in frame["measure"]],
        "The council's own warning": list(frame["text"]),
    }
    return PrintedTable(
        phrase("plan_checks_heading", _one_or_many(len(frame)), count=_counted(len(frame))),
        pd.DataFrame(columns),
        widths={"Ref": 8, "Measure": 30, "The council's own warning": 62},
    )


def contradictions(answer: Answer) -> PrintedTable:
    """Where the paper says two things at once."""
    frame = answer.tables["contradictions"]
    columns = {
        "What": list(frame["about"]),
        "The paper says two things": [
            phrase("plan_contradiction", row.kind, says=str(row.says), but=str(row.but)) for row in frame.itertuples()
        ],
    }
    return PrintedTable(
        phrase("plan_contradictions_heading", _one_or_many(len(frame)), count=_counted(len(frame))),
        pd.DataFrame(columns),
        widths={"What": 42, "The paper says two things": 58},
    )


def tracker_open(answer: Answer) -> PrintedTable:
    """Open actions in the form of a tracker."""
    return _tracker(answer, "tracker_open")


def tracker_completed(answer: Answer) -> PrintedTable:
    """Completed actions in the form of a tracker."""
    return _tracker(answer, "tracker_completed")


def _tracker(answer: Answer, name: str) -> PrintedTable:
    """Print a tracker; a column in which the paper says nothing of any action is left out and named in the note."""
    frame = answer.tables[name]
    columns = {
        "Ref": list(frame["ref"]),
        "What": list(frame["what"]),
        "Who": list(frame["who"]),
        "How": list(frame["how"]),
        "When": list(frame["when"]),
        "Success measure": list(frame["success"]),
        "Status": [_status(row) for row in frame.itertuples()],
        "Outcome by quarter": list(frame["outcome"]),
    }
    empty = [title for title, cells in columns.items() if not any(cells)]
    kept = {title: [cell or "Not given" for cell in cells] for title, cells in columns.items() if title not in empty}
    note = phrase("plan_tracker_empty", columns=", ".join(title.lower() for title in empty)) if empty else None
    return PrintedTable(
        phrase("plan_tracker_heading", name.removeprefix("tracker_"), count=str(len(frame))),
        pd.DataFrame(kept),
        note=note,
        widths={title: TRACKER_WIDTHS[title] for title in kept},
    )


def _actions(answer: Answer, name: str, heading: str, what: str = "Action") -> PrintedTable:
    frame = answer.tables[name]
    columns = {
        "Theme": [theme or "No theme" for theme in frame["theme"]],
        what: list(frame["action"]),
        "Owner": _or_unsaid(frame, "owner", "Owner"),
        "By when": _or_unsaid(frame, "due", "By when"),
        "State": [_state(row) for row in frame.itertuples()],
    }
    columns |= {quarter: list(frame[quarter]) for quarter in QUARTERS if frame[quarter].astype(bool).any()}
    if frame["said"].astype(bool).any():
        columns["What the paper says, in short"] = list(frame["said"])
    columns, same = _without_constants(columns, ("Owner", "By when", "State"))
    grouped = len(set(columns["Theme"])) > 1
    widths = {what: ACTION_WIDTHS["Action"], **ACTION_WIDTHS}
    if not grouped:
        del columns["Theme"]
    return PrintedTable(
        heading,
        pd.DataFrame(columns),
        note=" ".join(same) or None,
        grouped_by="Theme" if grouped else None,
        widths={name: widths.get(name, 8) for name in columns if name != "Theme"},
    )


def _without_constants(columns: dict[str, list[str]], names: Sequence[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Return columns without those of `names` that say the same of every row, and what they say."""
    same = [name for name in names if len(columns[name]) >= FEWEST_ROWS and len(set(columns[name])) == 1]
    kept = {name: cells for name, cells in columns.items() if name not in same}
    return kept, [_same(name, columns[name][0]) for name in same]


def _same(column: str, value: str) -> str:
    """Say what stands in every row of a column, or that nothing does."""
    unsaid = value == phrase("plan_unsaid", column)
    return phrase("same_in_every_row", column if unsaid else "said", column=column, value=value)


def _or_unsaid(frame: pd.DataFrame, name: str, column: str) -> list[str]:
    return [text or phrase("plan_unsaid", column) for text in frame[name]]


def _measure(measure: object) -> str:
    return measures()[measure].name if isinstance(measure, str) and measure in measures() else "Not said"


def _status(row: object) -> str:
    status = str(getattr(row, "status", "")).capitalize()
    late = " (date passed)" if getattr(row, "overdue", False) else ""
    return f"{status or 'Not given'}{late}" if status or late else ""


def _state(row: object) -> str:
    state = str(getattr(row, "state", ""))
    late = " (date passed)" if getattr(row, "overdue", False) else ""
    return f"{phrase('plan_unsaid', 'State') if state == 'not given' else capitalised(state)}{late}"


def _score(row: object) -> str:
    score, probability, impact = (getattr(row, name) for name in ("score", "probability", "impact"))
    if pd.isna(score):
        return "Not scored"
    return (
        f"{score:.0f}" if pd.isna(probability) or pd.isna(impact) else f"{score:.0f} ({probability:.0f} x {impact:.0f})"
    )


def _one_or_many(count: int) -> str:
    return "one" if count == 1 else "many"


def _counted(count: int) -> str:
    return capitalised(in_words(count))
