"""Rings around the points that the checks question, and what they say to who does not see them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis.language.phrasebook import phrase
from analysis.language.phrases.questioned import questioned
from analysis.language.sentence_context import listed
from analysis.language.vocabulary import in_sentence, rate_name
from analysis.questions.answer import Answer
from analysis.questions.doubts import CELLS, QUESTIONED

if TYPE_CHECKING:
    from matplotlib.axes import Axes

RING = "#000000"  # around a point of any colour
RING_SIZE = 9  # points
SMALL_RING = 6  # in a small panel
OF_ONE_DAY = ("standings", "funnel")  # charts with one figure of the area, which is named instead
MOST_NAMED = 6  # dates in an alternative text


def ring(
    axes: "Axes",
    frame: pd.DataFrame,
    places: Sequence[object],
    size: int = RING_SIZE,
    heights: Sequence[float] | None = None,
) -> None:
    """Draw a ring around each questioned point.

    places: where the rows of the frame stand along the axis. heights: how high; at their values where left out. size:
    in points.
    """
    for place, height, row in zip(places, frame["value"] if heights is None else heights, marks(frame), strict=True):
        if row:
            axes.plot(
                [place],  # type: ignore[arg-type]  # days, which matplotlib takes too
                [float(height)],
                linestyle="none",
                marker="o",
                markersize=size,
                markerfacecolor="none",
                markeredgecolor=RING,
                markeredgewidth=1,
                clip_on=False,
                zorder=5,
            )


def marks(frame: pd.DataFrame) -> list[bool]:
    """Whether each row of a figure rests on a questioned one."""
    return [bool(mark) for mark in frame[QUESTIONED]] if QUESTIONED in frame else [False] * len(frame)


def in_doubt(frame: pd.DataFrame, words: Sequence[str]) -> list[str]:
    """Return what stands at each bar of a figure, with that it is in doubt where it rests on a questioned figure."""
    return [
        phrase("chart_questioned", "label", text=text) if mark else text
        for text, mark in zip(words, marks(frame), strict=True)
    ]


def with_bars_key(frame: pd.DataFrame, key: str = "") -> str:
    """Return the key of a chart of bars with what "in doubt" means at one, where it stands."""
    return " ".join(filter(None, (key, phrase("chart_questioned", "bars") if any(marks(frame)) else "")))


def ring_key(*frames: pd.DataFrame) -> str:
    """Return what a ring is, where a figure has one; else nothing."""
    return phrase("chart_questioned", "key") if any(map(_has_marks, frames)) else ""


def with_key(key: str, *frames: pd.DataFrame) -> str:
    """Return the key of a chart with what a ring is, where it has one."""
    return " ".join(filter(None, (key, ring_key(*frames))))


def rings_told(answer: Answer, name: str) -> str:
    """Return which points of a figure have a ring, for who does not see it; empty where none has."""
    frame = answer.figures.get(name)
    if frame is None or not _has_marks(frame) or CELLS in frame:  # of bars, the words at each say it
        return ""
    rows = frame[frame[QUESTIONED].astype(bool)]
    monthly = frame["period_end"].map(lambda day: day.year).nunique() < frame["period_end"].nunique()
    said = list(dict.fromkeys(_said(row, monthly=monthly) for row in rows.to_dict("records")))
    more = len(said) - MOST_NAMED
    words = [*said[:MOST_NAMED], *([phrase("chart_questioned", "more", count=str(more))] if more > 0 else [])]
    return phrase("chart_questioned", "one" if len(said) == 1 else "many", figures=listed(words))


def with_doubt(answer: Answer, text: str, role: str = "value") -> str:
    """Return what a point is called, with that the checks question its figure where they do. role: of the evidence."""
    entry = answer.evidence.get(f"{answer.group}.{role}")
    return phrase("chart_questioned", "label", text=text) if entry is not None and entry.doubts else text


def doubt_told(answer: Answer, name: str) -> str:
    """Return that the checks question the area's own figure, of a chart that has one of it; empty of any other."""
    return questioned(answer, [f"{answer.group}.value"]) if name in OF_ONE_DAY else ""


def _said(row: dict[object, object], *, monthly: bool) -> str:
    when = f"{row['period_end']:{'%B %Y' if monthly else '%Y'}}"
    called = _called(row)
    return f"{called} ({when})" if called else when


def _called(row: dict[object, object]) -> str:
    """What a figure is called where several measures stand in one chart."""
    if "ref" in row:
        return str(row["ref"] or row["name"])
    if "label" in row:
        return in_sentence(str(row["label"]))
    return rate_name(str(row["measure"])).removeprefix("the ") if "line" in row and "measure" in row else ""


def _has_marks(frame: pd.DataFrame) -> bool:
    return any(marks(frame))
