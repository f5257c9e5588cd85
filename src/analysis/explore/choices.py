"""What can be chosen: taken from `ask`, the catalogue and the store, so that nothing is listed twice."""

import inspect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from analysis import ask
from analysis.catalogue.area import areas
from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import pathways
from analysis.catalogue.period import Month
from analysis.present.answer_view import Shown
from analysis.store import Store

Option = tuple[str, str]  # what is shown, and what is given to `ask`


@dataclass(frozen=True, slots=True)
class Question:
    """One function of `ask` that answers a question about an area.

    title: the first line of its docstring. takes: the names of its parameters.
    """

    name: str
    title: str
    takes: frozenset[str]


def questions() -> tuple[Question, ...]:
    """Return every question that `ask` answers about an area, in its order."""
    return tuple(_questions())


def _questions() -> Iterator[Question]:
    for name in ask.__all__:
        signature = inspect.signature(getattr(ask, name))
        if signature.return_annotation is Shown and "area" in signature.parameters:
            title = (inspect.getdoc(getattr(ask, name)) or name).splitlines()[0].replace("`", "")
            yield Question(name, title, frozenset(signature.parameters))


@dataclass(frozen=True, slots=True)
class Choices:
    """The areas, measures and months of which a store holds figures."""

    store: Store = field(repr=False)

    def areas(self) -> list[Option]:
        """Return the areas by name that can be asked about: authorities, then regions and England."""
        held = [areas()[code] for code in self.store.areas() if code in areas()]
        asked = [area for area in held if area.kind != "group"]
        return [(area.name, area.code) for area in sorted(asked, key=lambda area: (area.kind, area.name))]

    def measures(self, question: Question, area: str) -> list[Option]:
        """Return the measures that a question can be asked of and the area has figures of, by name."""
        if "measure" not in question.takes:
            return []
        frame = self.store.observations
        held = set(frame.loc[(frame["area"] == area) & frame["value"].notna(), "measure"])
        pool = _pool(question.name)
        found = [measures()[name] for name in pool if held & {name, measures()[name].numerator}]
        return sorted((measure.name, measure.id) for measure in found)

    def months(self, area: str, measure: str | None = None) -> list[Option]:
        """Return the months in which a figure of the area (and of the measure) ends, newest first."""
        frame = self.store.observations
        keep = frame["area"] == area
        if measure is not None:
            keep &= frame["measure"].isin([measure, measures()[measure].numerator])
        ends = sorted({Month.of(day.date()) for day in frame.loc[keep, "period_end"].unique()}, reverse=True)
        return [(month.words, str(month)) for month in ends]


def _pool(question: str) -> Iterable[str]:
    """Return the measures that a question knows."""
    if question == ask.why.__name__:
        return pathways()
    if question == ask.compare.__name__:
        return [measure for measure in measures() if measures().compared_as(measure) is not None]
    return measures().forecast if question == ask.next.__name__ else measures()
