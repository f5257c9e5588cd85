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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analysis.questions.figures import POPULATION
from analysis.questions.pathway import Step
from analysis.questions.why.elsewhere import direction_of, ratio_elsewhere
from analysis.questions.why.explanations import Explanation, outcome_of
from analysis.questions.why.inquiry import Inquiry
from analysis.questions.why.noise import BEYOND_CHANCE, ENOUGH_CHANGES, UNUSUAL, Rarity, extra_variance
from analysis.questions.why.quantities import Change, Quantity, change_of, held_figures, quantities
from analysis.questions.why.signs import Direction, Sign, Signs
from analysis.questions.why.window import Window, same_day

Place = tuple[str, Window]
NATIONAL: Mapping[str, Step] = {"england.referral_rate": Step("referrals", POPULATION)}


@dataclass(frozen=True, slots=True)
class Scale:
    """How far one quantity usually goes: its variance beyond chance, and the size that only 1 in 20 changes reach."""

    extra: float
    limit: float

    def sign(self, name: str, change: Change | None) -> Sign:
        """Return the change as a sign: its direction beyond chance, and whether it is out of the ordinary."""
        if change is None:
            return Sign.unknown(name)
        size = change.on_scale(self.extra)
        way: Direction = "up" if change.value > 0 else "down"
        level = change.value == 0 or change.by_chance(BEYOND_CHANCE)
        return Sign(name, "level" if level else way, clear=abs(size) >= self.limit)


def rarities(inquiry: Inquiry, offered: Sequence[Explanation], signs: Signs, way: Direction) -> Mapping[str, Rarity]:
    """Say, for each offered cause whose first sign is as predicted, in how many other years one was as strong.

    Explanations whose first sign cannot be read elsewhere, or that need other figures whatever the signs, are left out.
    """
    known = quantities(inquiry.pathway)
    family = [entry for entry in offered if entry.names_a_reason and entry.when[0].sign in known]
    if not family or way not in ("up", "down"):
        return {}
    readers = {entry.when[0].sign: known[entry.when[0].sign] for entry in family}
    readers |= {fit.sign: known[fit.sign] for entry in family for fit in entry.when[1:] if fit.sign in known}
    places = _places(inquiry)
    changes = {name: _changes(inquiry, quantity, places) for name, quantity in readers.items()}
    scales = {name: _scale(found) for name, found in changes.items()}
    alike = _alike(inquiry, places, way)
    national = _national(inquiry, family, alike)
    strongest = [
        max(
            _strength(entry, _signs_at(place, changes, scales, national), changes, scales, place, way)
            for entry in family
        )
        for place, real in alike.items()
        if real
    ]
    areas = len({area for area, _ in alike})
    own = {name: _own(inquiry, quantity) for name, quantity in readers.items()}
    found: dict[str, Rarity] = {}
    for entry in family:
        first = entry.when[0]
        change = own[first.sign]
        if signs[first.sign].direction not in first.fits:
            continue
        if change is None:  # nothing to set beside the others
            found[entry.id] = Rarity(0, 0, areas)
            continue
        size = abs(change.on_scale(scales[first.sign].extra))
        found[entry.id] = Rarity(sum(other >= size for other in strongest), len(alike), areas)
    return found


def _places(inquiry: Inquiry) -> list[Place]:
    """Every year (or as many years as the window has) of every other authority for which the measure is held."""
    years = inquiry.window.years
    held = {area: inquiry.figures.of(area).days(inquiry.pathway.count) for area in inquiry.areas}
    return [
        (area, Window(day, same_day(day, years)))
        for area, days in held.items()
        for day in days
        if same_day(day, years) in days
    ]


def _changes(inquiry: Inquiry, quantity: Quantity, places: Sequence[Place]) -> dict[Place, Change]:
    held = {area: held_figures(inquiry.figures.of(area), quantity) for area in inquiry.areas}
    found = ((place, change_of(held[place[0]], quantity, place[1])) for place in places)
    return {place: change for place, change in found if change is not None}


def _scale(changes: Mapping[Place, Change]) -> Scale:
    values = np.array([change.value for change in changes.values()])
    extra = extra_variance(values, np.array([change.variance for change in changes.values()]))
    sizes = [abs(change.on_scale(extra)) for change in changes.values()]
    return Scale(
        extra, float(np.quantile(sizes, 1 - UNUSUAL, method="higher")) if len(sizes) >= ENOUGH_CHANGES else math.inf
    )


def _alike(inquiry: Inquiry, places: Sequence[Place], way: Direction) -> dict[Place, bool]:
    """The places where the measure went the same way, and whether it did so beyond chance."""
    counted = inquiry.pathway.shape in ("stock", "flow")
    quantity = Quantity((inquiry.pathway.count,), share=not counted)
    moved = _changes(inquiry, quantity, places)
    sense = 1 if way == "up" else -1
    return {place: not change.by_chance(BEYOND_CHANCE) for place, change in moved.items() if change.value * sense > 0}


def _national(
    inquiry: Inquiry, family: Sequence[Explanation], places: Mapping[Place, bool]
) -> Mapping[tuple[str, Window], Sign]:
    names = {fit.sign for entry in family for fit in entry.when[1:] if fit.sign in NATIONAL}
    windows = {window for _, window in places}
    return {(name, window): _national_sign(inquiry, name, window) for name in sorted(names) for window in windows}


def _national_sign(inquiry: Inquiry, name: str, window: Window) -> Sign:
    way = direction_of(*ratio_elsewhere(inquiry.figures, (inquiry.chosen.england,), NATIONAL[name], window))
    return Sign(name, way, clear=way in ("up", "down"))


def _signs_at(
    place: Place,
    changes: Mapping[str, Mapping[Place, Change]],
    scales: Mapping[str, Scale],
    national: Mapping[tuple[str, Window], Sign],
) -> Callable[[str], Sign]:
    def sign(name: str) -> Sign:
        if name in changes:
            return scales[name].sign(name, changes[name].get(place))
        return national.get((name, place[1]), Sign.unknown(name))

    return sign


def _strength(
    entry: Explanation,
    sign: Callable[[str], Sign],
    changes: Mapping[str, Mapping[Place, Change]],
    scales: Mapping[str, Scale],
    place: Place,
    way: Direction,
) -> float:
    """How strong a reason is in another authority's year: the size of its first sign, where every sign fits.

    A sign that is not held there counts as fitting: it must not make reasons look rarer than they are.
    """
    first, *rest = entry.when
    change = changes[first.sign].get(place)
    if change is None or sign(first.sign).direction not in first.fits:
        return -math.inf
    if any(outcome_of(fit, sign(fit.sign), way) not in ("fits", "unknown") for fit in rest):
        return -math.inf
    return abs(change.on_scale(scales[first.sign].extra))


def _own(inquiry: Inquiry, quantity: Quantity) -> Change | None:
    return change_of(held_figures(inquiry.figures, quantity), quantity, inquiry.window)
