"""The date of a paper, in words."""

import datetime as dt
import re

from analysis.render.outcome import RenderError

_TOKEN = re.compile(r"\[([^]]*)]|YYYY|YY|MMMM|MMM|MM|M|dddd|ddd|DD|D")
_NAMED = {
    "full": "dddd D MMMM YYYY",
    "long": "D MMMM YYYY",
    "medium": "D MMM YYYY",
    "short": "DD/MM/YYYY",
    "iso": "YYYY-MM-DD",
}


def date_in_words(value: object, pattern: str | None, name: str) -> str:
    """Return a date as the paper's `date-format` says (Quarto's names, or Day.js letters); other text as it stands.

    Raises RenderError for a date that would change with the day of rendering.
    """
    if isinstance(value, str) and value in {"today", "now", "last-modified"}:
        raise RenderError(
            f"`date: {value}` would give another paper every day.", where=name, hint="Write the date as 2021-07-15."
        )
    day = value.date() if isinstance(value, dt.datetime) else value
    if isinstance(day, str):
        try:
            day = dt.date.fromisoformat(day)
        except ValueError:
            return str(value)
    if not isinstance(day, dt.date):
        return str(day)
    return _in_words(day, _NAMED.get(pattern or "long", pattern or "long"))


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
