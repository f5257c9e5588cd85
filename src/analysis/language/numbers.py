"""Numbers as people read them: the usual decimals of each unit, rounded half up, thousands separated."""

import math
import re
from collections.abc import Mapping

from analysis.catalogue.unit import units
from analysis.methods.rates import round_half_up
from analysis.questions.answer import Evidence, EvidenceUnit

SMALLEST_PROBABILITY = 0.001
WHOLE_FROM = 100  # a forecast of this size is not known to a tenth
HIDDEN = "[c]"  # confidential, as the Analysis Function marks it in tables
WITHHELD = "[x]"  # of a table that is given in coarser periods
MISSING_WORDS: Mapping[str, str] = {
    "suppressed": "hidden",
    "not_available": "not available",
    "not_applicable": "not applicable",
    "not_yet_set": "not yet set",
    "no_events": "no events",
    "blank": "left blank",
    "partial": "no whole or exact figure",
}
NOTHING = ("0", "0.0", "0%", "0.0%")  # a change that is printed as none
MINUS = "\N{MINUS SIGN}"
_PLAIN = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?", re.ASCII)


def printed(entry: Evidence) -> str:
    """Return a number of the evidence ready to print, in its unit; why it is missing where it is."""
    if entry.value is None:
        return MISSING_WORDS.get(entry.missing or "", "not available")
    if isinstance(entry.value, str):
        return entry.value
    if entry.kind == "forecast" and entry.decimals is None:
        return forecast(float(entry.value), entry.unit)
    return number(float(entry.value), entry.unit, entry.decimals)


def in_cell(missing: object) -> str:
    """Return what stands in a table's cell in place of a figure: the mark of a hidden one, else why there is none."""
    return HIDDEN if missing == "suppressed" else MISSING_WORDS.get(str(missing), "not available")


def number(value: float, unit: EvidenceUnit, decimals: int | None = None) -> str:
    """Return a value as text: 1,234 or 82.9 or 19%; a minus sign is a real one.

    Probabilities below 0.001 are "less than 0.001", and those that would round to 0 or 1 keep a third place.
    """
    if math.isnan(value):
        return "not available"
    if unit == "probability":
        return _probability(value)
    places = units()[unit].decimals if decimals is None else decimals
    rounded = round_half_up(value, places)
    text = f"{abs(rounded):,.{places}f}"
    sign = MINUS if rounded < 0 else ""
    pound = "£" if unit == "pounds" else ""
    return f"{sign}{pound}{text}{'%' if unit == 'percent' else ''}"


def forecast(value: float, unit: EvidenceUnit) -> str:
    """Return a figure that is only expected: without decimals from 100 on, since none of them is known."""
    return number(value, unit, 0 if abs(value) >= WHOLE_FROM else None)


def as_published(value: float, unit: EvidenceUnit) -> str:
    """Return a value as text, a percentage with one decimal where it has one: 24.5%, 20%."""
    return number(value, unit, 1 if unit == "percent" and round_half_up(value, 1) % 1 else None)


def signed(value: float, unit: EvidenceUnit, decimals: int | None = None) -> str:
    """Return a change with its sign, + or a real minus; no sign on what rounds to nought."""
    text = number(value, unit, decimals)
    return f"+{text}" if value > 0 and any(digit in text for digit in "123456789") else text


def _probability(value: float) -> str:
    if value < SMALLEST_PROBABILITY:
        return "less than 0.001"
    places = 3 if value < 0.01 or 0.995 <= value < 1 else 2
    return f"{round_half_up(value, places):.{places}f}"


def as_number(text: str) -> float | str:
    """Return a printed number as a number where the text is nothing else (`1,306`, `+152.9`), else the text."""
    plain = text.strip().replace(MINUS, "-")
    return float(plain.replace(",", "")) if _PLAIN.fullmatch(plain) else text
