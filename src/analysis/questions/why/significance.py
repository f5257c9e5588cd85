"""Is it real? What chance gives, what is usual, and what else happened to the figures in the window."""

import math
from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.pathway import POPULATION, Pathway, Step
from analysis.methods import control_charts, rates
from analysis.methods.inputs import TooFewPointsError
from analysis.questions.series_reader import Figure, SeriesReader
from analysis.questions.why.window import Window
from analysis.questions.why.year_to_year_variation import Usual, usual_change

TRIAL_BELOW = 13  # points: fewer, and the limits of a chart are only trial limits


@dataclass(frozen=True, slots=True)
class Reality:
    """How a change of a count compares with chance and with what is usual.

    chance: the probability that two years of one unchanged rate differ as much by chance alone (Poisson: a lower
    bound on noise). usual: against comparable authorities. signal: whether the later point lies outside the limits of
    the area's own series, null where it is too short; points: how long that is.
    """

    chance: float
    usual: Usual
    signal: bool | None
    points: int

    @property
    def beyond_chance(self) -> bool:
        """Whether chance alone would give so large a change less than 1 time in 20, or cannot be asked."""
        return math.isnan(self.chance) or self.chance < 0.05

    @property
    def trial(self) -> bool:
        """Whether the series is too short for more than trial limits."""
        return self.points < TRIAL_BELOW


def reality(figures: SeriesReader, pathway: Pathway, window: Window, areas: tuple[str, ...]) -> Reality:
    """Compare the change with chance (counts only), with comparable authorities and with the area's own series."""
    measure, ratio = pathway.count, pathway.ratio
    values = figures.values(measure) if pathway.shape == "timeliness" else figures.yearly(measure)
    counted = pathway.shape in ("stock", "flow")
    chance = chance_of(figures.at(measure, window.before), figures.at(measure, window.after)) if counted else math.nan
    usual = Usual(0, 0, 0) if ratio is None else usual_change(figures, areas, window, *_compared(ratio))
    return Reality(chance, usual, _outside(values, window), len(values))


def chance_of(before: Figure, after: Figure) -> float:
    """Return the probability that chance alone gives so large a difference of two counts; NaN where one is missing."""
    if before.value is None or after.value is None:
        return math.nan
    return rates.compare(round(before.value), round(after.value)).p_value


def _compared(ratio: Step) -> tuple[str, str | None]:
    """Counts of children are compared as counts: the population hardly moves and brings its own revisions."""
    return ratio.numerator, None if ratio.denominator == POPULATION else ratio.denominator


def _outside(values: pd.Series, window: Window) -> bool | None:
    try:
        chart = control_charts.xmr(values.to_numpy())
    except TooFewPointsError:
        return None
    return bool((chart["signal"] == "outside").to_numpy()[list(values.index).index(window.after)])
