"""The periods that headers and cells name, in the ways councils write them: Apr-24, 2024/25, Q1 24/25, 45383, YTD."""

import datetime as dt
import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from analysis.catalogue.period import YEAR_STARTS_IN_MONTH, Basis, Month
from analysis.sources.scorecard.month_names import ANY, NUMBERS

PeriodKind = Literal["month", "quarter", "year", "bare_year", "to_date", "rolling"]
FIRST_YEAR, LAST_YEAR = 1990, 2060
FIRST_SERIAL, LAST_SERIAL = 36526, 55153  # 2000 to 2050, as Excel counts days
YEARS_FROM_APRIL = ("year", "quarter")  # kinds whose year is that in which April to March starts
EXCEL_DAY_0 = dt.date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """A period as it is written.

    year: in which a month lies, or a year or quarter of April to March starts; none where it is not said. number: of
    the month (1 to 12) or quarter (1 to 4). numeric: it is written as a number only, as figures are.
    """

    kind: PeriodKind
    year: int | None = None
    number: int | None = None
    numeric: bool = False

    @property
    def end(self) -> dt.date | None:
        """The last day; none where the year is not said, or which twelve months a bare year means."""
        if self.year is None or self.kind == "bare_year":
            return None
        if self.kind in ("month", "rolling") or (self.kind == "to_date" and self.number):
            return Month(self.year, self.number or 1).last_day
        if self.kind == "quarter":
            return Month(self.year, YEAR_STARTS_IN_MONTH).plus(3 * (self.number or 1) - 1).last_day
        return None if self.kind == "to_date" else Month(self.year + 1, 3).last_day

    @property
    def basis(self) -> Basis:
        """How it counts."""
        bases: dict[PeriodKind, Basis] = {"to_date": "year_to_date", "rolling": "rolling_12_months"}
        return bases.get(self.kind) or ("year" if self.kind in ("year", "bare_year") else self._plain_basis)

    @property
    def _plain_basis(self) -> Basis:
        return "quarter" if self.kind == "quarter" else "month"

    def in_year(self, year: "PeriodWords") -> "PeriodWords":
        """Return a month or quarter without a year in the year, or the dated quarter, that stands above it."""
        if self.year is not None or year.year is None:
            return self
        if self.kind == "month" and year.kind in YEARS_FROM_APRIL and (self.number or 1) < YEAR_STARTS_IN_MONTH:
            return replace(self, year=year.year + 1)
        if self.kind == "quarter" and year.kind == "bare_year":
            return self
        return replace(self, year=year.year)


_M = rf"({ANY})\.?"
_Y = r"'?(\d{4}|\d{2})"
_FY = r"(?:fy ?)?((?:20)?\d{2}) ?(?:/|-|to) ?((?:20)?\d{2})"
_Q = r"q(?:uarter|tr)? ?\.?([1-4])"
_FILLER = re.compile(
    r"\b(actuals?|month of|month|as at|at|end of|end|ending|ended|to|in|performance|figures?|values?|data|"
    r"position|results?|for|the|year|financial|fy|reporting|period|provisional|prov|revised|final|validated|unvalidated|of|monthly|in-month)\b"
    r"|[():,;*\u2020]|\[[^\]]*\]"
)
SLASHED = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[/.-])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})"
    r"(?:,? (?:00?:00(?::00)?|12:00(?::00)? ?am))?"
)  # a day written in numbers, with midnight behind it as programs export it
_MARKERS = re.compile(  # "[note 2]", "[p]", "Sept 2025 (p)", "Apr-25 (1)", "Apr-25*"
    r"\[(?:note ?)?[\w ]{1,8}\]|\(note \w+\)|\*+$|(?<=\w) ?\([prexub]\)|(?<=\d{2}) ?\(\d\)"
)
_DASHES = str.maketrans({"\u2013": "-", "\u2014": "-", "\u2010": "-", "\u2011": "-", "\u2019": "'", "\u00a0": " "})


def plain(text: str) -> str:
    """Return a header in small letters on one line, with plain dashes and without marks of notes."""
    words = " ".join(text.translate(_DASHES).lower().split())
    return _MARKERS.sub("", words).strip()


@lru_cache(maxsize=65_536)
def read_period_words(text: str, day: dt.date | None = None) -> PeriodWords | None:
    """Return the period that a cell names, if it names one and nothing else; None for anything more, or less."""
    if day is not None:
        return PeriodWords("month", day.year, day.month)
    written = plain(text)
    if not written or len(written) > 60:
        return None
    found = _to_date(written) or _rolling(written) or _whole(written) or _whole(_without_filler(written))
    return found or _said_twice(written)


def period_in(text: str) -> PeriodWords | None:
    """Return the one period that a title or a sheet's name mentions; None where it mentions none or several."""
    found = list(dict.fromkeys(_mentioned(plain(text))))
    months = [period for period in found if period.kind == "month" and period.year is not None]
    if len(months) == 1:
        return months[0]
    return found[0] if len(found) == 1 else None


def consecutive(periods: Iterable[PeriodWords]) -> bool:
    """Whether periods written as numbers follow each other, up or down, as headers do and figures do not."""
    ends = [_order(period) for period in periods]
    steps = {after - before for before, after in itertools.pairwise(ends)}
    return bool(ends) and (len(ends) == 1 or (len(steps) == 1 and steps <= {1, -1, 3, -3, 12, -12}))


def _order(period: PeriodWords) -> int:
    """Months since the year 0, so that months, quarters and years can be counted on."""
    year = period.year or 0
    if period.kind in ("year", "bare_year"):
        return year * 12
    return year * 12 + (period.number or 0) * (3 if period.kind == "quarter" else 1)


def _said_twice(written: str) -> PeriodWords | None:
    """Read "Q1 2023/24 (Apr-Jun)", where brackets name the same months once more; None where they name others."""
    found = re.fullmatch(r"([^()]*)\(([^()]+)\)([^()]*)", written)
    if found is None:
        return None
    period = _whole(_without_filler(f"{found[1]} {found[3]}"))
    months = re.fullmatch(rf"{_M}(?:[ \-/]*{_Y})? ?(?:-|to|/) ?{_M}(?:[ \-/]*{_Y})?", found[2].strip())
    if period is None or period.kind != "quarter" or months is None:
        return None
    first, last = NUMBERS[months[1]], NUMBERS[months[3]]
    starts = YEAR_STARTS_IN_MONTH + 3 * ((period.number or 1) - 1)
    same = first == (starts - 1) % 12 + 1 and (last - first) % 12 == 2
    years = {_two_digit(year) for year in (months[2], months[4]) if year}
    ends_in = None if period.end is None else period.end.year
    return period if same and years <= {ends_in, *(() if ends_in is None else (ends_in - 1,))} else None


def _without_filler(written: str) -> str:
    return " ".join(_FILLER.sub(" ", written).split())


def _whole(written: str) -> PeriodWords | None:
    return next((found for read in _READERS if (found := read(written))), None)


def _two_digit(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(year: int, number: int, *, numeric: bool = False) -> PeriodWords | None:
    if FIRST_YEAR <= year <= LAST_YEAR and 1 <= number <= 12:
        return PeriodWords("month", year, number, numeric)
    return None


def _named_month(written: str) -> PeriodWords | None:
    found = re.fullmatch(rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[ \-/]*)?{_M}[ \-/]*{_Y}", written)
    return _month(_two_digit(found[2]), NUMBERS[found[1]]) if found else None


def _year_first(written: str) -> PeriodWords | None:
    found = re.fullmatch(rf"(\d{{4}})[ \-/]*{_M}", written)
    return _month(int(found[1]), NUMBERS[found[2]]) if found else None


def _undated_month(written: str) -> PeriodWords | None:
    found = re.fullmatch(_M, written)
    return PeriodWords("month", None, NUMBERS[found[1]]) if found else None


def _iso(written: str) -> PeriodWords | None:
    found = re.fullmatch(r"(\d{4})-(\d{2})(?:-\d{2})?(?:[ t]00:00(?::00)?)?", written)
    return _month(int(found[1]), int(found[2])) if found else None


def _slashed(written: str) -> PeriodWords | None:
    """Read 30/04/2024 and 30.04.24, day first as in Britain; a second number over 12 is no month."""
    found = SLASHED.fullmatch(written)
    return _month(_two_digit(found["year"]), int(found["second"])) if found else None


def _month_slash_year(written: str) -> PeriodWords | None:
    found = re.fullmatch(r"(\d{1,2})[/-](\d{4})", written)
    return _month(int(found[2]), int(found[1])) if found else None


def _digits(written: str) -> PeriodWords | None:
    """Read what is written as a number only: 202404, 202425, 20240430, 45383, 2024."""
    if not written.isdigit():
        return None
    number = int(written)
    if len(written) == 6:
        year, rest = number // 100, number % 100
        if rest == (year + 1) % 100 and FIRST_YEAR <= year <= LAST_YEAR:
            return PeriodWords("year", year, numeric=True)
        return _month(year, rest, numeric=True)
    if len(written) == 8:
        return _month(number // 10_000, number // 100 % 100, numeric=True)
    if len(written) == 5 and FIRST_SERIAL <= number <= LAST_SERIAL:
        day = EXCEL_DAY_0 + dt.timedelta(days=number)
        return _month(day.year, day.month, numeric=True)
    return PeriodWords("bare_year", number, numeric=True) if len(written) == 4 and 2000 <= number <= 2049 else None


def _financial_year(written: str) -> PeriodWords | None:
    found = re.fullmatch(_FY, written)
    if found is None:
        return None
    first, second = _two_digit(found[1]), _two_digit(found[2])
    return PeriodWords("year", first) if second == first + 1 and first >= FIRST_YEAR else None


def _year_ending(written: str) -> PeriodWords | None:
    found = re.fullmatch(
        rf"(?:the )?(?:financial )?(?:year|yr) (?:ending|ended|end|to)? ?(?:31(?:st)? )?mar(?:ch)?[ \-]*{_Y}", written
    )
    return PeriodWords("year", _two_digit(found[1]) - 1) if found else None


def _quarter(written: str) -> PeriodWords | None:
    """Read Q1 2024/25, 2024-25 Q1, Q1 24/25 and Q1 alone; "Q1 2024" does not say of which year's quarter it speaks."""
    found = re.fullmatch(rf"{_Q}(?:[ ,\-/]*{_FY})?", written) or None
    if found:
        return _quarter_of(found[1], found[2], found[3])
    turned = re.fullmatch(rf"{_FY}[ ,\-]*{_Q}", written)
    return _quarter_of(turned[3], turned[1], turned[2]) if turned else None


def _quarter_of(number: str, first: str | None, second: str | None) -> PeriodWords | None:
    if first is None or second is None:
        return PeriodWords("quarter", None, int(number))
    year = _two_digit(first)
    return PeriodWords("quarter", year, int(number)) if _two_digit(second) == year + 1 else None


def _span(written: str) -> PeriodWords | None:
    """Read Apr-Jun 2024 as a quarter, and April to September 2024 as what was counted since April."""
    found = re.fullmatch(rf"{_M}(?:[ \-/]*{_Y})? ?(?:-|to|/) ?{_M}[ \-/]*{_Y}", written)
    if found is None:
        return None
    first, last, year = NUMBERS[found[1]], NUMBERS[found[3]], _two_digit(found[4])
    started = year - 1 if last < YEAR_STARTS_IN_MONTH else year
    months = (last - first) % 12 + 1
    if months == 3 and first % 3 == 1:
        return PeriodWords("quarter", started, (first - YEAR_STARTS_IN_MONTH) % 12 // 3 + 1)
    if first == YEAR_STARTS_IN_MONTH and months == 12:
        return PeriodWords("year", started)
    return PeriodWords("to_date", year, last) if first == YEAR_STARTS_IN_MONTH else None


_TO_DATE = re.compile(r"\b(?:y\.?t\.?d\.?|year[ -]to[ -]date|to date|cumulative|cum)\b")
_ROLLING = re.compile(
    r"\b(?:rolling|r12m?|last) ?(?:12|twelve)?[ -]?(?:months?|m)?\b(?: to)?"
    r"|\b(?:12|twelve)[ -]?(?:months?|m) (?:rolling )?to\b"
)


def _to_date(written: str) -> PeriodWords | None:
    """Read YTD with a month, with a year that is not over, or alone."""
    if not _TO_DATE.search(written):
        return None
    rest = _without_filler(_TO_DATE.sub(" ", written))
    if not rest:
        return PeriodWords("to_date")
    inner = _whole(rest)
    if inner is None or inner.kind not in ("month", "year", "to_date"):
        return None
    return PeriodWords("to_date", inner.year, inner.number)


def _rolling(written: str) -> PeriodWords | None:
    if not re.search(r"\brolling\b|\br12m?\b|\b(?:12|twelve)[ -]?(?:months?|m) (?:rolling )?to\b", written):
        return None
    rest = _without_filler(_ROLLING.sub(" ", written))
    inner = _whole(rest) if rest else None
    if inner is not None and inner.kind == "month":
        return PeriodWords("rolling", inner.year, inner.number)
    return PeriodWords("rolling") if not rest else None


_READERS: tuple[Callable[[str], PeriodWords | None], ...] = (
    _named_month, _year_first, _year_ending, _quarter, _span, _financial_year, _iso, _slashed, _month_slash_year,
    _digits, _undated_month,
)  # fmt: skip
_MENTIONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:\d{{1,2}}(?:st|nd|rd|th)? )?\b{_M}[ \-_/]*'?(?:\d{{4}}|\d{{2}})\b(?![/-]\d)",
        rf"\b{_Q}[ ,\-_]*{_FY}\b",
        r"\b(?:20)?\d{2} ?[/-] ?(?:20)?\d{2}\b(?![/-])",
        r"\b20\d{2}-\d{2}(?:-\d{2})?\b",
        r"\b\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b",
        r"\b20\d{2}\b",
        rf"\b{_M}(?![a-z0-9])",
    )
)


def _mentioned(written: str) -> Iterable[PeriodWords]:
    """Yield the periods in a longer text, each stretch of it once, the most exact first."""
    rest = written.replace("_", " ")
    for pattern in _MENTIONS:
        for found in pattern.finditer(rest):
            period = _whole(" ".join(found[0].split()))
            if period is not None:
                yield period
                rest = rest[: found.start()] + " " * len(found[0]) + rest[found.end() :]
