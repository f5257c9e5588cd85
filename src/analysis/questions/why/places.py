"""What the signs did among statistical neighbours and in England.

Of neighbours it is their median, as in tables and charts. All of them together may have gone the other way, since large
authorities then count for more: where the two do so, nobody can say which way neighbours went. And a median of ten
moves by itself: it went somewhere only where it moved by more than the spread of their changes allows.
"""

import math
from collections.abc import Iterator, Sequence

import numpy as np

from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import POPULATION, Step
from analysis.questions.answer import EvidenceUnit
from analysis.questions.series_reader import Figure
from analysis.questions.why.elsewhere import direction_of, ratio_elsewhere
from analysis.questions.why.inquiry import Inquiry
from analysis.questions.why.signs import HALF, Direction, Sign
from analysis.questions.why.year_to_year_variation import BEYOND_CHANCE

MEDIAN_OVER_MEAN = math.sqrt(math.pi / 2)  # standard error of a median over that of a mean
FEWEST = 3  # changes: below this their spread is not known
OPPOSITE: frozenset[Direction] = frozenset({"up", "down"})


def elsewhere(inquiry: Inquiry) -> Iterator[Sign]:
    """Yield each sign that is compared with neighbours and with England, by the name of the place and its own."""
    steps = {"referral_rate": Step("referrals", POPULATION), "icpc_per_s47": Step("icpcs", "s47_enquiries")}
    if inquiry.pathway.ratio is not None:
        steps["rate"] = inquiry.pathway.ratio
    england = () if inquiry.figures.area == inquiry.chosen.england else (inquiry.chosen.england,)
    for place, codes in (("neighbours", inquiry.chosen.members), ("england", england)):
        for name, step in steps.items():
            yield _sign(inquiry, f"{place}.{name}", codes, step)


def _sign(inquiry: Inquiry, name: str, codes: Sequence[str], step: Step) -> Sign:
    ends, unit = _ends(inquiry, codes, step, _shown_as(inquiry, name))
    before, after = _medians(ends)
    way = direction_of(before, after)
    if len(codes) > 1 and way in OPPOSITE and not _in_common(ends, before, after):
        way = "level"
    if way == "unknown":
        return Sign.unknown(name)
    together = direction_of(*ratio_elsewhere(inquiry.figures, codes, step, inquiry.window))
    torn = {way, together} == OPPOSITE
    return Sign(
        name,
        "unknown" if torn else way,
        before,
        after,
        unit,
        clear=not torn and way != "level",
        figures=_shared(inquiry, codes, step),
        torn=torn,
    )


def _shown_as(inquiry: Inquiry, name: str) -> str | None:
    """The measure that tables and charts show; null for a step of the pathway that has no measure of its own."""
    sign = name.partition(".")[2]
    return inquiry.pathway.rate or inquiry.pathway.count if sign == "rate" else sign if sign in measures() else None


def _ends(
    inquiry: Inquiry, codes: Sequence[str], step: Step, measure: str | None
) -> tuple[Sequence[Sequence[float]], EvidenceUnit]:
    """Every area's figure before and after; NaN where it has none."""
    if measure is not None:
        days = (inquiry.window.before, inquiry.window.after)
        ends = [[inquiry.figures.of(code).at(measure, day).number for code in codes] for day in days]
        return ends, inquiry.figures.at(measure, inquiry.window.after).unit
    alone = [ratio_elsewhere(inquiry.figures, (code,), step, inquiry.window) for code in codes]
    return [[pair[end] for pair in alone] for end in (0, 1)], "ratio"


def _in_common(ends: Sequence[Sequence[float]], before: float, after: float) -> bool:
    """Whether areas moved as their median did: most of them, the middle one of their changes, and beyond its error.

    Of n changes with standard deviation s the median has about 1.2533 s / sqrt(n) (normal: sqrt(pi / 2)). Medians of
    two dates can differ although most areas went the other way, or because other areas are held.
    """
    first, last = (np.array(values) for values in ends)
    changes = last / np.where(first == 0, math.nan, first) - 1
    known = changes[~np.isnan(changes)]
    if known.size < FEWEST:
        return False
    way = math.copysign(1, after - before)
    together = float(np.median(known)) * way > 0 and (known * way > 0).mean() > HALF
    error = MEDIAN_OVER_MEAN * known.std(ddof=1) / math.sqrt(known.size)
    return bool(together and abs(after / before - 1) > BEYOND_CHANCE * error)


def _medians(ends: Sequence[Sequence[float]]) -> tuple[float, float]:
    known = [[value for value in values if not math.isnan(value)] for values in ends]
    before, after = (float(np.median(values)) if values else math.nan for values in known)
    return before, after


def _shared(inquiry: Inquiry, codes: Sequence[str], step: Step) -> tuple[Figure, ...]:
    days = (inquiry.window.before, inquiry.window.after)
    found = [inquiry.figures.of(code).volume(step.numerator, day) for code in codes for day in days]
    return tuple(figure for figure in found if figure.value is not None)
