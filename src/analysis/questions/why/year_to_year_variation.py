"""How much such figures change anyway: the changes that comparable authorities have over as many years.

Counts of one authority vary more than pure chance (Poisson) would have it, so that a Poisson test is only the lower
bound of the noise. Here each log change is put on the scale of its own noise, sqrt(1/n + 1/n' + tau2), with one tau2
for all comparable authorities (the extra variation that size does not explain), and we count how many of their changes
were as large. No shape is assumed for the noise.
"""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from analysis.catalogue.pathway import POPULATION
from analysis.catalogue.period import Basis
from analysis.questions.series_reader import Figure, SeriesReader, Shelf
from analysis.questions.why.window import Window, same_day

Floats = npt.NDArray[np.float64]

ENOUGH_CHANGES = 20  # below this, 1 in 20 cannot be told from never
UNUSUAL = 0.05
BEYOND_CHANCE = 1.96  # standard errors of a log change under chance alone: 1 time in 20
MEDIAN_OF_CHI_SQUARED = 0.4549  # with one degree of freedom: a robust variance is median of squares / 0.4549


@dataclass(frozen=True, slots=True)
class Usual:
    """How a change compares with those of comparable authorities.

    as_large: how many of `changes` were as large, up or down; they come from `areas` authorities.
    """

    as_large: int
    changes: int
    areas: int

    @property
    def known(self) -> bool:
        """Whether there are enough changes to say."""
        return self.changes >= ENOUGH_CHANGES

    @property
    def share(self) -> float:
        """The share of changes that were as large, this one counted among them; NaN where there are too few."""
        return (self.as_large + 1) / (self.changes + 1) if self.known else math.nan

    @property
    def unusual(self) -> bool:
        """Whether fewer than 1 in 20 were as large."""
        return self.share < UNUSUAL


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many of the `years` of other authorities some reason had a sign `as_strong`; they are of `areas`."""

    as_strong: int
    years: int
    areas: int

    @property
    def known(self) -> bool:
        """Whether there are enough years to say."""
        return self.years >= ENOUGH_CHANGES

    @property
    def rare(self) -> bool:
        """Whether fewer than 1 in 20 were as strong, this one counted among them."""
        return self.known and (self.as_strong + 1) / (self.years + 1) < UNUSUAL


@dataclass(frozen=True, slots=True)
class Changes:
    """Log changes with their Poisson variance."""

    change: Floats
    variance: Floats

    def standardised(self, extra: float) -> Floats:
        """Return the changes on the scale of their noise, with `extra` variance beyond chance."""
        return np.abs(self.change) / np.sqrt(self.variance + extra)

    @property
    def extra_variance(self) -> float:
        """The robust variance of the changes beyond what chance gives, at least 0."""
        return extra_variance(self.change, self.variance)


def extra_variance(changes: Floats, variances: Floats) -> float:
    """Return the robust variance of log changes beyond what chance gives each of them, at least 0."""
    if not changes.size:
        return 0.0
    return max(0.0, float(np.median(changes**2) / MEDIAN_OF_CHI_SQUARED - np.median(variances)))


def usual_change(
    figures: SeriesReader, areas: Sequence[str], window: Window, numerator: str, denominator: str | None = None
) -> Usual:
    """Say how usual the change of a count, or of a ratio of two counts, is among comparable areas.

    All their changes over as many years that end by `figures.until` are used, whatever their date.
    """
    own = changes_of(figures, numerator, denominator, window.years, only=window)
    by_area = [changes_of(figures.of(area), numerator, denominator, window.years) for area in areas]
    held = [found for found in by_area if found.change.size]
    if not own.change.size or not held:
        return Usual(0, 0, len(held))
    others = Changes(
        np.concatenate([found.change for found in held]), np.concatenate([found.variance for found in held])
    )
    extra = others.extra_variance
    as_large = others.standardised(extra) >= own.standardised(extra)[0]
    return Usual(int(as_large.sum()), others.change.size, len(held))


def changes_of(
    figures: SeriesReader, numerator: str, denominator: str | None, years: int, only: Window | None = None
) -> Changes:
    """Return every change of one area over `years`, or `only` the one of a window (empty where it has no figures)."""
    held = counts(figures, numerator, denominator)
    pairs = [(only.before, only.after)] if only else [(day, same_day(day, years)) for day in held]
    found = [(held[one], held[other]) for one, other in pairs if one in held and other in held]
    if not found:
        return Changes(np.array([]), np.array([]))
    before, after = (np.array([pair[side] for pair in found], dtype=float) for side in (0, 1))
    sign = np.array([1.0, -1.0])[: before.shape[1]]
    sampled = slice(0, 1 if denominator == POPULATION else None)  # an estimate of all children is no sample
    variance = (1 / before + 1 / after)[:, sampled].sum(axis=1)
    return Changes((sign * np.log(after / before)).sum(axis=1), variance)


def counts(figures: SeriesReader, numerator: str, denominator: str | None) -> Mapping[dt.date, tuple[float, ...]]:
    """Return the counts above and (where there is one) below the line by period end, complete pairs only.

    A population below the line is that of the previous mid-year. A count of none is taken as a half, so that its
    logarithm exists.
    """
    return _counts(
        figures.shelf,
        figures.area,
        tuple(figures.bases.items()),
        tuple(figures.implied.items()),
        numerator,
        denominator,
    )


@lru_cache(maxsize=20_000)  # the same counts of some 150 authorities are looked at for every explanation
def _counts(
    shelf: Shelf,
    area: str,
    bases: tuple[tuple[str, Basis], ...],
    implied: tuple[tuple[tuple[str, str, dt.date], Figure], ...],
    numerator: str,
    denominator: str | None,
) -> Mapping[dt.date, tuple[float, ...]]:
    figures = SeriesReader(shelf, area, dict(bases), dict(implied))
    found: dict[dt.date, tuple[float, ...]] = {}
    for day in figures.days(numerator):
        pair = [figures.at(numerator, day).value]
        if denominator is not None:
            pair.append(figures.volume(denominator, day).value)
        known = [value or 0.5 for value in pair if value is not None]
        if len(known) == len(pair):
            found[day] = tuple(known)
    return found
