"""Working days in England: not Saturdays, not Sundays, not bank holidays."""

import datetime as dt
from collections.abc import Iterator

SATURDAY = 5
ONE_DAY = dt.timedelta(days=1)


def nth_working_day(year: int, month: int, number: int) -> dt.date:
    """Return the so-many-th working day of a month. One-off bank holidays (a coronation) are not known."""
    day = dt.date(year, month, 1) - ONE_DAY
    for _ in range(number):
        day += ONE_DAY
        while not is_working_day(day):
            day += ONE_DAY
    return day


def is_working_day(day: dt.date) -> bool:
    """Whether offices are open on a day."""
    return day.weekday() < SATURDAY and day not in set(bank_holidays(day.year))


def bank_holidays(year: int) -> Iterator[dt.date]:
    """Yield the bank holidays of England and Wales that recur every year, on the days on which they are kept.

    Source: Banking and Financial Dealings Act 1971, Schedule 1; New Year's Day and the first Monday of May by
    proclamation. One that falls on a weekend is kept on the next day that is none.
    """
    easter = easter_sunday(year)
    yield _moved(dt.date(year, 1, 1))
    yield easter - 2 * ONE_DAY
    yield easter + ONE_DAY
    yield _monday_from(dt.date(year, 5, 1))
    yield _monday_from(dt.date(year, 5, 25))
    yield _monday_from(dt.date(year, 8, 25))
    christmas = _moved(dt.date(year, 12, 25))
    boxing = _moved(dt.date(year, 12, 26))
    yield christmas
    yield boxing if boxing != christmas else christmas + ONE_DAY


def _moved(day: dt.date) -> dt.date:
    while day.weekday() >= SATURDAY:
        day += ONE_DAY
    return day


def _monday_from(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=-day.weekday() % 7)


def easter_sunday(year: int) -> dt.date:
    """Return Easter Sunday. Source: anonymous Gregorian computus (Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, skipped = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - correction + 15) % 30
    quarter, year_in_four = divmod(rest, 4)
    weekday = (32 + 2 * skipped + 2 * quarter - epact - year_in_four) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return dt.date(year, month, day + 1)
