"""What everybody knows of how measures hang together, read from the catalogue and the audit's relations."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from analysis.audit.relations import relations
from analysis.catalogue.measure import Measure, measures
from analysis.catalogue.own import OwnCatalogue, in_use
from analysis.catalogue.pathway import POPULATION
from analysis.catalogue.period import Basis

Kind = Literal["flow", "stock"]


@dataclass(frozen=True, slots=True)
class Parts:
    """Parts of a whole. complete: they add up to it; otherwise they are disjoint and cannot exceed it.

    of_percentage: it is known from a percentage only, and matters where both are counted.
    """

    whole: str
    parts: tuple[str, ...]
    complete: bool
    of_percentage: bool = False


@dataclass(frozen=True, slots=True)
class Flow:
    """A stock with what comes in and what goes out of it."""

    stock: str
    started: str
    ended: str


@dataclass(frozen=True, slots=True)
class Ratio:
    """numerator / denominator x per; growth: of the numerator over its own value a year before, in percent."""

    numerator: str
    denominator: str
    per: float
    growth: bool = False


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything a reader may reckon with. names: measures that are another under a second name."""

    parts: tuple[Parts, ...]
    flows: tuple[Flow, ...]
    ratios: Mapping[str, Ratio]
    names: Mapping[str, str]

    def name(self, measure: str) -> str:
        """Return the one name under which a measure is reckoned with."""
        return self.names.get(measure, measure)

    def links(self) -> Iterator[tuple[str, ...]]:
        """Yield every set of measures that some identity ties together."""
        for fact in self.parts:
            yield (fact.whole, *fact.parts)
        for flow in self.flows:
            yield (flow.stock, flow.started, flow.ended)
        for measure, ratio in self.ratios.items():
            yield (measure, ratio.numerator, ratio.denominator)


def knowledge() -> Knowledge:
    """Return what the catalogue and `relations.yml` say; of what is uncertain there, wholes and subsets count."""
    return _knowledge(in_use())


@lru_cache(maxsize=4)
def _knowledge(_catalogue: OwnCatalogue) -> Knowledge:
    facts = relations()
    names = {fact.measures[1]: fact.measures[0] for fact in facts.alike}
    names |= {measure.id: measure.same_as for measure in measures().values() if measure.same_as}
    for rolled in facts.rolled:
        names |= {other: rolled.month for other in (rolled.rolling, rolled.year_to_date) if other}
    wholes = [Parts(fact.whole, fact.parts, fact.complete) for fact in facts.wholes]
    tied = {(fact.part, fact.whole) for fact in facts.subsets}
    tied |= {(measure.id, measure.part_of) for measure in measures().values() if measure.part_of}
    tied -= {(part, fact.whole) for fact in facts.wholes for part in fact.parts}
    subsets = [Parts(whole, (part,), complete=False) for part, whole in sorted(tied)]
    shares = {(str(one.numerator), str(one.denominator)) for one in measures().values() if _is_share(one)}
    shares -= tied | {(part, fact.whole) for fact in wholes for part in fact.parts}
    subsets += [Parts(whole, (part,), complete=False, of_percentage=True) for part, whole in sorted(shares)]
    flows = [Flow(fact.stock, fact.started, fact.ended) for fact in facts.flows]
    return Knowledge(tuple(wholes + subsets), tuple(flows), dict(_ratios()), names)


def _is_share(measure: Measure) -> bool:
    """Whether a measure is the percentage of children that some of them are: then those are a part of all."""
    sides = [measures().get(name) for name in (measure.numerator, measure.denominator) if name]
    return measure.unit == "percent" and len(sides) > 1 and all(side is None or side.of_children for side in sides)


def _ratios() -> Iterator[tuple[str, Ratio]]:
    for measure in measures().values():
        if measure.numerator and measure.denominator:
            yield measure.id, Ratio(measure.numerator, measure.denominator, float(measure.per or 1))
    facts = relations()
    for fact in facts.ratios:
        if fact.certain and fact.numerator and fact.denominator:
            yield fact.value, Ratio(fact.numerator, fact.denominator, fact.per)
    for growth in facts.growths:
        yield growth.growth, Ratio(growth.of, growth.of, 100.0, growth=True)


def share_wholes() -> Mapping[str, str]:
    """Return, for each percentage whose part is no measure, the one that its whole is; a council's own word is last."""
    ratios = knowledge().ratios
    wholes = {name: share.whole for share in relations().shares for name in share.percentages}
    return {name: whole for name, whole in wholes.items() if name not in ratios}


def kind_of(measure: Measure | None, basis: Basis | str | None) -> Kind:
    """Return how a count adds up over time: a flow does, a stock is of a day, as the catalogue says of each measure.

    Children counted once each (`distinct_children`) add up nearly, and a reader will add them up: so they do here, as
    long as what is held of them does (`distinct`).
    """
    return "stock" if basis == "snapshot" or (measure is not None and measure.is_of_a_date) else "flow"


def tied_measures(known: Knowledge, held: Collection[str]) -> dict[str, str]:
    """Return the first measure of the group that each measure is tied into; ties through nothing held do not count."""
    head: dict[str, str] = {}

    def find(name: str) -> str:
        while head.setdefault(name, name) != name:
            name = head[name]
        return name

    for link in known.links():
        tied = [name for name in link if name != POPULATION]
        if any(name in held for name in tied):
            for name in tied[1:]:
                head[find(name)] = find(tied[0])
    return {name: find(name) for name in head}
