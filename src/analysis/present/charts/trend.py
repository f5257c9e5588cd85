"""The measure over the years, beside neighbours, region and England."""

import datetime as dt
from typing import TYPE_CHECKING

import pandas as pd

from analysis.catalogue.area import areas
from analysis.catalogue.measure import measures
from analysis.language.numbers import as_published
from analysis.language.phrasebook import phrase
from analysis.language.sentence_context import moved
from analysis.language.vocabulary import capitalised, expanded, rate_name
from analysis.present.charts.chart import DARK_BLUE, TEXT, label, sheet
from analysis.present.charts.gaps import gap_key, gaps_told
from analysis.present.charts.lines import ENGLAND, GROUP, OTHER, OWN, draw_lines
from analysis.present.charts.questioned import ring, with_key
from analysis.present.charts.subtitle import subtitle
from analysis.questions.answer import Answer

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.present.charts.picture import Chart

LABEL_BAND = (0.03, 0.16)  # of the highest figure: what a label takes above or below its point
LOOKS = {"area": OWN, "neighbours": GROUP, "region": OTHER, "england": ENGLAND}


def draw(answer: Answer) -> "Chart":
    """Return the trend: at most four lines, each labelled where it ends, over a zero line."""
    frame, measure = answer.figures["rate"], _measure(answer)
    chart, axes = sheet(
        subtitle(answer, measure, frame["period_end"]),
        key=with_key(gap_key(list(_values(answer, "area").index)), frame),
    )
    lines = pd.DataFrame(
        {"line": frame["kind"], "place": [_year(day) for day in frame["period_end"]], "value": frame["value"]}
    )
    names = {kind: name_of(answer, kind) for kind in LOOKS}
    draw_lines(axes, lines, LOOKS, names, measures()[measure].unit)
    ring(axes, frame, [_year(day) for day in frame["period_end"]])
    _ticks(axes, frame)
    _mark_window(answer, axes)
    return chart


def caption(answer: Answer) -> str:
    """Return the message: the change that is explained, where the measure stands now, and England's figure."""
    own = _values(answer, "area")
    measure = _measure(answer)
    unit = measures()[measure].unit
    start, end = answer.between or (own.index[0], own.index[-1])
    if start not in own.index or end not in own.index:
        start, end = own.index[0], own.index[-1]
    first, then, last = (as_published(float(own[day]), unit) for day in (start, end, own.index[-1]))
    words = {"measure": capitalised(rate_name(measure, *own.index)), "area": answer.area_name}
    words |= {"moved": moved(own[end] - own[start]), "before": first, "after": then}
    words |= {"start": when(start, own), "end": when(end, own), "since": "", "england": ""}
    if end != own.index[-1]:
        words["since"] = phrase("chart_trend", "since", last=last, newest=when(own.index[-1], own))
    england = _values(answer, "england")
    if own.index[-1] in england.index:  # of the same date, or it is not set beside it
        words["england"] = phrase("chart_trend", "england", england=as_published(float(england[own.index[-1]]), unit))
    return expanded(phrase("chart_trend", "moved", **words))


def alt(answer: Answer) -> str:
    """Return what the picture shows: each line with its lowest, highest and last value."""
    measure = _measure(answer)
    unit = measures()[measure].unit
    parts, own = [], _values(answer, "area")
    for kind in answer.figures["rate"]["kind"].unique():
        values = _values(answer, str(kind))
        if values.empty:
            continue
        low, high = values.idxmin(), values.idxmax()
        words = {"name": name_of(answer, str(kind)), "last": as_published(values.iloc[-1], unit)}
        words |= {"lowest": as_published(values[low], unit), "low": when(low, own)}
        words |= {"highest": as_published(values[high], unit), "high": when(high, own)}
        parts.append(phrase("chart_trend", "line", **words))
    by = "alt month" if _several_a_year(own) else "alt year"
    told = phrase("chart_trend", by, measure=rate_name(measure, *own.index), parts=". ".join(parts))
    return expanded(" ".join(filter(None, [told, gaps_told(list(own.index), lambda day: when(day, own))])))


def when(day: dt.date, own: pd.Series) -> str:
    """Return a year, or a month where the line has several points a year."""
    return f"{day:%B %Y}" if _several_a_year(own) else str(day.year)


def _several_a_year(own: pd.Series) -> bool:
    """Whether a line has several points in one year."""
    return len({each.year for each in own.index}) < len(own)


def name_of(answer: Answer, kind: str) -> str:
    """Return what a line is called."""
    if kind == "area":
        return answer.area_name
    if kind == "england":
        return "England"
    if kind == "region":
        region = areas()[answer.area].region
        return areas()[region].name if region else "Region"
    return "Neighbours (median)"


def _measure(answer: Answer) -> str:
    return str(answer.figures["rate"]["measure"].iloc[0])


def _values(answer: Answer, kind: str) -> pd.Series:
    frame = answer.figures["rate"]
    rows = frame[(frame["kind"] == kind) & frame["value"].notna()]
    return pd.Series(rows["value"].to_numpy(), index=list(rows["period_end"]), dtype="float64")


def _year(day: dt.date) -> float:
    return day.year + (day.month - 3) / 12


def _ticks(axes: "Axes", frame: pd.DataFrame) -> None:
    days = sorted(set(frame["period_end"]))
    if len(days) > 1 and (days[-1] - days[0]).days < 30 * len(days) * 2:  # months, not years
        shown_days = days[:: max(1, len(days) // 5)]
        axes.set_xticks([_year(day) for day in shown_days], [f"{day:%b %Y}" for day in shown_days], fontsize=TEXT)
        return
    years = sorted({day.year for day in frame["period_end"]})
    offset = _year(frame["period_end"].iloc[0]) - frame["period_end"].iloc[0].year
    shown = years if len(years) <= 8 else years[::2]
    axes.set_xticks([year + offset for year in shown], [str(year) for year in shown], fontsize=TEXT)


def _mark_window(answer: Answer, axes: "Axes") -> None:
    """Write the two values that are compared beside their points."""
    own = _values(answer, "area")
    unit = measures()[_measure(answer)].unit
    for day, other in zip(answer.between or (), reversed(answer.between or ()), strict=True):
        if day in own.index and other in own.index and day != own.index[-1]:
            above = _is_clear_above(answer, day, float(own[day]), preferred=bool(own[day] >= own[other]))
            label(
                axes,
                _year(day),
                float(own[day]),
                as_published(float(own[day]), unit),
                colour=DARK_BLUE,
                xytext=(0, 7 if above else -8),
                textcoords="offset points",
                ha="center",
                va="bottom" if above else "top",
            )


def _is_clear_above(answer: Answer, day: dt.date, value: float, *, preferred: bool) -> bool:
    """Whether a label goes above its point: on the preferred side unless another line runs through it there."""
    frame = answer.figures["rate"]
    others = frame[(frame["period_end"] == day) & (frame["kind"] != "area")]["value"].dropna() - value
    nearest, furthest = (part * frame["value"].max() for part in LABEL_BAND)
    crossed = {above: (others if above else -others).between(nearest, furthest).any() for above in (True, False)}
    return not preferred if crossed[preferred] and not crossed[not preferred] else preferred
