"""A finished pack is looked at before it is published: every paper in every format, whole."""

import importlib.util
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import yaml

from analysis.catalogue.errors import WorkbenchError
from analysis.render.pdf_checks import check_pdf

EXTENSIONS = {"html": "html", "typst": "pdf", "docx": "docx", "pptx": "pptx"}  # of the formats a paper may name
USUAL = ("html", "typst", "docx")  # where a paper names none, the project's
_FROM_ELSEWHERE = re.compile(
    r"""<(?:img|script|link|iframe)\b[^>]*\b(?:src|href)\s*=\s*["'](?!data:|\#)([^"']+)""", re.IGNORECASE
)


def problems_of(papers: Sequence[Path], folder: Path) -> list[str]:
    """Return what is wrong with the rendered papers in `folder`; nothing where all is well. papers: their sources."""
    problems: list[str] = []
    for paper in papers:
        for extension in _extensions_of(paper):
            path = folder / f"{paper.stem}.{extension}"
            if not path.is_file() or path.stat().st_size == 0:
                problems.append(f"{path.name} was not made.")
            else:
                problems += [f"{path.name}: {problem}" for problem in CHECKS[extension](path)]
    return problems


def _extensions_of(paper: Path) -> tuple[str, ...]:
    """Return the extensions of the formats that a paper's front matter asks for; the project's where it names none.

    Raises WorkbenchError for a format that is none of ours.
    """
    head = paper.read_text(encoding="utf-8").split("\n---", 1)[0].removeprefix("---")
    asked = (yaml.safe_load(head) or {}).get("format") or USUAL
    formats = [asked] if isinstance(asked, str) else list(asked)
    unknown = [name for name in formats if name not in EXTENSIONS]
    if unknown:
        raise WorkbenchError(
            f"The format {unknown[0]} is none that a pack can look at.",
            where=paper.name,
            hint=f"Formats are {', '.join(EXTENSIONS)}.",
        )
    return tuple(EXTENSIONS[name] for name in formats)


def _problems_of_html(path: Path) -> list[str]:
    """Return what keeps a page from being read without a network: pictures, styles or scripts kept elsewhere."""
    elsewhere = _FROM_ELSEWHERE.findall(path.read_text(encoding="utf-8"))
    return [f"it needs a file of its own beside it or on the network: {target}" for target in dict.fromkeys(elsewhere)]


def _problems_of_pdf(path: Path) -> list[str]:
    """Return what shows that a PDF is not whole or not tagged."""
    content = path.read_bytes()
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-1024:]:
        return ["it is not a whole PDF."]
    return []


def accessibility_of(papers: Sequence[Path], folder: Path) -> list[str]:
    """Return what a screen reader would miss in the PDFs; nothing where the tool that looks (pikepdf) is not there."""
    if importlib.util.find_spec("pikepdf") is None:
        return []
    pages = [folder / f"{paper.stem}.pdf" for paper in papers if "pdf" in _extensions_of(paper)]
    return [f"{path.name}: {problem}" for path in pages for problem in check_pdf(path)]


def _problems_of_docx(path: Path) -> list[str]:
    """Return what keeps Word or PowerPoint from opening a file."""
    if not zipfile.is_zipfile(path):
        return [f"it is not a {OFFICE[path.suffix]}."]
    with zipfile.ZipFile(path) as parts:
        damaged = parts.testzip()
        return [f"its part {damaged} is damaged."] if damaged else []


OFFICE = {".docx": "Word document", ".pptx": "PowerPoint file"}
CHECKS = {
    "html": _problems_of_html,
    "pdf": _problems_of_pdf,
    "docx": _problems_of_docx,
    "pptx": _problems_of_docx,
}
