"""A fan: what was, what is expected with its range, and what then happened, each told apart without colour."""

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.observation import Unit
from analysis.language.numbers import forecast, number
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import listed
from analysis.language.vocabulary import capitalised, expanded, rate_name
from analysis.present.charts.chart import (
    DARK_BLUE,
    DARK_GREY,
    MOVABLE,
    PALE_BLUE,
    TEXT,
    apart,
    end_label,
    horizontal_grid,
    label,
    sheet,
)
from analysis.present.charts.gaps import draw_broken, gap_key, gaps_told
from analysis.present.charts.questioned import ring, with_key
from analysis.present.charts.subtitle import subtitle
from analysis.questions.answer import Answer

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.present.charts.picture import Chart

PALEST = "#D3DEE8"
ROOM_FOR_LABELS = 0.34
LABEL_GAP = 0.08
SAID = {"middle": "mean", "low": "lower_80", "high": "upper_80", "lowest": "lower_95", "highest": "upper_95"}
MONTHS_APART = 60  # days from one figure to the next, at most, of a series by month


def draw(answer: Answer) -> "Chart":
    """Return history as a line with points, the range of 95 and of 80 in 100 as bands, later figures as diamonds."""
    past, ahead, then = frames(answer)
    days = [*past["period_end"], *ahead["period_end"]]
    said = ["" if then.empty else phrase("fan_key"), gap_key(list(past["period_end"]))]
    key = with_key(" ".join(filter(None, said)), past)
    chart, axes = sheet(subtitle(answer, str(answer.measure), days), key=key)
    join = past.tail(1)
    places = [year(day) for day in (*join["period_end"], *ahead["period_end"])]
    for level, colour in ((95, PALEST), (80, PALE_BLUE)):
        low, high = ([*join["value"], *ahead[f"{side}_{level}"]] for side in ("lower", "upper"))
        axes.fill_between(places, low, high, color=colour, linewidth=0)
    axes.plot(places, [*join["value"], *ahead["mean"]], color=DARK_BLUE, linewidth=1.6, linestyle="--")
    shown = [year(day) for day in past["period_end"]]
    draw_broken(axes, shown, list(past["value"]), color=DARK_BLUE, linewidth=2.4, marker="o")
    axes.plot(
        [year(day) for day in then["period_end"]],
        then["value"],
        linestyle="none",
        marker="D",
        markersize=6,
        markerfacecolor="white",
        markeredgecolor=DARK_BLUE,
        markeredgewidth=1.8,
    )
    ring(axes, past, shown)
    axes.set_ylim(0, max(past["value"].max(), ahead["upper_95"].max(), then["value"].max()) * 1.08)
    horizontal_grid(axes)
    _ticks(axes, days)
    _name(answer, axes)
    return chart


def caption(answer: Answer) -> str:
    """Return the message: the newest figure, and the range of the last year."""
    past, ahead, _ = frames(answer)
    last, unit = ahead.iloc[-1], unit_of(answer)
    low, high = (forecast(float(last[bound]), unit) for bound in ("lower_80", "upper_80"))
    words = {"measure": capitalised(rate_name(str(answer.measure), *past["period_end"])), "area": answer.area_name}
    words |= {"now": number(float(past["value"].iloc[-1]), unit), "date": f"{past['period_end'].iloc[-1]:%B %Y}"}
    words |= {"low": low, "high": high, "until": f"{last['period_end']:%B %Y}"}
    return expanded(phrase("chart_fan", "message", **words))


def alt(answer: Answer) -> str:
    """Return history's ends, every year ahead with its range, and later figures."""
    past, ahead, then = frames(answer)
    unit = unit_of(answer)
    when = "%B %Y" if by_month([*past["period_end"], *ahead["period_end"]]) else "%Y"
    first, last = (
        f"{number(float(row['value']), unit)} in {row['period_end']:{when}}" for _, row in past.iloc[[0, -1]].iterrows()
    )
    years = [
        phrase(
            "chart_fan",
            "year",
            date=f"{row['period_end']:{when}}",
            **{word: forecast(float(row[column]), unit) for word, column in SAID.items()},
        )
        for _, row in ahead.iterrows()
    ]
    name = rate_name(str(answer.measure), *past["period_end"])
    later = [f"{number(float(row.value), unit)} in {row.period_end:%Y}" for row in then.itertuples()]
    words = {"measure": name, "first": first, "last": last, "years": ". ".join(years), "later": listed(later)}
    told = phrase("chart_fan", "alt then" if later else "alt", **words)
    return expanded(" ".join(filter(None, [told, gaps_told(list(past["period_end"]), lambda day: f"{day:{when}}")])))


def frames(answer: Answer) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return history, forecast, and what then happened, a row a period each; the last may be empty.

    Raises KeyError where the answer is no outlook.
    """
    return answer.figures["outlook_history"], answer.figures["outlook"], answer.figures["outlook_then"]


def unit_of(answer: Answer) -> Unit:
    """Return the unit of the measure."""
    return measures()[str(answer.measure)].unit


def year(day: dt.date) -> float:
    """Return a day as a place on the axis of years."""
    return day.year + (day.month - 1) / 12


def _name(answer: Answer, axes: "Axes") -> None:
    """Write the last figure, the range and the later figures beside what they name."""
    past, ahead, then = frames(answer)
    unit, last = unit_of(answer), ahead.iloc[-1]
    texts = [
        (float(last["upper_80"]), f"8 in 10: {_range(last, 80, unit)}", DARK_BLUE),
        (float(last["upper_95"]), f"95 in 100: {_range(last, 95, unit)}", DARK_GREY),
        (float(last["mean"]), f"Middle: {forecast(float(last['mean']), unit)}", DARK_BLUE),
    ]
    if len(then):
        texts.append((float(then["value"].iloc[-1]), _later(then, unit), DARK_BLUE))
    heights = apart([height for height, _, _ in texts], axes.get_ylim()[1] * LABEL_GAP)
    right = year(last["period_end"])
    for (_, text, colour), height in zip(texts, heights, strict=True):
        end_label(axes, right, height, text, colour)
    now = past.iloc[-1]
    falling = len(past) > 1 and past["value"].iloc[-2] > now["value"]
    label(
        axes,
        year(now["period_end"]),
        float(now["value"]),
        number(float(now["value"]), unit),
        colour=DARK_BLUE,
        xytext=(-2, -9 if falling else 9),  # on the side the line does not come from
        textcoords="offset points",
        ha="right",
        va="top" if falling else "bottom",
        kind=MOVABLE,
    )
    left = axes.get_xlim()[0]
    axes.set_xlim(left, right + (right - left) * ROOM_FOR_LABELS)


def _range(row: pd.Series, level: int, unit: Unit) -> str:
    return f"{forecast(float(row[f'lower_{level}']), unit)} to {forecast(float(row[f'upper_{level}']), unit)}"


def _later(then: pd.DataFrame, unit: Unit) -> str:
    return phrase("chart_fan", "then", value=number(float(then["value"].iloc[-1]), unit))


def _ticks(axes: "Axes", days: list[dt.date]) -> None:
    if by_month(days):
        shown = days[:: -max(1, len(days) // 5)][::-1]
        axes.set_xticks([year(day) for day in shown], [f"{day:%b %Y}" for day in shown], fontsize=TEXT)
        return
    shown = days if len(days) <= 9 else days[(len(days) - 1) % 2 :: 2]
    axes.set_xticks([year(day) for day in shown], [f"{day:%Y}" for day in shown], fontsize=TEXT)


def by_month(days: list[dt.date]) -> bool:
    """Whether the figures are of months, so that a year alone would name twelve of them."""
    return len(days) > 1 and (days[-1] - days[0]).days < MONTHS_APART * len(days)
