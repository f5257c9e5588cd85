"""Tables of the page that asks, and of the improvement plan."""

import pandas as pd

from analysis.catalogue.period import Month
from analysis.language.numbers import as_published, signed
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import in_words, moved
from analysis.language.vocabulary import capitalised, noun, rate_name
from analysis.present.tables.printed_table import PrintedTable
from analysis.questions.answer import Answer, EvidenceUnit
from analysis.questions.improvement_plan.answer import HIGH
from analysis.questions.why.opening import REAL

STATES = {"not given": "Not given in the paper"}


def drivers(answer: Answer) -> PrintedTable:
    """The five drivers: newest, a year before, how sure, similar areas, England."""
    frame = answer.tables["board_drivers"]
    units = list(frame["unit"])
    columns = {
        "Driver": [capitalised(rate_name(name).removeprefix("the ")) for name in frame["measure"]],
        "Date": [Month.of(day).words for day in frame["period_end"]],
        "Now": [as_published(*pair) for pair in zip(frame["value"], units, strict=True)],
        "Year before": _or_none(frame["before"], units),
        "Change": _changes(frame["value"], frame["before"], units),
        "Is the change real?": [_how_sure(row) for row in frame.itertuples()],
        "Similar areas": _or_none(frame["neighbours"], units),
        "England": _or_none(frame["england"], units),
    }
    real = int(frame["case"].isin(REAL).sum())
    heading = f"{capitalised(in_words(real, 'none'))} of {in_words(len(frame))} drivers changed by more than chance"
    return PrintedTable(
        heading,
        pd.DataFrame(columns),
        ("Now", "Year before", "Change", "Similar areas", "England"),
        "Rates are per 10,000 children aged 0 to 17. Similar areas: the middle of the statistical neighbours. "
        "Change: between the figures as printed.",
    )


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
        "What is being done": [text or "Not said" for text in frame["mitigation"]],
        "Owner": [text or "Not named" for text in frame["owner"]],
    }
    high = int((every["score"] >= HIGH).sum())
    shown = f"; the first {in_words(len(frame))} are shown" if len(frame) < len(every) else ""
    return PrintedTable(
        f"{capitalised(in_words(len(every)))} risks, {in_words(high, 'none')} of them high{shown}",
        pd.DataFrame(columns),
        note="Score: probability (1 to 5) times impact (1 to 5), as the council's paper gives them. High: 15 or more.",
    )


def themes(answer: Answer) -> PrintedTable:
    """The themes of the plan with the paper's own ratings."""
    frame = answer.tables["themes"]
    columns = {
        "Theme": list(frame["theme"]),
        "Rating": list(frame["rating"]),
        "In the paper's words": list(frame["text"]),
    }
    return PrintedTable("How the council rates the themes of its plan", pd.DataFrame(columns))


def priorities(answer: Answer) -> PrintedTable:
    """The priorities with owner and date."""
    return _actions(answer, "priorities", "The priorities of the plan")


def actions(answer: Answer) -> PrintedTable:
    """Every action with owner, date, state."""
    return _actions(answer, "actions", "Every action of the plan")


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
    columns: dict[str, list[str]] = {"Theme": list(frame["theme"])}
    columns |= {title: [f"{count:,}" for count in frame[name]] for name, title in names.items()}
    total, done = int(frame["actions"].sum()), int(frame["completed"].sum())
    return PrintedTable(
        f"{capitalised(in_words(total))} actions, {in_words(done, 'none')} of them completed",
        pd.DataFrame(columns),
        tuple(names.values()),
    )


def _actions(answer: Answer, name: str, heading: str) -> PrintedTable:
    frame = answer.tables[name]
    columns = {
        "Action": list(frame["action"]),
        "Owner": [text or "Not named" for text in frame["owner"]],
        "By when": [text or "No date" for text in frame["due"]],
        "State": [_state(row) for row in frame.itertuples()],
    }
    if frame["said"].astype(bool).any():
        columns["In the paper's words"] = list(frame["said"])
    return PrintedTable(heading, pd.DataFrame(columns))


def _state(row: object) -> str:
    state = str(getattr(row, "state", ""))
    late = " (date passed)" if getattr(row, "overdue", False) else ""
    return f"{STATES.get(state, capitalised(state))}{late}"


def _score(row: object) -> str:
    score, probability, impact = (getattr(row, name) for name in ("score", "probability", "impact"))
    if pd.isna(score):
        return "Not scored"
    return f"{score:.0f} ({probability:.0f} x {impact:.0f})"


def _how_sure(row: object) -> str:
    """How sure a change is, in a few words, and the flow that moved by more than chance where the number did not."""
    case, flow, change = (getattr(row, name) for name in ("case", "flow", "flow_change"))
    if pd.isna(flow) or case in REAL:
        return phrase("how_sure_short", case)
    words = {"change": moved(change, "rise", "fall"), "flow": noun(flow).many}
    return phrase("how_sure_short", "flow", number=phrase("how_sure_short", case), **words)


def _or_none(values: pd.Series, units: list[EvidenceUnit]) -> list[str]:
    return [
        "not held" if pd.isna(value) else as_published(value, unit) for value, unit in zip(values, units, strict=True)
    ]


def _changes(now: pd.Series, before: pd.Series, units: list[EvidenceUnit]) -> list[str]:
    """Return changes as a reader reckons them: between the two figures as they are printed."""
    found = []
    for value, earlier, unit in zip(now, before, units, strict=True):
        if pd.isna(value) or pd.isna(earlier):
            found.append("")
            continue
        text = signed(round(value, 1) - round(earlier, 1), unit, 1)
        found.append(text.replace("%", " percentage points") if unit == "percent" else text)
    return found
