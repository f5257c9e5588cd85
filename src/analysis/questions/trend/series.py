"""The series that a trend is about: months in a row where they are held, years otherwise."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.errors import NoFiguresError, ParametersError
from analysis.catalogue.measure import measures
from analysis.catalogue.period import Basis, Month
from analysis.methods import control_charts
from analysis.methods.inputs import ImpossibleInputError
from analysis.methods.seasonality import MonthFactors, month_factors
from analysis.questions.figures import Figure, Figures

FEWEST_MONTHS = 12  # Making Data Count: fewer give no more than trial limits
FEWEST_YEARS = 5
MONTHS_CHARTED = 60
MONTHS_FOR_SEASON = 36


@dataclass(frozen=True, slots=True)
class Series:
    """One measure of one area, a period after the other without a gap, up to the report month.

    basis: null where the catalogue's own (yearly) basis is meant. observed: values by period end, oldest first.
    factors: of the calendar months, null for years and where they are too few.
    """

    figures: Figures
    measure: str
    basis: Basis | None
    observed: pd.Series
    factors: MonthFactors | None

    @property
    def monthly(self) -> bool:
        """Whether it is of months."""
        return self.basis == "month"

    @property
    def periods(self) -> pd.PeriodIndex:
        """The periods of the values."""
        return pd.PeriodIndex([pd.Period(day, "M" if self.monthly else "Y") for day in self.observed.index])

    def figure(self, day: dt.date) -> Figure:
        """Return the figure of a day, with where it came from."""
        return self.figures.at(self.measure, day, self.basis)

    def adjusted(self) -> pd.Series:
        """Return the values with the season taken out, where there is a proven one."""
        if self.factors is None or not self.factors.stable:
            return self.observed
        return self.observed / self.factors.factors.loc[[day.month for day in self.observed.index]].to_numpy()


def find_series(figures: Figures, measure: str) -> Series:
    """Take the newest unbroken run of months, or of years where there are too few months.

    Raises NoFiguresError where neither is long enough to tell a signal from noise.
    """
    monthly = _unbroken(figures.values(measure, "month"), months=1)
    if len(monthly) >= FEWEST_MONTHS:
        return Series(figures, measure, "month", monthly, _factors(monthly))
    yearly = _unbroken(figures.yearly(measure), months=12)
    if len(yearly) >= FEWEST_YEARS:
        return Series(figures, measure, None, yearly, None)
    raise NoFiguresError(
        f"{measures()[measure].name}: {areas()[figures.area].name} has {len(monthly)} months and {len(yearly)} years "
        f"in a row up to {Month.of(figures.until).words}, too few to tell a signal from ordinary ups and downs.",
        hint=f"It takes {FEWEST_MONTHS} months or {FEWEST_YEARS} years; `workbench sources list` says what is held.",
    )


def chart_of(series: Series, rebase_at: Sequence[str] = ()) -> pd.DataFrame:
    """Return the control chart of the newest months (or all years): period_end, then the columns of the method.

    rebase_at: months (YYYY-MM) at which limits start anew, because a person knows a reason. Raises ParametersError.
    """
    values = pd.Series(series.observed.to_numpy(), index=series.periods)
    shown = values.tail(MONTHS_CHARTED) if series.monthly else values
    starts = _starts(series, shown, rebase_at)
    if series.factors is not None:
        chart = control_charts.seasonal_xmr(shown, factors=series.factors, rebase_at=starts)
    else:
        chart = control_charts.xmr(shown, rebase_at=starts)
    days = list(series.observed.index[-len(shown) :])
    return chart.assign(period_end=days, lower=np.maximum(chart["lower"], 0)).reset_index(drop=True)


def _starts(series: Series, shown: pd.Series, rebase_at: Sequence[str]) -> list[pd.Period]:
    problems, starts = [], []
    for text in rebase_at:
        try:
            month = Month.parse(text)
        except ValueError as error:
            problems.append(str(error))
            continue
        period = pd.Period(f"{month}-01", "M" if series.monthly else "Y")
        if period in shown.index:
            starts.append(period)
        else:
            problems.append(f"the chart has no {month.words}: it runs from {shown.index[0]} to {shown.index[-1]}")
    if problems:
        raise ParametersError.from_problems(problems)
    return starts


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
