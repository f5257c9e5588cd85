"""What the store says of one area up to a day: the only door from questions to observations."""

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.observation import Unit
from analysis.catalogue.pathway import POPULATION
from analysis.catalogue.period import Basis
from analysis.store import Store, reads

MID_YEAR = (6, 30)  # population estimates are of 30 June


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with the place it came from.

    value: null where `missing` says why. numerator, denominator: of a share, where they were printed beside it.
    sources: file#locator of every observation behind it.
    """

    measure: str
    period_end: dt.date
    value: float | None
    unit: Unit
    missing: str | None = None
    sources: tuple[str, ...] = ()
    published_on: dt.date | None = None
    formula: str | None = None
    published: bool = True
    numerator: float | None = None
    denominator: float | None = None

    @property
    def number(self) -> float:
        """The value, or NaN where there is none."""
        return math.nan if self.value is None else self.value


class Shelf:
    """The newest visible figures of a store up to a day, taken out one measure at a time and kept by area."""

    def __init__(self, store: Store, until: dt.date) -> None:
        self.store = store
        self.until = until
        self._taken: dict[tuple[str, str], Rows] = {}

    def take(self, measure: str, basis: str) -> "Rows":
        """Return the figures of `measure` in one basis , by area and period end, oldest first."""
        key = (measure, basis)
        if key not in self._taken:
            reads.note([measure], None)  # also where the figures were taken out for another day
            held = _held(self.store)
            if key not in held:
                held[key] = _WholeRows(measure, self.store.select(measure, basis=basis))
            self._taken[key] = Rows(held[key], self.until)
        return self._taken[key]


class _WholeRows:
    """The figures of one measure and basis by area: an area's are made when it is asked for, and then kept.

    begins: the first period end of each area.
    """

    def __init__(self, measure: str, rows: pd.DataFrame) -> None:
        self.measure = measure
        self._places: Mapping[str, Sequence[int]] = rows.groupby("area", sort=False).indices
        self._columns = [
            rows["period_end"].dt.date.to_list(),
            *(rows[name].to_numpy(dtype=object) for name in ("value", "unit", "missing", "source")),
            rows["published_on"].dt.date.to_list(),
            *(rows[name].to_numpy(dtype=object) for name in ("numerator", "denominator")),
        ]
        self.begins: Mapping[str, dt.date] = {
            area: self._columns[0][places[0]] for area, places in self._places.items()
        }
        self._made: dict[str, tuple[Figure, ...]] = {}

    def of(self, area: str) -> tuple[Figure, ...]:
        """Return the figures of an area, oldest first; KeyError where it has none."""
        if area not in self._made:
            self._made[area] = tuple(self._figure(place) for place in self._places[area])
        return self._made[area]

    def _figure(self, place: int) -> Figure:
        end, value, unit, missing, source, published_on, above, below = (column[place] for column in self._columns)
        gone = math.isnan(value)
        return Figure(
            self.measure,
            end,
            None if gone else value,
            unit,
            missing if gone else None,
            (source,),
            published_on,
            numerator=None if math.isnan(above) else above,
            denominator=None if math.isnan(below) else below,
        )


class Rows(Mapping[str, Mapping[dt.date, Figure]]):
    """The figures of one measure and basis up to a day, by area."""

    def __init__(self, whole: _WholeRows, until: dt.date) -> None:
        self._whole = whole
        self._until = until
        self._areas = tuple(area for area, first in whole.begins.items() if first <= until)
        self._made: dict[str, dict[dt.date, Figure]] = {}

    def __getitem__(self, area: str) -> Mapping[dt.date, Figure]:
        """Return the figures of an area by period end, oldest first; KeyError where it has none."""
        if not (found := self.of(area)):
            raise KeyError(area)
        return found

    def of(self, area: str) -> Mapping[dt.date, Figure]:
        """Return the figures of an area, none where it has none."""
        if area not in self._made:
            figures = self._whole.of(area) if area in self._whole.begins else ()
            self._made[area] = {each.period_end: each for each in figures if each.period_end <= self._until}
        return self._made[area]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the areas that have figures."""
        return iter(self._areas)

    def __len__(self) -> int:
        """Return how many areas have figures."""
        return len(self._areas)


@lru_cache(maxsize=4)
def _held(store: Store) -> dict[tuple[str, str], _WholeRows]:
    """Return the figures of a store by measure and basis, which its shelves share and fill."""
    del store
    return {}


@lru_cache(maxsize=16)
def _shelf(store: Store, until: dt.date) -> Shelf:
    """Return the shelf of a store and a day; the questions of one notebook share it."""
    return Shelf(store, until)


@dataclass(frozen=True, slots=True)
class SeriesReader:
    """The figures of one area that end on or before a day, in the vintage of a store.

    bases: measures that are to be read in another basis than the catalogue's. implied: figures nobody published, by
    area, measure and day, that follow from others; they stand in where there is no published one. season: the month of
    the year whose figures are set beside each other, for measures that are read by month.
    """

    shelf: Shelf
    area: str
    bases: Mapping[str, Basis] = field(default_factory=dict)
    implied: Mapping[tuple[str, str, dt.date], Figure] = field(default_factory=dict)
    season: int | None = None

    @classmethod
    def from_store(cls, store: Store, area: str, until: dt.date) -> "SeriesReader":
        """Look at `store` up to the end of `until`."""
        return cls(_shelf(store, until), area)

    @property
    def until(self) -> dt.date:
        """No period that ends after this day is seen."""
        return self.shelf.until

    @property
    def known_at(self) -> dt.date | None:
        """Nothing published after this day is seen; None is now."""
        return self.shelf.store.known_at

    def of(self, area: str) -> "SeriesReader":
        """Return the figures of another area, cut at the same day and vintage."""
        return SeriesReader(self.shelf, area, self.bases, self.implied, self.season)  # `replace` takes thrice as long

    def with_implied(self, figure: Figure) -> "SeriesReader":
        """Return the same figures with one that follows from others, for this area."""
        return replace(self, implied={**self.implied, (self.area, figure.measure, figure.period_end): figure})

    def counted_by(self, basis: Basis, *measures_: str) -> "SeriesReader":
        """Return the same figures with some measures read in another basis."""
        return replace(self, bases={**self.bases, **dict.fromkeys(measures_, basis)})

    def of_month(self, month: int, *measures_: str) -> "SeriesReader":
        """Return the same figures with some measures read by month, one month of the year beside another year's."""
        return replace(self.counted_by("month", *measures_), season=month)

    def areas_with(self, measure: str) -> tuple[str, ...]:
        """Return every area that has figures of `measure`."""
        return tuple(self.shelf.take(_counted(measure), self.basis(_counted(measure))))

    def values(self, measure: str, basis: Basis | None = None) -> pd.Series:
        """Return the values of `measure` by period end, oldest first, without those that are missing.

        A rate per head of population is computed from its count and the population of the previous mid-year.
        """
        ends = self._ends(_counted(measure), basis) or self.printed(measure, basis)
        known = {day: self.at(measure, day, basis).value for day in ends}
        return pd.Series({day: value for day, value in known.items() if value is not None}, dtype="float64")

    def at(self, measure: str, day: dt.date, basis: Basis | None = None) -> Figure:
        """Return the figure whose period ends on `day`; missing as `not_available` where there is none."""
        entry = measures()[measure]
        if entry.denominator == POPULATION:
            return self.printed(measure, basis).get(day) or self._rate(measure, day)
        read_by = basis or self.bases.get(measure) or entry.basis or "year"
        found = self.shelf.take(measure, read_by).of(self.area).get(day) or self.implied.get((self.area, measure, day))
        return found or Figure(measure, day, None, entry.unit, missing="not_available")

    def population(self, day: dt.date) -> Figure:
        """Return the children aged 0 to 17 at the mid-year before `day`, which is what DfE rates divide by."""
        return self.at(POPULATION, previous_mid_year(day))

    def volume(self, measure: str, day: dt.date) -> Figure:
        """Return one volume of a pathway for the year that ends on `day`; the population is its previous mid-year's."""
        return self.population(day) if measure == POPULATION else self.at(measure, day)

    def yearly(self, measure: str) -> pd.Series:
        """Return the values of `measure` by period end, a year apart: at the time of year that most are for.

        Figures of other days are left out. Empty where none are held.
        """
        values = self.values(measure)
        if values.empty:
            return values
        if self.season is not None and self.basis(_counted(measure)) == "month":
            return values[[day.month == self.season for day in values.index]]
        months = pd.Series(
            [(day.month, day.day >= 28) for day in values.index]
        )  # ends of months, whatever their length
        return values[(months == months.mode().iloc[0]).to_numpy()]

    def days(self, measure: str, basis: Basis | None = None) -> tuple[dt.date, ...]:
        """Return the period ends for which `measure` has a value, oldest first."""
        return tuple(
            day for day in self._ends(_counted(measure), basis) if self.at(measure, day, basis).value is not None
        )

    def hidden(self, measure: str) -> tuple[dt.date, ...]:
        """Return the period ends whose figure is hidden, here or by its publisher, oldest first."""
        return tuple(day for day, figure in self._ends(measure, None).items() if figure.missing == "suppressed")

    def _ends(self, measure: str, basis: Basis | None) -> Mapping[dt.date, Figure]:
        return self.shelf.take(measure, basis or self.basis(measure)).of(self.area)

    def printed(self, measure: str, basis: Basis | None) -> Mapping[dt.date, Figure]:
        """Return the rates that a council prints of its own months; yearly ones are worked out alike for everyone."""
        return self._ends(measure, basis) if basis in ("month", "snapshot", "quarter") else {}

    def basis(self, measure: str) -> Basis:
        """Return the basis in which a measure is read: a year where neither the question nor the catalogue says."""
        return self.bases.get(measure) or measures()[measure].basis or "year"

    def of_year(self, measure: str) -> bool:
        """Whether a figure is of the whole year that ends on its day, rather than of that day or of a shorter time."""
        return self.basis(_counted(measure)) == "year"

    def _rate(self, measure: str, day: dt.date) -> Figure:
        entry = measures()[measure]
        count, people = self.at(_counted(measure), day), self.population(day)
        missing = count.missing or people.missing
        value = None if missing else count.number / people.number * (entry.per or 1)
        formula = f"{count.measure} / {POPULATION} on {people.period_end} x {entry.per:,}"
        return Figure(
            measure, day, value, entry.unit, missing, count.sources + people.sources, count.published_on, formula
        )


def _counted(measure: str) -> str:
    """The measure whose observations are needed: of a rate per head, its numerator."""
    return measures()[measure].numerator or measure if is_rate_of_population(measure) else measure


def is_rate_of_population(measure: str) -> bool:
    """Whether the measure is a count per so many children of the population."""
    return measures()[measure].denominator == POPULATION


def previous_mid_year(day: dt.date) -> dt.date:
    """Return the 30 June before `day`: the year to 31 March 2017 divides by the population of mid-2016."""
    this_year = dt.date(day.year, *MID_YEAR)
    return this_year if this_year < day else dt.date(day.year - 1, *MID_YEAR)


def cells(figures: Sequence[Figure]) -> str:
    """Return every place the figures came from as one text: what a row of a table or chart keeps as `sources`."""
    return "; ".join(sources_of(figures))


def sources_of(figures: Sequence[Figure]) -> tuple[str, ...]:
    """Return every place the figures came from, once each, in order."""
    return tuple(dict.fromkeys(source for figure in figures for source in figure.sources))
