"""What each sign is counted from, so that it can be read in any authority and any year."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass

from analysis.catalogue.pathway import POPULATION, Pathway, Step, Stock
from analysis.questions.series_reader import SeriesReader
from analysis.questions.why.window import Window, same_day
from analysis.questions.why.year_to_year_variation import counts

STAFF_MEASURES = {
    "vacancy_rate": "social_worker_vacancy_rate",
    "turnover": "social_worker_turnover_rate",
    "agency_rate": "social_worker_agency_rate",
}
STAFF_COUNTS = {"starters": "social_workers_starters_fte", "leavers": "social_workers_leavers_fte"}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of children or posts, a ratio of two, or a share in per cent.

    above: measures that are added up. below: what they are divided by, null for a number. later: years after the
    window at which it is read. share: printed in per cent, so that its change is in points. staff: of the 30 September
    inside the year at each end of the window. average: what is below is the mean of a stock at both ends of the year,
    which is how many could leave it and no sample.
    """

    above: tuple[str, ...]
    below: str | None = None
    later: int = 0
    share: bool = False
    staff: bool = False
    average: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """How far a quantity went over one window: a log change, or points of a share, with its variance by chance."""

    value: float
    variance: float

    def by_chance(self, limit: float) -> bool:
        """Whether chance alone (Poisson) explains it: within so many standard errors."""
        return self.variance > 0 and abs(self.value) <= limit * math.sqrt(self.variance)

    def on_scale(self, extra: float) -> float:
        """The change in units of its noise, with `extra` variance beyond chance; infinite where none is usual."""
        if self.value == 0:
            return 0.0
        scale = math.sqrt(self.variance + extra)
        return self.value / scale if scale else math.copysign(math.inf, self.value)


def quantities(pathway: Pathway) -> Mapping[str, Quantity]:
    """Return what every sign of a pathway is counted from, by the name that explanations use."""
    counted = ["s47_enquiries", *pathway.volumes, *(measure for split in pathway.parts for measure in split.measures)]
    if pathway.stock is not None:
        counted.append(pathway.stock.ended)
    found = {measure: Quantity((measure,)) for measure in counted}
    found |= {name: Quantity((measure,), staff=True) for name, measure in STAFF_COUNTS.items()}
    found |= {name: Quantity((measure,), share=True, staff=True) for name, measure in STAFF_MEASURES.items()}
    if pathway.stock is not None:
        found[pace_name(pathway.stock)] = Quantity((pathway.stock.ended,), pathway.stock.at_end, average=True)
    if pathway.work is not None:
        found["work"] = Quantity((pathway.work,))
    return found | _of_flow(pathway) | _of_ages(pathway)


def pace_name(stock: Stock) -> str:
    """Return what explanations call those who left a stock for each one in it on average: `cp_plans_ended_per_open`."""
    return f"{stock.ended}_per_open"


def _of_flow(pathway: Pathway) -> dict[str, Quantity]:
    """Steps on the way to the flow, the flow itself, and the years around it."""
    found: dict[str, Quantity] = {}
    for position, above in enumerate(pathway.volumes):
        for below in pathway.volumes[max(position - 2, 0) : position]:
            found[Step(above, below).name] = Quantity((above,), below)
    if POPULATION in pathway.volumes:
        found["population"] = Quantity((POPULATION,))
    if pathway.flow == "referrals":
        found["s47_per_referral"] = Quantity(("s47_enquiries",), "referrals")
        found["repeat_referrals"] = Quantity(("re_referrals",), "referrals")
    if pathway.flow is not None:
        found["starts"] = Quantity((pathway.flow,))
        found["next.starts"] = Quantity((pathway.flow,), later=1)
    if "cp_plans_started" in pathway.volumes:
        found["previous.cp_plans_started"] = Quantity(("cp_plans_started",), later=-1)
        found["repeat_plans"] = Quantity(("cp_plans_subsequent",), "cp_plans_started")
    return found


def _of_ages(pathway: Pathway) -> dict[str, Quantity]:
    """Those of the stock who have been there for a short or a long time."""
    bands = next((bands for bands in pathway.durations if bands.name == "open"), None)
    if bands is None:
        return {}
    return {
        "young_plans": Quantity(bands.measures[: bands.young]),
        "youngest_plans": Quantity(bands.measures[:1]),
        "older_plans": Quantity(bands.measures[bands.young :]),
        "year_or_more": Quantity(bands.measures[-2:]),
    }


def change_of(held: Mapping[dt.date, tuple[float, ...]], quantity: Quantity, window: Window) -> Change | None:
    """Return the change over a window among the figures `held` of one area; null where one end is not held."""
    moved = window.shifted(quantity.later) if quantity.later else window
    ends = [_inside_year(held, day) if quantity.staff else held.get(day) for day in (moved.before, moved.after)]
    before, after = ends
    if before is None or after is None:
        return None
    if quantity.share:
        return Change(after[0] - before[0], 0.0)
    signs = (1.0, -1.0)[: len(before)]
    change = sum(sign * math.log(other / one) for sign, one, other in zip(signs, before, after, strict=True))
    # neither an estimate of all children nor the stock from which some leave is a sample
    counted = [quantity.above[0] != POPULATION, quantity.below != POPULATION and not quantity.average]
    pairs = zip(counted, before, after, strict=False)
    return Change(change, sum(1 / one + 1 / other for sampled, one, other in pairs if sampled))


def held_figures(figures: SeriesReader, quantity: Quantity) -> Mapping[dt.date, tuple[float, ...]]:
    """Return the figures of one area that a quantity is counted from, above and below the line, by period end."""
    if quantity.above == (POPULATION,):
        days = [dt.date(day.year + 1, 3, 31) for day in figures.days(POPULATION)]
        known = {day: figures.population(day).value for day in days}
        return {day: (value,) for day, value in known.items() if value}
    if quantity.average and quantity.below is not None:
        return _over_average(counts(figures, quantity.above[0], None), counts(figures, quantity.below, None))
    found = [counts(figures, measure, quantity.below) for measure in quantity.above]
    if quantity.staff:  # like with like: a council's own figures of other days stay out
        usual_days = set(figures.yearly(quantity.above[0]).index)
        return {day: value for day, value in found[0].items() if day in usual_days}
    days = [day for day in found[0] if all(day in other for other in found[1:])]
    return {day: (sum(other[day][0] for other in found), *found[0][day][1:]) for day in days}


def _over_average(
    left: Mapping[dt.date, tuple[float, ...]], stock: Mapping[dt.date, tuple[float, ...]]
) -> Mapping[dt.date, tuple[float, ...]]:
    days = [day for day in left if day in stock and same_day(day, -1) in stock]
    return {day: (*left[day], (stock[same_day(day, -1)][0] + stock[day][0]) / 2) for day in days}


def _inside_year(held: Mapping[dt.date, tuple[float, ...]], day: dt.date) -> tuple[float, ...] | None:
    """The figure of a day in the year that ends on `day`: workforce figures are of 30 September."""
    inside = [end for end in held if 0 <= (day - end).days < 365]
    return held[max(inside)] if inside else None
