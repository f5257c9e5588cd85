"""Looking for the signs that explanations predict, in volumes, steps, the years around, and elsewhere."""

import datetime as dt
import math
from collections.abc import Iterator, Sequence

from analysis.catalogue.pathway import POPULATION
from analysis.questions.answer import EvidenceUnit
from analysis.questions.series_reader import Figure
from analysis.questions.why.inquiry import Inquiry
from analysis.questions.why.places import elsewhere
from analysis.questions.why.quantities import STAFF_MEASURES
from analysis.questions.why.signs import Direction, Share, Sign, Signs
from analysis.questions.why.steps import PER, StepChange
from analysis.questions.why.window import Window
from analysis.questions.why.year_to_year_variation import BEYOND_CHANCE, changes_of, usual_change

POPULATION_MOVES = 0.01  # a mid-year estimate is no sample: under 1% it is told as level
STAFF_MOVES = 2.0  # percentage points: less is one or two posts in an authority of Torbay's size
STAFF_CLEAR = 5.0


def look(inquiry: Inquiry, changes: Sequence[StepChange], found: Sequence[Sign]) -> Signs:
    """Return every sign that this data can show, those already `found` included."""
    signs = [
        *found,
        *_volumes(inquiry),
        *_steps(inquiry, changes),
        *_population(inquiry, changes),
        *_around(inquiry),
        *elsewhere(inquiry),
        *_staff(inquiry),
    ]
    return Signs({sign.name: sign for sign in signs})


def counted_sign(inquiry: Inquiry, name: str, window: Window, numerator: str, denominator: str | None = None) -> Sign:
    """Return which way a count, or a ratio of two counts, went over a window, beyond chance or not."""
    own = changes_of(inquiry.figures, numerator, denominator, window.years, only=window)
    if not own.change.size:
        return Sign.unknown(name)
    way: Direction = "level"
    if own.standardised(0.0)[0] > BEYOND_CHANCE:
        way = "up" if own.change[0] > 0 else "down"
    usual = usual_change(inquiry.figures, inquiry.areas, window, numerator, denominator)
    figures = _figures(inquiry, window, numerator, denominator)
    # the counts come as [above before, above after, below before, below after]
    before, after = _ratio(figures[0::2]), _ratio(figures[1::2])
    unit: EvidenceUnit = figures[0].unit if denominator is None else "ratio"
    if denominator == POPULATION:
        before, after, unit = before * PER, after * PER, "per_10000"
    known = None if math.isnan(before) else before, None if math.isnan(after) else after
    clear = usual.unusual if usual.known else way != "level"
    return Sign(name, way, known[0], known[1], unit, clear=clear, figures=tuple(figures))


def _figures(inquiry: Inquiry, window: Window, numerator: str, denominator: str | None) -> list[Figure]:
    measures = [numerator] if denominator is None else [numerator, denominator]
    return [inquiry.figures.volume(measure, day) for measure in measures for day in (window.before, window.after)]


def _ratio(figures: Sequence[Figure]) -> float:
    """A count, or the ratio of two; NaN over nought, which is a rate of nothing."""
    if len(figures) == 1:
        return figures[0].number
    return figures[0].number / figures[1].number if figures[1].number else math.nan


def _volumes(inquiry: Inquiry) -> Iterator[Sign]:
    stock = inquiry.pathway.stock
    flows = [measure for measure in inquiry.pathway.volumes if measure != POPULATION]
    for measure in dict.fromkeys([*flows, *([stock.ended] if stock else [])]):
        yield counted_sign(inquiry, measure, inquiry.window, measure)
    if inquiry.pathway.flow is not None:
        yield counted_sign(inquiry, "starts", inquiry.window, inquiry.pathway.flow)
    named = [measure for split in inquiry.pathway.parts for measure in split.measures]
    beside = [] if "s47_enquiries" in flows else ["s47_enquiries"]
    for measure in (*named, *beside):
        yield counted_sign(inquiry, measure, inquiry.window, measure)
    if inquiry.pathway.flow == "referrals":
        yield counted_sign(inquiry, "s47_per_referral", inquiry.window, "s47_enquiries", "referrals")
        yield counted_sign(inquiry, "repeat_referrals", inquiry.window, "re_referrals", "referrals")


def _steps(inquiry: Inquiry, changes: Sequence[StepChange]) -> Iterator[Sign]:
    for change in changes:
        if change.step.denominator is not None:
            step = change.step
            yield counted_sign(inquiry, step.name, inquiry.window, step.numerator, step.denominator)
    if "cp_plans_started" in inquiry.pathway.volumes:
        yield counted_sign(inquiry, "plans_per_s47", inquiry.window, "cp_plans_started", "s47_enquiries")
        yield counted_sign(inquiry, "repeat_plans", inquiry.window, "cp_plans_subsequent", "cp_plans_started")


def _population(inquiry: Inquiry, changes: Sequence[StepChange]) -> Iterator[Sign]:
    before, after = (inquiry.figures.population(day) for day in (inquiry.window.before, inquiry.window.after))
    if before.value is None or after.value is None:
        return
    growth = after.value / before.value - 1
    way: Direction = "level" if abs(growth) < POPULATION_MOVES else "up" if growth > 0 else "down"
    part = next((change.contribution for change in changes if change.step.denominator is None), 0.0)
    whole = sum(change.contribution for change in changes)
    share = Share(part, whole, inquiry.pathway.flow or "") if whole else None
    clear = way != "level"
    yield Sign("population", way, before.value, after.value, "count", clear=clear, figures=(before, after), share=share)


def _around(inquiry: Inquiry) -> Iterator[Sign]:
    """The flow in the year after (did it come back?) and plans in the year before (did they lead?)."""
    window = inquiry.window
    if not window.one_year:
        return
    if inquiry.pathway.flow is not None:
        yield counted_sign(inquiry, "next.starts", window.shifted(1), inquiry.pathway.flow)
    if "cp_plans_started" in inquiry.pathway.volumes:
        yield counted_sign(inquiry, "previous.cp_plans_started", window.shifted(-1), "cp_plans_started")


def _staff(inquiry: Inquiry) -> Iterator[Sign]:
    """Staffing on the 30 September inside the year at each end of the window."""
    for name, measure in STAFF_MEASURES.items():
        ends = [_inside_year(inquiry, measure, day) for day in (inquiry.window.before, inquiry.window.after)]
        change = ends[1].number - ends[0].number
        if math.isnan(change):
            yield Sign.unknown(name)
            continue
        way: Direction = "level" if abs(change) < STAFF_MOVES else "up" if change > 0 else "down"
        yield Sign(
            name, way, ends[0].value, ends[1].value, "percent", clear=abs(change) >= STAFF_CLEAR, figures=tuple(ends)
        )


def _inside_year(inquiry: Inquiry, measure: str, day: dt.date) -> Figure:
    inside = [end for end in inquiry.figures.yearly(measure).index if 0 <= (day - end).days < 365]
    return inquiry.figures.at(measure, inside[-1] if inside else day)
