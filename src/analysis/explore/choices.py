"""What can be chosen: from the registry of questions, the catalogue and the store, so that nothing is listed twice."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from analysis.catalogue.area import Area, areas
from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import explained, pathway_of, pathways
from analysis.catalogue.period import BASES, Month
from analysis.catalogue.question import Question
from analysis.questions.outlook_months import ENOUGH_TO_FORECAST
from analysis.questions.series_reader import SeriesReader
from analysis.store import Store

Option = tuple[str, str]  # what is shown, and what is given to `ask`
HEADING = ""  # what a heading of a list gives: it cannot be chosen
DRIVEN = ("outlook", "what_if")  # questions whose answers move with the drivers of demand alone


@dataclass(frozen=True, slots=True)
class Choices:
    """The areas, measures and months of which a store holds figures."""

    store: Store = field(repr=False)

    def areas(self) -> list[Option]:
        """Return what can be asked about by name: authorities; then regions and England, and councils that ended."""
        held = sorted(
            (areas()[code] for code in self.store.areas() if code in areas()), key=lambda area: (area.kind, area.name)
        )
        councils = [area for area in held if area.kind == "authority"]
        return [
            *_under("", (area for area in councils if area.closed is None)),
            *_under("Regions and England", (area for area in held if area.kind not in ("authority", "group"))),
            *_under("Councils that ended", (area for area in councils if area.closed is not None)),
        ]

    def measures(self, question: Question, area: str) -> list[Option]:
        """Return the measures that a question can be asked of and the area has figures of, by name."""
        if question.about != "measure":
            return []
        frame = self.store.observations
        own = frame[(frame["area"] == area) & frame["value"].notna()]
        held = set(own["measure"])
        pool = list(_pool(question.name))
        if question.name == "next":  # months in a row are forecast too, whatever they count
            by_month = own.loc[own["basis"].isin(("month", "snapshot")), "measure"].value_counts()
            pool += [name for name in by_month.index[by_month >= ENOUGH_TO_FORECAST] if name in measures()]
        found = [measures()[name] for name in dict.fromkeys(pool) if held & {name, measures()[name].numerator}]
        return sorted((measure.name, measure.id) for measure in found)

    def known(self, question: Question) -> frozenset[str]:
        """Return the measures that a question can be asked of, whether the area has figures of them or not."""
        every = measures() if question.name == "next" else _pool(question.name)
        return frozenset(every) if question.about == "measure" else frozenset()

    def months(self, question: Question, area: str, measure: str | None = None) -> list[Option]:
        """Return the months with which the answer changes, newest first: those in which a figure that it uses ends."""
        frame = self.store.of_area(area)
        keep = frame["value"].notna()
        if measure is not None:
            keep &= frame["measure"].isin([measure, measures()[measure].numerator])
        elif question.name in DRIVEN:
            keep &= frame["measure"].isin([*measures().forecast, *(measures()[one].numerator for one in _drivers())])
        ends = {Month.of(day.date()) for day in frame.loc[keep, "period_end"].unique()}
        return [(month.words, str(month)) for month in sorted(ends, reverse=True)]

    def dates(self, area: str, measure: str | None, until: Month | None) -> list[Option]:
        """Return the dates between which a change of a measure can be explained, newest first."""
        if measure is None or measure not in explained() or until is None:
            return []
        pathway = pathway_of(measure)
        figures = SeriesReader.from_store(self.store, area, until.last_day)
        days = set(figures.yearly(pathway.count).index)
        if pathway.shape == "flow":
            days |= set(figures.values(pathway.count, "month").index)
        elif pathway.shape == "timeliness":
            days = {day for basis in BASES for day in figures.values(pathway.count, basis).index}
        return [(month.words, str(month)) for month in sorted({Month.of(day) for day in days}, reverse=True)]


def _under(heading: str, found: Iterable[Area]) -> list[Option]:
    """Return areas by name below a heading; nothing where there are none."""
    listed = [(area.name, area.code) for area in found]
    return [*([(f"\N{EM DASH} {heading} \N{EM DASH}", HEADING)] if heading and listed else []), *listed]


def _drivers() -> list[str]:
    return [name for name in measures().forecast if measures()[name].numerator]


def _pool(question: str) -> Iterable[str]:
    """Return the measures that a question knows."""
    if question == "why":
        return pathways()
    if question == "compare":
        return [measure for measure in measures() if measures().compared_as(measure) is not None]
    return measures().forecast if question == "next" else measures()
