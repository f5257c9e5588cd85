"""What the figures of a row allow: the units they can be in, and whether their size is usual for a measure."""

import math
import statistics
from collections.abc import Sequence

from analysis.catalogue.measure import Measure
from analysis.catalogue.observation import UNITS, Unit

WHOLE: frozenset[Unit] = frozenset({"count"})  # children, cases and events are counted in whole numbers
HUNDRED = 100.0


def possible_units(figures: Sequence[float]) -> frozenset[Unit]:
    """Return the units that figures can be in; all of them where there are none.

    Halves of children do not exist, nor percentages over 100, nor numbers of anything below 0.
    """
    units = set(UNITS)
    known = [figure for figure in figures if not math.isnan(figure)]
    if any(figure != int(figure) for figure in known):
        units -= WHOLE
    if any(figure < 0 for figure in known):
        units = {"percent", "pounds"}  # changes and variances
    if any(figure > HUNDRED for figure in known):
        units.discard("percent")
    return frozenset(units)


def is_usual(figures: Sequence[float], measure: Measure) -> bool:
    """Whether the middle one of the figures lies where those of a whole authority lie, as the catalogue says."""
    known = [figure for figure in figures if not math.isnan(figure)]
    if measure.usual is None or not known:
        return True
    low, high = measure.usual
    return low <= statistics.median(known) <= high
