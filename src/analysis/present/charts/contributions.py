"""What each step of the pathway adds to the change of the flow."""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.language.numbers import signed
from analysis.language.phrasebook import phrase
from analysis.language.vocabulary import capitalised, expanded, noun, step_name
from analysis.present.charts.bars import Bar, draw_parts, longest
from analysis.present.charts.chart import DARK_GREY, SMALL, parts_key, sheet
from analysis.present.charts.questioned import in_doubt, with_bars_key
from analysis.present.charts.subtitle import subtitle
from analysis.questions.answer import Answer

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.present.charts.picture import Chart

DECIMALS = 1


def draw(answer: Answer) -> "Chart":
    """Return a bar for each step, right of the line where it adds; steps of one event are bracketed."""
    frame = answer.figures["pathway"]
    flow = _flow(frame)
    what = phrase("chart_subtitle", "pathway", many=noun(flow).many)
    chart, axes = sheet(subtitle(answer, flow, answer.between or (), what), key=with_bars_key(frame, parts_key()))
    bars = [
        Bar(name, 0, value, text)
        for name, value, text in zip(names(frame), frame["contribution"], _texts(frame), strict=True)
    ]
    draw_parts(axes, bars)
    reach = longest(bars)
    _brackets(axes, frame, reach)
    axes.set_xlim(-reach * 1.35, reach * 1.9)
    return chart


def caption(answer: Answer) -> str:
    """Return the message: one event where two steps are one, and otherwise the step that moved most."""
    frame = answer.figures["pathway"]
    flow, total = noun(_flow(frame)), float(frame["contribution"].sum())
    words = {"many": capitalised(flow.many), "total": signed(total, "count")}
    pair = frame[frame["event"].duplicated(keep=False)]
    if not pair.empty:
        words["first"], words["second"] = (noun(measure).many for measure in pair["measure"].iloc[:2])
        together = signed(float(pair["contribution"].sum()), "count", DECIMALS)
        return expanded(phrase("chart_pathway", "one event", together=together, **words))
    most = frame.loc[frame["contribution"].abs().idxmax()]
    size = signed(float(most["contribution"]), "count", DECIMALS)
    return expanded(phrase("chart_pathway", "most", part=step_name(str(most["step"])), size=size, **words))


def alt(answer: Answer) -> str:
    """Return every step with its contribution."""
    frame = answer.figures["pathway"]
    parts = [f"{name} {text}" for name, text in zip(names(frame), _texts(frame), strict=True)]
    return expanded(phrase("chart_pathway", "alt", many=noun(_flow(frame)).many, parts="; ".join(parts)))


def names(frame: pd.DataFrame) -> list[str]:
    """Return what each step is called."""
    return [capitalised(step_name(step)) for step in frame["step"]]


def _texts(frame: pd.DataFrame) -> list[str]:
    return in_doubt(frame, [signed(value, "count", DECIMALS) for value in frame["contribution"]])


def _flow(frame: pd.DataFrame) -> str:
    return str(frame["measure"].iloc[-1])


def _brackets(axes: "Axes", frame: pd.DataFrame, reach: float) -> None:
    for _, rows in frame.groupby("event"):
        if len(rows) < 2:
            continue
        edge, first, last = reach * 1.32, rows.index[0], rows.index[-1]
        axes.plot([edge * 0.97, edge, edge, edge * 0.97], [first, first, last, last], color=DARK_GREY, linewidth=1)
        together = signed(float(rows["contribution"].sum()), "count", DECIMALS)
        axes.annotate(
            phrase("chart_pathway", "bracket", together=together),
            (edge, (first + last) / 2),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            fontsize=SMALL,
        )
