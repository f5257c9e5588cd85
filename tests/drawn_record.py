"""What a chart has on its sheet, every mark and word of it with its place, as it was looked at and kept.

`as_drawn(name, chart)` fails where a mark, a limit, a word or its place beside a mark is another than the record has:
`tests/present/charts/records/<name>.yml`. With KEEP_RECORDS=1 in the environment the record is written instead: look at
the picture before it is committed.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import yaml
from matplotlib.axes import Axes
from matplotlib.collections import Collection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Annotation, Text

from kept_record import held_to

FOLDER = Path(__file__).resolve().parent / "present" / "charts" / "records"
DIGITS = 4  # of a place: what another processor rounds otherwise is no change


def as_drawn(name: str, chart: Figure) -> None:
    """Assert that a chart has on its sheet what its record says."""
    found = {"sheet": [_numbers(chart.get_size_inches()), *map(_word, _said(chart.texts))]}
    found |= {f"axes {at}": list(_marks(axes)) for at, axes in enumerate(chart.axes)}
    text = yaml.safe_dump(found, allow_unicode=True, sort_keys=False, width=116)
    held_to(FOLDER / f"{name}.yml", text)


def _marks(axes: Axes) -> Iterator[str]:
    yield f"limits {_numbers([*axes.get_xlim(), *axes.get_ylim()])}"
    for axis in (axes.xaxis, axes.yaxis):
        names = [text.get_text() for text in axis.get_ticklabels()]
        yield f"ticks {_numbers(axis.get_ticklocs())} {'; '.join(names)}"
    for line in axes.lines:
        looks = f"{line.get_linestyle()} {line.get_linewidth():g} {line.get_marker()} {line.get_markersize():g}"
        inked = f"{_colour(line.get_color())} {_colour(line.get_markerfacecolor())} {line.get_zorder():g}"
        yield f"line {_numbers(line.get_xdata(orig=False))} {_numbers(line.get_ydata(orig=False))} {looks} {inked}"
    for patch in axes.patches:
        looks = f"{_colour(patch.get_facecolor())} {_colour(patch.get_edgecolor())} {patch.get_zorder():g}"
        yield f"patch {_numbers(patch.get_path().transformed(patch.get_patch_transform()).vertices)} {looks}"
    yield from map(_collection, axes.collections)
    yield from map(_word, _said([*axes.texts, axes.title, axes.xaxis.label, axes.yaxis.label]))


def _collection(marks: Collection) -> str:
    places = _numbers(marks.get_offsets()) if len(marks.get_offsets()) > 1 else ""
    paths = " ".join(_numbers(path.vertices) for path in marks.get_paths()[:9])
    inked = " ".join(_colour(colour) for colour in marks.get_facecolor())
    return f"marks {places} {paths} {inked} {marks.get_zorder():g}"


def _said(texts: list[Text]) -> list[Text]:
    return [text for text in texts if text.get_text()]


def _word(text: Text) -> str:
    beside = f" to {_numbers(text.xyann)}" if isinstance(text, Annotation) else ""
    stands = f"{text.get_ha()} {text.get_va()} {text.get_fontsize():g} {text.get_weight()} {_colour(text.get_color())}"
    at = text.xy if isinstance(text, Annotation) else text.get_position()
    return f"{text.get_text()} | {_numbers(at)}{beside} {stands}"


def _colour(colour: object) -> str:
    return "none" if isinstance(colour, str) and colour == "none" else to_hex(colour, keep_alpha=True)  # type: ignore[arg-type]


def _numbers(values: object) -> str:
    return ",".join(f"{value + 0.0:.{DIGITS}g}" for value in np.asarray(values, dtype=float).ravel())
