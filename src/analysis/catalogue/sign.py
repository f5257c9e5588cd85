"""What an explanation can predict, and what each such sign is counted from: signs.yml."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict

from analysis.catalogue.measure import measures
from analysis.catalogue.package_file import read_package_file, repeated, unknown_measures, wrong_file
from analysis.catalogue.pathway import POPULATION, Pathway, pathway_catalogue

FILE = "signs.yml"
ELSEWHERE = ("neighbours", "england")  # before a name: the same sign in other areas
DIFFERENCE = "difference"  # from neighbours: no sign of one area
ROLES = ("<count>", "<rate>", "<flow>", "<work>", "<ended>", "<at_end>", "<numerator>", "<denominator>")
_ROLE = re.compile(r"<.*>")


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Level(_Entry):
    """What counts as no change: less than so many `units`, or than a `part` of what it was."""

    units: float = 0.0
    part: float = 0.0


class Rest(_Entry):
    """What the rest of a whole leaves of it."""

    above: tuple[str, ...]
    less: tuple[str, ...]


class SignEntry(_Entry):
    """One entry of signs.yml, as its head describes it."""

    sign: str
    words: str | None = None
    above: tuple[str, ...]
    less: tuple[str, ...] = ()
    below: str | None = None
    average: bool = False
    printed_beside: str | None = None
    shown_as: str | None = None
    where_hidden: Rest | None = None
    needs: tuple[str, ...] = ()
    within: str | None = None
    fewest: float = 0.0
    later: int = 0
    staff: bool = False
    points: bool = False
    level_within: Level | None = None
    clear: Literal["unusual", "moved"] = "unusual"
    clear_from: float | None = None
    beside_expected: bool = False
    reasons: bool = True

    @property
    def named(self) -> tuple[str, ...]:
        """Every measure or role that the entry names."""
        one = (self.below, self.printed_beside, self.shown_as, self.within)
        hidden = (*self.where_hidden.above, *self.where_hidden.less) if self.where_hidden else ()
        return (*self.above, *self.less, *self.needs, *filter(None, one), *hidden)

    @property
    def is_share(self) -> bool:
        """Whether it is called a share of a whole, and is therefore told in per cent."""
        return self.below is not None and (self.words or "").startswith("the share of ")

    @property
    def is_sampled(self) -> tuple[bool, bool]:
        """Whether what is above and what is below the line varies by chance: a population or a stock does not."""
        return self.above != (POPULATION,), self.below != POPULATION and not self.average

    def of(self, pathway: Pathway) -> "SignEntry | None":
        """Return the sign with the measures of a pathway in the place of roles; None where it has no such measure."""
        if not any(_ROLE.fullmatch(name) for name in self.named):
            return self
        known = _roles(pathway)
        above = tuple(known.get(name, name) for name in self.above)
        if self.printed_beside is not None:
            above = tuple(name for name in above if not _ROLE.fullmatch(name))
        one = {name: known.get(getattr(self, name), getattr(self, name)) for name in ("below", "shown_as")}
        beside = known.get(self.printed_beside or "", self.printed_beside)
        found = self.model_copy(update={"above": above, "printed_beside": beside, **one})
        return None if any(_ROLE.fullmatch(name) for name in found.named) else found


def _roles(pathway: Pathway) -> Mapping[str, str]:
    """The measures of a pathway by the role that signs.yml names."""
    stock, ratio = pathway.stock, pathway.ratio
    measures_ = (
        pathway.count,
        pathway.rate or pathway.count,
        pathway.flow,
        pathway.work,
        stock.ended if stock else None,
        stock.at_end if stock else None,
        ratio.numerator if ratio else None,
        ratio.denominator if ratio else None,
    )
    return {role: measure for role, measure in zip(ROLES, measures_, strict=True) if measure is not None}


class SignCatalogue(_Entry):
    """All of signs.yml."""

    signs: tuple[SignEntry, ...]

    @cached_property
    def by_name(self) -> Mapping[str, SignEntry]:
        """Every entry by the name that explanations use."""
        return {entry.sign: entry for entry in self.signs}

    def problems(self) -> Iterator[str]:
        """Yield one sentence for each name that stands twice, and for each measure or role that is not known."""
        yield from repeated("the signs", [(entry.sign,) for entry in self.signs])
        named = [[name for name in entry.named if name not in ROLES] for entry in self.signs]
        yield from unknown_measures("the signs", named)


@cache
def sign_catalogue() -> SignCatalogue:
    """Return signs.yml. Raises WorkbenchError with everything that is wrong in it."""
    found = SignCatalogue(signs=read_package_file(FILE, tuple[SignEntry, ...]))
    if problems := list(found.problems()):
        raise wrong_file(FILE, problems)
    return found


def sign_of(name: str, pathway: Pathway) -> SignEntry | None:
    """Return what a sign is counted from where a pathway is explained; None where nothing is known by that name.

    A step of a pathway and a count of the catalogue are signs by their own names.
    """
    entry = sign_catalogue().by_name.get(name)
    if entry is not None:
        return entry.of(pathway)
    step = pathway_catalogue().step_called(name)
    if step is not None:
        return SignEntry(sign=name, above=(step.numerator,), below=step.denominator)
    return SignEntry(sign=name, above=(name,)) if name in measures() and measures()[name].unit == "count" else None


def is_sign(name: str) -> bool:
    """Whether an explanation may predict a sign by this name."""
    place, dot, rest = name.partition(".")
    own = rest if dot and place in ELSEWHERE else name
    known = own in sign_catalogue().by_name or own in measures() or name == DIFFERENCE
    return known or pathway_catalogue().step_called(own) is not None
