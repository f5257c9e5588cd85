"""Tables of "what if": what is supposed, and what follows for every number of the pathway."""

import pandas as pd

from analysis.catalogue.pathway import pathway_catalogue
from analysis.language.numbers import number
from analysis.language.phrasebook import phrase
from analysis.language.significant_rounding import course_ranges, rough_change
from analysis.language.vocabulary import capitalised, noun, step_name
from analysis.present.tables.printed_table import PrintedTable
from analysis.questions.answer import Answer

SMALL = 0.1  # ratios below it keep a third place


def volumes(answer: Answer) -> PrintedTable:
    """The last year: as now, under the scenario, and what lies between them."""
    frame = answer.tables["volumes"]
    last = frame[frame["period_end"] == frame["period_end"].max()]
    courses = [course_ranges(row) for row in last.to_dict("records")]
    columns = {
        "Number": [capitalised(noun(measure).many) for measure in last["measure"]],
        "As now": [now for now, _ in courses],
        "Scenario": [scenario for _, scenario in courses],
        "Difference": _changes(last),
    }
    until = answer.evidence[f"{answer.group}.until"].value
    heading = phrase("table_heading", "scenario", area=answer.area_name, date=str(until))
    note = phrase("table_note", "scenario")
    return PrintedTable(heading, pd.DataFrame(columns), tuple(columns)[1:], note)


def assumptions(answer: Answer) -> PrintedTable:
    """What the scenario supposes."""
    frame = answer.tables["assumptions"]
    columns = {
        "Supposed to change": [_step(step) for step in frame["step"]],
        "From": [f"{day:%B %Y}" for day in frame["from"]],
        "Now": [_ratio(step, value) for step, value in zip(frame["step"], frame["now"], strict=True)],
        "Scenario": [_ratio(step, value) for step, value in zip(frame["step"], frame["scenario"], strict=True)],
    }
    title = answer.evidence[f"{answer.group}.scenario"].value
    now = answer.evidence[f"{answer.group}.stock_now"].period_end
    note = None if now is None else phrase("table_note", "assumptions", until=f"{now:%B %Y}")
    return PrintedTable(
        phrase("table_heading", "assumptions", title=str(title)), pd.DataFrame(columns), ("Now", "Scenario"), note
    )


def _changes(frame: pd.DataFrame) -> list[str]:
    bounds = (frame[f"difference{bound}"] for bound in ("", "_lower", "_upper"))
    return [
        "0"
        if low == high == 0
        else f"{rough_change(middle, low, high)} ({rough_change(low, low, high)} to {rough_change(high, low, high)})"
        for middle, low, high in zip(*bounds, strict=True)
    ]


def _step(step: str) -> str:
    return "Share of children who leave within the year" if step == "exit_share" else capitalised(step_name(step))


def _ratio(step: str, value: float) -> str:
    if step == "exit_share":
        return number(100 * value, "percent", 1)
    if step == "population":
        return number(value, "count")
    if pathway_catalogue().is_of_population(step):
        return number(value * 10_000, "per_10000")
    return number(value, "ratio", 2 if value >= SMALL else 3)
