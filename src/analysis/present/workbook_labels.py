"""The data of figures in words: headers with units, and what the code calls them beside it in the notes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.catalogue.measure import measures
from analysis.catalogue.observation import Unit
from analysis.language.units import UNITS
from analysis.language.vocabulary import capitalised
from analysis.present.workbook_cells import Data

HEADERS: Mapping[str, str] = {
    "adjusted": "Value without the season",
    "area": "Code of the area",
    "as_large": "Comparable changes as large",
    "as_now": "As now",
    "as_now_lower": "As now: 80% range from",
    "as_now_upper": "As now: 80% range to",
    "band": "How long",
    "base": "Bar begins at",
    "below": "Step before",
    "change": "Change",
    "comparable_changes": "Comparable changes",
    "contribution": "Adds, in number",
    "contribution_rate": "Adds, per 10,000 children",
    "denominator": "Population counted on",
    "direction": "Side of the signal (1 high, -1 low)",
    "event": "Steps of one number are one event",
    "improvement": "Direction that is better",
    "inside": "Inside the 80% range",
    "kind": "Line",
    "lower": "Lower limit",
    "lower_80": "80% range from",
    "lower_95": "95% range from",
    "lower_998": "99.8% range from",
    "mean": "Middle",
    "members": "Areas behind the figure",
    "missing": "Why missing",
    "missing_after": "Why missing after",
    "missing_before": "Why missing before",
    "month_factor": "Season: times the usual month",
    "monthly": "By month",
    "moving_range": "Step from the value before",
    "name": "Area",
    "numerator": "Number counted",
    "part": "Part",
    "percent": "Above or below the usual month, per cent",
    "period_end": "Period ends",
    "questioned": "The checks question it",
    "segment": "Stretch with limits of its own",
    "series": "Line",
    "source": "Cells it came from",
    "sources": "Cells it came from",
    "stable": "Season is proven",
    "step": "Step",
    "target": "Target or usual value",
    "top": "Bar ends at",
    "total": "Is a total",
    "trial": "Limits are a trial",
    "upper": "Upper limit",
    "upper_80": "80% range to",
    "upper_95": "95% range to",
    "upper_998": "99.8% range to",
    "volume_after": "Number after",
    "volume_before": "Number before",
    "volume_change": "Change of the number",
    "z": "Distance from the middle in standard errors",
    "z_adjusted": "Distance, widened by the usual spread",
    "z_winsorised": "Distance, extremes drawn in",
}
IN_UNIT = frozenset(
    {
        "adjusted",
        "after",
        "as_now",
        "as_now_lower",
        "as_now_upper",
        "base",
        "before",
        "change",
        "difference",
        "difference_lower",
        "difference_upper",
        "lower",
        "lower_80",
        "lower_95",
        "lower_998",
        "mean",
        "scenario",
        "scenario_lower",
        "scenario_upper",
        "target",
        "top",
        "upper",
        "upper_80",
        "upper_95",
        "upper_998",
        "value",
    }
)
CELLS: Mapping[str, str] = {
    "area": "this area",
    "at_end": "at the end",
    "at_start": "at the start",
    "england": "England",
    "neighbours": "statistical neighbours, median",
    "neighbours_2021": "statistical neighbours of 2021, median",
    "neighbours_2025": "statistical neighbours of 2025, median",
    "none": "no signal",
    "outlook": "forecast",
    "outlook_history": "history",
    "outlook_then": "what then happened",
    "outside": "beyond the limits",
    "shift": "run on one side",
    "trend": "run in one direction",
    "two_in_three": "two of three near a limit",
    # the bars of a waterfall
    "as_before": "had the year gone as the year before",
    "more_starts": "more (or fewer) started than the year before",
    "fewer_ends": "fewer (or more) ended than the year before",
    "residual": "does not add up in the records",
    # the parts of a caseload
    "after": "at the end",
    "agency": "agency workers beside those in post",
    "before": "a year before",
    "demand": "number of cases",
    "establishment": "posts, filled and vacant",
    "holding": "share of workers who hold cases",
    "vacancies": "share of posts that are filled",
}
CODED = frozenset({"band", "below", "improvement", "kind", "measure", "missing", "part", "series", "signal", "step"})
UNIT_OF: Mapping[str, Unit] = {"fig-workforce-split": "cases_per_fte"}
MIXED = frozenset({("fig-workforce-split", "before"), ("fig-workforce-split", "after")})  # each part in its own unit
_CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Worded:
    """A figure's data in words. names: of each column, what the code calls it."""

    data: Data
    names: tuple[str, ...]


def in_words(label: str, data: Data) -> Worded:
    """Return the data of a figure with headers in words and units, and codes in its cells told in words."""
    unit = _unit(label, data)
    headers = tuple(_header(name, None if (label, name) in MIXED else unit) for name in data.columns)
    rows = tuple(tuple(_cell(name, cell) for name, cell in zip(data.columns, row, strict=True)) for row in data.rows)
    return Worded(Data(headers, rows), data.columns)


def _header(name: str, unit: Unit | None) -> str:
    words = HEADERS.get(name) or capitalised(name.replace("_", " "))
    return f"{words} ({UNITS[unit]})" if unit is not None and name in IN_UNIT else words


def _unit(label: str, data: Data) -> Unit | None:
    """Return the unit of the figures of a sheet: of its measure, or the one its label names; None where they differ."""
    if label in UNIT_OF:
        return UNIT_OF[label]
    if "measure" in data.columns:
        place = data.columns.index("measure")
        units = {measures()[row[place]].unit for row in data.rows if row[place] in measures()}
        return units.pop() if len(units) == 1 else None
    told = label.replace("-", "_")
    named = [measure for measure in measures() if f"_{measure}_" in told]
    return measures()[max(named, key=len)].unit if named else None


def _cell(name: str, cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    if cell in measures() and name in CODED:
        return measures()[cell].name
    if name not in CODED:
        return cell
    return CELLS.get(cell) or (cell.replace("_", " ") if _CODE.fullmatch(cell) else cell)
