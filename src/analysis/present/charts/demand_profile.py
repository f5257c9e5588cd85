"""From referral to care on one scale: area, similar areas and England as multiples of the neighbours' middle."""

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.catalogue.observation import Unit
from analysis.language.numbers import as_published
from analysis.language.phrasebook import phrase
from analysis.language.vocabulary import expanded, in_sentence
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY, SMALL, TEXT, TURQUOISE, label, sheet
from analysis.present.charts.questioned import RING_SIZE, ring, with_key
from analysis.present.charts.subtitle import Heading, sources
from analysis.questions.answer import Answer

if TYPE_CHECKING:
    from analysis.present.charts.picture import Chart

FINE, COARSE = (0.5, 0.75, 1, 1.5, 2), (0.125, 0.25, 0.5, 1, 2, 4, 8)
WIDE = 4  # from lowest to highest: beyond it the fine ticks would run into each other
UNIT: Unit = "per_10000"
ABOVE = 4  # points from the middle of a mark to the foot of its number, however close the rows are


def draw(answer: Answer) -> "Chart":
    """Return one row a rate, in the order in which children meet the service."""
    from matplotlib.ticker import FuncFormatter, NullLocator  # noqa: PLC0415 - loads when something is drawn

    frame = relative(answer)
    labels = list(dict.fromkeys(frame["label"]))
    days = sorted(set(frame["period_end"]))
    text = phrase("chart_subtitle", "demand_profile", area=answer.area_name, date=f"{days[-1]:%B %Y}")
    key = with_key(phrase("chart_key", "demand_profile"), frame)
    chart, axes = sheet(Heading(text, sources(answer)), height=1.1 + 0.27 * len(labels), key=key)
    places = {name: row for row, name in enumerate(labels)}
    rows = frame["label"].map(places)
    for kind, marker, colour, size in (("neighbour", "o", TURQUOISE, 4.5), ("england", "D", DARK_GREY, 5)):
        part = frame["kind"] == kind
        axes.plot(frame.loc[part, "times"], rows[part], marker, color=colour, markersize=size, alpha=0.75)
    own = frame["kind"] == "area"
    axes.plot(frame.loc[own, "times"], rows[own], "o", color=DARK_BLUE, markersize=8)
    for found, row in zip(frame[own].itertuples(), rows[own], strict=True):
        label(
            axes,
            found.times,
            row,
            as_published(found.value, UNIT),
            xytext=(0, ABOVE),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=SMALL,
            colour=DARK_BLUE,
        )
    ring(axes, frame, list(frame["times"]), RING_SIZE + 3, heights=list(rows))
    axes.axvline(1, color=DARK_GREY, linewidth=1)
    axes.set_xscale("log")
    low, high = float(frame["times"].min()), float(frame["times"].max())
    axes.set_xlim(low * 0.9, high * 1.12)
    ticks = COARSE if high / low > WIDE else FINE
    axes.set_xticks([tick for tick in ticks if low * 0.85 < tick < high * 1.15])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g} times"))
    axes.xaxis.grid(visible=True, color="#E2E2E2", linewidth=0.8)
    axes.set_yticks(list(places.values()), [_short(name) for name in labels], fontsize=TEXT)
    axes.set_ylim(len(labels) - 0.5, -0.7)
    return chart


def caption(answer: Answer) -> str:
    """Return the message: at how many steps the area is above the middle of similar areas, and where furthest."""
    own = relative(answer).query("kind == 'area'")
    above, steps = int((own["times"] > 1).sum()), len(own)
    furthest = own.loc[np.log(own["times"]).abs().idxmax()]
    case = "all" if above == steps else "some" if above else "none"
    if steps == 1:
        case = "one above" if above else "one below"
    words = {
        "above": str(above),
        "steps": str(steps),
        "times": f"{furthest['times']:.{1 if furthest['times'] >= 1 else 2}f}",
    }
    named = in_sentence(_short(furthest["label"]))
    return expanded(phrase("demand_profile", case, area=answer.area_name, furthest=named, **words))


def alt(answer: Answer) -> str:
    """Return each step with the area's rate and the range of similar areas."""
    frame = relative(answer)
    said = []
    for name, part in frame.groupby("label", sort=False):
        own = part[part["kind"] == "area"].iloc[0]
        others = part[part["kind"] == "neighbour"]["value"]
        now, lowest, highest = (as_published(value, UNIT) for value in (own["value"], others.min(), others.max()))
        words = {"name": _short(str(name)), "now": now, "lowest": lowest, "highest": highest}
        said.append(phrase("chart_demand", "row", **words))
    return expanded(phrase("chart_demand", "alt", parts=". ".join(said)))


def relative(answer: Answer) -> pd.DataFrame:
    """Return the rows of `demand_profile` with a column `times`: each rate over the median of similar areas.

    Rates without such a median, of nought, or not known of the area itself are left out. Raises KeyError where the
    answer has no such figure.
    """
    frame = answer.figures["demand_profile"]
    middle = frame[frame["kind"] == "neighbour"].groupby("measure")["value"].median()
    found = frame.assign(times=frame["value"] / frame["measure"].map(middle))
    found = found[np.isfinite(found["times"]) & (found["times"] > 0)]
    return found[found["measure"].isin(found.loc[found["kind"] == "area", "measure"])].reset_index(drop=True)


def _short(name: str) -> str:
    return name.replace(" per 10,000 children", "").replace(" at 31 March", "")
