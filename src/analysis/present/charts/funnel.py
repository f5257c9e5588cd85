"""Every authority held by its size, with the range that is usual for an authority of that size."""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.observation import Unit
from analysis.language.numbers import number
from analysis.language.phrasebook import phrase
from analysis.language.vocabulary import capitalised, expanded, rate_name
from analysis.present.charts.chart import (
    DARK_BLUE,
    DARK_GREY,
    MOVABLE,
    ORANGE,
    TEXT,
    end_label,
    horizontal_grid,
    label,
    sheet,
)
from analysis.present.charts.questioned import with_doubt
from analysis.present.charts.subtitle import subtitle
from analysis.questions.answer import Answer

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.present.charts.picture import Chart

ROOM_FOR_LABELS = 0.24
SAID = {"now": "value", "mean": "target", "low": "lower_95", "high": "upper_95"}
SAID |= {"lowest": "lower_998", "highest": "upper_998"}


def draw(answer: Answer) -> "Chart":
    """Return a dot an authority; the area's own is large and named, those outside the limits are named too."""
    frame, unit = points(answer), _unit(answer)
    day = max(entry.period_end for entry in answer.evidence.values() if entry.period_end)
    chart, axes = sheet(subtitle(answer, str(answer.measure), [day]))
    people = frame["population"]
    ends = frame.iloc[-1]
    for level, style in (("95", "--"), ("998", ":")):
        for side in ("lower", "upper"):
            axes.plot(people, frame[f"{side}_{level}"], linestyle=style, color=DARK_GREY, linewidth=1.2)
    axes.plot(people, frame["target"], color=DARK_GREY, linewidth=1)
    other = frame[frame["area"] != answer.area]
    axes.plot(other["population"], other["value"], "s", color="#6F6F6F", markersize=4.5)
    own = _own(answer, frame)
    for row in other[other["outside"] != "within"].itertuples():
        axes.plot(row.population, row.value, "s", color=ORANGE, markersize=6)
        _beside(axes, row.population, row.value, str(row.name), DARK_GREY, above=row.value >= own["value"])
    axes.plot(own["population"], own["value"], "o", color=DARK_BLUE, markersize=9)
    _beside(
        axes,
        own["population"],
        own["value"],
        with_doubt(answer, f"{answer.area_name}, {number(float(own['value']), unit)}"),
        DARK_BLUE,
    )
    axes.set_ylim(0, float(frame[["upper_998", "value"]].max().max()) * 1.08)
    horizontal_grid(axes)
    right, left = float(people.max()), float(people.min())
    axes.set_xlim(left - (right - left) * 0.05, right + (right - left) * ROOM_FOR_LABELS)
    for name, column in (("mean", "target"), ("limits 95", "upper_95"), ("limits 998", "upper_998")):
        end_label(axes, right, float(ends[column]), phrase("chart_funnel", name))
    axes.set_xlabel(phrase("chart_funnel", "across"), fontsize=TEXT)
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    return chart


def caption(answer: Answer) -> str:
    """Return the message: whether the area stands out once the usual spread is allowed for."""
    frame = points(answer)
    outside = str(_own(answer, frame)["outside"])
    words = {"measure": capitalised(rate_name(str(answer.measure))), "area": answer.area_name}
    case = "within" if outside == "within" else "outside"
    return expanded(phrase("chart_funnel", case, outside=outside, count=str(len(frame)), **words))


def alt(answer: Answer) -> str:
    """Return the area's place, the mean and limits, and who lies outside."""
    frame, unit = points(answer), _unit(answer)
    own = _own(answer, frame)
    words = {word: number(float(own[column]), unit) for word, column in SAID.items()}
    words |= {"measure": rate_name(str(answer.measure)), "area": answer.area_name, "count": str(len(frame))}
    out = list(frame.loc[frame["outside"] != "within", "name"])
    told = phrase("chart_funnel", "alt out" if out else "alt none out", names=", ".join(out))
    return expanded(f"{phrase('chart_funnel', 'alt', **words)} {told}")


def points(answer: Answer) -> pd.DataFrame:
    """Return the authorities, a row each, smallest population first. Raises KeyError where the answer has no funnel."""
    return answer.figures["funnel"].sort_values("population", kind="stable").reset_index(drop=True)


def _own(answer: Answer, frame: pd.DataFrame) -> pd.Series:
    return frame[frame["area"] == answer.area].iloc[0]


def _unit(answer: Answer) -> Unit:
    return measures()[str(answer.measure)].unit


def _beside(axes: "Axes", x: float, y: float, text: str, colour: str, *, above: bool = False) -> None:
    """Name a point to its right, a little above or below it, so that two near each other do not collide."""
    label(axes, x, y, text, colour=colour, xytext=(8, 5 if above else -9), textcoords="offset points", kind=MOVABLE)
