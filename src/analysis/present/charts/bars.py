"""Horizontal bars, one a row: parts from nought, or a chain in which each begins where the one before ended."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, PURPLE, TEXT, label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL_WIDTH = 26  # characters of a name on one line
THICK = 0.55  # of a row


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. start, end: where it begins and ends, in the unit of the chart. text: the number at its end, as written.

    total: it is a whole and no part, and so is neither added nor taken away.
    """

    name: str
    start: float
    end: float
    text: str
    total: bool = False

    @property
    def adds(self) -> bool:
        """Whether it adds, or at least takes nothing away."""
        return self.end >= self.start

    @property
    def colour(self) -> str:
        """Grey of a total, blue of a part that adds, purple of one that takes away."""
        return DARK_GREY if self.total else DARK_BLUE if self.adds else PURPLE


def draw_parts(axes: "Axes", bars: Sequence[Bar]) -> None:
    """Draw parts from nought, those that add to the right, each with its number beyond its end."""
    for row, bar in enumerate(bars):
        _draw(axes, row, bar, bar.end, right=bar.adds)
    _finish(axes, bars, LABEL_WIDTH)


def draw_chain(axes: "Axes", bars: Sequence[Bar], width: int = LABEL_WIDTH) -> None:
    """Draw bars of which each begins where the one before ended, led there by a thin line; numbers stand at the right.

    width: of their names, in characters.
    """
    for row, bar in enumerate(bars):
        _draw(axes, row, bar, max(bar.start, bar.end), right=True)
        if row + 1 < len(bars):
            edges = [row + THICK / 2, row + 1 - THICK / 2]
            axes.plot([bar.end, bar.end], edges, color=DARK_GREY, linewidth=0.8)
    _finish(axes, bars, width)


def longest(bars: Sequence[Bar]) -> float:
    """Return how far the furthest end of a bar lies from nought; 1 where nothing has a length."""
    return max((abs(place) for bar in bars for place in (bar.start, bar.end)), default=0.0) or 1.0


def _draw(axes: "Axes", row: int, bar: Bar, at: float, *, right: bool) -> None:
    axes.barh(row, bar.end - bar.start, left=bar.start, height=THICK, color=bar.colour)
    label(
        axes,
        at,
        row,
        bar.text,
        xytext=(5 if right else -5, 0),
        textcoords="offset points",
        va="center",
        ha="left" if right else "right",
    )


def _finish(axes: "Axes", bars: Sequence[Bar], width: int) -> None:
    """Name the rows, the first at the top, and draw the line of nought."""
    axes.set_yticks(range(len(bars)), [textwrap.fill(bar.name, width) for bar in bars], fontsize=TEXT)
    axes.invert_yaxis()
    axes.axvline(0, color=DARK_GREY, linewidth=1)
    axes.set_xticks([])
