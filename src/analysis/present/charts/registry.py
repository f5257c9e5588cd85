"""Which chart draws which figure of an answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.catalogue.errors import UnknownNameError
from analysis.language.vocabulary import expanded
from analysis.present.charts import (
    before_after,
    contributions,
    control,
    courses,
    demand_profile,
    drivers_strip,
    exceptions_course,
    factors,
    fan,
    funnel,
    models,
    seasonal_profile,
    split,
    standings,
    trend,
    waterfall,
)
from analysis.present.charts.questioned import doubt_told, rings_told
from analysis.questions.answer import Answer

if TYPE_CHECKING:
    from analysis.present.charts.picture import Chart


@dataclass(frozen=True, slots=True)
class Picture:
    """How one figure is drawn, what it says, and what it shows to somebody who cannot see it."""

    draw: Callable[[Answer], "Chart"]
    caption: Callable[[Answer], str]
    alt: Callable[[Answer], str]


def _before_after(kind: before_after.BeforeAfter) -> Picture:
    return Picture(kind.draw, kind.caption, kind.alt)


PICTURES: Mapping[str, Picture] = {
    "rate": Picture(trend.draw, trend.caption, trend.alt),
    "waterfall": Picture(waterfall.draw, waterfall.caption, waterfall.alt),
    "pathway": Picture(contributions.draw, contributions.caption, contributions.alt),
    "factors": Picture(factors.draw, factors.caption, factors.alt),
    "duration": _before_after(before_after.duration),
    "sources": _before_after(before_after.sources),
    "months": _before_after(before_after.months),
    "control_chart": Picture(control.draw, control.caption, control.alt),
    "season": Picture(seasonal_profile.draw, seasonal_profile.caption, seasonal_profile.alt),
    "outlook": Picture(fan.draw, fan.caption, fan.alt),
    "standings": Picture(standings.draw, standings.caption, standings.alt),
    "history": Picture(models.draw, models.caption, models.alt),
    "funnel": Picture(funnel.draw, funnel.caption, funnel.alt),
    "caseload_split": Picture(split.draw, split.caption, split.alt),
    "drivers_strip": Picture(drivers_strip.draw, drivers_strip.caption, drivers_strip.alt),
    "exceptions_course": Picture(exceptions_course.draw, exceptions_course.caption, exceptions_course.alt),
    "demand_profile": Picture(demand_profile.draw, demand_profile.caption, demand_profile.alt),
    "what_if": Picture(courses.draw, courses.caption, courses.alt),
}


RINGED: Mapping[str, str] = {"outlook": "outlook_history"}  # the frame that has a chart's own points


def figure_names(answer: Answer) -> list[str]:
    """Return the figures of an answer that can be drawn, in its order."""
    return [name for name in answer.figures if name in PICTURES]


def figure(answer: Answer, name: str) -> "Chart":
    """Draw a figure under its message. Raises UnknownNameError with the names there are."""
    from analysis.present.charts.label_boxes import keep_apart  # noqa: PLC0415 - loads when something is drawn
    from analysis.present.charts.picture import type_of_the_text  # noqa: PLC0415 - the same

    picture = _picture(answer, name)
    with type_of_the_text():
        chart = picture.draw(answer)
        keep_apart(chart)
    chart.heading, chart.words = picture.caption(answer), alt(answer, name)
    return chart


def caption(answer: Answer, name: str) -> str:
    """Return the message of a figure."""
    return _picture(answer, name).caption(answer)


def alt(answer: Answer, name: str) -> str:
    """Return what a figure shows, in words."""
    rings = rings_told(answer, RINGED.get(name, name))
    said = (_picture(answer, name).alt(answer), expanded(rings), expanded(doubt_told(answer, name)))
    return " ".join(filter(None, said))


def _picture(answer: Answer, name: str) -> Picture:
    if name not in figure_names(answer):
        raise UnknownNameError.from_name_and_known("figure", name, figure_names(answer))
    return PICTURES[name]
