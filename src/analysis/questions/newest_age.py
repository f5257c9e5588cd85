"""How old the newest figure is: where it lies well before the month asked about, that is said before anything else."""

import datetime as dt
from collections.abc import Mapping, Sequence

from analysis.catalogue.period import Month

YEAR = 12  # months
LATE = {True: 5, False: 15}  # months behind the month asked about from which it is said: of monthly, of yearly figures


def months_behind(day: dt.date, month: Month) -> int:
    """Return how many months a figure of `day` lies before `month`.

    >>> months_behind(dt.date(2020, 3, 31), Month(2022, 11))
    32
    """
    return (month.year - day.year) * YEAR + month.number - day.month


def is_monthly(days: Sequence[dt.date]) -> bool:
    """Whether the newest figures, by the days they end on, follow each other within less than a year."""
    return len(days) > 1 and months_behind(days[-2], Month.of(days[-1])) < YEAR


def age_facts(newest: dt.date, month: Month, *, monthly: bool = False) -> Mapping[str, object]:
    """Return the facts by which a first sentence says that the newest figure is old; none where it is not."""
    behind = months_behind(newest, month)
    return {"newest": Month.of(newest).words, "months_old": behind} if behind > LATE[monthly] else {}
