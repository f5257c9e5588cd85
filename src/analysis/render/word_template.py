"""A council's own Word template, made fit for papers: what it lacks is added, what it has is left as it is."""

import copy
from collections.abc import Iterator
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.section import Section, _Footer, _Header
from docx.shared import Cm

from analysis.render.archive import EARLIEST, read_archive, write_archive
from analysis.render.word_styles import MARK, add_field

SIDE = Cm(1.5)  # margin of a page on its side, as wide tables need it


def adapt_template(given: Path, ours: Path, place: Path, *, landscape: bool = False) -> None:
    """Write `place`: the template with the styles of `ours` that it lacks and the mark of the pack on every page.

    Without them pandoc's tables have no borders and no space, and a page torn out would not say that it is a draft.
    landscape: turn its pages, for papers that are one wide table.
    """
    document, model = Document(str(given)), Document(str(ours))
    _add_styles(document, model)
    for section in document.sections:
        if landscape:
            _turn(section)
        _mark_pages(document, section)
    document.save(str(place))
    write_archive(read_archive(place), place, EARLIEST)


def headers_of(document: WordDocument, section: Section) -> Iterator[_Header]:
    """Yield the headers that a section prints: also those of first and of even pages where it has them."""
    yield section.header
    if section.different_first_page_header_footer:
        yield section.first_page_header
    if document.settings.odd_and_even_pages_header_footer:
        yield section.even_page_header


def footers_of(document: WordDocument, section: Section) -> Iterator[_Footer]:
    """Yield the footers that a section prints, as `headers_of`."""
    yield section.footer
    if section.different_first_page_header_footer:
        yield section.first_page_footer
    if document.settings.odd_and_even_pages_header_footer:
        yield section.even_page_footer


def _add_styles(document: WordDocument, model: WordDocument) -> None:
    """Add the styles that are lacking, in the letters of the template instead of ours."""
    held = {name.lower() for style in document.styles if (name := style.name)}
    ids = {style.style_id for style in document.styles}
    for style in model.styles:
        if style.name and style.name.lower() not in held and style.style_id not in ids:
            added = copy.deepcopy(style.element)
            for fonts in list(added.iter(qn("w:rFonts"))):
                fonts.getparent().remove(fonts)
            document.styles.element.append(added)


def _turn(section: Section) -> None:
    if section.orientation != WD_ORIENT.LANDSCAPE:
        section.page_width, section.page_height = section.page_height, section.page_width
        section.orientation = WD_ORIENT.LANDSCAPE
    section.left_margin = section.right_margin = SIDE


def _mark_pages(document: WordDocument, section: Section) -> None:
    """Put the mark of the pack into the footers that do not have it."""
    for footer in footers_of(document, section):
        fields = footer._element.iter(qn("w:fldSimple"))  # noqa: SLF001 - python-docx has no fields
        if not any(field.get(qn("w:instr"), "").strip() == MARK for field in fields):
            add_field(footer.add_paragraph(style=document.styles["Footer"]), MARK)
