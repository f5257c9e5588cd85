"""Machine checks of a finished PDF, whichever renderer made it: what a screen reader needs to be there.

Not a whole PDF/UA validation: Typst makes that while it compiles, and Quarto only warns where it fails. These checks
look at the finished file.
"""

from collections.abc import Iterator
from pathlib import Path

import pikepdf


def check_pdf(path: Path) -> tuple[str, ...]:
    """Return what is wrong with a PDF, one sentence each; nothing where every check passes."""
    with pikepdf.open(path) as pdf:
        return (*_about(pdf), *_structure(pdf), *_fonts(pdf))


def _about(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if "/MarkInfo" not in root or not root.MarkInfo.get("/Marked", False):
        yield "It is not tagged."
    if not str(root.get("/Lang", "")):
        yield "It names no language."
    if "/ViewerPreferences" not in root or not root.ViewerPreferences.get("/DisplayDocTitle", False):
        yield "Its window does not show the title."
    with pdf.open_metadata() as metadata:
        if not metadata.get("dc:title"):
            yield "It has no title."
        if str(metadata.get("pdfuaid:part", "")) != "1":
            yield "It does not claim PDF/UA-1."


def _structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/StructTreeRoot" not in pdf.Root:
        yield "It has no structure tree."
        return
    level = 0
    for kind, element in _elements(pdf.Root.StructTreeRoot):
        if kind == "Figure" and not str(element.get("/Alt", "")):
            yield "A figure has no alternative text."
        elif kind == "Formula" and not str(element.get("/Alt", "")):
            yield "A formula has no alternative text."
        elif kind == "Table" and not any(inner == "TH" for inner, _ in _elements(element)):
            yield "A table has no header cells."
        elif kind == "TR" and _names_nothing(element):
            yield "A row of a table has no header."
        elif len(kind) == 2 and kind[0] == "H" and kind[1].isdigit():
            if int(kind[1]) > level + 1:
                yield f"A heading of level {kind[1]} follows one of level {level}."
            level = int(kind[1])


def _names_nothing(row: pikepdf.Object) -> bool:
    """Whether a row of several cells has no header: a heading over several columns is a row of one cell."""
    kinds = [kind for kind, _ in _elements(row) if kind in {"TH", "TD"}]
    return len(kinds) > 1 and "TH" not in kinds


def _elements(element: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    """Walk the structure tree in reading order."""
    children = element.get("/K")
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield str(child.S).lstrip("/"), child
            yield from _elements(child)


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for name, font in page.resources.get("/Font", {}).items():
            inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            described: pikepdf.Object | dict[str, object] = inner.get("/FontDescriptor", {})
            if not any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"The font {name} is not in the file."
