"""The change that is asked about: two dates of one measure, and the years between them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.catalogue.errors import ParametersError
from analysis.catalogue.period import Month

DAYS_OF_YEAR = 365.25


@dataclass(frozen=True, slots=True)
class Window:
    """From one period end to another; `years` is how far apart they are."""

    before: dt.date
    after: dt.date

    @property
    def years(self) -> int:
        """Whole years between the two dates, at least one."""
        return max(1, round((self.after - self.before).days / DAYS_OF_YEAR))

    @property
    def one_year(self) -> bool:
        """Whether the window holds a single year, so that its flows can be set against the year before."""
        return self.years == 1

    def shifted(self, years: int) -> "Window":
        """Return the window so many years later."""
        return Window(same_day(self.before, years), same_day(self.after, years))


@lru_cache(maxsize=1_000)  # the same few days are asked for in every authority
def same_day(day: dt.date, years: int) -> dt.date:
    """Return the end of the same month, so many years later."""
    return Month(day.year + years, day.month).last_day


def window_between(
    text: Sequence[str],
    days: Sequence[dt.date],
    measure: str,
    by_month: Sequence[dt.date] = (),
    hidden: Sequence[dt.date] = (),
) -> Window:
    """Read two months ("2016-03", "2017-03") as two period ends for which the measure has figures.

    by_month: months whose own figures are held, of which the same month of two years may be asked for. hidden: period
    ends whose figure is hidden, here or by its publisher.
    Raises ParametersError with everything that is wrong, and the months that can be asked for.
    """
    problems: list[str] = []
    found: list[dt.date] = []
    for month in text:
        try:
            day = Month.parse(month).last_day
        except ValueError as error:
            problems.append(str(error))
            continue
        if day in days:
            found.append(day)
        elif day in hidden:
            problems.append(f"the figure for {Month.of(day).words} is hidden to protect small numbers")
        elif day in by_month:
            problems.append(f"only the figure of the single month is held for {Month.of(day).words}")
        else:
            problems.append(f"{measure} has no figure for {Month.of(day).words}")
    if len(found) == 2 and found[0] >= found[1]:
        problems.append(f"{text[0]} is not before {text[1]}")
    if problems or len(found) != 2:
        months = ", ".join(str(Month.of(day)) for day in days) or "none here"
        hint = f"Months with figures: {months}."
        if len(by_month):
            ends = f"{Month.of(by_month[0])} to {Month.of(by_month[-1])}"
            hint += f" Or the same month of two years, for single months from {ends}."
        raise ParametersError.from_problems(
            problems or [f"a change lies between two months, not {len(text)}"], hint=hint
        )
    return Window(*found)
