"""What a column's header says: a period, a benchmark, a target, marks, words; in the ways councils write them."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from analysis.catalogue.period import Basis, Month

Benchmark = Literal["england", "neighbours", "region"]
Level = Literal["target", "minimum", "upper"]
Role = Literal["ratio", "direction", "rag", "status", "basis", "ref", "label", "section", "source_line", "remark"]

_MONTHS = {calendar.month_abbr[number].lower(): number for number in range(1, 13)}
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})[a-z]*\.?[ \-/']*(\d{{4}}|\d{{2}})\b")
_ISO = re.compile(r"\b(\d{4})-(\d{2})(?:-\d{2})?\b")
_SLASHED = re.compile(r"\b\d{1,2}/(\d{1,2})/(\d{4})\b")
_QUARTER = re.compile(r"\bq(?:uarter ?)?([1-4])\b")
_YEAR = re.compile(r"\b(20\d{2})\s*[/\-]\s*(?:20)?(\d{2})\b")
_TO_DATE = re.compile(r"\bytd\b|year to date|cumulative")
_WHOLE_YEAR = re.compile(r"\b(out-?turn|final|year end|full year)\b")
_LATEST = re.compile(r"\b(current|latest|this month|in-month|in month|actual|performance this)\b")

_BENCHMARKS: tuple[tuple[str, Benchmark], ...] = (
    (r"\bregion(al)?\b|south west|\bsw\b", "region"),
    (r"stat(s|istical)?\.? ?n(eigh|bour)|\bsn\b|neighbour", "neighbours"),
    (r"\bnat(ional)?\b|england|\beng\b", "england"),
)
_LEVELS: tuple[tuple[str, Level], ...] = (
    (r"^min(imum)?\b|lower (limit|threshold)|floor", "minimum"),
    (r"^(upper|max(imum)?)\b|stretch|ceiling", "upper"),
    (r"\btarget\b|^by\b|\bgoal\b|ambition", "target"),
)
_ROLES: tuple[tuple[str, Role], ...] = (
    (r"source line", "source_line"),
    (r"num(erator)?s?\W+(and )?den(ominator)?|^n ?/ ?d$", "ratio"),
    (r"\bdot\b|direction|trend|travel|since last", "direction"),
    (r"\brag\b|traffic", "rag"),
    (r"\bstatus\b", "status"),
    (r"comment|narrative|note|analysis|explanation", "remark"),
    (r"^(period|frequency|basis|reporting period|counted)$", "basis"),
    (r"\b(ref|refs|reference|pi no|id|number|no\.?|#)$|^(ref|id)\b", "ref"),
    (r"measure|description|indicator|\bkpi\b|\bpi\b|metric", "label"),
    (r"^(page|table|section|theme|group|category|area of work|priority)$", "section"),
)


@dataclass(frozen=True, slots=True)
class HeaderPeriod:
    """The period of a column. end: none, the header does not date it. basis: none, the row's own."""

    end: dt.date | None
    basis: Basis | None = None


def read_period(header: str) -> HeaderPeriod | None:
    """Return the period that a header names ("Jun-11", "2019/20", "Q1 2020/21", "YTD May 21", "Outturn"), or None."""
    text = _plain(header)
    to_date = _TO_DATE.search(text) is not None
    month = _month(text)
    if month is not None:
        return HeaderPeriod(month.last_day, "year_to_date" if to_date else None)
    if (year := _YEAR.search(text)) and int(year[2]) == (int(year[1]) + 1) % 100:
        quarter = _QUARTER.search(text)
        if quarter is None:
            return HeaderPeriod(dt.date(int(year[1]) + 1, 3, 31), "year")
        return HeaderPeriod(Month(int(year[1]), 3).plus(3 * int(quarter[1])).last_day, "quarter")
    if to_date:
        return HeaderPeriod(None, "year_to_date")
    if _WHOLE_YEAR.search(text):
        return HeaderPeriod(None, "year")
    return HeaderPeriod(None) if _LATEST.search(text) else None


def _month(text: str) -> Month | None:
    if named := _MONTH.search(text):
        year = int(named[2]) if len(named[2]) == 4 else 2000 + int(named[2])
        return Month(year, _MONTHS[named[1]])
    for pattern, year_at, month_at in ((_ISO, 1, 2), (_SLASHED, 2, 1)):
        if (found := pattern.search(text)) and 1 <= int(found[month_at]) <= 12:
            return Month(int(found[year_at]), int(found[month_at]))
    return None


def read_benchmark(header: str) -> Benchmark | None:
    """Return whose figures a header announces, where they are not the council's own."""
    return next((kind for pattern, kind in _BENCHMARKS if re.search(pattern, _plain(header))), None)


def read_level(header: str) -> Level | None:
    """Return which kind of target a header announces, or None."""
    return next((level for pattern, level in _LEVELS if re.search(pattern, _plain(header))), None)


def read_role(header: str) -> Role | None:
    """Return what else a header announces, or None."""
    return next((role for pattern, role in _ROLES if re.search(pattern, _plain(header))), None)


def read_basis(text: str) -> Basis | None:
    """Return the way of counting that words name ("YTD", "rolling 12 months", "by month"), or None."""
    plain = _plain(text)
    words: tuple[tuple[str, Basis], ...] = (
        (r"rolling|last 12 months|(?<!within )12.month", "rolling_12_months"),
        (r"\bytd\b|year to date|cumulative", "year_to_date"),
        (r"snapshot|as at|month end|point in time|at end of|caseload|vacanc|allocated", "snapshot"),
        (r"quarter", "quarter"),
        (r"\bmonth(ly)?\b|in.month", "month"),
        (r"\bannual(ly)?\b|^year(ly)?$", "year"),
    )
    return next((basis for pattern, basis in words if re.search(pattern, plain)), None)


def _plain(header: str) -> str:
    return " ".join(header.lower().replace("\u2013", "-").split())
