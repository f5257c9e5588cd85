"""The Word styles of papers."""

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from analysis.render.word_styles import FONT, OWN_STYLES, STYLES, add_field, write_reference


def test_a_field_shows_something_before_word_fills_it_in():
    paragraph = Document().add_paragraph()
    for instruction in ("PAGE", "TITLE"):
        add_field(paragraph, instruction)
    fields = [each for each in paragraph._p if each.tag.endswith("}fldSimple")]
    shown = [[text.text or "" for text in each.iter(qn("w:t"))] for each in fields]
    assert shown == [["1"], [""]]


@pytest.mark.parametrize(("landscape", "width", "height"), [(False, 21.0, 29.7), (True, 29.7, 21.0)])
def test_pages_are_a4_upright_or_on_their_side(tmp_path, landscape, width, height):
    write_reference(tmp_path / "a.docx", landscape=landscape)
    section = Document(str(tmp_path / "a.docx")).sections[0]
    assert abs(section.page_width - Cm(width)) < Cm(0.01)
    assert abs(section.page_height - Cm(height)) < Cm(0.01)


def test_every_style_has_its_size_colour_and_font(tmp_path):
    write_reference(tmp_path / "a.docx")
    styles = Document(str(tmp_path / "a.docx")).styles
    for name, (size, colour, bold, before, after) in {**STYLES, **OWN_STYLES}.items():
        style = styles[name]
        assert (style.font.name, style.font.bold) == (FONT, bold)
        assert str(style.font.color.rgb) == colour
        assert style.font.size == (None if size is None else Pt(size))
        assert (style.paragraph_format.space_before, style.paragraph_format.space_after) == (Pt(before), Pt(after))


def test_pages_are_numbered_and_the_title_runs_along(tmp_path):
    write_reference(tmp_path / "a.docx")
    section = Document(str(tmp_path / "a.docx")).sections[0]
    assert " TITLE " in section.header._element.xml
    for field in (" PAGE ", " NUMPAGES "):
        assert field in section.footer._element.xml


def test_the_committed_documents_are_what_is_written(tmp_path, root):
    for name, landscape in (("paper.docx", False), ("landscape.docx", True)):
        write_reference(tmp_path / name, landscape=landscape)
        assert (tmp_path / name).read_bytes() == (root / "reports" / "theme" / name).read_bytes()
