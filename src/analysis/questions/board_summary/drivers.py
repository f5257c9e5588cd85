"""The drivers of demand and capacity in one line each: newest figure, a year before, others, and whether it is real."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from analysis.catalogue.area import ENGLAND
from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import pathway_of
from analysis.catalogue.period import Month
from analysis.methods import rates
from analysis.questions.comparators import ABOUT, group_in_force, middle, others_held
from analysis.questions.doubts import NONE, Doubts, unjudged_step
from analysis.questions.own_months import OwnMonths, followed, instead_of_years, newer_than, own_months
from analysis.questions.series_reader import Figure, SeriesReader, is_rate_of_population
from analysis.questions.trend.level import LevelChange, newest_level_change
from analysis.questions.usual_change import usual_change
from analysis.questions.why.opening import DOUBTED, Opening
from analysis.questions.why.significance import MovedFlow, reality
from analysis.questions.why.window import Window, same_day

Case = Opening | Literal["no change", "no figure before", "questioned"]
Position = Literal["above", "below", "about", "alone"]
OLD = 18  # months from a year's end to the report month: by then figures of the year after are published


@dataclass(frozen=True, slots=True)
class Driver:
    """One driver of an area at its newest day. before: the same day a year earlier. count: of a rate, its number.

    neighbours: their median on that day, NaN where none is held. case: whether the change is real, as `why` has it;
    `questioned` where the audit questions a figure that it is measured from, and nothing is said of it.
    flows: of a stock whose number could have moved by chance, those that moved by more.
    driver: as the catalogue lists it; measure: what is shown of it, which is the number where no rate is held. months:
    the council's own, where they answer instead of years; neighbours and England are then of `published`, the newest
    day that others have. newer: month-ends of the council's own where the year's figure is older. level: where
    the change could be chance, the lasting change of level that its months show all the same (`questions.trend`).
    """

    driver: str
    measure: str
    now: Figure
    before: Figure
    count: Figure | None
    count_before: Figure | None
    neighbours: float
    members: tuple[Figure, ...]
    england: Figure
    case: Case
    flows: tuple[MovedFlow, ...] = ()
    months: OwnMonths | None = None
    published: dt.date | None = None
    newer: OwnMonths | None = None
    level: LevelChange | None = None

    @property
    def change(self) -> float:
        """Now less a year before; NaN where either is missing."""
        return self.now.number - self.before.number

    @property
    def position(self) -> Position:
        """Where the figure lies beside the median of the neighbours."""
        if math.isnan(self.neighbours) or self.neighbours == 0:
            return "alone"
        apart = self.now.number / self.neighbours - 1
        if abs(apart) < ABOUT:
            return "about"
        return "above" if apart > 0 else "below"

    @property
    def by_chance(self) -> bool:
        """Whether chance (Poisson) could make the difference from the neighbours, where what is counted is held."""
        count = math.nan if self.count is None else self.count.number
        if math.isnan(count) or math.isnan(self.neighbours) or not self.now.number > 0:
            return False
        limits = rates.rate_interval(count, count / self.now.number, per=1)
        return bool(limits.lower <= self.neighbours <= limits.upper)

    @property
    def parts(self) -> bool:
        """Whether the number and its rate went opposite ways, as they can where the population moved.

        A caseload is no rate of a population: cases and cases for each worker part where the workers changed.
        """
        if self.count is None or self.count_before is None or not is_rate_of_population(self.measure):
            return False
        return (self.count.number - self.count_before.number) * self.change < 0


def drivers_of(figures: SeriesReader, month: Month, doubts: Doubts = NONE) -> tuple[Driver, ...]:
    """Return the drivers of which the area has a figure up to `month`, in the order of the catalogue.

    By year; by the council's own months where those are all there is, or newer (`own_months.instead_of_years`).
    doubts: what the audit says of its figures, by the rule that `why` has (`questions.doubts`).
    """
    found = (_driver(figures, measure, month) for measure in measures().drivers)
    return tuple(_questioned(driver, doubts) for driver in found if driver is not None)


def _questioned(driver: Driver, doubts: Doubts) -> Driver:
    """Return a driver whose change is not judged where the audit questions what it is measured from."""
    if driver.before.missing is not None or driver.case == "no change":
        return driver
    ends = ((driver.now, driver.count), (driver.before, driver.count_before))
    after, before = (doubts.about(*(cell for one in end if one is not None for cell in one.sources)) for end in ends)
    return replace(driver, case="questioned", flows=(), level=None) if unjudged_step(after, before) else driver


def history_of(figures: SeriesReader, drivers: Sequence[Driver]) -> pd.DataFrame:
    """Return a row a year of each driver and line: measure, line (area, neighbours, england), period_end, value."""
    rows = []
    for driver in drivers:
        if driver.months is not None:
            rows += [(driver.measure, "area", day, value) for day, value in driver.months.observed.items()]
            continue
        members = [figure.measure for figure in driver.members]
        lines = {"area": figures.yearly(driver.measure), "england": figures.of(ENGLAND).yearly(driver.measure)}
        if members:
            group = pd.DataFrame({code: figures.of(code).yearly(driver.measure) for code in _codes(figures, driver)})
            lines["neighbours"] = group.dropna(thresh=len(group.columns) // 2 + 1).median(axis=1)
        for line, values in lines.items():
            rows += [
                (driver.measure, line, day, value) for day, value in values.items() if day <= driver.now.period_end
            ]
    return pd.DataFrame(rows, columns=["measure", "line", "period_end", "value"])


def _codes(figures: SeriesReader, driver: Driver) -> tuple[str, ...]:
    group = group_in_force(figures.area, Month.of(driver.now.period_end))
    return group.members if group else ()


def _driver(figures: SeriesReader, measure: str, month: Month) -> Driver | None:
    values = figures.yearly(measure)
    own = instead_of_years(figures, measure, list(values.index))
    if own is not None:
        return _driver_by_month(figures, own, measure, month)
    if values.empty:
        return None
    day: dt.date = values.index[-1]
    earlier = same_day(day, -1)
    group = group_in_force(figures.area, month)
    members = tuple(figures.of(code).at(measure, day) for code in (group.members if group else ()))
    known = [figure.number for figure in members if figure.missing is None]
    counted = measures()[measure].numerator if measures()[measure].per else None
    case, flows = _case(figures, measure, Window(earlier, day))
    return Driver(
        measure,
        measure,
        figures.at(measure, day),
        figures.at(measure, earlier),
        figures.at(counted, day) if counted else None,
        figures.at(counted, earlier) if counted else None,
        middle(known),
        tuple(figure for figure in members if figure.missing is None),
        figures.of(ENGLAND).at(measure, day),
        case,
        flows,
        newer=newer_than(figures, measure, day),
        level=_level(figures, measure, case),
    )


def _driver_by_month(figures: SeriesReader, own: OwnMonths, driver: str, month: Month) -> Driver:
    """The newest of a council's own months beside the same month a year before, and beside what others published."""
    earlier = own.year_before
    counted = measures()[own.measure].numerator if measures()[own.measure].per else None
    counts = own_months(figures, counted) if counted else None
    ends = [own.newest, earlier or same_day(own.newest, -1)]
    published, members, england = _published(figures, own.measure, month)
    case: Case = usual_change(own, earlier, own.newest).case if earlier else "no figure before"
    return Driver(
        driver,
        own.measure,
        own.figure(ends[0]),
        own.figure(ends[1]),
        counts.figure(ends[0]) if counts else None,
        counts.figure(ends[1]) if counts else None,
        middle([figure.number for figure in members]),
        members,
        england,
        case,
        months=own,
        published=published,
        level=_level(figures, own.measure, case),
    )


def _level(figures: SeriesReader, measure: str, case: Case) -> LevelChange | None:
    """Return what a year beside a year does not see: two figures have less power than all months together."""
    if case not in DOUBTED:
        return None
    months = followed(figures, measure)
    return None if months is None else newest_level_change(figures, months.measure)


def _published(figures: SeriesReader, measure: str, month: Month) -> tuple[dt.date | None, tuple[Figure, ...], Figure]:
    """Return the newest day on which neighbours or England have a published figure, and what they have then."""
    group = group_in_force(figures.area, month)
    codes = (*(group.members if group else ()), ENGLAND)
    compared = measures().compared_as(measure) == measure
    ends = [days[-1] for code in codes if compared and (days := figures.of(code).days(measure))]
    if not ends:
        return None, (), Figure(measure, figures.until, None, measures()[measure].unit, missing="not_available")
    day = max(ends)
    members = tuple(figure for code in codes[:-1] if (figure := figures.of(code).at(measure, day)).missing is None)
    return day, members, figures.of(ENGLAND).at(measure, day)


def _case(figures: SeriesReader, measure: str, window: Window) -> tuple[Case, tuple[MovedFlow, ...]]:
    """Say whether the change of a year is real, by the judgement that `why` opens with."""
    before, after = figures.at(measure, window.before), figures.at(measure, window.after)
    if before.missing is not None or after.missing is not None:
        return "no figure before", ()
    try:
        pathway = pathway_of(measure)
    except WorkbenchError:
        return "no change" if before.number == after.number else "too few to say", ()
    found = reality(figures, pathway, window, others_held(figures, pathway.count))
    return "no change" if before.number == after.number else found.opening, found.flows
