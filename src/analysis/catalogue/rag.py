"""Red, amber, green: what the words say, and when a figure may be given one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from analysis.catalogue.measure import Measure, Polarity
from analysis.catalogue.rating_rules import NATIONAL, RatingRules
from analysis.catalogue.target import reaches

Rag = Literal["red", "amber", "green"]
RAGS: tuple[Rag, ...] = get_args(Rag)
Scope = Literal["overall", "action"]
Reason = Literal[
    "neutral",
    "no_value",
    "no_target",
    "too_old",
    "builds_up",
    "contradicted",
    "comparison_questioned",
    "target_met",
    "within_limits",
    "improving",
    "near_target",
    "within_one_case",
    "target_missed",
]

# After the guidance in Torbay's highlight report of July 2021 (002:41-46), in our own words.
GUIDANCE: Mapping[Scope, Mapping[Rag, str]] = {
    "overall": {
        "green": "Work is on track and brings the outcomes expected.",
        "amber": "Work is on track without evidence of outcomes yet, or delayed but going on.",
        "red": "Work is not on track, and outcomes are poor or getting worse.",
    },
    "action": {
        "green": "The action is on track or complete and brings the outcomes expected.",
        "amber": "There is a small delay, or the action is on track with little evidence of outcomes.",
        "red": "There is a large delay, or the action does not bring the outcomes expected.",
    },
}


@dataclass(frozen=True, slots=True)
class Rating:
    """A colour for a figure, or none, and why.

    The guidance asks for delivery *and* outcome. A figure shows the outcome only, so that this is the rating of the
    figure; whoever answers for the work may rate the work differently and say so.
    """

    colour: Rag | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Cases:
    """What a percentage was counted from."""

    numerator: float
    denominator: float

    def with_one_better(self, polarity: Polarity) -> float:
        """Return the percentage had one more case (one fewer, where low is good) been counted."""
        return 100 * (self.numerator + (1 if polarity == "high_is_good" else -1)) / self.denominator


def rate_figure(
    measure: Measure,
    value: float | None,
    limits: Sequence[float],
    previous: float | None = None,
    cases: Cases | None = None,
    rules: RatingRules = NATIONAL,
) -> Rating:
    """Rate a figure against its targets.

    limits: one target, or the minimum and the upper limit in either order. previous: the figure before it. cases: of
    a percentage, what it was counted from, where that is printed. rules: the council's own, where it has some.
    With one target: green where it is met, amber where it is missed but closer than before, else red. With two: green
    at or beyond the better one, amber at or beyond the other, else red. What one case more or fewer would lift over
    the lower bar is amber, not red: a Board is not called to a single child's record. A neutral measure is never
    rated, nor is a figure that is missing or has no target.
    """
    unrated = _why_unrated(measure, value, limits)
    if value is None or unrated is not None:
        return Rating(None, unrated or "no_value")
    best, worst = (max(limits), min(limits)) if measure.polarity == "high_is_good" else (min(limits), max(limits))
    if reaches(value, best, measure.polarity):
        return Rating("green", "target_met")
    if reaches(value, worst, measure.polarity):
        return Rating("amber", "within_limits")
    amber = _why_amber(measure.polarity, value, limits, worst, previous, cases, rules)
    return Rating("amber", amber) if amber else Rating("red", "target_missed")


def _why_amber(
    polarity: Polarity,
    value: float,
    limits: Sequence[float],
    worst: float,
    previous: float | None,
    cases: Cases | None,
    rules: RatingRules,
) -> Reason | None:
    """Return why a figure beyond its worse limit is amber all the same; None where it is red."""
    if rules.is_near(value, worst):
        return "near_target"
    nearer = previous is not None and value != previous and reaches(value, previous, polarity)
    if rules.amber_when_improving and len(limits) == 1 and nearer:
        return "improving"
    one_case = cases is not None and reaches(cases.with_one_better(polarity), worst, polarity)
    return "within_one_case" if rules.amber_within_one_case and one_case else None


def _why_unrated(measure: Measure, value: float | None, limits: Sequence[float]) -> Reason | None:
    if measure.polarity == "neutral":
        return "neutral"
    if value is None:
        return "no_value"
    return None if limits else "no_target"
