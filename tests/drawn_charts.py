"""Answers made by hand, and what a chart shows of them, for the tests of charts."""

import datetime as dt

import pandas as pd
from matplotlib.colors import to_hex
from matplotlib.patches import Rectangle

from analysis.catalogue.area import areas
from analysis.catalogue.parameters import ReportingContext
from analysis.catalogue.period import Month
from analysis.questions.answer import Answer, Evidence

TORBAY = "E06000027"
MAY_2021 = Month(2021, 5)
MARCH_2020, MARCH_2021 = dt.date(2020, 3, 31), dt.date(2021, 3, 31)


def answer_of(measure, *, figures=None, tables=None, evidence=(), findings=(), between=None, month=MAY_2021):
    """An answer about Torbay that holds nothing but this; figures and tables are rows by name."""
    context = ReportingContext(areas()[TORBAY], month)
    named = {entry.name: entry for entry in evidence}
    return Answer(
        "?",
        measure,
        context,
        "x",
        tuple(findings),
        named,
        {name: pd.DataFrame(rows) for name, rows in (figures or {}).items()},
        {name: pd.DataFrame(rows) for name, rows in (tables or {}).items()},
        between=between,
    )


def dated(day, name="x.now", value=1):
    """Evidence that dates an answer."""
    return Evidence(name, value, "count", "observed", day)


def marches(first, last):
    """The ends of statistical years."""
    return [dt.date(year, 3, 31) for year in range(first, last + 1)]


def bars(axes):
    """Each horizontal bar as row (or, of two a part, its middle), where it starts and ends, and its colour."""
    drawn = [patch for patch in axes.patches if isinstance(patch, Rectangle)]
    return [
        (
            round(float(bar.get_y() + bar.get_height() / 2), 3),
            round(float(bar.get_x()), 6),
            round(float(bar.get_x() + bar.get_width()), 6),
            to_hex(bar.get_facecolor()).upper(),
        )
        for bar in drawn
    ]


def columns(axes):
    """Each upright bar as place, height and colour."""
    return [
        (
            round(float(bar.get_x() + bar.get_width() / 2), 3),
            round(float(bar.get_height()), 6),
            to_hex(bar.get_facecolor()).upper(),
        )
        for bar in axes.patches
        if isinstance(bar, Rectangle)
    ]


def lines(axes):
    """Each line as its places, its values, colour, dashes and marker."""
    return [
        (
            [round(float(place), 3) for place in line.get_xdata(orig=False)],
            [round(float(value), 3) for value in line.get_ydata()],
            to_hex(line.get_color()).upper(),
            line.get_linestyle(),
            line.get_marker(),
        )
        for line in axes.lines
    ]


def labels(axes):
    """Each label as its words and the point it stands at."""
    return {text.get_text(): tuple(round(float(part), 3) for part in text.xy) for text in axes.texts}


def sides(axes):
    """On which side of its point each label stands: how far right and up, and how it is aligned."""
    return {
        text.get_text(): (*text.get_position(), text.get_horizontalalignment(), text.get_verticalalignment())
        for text in axes.texts
    }


def bands(axes):
    """Each filled band as its colour and, by place, the lowest and highest value it covers."""
    found = []
    for band in axes.collections:
        points = band.get_paths()[0].vertices
        places = sorted({round(float(place), 3) for place, _ in points})
        heights = {at: [float(value) for place, value in points if round(float(place), 3) == at] for at in places}
        found.append((to_hex(band.get_facecolor()[0]).upper(), {at: (min(h), max(h)) for at, h in heights.items()}))
    return found


def names(axis):
    """The names along an axis, lines joined, with their places."""
    return {
        " ".join(tick.label1.get_text().split()): round(float(tick.get_loc()), 3) for tick in axis.get_major_ticks()
    }


def heading(chart):
    """What stands above a chart, as one line."""
    return " ".join(chart.get_suptitle().split())
