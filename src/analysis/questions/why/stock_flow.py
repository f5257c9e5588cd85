"""Stock and flow: who was there, who came, who left, and what does not add up."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.pathway import Stock
from analysis.catalogue.period import year_label
from analysis.questions.series_reader import Figure, SeriesReader, sources_of
from analysis.questions.why.window import Window, same_day


@dataclass(frozen=True, slots=True)
class Year:
    """One year of a stock: at its start and end, with those who started and ended within it."""

    at_start: Figure
    started: Figure
    ended: Figure
    at_end: Figure

    @property
    def end(self) -> dt.date:
        """The last day of the year."""
        return self.at_end.period_end

    @property
    def net(self) -> float:
        """Change of the stock; NaN where a stock is missing."""
        return self.at_end.number - self.at_start.number

    @property
    def residual(self) -> float:
        """What start + started - ended leaves unexplained; NaN where anything is missing."""
        return self.net - (self.started.number - self.ended.number)

    @property
    def implied_ended(self) -> float:
        """How many must have ended if the stocks and the starts are right."""
        return self.at_start.number + self.started.number - self.at_end.number

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All four figures."""
        return (self.at_start, self.started, self.ended, self.at_end)


def year_to(figures: SeriesReader, stock: Stock, day: dt.date) -> Year:
    """Return the year of `stock` that ends on `day`."""
    return Year(
        figures.at(stock.at_end, same_day(day, -1)),
        figures.at(stock.started, day),
        figures.at(stock.ended, day),
        figures.at(stock.at_end, day),
    )


def years_of(figures: SeriesReader, stock: Stock, window: Window) -> tuple[Year, ...]:
    """Return every year of the window, first to last."""
    return tuple(year_to(figures, stock, same_day(window.after, -back)) for back in reversed(range(window.years)))


def implied_start(figures: SeriesReader, stock: Stock, day: dt.date) -> Figure | None:
    """Return the stock on `day` that the year after it implies, where nobody published one: end - started + ended."""
    if figures.at(stock.at_end, day).value is not None:
        return None
    year = year_to(figures, stock, same_day(day, 1))
    rests_on = (year.at_end, year.started, year.ended)
    if any(figure.value is None for figure in rests_on):
        return None
    return Figure(
        stock.at_end,
        day,
        year.at_end.number - year.started.number + year.ended.number,
        "count",
        sources=sources_of(rests_on),
        formula="implied: stock a year later - started + ended",
    )


def balance_table(years: tuple[Year, ...]) -> pd.DataFrame:
    """Return one row a year: `measure, year, at_start, started, ended, at_end, residual, implied_ended`."""
    return pd.DataFrame(
        {
            "measure": [year.at_end.measure for year in years],
            "year": [year_label(year.end) for year in years],
            "at_start": [year.at_start.number for year in years],
            "started": [year.started.number for year in years],
            "ended": [year.ended.number for year in years],
            "at_end": [year.at_end.number for year in years],
            "residual": [year.residual for year in years],
            "implied_ended": [year.implied_ended for year in years],
        }
    )
