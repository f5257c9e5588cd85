"""Icons of variation and assurance: small signs with their words beside them, never a sign alone.

After NHS England's *Making Data Count*, drawn anew: a filled circle is a signal and an empty one ordinary variation; an
arrow says which way. They have no good or bad colour, since rates of need are neither.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from analysis.language.phrasebook import phrase
from analysis.present.charts.chart import DARK_BLUE, DARK_GREY
from analysis.questions.why.opening import REAL

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = 8.0  # points across
# In tables, where a sign is a letter: each stands before its words.
VARIATION: Mapping[str, str] = {"beyond usual variation": "◆", "within usual variation": "○"}
ASSURANCE: Mapping[str, str] = {"consistently": "✓", "not": "✗", "hit and miss": "~"}


def draw_variation(axes: "Axes", case: str, change: float, height: float) -> None:
    """Draw the icon of a change at the left edge of a panel, `height` points above it.

    case: how sure the change is. change: now less before; its sign turns the arrow.
    """
    from matplotlib.transforms import ScaledTranslation  # noqa: PLC0415 - loads when something is drawn

    chart = axes.get_figure()
    if chart is None:
        return
    place = axes.transAxes + ScaledTranslation((SIZE / 2 + 1) / 72, height / 72, chart.dpi_scale_trans)
    real = case in REAL
    look: dict[str, Any] = {"transform": place, "clip_on": False, "linestyle": "none", "zorder": 6}
    face = DARK_BLUE if real else "white"
    edge = DARK_BLUE if real else DARK_GREY
    axes.plot([0], [1], marker="o", markersize=SIZE, markerfacecolor=face, markeredgecolor=edge, **look)
    sign = ("^" if change > 0 else "v") if real else "_"
    ink = "white" if real else DARK_GREY
    axes.plot([0], [1], marker=sign, markersize=SIZE / 2, markerfacecolor=ink, markeredgecolor=ink, **look)


def variation_in_words(signal: str) -> str:
    """Return the sign of a line of the card and its words: `◆ Beyond usual`; empty where it cannot be judged."""
    return f"{VARIATION[signal]} {phrase('variation', signal)}" if signal in VARIATION else ""


def assurance_in_words(found: str | None) -> str:
    """Return the sign of how a target is met over time and its words: `✗ Missed`; empty where that is not known."""
    return f"{ASSURANCE[found]} {phrase('assurance', found)}" if found is not None and found in ASSURANCE else ""
