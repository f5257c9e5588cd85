"""What can be chosen: taken from `ask`, the catalogue and the store, so that nothing is listed twice."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.catalogue.area import areas
from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import pathways
from analysis.catalogue.period import Month
from analysis.catalogue.question import Question
from analysis.store import Store

Option = tuple[str, str]  # what is shown, and what is given to `ask`


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
        if question.about != "measure":
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
    if question == "why":
        return pathways()
    if question == "compare":
        return [measure for measure in measures() if measures().compared_as(measure) is not None]
    return measures().forecast if question == "next" else measures()
