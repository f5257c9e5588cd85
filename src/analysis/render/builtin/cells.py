"""Cells of executed notebooks, turned into Markdown.

Pandoc's own notebook reader is not used: it prefers plain text to pandas' HTML and leaves citations as letters.
"""

import base64
import hashlib
import json
import re
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from analysis.catalogue.yaml_reader import load_yaml
from analysis.render.builtin.styles import inline_styles, shorten
from analysis.render.outcome import RenderError

DOTS_PER_INCH = 200  # of notebooks' figures that do not say themselves
_OPTION = re.compile(r"^#\|\s?(.*)$")
_INCH = 0.0254


@dataclass(frozen=True, slots=True)
class NotebookCell:
    """A labelled code cell: its options (`#| name: value`), its code without them, its outputs."""

    notebook: str
    options: Mapping[str, object] = field(repr=False)
    code: str = field(repr=False)
    outputs: Sequence[Mapping[str, object]] = field(repr=False)
    names: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """What papers call it."""
        return str(self.options.get("label", ""))

    def caption(self) -> str:
        """Return `fig-cap` or `tbl-cap`, or nothing."""
        kind = "tbl" if self.label.startswith("tbl-") else "fig"
        return " ".join(str(self.options.get(f"{kind}-cap", "")).split())

    def fault(self, what: str, hint: str) -> RenderError:
        """Return an error about this cell."""
        return RenderError(what, where=f"{self.notebook}, cell {self.label}", hint=hint)


def read_cells(path: Path, name: str) -> tuple[NotebookCell, ...]:
    """Read the code cells of a notebook. Raises RenderError where there is none, or it is not one."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    except FileNotFoundError:
        raise RenderError("There is no such notebook.", where=name, hint="Execute it into the build folder.") from None
    except (ValueError, KeyError, TypeError):
        raise RenderError("This is not a notebook.", where=name, hint="Execute it again.") from None
    return tuple(_cell(cell, name) for cell in cells)


def _cell(cell: Mapping[str, object], name: str) -> NotebookCell:
    source = cell["source"]
    lines = (source if isinstance(source, str) else "".join(_texts(source))).splitlines()
    head = 0
    while head < len(lines) and _OPTION.match(lines[head]):
        head += 1
    try:
        options = load_yaml("\n".join(_OPTION.sub(r"\1", line) for line in lines[:head])) or {}
    except yaml.YAMLError:
        first = lines[0] if lines else ""
        raise RenderError(
            "The options of a cell are not YAML.", where=f"{name}, the cell that begins {first!r}"
        ) from None
    metadata = cell.get("metadata")
    tags = metadata.get("tags", []) if isinstance(metadata, dict) else []
    outputs = cell.get("outputs")
    return NotebookCell(
        name,
        options if isinstance(options, dict) else {},
        "\n".join(lines[head:]).strip("\n"),
        outputs if isinstance(outputs, list) else [],
        frozenset({str(cell.get("id", "")), *map(str, tags)} - {""}),
    )


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]


def find_cell(cells: Sequence[NotebookCell], label: str, name: str) -> NotebookCell:
    """Return the cell with a label (or id, or tag). Raises RenderError listing the labels there are."""
    for cell in cells:
        if cell.label == label:
            return cell
    for cell in cells:
        if label in cell.names:
            return cell
    known = ", ".join(cell.label for cell in cells if cell.label) or "none"
    raise RenderError(f"The notebook has no cell labelled `{label}`.", where=name, hint=f"Its labels are: {known}.")


def to_markdown(cell: NotebookCell, media: Path, link: str, *, echo: bool) -> list[str]:
    """Return what a paper shows of a cell as lines of Markdown.

    media: folder that receives its pictures. link: how the paper names that folder. echo: show the code as well.
    Raises RenderError for a cell that failed, shows nothing, or shows what no paper can.
    """
    lines: list[str] = ["", "```python", *cell.code.splitlines(), "```"] if echo else []
    blocks = [_output(cell, output, media, link) for output in cell.outputs]
    shown = [block for block in blocks if block]
    if not shown and not echo:
        raise cell.fault("This cell shows nothing.", "Execute the notebook, or end the cell with what it shall show.")
    if cell.label.startswith(("fig-", "tbl-")):
        return ["", *lines, *_float(cell, shown), ""]
    return ["", *lines, *(line for block in shown for line in ["", *block]), ""]


def _float(cell: NotebookCell, shown: list[list[str]]) -> list[str]:
    pictures = sum(block[0].startswith("![]") for block in shown)
    if cell.label.startswith("fig-") and pictures != 1:
        raise cell.fault(
            f"A cell labelled fig- shows one picture; this one shows {pictures}.", "Give each figure a cell of its own."
        )
    caption = cell.caption()
    body = [line for block in shown for line in ["", *block]]
    return [f"::: {{#{cell.label}}}", *body, "", *([caption, ""] if caption else []), ":::"]


def _output(cell: NotebookCell, output: Mapping[str, object], media: Path, link: str) -> list[str]:
    kind = output.get("output_type")
    if kind == "error":
        raise cell.fault(f"This cell failed: {output.get('ename')}: {output.get('evalue')}", "Mend the notebook.")
    asis = cell.options.get("output") == "asis"
    if kind == "stream":
        text = "".join(_texts(output.get("text", "")))
        return [] if output.get("name") == "stderr" else (text.splitlines() if asis else _verbatim(text))
    data = output.get("data")
    if not isinstance(data, dict):
        return []
    found = {mime: "".join(_texts(value)) for mime, value in data.items() if isinstance(value, str | list)}
    if "text/markdown" in found:
        return found["text/markdown"].splitlines()
    if "text/html" in found:
        return _table(cell, found["text/html"])
    if "image/png" in found:
        return _picture(cell, found["image/png"], media, link)
    if "text/plain" in found and len(found) == len(data) == 1:
        return found["text/plain"].splitlines() if asis else _verbatim(found["text/plain"])
    raise cell.fault(
        f"Its output is {', '.join(sorted(data))}, which no paper can show.", "Show a PNG figure, a table, or Markdown."
    )


def _verbatim(text: str) -> list[str]:
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return [f"{fence}{{.cell-output}}", *text.rstrip("\n").splitlines(), fence]


def _table(cell: NotebookCell, html: str) -> list[str]:
    if "<table" not in html:
        raise cell.fault("Its output is HTML without a table.", "Show a PNG figure, a table, or Markdown.")
    fence = "`" * 6
    return [f"{fence}{{=html}}", *shorten(inline_styles(html)).splitlines(), fence]


def _picture(cell: NotebookCell, encoded: str, media: Path, link: str) -> list[str]:
    picture = base64.b64decode(encoded)
    name = f"{cell.label or 'picture'}-{hashlib.sha256(picture).hexdigest()[:8]}.png"
    media.mkdir(parents=True, exist_ok=True)
    if not (media / name).exists():  # another format has it already, and pandoc may be reading it
        (media / name).write_bytes(picture)
    alt = " ".join(str(cell.options.get("fig-alt", "")).split()).replace("\\", "\\\\").replace('"', '\\"')
    return [f'![]({link}/{name}){{fig-alt="{alt}" width="{width_in_inches(picture):.3f}in"}}']


def width_in_inches(png: bytes) -> float:
    """Return how wide a PNG was drawn: pixels over its own resolution, or over 200 dpi where it does not say."""
    width = struct.unpack(">I", png[16:20])[0]
    position = png.find(b"pHYs", 0, 4096)
    if position > 0 and png[position + 12] == 1:
        per_metre = struct.unpack(">I", png[position + 4 : position + 8])[0]
        return float(width / (per_metre * _INCH))
    return float(width / DOTS_PER_INCH)
