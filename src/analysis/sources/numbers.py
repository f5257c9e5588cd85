"""The number in a cell, with what is printed around it: signs, units, footnotes, "over" and "nearly"."""

import re
from dataclasses import dataclass, replace
from typing import Literal

Qualifier = Literal["approximate", "over", "under", "partial", "range", "footnote", "rank"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number as printed, or the problem with it. Fields as in Cell."""

    value: float | None = None
    second: float | None = None
    unit: str | None = None
    problem: str | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    span: tuple[float, float] | None = None
    note: str | None = None
    understood: str | None = None
    footnote: str | None = None


_PLAIN = re.compile(r"[+-]?([0-9]+|[0-9]{1,3}(,[0-9]{3})+)?(\.[0-9]+)?")
_SPACED_THOUSANDS = re.compile(r"([0-9]{1,3})((?:, [0-9]{3})+)(\.[0-9]+)?")
_FRACTIONS = {
    "half": 1 / 2,
    "a half": 1 / 2,
    "a third": 1 / 3,
    "one third": 1 / 3,
    "1/3rd": 1 / 3,
    "two thirds": 2 / 3,
    "2/3rds": 2 / 3,
    "a quarter": 1 / 4,
    "one quarter": 1 / 4,
    "three quarters": 3 / 4,
}
_UNITS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern + r"\s*$", re.IGNORECASE), unit)
    for pattern, unit in (
        (r"(%|\bper ?cent|\bpercent|\bpct)", "percent"),
        (r"\b(working |calendar )?days?", "days"),
        (r"\b(weeks?|wks?)", "weeks"),
        (r"\bper (10,?000|10k)( children| population)?", "per_10000"),
        (r"\bper (100,?000|100k)( population)?", "per_100000"),
        (r"\bfte", "fte"),
        (r"\b(months|mths)", "months"),
    )
)
_COUNTED = re.compile(
    r"\s+(?:cases?|child(?:ren)?|young people|people|famil(?:y|ies)|plans?|referrals?|contacts?|visits?|reviews?|"
    r"posts?|workers?|placements?|households?|carers?)$",
    re.IGNORECASE,
)
_MONEY = re.compile(r"(-?[\d,]+(?:\.\d+)?)\s?(k|m|bn|thousand|million|billion)", re.IGNORECASE)
_MULTIPLES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}
_PER_MONTH = re.compile(r"\s*\b(a |per )?month$", re.IGNORECASE)
_LEADING_WORDS: tuple[tuple[str, Qualifier], ...] = (
    (r"(over|above|more than|greater than|at least|minimum|min|>=|≥|>)", "over"),
    (r"(under|below|less than|fewer than|up to|at most|maximum|max|<=|≤|<)", "under"),
    (r"(at or around|nearly|almost|approximately|approx\.?|about|around|circa|c\.|roughly|some|~|≈)", "approximate"),
)
_LEADING = tuple((re.compile(words + r"\s*(?=\S)", re.IGNORECASE), qualifier) for words, qualifier in _LEADING_WORDS)
_FOOTNOTE = re.compile(r"\s*([*†‡§¹²³⁴⁵⁶⁷⁸⁹]+|\([0-9]\)|\[[0-9a-z]\])$")
_AND_MORE = re.compile(r"%\+$")
_RANK = re.compile(r"(?:joint )?([0-9]+)(?:st|nd|rd|th)(?: of ([0-9]+))?")
_RANGE = re.compile(r"(?P<low>[^a-z-]+?)\s*(?:\bto\b|-)\s*(?P<high>[^a-z-]+)")
_RATIO = re.compile(r"(?P<first>[^/]+?)\s*(?:/|\bof\b|\bout of\b)\s*(?P<second>[^/]+)")


def parse_number(text: str) -> Number:
    """Read a number with its unit, footnote, qualifier, range or second number. Never raises."""
    if text.strip().lower() in ("nil", "zero"):
        return Number(0.0, understood=f"{text} as 0")
    for pattern, qualifier in _LEADING:
        if led := pattern.match(text):
            return _qualified(parse_number(text[led.end() :]), qualifier)
    if text.lower() in _FRACTIONS:
        share = _FRACTIONS[text.lower()] * 100
        return Number(share, unit="percent", qualifiers=("approximate",), understood=f"{text} as {share:.1f}%")
    return _ranked(text) or _ratio(text) or _range(text) or _single(text)


def _qualified(number: Number, qualifier: Qualifier) -> Number:
    if number.problem is not None:
        return number
    return replace(number, qualifiers=(qualifier, *(q for q in number.qualifiers if q != qualifier)))


def _ranked(text: str) -> Number | None:
    ranked = _RANK.fullmatch(text.lower())
    if ranked is None:
        return None
    second = float(ranked[2]) if ranked[2] else None
    return Number(float(ranked[1]), second=second, qualifiers=("rank",), understood=f"{text} as a rank")


def _ratio(text: str) -> Number | None:
    parts = _RATIO.fullmatch(text)
    if parts is None:
        return None
    first, second = _single(parts["first"]), _single(parts["second"])
    if first.problem is not None or second.problem is not None:
        return None
    qualifiers = tuple(dict.fromkeys((*first.qualifiers, *second.qualifiers)))
    return replace(
        first,
        second=second.value,
        qualifiers=qualifiers,
        understood=first.understood or second.understood,
        footnote=second.footnote or first.footnote,
    )


def _range(text: str) -> Number | None:
    ends = _RANGE.fullmatch(text)
    if ends is None:
        return None
    low, high = _single(ends["low"]), _single(ends["high"])
    if low.value is None or high.value is None:
        return None
    return Number(
        unit=high.unit or low.unit,
        problem="is a range, not one figure",
        qualifiers=("range",),
        span=(low.value, high.value),
    )


def _single(text: str) -> Number:
    """One number with footnote marks and a unit after it, a currency before it, and "+" for "or more"."""
    rest, unit, note, footnote = _AND_MORE.sub("+%", text.strip()), None, None, None
    qualifiers: list[Qualifier] = []
    while mark := _FOOTNOTE.search(rest):
        rest, footnote, qualifiers = rest[: mark.start()], mark[1] + (footnote or ""), ["footnote"]
    if monthly := _PER_MONTH.search(rest):
        rest, note = rest[: monthly.start()], monthly[0].strip()
    for pattern, name in _UNITS:
        if ending := pattern.search(rest):
            rest, unit = rest[: ending.start()].rstrip(), name
            break
    if counted := _COUNTED.search(rest):
        rest, note = rest[: counted.start()], note or counted[0].strip()
    if rest.startswith(("£", "-£")):
        rest, unit = rest.replace("£", "", 1).strip(), "pounds"
        if money := _MONEY.fullmatch(rest):
            amount = float(money[1].replace(",", "")) * _MULTIPLES[money[2].lower()]
            return Number(amount, unit=unit, note=note, understood=f"{text.strip()} as \u00a3{amount:,.0f}")
    if rest.endswith("+"):
        rest, qualifiers = rest[:-1], [*qualifiers, "over"]
    value, understood = _digits(rest.strip())
    if value is None:
        return Number(problem="is not a figure, nor a reason for there being none")
    return Number(value, unit=unit, qualifiers=tuple(qualifiers), note=note, understood=understood, footnote=footnote)


def _digits(text: str) -> tuple[float | None, str | None]:
    if text and _PLAIN.fullmatch(text) and any(character.isdigit() for character in text):
        return float(text.replace(",", "")), None
    if spaced := _SPACED_THOUSANDS.fullmatch(text):
        joined = text.replace(", ", "")
        return float(joined), f"{spaced[0]} as {float(joined):,.10g}"
    return None, None
