"""How rare is it that some reason can be named? The same rule, tried in other authorities' years.

To name a reason for a change is to pick one of many that people offer, so that each sign alone proves little: among
ten, one is often out of the ordinary. The rule that names reasons here is therefore tried in every year of every other
authority held in which the measure went the same way. Each of these years has a strongest reason: the offered
explanation whose signs all fit and whose first sign moved most, on the scale of its own noise (chance for its size and
the extra variance that authorities of all sizes share). A reason is named here only where fewer than 1 in 20 of those
years had a strongest reason as strong. That keeps the chance of naming any reason by ups and downs alone near 1 in 20
for all explanations together, whatever the shape of the noise and however the signs move together (the largest
statistic of a family: Westfall and Young 1993, Resampling-based Multiple Testing).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.catalogue.sign import ELSEWHERE, SignEntry, sign_of
from analysis.questions.why.explanations import Explanation, Prediction, outcome_of
from analysis.questions.why.inquiry import Inquiry
from analysis.questions.why.reference_years import Place, changes_at, places_of, sign_at
from analysis.questions.why.sign_evaluation import unit_of
from analysis.questions.why.sign_readings import Change, change_over, readings
from analysis.questions.why.signs import Direction, Sign, Signs
from analysis.questions.why.signs_elsewhere import sign_elsewhere
from analysis.questions.why.window import Window
from analysis.questions.why.year_to_year_variation import BEYOND_CHANCE, Rarity, extra_variance

NATIONAL = "england"  # signs of England are the same for every authority; those of neighbours are not asked for here


@dataclass(frozen=True, slots=True)
class _Years:
    """The years of other authorities in which the measure went the same way, and what the signs did in them.

    alike: whether the measure moved beyond chance, by place. signs, changes, extra: by the name of a sign, what it is
    counted from, how far it went in each place, and the variance that authorities share beyond chance. national: signs
    of England as a whole, by name and window.
    """

    inquiry: Inquiry
    way: Direction
    alike: Mapping[Place, bool]
    signs: Mapping[str, SignEntry]
    changes: Mapping[str, Mapping[Place, Change]]
    extra: Mapping[str, float]
    national: Mapping[tuple[str, Window], Sign]

    def strongest(self, family: Sequence[Explanation]) -> list[float]:
        """Return the size of the strongest reason in every year that is beyond chance; minus infinity for none."""
        return [max(self._strength(entry, place) for entry in family) for place, real in self.alike.items() if real]

    def size(self, name: str, change: Change) -> float:
        """Return how far a sign went on the scale of its noise, up or down."""
        return abs(change.on_scale(self.extra[name]))

    def sign(self, prediction: Prediction, place: Place) -> Sign:
        """Return a predicted sign of another authority's year."""
        if prediction.sign not in self.signs:
            return self.national.get((prediction.sign, place[1]), Sign.unknown(prediction.sign))
        return sign_at(self.inquiry, self.signs[prediction.sign], place, clear="level" in prediction.fits)

    def _strength(self, entry: Explanation, place: Place) -> float:
        """How strong a reason is: the size of its first sign, where every sign fits.

        A sign that is not held there counts as fitting: it must not make reasons look rarer than they are.
        """
        first, *rest = entry.when
        change = self.changes[first.sign].get(place)
        if change is None or self.sign(first, place).direction not in first.fits:
            return -math.inf
        if any(outcome_of(fit, self.sign(fit, place), self.way) not in ("fits", "unknown") for fit in rest):
            return -math.inf
        return self.size(first.sign, change)


def rarities(inquiry: Inquiry, offered: Sequence[Explanation], signs: Signs, way: Direction) -> Mapping[str, Rarity]:
    """Say, for each offered cause whose first sign is as predicted, in how many other years one was as strong.

    Explanations whose first sign cannot be read elsewhere, or that need other figures whatever the signs, are left out.
    """
    known = _readable(inquiry, offered)
    family = [entry for entry in offered if _is_judged(entry, known)]
    if not family or way not in ("up", "down"):
        return {}
    years = _years(inquiry, family, known, way)
    strongest = years.strongest(family)
    held = len({area for area, _ in years.alike})
    fitting = [entry for entry in family if signs[entry.when[0].sign].direction in entry.when[0].fits]
    found: dict[str, Rarity] = {}
    for entry in fitting:
        name = entry.when[0].sign
        change = change_over(readings(inquiry.figures, known[name]), known[name], inquiry.window)
        if change is None:  # nothing to set beside the others
            found[entry.id] = Rarity(0, 0, held)
            continue
        size = years.size(name, change)
        found[entry.id] = Rarity(sum(other >= size for other in strongest), len(years.alike), held)
    return found


def _readable(inquiry: Inquiry, offered: Sequence[Explanation]) -> Mapping[str, SignEntry]:
    """The predicted signs of one area, by name."""
    names = dict.fromkeys(fit.sign for entry in offered for fit in entry.when if not _is_elsewhere(fit.sign))
    found = {name: sign_of(name, inquiry.pathway) for name in names}
    return {name: sign for name, sign in found.items() if sign is not None}


def _is_elsewhere(name: str) -> bool:
    return name.partition(".")[0] in ELSEWHERE


def _is_judged(entry: Explanation, known: Mapping[str, SignEntry]) -> bool:
    first = known.get(entry.when[0].sign) if entry.names_a_reason else None
    return first is not None and first.reasons


def _years(inquiry: Inquiry, family: Sequence[Explanation], known: Mapping[str, SignEntry], way: Direction) -> _Years:
    predicted = dict.fromkeys(fit.sign for entry in family for fit in entry.when)
    signs = {name: known[name] for name in predicted if name in known}
    places = places_of(inquiry)
    changes = {entry.when[0].sign: changes_at(inquiry, known[entry.when[0].sign], places) for entry in family}
    alike = _alike(inquiry, places, way)
    return _Years(
        inquiry,
        way,
        alike,
        signs,
        changes,
        {name: _extra(found) for name, found in changes.items()},
        _national(inquiry, predicted, alike),
    )


def _extra(changes: Mapping[Place, Change]) -> float:
    values = [(change.value, change.variance) for change in changes.values()]
    return extra_variance(np.array([value for value, _ in values]), np.array([variance for _, variance in values]))


def _alike(inquiry: Inquiry, places: Sequence[Place], way: Direction) -> dict[Place, bool]:
    """The places where the measure went the same way, and whether it did so beyond chance."""
    count = inquiry.pathway.count
    of_children = inquiry.pathway.shape in ("stock", "flow")
    moved = changes_at(inquiry, SignEntry(sign=count, above=(count,), points=not of_children), places)
    sense = 1 if way == "up" else -1
    return {place: not change.by_chance(BEYOND_CHANCE) for place, change in moved.items() if change.value * sense > 0}


def _national(
    inquiry: Inquiry, predicted: Sequence[str] | Mapping[str, None], places: Mapping[Place, bool]
) -> Mapping[tuple[str, Window], Sign]:
    """Signs of England in every window of the places."""
    found: dict[tuple[str, Window], Sign] = {}
    for name in predicted:
        place, _, own = name.partition(".")
        sign = sign_of(own, inquiry.pathway) if place == NATIONAL else None
        if sign is None:
            continue
        for window in {window for _, window in places}:
            codes = (inquiry.chosen.england,)
            found[name, window] = sign_elsewhere(inquiry.figures, codes, sign, window, name, unit_of(sign))
    return found
