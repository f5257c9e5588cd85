"""The time of year: how far each calendar month usually lies from the average month."""

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from analysis.language.numbers import signed
from analysis.language.vocabulary import capitalised, expanded, noun
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, PURPLE, SMALL, TEXT, label, sheet
from analysis.present.charts.subtitle import Heading, sources
from analysis.questions.answer import Answer

if TYPE_CHECKING:
    from analysis.present.charts.picture import Chart

BAR = 0.7


def draw(answer: Answer) -> "Chart":
    """Return a bar for each month from April on, above or below the average month."""
    frame = _from_april(answer)
    subtitle = (
        f"{answer.area_name}: {noun(str(answer.measure)).many} by calendar month, per cent above or below the average "
        f"month, {int(frame['years'].iloc[0])} years"
    )
    chart, axes = sheet(Heading(expanded(subtitle), sources(answer)), height=2.8)
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
    text = f"{count} in {answer.area_name} are lowest in {lowest} and highest in {highest}"
    return expanded(text if frame["stable"].iloc[0] else f"{text}, but the pattern is not proven")


def alt(answer: Answer) -> str:
    """Return every month."""
    parts = [f"{_name(row.month)} {signed(row.percent, 'percent')}" for row in _from_april(answer).itertuples()]
    count = noun(str(answer.measure)).many
    return expanded(f"Bar chart of {count} by calendar month against the average month: {'; '.join(parts)}.")


def _from_april(answer: Answer) -> pd.DataFrame:
    frame = answer.figures["season"]
    return frame.assign(order=(frame["month"] - 4) % 12).sort_values("order").reset_index(drop=True)


def _name(month: float) -> str:
    return f"{dt.date(2000, int(month), 1):%B}"
