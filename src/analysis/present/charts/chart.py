"""The sheet every chart is drawn on: sizes, colours and type of the Government Analysis Function.

Colours and rules: Government Analysis Function, *Data visualisation: colours in charts* and *Charts: a checklist*.
A chart is a figure of its own, outside pyplot, so that drawing leaves no state behind and needs no closing. matplotlib
and seaborn load with the first sheet: captions, texts and tables need neither.
"""

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.language.phrasebook import phrase

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from analysis.present.charts.picture import Chart
    from analysis.present.charts.subtitle import Heading

# One meaning a colour, in every chart.
DARK_BLUE = "#12436D"  # the area; a part that adds
PALE_BLUE = "#9FB9D0"  # the area before, and the range it is expected in
TURQUOISE = "#28A197"  # similar areas
OLIVE = "#6B7A1F"  # a second group to set beside: the region, another year's group
DARK_GREY = "#3D3D3D"  # England, totals, limits and axes
PALE_GREY = "#BFBFBF"  # the present course
DARK_PINK = "#801650"  # a target
ORANGE = "#F46A25"  # out of the ordinary
PURPLE = "#A285D1"  # a part that takes away
BROWN = "#8A5A00"  # a scenario
# The same colours, dark enough to read as text (4.5 to 1 on white).
INK = {ORANGE: "#B8420B", TURQUOISE: "#1C766F", PURPLE: "#68489D"}

DPI = 200
WIDTH = 6.5  # inches: the text width of an A4 page
FONTS = ("Inter", "DejaVu Sans")  # that of the text; matplotlib's own where a sign is not in it
TEXT, SMALL = 9, 8
SUBTITLE_CHARACTERS = 108
FOOT_CHARACTERS = 142  # its type is smaller
KEY_LINES = 2  # a longer key is a paper of its own
MOVABLE = "a name that may move"  # or go, where it would cover another
STACKED = "a name at the end of a line"  # moves up or down where it would cover another


def parts_key() -> str:
    """Return what the bars of a chart of parts are."""
    return phrase("chart_key", "parts")


def totals_key() -> str:
    """Return what the bars of a chart from one total to another are."""
    return f"{phrase('chart_key', 'totals')} {parts_key()}"


def sheet(heading: "Heading | str", height: float = 2.4, key: str = "") -> "tuple[Chart, Axes]":
    """Return an empty chart with its measure, unit and period above it and its source at the foot.

    key: what its lines, colours and marks are, in words, where they are not named beside them; a paragraph of its own
    of at most two lines.
    """
    import seaborn as sns  # noqa: PLC0415 - loads when something is drawn

    from analysis.present.charts.picture import blank  # noqa: PLC0415 - the same

    chart = blank(WIDTH, height)
    with sns.axes_style("white", rc={"font.family": list(FONTS)}):
        axes = chart.add_subplot()
    said = "\n".join(textwrap.fill(text, SUBTITLE_CHARACTERS) for text in (str(heading), key) if text)
    chart.suptitle(said, x=0.012, ha="left", fontsize=SMALL, color=DARK_GREY)
    source = "" if isinstance(heading, str) else heading.source
    if source:
        write_foot(chart, phrase("chart_source", source=source))
    sns.despine(ax=axes, left=True, bottom=True)
    axes.tick_params(length=0, labelsize=TEXT, labelcolor="black")
    axes.tick_params(axis="x", pad=7)  # clear of the 0 of the other axis
    axes.set_axisbelow(True)
    return chart, axes


def write_foot(chart: "Chart", text: str) -> None:
    """Write what stands at the foot of a chart, on as many lines as it takes."""
    said = textwrap.fill(text, FOOT_CHARACTERS)
    chart.supxlabel(said, x=0.012, ha="left", fontsize=SMALL - 1, color=DARK_GREY)


def label(
    axes: "Axes", x: float, y: float, text: str, *, colour: str = "black", kind: str = "", **where: object
) -> None:
    """Write a label in the type of the charts, with a white edge that keeps lines from running through it.

    kind: MOVABLE or STACKED, for `label_boxes.keep_apart`; else it stands where it is.
    """
    from analysis.present.charts.picture import HALO  # noqa: PLC0415 - loads when something is drawn

    colour = INK.get(colour, colour)
    look: dict[str, object] = {"fontsize": TEXT, "annotation_clip": False, "zorder": 5, "path_effects": [HALO]}
    written = axes.annotate(text, (x, y), color=colour, **(look | where))  # type: ignore[arg-type]
    written.set_gid(kind or None)


def end_label(axes: "Axes", x: float, y: float, text: str, colour: str = "black") -> None:
    """Name a line where it ends."""
    label(axes, x, y, text, colour=colour, kind=STACKED, xytext=(8, 0), textcoords="offset points", va="center")


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
