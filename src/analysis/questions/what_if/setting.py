"""Where a scenario starts from: the pathway of one area in its newest complete year, and those it borrows from."""

import datetime as dt
import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.catalogue.errors import NoFiguresError, UnknownNameError, WorkbenchError
from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import Pathway, Step, Stock, pathway_catalogue, pathway_of
from analysis.catalogue.period import Month, year_start
from analysis.questions.comparators import Comparators, comparable, comparators
from analysis.questions.reorganisation import ended_in_words
from analysis.questions.series_reader import SeriesReader
from analysis.questions.what_if.projection import EXIT_SHARE, Present
from analysis.questions.what_if.scenario import Assumption, Yardstick
from analysis.questions.why.window import same_day

Floats = npt.NDArray[np.float64]

YEARS_OF_OWN_AVERAGE = 5


@dataclass(frozen=True, slots=True)
class Setting:
    """One area's pathway on `day`, the end of its newest year with every volume.

    others: the comparable authorities whose histories are borrowed.
    """

    figures: SeriesReader
    pathway: Pathway
    stock: Stock
    day: dt.date
    chosen: Comparators
    others: tuple[str, ...]

    @classmethod
    def find(cls, figures: SeriesReader, measure: str, month: Month) -> "Setting":
        """Look for the newest complete year. Raises UnknownNameError for a measure without stock, WorkbenchError."""
        pathway = pathway_of(measure)
        if pathway.stock is None or not pathway.volumes:
            raise UnknownNameError.from_name_and_known("stock measure", measure, pathway_catalogue().stock_measures)
        day = _newest_complete(figures, pathway, pathway.stock)
        chosen = comparators(figures, measure, month)
        return cls(figures, pathway, pathway.stock, day, chosen, comparable(figures, measure, chosen))

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of the pathway, population first."""
        volumes = self.pathway.volumes
        return tuple(Step(one, before) for one, before in zip(volumes, (None, *volumes[:-1]), strict=True))

    @property
    def step_names(self) -> list[str]:
        """What a scenario may change."""
        return [*(step.name for step in self.steps), EXIT_SHARE]

    @property
    def present(self) -> Present:
        """Every ratio on the day."""
        return Present(
            {step.name: _ratio(self.figures, step, self.day) for step in self.steps},
            self.pathway.volumes,
            self._exit_share(self.figures, self.day),
            self.figures.at(self.stock.at_end, self.day).number,
        )

    def histories(self) -> list[pd.DataFrame]:
        """Return, for the area and each comparable one, logs of every ratio, a row a year with no year left out."""
        return [self._history(self.figures.of(code)) for code in (*self.others, self.figures.area)]

    def change(self, assumption: Assumption, years: int) -> Floats:
        """Return the scenario's ratio over the present one by year; a year that began before the date counts in part.

        Raises WorkbenchError where the ratio would be nought or less, or the date lies after the last year.
        """
        now = self.value(assumption.step, self.figures, self.day)
        target = assumption.applied_to(now)
        if not isinstance(target, float):
            target = self._yardstick(target, assumption.step)
        if target <= 0 or math.isnan(target):
            raise WorkbenchError(
                f'The scenario sets "{assumption.step}" to {target:.3g}, which no pathway can have.',
                hint=f"It is {now:.3g} now.",
            )
        ends = [same_day(self.day, ahead) for ahead in range(1, years + 1)]
        since = self.since(assumption)
        if since > ends[-1]:
            raise WorkbenchError(
                f'The scenario changes "{assumption.step}" from {since.day} {since:%B %Y}, after its last year.',
                hint=f"That ends on {ends[-1].day} {ends[-1]:%B %Y}. Leave `from` out to begin with the first.",
            )
        parts = np.array([_part_of_year(end, since) for end in ends])
        return np.asarray((now + (target - now) * parts) / now)

    def since(self, assumption: Assumption) -> dt.date:
        """Return the day from which an assumption holds: its own, or the first that has no figures yet."""
        return assumption.since or self.day + dt.timedelta(days=1)

    def value(self, step: str, figures: SeriesReader, day: dt.date) -> float:
        """Return the ratio of a step, or the share who leave, for any area and year; NaN where it is not known."""
        if step == EXIT_SHARE:
            return self._exit_share(figures, day)
        return _ratio(figures, next(found for found in self.steps if found.name == step), day)

    def _yardstick(self, which: Yardstick, step: str) -> float:
        if which == "own_average":
            back = range(YEARS_OF_OWN_AVERAGE)
            return _median([self.value(step, self.figures, same_day(self.day, -years)) for years in back])
        if which == "neighbours":
            return _median([self.value(step, self.figures.of(code), self.day) for code in self.chosen.members])
        code = self.chosen.england if which == "england" else self.chosen.region
        return self.value(step, self.figures.of(code), self.day) if code else math.nan

    def _exit_share(self, figures: SeriesReader, day: dt.date) -> float:
        """Of those there at the start or starting, who left: from the stocks, which every release has."""
        there = figures.at(self.stock.at_end, same_day(day, -1)).number + figures.at(self.stock.started, day).number
        left = there - figures.at(self.stock.at_end, day).number
        return left / there if there > 0 and left > 0 else math.nan

    def _history(self, figures: SeriesReader) -> pd.DataFrame:
        days = figures.days(self.stock.at_end)
        years = [same_day(days[0], ahead) for ahead in range(days[-1].year - days[0].year + 1)] if days else []
        rows = [[self.value(step, figures, day) for step in self.step_names] for day in years]
        return pd.DataFrame(rows, columns=self.step_names, dtype="float64").apply(np.log)


def _newest_complete(figures: SeriesReader, pathway: Pathway, stock: Stock) -> dt.date:
    for day in reversed(figures.days(stock.at_end)):
        needed = [figures.volume(volume, day) for volume in pathway.volumes]
        if all(figure.missing is None for figure in [*needed, figures.at(stock.at_end, same_day(day, -1))]):
            return day
    wanted = ", ".join(measures()[volume].label for volume in pathway.volumes)
    until = Month.of(figures.until).words_as_known(figures.known_at)
    raise NoFiguresError(
        f"No year up to {until} has every figure that a scenario needs ({wanted}).",
        hint=ended_in_words(figures.area) or "See `workbench sources list`.",
    )


def _ratio(figures: SeriesReader, step: Step, day: dt.date) -> float:
    above = figures.volume(step.numerator, day).number
    below = 1.0 if step.denominator is None else figures.volume(step.denominator, day).number
    return above / below if below > 0 and above > 0 else math.nan


def _median(values: list[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return float(np.median(known)) if known else math.nan


def _part_of_year(end: dt.date, since: dt.date) -> float:
    start = year_start(end)
    if since <= start:
        return 1.0
    return max(0.0, ((end - since).days + 1) / ((end - start).days + 1))
