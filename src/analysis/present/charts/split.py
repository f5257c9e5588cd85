"""The caseload a year before, what each factor adds or takes off, and the caseload now."""

import itertools
import textwrap
from typing import TYPE_CHECKING

import pandas as pd

from analysis.language.numbers import number, signed
from analysis.language.phrases.capacity import part_in_words
from analysis.language.sentence_context import listed, named_within
from analysis.language.vocabulary import FACTORS, capitalised, expanded, rate_name
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, PURPLE, TEXT, TOTALS_KEY, label, sheet
from analysis.present.charts.subtitle import subtitle
from analysis.questions.answer import Answer, EvidenceUnit
from analysis.questions.capacity.workforce import leading_parts

if TYPE_CHECKING:
    from analysis.present.charts.picture import Chart

LABEL_WIDTH = 36
HEIGHT_OF_BAR = 0.55
NAMED_WORDS = 12  # of the parts that the message names: the picture has all
UNIT: EvidenceUnit = "cases_per_fte"


def draw(answer: Answer) -> "Chart":
    """Return a bar for each factor from where the one before ended; signs are written, not only coloured."""
    frame = _bars(answer)
    day = answer.evidence[f"{answer.group}.caseload"].period_end
    days = [day] if day else []
    chart, axes = sheet(
        subtitle(answer, str(answer.measure), days, "change of the caseload in a year"), 2.6, TOTALS_KEY
    )
    for row, bar in zip(range(len(frame)), frame.itertuples(), strict=True):
        colour = DARK_GREY if bar.total else DARK_BLUE if bar.value >= 0 else PURPLE
        axes.barh(row, bar.end - bar.start, left=bar.start, height=HEIGHT_OF_BAR, color=colour)
        text = number(bar.value, UNIT) if bar.total else signed(bar.value, UNIT)
        label(axes, max(bar.start, bar.end), row, text, xytext=(5, 0), textcoords="offset points", va="center")
        if row + 1 < len(frame):
            edges = [row + HEIGHT_OF_BAR / 2, row + 1 - HEIGHT_OF_BAR / 2]
            axes.plot([bar.end, bar.end], edges, color=DARK_GREY, linewidth=0.8)
    axes.set_yticks(
        list(range(len(frame))), [textwrap.fill(name, LABEL_WIDTH) for name in frame["name"]], fontsize=TEXT
    )
    axes.invert_yaxis()
    axes.axvline(0, color=DARK_GREY, linewidth=1)
    axes.set_xlim(0, float(frame[["start", "end"]].max().max()) * 1.1)
    axes.set_xticks([])
    return chart


def caption(answer: Answer) -> str:
    """Return the message: the largest factors."""
    frame = answer.figures["caseload_split"]
    inner = dict(zip(frame["part"].iloc[1:-1], frame["value"].iloc[1:-1], strict=True))
    parts = [f"{part_in_words(part, inner[part])} ({signed(inner[part], UNIT)})" for part in leading_parts(inner)]
    parts = named_within(parts, NAMED_WORDS)
    before, after = (number(float(frame["value"].iloc[place]), UNIT) for place in (0, -1))
    name = capitalised(rate_name(str(answer.measure)))
    most = "the largest part is" if len(parts) == 1 else "the largest parts are"
    return expanded(f"{name} in {answer.area_name} went from {before} to {after} in a year: {most} {listed(parts)}")


def alt(answer: Answer) -> str:
    """Return every bar in order."""
    parts = [
        f"{bar.name} {number(bar.value, UNIT) if bar.total else signed(bar.value, UNIT)}"
        for bar in _bars(answer).itertuples(index=False)
    ]
    return expanded(f"Waterfall chart of {rate_name(str(answer.measure))}: {'; '.join(parts)}.")


def _bars(answer: Answer) -> pd.DataFrame:
    """One row a bar: name, value, start, end, total."""
    frame = answer.figures["caseload_split"]
    ends = [*itertools.accumulate(frame["value"].iloc[:-1]), float(frame["value"].iloc[-1])]
    total = frame["part"].isin(["before", "after"])
    starts = [0.0 if whole else before for whole, before in zip(total, [0.0, *ends[:-1]], strict=True)]
    called = {"before": "A year before", "after": str(answer.evidence[f"{answer.group}.date"].value)}
    names = [called.get(part) or capitalised(FACTORS[part]) for part in frame["part"]]
    return pd.DataFrame({"name": names, "value": frame["value"], "start": starts, "end": ends, "total": total})
