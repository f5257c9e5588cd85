"""What must hold between measures, as data: `relations.yml`, so that a new council's card needs no code."""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.own import OwnCatalogue, in_use
from analysis.catalogue.pathway import pathways
from analysis.catalogue.validation import wrong_entries
from analysis.catalogue.yaml_reader import load_yaml


class _Fact(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    because: str = ""


class Whole(_Fact):
    """Parts of a whole. complete: they add up to it; otherwise they are disjoint and cannot exceed it."""

    whole: str
    parts: tuple[str, ...]
    complete: bool = True
    certain: bool = True  # false: the parts may rest on another definition, so a breach is a warning


class Subset(_Fact):
    """Every one counted in `part` is counted in `whole` too."""

    part: str
    whole: str


class Alike(_Fact):
    """Measures that are the same thing under different names."""

    measures: tuple[str, str]


class Complement(_Fact):
    """Two shares that together make `total`."""

    measures: tuple[str, str]
    total: float = 100.0


class Flow(_Fact):
    """A stock, what comes in and what goes out. usual_residual: percent of the stock that commonly does not close."""

    stock: str
    started: str
    ended: str
    usual_residual: float = 3.0


class Ratio(_Fact):
    """A percentage or average that is `numerator` / `denominator`, beyond what the catalogue says of the measure."""

    value: str
    numerator: str | None = None
    denominator: str | None = None  # none: not printed, and what count and percentage imply is watched
    per: float = 100.0
    certain: bool = True  # false: the denominator may be a somewhat different group, so a breach is a warning


class Share(_Fact):
    """Percentages of one whole of which nobody counts the number above the line by a name: a reader works it out."""

    whole: str
    percentages: tuple[str, ...]


class Rolled(_Fact):
    """A measure counted in the month and the same counted over 12 months or since April, under two names."""

    month: str
    rolling: str | None = None
    year_to_date: str | None = None


class Weighted(_Fact):
    """An average over the cases that `weight` counts."""

    mean: str
    weight: str


class Growth(_Fact):
    """A percentage by which `of` is more than a year before; negative where it is less."""

    growth: str
    of: str


class Ordered(_Fact):
    """Measures none of which can exceed the next: percentiles of one distribution."""

    measures: tuple[str, ...]


class Relations(BaseModel):
    """All relations between measures."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    wholes: tuple[Whole, ...] = ()
    subsets: tuple[Subset, ...] = ()
    alike: tuple[Alike, ...] = ()
    complements: tuple[Complement, ...] = ()
    flows: tuple[Flow, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    shares: tuple[Share, ...] = ()
    rolled: tuple[Rolled, ...] = ()
    weighted: tuple[Weighted, ...] = ()
    growths: tuple[Growth, ...] = ()
    ordered: tuple[Ordered, ...] = ()

    def named(self) -> Iterator[str]:
        """Yield the id of every measure that some relation names."""
        for name in type(self).model_fields:
            for fact in getattr(self, name):
                yield from _ids(fact)

    def related(self) -> frozenset[frozenset[str]]:
        """Return every pair of measures that some relation ties, whatever it says of them.

        Shares are left out: of two that are the same month after month, one may have been copied from the other.
        """
        pairs: set[frozenset[str]] = set()
        for name in sorted(set(type(self).model_fields) - {"shares"}):
            for fact in getattr(self, name):
                ids = list(_ids(fact))
                pairs |= {frozenset((first, second)) for first in ids for second in ids if first != second}
        return frozenset(pairs)


def _ids(fact: _Fact) -> Iterator[str]:
    """Yield the measures a relation names."""
    for value in fact.model_dump(exclude={"because"}).values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, (tuple, list)):
            yield from value


def relations() -> Relations:
    """Return the national relations with those of the workspace in use.

    Raises WorkbenchError naming every entry that is wrong.
    """
    return _relations(in_use())


@lru_cache(maxsize=8)
def _relations(own: OwnCatalogue) -> Relations:
    text = files("analysis.audit").joinpath("relations.yml").read_text(encoding="utf-8")
    found = [_validated(load_yaml(text), "audit/relations.yml"), Relations(wholes=_splits())]
    found += [_validated(entry.value, entry.where) for entry in own.entries("relations")]
    return Relations(**{name: sum((getattr(one, name) for one in found), ()) for name in Relations.model_fields})


def _splits() -> tuple[Whole, ...]:
    """Return the complete ways in which the published tables split a count, as the pathways name them.

    A small number in them may be hidden or rounded, so that what does not add up is no proof.
    """
    every = {
        part.name: Whole(whole=part.of or pathway.count, parts=part.measures, certain=False, because=part.table or "")
        for pathway in pathways().values()
        for part in pathway.parts
        if part.complete
    }
    return tuple(every.values())


def _validated(value: object, where: str) -> Relations:
    try:
        return Relations.model_validate(value)
    except ValidationError as error:
        raise WorkbenchError(
            "The relations between measures are wrong:\n" + "\n".join(wrong_entries(error)),
            where=where,
            hint="Correct the entries.",
        ) from error
