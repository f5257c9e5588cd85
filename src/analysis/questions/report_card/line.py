"""One line of the report card: the figure, where it came from, where it should be, and which way it moves."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Literal

import pandas as pd

from analysis.catalogue.area import ENGLAND
from analysis.catalogue.measure import Measure, Polarity, measures
from analysis.catalogue.period import Month, year_start
from analysis.catalogue.rag import Cases, Rating, rate_figure
from analysis.catalogue.rating_rules import rating_rules
from analysis.questions.answer import Doubt
from analysis.questions.doubts import NONE as NO_DOUBTS
from analysis.questions.doubts import Doubts, unjudged_step
from analysis.questions.report_card.aims import Aim, aim_of, assured
from analysis.questions.report_card.audit_flags import NONE, Contradictions
from analysis.questions.report_card.card_chart import ROUNDED_TO_WHOLE, card_chart
from analysis.questions.report_card.paper import PrintedRow
from analysis.questions.series_reader import Figure

Direction = Literal["better", "worse", "up", "down", "same", "unknown", "contradicted"]
Signal = Literal[
    "beyond usual variation", "within usual variation", "too few months to say", "running figure", "contradicted"
]

FEWEST_FOR_LIMITS = 12  # Making Data Count: below it, limits are no more than a trial
SPECIAL = ("outside", "shift", "trend", "two_in_three")
OWN_PERIODS = ("month", "snapshot", "quarter")  # running figures share months with each other: no control chart
OLDEST_RATED_MONTHS = 3
BENCHMARK = ("area", "unit", "period_end", "value")
WIDEST_STEP_MONTHS = 3  # figures further apart than a quarter do not make a direction


@dataclass(frozen=True, slots=True)
class CardLine:
    """A printed row in the newest month for which it has a figure.

    value: null where `missing` says why. months_old: how long before the report month its period ends. previous: of
    the period before, on the same basis and in the same year where figures add up through the year. to_date: the year
    to date. neighbours, national: as the paper prints them. one_case: by how many points one child more or fewer moves
    a percentage, where the paper prints the denominator. printed_mark: the paper's own arrow or letter. contradicted:
    why the figure or the one before it cannot be right as printed; it then has no direction, and no rating that rests
    on it. late: it is a nought that may be late in the record. doubts, doubts_before: what the audit says against the
    figure and against the one before it. doubted_ends: the ends of all periods of the row whose figure it questions.
    """

    row: PrintedRow
    measure: Measure
    basis: str | None
    period_end: dt.date | None
    months_old: int
    value: float
    as_printed: str
    missing: str | None
    source: str
    previous: float
    to_date: float
    aim: Aim
    neighbours: float
    national: float
    rating: Rating
    signal: Signal
    assurance: str | None
    one_case: float
    printed_mark: str
    contradicted: str | None = None
    late: bool = False
    doubts: tuple[Doubt, ...] = ()
    doubts_before: tuple[Doubt, ...] = ()
    doubted_ends: tuple[dt.date, ...] = ()

    @property
    def unjudged(self) -> bool:
        """Whether nothing may be concluded from the step between the two figures."""
        return self.contradicted is not None or unjudged_step(self.doubts, self.doubts_before)

    @property
    def change(self) -> float:
        """This period less the one before; NaN where either is missing."""
        return self.value - self.previous

    @property
    def figure(self) -> Figure:
        """The figure as evidence: a measure that the catalogue does not know stands under its nearest kind."""
        return Figure(
            self.row.measure if self.row.measure in measures() else "referrals",
            self.period_end,  # type: ignore[arg-type] # null where the line has no figure
            None if math.isnan(self.value) else self.value,
            self.measure.unit,
            self.missing,
            (self.source,) if self.source else (),
        )

    @property
    def direction(self) -> Direction:
        """Better or worse where the measure has a good direction, up or down where it has none."""
        return direction_of(self.change, self.measure.polarity, unjudged=self.unjudged)

    @property
    def mark_differs(self) -> bool:
        """Whether the paper's own arrow or letter says otherwise than the two figures beside each other."""
        if self.unjudged:
            return False
        if self.printed_mark in {"up", "down", "flat"}:
            went = {1.0: "up", -1.0: "down", 0.0: "flat"}.get(_sign(self.change))
        else:
            went = {"better": "improving", "worse": "declining", "same": "flat"}.get(self.direction)
        return bool(self.printed_mark) and went is not None and went != self.printed_mark

    @property
    def step_needed(self) -> float:
        """The change a month that would meet the target on its date; NaN where it is met, undated or in doubt."""
        if self.rating.reason == "contradicted":
            return math.nan
        return self.aim.monthly_step(self.measure, self.value, self.period_end)

    @property
    def rank(self) -> int:
        """Exceptions first: red, beyond usual variation, amber, worse, the rest, what is missing.

        What meets its target and is no worse than before is no exception, however far it moved.
        """
        if self.rating.colour == "red":
            return 0
        fine = self.rating.colour == "green" and self.direction != "worse"
        if self.signal == "beyond usual variation" and not fine:
            return 1
        if self.rating.colour == "amber" or self.rating.reason == "comparison_questioned":
            return 2
        if self.missing is not None:
            return 5
        return 3 if self.direction == "worse" else 4


def direction_of(change: float, polarity: Polarity, *, unjudged: bool) -> Direction:
    """Return which way a figure went. unjudged: the checks question a figure that the change is measured from."""
    if math.isnan(change):
        return "unknown"
    if unjudged:
        return "contradicted"
    if change == 0:
        return "same"
    if polarity == "neutral":
        return "up" if change > 0 else "down"
    return "better" if (change > 0) == (polarity == "high_is_good") else "worse"


def line_of(
    row: PrintedRow, measure: Measure, day: dt.date, contradictions: Contradictions = NONE, doubts: Doubts = NO_DOUBTS
) -> CardLine:
    """Read one printed row in the newest period with a figure that ends by `day`.

    Where there is none, the line has no period and a value of NaN, and says why. contradictions, doubts: what the audit
    holds against figures of the paper.
    """
    basis = row.basis
    figures = row.series(basis)
    newest = figures.iloc[-1] if len(figures) else None
    value = math.nan if newest is None else float(newest["value"])
    previous = _previous(figures, basis, measure)
    end = None if newest is None else newest["period_end"].date()
    age = 0 if end is None else (day.year - end.year) * 12 + day.month - end.month
    wrong = contradictions.about(row.measure, end)
    wrong_before = None if math.isnan(previous) else contradictions.about(row.measure, _end_before(figures))
    aim = aim_of(row, measure, day)
    source = "" if newest is None else str(newest["source"])
    own, before = doubts.about(source), () if math.isnan(previous) else doubts.about(str(figures["source"].iloc[-2]))
    compared = None if wrong_before or unjudged_step(own, before) else _or_none(previous)
    single = _unbroken(figures) if basis in OWN_PERIODS else None
    return CardLine(
        row=row,
        measure=measure,
        basis=basis,
        period_end=end,
        months_old=age,
        value=value,
        as_printed="" if newest is None or pd.isna(newest["as_printed"]) else str(newest["as_printed"]),
        missing=_why_missing(row, basis) if newest is None else None,
        source=source,
        previous=previous,
        to_date=_to_date(row, basis),
        aim=aim,
        neighbours=_benchmark(row, "SN"),
        national=_benchmark(row, (ENGLAND, "ENG")),
        rating=_why_unrated(measure, value, aim, basis, age, wrong)
        or _rated(measure, value, aim, (compared, _or_none(previous)), _cases(newest)),
        signal="contradicted" if wrong else _signal(basis, single),
        assurance=None if single is None else assured(single, basis, measure, aim),
        one_case=_one_case(newest),
        printed_mark=_mark(row),
        contradicted=wrong or wrong_before,
        late=end is not None and (row.measure, end) in contradictions.late,
        doubts=own,
        doubts_before=before,
        doubted_ends=tuple(
            end.date()
            for cell, end in zip(figures["source"], figures["period_end"], strict=True)
            if doubts.about(str(cell))
        ),
    )


def builds_up(measure: Measure, basis: str | None) -> bool:
    """Whether the figure grows through the year whatever happens: a number or a share counted from April."""
    return basis == "year_to_date" and measure.grows_to_the_year


def _why_unrated(
    measure: Measure, value: float, aim: Aim, basis: str | None, age: int, wrong: str | None
) -> Rating | None:
    """Return why a figure is not held against a target here, or None."""
    if wrong is not None:
        return Rating(None, "contradicted")
    if math.isnan(value) or not aim.limits or measure.polarity == "neutral":
        return None
    if age > OLDEST_RATED_MONTHS:
        return Rating(None, "too_old")
    return Rating(None, "builds_up") if builds_up(measure, basis) else None


def _rated(
    measure: Measure, value: float, aim: Aim, before: tuple[float | None, float | None], cases: Cases | None
) -> Rating:
    """Rate a figure; not where the colour hangs on whether it came nearer, and what it came from is questioned.

    before: the figure it may be set against, and the one that is printed.
    """
    compared, printed = before
    found = rate_figure(measure, _or_none(value), aim.limits, compared, cases, rating_rules())
    nearer_counts = rating_rules().amber_when_improving and len(aim.limits) == 1
    unknown = found.colour == "red" and nearer_counts and compared is None and printed is not None
    return Rating(None, "comparison_questioned") if unknown else found


def _previous(figures: pd.DataFrame, basis: str | None, measure: Measure) -> float:
    if len(figures) < 2 or builds_up(measure, basis):
        return math.nan
    now, before = (Month.of(end.date()) for end in figures["period_end"].iloc[[-1, -2]])
    if before.plus(WIDEST_STEP_MONTHS) < now:
        return math.nan
    if basis == "year_to_date" and year_start(before.last_day) != year_start(now.last_day):
        return math.nan
    before_that = float(figures["value"].iloc[-2])
    none_happened = measure.unit in {"days", "weeks"} and before_that == 0  # printed for a month without any case
    return math.nan if none_happened else before_that


def _end_before(figures: pd.DataFrame) -> dt.date | None:
    return None if len(figures) < 2 else figures["period_end"].iloc[-2].date()


def _unbroken(figures: pd.DataFrame) -> pd.DataFrame | None:
    """Return the months in a row that end with the newest, or None where they are too few for limits."""
    months = [end.year * 12 + end.month for end in figures["period_end"]]
    steps = [after - before for before, after in pairwise(months)]
    run = len(list(takewhile(lambda step: step == 1, reversed(steps)))) + 1
    return figures.iloc[-run:] if run >= FEWEST_FOR_LIMITS else None


def _why_missing(row: PrintedRow, basis: str | None) -> str:
    reasons = row.figures.loc[row.figures["basis"] == basis, "missing"].dropna()
    return str(reasons.iloc[-1]) if len(reasons) else "not_available"


def _benchmark(row: PrintedRow, area: str | tuple[str, ...]) -> float:
    """The row's newest benchmark; of two columns of neighbours, the group that is in force from then on."""
    own = set(row.figures["unit"].dropna())
    known = [
        (not code.startswith("SNto"), end, value)
        for code, unit, end, value in zip(*(row.benchmarks[name] for name in BENCHMARK), strict=True)
        if code.startswith(area) and unit in own and not math.isnan(value)
    ]  # 239 days beside 36 weeks: a benchmark in another unit is no benchmark
    ordered = sorted(known, key=lambda found: found[:2])
    return ordered[-1][-1] if ordered else math.nan


def _to_date(row: PrintedRow, basis: str | None) -> float:
    found = row.series("year_to_date") if basis == "month" else row.figures.iloc[:0]
    return math.nan if found.empty else float(found["value"].iloc[-1])


def _signal(basis: str | None, single: pd.DataFrame | None) -> Signal:
    if basis not in OWN_PERIODS:
        return "running figure"
    if single is None:
        return "too few months to say"
    last = card_chart(single, basis)["signal"].iloc[-1]
    return "beyond usual variation" if last in SPECIAL else "within usual variation"


def _one_case(newest: pd.Series | None) -> float:
    if newest is None or newest["unit"] != "percent" or not newest["denominator"] > 0:
        return math.nan
    return 100 / float(newest["denominator"])


def _cases(newest: pd.Series | None) -> Cases | None:
    """Return what a percentage was counted from, where its fraction is printed and gives it."""
    if newest is None or math.isnan(_one_case(newest)) or math.isnan(newest["numerator"]):
        return None
    cases = Cases(float(newest["numerator"]), float(newest["denominator"]))
    gives = 100 * cases.numerator / cases.denominator
    return cases if abs(gives - float(newest["value"])) < ROUNDED_TO_WHOLE else None


def _mark(row: PrintedRow) -> str:
    words: Sequence[str] = [str(mark) for mark in row.marks.loc[row.marks["kind"] == "direction", "mark"].dropna()]
    return words[-1] if words else ""


def _sign(change: float) -> float:
    return math.nan if math.isnan(change) else float((change > 0) - (change < 0))


def _or_none(value: float) -> float | None:
    return None if math.isnan(value) else value
