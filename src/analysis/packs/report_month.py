"""Whose papers of which month, where a command names neither: the council's own, by the rule in council.yml."""

import datetime as dt
from dataclasses import dataclass

from analysis.catalogue.council import council_of, month_by_rule
from analysis.catalogue.errors import ParametersError
from analysis.catalogue.parameters import read_area
from analysis.catalogue.period import Month
from analysis.catalogue.workspace import Workspace
from analysis.questions.source_rows import folder_of, own_folders
from analysis.store import Store, open_store

HINT = "Name them, or write them into council.yml (`workbench doctor` checks it)."


@dataclass(frozen=True, slots=True)
class Whose:
    """An area and a month as a person would type them."""

    area: str
    month: str


def whose(workspace: Workspace, area: str | None, month: str | None) -> Whose:
    """Return the area and month asked for; what was not named is the council's own.

    Raises ParametersError where neither the command nor council.yml names an area.
    """
    council = council_of(workspace.root)
    if area is None and council is None:
        raise ParametersError.from_problems(["area: none was named, and there is no council.yml."], hint=HINT)
    name = area or (council.area if council else "")
    if month is not None:
        return Whose(name, month)
    rule = council.reporting.report_month if council else "newest"
    newest = newest_own_month(open_store(workspace), _code(name)) if rule == "newest" else None
    return Whose(name, str(month_by_rule(rule, newest, dt.date.today())))  # noqa: DTZ011 - where the analyst is


def _code(name: str) -> str:
    try:
        return read_area(name).code
    except ValueError as error:
        raise ParametersError.from_problems([f"area: {error}"], hint=HINT) from None


def newest_own_month(store: Store, area: str) -> Month | None:
    """Return the newest month of which the area's own papers hold a figure, or else any source; None for none."""
    frame = store.of_area(area).dropna(subset=["value"])
    own = frame[frame["source"].map(folder_of).isin(own_folders(store, area))]
    found = own if len(own) else frame
    return Month.of(found["period_end"].max().date()) if len(found) else None
