"""How long the children of a stock have been there, before and after: young plans or long ones."""

import math
from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.pathway import Bands
from analysis.questions.series_reader import Figure, SeriesReader, cells
from analysis.questions.why.window import Window


@dataclass(frozen=True, slots=True)
class Ages:
    """A stock (or its exits) by how long, before and after; bands shortest first, some perhaps suppressed."""

    bands: Bands
    before: tuple[Figure, ...]
    after: tuple[Figure, ...]
    total_before: Figure
    total_after: Figure

    @property
    def known(self) -> bool:
        """Whether the young bands and the totals are there for both dates, and no part is larger than its total."""
        young = slice(None, self.bands.young)
        figures = (*self.before[young], *self.after[young], self.total_before, self.total_after)
        if any(figure.value is None for figure in figures):
            return False
        return (
            _sum(self.before[young]) <= self.total_before.number and _sum(self.after[young]) <= self.total_after.number
        )

    @property
    def young_change(self) -> float:
        """Change in the number under six months; NaN where a band is missing."""
        young = slice(None, self.bands.young)
        return _sum(self.after[young]) - _sum(self.before[young])

    @property
    def total_change(self) -> float:
        """Change in the number of all durations."""
        return self.total_after.number - self.total_before.number

    @property
    def older_change(self) -> float:
        """Change in the number of six months or more: everything that is not young."""
        return self.total_change - self.young_change

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure it rests on."""
        return (*self.before, *self.after, self.total_before, self.total_after)


def ages(figures: SeriesReader, bands: Bands, window: Window) -> Ages:
    """Return the durations of `bands` at both ends of the window."""
    return Ages(
        bands,
        tuple(figures.at(measure, window.before) for measure in bands.measures),
        tuple(figures.at(measure, window.after) for measure in bands.measures),
        figures.at(bands.total, window.before),
        figures.at(bands.total, window.after),
    )


def longest_bands(found: Ages) -> tuple[float, float] | None:
    """Return how many had been there a year or more, before and after; null where that cannot be told.

    Where both bands of a year or more are hidden, they are what the shorter bands leave of the total. Where only one
    is, the sum stays untold: it would give away the one that was hidden.
    """
    before, after = _longest(found.before, found.total_before), _longest(found.after, found.total_after)
    return None if math.isnan(before + after) else (before, after)


def age_table(found: Ages) -> pd.DataFrame:
    """Return one row a band and a total, with `sources`, the cells of both ends.

    Columns: `band, measure, before, after, change, missing_before, missing_after, sources`.
    """
    pairs = [*zip(found.bands.measures, found.before, found.after, strict=True)]
    rows = [
        {
            "band": measure.removeprefix(f"{found.bands.total}_"),
            "measure": measure,
            "before": before.number,
            "after": after.number,
            "change": after.number - before.number,
            "missing_before": before.missing,
            "missing_after": after.missing,
            "sources": cells((before, after)),
        }
        for measure, before, after in [*pairs, (found.bands.total, found.total_before, found.total_after)]
    ]
    rows[-1]["band"] = "total"
    return pd.DataFrame(rows)


def _longest(bands: tuple[Figure, ...], total: Figure) -> float:
    """One year or more on one day; NaN where it cannot be told."""
    longest, shorter = bands[-2:], bands[:-2]
    if all(figure.value is None for figure in longest):
        return total.number - _sum(shorter)
    return _sum(longest)


def _sum(figures: tuple[Figure, ...]) -> float:
    return math.nan if any(figure.value is None for figure in figures) else sum(figure.number for figure in figures)
