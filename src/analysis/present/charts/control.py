"""A control chart: the series, its average, the limits that follow the season, and the points that are signals."""

import datetime as dt

import pandas as pd
from matplotlib.axes import Axes

from analysis.catalogue.measure import measures
from analysis.catalogue.observation import Unit
from analysis.present.charts.chart import (
    DARK_BLUE,
    DARK_GREY,
    ORANGE,
    SMALL,
    TEXT,
    Chart,
    apart,
    horizontal_grid,
    label,
    sheet,
)
from analysis.present.charts.subtitle import subtitle
from analysis.present.numbers import number
from analysis.present.saying import in_words
from analysis.present.vocabulary import capitalised, expanded, noun, rate_name
from analysis.questions.answer import Answer

BAND = "#E7EDF2"
ORANGE_INK = "#B8420B"  # the orange of the points, dark enough to read as text
ROOM_FOR_LABELS = 0.25
LABEL_GAP = 0.08


def draw(answer: Answer) -> Chart:
    """Return the points over the band between the limits; signals are filled diamonds, and named below."""
    frame = answer.figures["control_chart"]
    chart, axes = sheet(subtitle(answer, str(answer.measure), frame["period_end"], _what(answer)))
    places = [_place(day) for day in frame["period_end"]]
    axes.fill_between(places, frame["lower"], frame["upper"], color=BAND, linewidth=0)
    axes.plot(places, frame["mean"], color=DARK_GREY, linewidth=1, linestyle="--")
    axes.plot(places, frame["value"], color=DARK_BLUE, linewidth=1.4, marker="o", markersize=3)
    for outside, size, face in ((False, 5, "white"), (True, 7, ORANGE)):
        marked = frame[(frame["signal"] == "outside") if outside else ~frame["signal"].isin(["none", "outside"])]
        axes.plot(
            [_place(day) for day in marked["period_end"]],
            marked["value"],
            linestyle="none",
            marker="D",
            markersize=size,
            markerfacecolor=face,
            markeredgecolor=ORANGE,
            markeredgewidth=1.3,
        )
    axes.set_ylim(0, float(frame[["value", "upper"]].max().max()) * 1.1)
    horizontal_grid(axes)
    _name(answer, axes)
    _ticks(axes, list(frame["period_end"]))
    return chart


def caption(answer: Answer) -> str:
    """Return the message: whether the newest figure is usual, and how many signals there are."""
    frame = answer.figures["control_chart"]
    last, unit = frame.iloc[-1], _unit(answer)
    signals = int((frame["signal"] != "none").sum())
    where = {"outside": "beyond its limits", "none": "within its limits"}.get(last["signal"], "part of a run")
    text = (
        f"{capitalised(_what(answer))} in {answer.area_name}: {number(float(last['value']), unit)} in "
        f"{last['period_end']:%B %Y} is {where}"
    )
    periods = "months" if _monthly(answer) else "years"
    if not signals:
        return expanded(f"{text}, and none of the {len(frame)} {periods} is a signal")
    return expanded(f"{text}. Diamonds are signals: filled beyond the limits, open in a run ({signals} in all)")


def alt(answer: Answer) -> str:
    """Return the range of the series, the newest limits, and every point beyond them."""
    frame, unit = answer.figures["control_chart"], _unit(answer)
    low, high, last = frame.loc[frame["value"].idxmin()], frame.loc[frame["value"].idxmax()], frame.iloc[-1]
    limits = " to ".join(number(float(last[bound]), unit) for bound in ("lower", "upper"))
    parts = [
        f"Control chart of {_what(answer)} from {frame['period_end'].iloc[0]:%B %Y} to {last['period_end']:%B %Y}",
        f"Lowest {_said(low, unit)}, highest {_said(high, unit)}, newest {_said(last, unit)}",
        f"Its limits are {limits} around an average of {number(float(last['mean']), unit)}",
    ]
    outside = [_said(row, unit) for _, row in frame[frame["signal"] == "outside"].iterrows()]
    parts.append(f"Beyond the limits: {'; '.join(outside)}" if outside else "No point lies beyond the limits")
    runs = int((~frame["signal"].isin(["none", "outside"])).sum())
    if runs:
        parts.append(f"{capitalised(in_words(runs))} points belong to runs")
    return expanded(". ".join(parts) + ".")


def _what(answer: Answer) -> str:
    measure = str(answer.measure)
    if measures()[measure].unit != "count":
        return rate_name(measure)
    return f"{noun(measure).many}{' each month' if _monthly(answer) else ''}"


def _monthly(answer: Answer) -> bool:
    return bool(answer.figures["control_chart"]["monthly"].iloc[0])


def _unit(answer: Answer) -> Unit:
    return measures()[str(answer.measure)].unit


def _said(row: pd.Series, unit: Unit) -> str:
    return f"{number(float(row['value']), unit)} in {row['period_end']:%B %Y}"


def _place(day: dt.date) -> float:
    return day.year + (day.month - 0.5) / 12


def _name(answer: Answer, axes: Axes) -> None:
    """Name the newest figure, the limits and the average where the lines end, and points beyond the limits."""
    frame, unit = answer.figures["control_chart"], _unit(answer)
    last = frame.iloc[-1]
    named = [
        (float(last["upper"]), f"Upper limit {number(float(last['upper']), unit)}", DARK_GREY),
        (float(last["mean"]), f"Average {number(float(last['mean']), unit)}", DARK_GREY),
        (float(last["value"]), f"Newest {number(float(last['value']), unit)}", DARK_BLUE),
        (float(last["lower"]), f"Lower limit {number(float(last['lower']), unit)}", DARK_GREY),
    ]
    heights = apart([height for height, _, _ in named], axes.get_ylim()[1] * LABEL_GAP)
    right = _place(last["period_end"])
    for (_, text, colour), height in zip(named, heights, strict=True):
        label(axes, right, height, text, colour=colour, xytext=(8, 0), textcoords="offset points", va="center")
    left = _place(frame["period_end"].iloc[0])
    axes.set_xlim(left - 0.1, right + (right - left) * ROOM_FOR_LABELS)
    for row in frame.iloc[:-1][frame["signal"].iloc[:-1] == "outside"].itertuples():
        above = row.direction > 0
        axes.annotate(
            f"{row.period_end:%b %Y}: {number(float(row.value), unit)}",
            (_place(row.period_end), float(row.value)),
            xytext=(0, 7 if above else -7),
            textcoords="offset points",
            ha="center",
            va="bottom" if above else "top",
            fontsize=SMALL,
            color=ORANGE_INK,
        )


def _ticks(axes: Axes, days: list[dt.date]) -> None:
    years = sorted({day.year for day in days})
    inside = [year for year in years if _place(days[0]) <= year + 0.05]
    shown = inside if len(inside) <= 9 else inside[::2]
    axes.set_xticks([float(year) for year in shown], [str(year) for year in shown], fontsize=TEXT)
