"""A measure here and in the areas it is compared with: a dot each, with its 95% interval where it is a count."""

from typing import TYPE_CHECKING

import pandas as pd

from analysis.catalogue.measure import measures
from analysis.catalogue.observation import Unit
from analysis.language.numbers import MISSING_WORDS, as_published
from analysis.language.phrasebook import phrase
from analysis.language.vocabulary import capitalised, expanded, rate_name
from analysis.present.charts.chart import (
    DARK_BLUE,
    DARK_GREY,
    OLIVE,
    TEXT,
    TURQUOISE,
    label,
    sheet,
)
from analysis.present.charts.questioned import with_doubt
from analysis.present.charts.subtitle import subtitle
from analysis.questions.answer import Answer

if TYPE_CHECKING:
    from analysis.present.charts.picture import Chart

# Told apart by marker as well as by colour.
LOOKS = {"area": ("o", DARK_BLUE), "neighbour": ("s", TURQUOISE), "region": ("^", OLIVE), "england": ("D", DARK_GREY)}


def draw(answer: Answer) -> "Chart":
    """Return the areas from highest to lowest; one without a figure says why in place of its dot."""
    frame, unit = ordered(answer), unit_of(answer)
    day = max(entry.period_end for entry in answer.evidence.values() if entry.period_end)
    chart, axes = sheet(subtitle(answer, str(answer.measure), [day]), height=1.1 + 0.27 * len(frame))
    top = float(frame[["value", "upper"]].max().max())
    for row, standing in zip(range(len(frame)), frame.itertuples(), strict=True):
        marker, colour = LOOKS[str(standing.kind)]
        if pd.isna(standing.value):
            label(axes, 0, row, MISSING_WORDS.get(str(standing.missing), "not available"), va="center")
            continue
        if not pd.isna(standing.lower):
            axes.plot([standing.lower, standing.upper], [row, row], color=colour, linewidth=1.6)
        axes.plot(standing.value, row, marker=marker, color=colour, markersize=7)
        end = standing.value if pd.isna(standing.upper) else standing.upper
        said = as_published(standing.value, unit)
        said = with_doubt(answer, said) if standing.kind == "area" else said
        label(axes, end, row, said, xytext=(8, 0), textcoords="offset points", va="center")
    axes.set_yticks(list(range(len(frame))), list(frame["name"]), fontsize=TEXT)
    for tick, kind in zip(axes.get_yticklabels(), frame["kind"], strict=True):
        tick.set_fontweight("bold" if kind == "area" else "normal")
    axes.set_ylim(len(frame) - 0.5, -0.5)
    axes.set_xlim(0, top * 1.12)
    axes.xaxis.grid(visible=True, color="#E2E2E2", linewidth=0.8)
    axes.axvline(0, color=DARK_GREY, linewidth=1)
    return chart


def caption(answer: Answer) -> str:
    """Return the message: where the area stands among those shown."""
    frame, unit = ordered(answer), unit_of(answer)
    known = frame.dropna(subset=["value"])
    others = known[known["kind"] == "neighbour"]
    own = float(frame.loc[frame["kind"] == "area", "value"].iloc[0])
    words = {"measure": capitalised(rate_name(str(answer.measure))), "area": answer.area_name}
    words |= {"now": as_published(own, unit), "others": str(len(others))}
    words["lower"] = str(len(others) - int((others["value"] > own).sum()))
    kind = "chosen" if answer.findings[0].facts.get("chosen") else "statistical"
    return expanded(phrase("chart_standings", "alone" if others.empty else kind, **words))


def alt(answer: Answer) -> str:
    """Return every area with its figure and interval."""
    unit = unit_of(answer)
    parts = [
        f"{row.name_} {_said(row, unit)}" for row in ordered(answer).rename(columns={"name": "name_"}).itertuples()
    ]
    return expanded(phrase("chart_standings", "alt", measure=rate_name(str(answer.measure)), parts="; ".join(parts)))


def ordered(answer: Answer) -> pd.DataFrame:
    """Return the areas, a row each, highest value first, those without a figure last."""
    return answer.figures["standings"].sort_values("value", ascending=False, kind="stable").reset_index(drop=True)


def unit_of(answer: Answer) -> Unit:
    """Return the unit of the measure."""
    return measures()[str(answer.measure)].unit


def _said(row: object, unit: Unit) -> str:
    value, lower, upper = (float(getattr(row, name)) for name in ("value", "lower", "upper"))
    if pd.isna(value):
        return MISSING_WORDS.get(str(getattr(row, "missing", "")), "not available")
    interval = "" if pd.isna(lower) else f" ({as_published(lower, unit)} to {as_published(upper, unit)})"
    return f"{as_published(value, unit)}{interval}"
