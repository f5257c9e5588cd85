"""Forecast numbers with no more digits than their range supports."""

import math

from analysis.language.numbers import MINUS, number, signed
from analysis.methods.rates import round_half_up
from analysis.questions.answer import EvidenceUnit

MILLION = 1_000_000


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


def is_nought(value: float, lower: float, upper: float) -> bool:
    """Whether a value is nothing once it is rounded to what its range supports."""
    return round_half_up(value / _rough_step(lower, upper)) == 0
