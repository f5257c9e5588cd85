"""The picture itself, by matplotlib: apart from the sheet, because loading it takes longer than most answers."""

import base64
import html
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.patheffects import withStroke
from PIL import Image, ImageChops, ImageStat

from analysis.catalogue.workspace import program
from analysis.present.charts.chart import DPI, FONTS

SESSION = "JPY_SESSION_NAME"  # Jupyter sets it for the kernel of a notebook that a person opened
COLOURS = 256  # of a palette
UNSEEN = 32  # of 255: so far may a pixel at the edge of a line be from what was drawn, and look the same
PAPER = 252  # of 255: from here on a shade of the palette is the white of the paper, which an octree greys by one
HALO = withStroke(linewidth=2.5, foreground="white")


@cache
def _load_fonts() -> None:
    for path in sorted((program() / "reports" / "theme" / "fonts").glob("*.otf")):
        font_manager.fontManager.addfont(path)


@contextmanager
def type_of_the_text() -> Iterator[None]:
    """Draw in the font of the papers, every text letter by letter, and leave matplotlib's settings as they were.

    What stands between two dollar signs would be read as mathematics, or end the drawing where it is none.
    """
    _load_fonts()
    with mpl.rc_context({"font.family": list(FONTS), "text.parse_math": False}):
        yield


class Chart(Figure):
    """A figure that shows itself at 200 dpi, and saves the same picture every time.

    heading: its message, and words: what it shows to somebody who cannot see it. In JupyterLab they stand above the
    picture and behind it; where a run makes papers, the paper has them.
    """

    heading = ""
    words = ""

    def _repr_png_(self) -> bytes | None:
        """What a run stores, and papers embed."""
        return None if self._in_front_of_a_person() else self.png()

    def _repr_html_(self) -> str | None:
        """What a person sees who works in JupyterLab."""
        return self.as_html() if self._in_front_of_a_person() else None

    def as_html(self) -> str:
        """Return the picture under its message, with what it shows in words."""
        data = base64.b64encode(self.png()).decode("ascii")
        return (
            f"<figure><figcaption><b>{html.escape(self.heading)}</b></figcaption>"
            f'<img style="max-width:100%" src="data:image/png;base64,{data}" alt="{html.escape(self.words)}"/></figure>'
        )

    def _in_front_of_a_person(self) -> bool:
        return bool(self.heading) and SESSION in os.environ

    def lay_out(self) -> None:
        """Give every part its place, and leave it there: drawing would look for places again, and find others.

        Names that are moved to where they cover nothing would then stand where nobody looked.
        """
        FigureCanvasAgg(self)
        engine = self.get_layout_engine()
        if engine is not None:
            engine.execute(self)
            self.set_layout_engine("none")

    def png(self) -> bytes:
        """Return the picture as PNG at 200 dpi."""
        canvas = FigureCanvasAgg(self)
        with type_of_the_text():
            canvas.draw()  # type: ignore[no-untyped-call]  # at the 200 dots to the inch that it is made with
        dots = bytes(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
        return as_png(Image.frombytes("RGBA", canvas.get_width_height(), dots))

    def save(self, path: Path) -> Path:
        """Write the picture as SVG or PNG, as the name of `path` says."""
        if path.suffix == ".svg":
            with type_of_the_text(), mpl.rc_context({"svg.hashsalt": "workbench", "svg.fonttype": "path"}):
                self.savefig(path, format="svg", metadata={"Date": None})
        else:
            path.write_bytes(self.png())
        return path


def as_png(picture: Image.Image) -> bytes:
    """Return a picture as PNG, with a palette of its own 256 colours where nobody could see a difference.

    That is a third of its size: a chart has a few colours and their shades along edges. A picture of which any dot
    would look another keeps all its colours.
    """
    drawn = picture.convert("RGB")
    fewer = drawn.quantize(COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    fewer.putpalette([255 if shade >= PAPER else shade for shade in fewer.getpalette() or ()])
    apart = ImageChops.difference(drawn, fewer.convert("RGB"))
    same = max(most for _, most in ImageStat.Stat(apart).extrema) <= UNSEEN
    held = io.BytesIO()
    (fewer if same else picture).save(held, format="png")
    return held.getvalue()


def blank(width: float, height: float) -> Chart:
    """Return an empty chart of so many inches."""
    return Chart(figsize=(width, height), dpi=DPI, layout=ConstrainedLayoutEngine(w_pad=0.06, h_pad=0.06))
