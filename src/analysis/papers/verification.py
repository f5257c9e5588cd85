"""A finished pack is looked at before it is published: every paper in every format, whole."""

import importlib.util
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

from analysis.render.pdf_checks import check_pdf

FORMATS = ("html", "pdf", "docx")
_FROM_ELSEWHERE = re.compile(
    r"""<(?:img|script|link|iframe)\b[^>]*\b(?:src|href)\s*=\s*["'](?!data:|\#)([^"']+)""", re.IGNORECASE
)


def problems_of(papers: Sequence[str], folder: Path) -> list[str]:
    """Return what is wrong with the rendered papers, named by stem, in `folder`; nothing where all is well."""
    problems: list[str] = []
    for paper in papers:
        for extension in FORMATS:
            path = folder / f"{paper}.{extension}"
            if not path.is_file() or path.stat().st_size == 0:
                problems.append(f"{path.name} was not made.")
            else:
                problems += [f"{path.name}: {problem}" for problem in CHECKS[extension](path)]
    return problems


def problems_of_html(path: Path) -> list[str]:
    """Return what keeps a page from being read without a network: pictures, styles or scripts kept elsewhere."""
    elsewhere = _FROM_ELSEWHERE.findall(path.read_text(encoding="utf-8"))
    return [f"it needs a file of its own beside it or on the network: {target}" for target in dict.fromkeys(elsewhere)]


def problems_of_pdf(path: Path) -> list[str]:
    """Return what shows that a PDF is not whole or not tagged."""
    content = path.read_bytes()
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-1024:]:
        return ["it is not a whole PDF."]
    return []


def accessibility_of(papers: Sequence[str], folder: Path) -> list[str]:
    """Return what a screen reader would miss in the PDFs; nothing where the tool that looks (pikepdf) is not there."""
    if importlib.util.find_spec("pikepdf") is None:
        return []
    return [f"{paper}.pdf: {problem}" for paper in papers for problem in check_pdf(folder / f"{paper}.pdf")]


def problems_of_docx(path: Path) -> list[str]:
    """Return what keeps Word from opening a document."""
    if not zipfile.is_zipfile(path):
        return ["it is not a Word document."]
    with zipfile.ZipFile(path) as parts:
        damaged = parts.testzip()
        return [f"its part {damaged} is damaged."] if damaged else []


CHECKS = {"html": problems_of_html, "pdf": problems_of_pdf, "docx": problems_of_docx}
