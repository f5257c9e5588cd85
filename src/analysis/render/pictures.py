"""Which alternative text belongs to which picture, known by the picture's bytes."""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from analysis.render.builtin.cells import read_cells
from analysis.render.builtin.settings import Project
from analysis.render.builtin.shortcodes import find
from analysis.render.outcome import RenderError

_PICTURE = re.compile(r"!\[[^]]*]\(([^)\s]+)[^)]*\)\{[^}]*?(?:fig-)?alt=\"((?:[^\"\\]|\\.)*)\"")


def fingerprint(picture: bytes) -> str:
    """Return what a picture is known by."""
    return hashlib.sha256(picture).hexdigest()


def alternative_texts(project: Project, papers: Sequence[Path]) -> Mapping[str, str]:
    """Return the alternative text of every picture that the papers show, by fingerprint."""
    return {fingerprint(picture): alt for paper in papers for picture, alt in _pictures(project, paper) if alt}


def _pictures(project: Project, paper: Path) -> Iterator[tuple[bytes, str]]:
    text = paper.read_text(encoding="utf-8")
    for name, alt in _PICTURE.findall(text):
        path = paper.parent / name
        if path.is_file():
            yield path.read_bytes(), alt.replace('\\"', '"')
    notebooks = {code.arguments[0].partition("#")[0] for code in find(text) if code.name == "embed" and code.arguments}
    for name in sorted(notebooks):
        path = (project.folder if name.startswith("/") else paper.parent) / name.lstrip("/")
        try:
            cells = read_cells(path, name)
        except RenderError:
            continue  # the renderer has said so
        for cell in cells:
            for output in cell.outputs:
                data = output.get("data")
                encoded = data.get("image/png") if isinstance(data, dict) else None
                if encoded:
                    whole = encoded if isinstance(encoded, str) else "".join(encoded)
                    yield base64.b64decode(whole), " ".join(str(cell.options.get("fig-alt", "")).split())
