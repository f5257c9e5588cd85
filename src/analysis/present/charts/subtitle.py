"""What stands above a chart, its area, measure, unit and period, and the source at its foot."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from analysis.catalogue.measure import measures
from analysis.language.units import UNITS
from analysis.language.vocabulary import expanded
from analysis.questions.answer import Answer
from analysis.sources.official import is_official

MARCH = 3  # the statistical year ends with it
NATIONAL = "Department for Education; Office for National Statistics"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a chart is of, and who published what it shows."""

    text: str
    source: str

    def __str__(self) -> str:
        """Return what stands above the chart."""
        return self.text


def subtitle(answer: Answer, measure: str, days: Iterable[dt.date], what: str | None = None) -> Heading:
    """Return the subtitle of a chart of `measure`; `what` says it in plainer words than the catalogue."""
    shown = sorted(days)
    of_months = any(day.month != MARCH for day in shown)  # so that month-ends are not said to be "at 31 March"
    entry = measures()[measure].by_month if of_months else measures()[measure]
    period = f"{shown[0]:%B %Y} to {shown[-1]:%B %Y}" if shown[0] != shown[-1] else f"{shown[0]:%B %Y}"
    name = what or entry.name
    unit = "" if " per 10,000" in name else f", {UNITS[entry.unit]}"
    return Heading(expanded(f"{answer.area_name}: {name}{unit}, {period}"), sources(answer))


def sources(answer: Answer) -> str:
    """Return who published the figures of the answer: national statistics, the council's own, or both."""
    folders = {source.split("/")[0] for entry in answer.evidence.values() for source in entry.sources if "/" in source}
    official = {folder for folder in folders if is_official(folder)}
    local = f"{answer.area_name} Council" if folders - official else ""
    return "; ".join(name for name in (NATIONAL if official or not folders else "", local) if name)
