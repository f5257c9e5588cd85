"""A measure over the years beside England and the median of each group of neighbours that DfE has used."""

import datetime as dt

from analysis.catalogue.measure import measures
from analysis.catalogue.observation import Unit
from analysis.present.charts.chart import (
    DARK_BLUE,
    DARK_GREY,
    ORANGE,
    TEXT,
    TURQUOISE,
    Chart,
    apart,
    horizontal_grid,
    label,
    sheet,
)
from analysis.present.charts.subtitle import subtitle
from analysis.present.numbers import as_published
from analysis.present.vocabulary import capitalised, expanded, rate_name
from analysis.questions.answer import Answer

LOOKS = {
    "area": {"color": DARK_BLUE, "linewidth": 2.4, "linestyle": "-", "marker": "o", "markersize": 4},
    "neighbours_2021": {"color": TURQUOISE, "linewidth": 1.6, "linestyle": "--", "marker": "s", "markersize": 3},
    "neighbours_2025": {"color": ORANGE, "linewidth": 1.6, "linestyle": "-.", "marker": "^", "markersize": 4},
    "england": {"color": DARK_GREY, "linewidth": 1.4, "linestyle": ":", "marker": "D", "markersize": 2.5},
}
NAMES = {"neighbours_2021": "Neighbours of 2021", "neighbours_2025": "Neighbours of 2025", "england": "England"}
ROOM_FOR_LABELS = 0.38
LABEL_GAP = 0.075


def draw(answer: Answer) -> Chart:
    """Return a line for the area, England and each group, named where it ends."""
    frame, unit = answer.figures["history"], _unit(answer)
    chart, axes = sheet(subtitle(answer, str(answer.measure), frame["period_end"]))
    ends = []
    for series, rows in frame.groupby("series", sort=False):
        places = [_year(day) for day in rows["period_end"]]
        axes.plot(places, rows["value"], **LOOKS[str(series)])  # type: ignore[arg-type]
        ends.append((str(series), float(rows["value"].iloc[-1])))
    top = float(frame["value"].max()) * 1.12
    axes.set_ylim(0, top)
    horizontal_grid(axes)
    right = max(_year(day) for day in frame["period_end"])
    for (series, value), height in zip(ends, apart([value for _, value in ends], top * LABEL_GAP), strict=True):
        text = f"{_name(answer, series)}, {as_published(value, unit)}"
        label(
            axes,
            right,
            height,
            text,
            colour=str(LOOKS[series]["color"]),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
        )
    left = axes.get_xlim()[0]
    axes.set_xlim(left, right + (right - left) * ROOM_FOR_LABELS)
    days = sorted(set(frame["period_end"]))
    shown = days if len(days) <= 8 else days[(len(days) - 1) % 2 :: 2]
    axes.set_xticks([_year(day) for day in shown], [f"{day:%Y}" for day in shown], fontsize=TEXT)
    return chart


def caption(answer: Answer) -> str:
    """Return the message: how much the choice of group matters at the newest date."""
    newest, unit = _newest(answer), _unit(answer)
    name = f"{capitalised(rate_name(str(answer.measure)))} in {answer.area_name}, {as_published(newest['area'], unit)}"
    medians = {key[-4:]: newest[key] for key in NAMES if key in newest and key != "england"}
    groups = [f"{as_published(median, unit)} under the {year} group" for year, median in medians.items()]
    if not groups:
        return expanded(f"{name}, beside England")
    return expanded(f"{name}, beside the median of its neighbours: {' and '.join(groups)}")


def alt(answer: Answer) -> str:
    """Return first and last value of each line."""
    unit, parts = _unit(answer), []
    for series, rows in answer.figures["history"].groupby("series", sort=False):
        first, last = rows.iloc[0], rows.iloc[-1]
        parts.append(
            f"{_name(answer, str(series))}: {as_published(float(first['value']), unit)} in {first['period_end']:%Y}, "
            f"{as_published(float(last['value']), unit)} in {last['period_end']:%Y}"
        )
    return expanded(f"Line chart of {rate_name(str(answer.measure))} by year. {'. '.join(parts)}.")


def _newest(answer: Answer) -> dict[str, float]:
    return {str(key): float(rows["value"].iloc[-1]) for key, rows in answer.figures["history"].groupby("series")}


def _name(answer: Answer, series: str) -> str:
    return NAMES.get(series, answer.area_name)


def _unit(answer: Answer) -> Unit:
    return measures()[str(answer.measure)].unit


def _year(day: dt.date) -> float:
    return day.year + (day.month - 1) / 12
