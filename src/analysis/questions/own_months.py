"""A council's own months of a measure: which are held, which lack, and the newest beside the same month a year ago."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.measure import measures, national_measures
from analysis.catalogue.period import Basis, Month
from analysis.questions.series_reader import Figure, SeriesReader, is_rate_of_population
from analysis.questions.why.window import same_day

BY_MONTH: tuple[Basis, ...] = ("month", "snapshot", "quarter")
TELLING_UNITS = ("cases_per_fte",)
MOST_NAMED = 1  # of the months that are there, in the reason why something is not
QUARTER = 3  # months: figures further apart are not followed from one to the next


@dataclass(frozen=True, slots=True)
class OwnMonths:
    """The newest stretch of a measure's months (or quarters) in one area, gaps of up to a quarter allowed.

    basis: `month`, `quarter`, or `snapshot` of a stock at the ends of months. observed: by period end,
    oldest first.
    """

    figures: SeriesReader
    measure: str
    basis: Basis
    observed: pd.Series

    @property
    def carried(self) -> bool:
        """Whether it is of a stock, which carries over from one month to the next."""
        return self.basis == "snapshot"

    @property
    def newest(self) -> dt.date:
        """The end of the newest month."""
        day: dt.date = self.observed.index[-1]
        return day

    @property
    def year_before(self) -> dt.date | None:
        """The end of the same month a year before the newest; null where it is not held."""
        earlier = same_day(self.newest, -1)
        return earlier if earlier in self.observed.index else None

    @property
    def step(self) -> int:
        """Months from one figure to the next: 1, or 3 of quarters."""
        ends = [day.year * 12 + day.month for day in self.observed.index]
        return min((later - earlier for earlier, later in pairwise(ends)), default=1)

    @property
    def absent(self) -> tuple[dt.date, ...]:
        """Months (or quarters) between the first and the newest for which no figure is held."""
        first, last = Month.of(self.observed.index[0]), Month.of(self.newest)
        every = (last.year - first.year) * 12 + last.number - first.number
        days = [first.plus(back).last_day for back in range(0, every + 1, self.step)]
        return tuple(day for day in days if day not in self.observed.index)

    @property
    def period(self) -> str:
        """What one figure is of: `month` or `quarter`."""
        return "quarter" if self.step == QUARTER else "month"

    def figure(self, day: dt.date) -> Figure:
        """Return the figure of a month, with where it came from."""
        return self.figures.at(self.measure, day, self.basis)

    def pairs(self) -> tuple[tuple[dt.date, dt.date], ...]:
        """Return every month with the same month a year before, where both are held, oldest first."""
        return tuple(
            (same_day(day, -1), day) for day in self.observed.index if same_day(day, -1) in self.observed.index
        )

    @property
    def words(self) -> str:
        """Say what is held: `18 months, April 2024 to September 2025, without July 2024`."""
        count, first = len(self.observed), Month.of(self.observed.index[0])
        lacking = f", without {months_in_words(self.absent)}" if self.absent else ""
        plural = "" if count == 1 else "s"
        return f"{count} {self.period}{plural}, {first.words} to {Month.of(self.newest).words}{lacking}"


def own_months(figures: SeriesReader, measure: str) -> OwnMonths | None:
    """Return the measure by month, on the basis with most months; null where no two follow each other.

    A yearly figure that stands alone, such as a published 31 March, is no month. A rate of a month is read as the
    council prints it: worked out from a month's number it would be a twelfth of the year's rate.
    """
    found = [OwnMonths(figures, measure, basis, _stretch(_values(figures, measure, basis))) for basis in BY_MONTH]
    held = [months for months in found if len(months.observed) > 1]
    return max(held, key=lambda months: (len(months.observed), months.newest), default=None)


def followed(figures: SeriesReader, measure: str) -> OwnMonths | None:
    """Return the months of a measure, or of the number behind a rate that is not printed by month."""
    found = own_months(figures, measure)
    counted = measures()[measure].numerator
    return found if found or counted is None or not is_rate_of_population(measure) else own_months(figures, counted)


def instead_of_years(figures: SeriesReader, measure: str, yearly: Sequence[dt.date]) -> OwnMonths | None:
    """Return the months that answer in place of yearly figures: null where the years say more, or all there is.

    yearly: the period ends of the yearly figures. Months stand in where there are no years; where the years are one of
    the months of each year; and where months are newer and no other authority's year is held to set beside the own.
    """
    found = followed(figures, measure)
    if found is None or not yearly:
        return found
    if not found.pairs():
        return None
    counted = measures()[found.measure].numerator if is_rate_of_population(found.measure) else found.measure
    one_month = figures.basis(str(counted)) == found.basis and set(yearly) <= set(found.observed.index)
    others = [code for code in figures.areas_with(measure) if code != figures.area]
    alone = not any(areas()[code].kind == "authority" for code in others)
    return found if one_month or (found.newest > max(yearly) and alone) else None


def newer_than(figures: SeriesReader, measure: str, day: dt.date) -> OwnMonths | None:
    """Return the month-ends of a stock where they are newer than a yearly figure of `day`."""
    found = followed(figures, measure)
    return found if found is not None and found.carried and found.newest > day else None


def held_in_words(figures: SeriesReader, named: Sequence[str]) -> str:
    """Say which months of these measures are held; empty where there are none."""
    found = [months for measure in named if (months := followed(figures, measure)) is not None]
    told = list(dict.fromkeys(f"{measures()[months.measure].by_month.label}, {months.words}" for months in found))
    others = ", among others" if len(told) > MOST_NAMED else ""
    return f"Figures by month{others}: {'; '.join(told[:MOST_NAMED])}." if told else ""


def under_own_names(figures: SeriesReader, measure: str) -> tuple[OwnMonths, ...]:
    """Return the months of the council's own measures that count in the unit of one of the catalogue's.

    Only for a unit that says what is counted, such as cases for each worker: a percentage may be of anything.
    """
    unit = measures()[measure].unit
    if unit not in TELLING_UNITS:
        return ()
    own = [one.id for one in measures().values() if one.unit == unit and one.id not in national_measures()]
    found = [own_months(figures, one) for one in own]
    return tuple(sorted((one for one in found if one is not None), key=lambda one: (-len(one.observed), one.measure)))


def lacks_in_words(figures: SeriesReader, measure: str, area: str, until: str) -> str:
    """Say of a measure that is not held for two months in a row what is held instead: single figures, or own names."""
    held = [day for basis in BY_MONTH for day in figures.values(measure, basis).index]
    what = f"there is only {months_in_words(sorted(set(held)))}" if held else "there is no month of it"
    named = under_own_names(figures, measure)
    said = "; ".join(f'"{measures()[one.measure].name}", {one.words}' for one in named)
    beside = f". Held under the council's own name: {said}" if said else ""
    return f"{measures()[measure].by_month.label}: for {area} {what} up to {until}{beside}"


def months_in_words(days: Sequence[dt.date]) -> str:
    """Return months as a sentence lists them: `July 2024 and August 2024`; the newest three where there are more."""
    words = [Month.of(day).words for day in days[-3:]]
    more = [f"{len(days) - len(words)} earlier ones"] if len(days) > len(words) else []
    every = [*more, *words]
    return every[0] if len(every) == 1 else f"{', '.join(every[:-1])} and {every[-1]}" if every else ""


def _values(figures: SeriesReader, measure: str, basis: Basis) -> pd.Series:
    values = figures.values(measure, basis)
    if basis == "snapshot" or not is_rate_of_population(measure):
        return values
    return values[[day in figures.printed(measure, basis) for day in values.index]]


def _stretch(values: pd.Series) -> pd.Series:
    """Return the newest figures that follow each other within a quarter; the newest two or more of them."""
    ends = [day.year * 12 + day.month for day in values.index]
    runs = [0, *(place for place in range(1, len(ends)) if ends[place] - ends[place - 1] > QUARTER), len(ends)]
    parts = [values.iloc[start:stop] for start, stop in pairwise(runs) if stop - start > 1]
    return parts[-1] if parts else values.iloc[:0]
