"""One line of the report card: the figure, where it came from, where it should be, and which way it moves."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from analysis.catalogue.area import ENGLAND
from analysis.catalogue.measure import Measure
from analysis.catalogue.rag import Rating, rate_figure
from analysis.methods import control_charts
from analysis.questions.report_card.paper import Paper, PrintedRow

Direction = Literal["better", "worse", "up", "down", "same", "unknown"]
Signal = Literal["beyond usual variation", "within usual variation", "too few months to say"]

FEWEST_FOR_LIMITS = 12  # Making Data Count: below it, limits are no more than a trial
SPECIAL = ("outside", "shift", "trend", "two_in_three")


@dataclass(frozen=True, slots=True)
class Line:
    """A printed row in its newest month.

    value: null where `missing` says why. previous: of the period before, on the same basis. to_date: the year to date.
    limits: the targets in force, in the measure's unit. neighbours, national: as the paper prints them, with the day.
    one_case: by how many points one child more or fewer moves a percentage, where the paper prints the denominator.
    printed_mark: the paper's own arrow or letter.
    """

    row: PrintedRow
    measure: Measure
    basis: str | None
    period_end: dt.date | None
    value: float
    as_printed: str
    missing: str | None
    source: str
    previous: float
    previous_end: dt.date | None
    to_date: float
    limits: tuple[float, ...]
    target_words: str
    due_on: dt.date | None
    neighbours: float
    national: float
    rating: Rating
    signal: Signal
    one_case: float
    printed_mark: str

    @property
    def change(self) -> float:
        """This period less the one before; NaN where either is missing."""
        return self.value - self.previous

    @property
    def direction(self) -> Direction:
        """Better or worse where the measure has a good direction, up or down where it has none."""
        if math.isnan(self.change):
            return "unknown"
        if self.change == 0:
            return "same"
        rising = self.change > 0
        if self.measure.polarity == "neutral":
            return "up" if rising else "down"
        return "better" if rising == (self.measure.polarity == "high_is_good") else "worse"

    @property
    def rank(self) -> int:
        """Exceptions first: red, beyond usual variation, amber, worse, the rest, what is missing."""
        if self.rating.colour == "red":
            return 0
        if self.signal == "beyond usual variation":
            return 1
        if self.rating.colour == "amber":
            return 2
        if self.missing is not None:
            return 5
        return 3 if self.direction == "worse" else 4


def line_of(paper: Paper, row: PrintedRow, measure: Measure) -> Line:
    """Read one printed row in the newest period that ends by the paper's day."""
    basis = paper.basis_of(row.measure)
    figures = paper.figures(row.measure, basis) if basis else paper.observations.iloc[:0]
    newest = figures.iloc[-1] if len(figures) else None
    before = figures.iloc[-2] if len(figures) > 1 else None
    value = math.nan if newest is None else float(newest["value"])
    previous = math.nan if before is None else float(before["value"])
    limits, words, due = _targets(paper, row.measure)
    return Line(
        row=row,
        measure=measure,
        basis=basis,
        period_end=None if newest is None else newest["period_end"].date(),
        value=value,
        as_printed="" if newest is None or pd.isna(newest["as_printed"]) else str(newest["as_printed"]),
        missing="not_available" if newest is None else _text(newest["missing"]),
        source="" if newest is None else str(newest["source"]),
        previous=previous,
        previous_end=None if before is None else before["period_end"].date(),
        to_date=_to_date(paper, row.measure, basis),
        limits=limits,
        target_words=words,
        due_on=due,
        neighbours=_benchmark(paper, row.measure, "SN"),
        national=_benchmark(paper, row.measure, ENGLAND),
        rating=rate_figure(measure, _or_none(value), limits, _or_none(previous)),
        signal=_signal(figures["value"].dropna()),
        one_case=_one_case(newest),
        printed_mark=_mark(paper, row.measure),
    )


def _targets(paper: Paper, measure: str) -> tuple[tuple[float, ...], str, dt.date | None]:
    """The limits in force on the paper's day: those without a date, or the first that is still to come."""
    found = paper.targets[paper.targets["measure"] == measure]
    words = "; ".join(dict.fromkeys(str(text).strip() for text in found["as_printed"].dropna() if str(text).strip()))
    valued = found.dropna(subset=["value"])
    to_come = valued[valued["due_on"] >= pd.Timestamp(paper.day)]["due_on"]
    due = to_come.min() if len(to_come) else pd.NaT
    in_force = valued[valued["due_on"].isna() | (valued["due_on"] == due)]
    levels = in_force[in_force["level"].isin(["minimum", "upper"])]
    used = levels if len(levels) else in_force
    day = None if pd.isna(due) else due.date()
    return tuple(dict.fromkeys(float(value) for value in used["value"])), words, day


def _benchmark(paper: Paper, measure: str, area: str) -> float:
    """The paper's newest benchmark; of two neighbour columns the later model's."""
    rows = paper.benchmarks[(paper.benchmarks["measure"] == measure) & paper.benchmarks["area"].str.startswith(area)]
    known = rows.dropna(subset=["value"]).sort_values(["period_end", "area"], kind="stable")
    return math.nan if known.empty else float(known["value"].iloc[-1])


def _to_date(paper: Paper, measure: str, basis: str | None) -> float:
    if basis == "year_to_date":
        return math.nan
    found = paper.figures(measure, "year_to_date")
    return math.nan if found.empty else float(found["value"].iloc[-1])


def _signal(values: pd.Series) -> Signal:
    if len(values) < FEWEST_FOR_LIMITS:
        return "too few months to say"
    chart = control_charts.xmr(values.reset_index(drop=True))
    return "beyond usual variation" if chart["signal"].iloc[-1] in SPECIAL else "within usual variation"


def _one_case(newest: pd.Series | None) -> float:
    if newest is None or newest["unit"] != "percent" or not newest["denominator"] > 0:
        return math.nan
    return 100 / float(newest["denominator"])


def _mark(paper: Paper, measure: str) -> str:
    marks = paper.marks[(paper.marks["measure"] == measure) & (paper.marks["kind"] == "direction")]
    words: Sequence[str] = [str(mark) for mark in marks["mark"].dropna()]
    return words[-1] if words else ""


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value


def _text(value: object) -> str | None:
    return None if pd.isna(value) else str(value)
