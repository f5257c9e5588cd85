"""The time of year: how far each calendar month usually lies from the average month."""

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from analysis.language.numbers import signed
from analysis.language.phrasebook import phrase
from analysis.language.vocabulary import capitalised, expanded, noun
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, PURPLE, SMALL, TEXT, label, sheet
from analysis.present.charts.questioned import in_doubt, ring, ring_key
from analysis.present.charts.subtitle import Heading, sources
from analysis.questions.answer import Answer

if TYPE_CHECKING:
    from analysis.present.charts.picture import Chart

BAR = 0.7


def draw(answer: Answer) -> "Chart":
    """Return a bar for each month from April on, above or below the average month."""
    frame = _from_april(answer)
    words = {"many": noun(str(answer.measure)).many, "years": str(int(frame["years"].iloc[0]))}
    above_chart = phrase("chart_subtitle", "season", area=answer.area_name, **words)
    chart, axes = sheet(Heading(expanded(above_chart), sources(answer)), 2.8, ring_key(frame))
    reach = float(frame["percent"].abs().max()) or 1.0
    for place, row in enumerate(frame.itertuples()):
        above = row.percent >= 0
        axes.bar(place, row.percent, width=BAR, color=DARK_BLUE if above else PURPLE)
        label(
            axes,
            place,
            row.percent,
            signed(row.percent, "percent"),
            xytext=(0, 4 if above else -4),
            textcoords="offset points",
            ha="center",
            va="bottom" if above else "top",
        )
    ring(axes, frame, list(range(len(frame))), heights=list(frame["percent"]))
    axes.axhline(0, color=DARK_GREY, linewidth=1)
    axes.set_ylim(-reach * 1.25, reach * 1.25)
    axes.set_yticks([])
    names = [_name(month)[:3] for month in frame["month"]]
    axes.set_xticks(range(len(frame)), names, fontsize=SMALL if len(names) > TEXT else TEXT)
    return chart


def caption(answer: Answer) -> str:
    """Return the message: the lowest and the highest month, or that no season is proven."""
    frame = answer.figures["season"]
    low, high = frame.loc[frame["percent"].idxmin()], frame.loc[frame["percent"].idxmax()]
    count = capitalised(noun(str(answer.measure)).many)
    lowest, highest = (f"{_name(row['month'])} ({signed(float(row['percent']), 'percent')})" for row in (low, high))
    words = {"many": count, "area": answer.area_name, "lowest": lowest, "highest": highest}
    return expanded(phrase("chart_season", "proven" if frame["stable"].iloc[0] else "not proven", **words))


def alt(answer: Answer) -> str:
    """Return every month."""
    frame = _from_april(answer)
    said = [f"{_name(row.month)} {signed(row.percent, 'percent')}" for row in frame.itertuples()]
    parts = in_doubt(frame, said)
    return expanded(phrase("chart_season", "alt", many=noun(str(answer.measure)).many, parts="; ".join(parts)))


def _from_april(answer: Answer) -> pd.DataFrame:
    frame = answer.figures["season"]
    return frame.assign(order=(frame["month"] - 4) % 12).sort_values("order").reset_index(drop=True)


def _name(month: float) -> str:
    return f"{dt.date(2000, int(month), 1):%B}"
