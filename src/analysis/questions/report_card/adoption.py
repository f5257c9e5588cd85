"""Adoption beside its thresholds: the newest figure of each measure in each way of counting, of how few children."""

import datetime as dt
import math
from collections.abc import Sequence

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.period import Basis, Month
from analysis.catalogue.selection import selections
from analysis.catalogue.target import reaches
from analysis.questions.answer import Finding
from analysis.questions.evidence_log import Ledger
from analysis.questions.report_card.line import CardLine
from analysis.questions.series_reader import Figure, SeriesReader

GROUP = "adoption"
# Averages of three years first: the thresholds of the national scorecard are set for them.
BASES: tuple[Basis, ...] = ("three_years", "year", "rolling_12_months", "year_to_date")
OLDEST = 36  # months before the report month: a figure that ended earlier says nothing of today's adoptions
FEW = 30  # children: with fewer, one child more or less moves an average of days by weeks


def adoption_of(
    figures: SeriesReader, lines: Sequence[CardLine], ledger: Ledger
) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """Return one row a measure and way of counting, and what a reader must know; both empty where nothing is held.

    Columns: measure, name, unit, basis, period_end, value, children (adopted in the same period, NaN where that is not
    known), targets, met (of the targets that its card names; null where there is none), source.
    """
    aims = {line.row.measure: line.aim.every for line in lines}
    rows = [
        _row(figures, figure, basis, aims.get(figure.measure, ()))
        for entry in measures().values()
        if entry.group == GROUP
        for basis in BASES
        if (figure := _newest(figures, entry.id, basis)) is not None
    ]
    frame = pd.DataFrame(rows)
    timed = frame[frame["unit"].isin(["days", "weeks"])] if len(frame) else frame
    if timed.empty:
        return pd.DataFrame(), ()
    return frame, (_told(figures, timed, ledger),)


def _newest(figures: SeriesReader, measure: str, basis: Basis) -> Figure | None:
    """Return the newest figure of a measure that is no nought for want of a case, and that is not long past."""
    values = figures.values(measure, basis)
    values = values[[Month.of(day).plus(OLDEST) >= Month.of(figures.until) for day in values.index]]
    happened = values[values > 0] if measures()[measure].unit in ("days", "weeks") else values
    return None if happened.empty else figures.at(measure, happened.index[-1], basis)


def _row(figures: SeriesReader, figure: Figure, basis: Basis, targets: Sequence[object]) -> dict[str, object]:
    entry = measures()[figure.measure]
    limits = [target.value for target in targets if target.unit == figure.unit]  # type: ignore[attr-defined]
    best = min(limits, default=math.nan) if entry.polarity == "low_is_good" else max(limits, default=math.nan)
    return {
        "measure": figure.measure,
        "name": entry.name,
        "unit": figure.unit,
        "basis": basis,
        "period_end": figure.period_end,
        "value": figure.number,
        "children": _children(figures, figure.period_end, basis),
        "targets": tuple(targets),
        "met": None if math.isnan(best) else reaches(figure.number, best, entry.polarity),
        "source": "; ".join(figure.sources),
    }


def _children(figures: SeriesReader, day: dt.date, basis: Basis) -> float:
    found = (figures.at(measure, day, basis).number for measure in selections().adopted)
    return next((number for number in found if not math.isnan(number)), math.nan)


def _told(figures: SeriesReader, timed: pd.DataFrame, ledger: Ledger) -> Finding:
    """Whether averages of three years are there, and how few children the newest year had."""
    facts: dict[str, object] = {"three_years": bool(timed["basis"].eq("three_years").any())}
    for measure in selections().adopted:
        counted = figures.values(measure, "year")
        if len(counted):
            figure = figures.at(measure, counted.index[-1], "year")
            ledger.observed("adopted", figure)
            ledger.stated("adopted_date", f"{figure.period_end:%B %Y}")
            facts["few"] = figure.number < FEW
            return Finding("card_adoption", ledger.about(children="adopted", date="adopted_date"), facts)
    return Finding("card_adoption", {}, facts)
