"""The series that a trend is about: months in a row where they are held, years otherwise."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

import numpy as np
import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.chart_step import ChartStep
from analysis.catalogue.errors import NoFiguresError, ParametersError
from analysis.catalogue.measure import measures
from analysis.catalogue.period import Basis, Month
from analysis.methods import control_charts
from analysis.methods.inputs import ImpossibleInputError
from analysis.methods.seasonality import MonthFactors, month_factors
from analysis.questions.no_data import begin_later
from analysis.questions.own_months import own_months
from analysis.questions.reorganisation import ended_in_words
from analysis.questions.series_reader import Figure, SeriesReader

Steps = Literal["month", "year"]

MONTH: Basis = "month"
SNAPSHOT: Basis = "snapshot"
ENOUGH_MONTHS = 12  # Making Data Count: fewer give no more than trial limits
FEWEST_MONTHS = 7  # below it no run of seven can be seen, and one figure sets the limits
FEWEST_YEARS = 5
MONTHS_CHARTED = 60
MONTHS_FOR_SEASON = 36
ROUNDED_BY = 0.51  # percentage points: a percentage printed without decimals


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Months that a trend does not look at. before: those held before the last gap. gap: those that lack in it."""

    before: tuple[dt.date, ...]
    gap: tuple[dt.date, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One measure of one area, a period after the other without a gap, up to the report month.

    basis: null where the catalogue's own (yearly) basis is meant; snapshot, of a stock at the ends of months. observed:
    values by period end, oldest first.
    factors: of the calendar months, null for years and where they are too few.
    """

    figures: SeriesReader
    measure: str
    basis: Basis | None
    observed: pd.Series
    factors: MonthFactors | None

    @property
    def monthly(self) -> bool:
        """Whether it is of months."""
        return self.basis in ("month", "snapshot")

    @property
    def carried(self) -> bool:
        """Whether it is of a stock at the ends of months, which carries over from one to the next."""
        return self.basis == "snapshot"

    @property
    def periods(self) -> pd.PeriodIndex:
        """The periods of the values."""
        return pd.PeriodIndex([pd.Period(day, "M" if self.monthly else "Y") for day in self.observed.index])

    @property
    def left_out(self) -> LeftOut:
        """What is held by month and not looked at: figures before a gap, and the months of the gap that came last."""
        if not self.monthly:
            return LeftOut((), ())
        months = own_months(self.figures, self.measure)
        if months is None or months.basis != self.basis:
            return LeftOut((), ())
        first = self.observed.index[0]
        before = tuple(day for day in months.observed.index if day < first)
        gap = tuple(day for day in months.absent if before and before[-1] < day < first)
        return LeftOut(before, gap)

    def figure(self, day: dt.date) -> Figure:
        """Return the figure of a day, with where it came from."""
        return self.figures.at(self.measure, day, self.basis)

    def adjusted(self) -> pd.Series:
        """Return the values by period end, in their unit, with the season taken out, where there is a proven one."""
        if self.factors is None or not self.factors.stable:
            return self.observed
        return self.observed / self.factors.factors.loc[[day.month for day in self.observed.index]].to_numpy()


def find_series(figures: SeriesReader, measure: str, by: Steps | None = None) -> Series:
    """Take the newest unbroken run of months or years, by period end.

    by: which of them; where left out, months if there are 12 or more, then years, then fewer months. Raises
    NoFiguresError where what is wanted is too short to tell a signal from noise.
    """
    in_month = _unbroken(figures.values(measure, "month"), months=1)
    at_end = _unbroken(figures.values(measure, "snapshot"), months=1)
    monthly, basis = (at_end, SNAPSHOT) if len(at_end) > len(in_month) else (in_month, MONTH)
    yearly = _years(figures, measure)
    if by != "year" and len(monthly) >= (FEWEST_MONTHS if by == "month" else ENOUGH_MONTHS):
        return Series(figures, measure, basis, monthly, _factors(monthly) if basis == MONTH else None)
    if by != "month" and len(yearly) >= FEWEST_YEARS:
        return Series(figures, measure, None, yearly, None)
    if by is None and len(monthly) >= FEWEST_MONTHS:
        return Series(figures, measure, basis, monthly, None)
    nothing = monthly.empty and yearly.empty
    begins = ended_in_words(figures.area)
    if by != "month" and nothing:
        begins = begin_later(figures, measure, needed=FEWEST_YEARS)
    raise NoFiguresError(
        _too_few(figures, measure, {"month": list(monthly.index), "year": list(yearly.index)}, by),
        hint=f"It takes {FEWEST_MONTHS} months or {FEWEST_YEARS} years. "
        f"{begins or '`workbench sources list` says what is held.'}",
    )


def _years(figures: SeriesReader, measure: str) -> pd.Series:
    """The newest years in a row; none of a measure that is counted by shorter periods."""
    counted_by_year = figures.basis(measure) not in ("month", "quarter", "year_to_date")
    return _unbroken(figures.yearly(measure) if counted_by_year else pd.Series(dtype="float64"), months=12)


def _too_few(figures: SeriesReader, measure: str, held: Mapping[Steps, Sequence[dt.date]], by: Steps | None) -> str:
    """Say how many figures there are and of which months or years, in the words of a paper."""
    counted: tuple[Steps, ...] = ("month", "year") if by is None else (by,)
    series = f"{measures()[measure].label}: for {areas()[figures.area].in_sentence}"
    until = f"up to {Month.of(figures.until).words_as_known(figures.known_at)}"
    many = [f"{len(held[step])} {step}{'' if len(held[step]) == 1 else 's'}" for step in counted if held[step]]
    if not many:
        return f"{series} there are no {' or '.join(f'{step}ly' for step in counted)} figures {until}."
    few = "That is too few to tell a signal."
    which = "; ".join(_which(held[step]) for step in counted if held[step])
    if sum(len(held[step]) for step in counted) == 1:
        one = next(step for step in counted if held[step])
        return f"{series} there is one figure {until}, of a {one} ({which}). {few}"
    return f"{series} there are {' and '.join(many)} in a row {until} ({which}). {few}"


def _which(days: Sequence[dt.date]) -> str:
    """Name the first and the last of some months, or years, in a row."""
    ends = list(dict.fromkeys(Month.of(day).words for day in (days[0], days[-1])))
    return " to ".join(ends)


def chart_of(
    series: Series, steps: Sequence[ChartStep] = (), baseline: int | None = None, changes: Sequence[dt.date] = ()
) -> pd.DataFrame:
    """Return the control chart of the newest months (or all years): period_end, then the columns of the method.

    steps: where limits start anew, because a person knows a reason, which stands as `step` in the row of that period
    (empty in all others). baseline: how many first periods of each stretch fix its limits. changes: newest periods of
    levels that a search found to have ended; the limits of each stretch come from all its periods, also from those
    before the chart. Raises ParametersError where the chart has no such month or is shorter than the baseline.
    """
    values = pd.Series(series.observed.to_numpy(), index=series.periods)
    shown = values.tail(MONTHS_CHARTED) if series.monthly else values
    if changes:
        return _cut(_chart_by_stretch(series, values, shown, changes), len(shown))
    starts = _starts(series, shown, steps)
    if baseline is not None and not 2 <= baseline < len(shown):
        problem = f"a baseline of {baseline} periods does not fit a chart of {len(shown)}: name 2 to {len(shown) - 1}"
        raise ParametersError.from_problems([problem])
    chart = _limits(series, shown, _Fixed(rebase_at=list(starts), baseline=baseline))
    return _bounded(series, shown, chart.assign(step=[starts.get(period, "") for period in shown.index]))


def _chart_by_stretch(series: Series, values: pd.Series, shown: pd.Series, changes: Sequence[dt.date]) -> pd.DataFrame:
    """Chart all periods, so that no stretch is judged by the few of its periods that the picture has room for."""
    unheld = cases_of(series, values) is None and cases_of(series, shown) is not None  # keep the exact limits
    charted = shown if unheld else values
    days = series.observed.index
    starts = [charted.index[place] for place in _places_after(days[-len(charted) :], changes)]
    chart = _limits(series, charted, _Fixed(rebase_at=starts, baseline=None))
    return _bounded(series, charted, chart.assign(step=""))


def _places_after(days: pd.Index, changes: Sequence[dt.date]) -> list[int]:
    places = [int((days <= day).sum()) for day in changes]
    return [place for place in places if 1 < place < len(days) - 1]


def _cut(chart: pd.DataFrame, shown: int) -> pd.DataFrame:
    """Keep the newest periods, the first of their stretches numbered 0."""
    kept = chart.tail(shown).reset_index(drop=True)
    return kept.assign(segment=kept["segment"] - kept["segment"].min())


def _limits(series: Series, shown: pd.Series, fixed: "_Fixed") -> pd.DataFrame:
    """Chart `shown` by the method for its kind: a stock, a share whose cases are held, months of a season, or plain."""
    cases = cases_of(series, shown)
    if series.carried:
        chart = control_charts.carried_xmr(shown, **fixed)
    elif cases is not None:
        chart = control_charts.exact_p_chart(cases["numerator"], cases["denominator"], **fixed)
        chart = chart.assign(**{name: 100 * chart[name] for name in ("value", "mean", "centre", "lower", "upper")})
    elif series.factors is not None:
        chart = control_charts.seasonal_xmr(shown, factors=series.factors, **fixed)
    else:
        chart = control_charts.xmr(shown, **fixed)
    return chart


def _bounded(series: Series, shown: pd.Series, chart: pd.DataFrame) -> pd.DataFrame:
    """Add the end of each period, and keep limits within what is possible."""
    days = list(series.observed.index[-len(shown) :])
    lowest = 0 if shown.min() >= 0 else -np.inf
    highest = 100 if measures()[series.measure].unit == "percent" and shown.max() <= 100 else np.inf
    bounds = {side: chart[side].clip(lowest, highest) for side in ("lower", "upper")}
    return chart.assign(period_end=days, **bounds).reset_index(drop=True)


def cases_of(series: Series, shown: pd.Series) -> pd.DataFrame | None:
    """Return the cases behind each percentage of `shown`: numerator, denominator, on its index; null where not held.

    Null also where they are not what the percentages were made from, so that no chart judges another figure than the
    one that is printed.
    """
    entry = measures()[series.measure]
    if entry.unit != "percent":
        return None
    found = [_cases(series, day) for day in series.observed.index[-len(shown) :]]
    cases = pd.DataFrame(found, columns=["numerator", "denominator"], index=shown.index, dtype="float64")
    whole = (cases["denominator"] > 0) & cases["numerator"].between(0, cases["denominator"])
    shares = 100 * cases["numerator"] / cases["denominator"]
    same = (shares - shown).abs() <= ROUNDED_BY
    return cases if len(cases) and bool((whole & same).all()) else None


def _cases(series: Series, day: dt.date) -> tuple[float, float]:
    """Return what stands beside a percentage where it was printed, or the counts that the catalogue names for it."""
    figure, entry = series.figure(day), measures()[series.measure]
    if figure.numerator is not None and figure.denominator is not None:
        return figure.numerator, figure.denominator
    if entry.numerator is None or entry.denominator is None:
        return np.nan, np.nan
    above, below = (series.figures.at(name, day, series.basis) for name in (entry.numerator, entry.denominator))
    return above.number, below.number


class _Fixed(TypedDict):
    """What every kind of chart takes from a person."""

    rebase_at: list[pd.Period]
    baseline: int | None


def _starts(series: Series, shown: pd.Series, steps: Sequence[ChartStep]) -> dict[pd.Period, str]:
    """Return the period of each step with its reason."""
    problems, starts = [], {}
    for step in steps:
        period = period_of(series, step)
        if period in shown.index:
            starts[period] = step.reason
        else:
            words = Month.parse(step.month).words
            problems.append(f"the chart has no {words}: it runs from {shown.index[0]} to {shown.index[-1]}")
    if problems:
        raise ParametersError.from_problems(problems)
    return starts


def period_of(series: Series, step: ChartStep) -> pd.Period:
    """Return the month, or the year, of a series in which a step lies."""
    return pd.Period(f"{step.month}-01", "M" if series.monthly else "Y")


def _unbroken(values: pd.Series, months: int) -> pd.Series:
    """Return the newest run of periods without a gap."""
    ends = [day.year * 12 + day.month for day in values.index]
    start = next((place for place in range(len(ends) - 1, 0, -1) if ends[place] - ends[place - 1] != months), 0)
    return values.iloc[start:]


def _factors(values: pd.Series) -> MonthFactors | None:
    if len(values) < MONTHS_FOR_SEASON:
        return None
    try:
        return month_factors(
            pd.Series(values.to_numpy(), index=pd.PeriodIndex([str(d)[:7] for d in values.index], freq="M"))
        )
    except ImpossibleInputError:  # a month of nought has no ratio
        return None
