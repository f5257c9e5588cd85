"""The likeliest way in which a wrong ratio came about, found by trying the usual slips."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from analysis.audit.wording import exact, number

NEAR = 2.0  # an explanation may miss the printed figure by this many last digits and still be worth saying


def explain_ratio(
    numerator: float, denominator: float, printed: float, decimals: int, *, scale: float = 100.0
) -> str | None:
    """Say what would give the printed figure: "46 of 63 would give 73.0%"; None where no usual slip does.

    Tried in this order: swapped, the complement, ten times too large or small, digits transposed in the numerator,
    denominator or printed figure, another denominator, another numerator.
    """
    if not numerator or not denominator:
        return None
    half = 0.5 * 10.0**-decimals
    for explanation, value in _slips(numerator, denominator, printed, scale):
        if abs(value - printed) <= half + 1e-9:
            return explanation
    if not (float(numerator).is_integer() and float(denominator).is_integer()):
        return None
    return _other_part(numerator, denominator, printed, decimals, scale)


def _slips(numerator: float, denominator: float, printed: float, scale: float) -> Iterator[tuple[str, float]]:
    ratio = numerator / denominator * scale
    first, second = exact(numerator), exact(denominator)
    yield f"{second} divided by {first} gives it: the two are swapped", denominator / numerator * scale
    yield "it is what remains of 100", scale - ratio
    yield "the decimal point has moved", ratio * 10
    yield "the decimal point has moved", ratio / 10
    for other in transposed(numerator):
        yield f"{exact(other)} of {second} gives it: two digits are transposed", other / denominator * scale
    for other in transposed(denominator):
        yield f"{first} of {exact(other)} gives it: two digits are transposed", numerator / other * scale
    for other in transposed(printed):
        if abs(other - ratio) <= 0.05 + 1e-9:
            yield "two digits of the printed figure are transposed", printed


def _other_part(numerator: float, denominator: float, printed: float, decimals: int, scale: float) -> str | None:
    """Try the nearest whole denominator, then numerator; only ones near enough to be a slip are worth saying."""
    if printed <= 0:
        return None
    reach, sign = NEAR * 10.0**-decimals, "%" if scale == 100 else ""
    whole = round(numerator * scale / printed)
    if whole >= numerator and denominator / 2 <= whole <= denominator * 2:
        value = numerator / whole * scale
        if abs(value - printed) <= reach:
            return f"{exact(numerator)} of {exact(whole)} would give {number(value, decimals)}{sign}"
    part = round(printed * denominator / scale)
    if part <= denominator and numerator / 2 <= part <= numerator * 2:
        value = part / denominator * scale
        if abs(value - printed) <= reach:
            return f"{exact(part)} of {exact(denominator)} would give {number(value, decimals)}{sign}"
    return None


def transposed(value: float) -> Iterable[float]:
    """Return the numbers that come of exchanging two neighbouring digits of `value`, also across the point."""
    digits = list(f"{value:.10g}")
    places = [place for place, digit in enumerate(digits) if digit.isdigit()]
    for first, second in pairwise(places):
        if digits[first] != digits[second]:
            other = digits.copy()
            other[first], other[second] = digits[second], digits[first]
            yield float("".join(other))
