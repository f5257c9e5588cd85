"""Dates in a column: ISO, or day/month/year where the column itself proves the order; anything else is an issue."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})([ T]00:00(:00)?)?")
_SLASHED = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


@dataclass(frozen=True, slots=True)
class Dates:
    """Dates of a column, None where a cell has none. problems: text of a cell -> why it is no date.

    assumed: the order of day and month is nowhere proved, and was taken to be day first.
    """

    days: tuple[dt.date | None, ...]
    problems: dict[str, str]
    assumed: bool = False


def parse_dates(texts: Sequence[str]) -> Dates:
    """Read a column of dates. Where one cell is month first and another day first, both kinds are problems."""
    slashed = [found for text in texts if (found := _SLASHED.fullmatch(text.strip()))]
    day_first = any(int(found[1]) > 12 for found in slashed)
    month_first = any(int(found[2]) > 12 for found in slashed)
    problems: dict[str, str] = {}
    days = tuple(_parse(text.strip(), problems, day_first=not month_first or day_first) for text in texts)
    if day_first and month_first:
        mixed = {found[0] for found in slashed}
        problems |= dict.fromkeys(mixed, "is one of dates with day first and dates with month first in one column")
        days = tuple(None if text.strip() in mixed else day for text, day in zip(texts, days, strict=True))
    return Dates(days, problems, assumed=bool(slashed) and not day_first and not month_first)


def _parse(text: str, problems: dict[str, str], *, day_first: bool) -> dt.date | None:
    if not text:
        return None
    try:
        if iso := _ISO.fullmatch(text):
            return dt.date(int(iso[1]), int(iso[2]), int(iso[3]))
        if slashed := _SLASHED.fullmatch(text):
            first, second = int(slashed[1]), int(slashed[2])
            day, month = (first, second) if day_first else (second, first)
            return dt.date(int(slashed[3]), month, day)
    except ValueError:
        problems[text] = "is not a day of the calendar"
        return None
    problems[text] = "is not a date; write it as 2011-03-31"
    return None
