"""The picture itself, by matplotlib: apart from the sheet, because loading it takes longer than most answers."""

import io
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.patheffects import withStroke

from analysis.present.charts.chart import DPI

HALO = withStroke(linewidth=2.5, foreground="white")


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


def blank(width: float, height: float) -> Chart:
    """Return an empty chart of so many inches."""
    return Chart(figsize=(width, height), dpi=DPI, layout=ConstrainedLayoutEngine(w_pad=0.06, h_pad=0.06))
