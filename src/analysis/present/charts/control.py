"""A control chart: the series, its average, the limits that follow the season, and the points that are signals."""

import datetime as dt
import math
import textwrap
from typing import TYPE_CHECKING

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.observation import Unit
from analysis.language.numbers import as_published
from analysis.language.phrasebook import phrase
from analysis.language.phrases.trend import run_words
from analysis.language.sentence_context import Saying, in_words, listed
from analysis.language.vocabulary import capitalised, expanded, noun, rate_name
from analysis.methods.run_rules import RUN_LENGTH
from analysis.present.charts.chart import (
    DARK_BLUE,
    DARK_GREY,
    DARK_PINK,
    KEY_LINES,
    MOVABLE,
    ORANGE,
    SMALL,
    SUBTITLE_CHARACTERS,
    TEXT,
    apart,
    end_label,
    horizontal_grid,
    label,
    sheet,
)
from analysis.present.charts.gaps import draw_broken
from analysis.present.charts.questioned import ring, ring_key
from analysis.present.charts.subtitle import subtitle
from analysis.questions.answer import Answer

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.present.charts.picture import Chart

BAND = "#E7EDF2"
ROOM_FOR_LABELS = 0.27
LABEL_GAP = 0.08
MOST_TICKS = 9
FEW_MONTHS = 24  # named on the axis one by one
LIMITS = {"low": "lower", "high": "upper", "middle": "mean"}
RUNS = ("shift", "trend", "two_in_three")
NAME_WIDTH = 0.17  # of the width of the lines: points closer than this share one name


def draw(answer: Answer) -> "Chart":
    """Return the points over the band between the limits; signals are filled diamonds, and named below."""
    frame = answer.figures["control_chart"]
    chart, axes = sheet(subtitle(answer, str(answer.measure), frame["period_end"], _what(answer)), 3.5, _key(answer))
    places = _places(answer, frame)
    for _, stretch in frame.groupby("segment"):
        axes.fill_between(_places(answer, stretch), stretch["lower"], stretch["upper"], color=BAND, linewidth=0)
        axes.plot(_places(answer, stretch), stretch["mean"], color=DARK_GREY, linewidth=1, linestyle="--")
    draw_broken(axes, places, list(frame["value"]), color=DARK_BLUE, linewidth=1.4, marker="o", markersize=3)
    for outside, size, face in ((False, 5, "white"), (True, 7, ORANGE)):
        marked = frame[(frame["signal"] == "outside") if outside else ~frame["signal"].isin(["none", "outside"])]
        axes.plot(
            _places(answer, marked),
            marked["value"],
            linestyle="none",
            marker="D",
            markersize=size,
            markerfacecolor=face,
            markeredgecolor=ORANGE,
            markeredgewidth=1.3,
        )
    ring(axes, frame, places)
    lowest = min(0.0, float(frame[["value", "lower"]].min().min()))
    axes.set_ylim(lowest * 1.1, float(frame[["value", "upper", "target"]].max().max()) * 1.1)
    horizontal_grid(axes)
    if _target(answer) is not None:
        axes.plot(places, frame["target"], color=DARK_PINK, linewidth=1.4, linestyle=":")
    _name_steps(answer, axes)
    _name_lines(answer, axes)
    _name_points(answer, axes)
    _ticks(answer, axes)
    return chart


def _name_steps(answer: Answer, axes: "Axes") -> None:
    """Draw a line before each period from which the limits start anew, with the reason that a person gave."""
    frame = answer.figures["control_chart"]
    places = _places(answer, frame)
    half = (places[1] - places[0]) / 2
    top = axes.get_ylim()[1]
    for place, reason in zip(places, frame["step"], strict=True):
        if reason:
            axes.axvline(place - half, color=DARK_GREY, linewidth=1)
            left = place - half > places[len(places) // 2]
            label(
                axes,
                place - half,
                top,
                reason,
                colour=DARK_GREY,
                xytext=(-4 if left else 4, -2),
                textcoords="offset points",
                ha="right" if left else "left",
                va="top",
                fontsize=SMALL,
            )


def caption(answer: Answer) -> str:
    """Return the message: whether the newest figure is usual, and what last was not."""
    frame = answer.figures["control_chart"]
    last, unit = frame.iloc[-1], _unit(answer)
    gap = str(last.get("gap", ""))
    words = {"what": capitalised(_what(answer)), "area": answer.area_name, "before": _before(answer, frame)}
    words |= {"now": as_published(float(last["value"]), unit), "date": f"{last['period_end']:%B %Y}"}
    words["place"] = phrase("chart_control", _side(last) if last["signal"] == "outside" else "within")
    words["lacking"] = phrase("chart_control", "lacking", months=gap) if gap else ""
    return expanded(phrase("chart_control", "message", **words))


def _before(answer: Answer, frame: pd.DataFrame) -> str:
    """Return what was out of the ordinary before the newest period: the run that the text tells, or a single one."""
    period = "month" if _monthly(answer) else "year"
    finding = answer.findings[0]
    say = Saying(answer, finding.about, finding.facts)
    beyond = frame.loc[frame["signal"] == "outside", "period_end"]
    overtaken = (
        not beyond.empty and isinstance(ended := say.facts.get("run_ended"), dt.date) and beyond.iloc[-1] > ended
    )
    if run := say.word("run") if not overtaken else "":
        level = run in ("above", "below")
        told = run_words(say) if level else f"{run} {run_words(say)}"
        return phrase("chart_control_before", run if level else "other", run=told)
    marked = frame[frame["signal"] != "none"]
    if changed := _level_since(frame):
        return changed
    if marked.empty:
        return phrase("chart_control_before", f"none {period}", count=str(len(frame)))
    newest = marked.iloc[-1]
    if newest["period_end"] == frame["period_end"].iloc[-1]:
        return ""
    case = "beyond" if newest["signal"] == "outside" else "unusual"
    return phrase("chart_control_before", f"{case} {period}", date=f"{newest['period_end']:%B %Y}")


def _level_since(frame: pd.DataFrame) -> str:
    """Return that the newest stretch has another level than the one before, where nothing in it is unusual."""
    newest = frame["segment"] == frame["segment"].iloc[-1]
    if newest.all() or frame.loc[newest, "signal"].ne("none").any():
        return ""
    before = frame["segment"] == frame.loc[~newest, "segment"].iloc[-1]
    higher = frame.loc[newest, "mean"].mean() > frame.loc[before, "mean"].mean()
    since = frame.loc[newest, "period_end"].iloc[0]
    return phrase("chart_control_before", "higher" if higher else "lower", since=f"{since:%B %Y}")


def _side(row: pd.Series) -> str:
    return "above" if row["direction"] > 0 else "below"


def _key(answer: Answer) -> str:
    """Say what the lines, the band and the marks are: of the marks, those that the chart has."""
    frame = answer.figures["control_chart"]
    period = "month" if _monthly(answer) else "year"
    parts = [phrase("control_key", _kind(answer), period=period)]
    if _changed(frame):
        parts.append(phrase("control_key", "changed", dates=listed(_changed(frame, "%b %Y"))))
    if (frame["step"] != "").any():
        parts.append(phrase("control_key", "step"))
    if (frame["signal"] == "outside").any():
        parts.append(phrase("control_key", "outside"))
    kinds = [
        phrase("control_run", kind, length=in_words(RUN_LENGTH)) for kind in RUNS if (frame["signal"] == kind).any()
    ]
    if kinds:
        parts.append(phrase("control_key", "runs", kinds=", or ".join(kinds)))
    parts += filter(None, [ring_key(frame)])
    if _begins_within_a_run(frame):
        longer = [*parts, phrase("control_key", "began before")]
        parts = longer if len(textwrap.wrap(" ".join(longer), SUBTITLE_CHARACTERS)) <= KEY_LINES else parts
    return " ".join(parts)


def _begins_within_a_run(frame: pd.DataFrame) -> bool:
    """Whether the points at the left edge are the end of a run that began before the chart."""
    first = frame.iloc[0]
    if first["signal"] not in ("shift", "trend"):
        return False
    goes_on = (frame["signal"] != "none") & (frame["direction"] == first["direction"])
    return 0 < int(goes_on.cummin().sum()) < RUN_LENGTH


def _carried(answer: Answer) -> bool:
    """Whether each figure is judged by its change."""
    return bool(answer.findings[0].facts.get("carried"))


def _changed(frame: pd.DataFrame, dated: str = "%B %Y") -> list[str]:
    """Return the periods from which the limits start anew because the level changed, oldest first."""
    found = frame[frame["segment"].diff().gt(0) & (frame["step"] == "")]
    return [f"{day:{dated}}" for day in found["period_end"]]


def _seasonal(answer: Answer) -> bool:
    """Whether the limits follow the season."""
    frame = answer.figures["control_chart"]
    return _monthly(answer) and not _carried(answer) and frame["mean"].nunique() > frame["segment"].nunique()


def alt(answer: Answer) -> str:
    """Return the range of the series, the newest limits, and every point beyond them."""
    frame, unit = answer.figures["control_chart"], _unit(answer)
    low, high, last = frame.loc[frame["value"].idxmin()], frame.loc[frame["value"].idxmax()], frame.iloc[-1]
    first, newest = (f"{frame['period_end'].iloc[place]:%B %Y}" for place in (0, -1))
    words = {"lowest": _said(low, unit), "highest": _said(high, unit), "newest": _said(last, unit)}
    limits = {word: as_published(float(last[name]), unit) for word, name in LIMITS.items()}
    parts = [
        _alt("series", what=_what(answer), first=first, last=newest, **words),
        _alt(_kind(answer), **limits),
    ]
    outside = [_said(row, unit) for _, row in frame[frame["signal"] == "outside"].iterrows()]
    parts.append(_alt("beyond" if outside else "none beyond", points="; ".join(outside)))
    target = _target(answer)
    if target is not None:
        parts.append(_alt("target", target=as_published(target, unit)))
    if _changed(frame):
        parts.append(_alt("changed", dates=listed(_changed(frame))))
    for _, row in frame[frame["step"] != ""].iterrows():
        parts.append(_alt("step", date=f"{row['period_end']:%B %Y}", reason=str(row["step"]).rstrip(".")))
    runs = int((~frame["signal"].isin(["none", "outside"])).sum())
    if runs:
        parts.append(_alt("one run" if runs == 1 else "runs", count=capitalised(in_words(runs))))
    return expanded(" ".join(parts))


def _alt(case: str, **words: str) -> str:
    return phrase("chart_control_alt", case, **words)


def _kind(answer: Answer) -> str:
    """Return what the middle line is: an average, what is usual for the time of year, or what follows from before."""
    return "carried" if _carried(answer) else "seasonal" if _seasonal(answer) else "average"


def _what(answer: Answer) -> str:
    measure = str(answer.measure)
    if not measures()[measure].is_counted:
        return rate_name(measure)
    many = noun(measure).many
    return phrase("chart_control", "monthly", many=many) if _monthly(answer) else many


def _monthly(answer: Answer) -> bool:
    return bool(answer.figures["control_chart"]["monthly"].iloc[0])


def _unit(answer: Answer) -> Unit:
    return measures()[str(answer.measure)].unit


def _target(answer: Answer) -> float | None:
    value = float(answer.figures["control_chart"]["target"].iloc[0])
    return None if math.isnan(value) else value


def _said(row: pd.Series, unit: Unit) -> str:
    return f"{as_published(float(row['value']), unit)} in {row['period_end']:%B %Y}"


def _places(answer: Answer, frame: pd.DataFrame) -> list[float]:
    """Return days as places on the axis: months inside their year, a year at its own number."""
    inside = (lambda day: (day.month - 0.5) / 12) if _monthly(answer) else (lambda _: 0.0)
    return [day.year + inside(day) for day in frame["period_end"]]


def _name_lines(answer: Answer, axes: "Axes") -> None:
    """Name the newest figure, the limits, the average and the target where the lines end."""
    frame, unit = answer.figures["control_chart"], _unit(answer)
    last = frame.iloc[-1]
    target = _target(answer)
    named = [  # from below, so that equal heights keep this order
        (float(last["lower"]), "lower", DARK_GREY),
        (float(last["mean"]), _kind(answer), DARK_GREY),
        (float(last["value"]), "newest", DARK_BLUE),
        (float(last["upper"]), "upper", DARK_GREY),
        *([] if target is None else [(target, "target", DARK_PINK)]),
    ]
    heights = apart([height for height, _, _ in named], axes.get_ylim()[1] * LABEL_GAP)
    places = _places(answer, frame)
    for (value, name, colour), height in zip(named, heights, strict=True):
        words = {"value": as_published(value, unit), "month": f"{last['period_end']:%B}"}
        end_label(axes, places[-1], height, phrase("chart_control_name", name, **words), colour)
    axes.set_xlim(places[0] - 0.1, places[-1] + (places[-1] - places[0]) * ROOM_FOR_LABELS)


def _name_points(answer: Answer, axes: "Axes") -> None:
    """Name points beyond the limits; of several that stand together the one that lies furthest out."""
    frame, unit = answer.figures["control_chart"], _unit(answer)
    placed = frame.assign(place=_places(answer, frame), far=(frame["value"] - frame["mean"]).abs())
    width = NAME_WIDTH * (placed["place"].iloc[-1] - placed["place"].iloc[0])
    outside = placed.iloc[:-1][frame["signal"].iloc[:-1] == "outside"]
    named: list[tuple[float, int]] = []
    for row in outside.sort_values("far", ascending=False).itertuples():
        if any(abs(row.place - place) < width and side == row.direction for place, side in named):
            continue
        named.append((row.place, row.direction))
        above = row.direction > 0
        label(
            axes,
            row.place,
            float(row.value),
            f"{row.period_end:%b %Y}: {as_published(float(row.value), unit)}",
            colour=ORANGE,
            xytext=(0, 7 if above else -7),
            textcoords="offset points",
            ha="center",
            kind=MOVABLE,
            va="bottom" if above else "top",
            fontsize=SMALL,
        )


def _ticks(answer: Answer, axes: "Axes") -> None:
    frame = answer.figures["control_chart"]
    if _monthly(answer) and len(frame) <= FEW_MONTHS:
        days = list(frame["period_end"])[:: max(1, len(frame) // 4)]
        axes.set_xticks(_places(answer, frame)[:: max(1, len(frame) // 4)], [f"{day:%b %Y}" for day in days])
        return
    years = sorted({day.year for day in frame["period_end"]})
    inside = [year for year in years if _places(answer, frame)[0] <= year + 0.05]
    shown = inside if len(inside) <= MOST_TICKS else inside[(len(inside) - 1) % 2 :: 2]
    axes.set_xticks([float(year) for year in shown], [str(year) for year in shown], fontsize=TEXT)
