"""How much such figures change anyway: the changes that comparable authorities have over as many years.

Counts of one authority vary more than pure chance (Poisson) would have it, so that a Poisson test is only the lower
bound of the noise. Here each log change is put on the scale of its own noise, sqrt(1/n + 1/n' + tau2), with one tau2
for all comparable authorities (the extra variation that size does not explain), and we count how many of their changes
were as large. No shape is assumed for the noise.
"""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from analysis.catalogue.pathway import POPULATION
from analysis.catalogue.period import Basis
from analysis.catalogue.sign import SignEntry
from analysis.questions.series_reader import SeriesReader, Shelf
from analysis.questions.why.sign_readings import Change, change_over, counted, every_change, readings
from analysis.questions.why.window import Window, same_day

Floats = npt.NDArray[np.float64]

ENOUGH_CHANGES = 20  # below this, 1 in 20 cannot be told from never
UNUSUAL = 0.05
BEYOND_CHANCE = 1.96  # standard errors of a log change under chance alone: 1 time in 20
MEDIAN_OF_CHI_SQUARED = 0.4549  # with one degree of freedom: a robust variance is median of squares / 0.4549


@dataclass(frozen=True, slots=True)
class Usual:
    """How a change compares with those of comparable authorities.

    as_large: how many of `changes` were as large, up or down; they come from `areas` authorities, up to `until`.
    """

    as_large: int
    changes: int
    areas: int
    until: dt.date | None = None

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


NOT_KNOWN = Usual(0, 0, 0)


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
        """Return the changes, one each, over the standard deviation of their noise.

        extra: variance beyond chance, added to that of each.
        """
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


@dataclass(frozen=True, slots=True)
class _Pool:
    """How far a sign goes in comparable areas: their changes on one scale, smallest first.

    extra: the variance that they share beyond chance. areas: how many authorities have changes at all.
    """

    sizes: Floats
    extra: float
    areas: int

    def usual(self, change: Change) -> Usual:
        """Say how many of the changes were as large as this one, up or down."""
        size = abs(change.on_scale(self.extra))
        as_large = self.sizes.size - int(np.searchsorted(self.sizes, size, side="left"))
        return Usual(as_large, self.sizes.size, self.areas)


def usual_change(
    figures: SeriesReader, areas: Sequence[str], window: Window, numerator: str, denominator: str | None = None
) -> Usual:
    """Say how usual the change of a count, or of a ratio of two counts, is among comparable areas.

    Their changes that end by the window's own end are taken, so that one change is told alike in every month's paper;
    where these are too few, as in the first years of a series, those of the next years as well, until there are enough.
    A population is an estimate and no count of events: of its changes nothing is said.
    """
    return NOT_KNOWN if numerator == POPULATION else usual_sign(figures, areas, window, counted(numerator, denominator))


def usual_sign(figures: SeriesReader, areas: Sequence[str], window: Window, sign: SignEntry) -> Usual:
    """Say how usual the change of a sign is among comparable areas, by the rule of `usual_change`."""
    own = change_over(readings(figures, sign), sign, window)
    if own is None:
        return NOT_KNOWN
    day, later = window.after, same_day(window.after, 1)
    found = pool_of(figures, tuple(areas), sign, window.years, day).usual(own)
    while not found.known and later <= figures.until:
        day, later = later, same_day(later, 1)
        found = pool_of(figures, tuple(areas), sign, window.years, day).usual(own)
    return replace(found, until=day)


def pool_of(
    figures: SeriesReader, areas: tuple[str, ...], sign: SignEntry, years: int, until: dt.date | None = None
) -> _Pool:
    """Return how far a sign goes in some areas over so many years: every change that ends by `until`.

    until: null for all that `figures` sees, whatever their date.
    """
    return _pool(figures.shelf, tuple(figures.bases.items()), figures.season, areas, sign, years, until)


@lru_cache(maxsize=1_000)  # each authority is set beside all others but itself, for several explanations
def _pool(
    shelf: Shelf,
    bases: tuple[tuple[str, Basis], ...],
    season: int | None,
    areas: tuple[str, ...],
    sign: SignEntry,
    years: int,
    until: dt.date | None,
) -> _Pool:
    found = (changes_of(shelf, area, bases, season, sign, years, until) for area in areas)
    held = [changes for changes in found if changes.change.size]
    if not held:
        return _Pool(np.array([]), 0.0, 0)
    together = Changes(
        np.concatenate([found.change for found in held]), np.concatenate([found.variance for found in held])
    )
    extra = together.extra_variance
    return _Pool(np.sort(together.standardised(extra)), extra, len(held))


@lru_cache(maxsize=20_000)  # an authority is one of the others for all the others
def changes_of(
    shelf: Shelf,
    area: str,
    bases: tuple[tuple[str, Basis], ...],
    season: int | None,
    sign: SignEntry,
    years: int,
    until: dt.date | None,
) -> Changes:
    """Return every change of one area over so many years that ends by `until`; empty where it has no figures."""
    held = readings(SeriesReader(shelf, area, dict(bases), season=season), sign)
    seen = {day: reading for day, reading in held.items() if until is None or day <= until}
    found = every_change(seen, sign, years)
    return Changes(np.array([each.value for each in found]), np.array([each.variance for each in found]))
