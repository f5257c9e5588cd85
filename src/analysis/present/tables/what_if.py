"""Tables of "what if": what is supposed, and what follows for every number of the pathway."""

import pandas as pd

from analysis.present.numbers import number
from analysis.present.tables.sheet import Sheet, cells, changes
from analysis.present.vocabulary import capitalised, noun, step_name
from analysis.questions.answer import Answer

PER_CHILD = ("referral_rate",)


def volumes(answer: Answer) -> Sheet:
    """The last year: as now, under the scenario, and what lies between them."""
    frame = answer.tables["volumes"]
    last = frame[frame["period_end"] == frame["period_end"].max()]
    columns = {
        "Number": [capitalised(noun(measure).many) for measure in last["measure"]],
        "As now": _ranges(last, "as_now"),
        "Scenario": _ranges(last, "scenario"),
        "Difference": changes(last["difference"]),
    }
    until = answer.evidence[f"{answer.group}.until"].value
    heading = f"What would follow in {answer.area_name}, year to {until}"
    note = "The range in brackets holds 8 of 10 futures. Both courses run through the same futures."
    return Sheet(heading, pd.DataFrame(columns), tuple(columns)[1:], note)


def assumptions(answer: Answer) -> Sheet:
    """What the scenario supposes."""
    frame = answer.tables["assumptions"]
    columns = {
        "Supposed to change": [_step(step) for step in frame["step"]],
        "From": [f"{day:%B %Y}" for day in frame["from"]],
        "Now": [_ratio(step, value) for step, value in zip(frame["step"], frame["now"], strict=True)],
        "Scenario": [_ratio(step, value) for step, value in zip(frame["step"], frame["scenario"], strict=True)],
    }
    title = answer.evidence[f"{answer.group}.scenario"].value
    return Sheet(f"What is supposed: {title}", pd.DataFrame(columns), ("Now", "Scenario"))


def _ranges(frame: pd.DataFrame, course: str) -> list[str]:
    bounds = (cells(frame[f"{course}{bound}"]) for bound in ("", "_lower", "_upper"))
    return [f"{middle} ({low} to {high})" for middle, low, high in zip(*bounds, strict=True)]


def _step(step: str) -> str:
    return "Share of children who leave within the year" if step == "exit_share" else capitalised(step_name(step))


def _ratio(step: str, value: float) -> str:
    if step == "population":
        return number(value, "count")
    return number(value * 10_000, "per_10000") if step in PER_CHILD else number(value, "ratio", 3)
