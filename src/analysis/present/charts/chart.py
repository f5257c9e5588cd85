"""The sheet every chart is drawn on: sizes, colours and type of the Government Analysis Function.

Colours and rules: Government Analysis Function, *Data visualisation: colours in charts* and *Charts: a checklist*.
A chart is a figure of its own, outside pyplot, so that drawing leaves no state behind and needs no closing.
"""

import io
import textwrap
from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.patheffects import withStroke
from matplotlib.ticker import FuncFormatter

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
HALO = withStroke(linewidth=2.5, foreground="white")
SUBTITLE_CHARACTERS = 104
PARTS_KEY = "Blue bars add, and orange bars take away."
TOTALS_KEY = f"Grey bars are the totals. {PARTS_KEY}"


class Chart(Figure):
    """A figure that shows itself at 200 dpi, and saves the same picture every time."""

    def _repr_png_(self) -> bytes:
        """What a notebook shows and stores."""
        return self.png()

    def png(self) -> bytes:
        """Return the picture as PNG at 200 dpi."""
        held = io.BytesIO()
        self.savefig(held, format="png", dpi=DPI, metadata={"Software": None})
        return held.getvalue()

    def save(self, path: Path) -> Path:
        """Write the picture as SVG or PNG, as the name of `path` says."""
        if path.suffix == ".svg":
            with mpl.rc_context({"svg.hashsalt": "workbench", "svg.fonttype": "path"}):
                self.savefig(path, format="svg", metadata={"Date": None})
        else:
            path.write_bytes(self.png())
        return path


def sheet(subtitle: str, height: float = 3.2, key: str = "") -> tuple[Chart, Axes]:
    """Return an empty chart under its statistical subtitle (area, measure, unit, period, source).

    key: what its lines, colours and marks are, in words, where they are not named beside them; a paragraph of its own.
    """
    chart = Chart(figsize=(WIDTH, height), dpi=DPI, layout=ConstrainedLayoutEngine(w_pad=0.06, h_pad=0.06))
    with sns.axes_style("white"):
        axes = chart.add_subplot()
    said = "\n".join(textwrap.fill(text, SUBTITLE_CHARACTERS) for text in (subtitle, key) if text)
    chart.suptitle(said, x=0.012, ha="left", fontsize=SMALL, color=DARK_GREY)
    sns.despine(ax=axes, left=True, bottom=True)
    axes.tick_params(length=0, labelsize=TEXT, labelcolor="black")
    axes.set_axisbelow(True)
    return chart, axes


def label(axes: Axes, x: float, y: float, text: str, *, colour: str = "black", **where: object) -> None:
    """Write a label in the type of the charts, with a white edge that keeps lines from running through it."""
    colour = INK.get(colour, colour)
    look: dict[str, object] = {"fontsize": TEXT, "annotation_clip": False, "zorder": 5, "path_effects": [HALO]}
    axes.annotate(text, (x, y), color=colour, **(look | where))  # type: ignore[arg-type]


def horizontal_grid(axes: Axes) -> None:
    """Draw pale lines to read heights by, and the zero line darker."""
    axes.yaxis.grid(True, color="#E2E2E2", linewidth=0.8)
    axes.axhline(0, color=DARK_GREY, linewidth=1)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.0f}"))


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
