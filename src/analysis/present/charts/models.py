"""A measure over the years beside England and the median of each group of neighbours that DfE has used."""

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.observation import Unit
from analysis.language.numbers import as_published
from analysis.language.phrasebook import phrase
from analysis.language.vocabulary import capitalised, expanded, rate_name
from analysis.present.charts.chart import TEXT, sheet
from analysis.present.charts.lines import ENGLAND, GROUP, OTHER, OWN, draw_lines
from analysis.present.charts.questioned import ring, ring_key
from analysis.present.charts.subtitle import subtitle
from analysis.questions.answer import Answer

if TYPE_CHECKING:
    from analysis.present.charts.picture import Chart

LOOKS = {"area": OWN, "neighbours_2021": GROUP, "neighbours_2025": OTHER, "england": ENGLAND}
NAMES = {"neighbours_2021": "Neighbours of 2021", "neighbours_2025": "Neighbours of 2025", "england": "England"}


def draw(answer: Answer) -> "Chart":
    """Return a line for the area, England and each group, named where it ends."""
    frame, unit = answer.figures["history"], _unit(answer)
    chart, axes = sheet(subtitle(answer, str(answer.measure), frame["period_end"]), key=ring_key(frame))
    lines = pd.DataFrame(
        {"line": frame["series"], "place": [_year(day) for day in frame["period_end"]], "value": frame["value"]}
    )
    draw_lines(axes, lines, LOOKS, {series: _name(answer, series) for series in LOOKS}, unit)
    ring(axes, frame, [_year(day) for day in frame["period_end"]])
    days = sorted(set(frame["period_end"]))
    shown = days if len(days) <= 8 else days[(len(days) - 1) % 2 :: 2]
    axes.set_xticks([_year(day) for day in shown], [f"{day:%Y}" for day in shown], fontsize=TEXT)
    return chart


def caption(answer: Answer) -> str:
    """Return the message: how much the choice of group matters at the newest date."""
    newest, unit = _newest(answer), _unit(answer)
    words = {"measure": capitalised(rate_name(str(answer.measure))), "area": answer.area_name}
    words["now"] = as_published(newest["area"], unit)
    medians = {key[-4:]: as_published(newest[key], unit) for key in NAMES if key in newest and key != "england"}
    groups = [phrase("chart_models", "group", median=median, year=year) for year, median in medians.items()]
    return expanded(phrase("chart_models", "groups" if groups else "alone", groups=" and ".join(groups), **words))


def alt(answer: Answer) -> str:
    """Return first and last value of each line."""
    unit, parts = _unit(answer), []
    for series, rows in answer.figures["history"].groupby("series", sort=False):
        first, last = rows.iloc[0], rows.iloc[-1]
        words = {"first": as_published(float(first["value"]), unit), "began": f"{first['period_end']:%Y}"}
        words |= {"last": as_published(float(last["value"]), unit), "date": f"{last['period_end']:%Y}"}
        parts.append(phrase("chart_models", "line", name=_name(answer, str(series)), **words))
    return expanded(phrase("chart_models", "alt", measure=rate_name(str(answer.measure)), parts=". ".join(parts)))


def _newest(answer: Answer) -> dict[str, float]:
    return {str(key): float(rows["value"].iloc[-1]) for key, rows in answer.figures["history"].groupby("series")}


def _name(answer: Answer, series: str) -> str:
    return NAMES.get(series, answer.area_name)


def _unit(answer: Answer) -> Unit:
    return measures()[str(answer.measure)].unit


def _year(day: dt.date) -> float:
    return day.year + (day.month - 1) / 12
