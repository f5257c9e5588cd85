"""How measures come about: steps of the child's way through the service, stocks and their flows, from pathways.yml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from analysis.catalogue.errors import UnknownNameError
from analysis.catalogue.measure import measures
from analysis.catalogue.package_file import read_package_file, repeated, unknown_measures, wrong_file
from analysis.catalogue.pathway_entry import (
    AssessmentMeasures,
    Bands,
    Chain,
    ChainStep,
    Entry,
    NamedStep,
    Parts,
    PathwayEntry,
    Shape,
    StepWords,
    Stock,
    WorkforceMeasures,
)

__all__ = [
    "POPULATION",
    "Bands",
    "Chain",
    "ChainStep",
    "Parts",
    "Pathway",
    "PathwayCatalogue",
    "Shape",
    "Step",
    "Stock",
    "count_of",
    "explained",
    "group_of",
    "pathway_catalogue",
    "pathway_of",
    "pathways",
]

FILE = "pathways.yml"
POPULATION = "population_0_17"


@dataclass(frozen=True, slots=True)
class Step:
    """One factor of a flow: how many of `numerator` for each of `denominator` in the same year.

    denominator: null for the first factor, which is a number of children.
    A ratio of two flows of one year, not a cohort: some of the numerator began before the year.
    """

    numerator: str
    denominator: str | None = None

    @property
    def name(self) -> str:
        """What evidence, explanations and wording call it: `population`, `referral_rate`, `s47_per_referral`."""
        return pathway_catalogue().step_name(self)


@dataclass(frozen=True, slots=True)
class Pathway:
    """How one measure comes about.

    measure: as the analyst asks for it. group: how its evidence is named. count: the number behind the rate.
    ratio: what the measure compares, for noise and for other areas. stock: with its flows, where the count is one.
    volumes: the steps on the way to the flow, population first. parts: ways of splitting the count. durations: ages of
    the stock and of those who left it. work: what a share of work in time is a share of. chain: shares by month.
    """

    measure: str
    group: str
    shape: Shape
    count: str
    rate: str | None = None
    flow: str | None = None
    ratio: Step | None = None
    stock: Stock | None = None
    volumes: tuple[str, ...] = ()
    parts: tuple[Parts, ...] = ()
    work: str | None = None
    durations: tuple[Bands, ...] = ()
    chain: Chain | None = None


class PathwayCatalogue(Entry):
    """All of pathways.yml, as its head describes it."""

    steps: tuple[StepWords, ...]
    named_steps: tuple[NamedStep, ...]
    chains: tuple[Chain, ...]
    stocks: tuple[Stock, ...]
    aliases: Mapping[str, str]
    workforce: WorkforceMeasures
    assessments: AssessmentMeasures
    pathways: tuple[PathwayEntry, ...]

    @cached_property
    def by_measure(self) -> Mapping[str, Pathway]:
        """Every pathway by the measures that it is asked for by."""
        return {measure: self._pathway(entry, measure) for entry in self.pathways for measure in entry.asked_as}

    @property
    def stock_measures(self) -> tuple[str, ...]:
        """Return the measures of a stock that a scenario may start from, as a rate."""
        return tuple(entry.asked_as[0] for entry in self.pathways if entry.stock is not None)

    @cached_property
    def stocks_by_measure(self) -> Mapping[str, Stock]:
        """Every stock by the measure of its number at the end of a period."""
        return {stock.at_end: stock for stock in self.stocks}

    @cached_property
    def chains_by_name(self) -> Mapping[str, Chain]:
        """Every chain by its name."""
        return {chain.name: chain for chain in self.chains}

    def step_name(self, step: Step) -> str:
        """Return what evidence and explanations call a step."""
        for named in self.named_steps:
            if (named.numerator, named.denominator) == (step.numerator, step.denominator):
                return named.name
        called = {words.measure: words for words in self.steps}
        if step.denominator is None:
            return str(called[step.numerator].below)
        return f"{called[step.numerator].counted}_per_{called[step.denominator].below}"

    def is_of_population(self, name: str) -> bool:
        """Return whether a step that goes by a name of its own is a number for each child of the population."""
        return any(step.name == name and step.denominator == POPULATION for step in self.named_steps)

    def step_called(self, name: str) -> Step | None:
        """Return the step that goes by a name, or None where it is no step."""
        named = next((step for step in self.named_steps if step.name == name), None)
        if named is not None:
            return Step(named.numerator, named.denominator)
        counted, per, below = name.partition("_per_")
        above = next((each.measure for each in self.steps if each.words and each.counted == counted), None)
        for_each = next((each.measure for each in self.steps if each.for_each and each.below == below), None)
        return Step(above, for_each) if per and above and for_each else None

    def step_words(self, name: str) -> str | None:
        """Return what a step is called in a sentence, `S47 enquiries for each referral`; None where it is no step."""
        step = self.step_called(name)
        called = {words.measure: words for words in self.steps}
        if step is None or step.denominator is None:
            return None
        return f"{called[step.numerator].words} {called[step.denominator].for_each}"

    def problems(self) -> Iterator[str]:
        """Yield what is wrong beyond the shape of single entries: unknown measures, stocks and chains; repeats."""
        yield from unknown_measures("steps", [(words.measure,) for words in self.steps])
        yield from unknown_measures("named_steps", [(step.numerator, step.denominator) for step in self.named_steps])
        yield from unknown_measures("chains", [[step.measure for step in chain.steps] for chain in self.chains])
        yield from unknown_measures("stocks", [(each.at_end, each.started, each.ended) for each in self.stocks])
        yield from unknown_measures("aliases", [(measure,) for measure in self.aliases.values()])
        for part in ("workforce", "assessments"):
            yield from unknown_measures(part, [tuple(getattr(self, part).model_dump().values())])
        yield from unknown_measures("pathways", [entry.named for entry in self.pathways])
        yield from repeated("pathways", [entry.asked_as for entry in self.pathways])
        for position, entry in enumerate(self.pathways, start=1):
            for kind, name, found in (
                ("stock", entry.stock, self.stocks_by_measure.get(entry.stock or "")),
                ("chain", entry.chain, self.chains_by_name.get(entry.chain or "")),
            ):
                if name is not None and found is None:
                    yield f"pathways, entry {position}: there is no {kind} called {name} in this file"

    def _pathway(self, entry: PathwayEntry, measure: str) -> Pathway:
        return Pathway(
            measure,
            entry.group,
            entry.shape,
            entry.count,
            entry.rate,
            entry.flow,
            Step(entry.ratio.numerator, entry.ratio.denominator) if entry.ratio else None,
            self.stocks_by_measure.get(entry.stock or ""),
            entry.volumes,
            entry.parts,
            entry.work,
            entry.durations,
            self.chains_by_name.get(entry.chain or ""),
        )


@cache
def pathway_catalogue() -> PathwayCatalogue:
    """Return pathways.yml. Raises WorkbenchError with everything that is wrong in it."""
    found = read_package_file(FILE, PathwayCatalogue)
    if problems := list(found.problems()):
        raise wrong_file(FILE, problems)
    return found


def pathways() -> Mapping[str, Pathway]:
    """Return every pathway by the measure that it is asked for by."""
    return pathway_catalogue().by_measure


def explained() -> tuple[str, ...]:
    """Return every name that `pathway_of` takes: measures, and what people call them."""
    return (*pathways(), *pathway_catalogue().aliases)


def count_of(measure: str) -> str:
    """Return the number behind a measure that `why` is asked about: its pathway's, or itself where it has none.

    Raises UnknownNameError for what is no measure at all.
    """
    asked = measure not in explained() and measure in measures()
    return measures()[measure].numerator or measure if asked else pathway_of(measure).count


def group_of(measure: str) -> str:
    """Return how the evidence of a change of a measure is named: as its pathway, or by its own id."""
    return pathway_of(measure).group if measure in explained() else f"why_{measure}"


def pathway_of(measure: str) -> Pathway:
    """Return how `measure` comes about. Raises UnknownNameError with near matches where no pathway is known."""
    try:
        return pathways()[pathway_catalogue().aliases.get(measure, measure)]
    except KeyError:
        raise UnknownNameError.from_name_and_known(
            "measure that `why` can explain", measure, explained(), measures().titles, measures().called(measure)
        ) from None
