"""Forecast numbers with no more digits than their range supports."""

import math
from collections.abc import Mapping

from analysis.language.numbers import MINUS, number, signed
from analysis.methods.rates import round_half_up
from analysis.questions.answer import EvidenceUnit

MILLION = 1_000_000

ENDS = ("", "_lower", "_upper")  # of the names of a middle and of the two ends of its range


def _rough_step(lower: float, upper: float) -> float:
    """Return the place to round to: the largest power of ten within a quarter of the range, never less than one."""
    quarter = abs(upper - lower) / 4
    return 10.0 ** math.floor(math.log10(quarter)) if quarter >= 1 else 1.0


def rough(value: float, lower: float, upper: float, unit: EvidenceUnit = "count") -> str:
    """Return a value rounded to what its range supports: 2,168 of 1,597 to 3,179 is 2,200; pounds from a million on
    are told in millions.
    """
    step = _rough_step(lower, upper)
    rounded = round_half_up(value / step) * step
    if unit != "pounds" or abs(rounded) < MILLION:
        return number(rounded, unit, 0)
    places = max(0, 6 - round(math.log10(step)))
    return f"{MINUS if rounded < 0 else ''}£{abs(rounded) / MILLION:,.{places}f} million"


def rough_change(value: float, lower: float, upper: float) -> str:
    """Return a rounded change with its sign."""
    step = _rough_step(lower, upper)
    return signed(round_half_up(value / step) * step, "count", 0)


def rounded_courses(year: Mapping[str, float]) -> tuple[str, str]:
    """Return a number on the present course and under a scenario, as far apart as their difference is printed.

    year: `as_now` and `difference`, each with its `_lower` and `_upper`. Both courses run through the same futures, so
    that their difference is surer than either: where it has more digits than the present course supports, the present
    course is told with as many, and the range beside it says how sure it is.

    >>> course = {"as_now": 5_312, "as_now_lower": 3_900, "as_now_upper": 8_100}
    >>> rounded_courses(course | {"difference": 530, "difference_lower": 440, "difference_upper": 560})
    ('5,310', '5,840')
    >>> rounded_courses(course | {"difference": 0, "difference_lower": 0, "difference_upper": 0})
    ('5,000', '5,000')
    """
    change, *ends = (year[f"difference{end}"] for end in ENDS)
    step = _rough_step(year["as_now_lower"], year["as_now_upper"])
    apart = _rough_step(*ends)
    if not is_nought(change, *ends):
        step = min(step, apart)
    now = round_half_up(year["as_now"] / step) * step
    return number(now, "count", 0), number(now + round_half_up(change / apart) * apart, "count", 0)


def course_ranges(year: Mapping[str, float]) -> tuple[str, str]:
    """Return both courses as `rounded_courses`, each with its range; ranges are rounded as the present one supports."""
    ends = year["as_now_lower"], year["as_now_upper"]
    low_high = [tuple(rough(year[f"{name}{end}"], *ends) for end in ENDS[1:]) for name in ("as_now", "scenario")]
    now, scenario = (
        f"{middle} ({low} to {high})" for middle, (low, high) in zip(rounded_courses(year), low_high, strict=True)
    )
    return now, scenario


def is_nought(value: float, lower: float, upper: float) -> bool:
    """Whether a value is nothing once it is rounded to what its range supports."""
    return round_half_up(value / _rough_step(lower, upper)) == 0
