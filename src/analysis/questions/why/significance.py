"""Is it real? What chance gives, what is usual, and what else happened to the figures in the window."""

import math
from dataclasses import dataclass

import pandas as pd

from analysis.catalogue.errors import UnknownNameError
from analysis.catalogue.measure import measures
from analysis.catalogue.pathway import POPULATION, Pathway, Step, pathway_of
from analysis.methods import control_charts, rates
from analysis.methods.inputs import TooFewPointsError
from analysis.questions.comparators import others_held
from analysis.questions.series_reader import Figure, SeriesReader
from analysis.questions.why.opening import REAL, Opening, opening
from analysis.questions.why.timeliness import work_on
from analysis.questions.why.window import Window
from analysis.questions.why.year_to_year_variation import Usual, usual_change

TRIAL_BELOW = 13  # points: fewer, and the limits of a chart are only trial limits


@dataclass(frozen=True, slots=True)
class MovedFlow:
    """A flow of a stock, `started` or `ended`, that moved by more than chance, in the year and in the one before."""

    flow: str
    before: Figure
    after: Figure
    opening: Opening

    @property
    def measure(self) -> str:
        """The measure of the flow."""
        return self.after.measure

    @property
    def change(self) -> float:
        """How many more than in the year before."""
        return self.after.number - self.before.number


@dataclass(frozen=True, slots=True)
class Reality:
    """How a change compares with chance and with what is usual.

    chance: the probability that two years of one unchanged rate differ as much by chance alone (Poisson: a lower
    bound on noise). usual: against other authorities. signal: whether the later point lies outside the limits of the
    area's own series, null where it is too short; points: how long that is. flows: of a stock whose own change is not
    beyond chance, those that are.
    """

    chance: float
    usual: Usual
    signal: bool | None
    points: int
    flows: tuple[MovedFlow, ...] = ()

    @property
    def opening(self) -> Opening:
        """How everything that is said of the change begins."""
        return opening(self.chance, self.usual)

    @property
    def is_real(self) -> bool:
        """Whether the change is beyond chance, so that there is something to explain."""
        return self.opening in REAL

    @property
    def trial(self) -> bool:
        """Whether the series is too short for more than trial limits."""
        return self.points < TRIAL_BELOW


def reality(figures: SeriesReader, pathway: Pathway, window: Window, areas: tuple[str, ...]) -> Reality:
    """Compare the change with chance, with other authorities, and with the area's own series.

    Where a rate per head is asked about, the rate is judged, and where its number is, the number: the two can part.
    """
    measure, ratio = pathway.count, pathway.ratio
    values = figures.values(measure) if pathway.shape == "timeliness" else figures.yearly(measure)
    chance = _chance(figures, pathway, window)
    usual = Usual(0, 0, 0) if ratio is None else usual_change(figures, areas, window, *_compared(ratio))
    flows = () if opening(chance, usual) in REAL else _flows_beyond_chance(figures, pathway, window, areas)
    return Reality(chance, usual, _outside(values, window), len(values), flows)


def opening_of(figures: SeriesReader, measure: str, window: Window) -> Opening:
    """Return how the change of any measure is opened: as `why` has it, or by the two counts that a share is made of.

    Too few to say where it has neither a pathway nor counts that are held.
    """
    try:
        pathway = pathway_of(measure)
    except UnknownNameError:
        return _opening_of_share(figures, measure, window)
    return reality(figures, pathway, window, others_held(figures, pathway.count)).opening


def _opening_of_share(figures: SeriesReader, measure: str, window: Window) -> Opening:
    part, whole = measures()[measure].numerator, measures()[measure].denominator
    if part is None or whole is None:
        return opening(math.nan, Usual(0, 0, 0))
    before, after = (figures.at(part, day) for day in (window.before, window.after))
    chance = chance_of(before, after, (figures.at(whole, window.before), figures.at(whole, window.after)))
    return opening(chance, usual_change(figures, others_held(figures, part), window, part, whole))


def _flows_beyond_chance(
    figures: SeriesReader, pathway: Pathway, window: Window, areas: tuple[str, ...]
) -> tuple[MovedFlow, ...]:
    """Return the flows of a stock that moved by more than chance against the year before, by the same four openings."""
    stock = pathway.stock
    if stock is None or not window.one_year:
        return ()
    found = []
    for flow, measure in (("started", stock.started), ("ended", stock.ended)):
        before, after = figures.at(measure, window.before), figures.at(measure, window.after)
        told = opening(chance_of(before, after), usual_change(figures, areas, window, measure))
        if told in REAL:
            found.append(MovedFlow(flow, before, after, told))
    return tuple(found)


def chance_of(before: Figure, after: Figure, out_of: tuple[Figure, Figure] | None = None) -> float:
    """Return the probability that chance alone gives so large a difference of two counts; NaN where one is missing.

    out_of: what each count is divided by, where their rates are compared.
    """
    if before.value is None or after.value is None:
        return math.nan
    below = (1.0, 1.0) if out_of is None else (out_of[0].number, out_of[1].number)
    if not min(below) > 0:
        return math.nan
    return rates.compare(round(before.value), round(after.value), *below).p_value


def _chance(figures: SeriesReader, pathway: Pathway, window: Window) -> float:
    days = (window.before, window.after)
    if pathway.shape == "timeliness":
        return _chance_of_late_work(figures, pathway, window)
    if pathway.ratio is None:
        return math.nan
    before, after = (figures.at(pathway.ratio.numerator, day) for day in days)
    below = pathway.ratio.denominator
    if below is None or (below == POPULATION and pathway.measure != pathway.rate):
        return chance_of(before, after)
    people = (figures.volume(below, window.before), figures.volume(below, window.after))
    of_population = below == POPULATION and any(figure.value is None for figure in people)
    return chance_of(before, after, None if of_population else people)


def _chance_of_late_work(figures: SeriesReader, pathway: Pathway, window: Window) -> float:
    before, after = (work_on(figures, pathway, day) for day in (window.before, window.after))
    if before is None or after is None or not min(before.done, after.done) > 0:
        return math.nan
    return rates.compare(before.late, after.late, before.done, after.done).p_value


def _compared(ratio: Step) -> tuple[str, str | None]:
    """Counts of children are compared as counts: the population hardly moves and brings its own revisions."""
    return ratio.numerator, None if ratio.denominator == POPULATION else ratio.denominator


def _outside(values: pd.Series, window: Window) -> bool | None:
    try:
        chart = control_charts.xmr(values.to_numpy())
    except TooFewPointsError:
        return None
    return bool((chart["signal"] == "outside").to_numpy()[list(values.index).index(window.after)])
