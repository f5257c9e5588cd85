"""What each step, volume and duration did: the signs that explanations predict."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from analysis.methods import rates
from analysis.questions.answer import EvidenceUnit
from analysis.questions.series_reader import Figure

Direction = Literal["up", "down", "level", "unknown"]
HALF = 0.5
CHANCE = 0.05  # a change that chance alone (Poisson) gives more often than this has no direction


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a whole change one sign makes up: `part` of `whole`, in children, of the measure `of`."""

    part: float
    whole: float
    of: str

    @property
    def most(self) -> bool:
        """Whether it makes up at least half of the change, the same way."""
        return self.whole != 0 and self.part / self.whole >= HALF


@dataclass(frozen=True, slots=True)
class Below:
    """The count below the line of a ratio, by its measure, and the way it went by more than chance."""

    measure: str
    way: Direction


def below_of(measure: str, above: tuple[float, float], below: tuple[float, float]) -> Below | None:
    """Return the count below the line of a ratio where its own change makes more than half of that of the ratio.

    Then something happened to the count below, and what is above it only did not follow. above, below: before and
    after. None where the count below moved no more than chance allows, and where one of them is nought.
    """
    if not min(*above, *below) > 0:
        return None
    moved = math.log(below[1] / below[0])
    ratio = math.log(above[1] / above[0]) - moved
    by_chance = rates.chance_of_difference(round(below[0]), round(below[1])) >= CHANCE
    if by_chance or ratio == 0 or -moved / ratio <= HALF:
        return None
    return Below(measure, "up" if moved > 0 else "down")


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that went up, down or nowhere.

    direction: beyond what chance alone gives. clear: beyond what is usual in other authorities too. before, after: the
    numbers compared, null where unknown. figures: what they rest on. share: of the whole change that it makes up, where
    that is known; less than half of a change does not explain it. torn: the median of several areas and all of them
    together went opposite ways, so that the direction is unknown although there are figures. made_below: of a ratio
    whose change comes mostly from the count that it is divided by, that count.
    """

    name: str
    direction: Direction
    before: float | None = None
    after: float | None = None
    unit: EvidenceUnit = "count"
    clear: bool = False
    figures: tuple[Figure, ...] = ()
    share: Share | None = None
    torn: bool = False
    made_below: "Below | None" = None

    @classmethod
    def unknown(cls, name: str) -> "Sign":
        """Return a sign that this data cannot show."""
        return cls(name, "unknown")


@dataclass(frozen=True, slots=True)
class Signs:
    """Signs by name; one that was never looked for is unknown."""

    by_name: Mapping[str, Sign]

    def __getitem__(self, name: str) -> Sign:
        """Return the sign, unknown where it was not found."""
        return self.by_name.get(name, Sign.unknown(name))
