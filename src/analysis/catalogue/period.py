"""Periods of time, and the ways of counting over them."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal, get_args

Basis = Literal["month", "quarter", "year", "year_to_date", "rolling_12_months", "snapshot", "three_years"]
BASES: tuple[Basis, ...] = get_args(Basis)

YEAR_STARTS_IN_MONTH = 4  # the statistical year of children's services runs from 1 April to 31 March

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WORD_AND_YEAR = re.compile(r"(?:\d{1,2}(?:st|nd|rd|th)?[ -])?([a-z]{3,9})\.?[ '\u2019/-]*(\d{4}|\d{2})")
_NUMBER_AND_YEAR = re.compile(r"(?:\d{1,2}[/.])?(\d{1,2})[/.](\d{4})")
_YEAR_AND_NUMBER = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.]\d{1,2})?(?:[ t]\d{2}:\d{2}(?::\d{2})?)?")
_THIS_CENTURY = 70  # of two digits: 69 is 2069, and 90 is 1990


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, `2021-05`; a report month includes everything that ends within it."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read `YYYY-MM`. Raises ValueError with what was found."""
        match = _MONTH.fullmatch(text.strip())
        if match is None or not 1 <= int(match[2]) <= 12:
            message = f'"{text}" is not a month; write it as YYYY-MM, for example 2021-05'
            raise ValueError(message)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def read(cls, text: str) -> "Month":
        """Read a month as people write it: `2016-03`, `March 2016`, `Mar-16`, `03/2016`, a day of it.

        Raises ValueError with what was found.

        >>> {str(Month.read(text)) for text in ("March 2016", "Mar-16", "2016-03", "31/03/2016")}
        {'2016-03'}
        """
        plain = " ".join(text.casefold().split())
        if match := _YEAR_AND_NUMBER.fullmatch(plain):
            year, number = int(match[1]), int(match[2])
        elif match := _NUMBER_AND_YEAR.fullmatch(plain):
            year, number = int(match[2]), int(match[1])
        elif match := _WORD_AND_YEAR.fullmatch(plain):
            year, number = _full_year(match[2]), _number_of(match[1])
        else:
            return cls.parse(text)
        return cls(year, number) if 1 <= number <= 12 else cls.parse(text)

    @classmethod
    def of(cls, day: dt.date) -> "Month":
        """Return the month that holds `day`."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> dt.date:
        """The first of the month."""
        return dt.date(self.year, self.number, 1)

    @property
    def last_day(self) -> dt.date:
        """The last of the month."""
        return dt.date(self.year, self.number, calendar.monthrange(self.year, self.number)[1])

    def plus(self, months: int) -> "Month":
        """Return the month so many months later (earlier where negative)."""
        index = self.year * 12 + self.number - 1 + months
        return Month(index // 12, index % 12 + 1)

    def __str__(self) -> str:
        """Return `YYYY-MM`."""
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def words(self) -> str:
        """`May 2021`."""
        return f"{calendar.month_name[self.number]} {self.year}"

    def words_as_known(self, known_at: dt.date | None) -> str:
        """`May 2021`, or `May 2021 (as known by 31 July 2021)`, where later figures are held and not looked at."""
        return f"{self.words} (as known by {known_at.day} {known_at:%B %Y})" if known_at else self.words


def _full_year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < _THIS_CENTURY else 1900)


def _number_of(word: str) -> int:
    """Return the number of the month that a word names or begins (`mar`, `sept`); 0 for none."""
    names = [calendar.month_name[number].casefold() for number in range(1, 13)]
    return next((number for number, name in enumerate(names, start=1) if name.startswith(word)), 0)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of time with both end days included; a snapshot starts and ends on the same day."""

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        """Refuse a period that ends before it starts."""
        if self.end < self.start:
            message = f"a period cannot end ({self.end}) before it starts ({self.start})"
            raise ValueError(message)


def year_start(day: dt.date) -> dt.date:
    """Return the 1 April on or before `day`."""
    year = day.year if day.month >= YEAR_STARTS_IN_MONTH else day.year - 1
    return dt.date(year, YEAR_STARTS_IN_MONTH, 1)


def year_label(day: dt.date) -> str:
    """Return the statistical year that holds `day`, as `2016-17`."""
    start = year_start(day).year
    return f"{start}-{(start + 1) % 100:02d}"


def period_of(basis: Basis, end: dt.date) -> Period:
    """Return the period that `basis` counts over when it ends on `end`.

    A year is the twelve months to `end`; year to date runs from the 1 April on or before it.
    """
    if basis == "snapshot":
        return Period(end, end)
    if basis == "year_to_date":
        return Period(year_start(end), end)
    months = {"month": 1, "quarter": 3, "year": 12, "rolling_12_months": 12, "three_years": 36}[basis]
    return Period(Month.of(end).plus(1 - months).first_day, end)
