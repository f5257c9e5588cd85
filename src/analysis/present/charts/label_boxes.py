"""Where the labels of a chart stand: no label covers another."""

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.present.charts.chart import MOVABLE, STACKED, apart

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.text import Text
    from matplotlib.transforms import Bbox, BboxBase

    from analysis.present.charts.picture import Chart

# Sides of its point on which a movable name may stand: points right and up, and how it is aligned there.
SIDES = (
    ((0, 7), "center", "bottom"),
    ((0, -7), "center", "top"),
    ((-6, 7), "right", "bottom"),
    ((6, 7), "left", "bottom"),
    ((-6, -7), "right", "top"),
    ((6, -7), "left", "top"),
    ((-8, 0), "right", "center"),
    ((8, 0), "left", "center"),
    ((0, 18), "center", "bottom"),
    ((0, -18), "center", "top"),
)
TOUCHING = 1.0  # pixels by which two boxes may share an edge


def labels(chart: "Chart") -> "Iterator[Text]":
    """Yield every text of a chart that is seen: labels, ticks within the axes, headings."""
    hidden = {id(text) for axes in chart.axes for axis in (axes.xaxis, axes.yaxis) for text in _out_of_view(axis)}
    for text in chart.findobj(match=lambda artist: hasattr(artist, "get_text")):
        if text.get_visible() and text.get_text().strip() and id(text) not in hidden:  # type: ignore[attr-defined]
            yield text  # type: ignore[misc]


def _out_of_view(axis: "Axis") -> "Iterator[Text]":
    """Yield the labels of ticks beyond an axis, which matplotlib keeps but does not draw."""
    low, high = sorted(axis.get_view_interval())
    slack = (high - low) * 1e-6
    for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
        if not low - slack <= tick.get_loc() <= high + slack:
            yield from (tick.label1, tick.label2)


def collisions(chart: "Chart") -> list[tuple[str, str]]:
    """Return each pair of labels of a chart of which one covers a part of the other."""
    chart.draw_without_rendering()
    boxes = [(text.get_text(), text.get_window_extent()) for text in labels(chart)]
    return [
        (one, other)
        for place, (one, box) in enumerate(boxes)
        for other, beside in boxes[place + 1 :]
        if _covers(box, beside)
    ]


def cut_off(chart: "Chart") -> list[str]:
    """Return each label of a chart of which a part lies beyond the sheet, and is not printed."""
    chart.draw_without_rendering()
    return [text.get_text() for text in labels(chart) if not _within(chart.bbox, text.get_window_extent())]


def keep_apart(chart: "Chart") -> None:
    """Part names at the ends of lines; move each movable name to where it covers no other, or leave it out."""
    chart.lay_out()
    for axes in chart.axes:
        _part(chart, axes)
    found = list(labels(chart))
    taken = [text.get_window_extent() for text in found if text.get_gid() != MOVABLE]
    taken += [box for axes in chart.axes for box in _points(axes)]
    for text in found:
        if text.get_gid() == MOVABLE:
            _settle(chart, text, taken)


def _points(axes: "Axes") -> "Iterator[Bbox]":
    """Yield a small box for each point of a line that has marks."""
    from matplotlib.transforms import Bbox  # noqa: PLC0415 - loads when something is drawn

    for line in axes.lines:
        if line.get_marker() in (None, "None", ""):
            continue
        half = line.get_markersize() / 2 * axes.figure.dpi / 72
        for across, up in line.get_transform().transform(line.get_xydata()):
            if math.isfinite(across) and math.isfinite(up):  # what is missing has no place
                yield Bbox([[across - half, up - half], [across + half, up + half]])


def _part(chart: "Chart", axes: "Axes") -> None:
    """Move names at the ends of lines up or down until they stand clear of each other, inside the picture."""
    stacked = [text for text in axes.texts if text.get_gid() == STACKED and text.get_visible()]
    if not stacked:
        return
    boxes = [text.get_window_extent() for text in stacked]
    tall = max(box.height for box in boxes)
    middles = [(box.y0 + box.y1) / 2 for box in boxes]
    placed = apart(middles, tall)
    low, high = axes.bbox.y0 + tall / 2, chart.bbox.y1 - tall / 2
    shift = max(0.0, low - min(placed)) or min(0.0, high - max(placed))
    for text, middle, place in zip(stacked, middles, placed, strict=True):
        across, up = text.get_position()
        text.set_position((across, up + (place + shift - middle) * 72 / chart.dpi))


def _settle(chart: "Chart", text: "Text", taken: "list[Bbox]") -> None:
    page = chart.bbox
    given = (text.get_position(), text.get_horizontalalignment(), text.get_verticalalignment())
    for offset, across, up in (given, *SIDES):
        text.set_position(offset)
        text.set(ha=across, va=up)
        box = text.get_window_extent()
        if _within(page, box) and not any(_covers(box, other) for other in taken):
            taken.append(box)
            return
    text.set_visible(False)


def _within(page: "BboxBase", box: "BboxBase") -> bool:
    return bool(page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1)


def _covers(box: "Bbox", other: "Bbox") -> bool:
    across = min(box.x1, other.x1) - max(box.x0, other.x0)
    up = min(box.y1, other.y1) - max(box.y0, other.y0)
    return bool(across > TOUCHING and up > TOUCHING)
