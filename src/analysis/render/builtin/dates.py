"""The date of a paper, in words."""

import datetime as dt
import re
from collections.abc import Mapping
from contextlib import suppress

from analysis.render.archive import EARLIEST
from analysis.render.builtin.shortcodes import fill_text, flat
from analysis.render.outcome import RenderError

HINT = "Write the date as 2021-07-15; `date-format` says how it is printed."
MOVING = frozenset({"today", "now", "last-modified"})
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_TOKEN = re.compile(r"\[([^]]*)]|YYYY|YY|MMMM|MMM|MM|M|dddd|ddd|DD|D")
_NAMED = {
    "full": "dddd D MMMM YYYY",
    "long": "D MMMM YYYY",
    "medium": "D MMM YYYY",
    "short": "DD/MM/YYYY",
    "iso": "YYYY-MM-DD",
}


def date_in_words(value: object, pattern: str | None, name: str) -> str:
    """Return a date as the paper's `date-format` says (Quarto's names, or Day.js letters).

    Raises RenderError for anything that is not a date like 2021-07-15.
    """
    what = wrong_date(value)
    if what is not None:
        raise RenderError(what, where=name, hint=HINT)
    day = value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
    return _in_words(day, _NAMED.get(pattern or "long", pattern or "long"))


def day_of(settings: Mapping[str, object], variables: Mapping[str, object]) -> dt.date:
    """Return the date that a paper's files carry: its own, else that of its pack (`pack.date`), else the first of all.

    It never is the time of rendering, so that two renderings are the same bytes.
    """
    pack = variables.get("pack")
    values = {"var": flat(variables)}
    for value in (settings.get("date"), pack.get("date") if isinstance(pack, Mapping) else None):
        text = fill_text(str(value), values)
        if value is not None and wrong_date(text) is None:
            return dt.date.fromisoformat(text)
    return EARLIEST


def wrong_date(value: object) -> str | None:
    """Return what is wrong with a date, or None: Quarto reads 05/06/2021 as 6 May and 31/05/2021 as July 2023."""
    if value in MOVING:
        return f"`date: {value}` would give another paper every day."
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return None
    if isinstance(value, str) and _ISO.fullmatch(value):
        with suppress(ValueError):
            dt.date.fromisoformat(value)
            return None
    return f"`{value}` is not a date like 2021-07-15, and is easily taken for another."


def _in_words(day: dt.date, pattern: str) -> str:
    words = {
        "YYYY": f"{day.year:04d}",
        "YY": f"{day.year % 100:02d}",
        "MMMM": f"{day:%B}",
        "MMM": f"{day:%b}",
        "MM": f"{day.month:02d}",
        "M": str(day.month),
        "dddd": f"{day:%A}",
        "ddd": f"{day:%a}",
        "DD": f"{day.day:02d}",
        "D": str(day.day),
    }

    def token(match: re.Match[str]) -> str:
        return words[match[0]] if match[1] is None else match[1]

    return _TOKEN.sub(token, pattern)
