"""The sheet every chart is drawn on: sizes, colours and type of the Government Analysis Function.

Colours and rules: Government Analysis Function, *Data visualisation: colours in charts* and *Charts: a checklist*.
A chart is a figure of its own, outside pyplot, so that drawing leaves no state behind and needs no closing. matplotlib
and seaborn load with the first sheet: captions, texts and tables need neither.
"""

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.present.charts.picture import Chart

DARK_BLUE = "#12436D"
TURQUOISE = "#28A197"
DARK_PINK = "#801650"
ORANGE = "#F46A25"
DARK_GREY = "#3D3D3D"
PALE_GREY = "#BFBFBF"
PALE_BLUE = "#9FB9D0"
INK = {ORANGE: "#B8420B", TURQUOISE: "#1C766F"}  # the same colours, dark enough to read as text (4.5 to 1 on white)

DPI = 200
WIDTH = 6.5  # inches: the text width of an A4 page
FONT = "DejaVu Sans"  # comes with matplotlib, so that every machine draws the same picture
TEXT, SMALL = 9, 8
SUBTITLE_CHARACTERS = 104
PARTS_KEY = "Blue bars add, and orange bars take away."
TOTALS_KEY = f"Grey bars are the totals. {PARTS_KEY}"


def sheet(subtitle: str, height: float = 2.6, key: str = "") -> "tuple[Chart, Axes]":
    """Return an empty chart under its statistical subtitle (area, measure, unit, period, source).

    key: what its lines, colours and marks are, in words, where they are not named beside them; a paragraph of its own.
    """
    import seaborn as sns  # noqa: PLC0415 - loads when something is drawn

    from analysis.present.charts.picture import blank  # noqa: PLC0415 - the same

    chart = blank(WIDTH, height)
    with sns.axes_style("white"):
        axes = chart.add_subplot()
    said = "\n".join(textwrap.fill(text, SUBTITLE_CHARACTERS) for text in (subtitle, key) if text)
    chart.suptitle(said, x=0.012, ha="left", fontsize=SMALL, color=DARK_GREY)
    sns.despine(ax=axes, left=True, bottom=True)
    axes.tick_params(length=0, labelsize=TEXT, labelcolor="black")
    axes.set_axisbelow(True)
    return chart, axes


def label(axes: "Axes", x: float, y: float, text: str, *, colour: str = "black", **where: object) -> None:
    """Write a label in the type of the charts, with a white edge that keeps lines from running through it."""
    from analysis.present.charts.picture import HALO  # noqa: PLC0415 - loads when something is drawn

    colour = INK.get(colour, colour)
    look: dict[str, object] = {"fontsize": TEXT, "annotation_clip": False, "zorder": 5, "path_effects": [HALO]}
    axes.annotate(text, (x, y), color=colour, **(look | where))  # type: ignore[arg-type]


def horizontal_grid(axes: "Axes") -> None:
    """Draw pale lines to read heights by, and the zero line darker."""
    axes.yaxis.grid(True, color="#E2E2E2", linewidth=0.8)
    axes.axhline(0, color=DARK_GREY, linewidth=1)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")


def apart(heights: Sequence[float], gap: float) -> list[float]:
    """Return label heights as near as may be to `heights`, in the same order, at least `gap` apart."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    placed = [heights[place] for place in order]
    for _ in range(len(placed) * 4):
        for lower in range(len(placed) - 1):
            short = gap - (placed[lower + 1] - placed[lower])
            if short > 0:
                placed[lower] -= short / 2
                placed[lower + 1] += short / 2
    found = [0.0] * len(placed)
    for place, height in zip(order, placed, strict=True):
        found[place] = height
    return found
