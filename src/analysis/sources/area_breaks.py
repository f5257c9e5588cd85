"""Where series break because authorities were split or merged: said once for each, wherever it has figures."""

import datetime as dt
from collections.abc import Iterator

import pandas as pd

from analysis.catalogue.area import Area, areas
from analysis.catalogue.issue import Issue


def area_breaks(observations: pd.DataFrame, source: str) -> Iterator[Issue]:
    """Say of every authority in `observations` that began or ended, when, and what was there before or came after."""
    for code in sorted(observations["area"].unique()):
        area = areas().by_code.get(code)
        if area is not None and area.closed is not None and area.successors:
            message = (
                f"{area.name} ended on {_day(area.closed)} and was replaced by {_named(area.successors)}: its series "
                "end there, and theirs do not continue them."
            )
            yield _issue(area, message, source)
        elif area is not None and area.opened is not None and area.predecessors:
            message = (
                f"{area.name} began on {_day(area.opened)} in place of {_named(area.predecessors)}, or of part of it: "
                "its series begin there, and earlier figures are of other boundaries."
            )
            yield _issue(area, message, source)


def _issue(area: Area, message: str, source: str) -> Issue:
    evidence = {
        "opened": area.opened,
        "closed": area.closed,
        "predecessors": area.predecessors,
        "successors": area.successors,
    }
    return Issue("series_breaks", "note", message, area.code, period_end=area.closed, evidence=evidence, source=source)


def _named(codes: tuple[str, ...]) -> str:
    return " and ".join(areas()[code].name for code in codes)


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
