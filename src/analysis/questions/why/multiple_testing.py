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

from analysis.catalogue.pathway import POPULATION, Step
from analysis.questions.why.elsewhere import direction_of, ratio_elsewhere
from analysis.questions.why.explanations import Explanation, outcome_of
from analysis.questions.why.inquiry import Inquiry
from analysis.questions.why.others import Place, Scale, changes_at, places_of, scale_of
from analysis.questions.why.quantities import Change, Quantity, change_of, held_figures, quantities
from analysis.questions.why.signs import Direction, Sign, Signs
from analysis.questions.why.window import Window
from analysis.questions.why.year_to_year_variation import BEYOND_CHANCE, Rarity

NATIONAL: Mapping[str, Step] = {"england.referral_rate": Step("referrals", POPULATION)}


@dataclass(frozen=True, slots=True)
class Years:
    """The years of other authorities in which the measure went the same way, and what the signs did in them.

    alike: whether the measure moved beyond chance, by place. changes, scales: by the name of a sign. national: signs of
    England as a whole, by name and window.
    """

    way: Direction
    alike: Mapping[Place, bool]
    changes: Mapping[str, Mapping[Place, Change]]
    scales: Mapping[str, Scale]
    national: Mapping[tuple[str, Window], Sign]

    def strongest(self, family: Sequence[Explanation]) -> list[float]:
        """Return the size of the strongest reason in every year that is beyond chance; minus infinity for none."""
        return [max(self._strength(entry, place) for entry in family) for place, real in self.alike.items() if real]

    def _strength(self, entry: Explanation, place: Place) -> float:
        """How strong a reason is: the size of its first sign, where every sign fits.

        A sign that is not held there counts as fitting: it must not make reasons look rarer than they are.
        """
        first, *rest = entry.when
        change = self.changes[first.sign].get(place)
        if change is None or self._sign(first.sign, place).direction not in first.fits:
            return -math.inf
        if any(outcome_of(fit, self._sign(fit.sign, place), self.way) not in ("fits", "unknown") for fit in rest):
            return -math.inf
        return abs(change.on_scale(self.scales[first.sign].extra))

    def _sign(self, name: str, place: Place) -> Sign:
        if name in self.changes:
            return self.scales[name].sign(name, self.changes[name].get(place))
        return self.national.get((name, place[1]), Sign.unknown(name))


def rarities(inquiry: Inquiry, offered: Sequence[Explanation], signs: Signs, way: Direction) -> Mapping[str, Rarity]:
    """Say, for each offered cause whose first sign is as predicted, in how many other years one was as strong.

    Explanations whose first sign cannot be read elsewhere, or that need other figures whatever the signs, are left out.
    """
    known = quantities(inquiry.pathway)
    family = [entry for entry in offered if entry.names_a_reason and entry.when[0].sign in known]
    if not family or way not in ("up", "down"):
        return {}
    years = _years(inquiry, family, known, way)
    strongest = years.strongest(family)
    areas = len({area for area, _ in years.alike})
    fitting = [entry for entry in family if signs[entry.when[0].sign].direction in entry.when[0].fits]
    found: dict[str, Rarity] = {}
    for entry in fitting:
        name = entry.when[0].sign
        change = change_of(held_figures(inquiry.figures, known[name]), known[name], inquiry.window)
        if change is None:  # nothing to set beside the others
            found[entry.id] = Rarity(0, 0, areas)
            continue
        size = abs(change.on_scale(years.scales[name].extra))
        found[entry.id] = Rarity(sum(other >= size for other in strongest), len(years.alike), areas)
    return found


def _years(inquiry: Inquiry, family: Sequence[Explanation], known: Mapping[str, Quantity], way: Direction) -> Years:
    names = dict.fromkeys(fit.sign for entry in family for fit in entry.when if fit.sign in known)
    places = places_of(inquiry)
    changes = {name: changes_at(inquiry, known[name], places) for name in names}
    alike = _alike(inquiry, places, way)
    scales = {name: scale_of(found) for name, found in changes.items()}
    return Years(way, alike, changes, scales, _national(inquiry, family, alike))


def _alike(inquiry: Inquiry, places: Sequence[Place], way: Direction) -> dict[Place, bool]:
    """The places where the measure went the same way, and whether it did so beyond chance."""
    counted = inquiry.pathway.shape in ("stock", "flow")
    quantity = Quantity((inquiry.pathway.count,), share=not counted)
    moved = changes_at(inquiry, quantity, places)
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
