"""Quantities in a label, each as one word: "within 15 working days" is `15d`, "2 years or more" is `>24m`."""

import re
from collections.abc import Mapping

_NUMBERS: Mapping[str, int] = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}
_NUMBER_WORD = re.compile(rf"\b({'|'.join(_NUMBERS)})\b(?!-)")
_UNITS = "hours?|hrs?|h|days?|workdays?|wd|weeks?|wks?|months?|mths?|mnths?|m|years?|yrs?|y|miles?"
_TIME = rf"(?P<unit>{_UNITS})"
_MORE = (
    r"(?:\+|plus\b|or\ more\b|and\ more\b|or\ over\b|and\ over\b|or\ longer\b|and\ above\b|or\ above\b|or\ greater\b)"
)
_KIND_OF_DAY = r"(?:full\ |working\ |calendar\ |school\ |operational\ |clear\ |consecutive\ )*"
_QUANTITY = re.compile(
    rf"""(?P<before><=?|>=?|\b(?:within|under|less\ than|fewer\ than|in\ under|over|more\ than|exceeding|longer\ than
        |at\ least|greater\ than|up\ to|no\ more\ than|beyond)\b)?
        \s*(?P<number>\d+(?:\.\d+)?)\s*-?\s*(?P<more>{_MORE})?\s*{_KIND_OF_DAY}-?{_TIME}\b(?!\s*olds?\b)\s*(?P<after>{_MORE})?""",
    re.VERBOSE,
)
_RANGE = re.compile(rf"\b(\d+)\s*(?:-|to)\s*(\d+)\s*(?:working |calendar )*{_TIME}\b(?!\s*olds?)")
_AGES = re.compile(
    r"""\b(?:aged?\s*)?(1?\d|2[0-5])\s*(?:-|to|/|and|&)\s*(1?\d|2[0-5])\s*(?:\(?(?:years?|yrs?|yo)\s*(?:olds?)?\)?)?
        (?![\w%+])(?!\s*(?:days?|weeks?|months?|miles?))""",
    re.VERBOSE,
)
_AGE = re.compile(
    rf"""\b(?:aged|age)\s+(\d{{1,2}})\b\s*(\+|and\ over|or\ over)?
        | \b(\d{{1,2}})\s*(?:\+\s*)?(?:years?|yrs?)[\ -]olds?\b
        | \b(under|over|above)\s+(\d{{1,2}})s?\b(?!\s*(?:{_UNITS})\b)""",
    re.VERBOSE,
)
_MANY = re.compile(rf"\b(\d+)\s*{_MORE}", re.VERBOSE)
_MORE_THAN = re.compile(r"(?:(?<!age)>|\bmore than)\s*(\d+)\b(?![dwm])")

_SHORT: Mapping[str, str] = {"day": "d", "workday": "d", "wd": "d", "week": "w", "wk": "w", "mile": "miles"}
_MONTHS_OF: Mapping[str, int] = {"month": 1, "mth": 1, "mnth": 1, "m": 1, "year": 12, "yr": 12, "y": 12}
_LONGER = frozenset({">", ">=", "over", "more than", "exceeding", "longer than", "at least", "greater than", "beyond"})
_SHORTER = frozenset({"<", "under", "less than", "fewer than", "in under"})
HOURS_A_DAY = 24


_ONE_WORD = re.compile(r"[<>]?\d|age[<>]?\d")


def is_quantity(word: str) -> bool:
    """Whether a word is a quantity: `15d`, `>24m`, `3+`, `age19to21`."""
    return _ONE_WORD.match(word) is not None


def with_quantities(text: str) -> str:
    """Return a plain text with each quantity as one word.

    Days, weeks and miles keep their unit, hours in whole days are days, years are months. `<` stands before what is
    under, `>` before what is over or "or more", nothing before what is within. Ages are `age17to18`.
    """
    text = _NUMBER_WORD.sub(lambda found: str(_NUMBERS[found[1]]), text)
    text = _RANGE.sub(lambda found: f" {found[1]}to{_amount(float(found[2]), found['unit'])} ", text)
    text = _AGES.sub(lambda found: f" age{found[1]}to{found[2]} ", text)
    text = _AGE.sub(_age, _QUANTITY.sub(_quantity, text))
    text = _MANY.sub(lambda found: f" {found[1]}+ ", text)
    return _MORE_THAN.sub(lambda found: f" {int(found[1]) + 1}+ ", text)


def _quantity(found: re.Match[str]) -> str:
    before = found["before"] or ""
    longer = before in _LONGER or found["more"] or found["after"]
    sign = ">" if longer else "<" if before in _SHORTER else ""
    return f" {sign}{_amount(float(found['number']), found['unit'])} "


def _amount(number: float, unit: str) -> str:
    plain = unit.removesuffix("s")
    if plain in ("hour", "hr", "h"):
        return f"{number / HOURS_A_DAY:g}d" if number % HOURS_A_DAY == 0 else f"{number:g}h"
    if plain in _MONTHS_OF:
        return f"{number * _MONTHS_OF[plain]:g}m"
    return f"{number:g}{_SHORT[plain]}"


def _age(found: re.Match[str]) -> str:
    if found[4]:
        return f" age{'<' if found[4] == 'under' else '>'}{found[5]} "
    return f" age{'>' if found[2] else ''}{found[1] or found[3]} "
