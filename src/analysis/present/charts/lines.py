"""A few lines over the years, told apart by dashes and markers as well as by colour, each named where it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from analysis.catalogue.observation import Unit
from analysis.language.numbers import as_published
from analysis.present.charts.chart import (
    DARK_BLUE,
    DARK_GREY,
    OLIVE,
    TURQUOISE,
    apart,
    end_label,
    horizontal_grid,
)
from analysis.present.charts.gaps import stretches

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Dashes = Sequence[float] | str  # lengths of dash and gap in line widths; "" draws through

ROOM_FOR_LABELS = 0.37  # of the width of the lines
LABEL_GAP = 0.075  # of the height
ROOM_ABOVE = 1.12


@dataclass(frozen=True, slots=True)
class Look:
    """How one line is drawn. width: in points."""

    colour: str
    dashes: Dashes
    marker: str
    width: float


OWN = Look(DARK_BLUE, "", "o", 2.4)
GROUP = Look(TURQUOISE, (4, 1.6), "s", 1.6)
OTHER = Look(OLIVE, (6, 1.6, 1, 1.6), "^", 1.6)
ENGLAND = Look(DARK_GREY, (1, 1.6), "D", 1.4)


def draw_lines(
    axes: "Axes", frame: pd.DataFrame, looks: Mapping[str, Look], names: Mapping[str, str], unit: Unit
) -> None:
    """Draw the lines of `frame` (columns line, place, value; in order of place) from zero up, with their names.

    looks, names: by line; lines that are not in the frame are passed over.
    """
    import seaborn as sns  # noqa: PLC0415 - loads when something is drawn

    frame = frame.dropna(subset=["value"])
    frame = frame.assign(stretch=frame.groupby("line")["place"].transform(lambda places: stretches(list(places))))
    drawn = [line for line in looks if (frame["line"] == line).any()]
    sns.lineplot(
        frame,
        x="place",
        y="value",
        hue="line",
        style="line",
        size="line",
        hue_order=drawn,
        style_order=drawn,
        size_order=drawn,
        palette={line: looks[line].colour for line in drawn},
        dashes={line: looks[line].dashes for line in drawn},
        markers={line: looks[line].marker for line in drawn},
        sizes={line: looks[line].width for line in drawn},
        markersize=4,
        markeredgewidth=0,
        units="stretch",
        estimator=None,
        legend=False,
        ax=axes,
    )
    axes.set(xlabel="", ylabel="")
    top = float(frame["value"].max()) * ROOM_ABOVE
    axes.set_ylim(0, top)
    horizontal_grid(axes)
    last = frame.groupby("line", sort=False)["value"].last().reindex(drawn)
    right = float(frame["place"].max())
    for line, value, height in zip(drawn, last, apart(list(last), top * LABEL_GAP), strict=True):
        text = f"{names[line]}, {as_published(float(value), unit)}"
        end_label(axes, right, height, text, looks[line].colour)
    left = axes.get_xlim()[0]
    axes.set_xlim(left, right + (right - left) * ROOM_FOR_LABELS)
