"""A council's own look, put into the theme of a build folder: so both renderers find it there."""

import re
import shutil
from pathlib import Path

from analysis.catalogue.errors import WorkbenchError
from analysis.catalogue.look import CouncilLook
from analysis.render.archive import EARLIEST, read_archive, write_archive
from analysis.render.slide_template import add_logo
from analysis.render.word_template import adapt_template

# Where the theme names its two colours, in the style sheet of pages and in the template of PDFs.
ACCENT = {
    "paper.css": re.compile(r"(?<=--accent: )#[0-9a-f]{6}"),
    "typst-template.typ": re.compile(r'(?<=#let accent = rgb\(")#[0-9a-f]{6}'),
}
LINKS = {
    "paper.css": re.compile(r"(?<=--link: )#[0-9a-f]{6}"),
    "typst-template.typ": re.compile(r'(?<=#let links = rgb\(")#[0-9a-f]{6}'),
}
SLIDES = "slides.pptx"
OFFICE = ("paper.docx", "landscape.docx", SLIDES)  # whose styles have the accent of ours
OURS = re.compile(b"12436D", re.IGNORECASE)
WORD = {"paper.docx": False, "landscape.docx": True}  # and whether its pages lie on their side


def dress(build: Path, look: CouncilLook) -> None:
    """Put the logo, the colours and the Word template into `build`/theme.

    Raises WorkbenchError where the theme is the council's own and names no colour that could be changed.
    """
    theme = build / "theme"
    if look.logo is not None:
        shutil.copyfile(look.logo, theme / f"logo{look.logo.suffix.lower()}")
        if (theme / SLIDES).is_file():
            add_logo(theme / SLIDES, look.logo)
    for colour, places in ((look.accent, ACCENT), (look.links, LINKS)):
        if colour is not None:
            for name, pattern in places.items():
                _recolour(theme / name, pattern, colour)
    if look.accent is not None:
        for name in OFFICE:
            _recolour_office(theme / name, look.accent)
    if look.word_template is not None:
        for name, landscape in WORD.items():
            adapt_template(look.word_template, theme / name, theme / name, landscape=landscape)


def _recolour(path: Path, pattern: re.Pattern[str], colour: str) -> None:
    text = path.read_text(encoding="utf-8")
    changed, count = pattern.subn(colour, text)
    if not count:
        raise WorkbenchError(
            f"The theme's {path.name} names no colour that council.yml could change.",
            where=f"reports/theme/{path.name}",
            hint="Set the colour in your own theme, and take it out of council.yml.",
        )
    path.write_text(changed, encoding="utf-8")


def _recolour_office(path: Path, colour: str) -> None:
    if path.is_file():
        wanted = colour.removeprefix("#").upper().encode()
        parts = read_archive(path)
        coloured = {name: OURS.sub(wanted, part) if name.endswith(".xml") else part for name, part in parts.items()}
        write_archive(coloured, path, EARLIEST)
